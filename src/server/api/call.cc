#include "server/api/call.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "app/acting_account.h"
#include "server/http/conditional.h"
#include "server/http/cursor.h"
#include "server/http/json_body.h"
#include "server/http/problem.h"
#include "workflow/unit_edges.h"

namespace chuangmo::server {

namespace {

constexpr std::size_t kMostPage = 500;
constexpr std::size_t kMostTextBytes = 60'000;  // of one member
constexpr std::size_t kUsualPage = 100;
constexpr std::size_t kMostPackedBytes = std::size_t{32} << 20U;  // of texts, before they are packed
constexpr std::size_t kMostLists = 96;                            // some are kept for each unit

}  // namespace

std::string compact(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::string> Call::query(std::string_view name) const {
  const auto value = request_.query_value(name);
  if (!value) return std::nullopt;
  return std::string(*value);
}

workflow::Target as_carried_on(const app::Office& office, const workflow::Actor& actor,
                               workflow::Target target) {
  if (actor.unit.empty() || target.unit.empty() || target.unit == actor.unit) return target;
  const app::WorkState work = office.work();
  const bool has_ended =
      std::any_of(work->edges.begin(), work->edges.end(),
                  [&](const workflow::UnitEdge& edge) { return edge.before == target.unit; });
  if (!has_ended) return target;
  const auto units = workflow::successors_at(work->edges, target.unit, office.now().date());
  if (std::find(units.begin(), units.end(), actor.unit) != units.end()) target.unit = actor.unit;
  return target;
}

bool Call::may(workflow::Action action, const workflow::Target& target) const {
  return workflow::may(identified_.actor, action, as_carried_on(api_.office, identified_.actor, target))
      .allowed;
}

Result<void> Call::require(workflow::Action action, const workflow::Target& target) const {
  const workflow::Decision decision =
      workflow::may(identified_.actor, action, as_carried_on(api_.office, identified_.actor, target));
  if (decision.allowed) return {};
  return fail("API003", decision.why, "需要时请安全管理员调整角色");
}

Result<Json> Call::body(std::initializer_list<std::string_view> keys) const {
  CHUANGMO_TRY(read, read_json(request_.body_text()));
  const Json json(read);
  if (!json.is_object()) return fail("API010", "请求正文应是 JSON 对象", "按接口说明改正");
  for (const auto& [key, value] : json.items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
      return fail("API011", "不认识的键“" + key + "”", "去掉它，或按接口说明改正写法");
  }
  return json;
}

Result<std::optional<Instant>> Call::known_at() const {
  const auto text = query("known_at");
  if (!text) return std::optional<Instant>();
  CHUANGMO_TRY(instant, Instant::parse(*text));
  return std::optional(instant);
}

Result<app::WorkState> Call::work() {
  CHUANGMO_TRY(known, known_at());
  return api_.office.work_at(known);
}

Result<app::Changed> Call::change(const app::Decide& decide, const store::Store::Companions& companions) {
  return api_.office.change(
      [&](const workflow::Work& work, Instant now) -> Result<app::Proposal> {
        CHUANGMO_TRY(proposal, decide(work, now));
        proposal.who = identified_.actor.account;
        if (begun_) proposal.vault.push_back(begun_(now));
        return proposal;
      },
      companions);
}

Result<void> Call::require_session() const {
  if (!identified_.session.empty()) return {};
  return fail("API003", "这件事要登录后亲自做，不能用令牌", "登录后再做");
}

Result<app::Changed> Call::change_by(const ActsMade& make) {
  return change([&](const workflow::Work& work, Instant now) -> Result<app::Proposal> {
    const workflow::Account actor = app::acting_account(work, identified_.actor.account);
    app::Proposal proposal;
    CHUANGMO_TRY(acts, make({work, actor, now}));
    proposal.acts = std::move(acts);
    return proposal;
  });
}

Result<void> Call::require_match(std::string_view tag) const {
  return check_if_match(request_, tag);
}

Result<void> Call::require_match_or_none(std::string_view tag, bool is_there) const {
  if (request_.field("If-None-Match") != "*") return require_match(tag);
  if (!is_there) return {};
  return fail("SRV060", "已经有了，要改的不是第一份", "重新读取，带上它的 If-Match 再改");
}

namespace {

tl::unexpected<Failure> wrong_member(std::string_view key, const char* wanted, const Json& body) {
  const auto member = body.find(std::string(key));
  const std::string found = member == body.end() ? "没有写" : "写的是 " + compact(*member).substr(0, 80);
  return fail("API012", "“" + std::string(key) + "”应是" + wanted + "，" + found, "按接口说明改正");
}

}  // namespace

Result<std::string> text_of(const Json& body, std::string_view key) {
  const auto member = body.find(std::string(key));
  if (member == body.end() || !member->is_string()) return wrong_member(key, "文字", body);
  const std::string text = member->get<std::string>();
  if (text.size() > kMostTextBytes)
    return fail("API012", "“" + std::string(key) + "”太长，共 " + std::to_string(text.size()) + " 字节",
                "最多 " + std::to_string(kMostTextBytes) + " 字节");
  return text;
}

Result<std::string> text_of(const Json& body, std::string_view key, std::string otherwise) {
  if (!body.contains(std::string(key))) return otherwise;
  return text_of(body, key);
}

Result<Date> date_of(const Json& body, std::string_view key) {
  CHUANGMO_TRY(text, text_of(body, key));
  return Date::parse(text);
}

Result<std::vector<std::string>> texts_of(const Json& body, std::string_view key) {
  const auto member = body.find(std::string(key));
  if (member == body.end() || !member->is_array()) return wrong_member(key, "文字的数组", body);
  std::vector<std::string> texts;
  for (const Json& each : *member) {
    if (!each.is_string()) return wrong_member(key, "文字的数组", body);
    texts.push_back(each.get<std::string>());
  }
  return texts;
}

std::string tag_of(const Json& json) {
  return etag_of(compact(json));
}

HttpResponse json_answer(const Json& json, int status) {
  return json_response(status, compact(json));
}

HttpResponse tagged_text(const Call& call, SharedText json, std::string_view tag) {
  const bool is_known = call.request().method == "GET" && is_none_match_met(call.request(), tag);
  HttpResponse response =
      is_known ? empty_response(304) : text_response(200, "application/json", std::move(json));
  response.set("ETag", tag);
  return response;
}

SharedCachedBody TileCache::packed(const SharedText& text) {
  {
    const std::lock_guard lock(mutex_);
    const auto known =
        std::find_if(packed_.begin(), packed_.end(), [&](const auto& each) { return each.first == text; });
    if (known != packed_.end()) {
      packed_.splice(packed_.begin(), packed_, known);
      return packed_.front().second;
    }
  }
  auto body = std::make_shared<const CachedBody>(text, share(gzip(*text)), "application/json",
                                                 "private, no-cache", etag_of(*text));
  const std::lock_guard lock(mutex_);
  packed_.emplace_front(text, body);
  std::size_t bytes = 0;
  const auto last = std::find_if(std::next(packed_.begin()), packed_.end(), [&](const auto& each) {
    bytes += each.first->size();
    return bytes > kMostPackedBytes;
  });
  packed_.erase(last, packed_.end());
  return body;
}

Result<HttpResponse> packed_answer(Call& call, const SharedText& json) {
  return call.api().tiles.packed(json)->respond(call.request());
}

SharedText TileCache::list(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto known =
      std::find_if(lists_.begin(), lists_.end(), [&](const auto& each) { return each.first == key; });
  if (known == lists_.end()) return nullptr;
  lists_.splice(lists_.begin(), lists_, known);
  return lists_.front().second;
}

void TileCache::keep_list(std::string key, SharedText text) {
  const std::lock_guard lock(mutex_);
  lists_.emplace_front(std::move(key), std::move(text));
  if (lists_.size() > kMostLists) lists_.pop_back();
}

namespace {

// Rights are part of the work and of what day it is, so that who asks stands for them.
Result<SharedText> kept_text(Call& call, const workflow::Work& work, Date day,
                             const std::function<Result<Json>()>& make) {
  const HttpRequest& request = call.request();
  const std::string key =
      fmt::format("{}?{}\n{}\n{}\n{}\n{}", request.path, request.raw_query, call.actor().account, day.text(),
                  call.office().now().date().text(), work.size);
  SharedText text = call.api().tiles.list(key);
  if (text != nullptr) return text;
  CHUANGMO_TRY(json, make());
  text = share(compact(json));
  call.api().tiles.keep_list(key, text);
  return text;
}

}  // namespace

Result<HttpResponse> kept_answer(Call& call, const workflow::Work& work, Date day,
                                 const std::function<Result<Json>()>& make) {
  CHUANGMO_TRY(text, kept_text(call, work, day, make));
  return text_response(200, "application/json", text);
}

Result<HttpResponse> kept_tagged_answer(Call& call, const workflow::Work& work, Date day,
                                        const std::function<Result<Json>()>& make) {
  CHUANGMO_TRY(text, kept_text(call, work, day, make));
  return packed_answer(call, text);
}

HttpResponse tagged_answer(const Call& call, const Json& json, int status) {
  std::string text = compact(json);
  const std::string tag = etag_of(text);
  HttpResponse response = tagged_text(call, share(std::move(text)), tag);
  if (response.status == 200) response.status = status;
  return response;
}

HttpResponse findings_answer(const Call& call, const Failure& failure, const Diagnostics& findings) {
  return problem_response(failure, findings, call.request());
}

Result<HttpResponse> page_answer(const Call& call, const std::vector<Json>& items,
                                 const std::function<std::string(const Json&)>& key_of) {
  std::size_t limit = kUsualPage;
  if (const auto text = call.query("limit")) {
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
    if (error != std::errc() || end != text->data() + text->size() || limit == 0 || limit > kMostPage)
      return fail("API013", "limit 应是 1 到 500 的整数", "改正 limit");
  }
  auto first = items.begin();
  if (const auto text = call.query("cursor")) {
    CHUANGMO_TRY(after, decode_cursor(call.request().path, *text));
    first = std::find_if(items.begin(), items.end(), [&](const Json& item) { return key_of(item) > after; });
  }
  const auto left = static_cast<std::size_t>(items.end() - first);
  const auto last = first + static_cast<std::ptrdiff_t>(std::min(limit, left));
  Json json = Json::object();
  json["items"] = Json::array();
  for (auto item = first; item != last; ++item) json["items"].push_back(*item);
  json["next"] = left > limit ? Json(encode_cursor(call.request().path, key_of(*(last - 1)))) : Json(nullptr);
  return json_answer(json);
}

}  // namespace chuangmo::server
