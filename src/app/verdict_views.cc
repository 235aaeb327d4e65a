#include "app/verdict_views.h"

#include <algorithm>

#include "app/explanations.h"
#include "app/monitoring.h"
#include "app/verdicts.h"
#include "publish/chart_json.h"
#include "publish/evaluation_json.h"
#include "publish/monitoring_charts.h"
#include "publish/worded_json.h"

namespace chuangmo::app {

namespace {

constexpr std::size_t kKept = 8;  // a view holds a trace, which may be megabytes

TextPtr compact(const publish::Json& json) {
  return std::make_shared<const std::string>(
      json.dump(-1, ' ', false, publish::Json::error_handler_t::replace));
}

std::string chart_list_json(const Evaluation& evaluation, int indicator,
                            const std::vector<publish::Chart>& charts) {
  publish::Json json = publish::Json::object();
  json["indicator"] = indicator;
  json["as_of"] = evaluation.as_of.text();
  json["known_at"] = evaluation.known_at.text();
  json["items"] = publish::Json::array();
  for (std::size_t i = 0; i < charts.size(); ++i)
    json["items"].push_back(publish::chart_json(charts[i], static_cast<int>(i) + 1));
  return *compact(json);
}

}  // namespace

Result<VerdictViews::ViewPtr> VerdictViews::view(const VerdictQuestion& question, int indicator) {
  if (office_.pack().indicator(indicator) == nullptr) {
    return fail("EVL003", "没有第 " + std::to_string(indicator) + " 项指标",
                "指标编号为 1 到 " + std::to_string(office_.pack().indicators.size()));
  }
  CHUANGMO_TRY(board, board_.board(question));
  {
    const std::lock_guard lock(mutex_);
    const auto known = std::find_if(kept_.begin(), kept_.end(), [&](const ViewPtr& each) {
      return each->board == board && each->indicator == indicator;
    });
    if (known != kept_.end()) {
      kept_.splice(kept_.begin(), kept_, known);
      return kept_.front();
    }
  }
  CHUANGMO_TRY(fresh, made(question, indicator, board));
  const std::lock_guard lock(mutex_);
  kept_.push_front(fresh);
  if (kept_.size() > kKept) kept_.pop_back();
  return fresh;
}

// Judged again upon the facts of the board, for the board keeps none.
Result<VerdictViews::ViewPtr> VerdictViews::made(const VerdictQuestion& question, int indicator,
                                                 const BoardPtr& board) {
  CHUANGMO_TRY(work, office_.work_at(question.known_at));
  CHUANGMO_TRY(options, options_of(office_, question, *work));
  options.indicator = indicator;
  options.with_all_years = true;
  options.known_at = board->evaluation.known_at;
  options.as_of = board->evaluation.as_of;
  options.pinned = board->evaluation.pinned;
  CHUANGMO_TRY(reading, office_.reader());
  CHUANGMO_TRY(judgement, evaluate(*reading, office_.library(), options));
  auto view = std::make_shared<View>();
  view->indicator = indicator;
  view->board = board;
  view->charts = app::charts(office_.pack(), judgement.evaluation);
  for (publish::Chart& chart :
       yearly_charts(office_.pack(), office_.library().standards, judgement, indicator))
    view->charts.push_back(std::move(chart));
  const publish::Monitoring measured = monitoring(office_.pack(), office_.library(), judgement, indicator);
  for (publish::Chart& chart : publish::monitoring_charts(measured, indicator))
    view->charts.push_back(std::move(chart));
  view->evaluation = with_deciding_days(office_.pack(), office_.library(), judgement);
  return view;
}

Result<TextPtr> VerdictViews::verdict(const VerdictQuestion& question, int indicator,
                                      publish::Language language) {
  CHUANGMO_TRY(shown, view(question, indicator));
  const auto at = static_cast<std::size_t>(language);
  {
    const std::lock_guard lock(mutex_);
    if (shown->verdicts[at] != nullptr) return shown->verdicts[at];
  }
  CHUANGMO_TRY(work, office_.work_at(question.known_at));
  const auto plan = office_.plan(*work);
  publish::Json json = publish::evaluation_head_json(shown->evaluation);
  json["indicators"] = publish::Json::array({publish::worded_traces_json(
      shown->evaluation.indicators.front(), board_.wording(language, plan ? plan->get() : nullptr))});
  TextPtr text = compact(json);
  const std::lock_guard lock(mutex_);
  shown->verdicts[at] = text;
  return text;
}

Result<TextPtr> VerdictViews::charts(const VerdictQuestion& question, int indicator) {
  CHUANGMO_TRY(shown, view(question, indicator));
  {
    const std::lock_guard lock(mutex_);
    if (shown->chart_list != nullptr) return shown->chart_list;
  }
  auto text =
      std::make_shared<const std::string>(chart_list_json(shown->evaluation, indicator, shown->charts));
  const std::lock_guard lock(mutex_);
  shown->chart_list = text;
  return text;
}

Result<publish::Chart> VerdictViews::chart(const VerdictQuestion& question, int indicator, int number) {
  CHUANGMO_TRY(shown, view(question, indicator));
  if (number < 1 || number > static_cast<int>(shown->charts.size())) {
    return fail("EVL006", "指标 " + std::to_string(indicator) + " 没有第 " + std::to_string(number) + " 张图",
                "用 GET /verdicts/" + std::to_string(indicator) + "/charts 查看有哪些");
  }
  return shown->charts[static_cast<std::size_t>(number) - 1];
}

}  // namespace chuangmo::app
