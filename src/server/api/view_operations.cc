#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "app/changes.h"
#include "app/directory.h"
#include "app/overview.h"
#include "catalog/diagnostic_names.h"
#include "catalog/programme_map.h"
#include "publish/map_json.h"
#include "publish/number_words.h"
#include "publish/reading_aid.h"
#include "publish/verdict_words.h"
#include "server/api/operations.h"
#include "server/api/verdict_question.h"
#include "server/http/conditional.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

// Office, leader and inspector see the work of all; a unit its own, and what it carries on.
app::UnitFilter shown_units(Call& call) {
  return [&call](const std::string& unit) { return call.may(Action::view_request, {.unit = unit}); };
}

// ---- the overview

Json countdown_json(const app::Overview& overview) {
  Json json = Json::object();
  json["first_day"] = overview.first_day.text();
  json["last_day"] = overview.last_day.text();
  json["days_left"] = overview.last_day - overview.today;
  json["next"] = Json::array();
  for (const app::NextDue& next : overview.next) {
    Json item = Json::object();
    item["due"] = next.due.text();
    item["days"] = next.due - overview.today;
    item["requests"] = next.requests;
    item["units"] = next.units;
    json["next"].push_back(std::move(item));
  }
  return json;
}

Json overdue_json(const app::OverdueUnit& unit) {
  Json json = Json::object();
  json["unit"] = unit.unit;
  json["count"] = unit.count;
  json["oldest_due"] = unit.oldest_due.text();
  json["oldest_request"] = unit.oldest_request;
  json["days"] = unit.days;
  json["working_days"] = std::max(0, unit.working_days);
  return json;
}

Json review_json(const app::Overview& overview) {
  Json json = Json::object();
  json["count"] = overview.awaiting_review;
  json["oldest"] = nullptr;
  if (!overview.oldest_review) return json;
  Json oldest = Json::object();
  oldest["submission"] = overview.oldest_review->submission;
  oldest["unit"] = overview.oldest_review->unit;
  oldest["at"] = overview.oldest_review->since.text();
  oldest["days"] = std::max(0, overview.today - overview.oldest_review->since.date());
  json["oldest"] = std::move(oldest);
  return json;
}

Json import_json(const std::optional<app::LastImport>& import) {
  if (!import) return nullptr;
  Json json = Json::object();
  json["at"] = import->at.text();
  json["kind"] = import->kind;
  json["file"] = import->name;
  return json;
}

Json overview_json(const app::Overview& overview) {
  Json json = Json::object();
  json["today"] = overview.today.text();
  json["journal"] = overview.journal;
  json["countdown"] = countdown_json(overview);
  json["outcomes"] = Json::array();
  for (std::size_t i = 0; i < overview.outcomes.size(); ++i)
    json["outcomes"].push_back(
        {{"outcome", outcome_name(static_cast<Outcome>(i))}, {"count", overview.outcomes[i]}});
  json["requests"] = Json::array();
  for (std::size_t i = 0; i < overview.requests.size(); ++i)
    json["requests"].push_back({{"state", app::request_state_name(static_cast<app::RequestState>(i))},
                                {"count", overview.requests[i]}});
  json["overdue"] = Json::array();
  for (const app::OverdueUnit& unit : overview.overdue) json["overdue"].push_back(overdue_json(unit));
  json["review"] = review_json(overview);
  json["slips"] = Json::object();
  for (const workflow::SlipColour colour :
       {workflow::SlipColour::blue, workflow::SlipColour::yellow, workflow::SlipColour::red})
    json["slips"][std::string(workflow::slip_colour_name(colour))] =
        overview.slips[static_cast<std::size_t>(colour)];
  json["gaps"] = overview.gaps;
  json["evidence_waiting"] = overview.evidence_waiting;
  json["last_import"] = import_json(overview.last_import);
  return json;
}

// What everybody of one unit sees is the same, as is what all of the office and above see.
Result<HttpResponse> overview(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_verdicts));
  CHUANGMO_TRY(known, call.known_at());
  CHUANGMO_TRY(work, call.work());
  CHUANGMO_TRY(board, call.api().board.board({.known_at = known}));
  const Date today = known.value_or(call.office().now()).date();
  const bool sees_all = call.may(Action::view_request);
  const std::string key = fmt::format("overview\n{}\n{}\n{}\n{}", sees_all ? "*" : call.actor().unit,
                                      today.text(), work->size, board->journal_size);
  SharedText text = call.api().tiles.list(key);
  if (text == nullptr) {
    CHUANGMO_TRY(made, app::overview(call.office(), *work, board->evaluation, today, shown_units(call)));
    text = share(overview_json(made).dump(-1, ' ', false, Json::error_handler_t::replace));
    call.api().tiles.keep_list(key, text);
  }
  return tagged_text(call, text, etag_of(*text));
}

// ---- what changed

Result<Instant> since_of(Call& call) {
  constexpr int kMostDays = 366;
  constexpr std::int64_t kDay = 86'400;
  const Instant now = call.office().now();
  const auto since = call.query("since");
  const auto days = call.query("days");
  if (since && days) return fail("API012", "since 和 days 只能写一个", "去掉一个");
  if (since) return Instant::parse(*since);
  int count = 1;
  if (days) {
    const auto [end, error] = std::from_chars(days->data(), days->data() + days->size(), count);
    if (error != std::errc() || end != days->data() + days->size() || count < 1 || count > kMostDays)
      return fail("API012", "days 应是 1 到 366 的整数，写的是“" + *days + "”", "改成整数");
  }
  return Instant{now.seconds - count * kDay};
}

std::string value_words(const IndicatorVerdict& verdict, publish::Language language) {
  const CriterionVerdict* leading = publish::leading_criterion(verdict);
  return leading == nullptr ? "" : publish::measured_words(*leading, language);
}

Json verdict_change_json(const app::VerdictChange& change, const Pack& pack, publish::Language language) {
  const IndicatorDefinition* definition = pack.indicator(change.indicator);
  const CriterionVerdict* leading = publish::leading_criterion(*change.after);
  Json json = Json::object();
  json["indicator"] = change.indicator;
  json["name"] = change.after->name;
  json["name_en"] = definition == nullptr ? "" : definition->name_en;
  json["before"] = outcome_name(change.before->outcome);
  json["after"] = outcome_name(change.after->outcome);
  json["value_before"] = value_words(*change.before, language);
  json["value_after"] = value_words(*change.after, language);
  json["limit"] = leading == nullptr ? "" : publish::limit_text(*leading, language);
  return json;
}

Json entry_json(const JournalEntry& entry, bool with_who) {
  Json json = Json::object();
  json["number"] = entry.number;
  json["recorded_at"] = entry.recorded_at.text();
  json["kind"] = entry.kind;
  json["object"] = entry.object;
  json["unit"] = app::unit_of(entry);
  if (with_who) json["who"] = entry.who;
  return json;
}

Json changed_requests_json(const std::vector<app::RequestChanged>& requests) {
  Json items = Json::array();
  for (const app::RequestChanged& request : requests) {
    Json item = Json::object();
    item["request"] = request.request;
    item["unit"] = request.unit;
    item["due"] = request.due.text();
    item["reason"] = request.reason;
    items.push_back(std::move(item));
  }
  return items;
}

Json counts_json(const std::map<std::string, int>& counts) {
  std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  Json items = Json::array();
  for (const auto& [kind, count] : sorted) items.push_back({{"kind", kind}, {"count", count}});
  return items;
}

// Accounts and settings are their administrators'; everything else is told to those whose work it is about.
bool may_see_entry(Call& call, const JournalEntry& entry) {
  const std::size_t colon = entry.object.find(':');
  const std::string kind = entry.object.substr(0, colon);
  if (kind == "account") return call.may(Action::view_accounts, {.account = entry.object.substr(colon + 1)});
  if (kind == "setting") return call.may(Action::change_settings);
  return call.may(Action::view_request, {.unit = app::unit_of(entry)});
}

Result<HttpResponse> changes(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_verdicts));
  CHUANGMO_TRY(since, since_of(call));
  CHUANGMO_TRY(language, language_of(call.request()));
  CHUANGMO_TRY(found, app::changes(call.office(), call.api().board, since, shown_units(call),
                                   [&](const JournalEntry& entry) { return may_see_entry(call, entry); }));
  const bool with_who = workflow::may_see_field(call.actor(), workflow::ObjectKind::log_entry, "who", {});
  Json json = Json::object();
  json["since"] = found.since.text();
  json["until"] = found.until.text();
  json["verdicts"] = Json::array();
  for (const app::VerdictChange& change : found.verdicts)
    json["verdicts"].push_back(verdict_change_json(change, call.office().pack(), language));
  json["counts"] = counts_json(found.counts);
  json["entries"] = Json::array();
  for (const JournalEntry& entry : found.entries) json["entries"].push_back(entry_json(entry, with_who));
  json["overdue"] = changed_requests_json(found.overdue);
  json["returned"] = changed_requests_json(found.returned);
  return tagged_answer(call, json);
}

// ---- the directory

Json directory_item_json(const app::DirectoryItem& item) {
  Json json = Json::object();
  json["kind"] = item.kind;
  json["id"] = item.id;
  json["name"] = item.name;
  json["name_en"] = item.name_en;
  json["pinyin"] = Json::array();
  std::vector<std::string> initials;
  for (const PinyinReading& reading : item.readings) {
    json["pinyin"].push_back(reading.whole);
    if (std::find(initials.begin(), initials.end(), reading.initials) == initials.end())
      initials.push_back(reading.initials);
  }
  json["initials"] = initials;
  json["hint"] = item.hint;
  json["page"] = item.page;
  json["page_id"] = item.page_id;
  return json;
}

Result<HttpResponse> directory(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_public));
  CHUANGMO_TRY(work, call.office().latest_work());
  return kept_tagged_answer(call, *work, call.office().now().date(), [&]() -> Result<Json> {
    app::DirectoryRights rights;
    rights.indicators = call.may(Action::view_verdicts);
    rights.plan = call.may(Action::view_plan);
    rights.units = call.may(Action::view_units);
    rights.stations = [&](const std::string& unit) { return call.may(Action::view_facts, {.unit = unit}); };
    rights.people = [&](const std::string& account) {
      return call.may(Action::view_accounts, {.account = account});
    };
    CHUANGMO_TRY(items, app::directory(call.office(), *work, rights));
    Json json = Json::object();
    json["items"] = Json::array();
    for (const app::DirectoryItem& item : items) json["items"].push_back(directory_item_json(item));
    return json;
  });
}

// ---- the map

Result<HttpResponse> programme_map(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_public, {.is_published = true}));
  Diagnostics known;  // of the catalogue, told by its own check
  const auto map = catalog::read_programme_map(call.office().library().files, call.office().programme().id,
                                               nullptr, known);
  if (!map)
    return fail("API004", "本次创建工作没有示意地图", "需要时在 catalog/programmes 下为它画一份 map.toml");
  return tagged_answer(call, publish::map_json(*map));
}

// ---- the register of codes

Result<HttpResponse> diagnostics(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_public, {.is_published = true}));
  const std::string key = "/api/v1/diagnostics";  // the same as long as the program runs
  SharedText text = call.api().tiles.list(key);
  if (text != nullptr) return packed_answer(call, text);
  Json json = Json::object();
  json["items"] = Json::array();
  for (const auto& [code, entry] : catalog::diagnostic_entries(call.office().library().files)) {
    Json item = Json::object();
    item["code"] = code;
    item["severity"] = entry.severity;
    item["name"] = entry.zh;
    item["name_en"] = entry.en;
    item["help_en"] = entry.help;
    json["items"].push_back(std::move(item));
  }
  text = share(compact(json));
  call.api().tiles.keep_list(key, text);
  return packed_answer(call, text);
}

}  // namespace

void add_view_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  operations.add("GET", "/api/v1/overview", look, Door::logged_in, overview);
  operations.add("GET", "/api/v1/changes", look, Door::logged_in, changes);
  operations.add("GET", "/api/v1/directory", look, Door::logged_in, directory);
  operations.add("GET", "/api/v1/map", look, Door::anybody, programme_map);
  operations.add("GET", "/api/v1/diagnostics", look, Door::anybody, diagnostics);
}

}  // namespace chuangmo::server
