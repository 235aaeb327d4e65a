#include <charconv>

#include "publish/chart_file.h"
#include "publish/chart_json.h"
#include "publish/reading_aid.h"
#include "publish/verdict_words.h"
#include "server/api/operations.h"
#include "server/api/verdict_question.h"

namespace chuangmo::server {

namespace {

using publish::Language;
using workflow::Action;

Json cause_json(const JournalEntry& entry, bool with_who) {
  Json json = Json::object();
  json["number"] = entry.number;
  json["recorded_at"] = entry.recorded_at.text();
  json["kind"] = entry.kind;
  json["object"] = entry.object;
  if (with_who) json["who"] = entry.who;
  return json;
}

Json step_json(const app::VerdictStep& step, const publish::Wording& wording, bool with_who) {
  const Language language = wording.language;
  const CriterionVerdict* leading = publish::leading_criterion(step.verdict);
  Json json = Json::object();
  json["known_at"] = step.known_at.text();
  json["as_of"] = step.as_of.text();
  json["number"] = step.number;
  json["outcome"] = outcome_name(step.verdict.outcome);
  json["outcome_text"] = publish::outcome_words(step.verdict.outcome, language);
  json["sentence"] = publish::sentence_words(step.verdict, wording);
  if (leading != nullptr) json["criterion"] = leading->id;
  json["value"] = leading == nullptr ? "" : publish::measured_words(*leading, language);
  json["limit"] = leading == nullptr ? "" : publish::limit_text(*leading, language);
  json["unit"] = leading == nullptr ? "" : publish::unit_words(leading->unit, language);
  json["because"] = Json::array();
  for (const JournalEntry& entry : step.because) json["because"].push_back(cause_json(entry, with_who));
  json["because_count"] = step.because_count;
  return json;
}

Result<HttpResponse> history(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_verdicts));
  CHUANGMO_TRY(number, indicator_of(call));
  CHUANGMO_TRY(known_at, call.known_at());
  CHUANGMO_TRY(language, language_of(call.request()));
  CHUANGMO_TRY(found, call.api().histories->of(number, known_at));
  CHUANGMO_TRY(work, call.office().work_at(known_at));
  const auto plan = call.office().plan(*work);
  const publish::Wording wording = call.api().board.wording(language, plan ? plan->get() : nullptr);
  const bool with_who = workflow::may_see_field(call.actor(), workflow::ObjectKind::log_entry, "who", {});
  const IndicatorDefinition& definition = *call.office().pack().indicator(number);
  Json json = Json::object();
  json["indicator"] = number;
  json["name"] = definition.name;
  json["name_en"] = definition.name_en;
  json["known_at"] = found->known_at.text();
  json["items"] = Json::array();
  for (const app::VerdictStep& step : found->steps)
    json["items"].push_back(step_json(step, wording, with_who));
  return tagged_answer(call, json);
}

Result<HttpResponse> charts(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_verdicts));
  CHUANGMO_TRY(question, question_of(call));
  CHUANGMO_TRY(number, indicator_of(call));
  CHUANGMO_TRY(text, call.api().views->charts(question, number));
  return packed_answer(call, text);
}

// "2.csv", "2.svg"
struct ChartFile {
  int number = 0;
  bool is_drawing = false;
};
Result<ChartFile> chart_file_of(const Call& call) {
  const std::string text = call.parameter("file");
  ChartFile file;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), file.number);
  const std::string_view ending(end, static_cast<std::size_t>(text.data() + text.size() - end));
  file.is_drawing = ending == ".svg";
  if (error != std::errc() || (!file.is_drawing && ending != ".csv"))
    return fail("EVL006", "没有图 " + text, "写成 1.csv 或 1.svg，编号见图的列表");
  return file;
}

Result<HttpResponse> chart_file(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_verdicts));
  CHUANGMO_TRY(question, question_of(call));
  CHUANGMO_TRY(number, indicator_of(call));
  CHUANGMO_TRY(language, language_of(call.request()));
  CHUANGMO_TRY(file, chart_file_of(call));
  CHUANGMO_TRY(chart, call.api().views->chart(question, number, file.number));
  HttpResponse response =
      file.is_drawing
          ? text_response(200, "image/svg+xml", share(publish::chart_file(chart, language)))
          : text_response(200, "text/csv; charset=utf-8", share(publish::chart_csv(chart, language)));
  response.set("Content-Disposition", "attachment; filename=\"indicator-" + std::to_string(number) +
                                          "-chart-" + call.parameter("file") + "\"");
  return response;
}

}  // namespace

void add_verdict_view_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  operations.add("GET", "/api/v1/verdicts/{indicator}/history", look, Door::logged_in, history);
  operations.add("GET", "/api/v1/verdicts/{indicator}/charts", look, Door::logged_in, charts);
  operations.add("GET", "/api/v1/verdicts/{indicator}/charts/{file}", look, Door::logged_in, chart_file);
}

}  // namespace chuangmo::server
