#include "publish/bulletin_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>

#include "base/decimal.h"
#include "base/text.h"
#include "publish/day_count.h"
#include "publish/documents/period_words.h"
#include "publish/number_words.h"
#include "publish/page_actions.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr int kMonths = 12;
constexpr std::string_view kNothing = "—";

std::string percent(int part, int whole) {
  const auto share = Rational::make(Int128{part} * 100, whole);
  if (!share) return "";
  const auto rounded = round_gbt8170(*share, 1);
  return rounded ? rounded->text() + "%" : "";
}

// A bar in a name would part cells.
std::string table_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) row += " " + replace_all(cell, "|", "｜") + " |";
  return row + "\n";
}

// ---- verdicts

std::size_t count_of(const Evaluation& evaluation, Outcome outcome) {
  return static_cast<std::size_t>(
      std::count_if(evaluation.indicators.begin(), evaluation.indicators.end(),
                    [&](const IndicatorVerdict& verdict) { return verdict.outcome == outcome; }));
}

std::string measured_words(const IndicatorVerdict& verdict) {
  const CriterionVerdict* criterion = leading_criterion(verdict);
  if (criterion == nullptr) return "";
  const std::string value = measured_text(*criterion);
  const std::string limit = limit_text(*criterion);
  std::string text;
  if (!value.empty()) text += "，实际 " + with_unit(value, criterion->unit);
  if (!limit.empty()) text += "，要求 " + limit;
  return text;
}

std::string standing_text(const Evaluation& now) {
  std::vector<std::string> counts;
  for (const Outcome outcome : {Outcome::met, Outcome::not_met, Outcome::undecided, Outcome::not_due}) {
    if (const std::size_t count = count_of(now, outcome); count > 0)
      counts.push_back(fmt::format("{} {} 项", outcome_name_zh(outcome), count));
  }
  std::string text =
      fmt::format("## 指标总体情况\n\n按 {} 已登记的数据，评价到 {}，{} 项指标中{}。\n\n",
                  now.known_at.date().text(), now.as_of.text(), now.indicators.size(), join(counts, "、"));
  for (const IndicatorVerdict& verdict : now.indicators) {
    if (verdict.outcome == Outcome::not_met)
      text += fmt::format("- 指标{} {}未达标{}\n", verdict.number, verdict.name, measured_words(verdict));
  }
  return text + "\n";
}

// From which outcome to which, and whose.
std::string changes_text(const BulletinSubject& subject, std::vector<int>& spoken_of) {
  std::map<std::pair<Outcome, Outcome>, std::vector<std::string>> changes;
  for (const IndicatorVerdict& after : subject.now.indicators) {
    const auto& all = subject.before.indicators;
    const auto before = std::find_if(
        all.begin(), all.end(), [&](const IndicatorVerdict& each) { return each.number == after.number; });
    if (before == all.end() || before->outcome == after.outcome) continue;
    spoken_of.push_back(after.number);
    changes[{before->outcome, after.outcome}].push_back(fmt::format("{} {}", after.number, after.name));
  }
  const std::string since = subject.period.begin.text();
  if (changes.empty()) return fmt::format("## 变化\n\n与 {} 相比，各项指标的结论没有变化。\n\n", since);
  std::string text = fmt::format("## 变化\n\n与 {} 相比：\n\n", since);
  for (const auto& [outcomes, indicators] : changes)
    text += fmt::format("- 由“{}”变为“{}”的 {} 项：{}\n", outcome_name_zh(outcomes.first),
                        outcome_name_zh(outcomes.second), indicators.size(), join(indicators, "、"));
  return text + "\n";
}

// ---- air

std::string levels_words(const Chart& calendar, const DayCount& count) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < count.levels.size(); ++i) {
    if (count.levels[i] > 0)
      parts.push_back(fmt::format("{} {} 天", calendar.levels[i].name, count.levels[i]));
  }
  return join(parts, "、");
}

// "SO2 PM10" -> "二氧化硫、可吸入颗粒物".
std::string pollutant_words(const AirMonitoring& air, const std::string& keys) {
  std::vector<std::string> words = split(keys, " ");
  for (std::string& word : words) {
    for (const PollutantPanel& panel : air.pollutants) {
      if (panel.key == word) word = panel.name;
    }
  }
  return join(words, "、");
}

std::string days_text(const BulletinSubject& subject, const AirMonitoring& air, const Chart& calendar) {
  const DayCount count = days_in(calendar, subject.period);
  if (count.valid == 0) return "";
  std::string text =
      fmt::format("{}有效监测 {} 天，优良 {} 天，占 {}：{}。", subject.period.text_zh(), count.valid,
                  count.good, percent(count.good, count.valid), levels_words(calendar, count));
  if (count.unknown > 0) text += fmt::format("另有 {} 天没有有效值。", count.unknown);
  const auto last_year = year_before(subject.period);
  const DayCount before = last_year ? days_in(calendar, *last_year) : DayCount{};
  if (before.valid > 0)
    text += fmt::format("上年同期有效监测 {} 天，优良 {} 天。", before.valid, before.good);
  const auto most = std::max_element(count.causes.begin(), count.causes.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != count.causes.end())
    text += fmt::format("首要污染物以{}为主（{} 天）。", pollutant_words(air, most->first), most->second);
  return text + "\n\n";
}

std::string month_value(const PollutantPanel& panel, int year, int month) {
  const auto found = std::find_if(panel.months.begin(), panel.months.end(), [&](const MeasuredMonth& each) {
    return each.year == year && each.month == month;
  });
  if (found == panel.months.end() || found->value.empty()) return std::string(kNothing);
  return written_number(found->value) + (found->is_short ? "（有效天数不足）" : "");
}

std::string annual_cells(const PollutantPanel& panel, int year) {
  const auto found = std::find_if(panel.years.begin(), panel.years.end(),
                                  [&](const MeasuredYear& each) { return each.year == year; });
  if (found == panel.years.end() || found->value.empty()) return std::string(kNothing);
  return written_number(found->value) + (found->is_valid ? "" : "（有效天数不足）") +
         (found->breaks_limit ? "，超过限值 " + written_number(found->limit) : "");
}

// One row per pollutant: of a year the annual means, else a column for each month.
std::string pollutants_table(const BulletinSubject& subject, const AirMonitoring& air) {
  const int year = subject.period.begin.year();
  std::vector<std::string> head{"项目", "单位"};
  const std::vector<Period> months = subject.period.divide(PeriodKind::month);
  const bool is_year = subject.period.kind == PeriodKind::year;
  if (is_year) {
    head.insert(head.end(), {fmt::format("{} 年均值", year - 1), fmt::format("{} 年均值", year)});
  } else {
    for (const Period& month : months) head.push_back(month.text());
    if (months.size() == 1) head.emplace_back("上年同期");
  }
  std::string rows;
  for (const PollutantPanel& panel : air.pollutants) {
    std::vector<std::string> now;  // of the period itself: without any, the pollutant is left out
    if (is_year) {
      now.push_back(annual_cells(panel, year));
    } else {
      for (const Period& month : months) now.push_back(month_value(panel, year, month.begin.month()));
    }
    if (std::all_of(now.begin(), now.end(), [](const auto& cell) { return cell == kNothing; })) continue;
    std::vector<std::string> cells{panel.name, unit_words(panel.unit, Language::zh)};
    if (is_year) cells.push_back(annual_cells(panel, year - 1));
    cells.insert(cells.end(), now.begin(), now.end());
    if (months.size() == 1) cells.push_back(month_value(panel, year - 1, months.front().begin.month()));
    rows += table_row(cells);
  }
  return rows.empty() ? "" : table_row(head) + rows + "\n";
}

// ---- water

// Where the period stands in the cells of a row: January 0, the year 12; nothing when it is neither.
std::optional<std::size_t> cell_of(const WaterMonitoring& water, const Period& period) {
  if (period.kind == PeriodKind::month) return static_cast<std::size_t>(period.begin.month() - 1);
  if (period.kind == PeriodKind::year && water.has_year) return std::size_t{kMonths};
  return std::nullopt;
}

const ClassTable* table_of(const WaterMonitoring& water, int year) {
  const auto found = std::find_if(water.years.begin(), water.years.end(),
                                  [&](const ClassTable& table) { return table.year == year; });
  return found == water.years.end() ? nullptr : &*found;
}

std::string class_words(const WaterMonitoring& water, const ClassCell& cell) {
  if (cell.kind != ClassCell::Kind::known) return "—";
  if (water.is_source) return cell.breaks ? "不达标" : "达标";
  return cell.text + (cell.breaks ? "（劣于要求" + (cell.cause.empty() ? "" : "：" + cell.cause) + "）" : "");
}

struct Tally {
  int met = 0;
  int broken = 0;
  int unknown = 0;
  void take(const ClassCell& cell) {
    ++(cell.kind != ClassCell::Kind::known ? unknown : cell.breaks ? broken : met);
  }
};

std::string tally_words(const WaterMonitoring& water, const Tally& tally, bool by_months) {
  const std::string what = by_months ? " 次" : water.is_source ? " 处" : " 个";
  const int all = tally.met + tally.broken;
  std::string text = water.is_source
                         ? fmt::format("达标 {}{}，不达标 {}{}", tally.met, what, tally.broken, what)
                         : fmt::format("达到要求 {}{}，劣于要求 {}{}", tally.met, what, tally.broken, what);
  if (all > 0) text += "，达标率 " + percent(tally.met, all);
  if (tally.unknown > 0) text += fmt::format("；{}{}没有完整的监测值", tally.unknown, what);
  return text + "。";
}

std::string water_text(const BulletinSubject& subject, const WaterMonitoring& water) {
  const ClassTable* table = table_of(water, subject.period.begin.year());
  if (table == nullptr) return "";
  const std::optional<std::size_t> cell = cell_of(water, subject.period);
  Tally tally;
  std::string rows;
  for (const ClassRow& row : table->rows) {
    for (const Period& month : subject.period.divide(PeriodKind::month)) {
      const auto at = cell.value_or(static_cast<std::size_t>(month.begin.month() - 1));
      if (at >= row.cells.size() || row.cells[at].kind == ClassCell::Kind::ahead) continue;
      tally.take(row.cells[at]);
      if (cell)
        rows +=
            table_row({row.name, row.target.empty() ? "—" : row.target, class_words(water, row.cells[at])});
      if (cell) break;
    }
  }
  if (tally.met + tally.broken + tally.unknown == 0) return "";
  std::string text = fmt::format("{}（{} {}）：{}\n\n", water.name, table->rows.size(),
                                 water.is_source ? "处" : "个断面", tally_words(water, tally, !cell));
  if (rows.empty()) return text;
  return text + table_row({water.is_source ? "水源地" : "断面", "要求", subject.period.text_zh()}) + rows +
         "\n";
}

// ---- noise

std::string noise_text(const BulletinSubject& subject) {
  if (subject.period.kind != PeriodKind::year) return "";
  std::string lines;
  for (const NoiseMonitoring& noise : subject.monitoring.noise) {
    for (const NoiseYear& year : noise.years) {
      if (year.year != subject.period.begin.year() || year.value.empty()) continue;
      lines += fmt::format("- {}：平均 {}", noise.name, with_unit(year.value, noise.unit));
      if (!noise.limit.empty()) lines += "，要求 " + with_unit(readable(noise.limit), noise.unit);
      lines += fmt::format("（{} 个测点）\n", year.known);
    }
  }
  return lines.empty() ? "" : "## 声环境\n\n" + lines + "\n";
}

void speak_of(const std::vector<int>& indicators, std::vector<int>& spoken_of) {
  spoken_of.insert(spoken_of.end(), indicators.begin(), indicators.end());
}

std::string air_section(const BulletinSubject& subject, std::vector<int>& spoken_of) {
  std::string text;
  for (const AirMonitoring& air : subject.monitoring.air) {
    std::string part;
    for (const Chart& calendar : air.calendars) part += days_text(subject, air, calendar);
    part += pollutants_table(subject, air);
    if (!part.empty()) speak_of(air.indicators, spoken_of);
    text += part;
  }
  return text.empty() ? "" : "## 环境空气\n\n" + text;
}

std::string water_section(const BulletinSubject& subject, std::vector<int>& spoken_of) {
  std::string text;
  for (const WaterMonitoring& water : subject.monitoring.water) {
    const std::string part = water_text(subject, water);
    if (!part.empty()) speak_of(water.indicators, spoken_of);
    text += part;
  }
  return text.empty() ? "" : "## 水环境\n\n" + text;
}

void keep_each_once(std::vector<int>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace

DraftText bulletin_text(const BulletinSubject& subject) {
  DraftText draft;
  draft.title = fmt::format("{}{}（{}）", subject.city,
                            subject.period.kind == PeriodKind::year ? "环境质量公报" : "环境质量简报",
                            subject.period.text_zh());
  for (const IndicatorVerdict& verdict : subject.now.indicators) {
    if (verdict.outcome == Outcome::not_met) draft.indicators.push_back(verdict.number);
  }
  const std::string measured =
      air_section(subject, draft.indicators) + water_section(subject, draft.indicators) + noise_text(subject);
  draft.text =
      standing_text(subject.now) + changes_text(subject, draft.indicators) +
      (measured.empty() ? "## 监测\n\n" + subject.period.text_zh() + "没有登记的监测数据。\n" : measured);
  keep_each_once(draft.indicators);
  return draft;
}

DraftText announcement_text(const Pack& pack, const Plan& plan) {
  DraftText draft;
  draft.title = plan.title.empty() ? "任务分解公示" : plan.title + "公示";
  draft.text = fmt::format(
      "现将任务分解公示如下：{} 项指标分解为 {} 项任务，全文见“任务分解”网页。\n\n## 各项指标的责任单位\n\n",
      plan.indicators.size(), plan.task_count());
  draft.text += table_row({"指标", "任务数", "责任单位"});
  for (const PlanIndicator& indicator : plan.indicators) {
    const IndicatorDefinition* definition = pack.indicator(indicator.number);
    draft.text += table_row(
        {fmt::format("{} {}", indicator.number, definition == nullptr ? "" : definition->name),
         std::to_string(indicator.tasks.size()), join(leading_units(&plan, indicator.number), "、")});
    if (definition != nullptr) draft.indicators.push_back(indicator.number);
  }
  draft.text += "\n## 意见反映\n\n对任务分解有意见的，请向创模办公室反映。\n";
  return draft;
}

}  // namespace chuangmo::publish
