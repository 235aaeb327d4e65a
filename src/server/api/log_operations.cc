#include <charconv>

#include "app/journal_log.h"
#include "server/api/operations.h"
#include "workflow/rights.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

Result<std::int64_t> number_of(std::string_view text, const char* what) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || number < 0)
    return fail("API012", std::string(what) + " 应是不小于 0 的整数，写的是“" + std::string(text) + "”",
                "改成整数");
  return number;
}

Result<std::int64_t> number_in_query(const Call& call, const char* name, std::int64_t otherwise) {
  const auto text = call.query(name);
  if (!text) return otherwise;
  return number_of(*text, name);
}

HttpResponse note_answer(std::string note) {
  return text_response(200, "text/plain; charset=utf-8", share(std::move(note)));
}

Result<HttpResponse> public_checkpoint(Call& call) {
  CHUANGMO_TRY(head, app::signed_head(call.office()));
  return note_answer(std::move(head.note));
}

Result<HttpResponse> checkpoint(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_log));
  return public_checkpoint(call);
}

// The body and its salt belong to those who may see what the entry is about.
Json entry_json(const JournalEntry& entry, bool with_body) {
  Json json = Json::object();
  json["number"] = entry.number;
  json["recorded_at"] = entry.recorded_at.text();
  json["who"] = entry.who;
  json["kind"] = entry.kind;
  json["object"] = entry.object;
  if (with_body) json["body"] = Json::parse(entry.body, nullptr, false);
  return json;
}

bool may_see_body(const Call& call) {
  return workflow::may_see_field(call.actor(), workflow::ObjectKind::log_entry, "body", {});
}

Result<HttpResponse> entries(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_log));
  constexpr std::int64_t kMostEntries = 500;
  CHUANGMO_TRY(after, number_in_query(call, "after", 0));
  CHUANGMO_TRY(limit, number_in_query(call, "limit", 100));
  if (limit < 1 || limit > kMostEntries) return fail("API013", "limit 应是 1 到 500 的整数", "改正 limit");
  const std::string object = call.query("object").value_or("");
  CHUANGMO_TRY(work, call.office().latest_work());
  const bool with_body = may_see_body(call);
  std::vector<std::int64_t> numbers;
  if (object.empty()) {
    const std::int64_t last = after >= work->size ? 0 : std::min(work->size, after + limit);
    for (std::int64_t n = after + 1; n <= last; ++n) numbers.push_back(n);
  } else if (const auto history = work->history.find(object); history != work->history.end()) {
    for (const std::int64_t n : history->second) {
      if (n > after && static_cast<std::int64_t>(numbers.size()) < limit) numbers.push_back(n);
    }
  }
  Json items = Json::array();
  CHUANGMO_TRY(reading, call.office().reader());
  for (const std::int64_t n : numbers) {
    CHUANGMO_CHECK(reading->store->visit_entries(call.office().programme().id, n - 1, n,
                                                 [&](const JournalEntry& entry) -> Result<void> {
                                                   items.push_back(entry_json(entry, with_body));
                                                   return {};
                                                 }));
  }
  Json json = Json::object();
  json["size"] = work->size;
  json["items"] = std::move(items);
  json["next"] = numbers.empty() || numbers.back() == work->size ? Json(nullptr) : Json(numbers.back());
  return json_answer(json);
}

Result<HttpResponse> entry(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_log));
  CHUANGMO_TRY(number, number_of(call.parameter("number"), "number"));
  std::optional<Json> found;
  const bool with_body = may_see_body(call);
  CHUANGMO_TRY(reading, call.office().reader());
  CHUANGMO_CHECK(reading->store->visit_entries(call.office().programme().id, number - 1, number,
                                               [&](const JournalEntry& each) -> Result<void> {
                                                 found = entry_json(each, with_body);
                                                 return {};
                                               }));
  if (!found)
    return fail("API004", "日志没有第 " + std::to_string(number) + " 条", "用 GET /log/entries 查看");
  return json_answer(*found);
}

Result<HttpResponse> entry_proof(Call& call) {
  CHUANGMO_CHECK(call.require(Action::export_proof));
  CHUANGMO_TRY(number, number_of(call.parameter("number"), "number"));
  CHUANGMO_TRY(bundle,
               app::entry_proof(call.office(), number, call.query("disclose") == "1" && may_see_body(call)));
  return note_answer(std::move(bundle));
}

Result<HttpResponse> consistency(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_log));
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(from, number_in_query(call, "from", 0));
  CHUANGMO_TRY(to, number_in_query(call, "to", work->size));
  CHUANGMO_TRY(hashes, app::consistency(call.office(), from, to));
  Json json = Json::object();
  json["from"] = from;
  json["to"] = to;
  json["hashes"] = hashes;
  return json_answer(json);
}

Result<HttpResponse> verification(Call& call) {
  CHUANGMO_CHECK(call.require(Action::verify_log));
  CHUANGMO_TRY(work, call.office().latest_work());
  std::vector<std::string> notes;
  for (const auto& signed_before : work->checkpoints) notes.push_back(signed_before.checkpoint.note);
  CHUANGMO_TRY(reading, call.office().reader());
  CHUANGMO_TRY(verified, app::verify_log(*reading, notes));
  Json json = Json::object();
  const auto& fault = verified.report.fault;
  json["ok"] = !fault;
  json["size"] = verified.report.size;
  json["root"] = verified.report.root.hex();
  json["imports"] = verified.imports;
  if (fault) {
    json["first_bad"] = fault->number;
    json["code"] = fault->code;
    json["what"] = fault->text;
    json["fix"] = fault->fix;
  }
  return json_answer(json);
}

}  // namespace

void add_log_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules slow{.body_limit = 4096, .where = Where::slow, .rate = RateClass::write};
  operations.add("GET", "/api/v1/public/log/checkpoint", look, Door::anybody, public_checkpoint);
  operations.add("GET", "/api/v1/log/checkpoint", look, Door::logged_in, checkpoint);
  operations.add("GET", "/api/v1/log/entries", look, Door::logged_in, entries);
  operations.add("GET", "/api/v1/log/entries/{number}", look, Door::logged_in, entry);
  operations.add("GET", "/api/v1/log/entries/{number}/proof", look, Door::logged_in, entry_proof);
  operations.add("GET", "/api/v1/log/consistency", look, Door::logged_in, consistency);
  operations.add("POST", "/api/v1/log/verification", slow, Door::logged_in, verification);
}

}  // namespace chuangmo::server
