#include <algorithm>
#include <charconv>
#include <iterator>

#include "server/api/disposition.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

// Whose papers the caller brings: the office's own, who belongs to no unit, stand under the office.
std::string unit_of(const Call& call) {
  const std::string& unit = call.actor().unit;
  return unit.empty() ? "创模办" : unit;
}

Json upload_json(const evidence::UploadState& state) {
  Json json = Json::object();
  json["id"] = state.declared.id;
  json["name"] = state.declared.name;
  json["size"] = state.declared.bytes;
  json["offset"] = state.offset;
  return json;
}

HttpResponse upload_answer(const evidence::UploadState& state, int status) {
  HttpResponse response = json_answer(upload_json(state), status);
  response.set("Upload-Offset", std::to_string(state.offset));
  response.set("Upload-Length", std::to_string(state.declared.bytes));
  return response;
}

Result<HttpResponse> begin(Call& call) {
  CHUANGMO_CHECK(call.require(Action::upload_evidence, {.unit = unit_of(call)}));
  CHUANGMO_TRY(body, call.body({"name", "size", "sha256"}));
  CHUANGMO_TRY(name, text_of(body, "name"));
  CHUANGMO_TRY(sha256, text_of(body, "sha256", ""));
  if (!body.contains("size") || !body["size"].is_number_integer() || body["size"].get<std::int64_t>() <= 0)
    return fail("API012", "“size”应是文件的字节数", "写大于 0 的整数");
  CHUANGMO_TRY(state,
               call.api().evidence.begin(unit_of(call), name, body["size"].get<std::uint64_t>(), sha256));
  return upload_answer(state, 201);
}

Result<HttpResponse> state(Call& call) {
  CHUANGMO_CHECK(call.require(Action::upload_evidence, {.unit = unit_of(call)}));
  CHUANGMO_TRY(state, call.api().evidence.state(unit_of(call), call.parameter("upload")));
  return upload_answer(state, 200);
}

Result<HttpResponse> append(Call& call) {
  CHUANGMO_CHECK(call.require(Action::upload_evidence, {.unit = unit_of(call)}));
  const std::string_view text = call.request().field("Upload-Offset");
  std::uint64_t offset = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset);
  if (text.empty() || error != std::errc() || end != text.data() + text.size())
    return fail("API012", "没有写从哪里接着传", "加上 Upload-Offset，值用 GET /uploads/{id} 读到");
  CHUANGMO_TRY(answer, call.api().evidence.append(unit_of(call), call.parameter("upload"), offset,
                                                  call.request().body_text()));
  if (!answer.is_taken)
    return fail("API032", "这一段接不上，已收到 " + std::to_string(answer.offset) + " 字节", "从那里接着传");
  HttpResponse response = empty_response(204);
  response.set("Upload-Offset", std::to_string(answer.offset));
  return response;
}

Result<HttpResponse> finish(Call& call) {
  CHUANGMO_CHECK(call.require(Action::upload_evidence, {.unit = unit_of(call)}));
  CHUANGMO_TRY(file,
               call.api().evidence.finish(call.actor().account, unit_of(call), call.parameter("upload")));
  return json_answer(evidence_json(file), 201);
}

bool may_see(const Call& call, const workflow::EvidenceFile& file) {
  if (call.may(Action::view_evidence, {.unit = file.unit})) return true;
  return std::any_of(file.units.begin(), file.units.end(), [&](const std::string& unit) {
    return call.may(Action::view_evidence, {.unit = unit});
  });
}

Result<HttpResponse> files(Call& call) {
  CHUANGMO_TRY(work, call.work());
  const auto unit = call.query("unit");
  const auto wanted = call.query("state");
  std::vector<Json> items;
  for (const auto& [digest, file] : work->evidence) {
    if (!may_see(call, file) || (unit && !file.units.contains(*unit))) continue;
    if (wanted && *wanted != workflow::name_of(file.state)) continue;
    items.push_back(evidence_json(file));
  }
  return page_answer(call, items, [](const Json& item) { return item["digest"].get<std::string>(); });
}

Result<workflow::EvidenceFile> file_of(Call& call) {
  CHUANGMO_TRY(work, call.work());
  const auto found = work->evidence.find(call.parameter("digest"));
  if (found == work->evidence.end() || !may_see(call, found->second))
    return fail("API004", "没有这份佐证材料", "用 GET /evidence 查看");
  return found->second;
}

Result<HttpResponse> file(Call& call) {
  CHUANGMO_TRY(found, file_of(call));
  return tagged_answer(call, evidence_json(found));
}

// What is not clean is for those alone who decide about it.
Result<workflow::EvidenceFile> readable_file(Call& call) {
  CHUANGMO_TRY(found, file_of(call));
  if (found.state != workflow::EvidenceState::clean) CHUANGMO_CHECK(call.require(Action::release_evidence));
  return found;
}

// What our own pages may show, and how little it may do there. A PDF is shown by the browser's own viewer,
// which in the browsers of many offices a sandbox keeps from starting; that the file is a PDF without
// actions, its bytes have said. A picture runs nothing.
struct Showing {
  const char* type;
  const char* policy;
};
constexpr Showing kShown[] = {{"application/pdf", "frame-ancestors 'self'; form-action 'none'"},
                              {"image/jpeg", "sandbox; default-src 'none'; frame-ancestors 'self'"},
                              {"image/png", "sandbox; default-src 'none'; frame-ancestors 'self'"}};

const Showing* showing_of(const Call& call, const workflow::EvidenceFile& file) {
  if (call.query("show") != "1" || file.state != workflow::EvidenceState::clean) return nullptr;
  const auto* const found = std::find_if(std::begin(kShown), std::end(kShown),
                                         [&](const Showing& each) { return file.type == each.type; });
  return found == std::end(kShown) ? nullptr : found;
}

Result<HttpResponse> bytes(Call& call) {
  CHUANGMO_TRY(found, readable_file(call));
  CHUANGMO_TRY(path, call.api().evidence.path_of(found.digest));
  HttpResponse response;
  response.file = FileBody{path.string(), 0, static_cast<std::uint64_t>(found.size)};
  response.set("Content-Type", found.type);
  response.set("Cache-Control", "private, no-store");
  if (const Showing* showing = showing_of(call, found)) {
    response.set("Content-Disposition", disposition("inline", found.name));
    response.set("Content-Security-Policy", showing->policy);
    response.set("X-Frame-Options", "SAMEORIGIN");
    return response;
  }
  response.set("Content-Disposition", disposition("attachment", found.name));
  response.set("Content-Security-Policy", "sandbox; default-src 'none'");
  return response;
}

Json text_part_json(const app::TextPart& part) {
  Json json = Json::object();
  json["title"] = part.title;
  json["paragraphs"] = part.paragraphs;
  json["rows"] = part.rows;
  return json;
}

Result<HttpResponse> text(Call& call) {
  CHUANGMO_TRY(found, readable_file(call));
  CHUANGMO_TRY(text, call.api().evidence.text(found));
  Json json = Json::object();
  json["digest"] = found.digest;
  json["name"] = found.name;
  json["kind"] = text.kind;
  json["parts"] = Json::array();
  for (const app::TextPart& part : text.parts) json["parts"].push_back(text_part_json(part));
  json["truncated"] = text.is_truncated;
  return json_answer(json);
}

Result<HttpResponse> thumbnail(Call& call) {
  CHUANGMO_TRY(found, readable_file(call));
  CHUANGMO_TRY(picture, call.api().evidence.thumbnail(found.digest));
  HttpResponse response = text_response(200, found.type, share(std::move(picture)));
  response.set("Content-Security-Policy", "sandbox; default-src 'none'");
  return response;
}

Result<HttpResponse> judge(Call& call) {
  CHUANGMO_CHECK(call.require(Action::release_evidence));
  CHUANGMO_TRY(body, call.body({"state", "why"}));
  CHUANGMO_TRY(text, text_of(body, "state"));
  CHUANGMO_TRY(why, text_of(body, "why", ""));
  CHUANGMO_TRY(state,
               named_value(text, "state", {workflow::EvidenceState::clean, workflow::EvidenceState::refused},
                           [](auto value) { return workflow::name_of(value); }));
  CHUANGMO_TRY(found, file_of(call));
  CHUANGMO_TRY(changed, call.change_by([&](const workflow::Moment& at) {
    return workflow::judge_evidence(at, found.digest, state, why);
  }));
  return json_answer(evidence_json(changed.work->evidence.at(found.digest)));
}

}  // namespace

void add_evidence_operations(Operations& operations) {
  constexpr std::size_t kPieceBytes = std::size_t{8} << 20U;
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = 8192, .where = Where::worker, .rate = RateClass::write};
  const RouteRules piece{.body_limit = kPieceBytes,
                         .where = Where::worker,
                         .content_types = {"application/offset+octet-stream"},
                         .rate = RateClass::upload};
  const RouteRules read{.where = Where::slow, .rate = RateClass::read};
  const RouteRules slow{.body_limit = 8192, .where = Where::slow, .rate = RateClass::upload};
  operations.add("POST", "/api/v1/uploads", write, Door::logged_in, begin);
  operations.add("GET", "/api/v1/uploads/{upload}", look, Door::logged_in, state);
  operations.add("PATCH", "/api/v1/uploads/{upload}", piece, Door::logged_in, append);
  operations.add("POST", "/api/v1/uploads/{upload}/finish", slow, Door::logged_in, finish);
  operations.add("GET", "/api/v1/evidence", look, Door::logged_in, files);
  operations.add("GET", "/api/v1/evidence/{digest}", look, Door::logged_in, file);
  operations.add("GET", "/api/v1/evidence/{digest}/file", look, Door::logged_in, bytes);
  operations.add("GET", "/api/v1/evidence/{digest}/text", read, Door::logged_in, text);
  operations.add("GET", "/api/v1/evidence/{digest}/thumbnail", look, Door::logged_in, thumbnail);
  operations.add("POST", "/api/v1/evidence/{digest}/judgement", write, Door::logged_in, judge);
}

}  // namespace chuangmo::server
