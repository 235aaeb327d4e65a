#include "server/http/problem.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace chuangmo::server {
namespace {

struct CodeStatus {
  std::string_view code;
  int status;
};

constexpr bool is_before(const CodeStatus& a, const CodeStatus& b) {
  return a.code < b.code;
}

template <std::size_t n>
constexpr std::array<CodeStatus, n> by_code(std::array<CodeStatus, n> rows) {
  std::sort(rows.begin(), rows.end(), is_before);
  return rows;
}

constexpr std::array kStatuses = by_code(std::to_array<CodeStatus>({
    {"FIL001", 500}, {"FIL002", 503}, {"FIL003", 413}, {"SRV040", 404}, {"SRV041", 405}, {"SRV042", 415},
    {"SRV043", 429}, {"SRV044", 503}, {"SRV050", 400}, {"SRV051", 400}, {"SRV052", 400}, {"SRV053", 400},
    {"SRV060", 412}, {"SRV061", 428}, {"SRV070", 429}, {"SRV071", 503}, {"SRV072", 503}, {"SRV090", 500},
    {"SRV091", 500}, {"STO001", 503}, {"STO002", 500}, {"STO003", 500}, {"STO004", 404}, {"STO005", 409},
    {"STO006", 409}, {"STO007", 500}, {"STO008", 503}, {"STO009", 503}, {"STO014", 409}, {"STO015", 503},
    {"STO016", 503}, {"STO017", 503}, {"STO018", 503}, {"STO019", 409}, {"STO020", 409}, {"STO021", 500},
    {"ACC001", 401}, {"ACC002", 401}, {"ACC003", 429}, {"ACC004", 401}, {"ACC005", 401}, {"ACC006", 422},
    {"ACC007", 401}, {"ACC008", 409}, {"ACC009", 401}, {"ACC010", 409}, {"API001", 401}, {"API002", 403},
    {"API003", 403}, {"API004", 404}, {"API005", 403}, {"API010", 400}, {"API011", 422}, {"API012", 422},
    {"API013", 400}, {"API021", 412}, {"API022", 409}, {"API030", 422}, {"API031", 409}, {"API032", 409},
    {"AUD002", 404}, {"EVI021", 404}, {"EVI033", 409}, {"EVI034", 409}, {"EVI038", 404}, {"EVI036", 413},
    {"EVI032", 413}, {"EVI037", 429}, {"EVI060", 409}, {"EVI061", 409}, {"EVI020", 503}, {"EVL003", 404},
    {"EVL006", 404}, {"PLN053", 409}, {"PLN055", 404}, {"WSP003", 404}, {"IDN003", 503}, {"MON001", 404},
    {"MON006", 404}, {"WRK060", 404}, {"WRK061", 409}, {"WRK062", 409}, {"WRK063", 409}, {"WRK064", 409},
    {"WRK070", 404}, {"WRK071", 409}, {"WRK073", 500}, {"WRK074", 409}, {"WRK076", 409}, {"WRK078", 409},
    {"WRK081", 404}, {"WRK082", 409}, {"WRK083", 409}, {"WRK085", 409}, {"WRK091", 409}, {"WRK092", 404},
    {"OUT001", 404}, {"OUT007", 409}, {"OUT008", 404}, {"DSR001", 404}, {"DSR002", 404}, {"DSR004", 409},
    {"DSR005", 409}, {"DSR006", 404}, {"DSR009", 409}, {"DSR010", 409}, {"DSR020", 404}, {"DSR021", 422},
    {"DSR034", 422}, {"DSR040", 404}, {"DSR041", 409}, {"DSR042", 403}, {"DSR043", 422}, {"WRK093", 409},
    {"WBK001", 422}, {"WBK004", 422}, {"WBK020", 409}, {"WBK021", 409}, {"CNV001", 501}, {"CNV002", 422},
    {"CNV003", 422}, {"CNV004", 503},
}));
static_assert(std::adjacent_find(kStatuses.begin(), kStatuses.end(),
                                 [](const CodeStatus& a, const CodeStatus& b) { return a.code == b.code; }) ==
                  kStatuses.end(),
              "a code stands there twice");

struct StatusWords {
  int status;
  std::string_view phrase;
  std::string_view title;
};

constexpr std::array kWords = std::to_array<StatusWords>({
    {100, "Continue", ""},
    {200, "OK", ""},
    {201, "Created", ""},
    {202, "Accepted", ""},
    {204, "No Content", ""},
    {206, "Partial Content", ""},
    {301, "Moved Permanently", ""},
    {302, "Found", ""},
    {303, "See Other", ""},
    {304, "Not Modified", ""},
    {307, "Temporary Redirect", ""},
    {308, "Permanent Redirect", ""},
    {400, "Bad Request", "请求有误"},
    {401, "Unauthorized", "需要登录"},
    {403, "Forbidden", "无权进行"},
    {404, "Not Found", "没有找到"},
    {405, "Method Not Allowed", "不允许这种请求方法"},
    {406, "Not Acceptable", "没有可接受的表示"},
    {408, "Request Timeout", "请求超时"},
    {409, "Conflict", "与现状冲突"},
    {410, "Gone", "已经不存在"},
    {411, "Length Required", "缺少正文长度"},
    {412, "Precondition Failed", "内容已被他人修改"},
    {413, "Content Too Large", "正文过大"},
    {414, "URI Too Long", "网址过长"},
    {415, "Unsupported Media Type", "不支持的内容类型"},
    {416, "Range Not Satisfiable", "范围不可用"},
    {417, "Expectation Failed", "不支持的要求"},
    {421, "Misdirected Request", "主机名不对"},
    {422, "Unprocessable Content", "内容不能处理"},
    {423, "Locked", "已锁定"},
    {428, "Precondition Required", "缺少前提条件"},
    {429, "Too Many Requests", "请求过于频繁"},
    {431, "Request Header Fields Too Large", "请求头过大"},
    {500, "Internal Server Error", "服务内部错误"},
    {501, "Not Implemented", "不支持"},
    {503, "Service Unavailable", "服务暂时不可用"},
    {504, "Gateway Timeout", "超时"},
    {505, "HTTP Version Not Supported", "不支持的 HTTP 版本"},
    {507, "Insufficient Storage", "存储空间不足"},
});

const StatusWords* words_of(int status) {
  const auto at =
      std::find_if(kWords.begin(), kWords.end(), [&](const auto& row) { return row.status == status; });
  return at == kWords.end() ? nullptr : &*at;
}

nlohmann::ordered_json json_of(const ProblemItem& item) {
  nlohmann::ordered_json json{{"code", item.code}, {"severity", severity_name(item.severity)}};
  if (!item.place.empty()) json["place"] = item.place;
  if (!item.pointer.empty()) json["pointer"] = item.pointer;
  json["text"] = item.text;
  if (!item.fix.empty()) json["fix"] = item.fix;
  return json;
}

HttpResponse problem(int status, const Failure& failure, const std::vector<ProblemItem>& items,
                     const HttpRequest& request) {
  const StatusWords* words = words_of(status);
  nlohmann::ordered_json json{{"type", "/problems/" + failure.code},
                              {"title", words == nullptr ? "" : words->title},
                              {"status", status},
                              {"detail", failure.text},
                              {"instance", request.path},
                              {"code", failure.code}};
  if (!failure.fix.empty()) json["fix"] = failure.fix;
  if (request.id != 0) json["request"] = request.id_text();
  if (!items.empty()) {
    json["errors"] = nlohmann::ordered_json::array();
    for (const ProblemItem& item : items) json["errors"].push_back(json_of(item));
  }
  // A failure may quote what it was given; a byte that is not UTF-8 must not cost the answer.
  std::string text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  HttpResponse response = text_response(status, "application/problem+json", share(std::move(text)));
  if (status == 503 || status == 429) response.set("Retry-After", "1");
  return response;
}

}  // namespace

int status_of_code(std::string_view code) {
  const auto at =
      std::lower_bound(kStatuses.begin(), kStatuses.end(), code,
                       [](const CodeStatus& row, std::string_view wanted) { return row.code < wanted; });
  return at != kStatuses.end() && at->code == code ? at->status : 422;
}

std::string_view reason_phrase(int status) {
  const StatusWords* words = words_of(status);
  return words == nullptr ? "Unknown" : words->phrase;
}

HttpResponse problem_response(const Failure& failure, const HttpRequest& request) {
  return problem(status_of_code(failure.code), failure, {}, request);
}

HttpResponse problem_response(const Failure& failure, const std::vector<ProblemItem>& items,
                              const HttpRequest& request) {
  return problem(status_of_code(failure.code), failure, items, request);
}

HttpResponse problem_response(const Failure& failure, const Diagnostics& findings,
                              const HttpRequest& request) {
  std::vector<ProblemItem> items;
  items.reserve(findings.size());
  for (const Diagnostic& finding : findings)
    items.push_back({finding.code, finding.severity, to_text(finding.where), "", finding.text, finding.fix});
  return problem(status_of_code(failure.code), failure, items, request);
}

HttpResponse problem_response(int status, const Failure& failure, const HttpRequest& request) {
  return problem(status, failure, {}, request);
}

}  // namespace chuangmo::server
