#include <algorithm>

#include "base/digest.h"
#include "server/http/problem.h"
#include "server/http/server_core.h"
#include "server/http/target.h"

namespace chuangmo::server {
namespace {

// Of a request that will be answered with 404 or the like: read, so that the connection can go on.
constexpr std::uint64_t kIgnoredBody = std::uint64_t{64} << 10U;

bool is_acceptable_type(const Route& route, std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.remove_suffix(1);
  const auto& types = route.rules.content_types;
  if (types.empty()) return equals_ignoring_case(type, "application/json");
  return std::any_of(types.begin(), types.end(),
                     [&](const std::string& one) { return equals_ignoring_case(one, type); });
}

}  // namespace

Refusal ServerCore::admit(RequestHead& head, const std::string& peer, Admission& admission) {
  if (const Refusal why = hosts_.judge(head.host); why != Refusal::none) return why;
  Target target;
  if (const Refusal why = read_target(head.target, target); why != Refusal::none) return why;
  Routes::Found found = routes_.find(head.method, target.segments);

  auto request = std::make_shared<HttpRequest>();
  request->id = first_id_ + requests_.fetch_add(1, std::memory_order_relaxed);
  request->method = head.method == "HEAD" ? "GET" : head.method;
  request->path = std::move(target.path);
  request->raw_query = std::move(target.raw_query);
  request->query = std::move(target.query);
  request->parameters = std::move(found.parameters);
  request->remote_address =
      is_trusted(peer) ? client_address(peer, head.fields.joined("x-forwarded-for"), options_.trusted_proxies)
                       : peer;
  request->fields = std::move(head.fields);
  admission.route = found.route;
  admission.is_head = head.method == "HEAD";
  admission.keeps_alive = head.keeps_alive;
  admission.answer = objection(found, head, *request);
  admission.body_limit = admission.answer ? kIgnoredBody : found.route->rules.body_limit;
  admission.request = std::move(request);
  return Refusal::none;
}

// Why the route is not even asked, though the request is well formed.
std::optional<HttpResponse> ServerCore::objection(const Routes::Found& found, const RequestHead& head,
                                                  const HttpRequest& request) {
  if (found.route == nullptr && found.allow.empty())
    return problem_response(Failure{"SRV040", "没有这个网址。", "检查网址，接口见 /api/v1/openapi.yaml。"},
                            request);
  if (found.route == nullptr) {
    HttpResponse response = problem_response(
        Failure{"SRV041", "这个网址不支持这种请求方法。", "可用的方法：" + found.allow}, request);
    response.set("Allow", found.allow);
    return response;
  }
  const bool is_coded = !request.field("content-encoding").empty();
  if (head.content_length > 0 && found.route->rules.body_limit > 0 &&
      (is_coded || !is_acceptable_type(*found.route, request.field("content-type"))))
    return problem_response(
        Failure{"SRV042", "不接受这种类型的正文。", "检查 Content-Type，且不要压缩正文。"}, request);
  if (!rates_.take(found.route->rules.rate, address_group(request.remote_address),
                   std::chrono::steady_clock::now()))
    return problem_response(Failure{"SRV043", "请求过于频繁。", "稍后重试。"}, request);
  return std::nullopt;
}

bool ServerCore::is_trusted(const std::string& peer) const {
  const auto& proxies = options_.trusted_proxies;
  return std::find(proxies.begin(), proxies.end(), peer) != proxies.end();
}

SharedText ServerCore::refusal_response(Refusal why, const std::string& peer, bool is_head) {
  const RefusalRule& rule = rule_of(why);
  if (options_.metrics != nullptr) options_.metrics->count_refusal(why);
  if (options_.log != nullptr)
    options_.log->line(LogLevel::info, "refused")
        .text("reason", rule.name)
        .number("status", rule.status)
        .text("address", logged_address(peer));
  const HttpResponse response = problem_response(
      rule.status, Failure{std::string(rule.code), std::string(rule.text), std::string(rule.fix)},
      HttpRequest());
  std::string text = response_head_.text(response, response.body->size(), false);
  if (!is_head) text += *response.body;
  return share(std::move(text));
}

void ServerCore::record(const Admission& admission, const HttpResponse& response, std::uint64_t bytes) {
  const auto passed = std::chrono::steady_clock::now() - admission.received;
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(passed).count();
  const Route* route = admission.route;
  if (options_.metrics != nullptr)
    options_.metrics->count_request(route == nullptr ? routes_.all().size() : route->index, response.status,
                                    micros);
  if (options_.log == nullptr || !options_.log->writes(LogLevel::info)) return;
  const HttpRequest& request = *admission.request;
  options_.log->line(LogLevel::info, "request")
      .text("request", request.id_text())
      .text("method", admission.is_head ? "HEAD" : request.method)
      .text("route", route == nullptr ? "none" : route->pattern)
      .number("status", response.status)
      .number("micros", micros)
      .number("bytes", static_cast<std::int64_t>(bytes))
      .text("address", logged_address(request.remote_address))
      .text("account", response.account);
}

void ServerCore::record_fault(const Admission& admission, std::string_view text) {
  if (options_.log == nullptr) return;
  options_.log->line(LogLevel::error, "handler_failed")
      .text("request", admission.request->id_text())
      .text("route", admission.route == nullptr ? "none" : admission.route->pattern)
      .text("text", text);
}

// A digest tells addresses apart without naming them; the number of this run keeps it from being looked up.
std::string ServerCore::logged_address(const std::string& address) const {
  if (!options_.hashes_addresses) return address;
  return sha256_hex(std::to_string(first_id_) + address).substr(0, 12);
}

}  // namespace chuangmo::server
