#include "publish/page_actions.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/civil.h"
#include "base/text.h"
#include "publish/english_names.h"
#include "publish/number_words.h"
#include "publish/page_indicator.h"
#include "publish/page_words.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMostActions = 8;
constexpr std::size_t kMostUnits = 3;

// In the order of their urgency.
enum class Urgency { overdue, open, later, lost };

struct Action {
  const IndicatorVerdict* verdict = nullptr;
  Urgency urgency = Urgency::open;
  std::vector<std::string> units;
  std::string what_zh;
  std::string what_en;
  std::string items_zh;  // as the pack names them
  std::string items_en;
  std::string until;  // "2011-12-31"
};

void add_unit(std::vector<std::string>& units, const std::string& unit) {
  if (!unit.empty() && std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
}

std::string last_day(const std::string& period) {
  const auto parsed = Period::parse(period);
  return parsed ? (parsed->end - 1).text() : "";
}

// "（2009、2010、2011）", " (2009, 2010, 2011)": of many the first three.
std::string periods_words(std::vector<std::string> periods, bool zh) {
  if (periods.empty()) return "";
  const bool is_long = periods.size() > 3;
  if (is_long) periods.resize(3);
  if (zh) return "（" + join(periods, "、") + (is_long ? " 等" : "") + "）";
  return " (" + join(periods, ", ") + (is_long ? " …" : "") + ")";
}

// "城考“前列”名次线（2009、2010、2011）"
std::string items_text(const ScoreboardPage& page, const std::vector<MissingItem>& items, bool zh) {
  const EnglishNames english(page.pack);
  std::vector<std::string> names;
  std::map<std::string, std::vector<std::string>> periods;
  for (const MissingItem& item : items) {
    const std::string name = !zh ? english.item(item) : item.name.empty() ? item.what : item.name;
    add_unit(names, name);
    if (!item.period.empty()) periods[name].push_back(item.period);
  }
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < names.size() && i < 2; ++i)
    parts.push_back(names[i] + periods_words(periods[names[i]], zh));
  const bool is_cut = names.size() > 2;
  return join(parts, zh ? "、" : ", ") + (!is_cut ? "" : zh ? " 等" : " …");
}

Action of_missing(const ScoreboardPage& page, const IndicatorVerdict& verdict) {
  std::vector<MissingItem> items = missing_of(verdict);
  const bool is_late =
      std::any_of(items.begin(), items.end(), [](const MissingItem& item) { return !item.in_future; });
  if (is_late) {
    items.erase(std::remove_if(items.begin(), items.end(), [](const MissingItem& i) { return i.in_future; }),
                items.end());
  }
  Action action;
  action.verdict = &verdict;
  action.urgency = is_late ? Urgency::overdue : Urgency::later;
  for (const MissingItem& item : items) {
    add_unit(action.units, item.supplier);
    action.until = std::max(action.until, last_day(item.period));
  }
  const std::string count = std::to_string(items.size());
  action.what_zh = "补报 " + count + " 项：";
  action.what_en = "report " + count + (items.size() == 1 ? " item: " : " items: ");
  action.items_zh = items_text(page, items, true);
  action.items_en = items_text(page, items, false);
  return action;
}

Action of_failure(const ScoreboardPage& page, const IndicatorVerdict& verdict) {
  Action action;
  action.verdict = &verdict;
  action.units = leading_units(page.plan, verdict.number);
  const CriterionVerdict* criterion = leading_criterion(verdict);
  if (criterion == nullptr) return action;
  const bool is_lost = criterion->reachable.applicable && !criterion->reachable.reachable;
  action.urgency = is_lost ? Urgency::lost : Urgency::open;
  if (!page.pack.years.empty()) action.until = (Period::of_year(page.pack.years.back()).end - 1).text();
  for (const Language language : {Language::zh, Language::en}) {
    const bool zh = language == Language::zh;
    const std::string room = room_text(*criterion, language);
    std::string& what = zh ? action.what_zh : action.what_en;
    what = value_against_limit(*criterion, language);
    if (!room.empty()) what += (zh ? "，" : "; ") + room;
  }
  return action;
}

std::vector<Action> actions_of(const ScoreboardPage& page) {
  std::vector<Action> actions;
  for (const IndicatorVerdict& verdict : page.evaluation.indicators) {
    if (verdict.outcome == Outcome::not_met) {
      actions.push_back(of_failure(page, verdict));
    } else if (verdict.outcome != Outcome::met && !missing_of(verdict).empty()) {
      actions.push_back(of_missing(page, verdict));
    }
  }
  std::stable_sort(actions.begin(), actions.end(),
                   [](const Action& a, const Action& b) { return a.urgency < b.urgency; });
  return actions;
}

std::string units_html(const ScoreboardPage& page, const Action& action) {
  if (action.units.empty()) return both("无人负责", "nobody is asked");
  std::vector<std::string> units = action.units;
  const std::size_t more = units.size() > kMostUnits ? units.size() - kMostUnits : 0;
  if (more > 0) units.resize(kMostUnits);
  const EnglishNames names(page.pack, page.plan);
  std::vector<std::string> english;
  for (const std::string& unit : units) english.push_back(names.unit(unit));
  return both(join(units, "、"), join(english, ", ")) +
         (more == 0 ? ""
                    : " <small>" +
                          both("等 " + std::to_string(more + kMostUnits) + " 个单位",
                               "and " + std::to_string(more) + " more") +
                          "</small>");
}

std::string when_html(const Action& action) {
  switch (action.urgency) {
    case Urgency::overdue:
      return "<b class=\"late\">" + both("已逾期", "overdue") + "</b>" +
             (action.until.empty() ? "" : "<small>" + both("期满 ", "since ") + action.until + "</small>");
    case Urgency::lost:
      return "<b class=\"late\">" + both("本期已无法挽回", "lost for this period") + "</b>" +
             (action.until.empty() ? "" : "<small>" + both("期满 ", "ended ") + action.until + "</small>");
    case Urgency::open:
    case Urgency::later:
      break;
  }
  const std::string until = action.until;
  return until.empty() ? "" : "<b>" + both(until + " 前", "by " + until) + "</b>";
}

}  // namespace

std::vector<std::string> leading_units(const Plan* plan, int number) {
  std::vector<std::string> units;
  if (plan == nullptr) return units;
  std::map<std::string, int> tasks;
  for (const PlanIndicator& indicator : plan->indicators) {
    if (indicator.number != number) continue;
    for (const Task& task : indicator.tasks) {
      for (const Duty& duty : task.lead) {
        add_unit(units, duty.name);
        ++tasks[duty.name];
      }
    }
  }
  std::stable_sort(units.begin(), units.end(),
                   [&](const std::string& a, const std::string& b) { return tasks[a] > tasks[b]; });
  return units;
}

std::string actions_html(const ScoreboardPage& page) {
  const std::vector<Action> actions = actions_of(page);
  std::string html = "<section class=\"card actions\"><h2>" +
                     both("谁必须行动，何时之前", "Who must act, and by when") + "</h2>";
  if (actions.empty())
    return html + "<p class=\"quiet\">" + both("没有需要催办的事项。", "Nothing is outstanding.") +
           "</p></section>";
  html += "<ul>";
  for (std::size_t i = 0; i < actions.size() && i < kMostActions; ++i) {
    const Action& action = actions[i];
    const IndicatorVerdict& verdict = *action.verdict;
    const std::string english = EnglishNames(page.pack).indicator(verdict);
    const std::string number = std::to_string(verdict.number);
    html += "<li><span class=\"who\">" + units_html(page, action) +
            "</span><span class=\"todo\"><a href=\"#i" + number + "\"><span class=\"mini o" +
            std::to_string(static_cast<int>(verdict.outcome)) + "\">" + number + "</span>" +
            both(verdict.name, english) + "</a> <span class=\"what\">" +
            both(action.what_zh, action.what_en) + both(action.items_zh, action.items_en) +
            "</span></span><span class=\"when\">" + when_html(action) + "</span></li>";
  }
  html += "</ul>";
  if (actions.size() > kMostActions) {
    const std::string left = std::to_string(actions.size() - kMostActions);
    html += "<p class=\"quiet\">" + both("另有 " + left + " 项", left + " more") + "</p>";
  }
  return html + "</section>";
}

}  // namespace chuangmo::publish
