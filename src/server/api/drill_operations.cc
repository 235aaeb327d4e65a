#include <charconv>

#include "app/drill.h"
#include "app/origin.h"
#include "server/api/operations.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

constexpr std::int64_t kMostSeed = 9'007'199'254'740'991;

Json fact_json(const app::OriginFact& fact) {
  Json json = Json::object();
  json["kind"] = fact.kind;
  json["name"] = fact.name;
  json["period"] = fact.period;
  json["value"] = fact.value;
  json["as_given"] = fact.as_given;
  json["file"] = fact.file;
  json["digest"] = fact.digest;
  json["sheet"] = fact.sheet;
  json["row"] = fact.row;
  json["column"] = fact.column;
  json["unit"] = fact.unit;
  json["who"] = fact.who;
  json["recorded_at"] = fact.recorded_at;
  json["revision"] = fact.revision;
  json["reason"] = fact.reason;
  json["entry"] = fact.entry > 0 ? Json(fact.entry) : Json(nullptr);
  json["submission"] = fact.submission;
  json["submitted_by"] = fact.submitted_by;
  json["reviewed_by"] = fact.reviewed_by;
  return json;
}

Result<std::optional<int>> year_of(const Call& call) {
  const auto text = call.query("year");
  if (!text) return std::optional<int>();
  CHUANGMO_TRY(period, Period::parse(*text));
  if (period.kind != PeriodKind::year)
    return fail("API012", "year 应是年份，写的是“" + *text + "”", "写成 2011 这样");
  return std::optional(period.begin.year());
}

Result<HttpResponse> origin(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_trace));
  CHUANGMO_TRY(year, year_of(call));
  CHUANGMO_TRY(known_at, call.known_at());
  CHUANGMO_TRY(found, call.api().numbers->of({call.parameter("binding"), year, known_at}));
  Json json = Json::object();
  json["binding"] = found.binding;
  json["what"] = found.what;
  json["value"] = found.value;
  json["how"] = found.how;
  json["volumes"] = found.volumes;
  json["fact_count"] = found.fact_count;
  json["facts"] = Json::array();
  for (const app::OriginFact& fact : found.facts) json["facts"].push_back(fact_json(fact));
  json["left_out_count"] = found.left_out_count;
  json["left_out"] = Json::array();
  for (const app::LeftOut& each : found.left_out)
    json["left_out"].push_back({{"what", each.what}, {"why", each.why}});
  json["more"] = found.more;
  return json_answer(json);
}

// An answer is told when its question was answered, and not before.
Json drill_json(const app::Drill& drill) {
  Json json = Json::object();
  json["number"] = drill.number;
  json["seed"] = drill.seed;
  json["year"] = drill.year;
  json["journal"] = drill.journal;
  json["who"] = drill.who;
  json["begun_at"] = drill.begun_at.text();
  json["is_over"] = drill.open() == nullptr;
  json["right"] = drill.right();
  json["seconds"] = drill.seconds();
  json["questions"] = Json::array();
  for (const app::DrillQuestion& each : drill.questions) {
    const bool is_answered = each.answered_at.has_value();
    Json question = Json::object();
    question["kind"] = each.kind;
    question["text"] = each.text;
    question["is_answered"] = is_answered;
    question["given"] = each.given;
    question["is_right"] = each.is_right;
    question["seconds"] = each.seconds;
    question["answer"] = is_answered ? each.answer : "";
    question["where"] = is_answered ? each.where : "";
    question["binding"] = is_answered ? each.binding : "";
    json["questions"].push_back(std::move(question));
  }
  return json;
}

Result<HttpResponse> begin(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_coverage));
  CHUANGMO_TRY(body, call.body({"seed"}));
  std::optional<std::int64_t> seed;
  if (const auto given = body.find("seed"); given != body.end()) {
    const bool is_whole = given->is_number_integer() && given->get<double>() >= 0 &&
                          given->get<double>() <= static_cast<double>(kMostSeed);
    if (!is_whole) return fail("API012", "“seed”应是不小于 0 的整数", "按接口说明改正");
    seed = given->get<std::int64_t>();
  }
  CHUANGMO_TRY(basis, call.api().dossiers->basis(std::nullopt));
  CHUANGMO_TRY(begun, app::begin_drill(call.office(), *basis, call.actor().account, seed));
  return json_answer(drill_json(begun), 201);
}

Result<int> number_of(const Call& call) {
  const std::string text = call.parameter("drill");
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1)
    return fail("DSR040", "没有第 " + text + " 次演练", "先开始一次：POST /drills");
  return number;
}

Result<HttpResponse> look(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_coverage));
  CHUANGMO_TRY(number, number_of(call));
  CHUANGMO_TRY(found, app::drill(call.office(), number));
  return json_answer(drill_json(found));
}

Result<HttpResponse> answer(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_coverage));
  CHUANGMO_TRY(number, number_of(call));
  CHUANGMO_TRY(body, call.body({"answer"}));
  CHUANGMO_TRY(text, text_of(body, "answer"));
  CHUANGMO_TRY(answered, app::answer_drill(call.office(), number, call.actor().account, text));
  return json_answer(drill_json(answered));
}

}  // namespace

void add_drill_operations(Operations& operations) {
  const RouteRules read{.where = Where::slow, .rate = RateClass::read};
  const RouteRules write{.body_limit = 4 << 10, .where = Where::slow, .rate = RateClass::write};
  operations.add("GET", "/api/v1/numbers/{binding}/origin", read, Door::logged_in, origin);
  operations.add("POST", "/api/v1/drills", write, Door::logged_in, begin);
  operations.add("GET", "/api/v1/drills/{drill}", read, Door::logged_in, look);
  operations.add("POST", "/api/v1/drills/{drill}/answers", write, Door::logged_in, answer);
}

}  // namespace chuangmo::server
