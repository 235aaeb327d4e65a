#include "workflow/rhythm.h"

#include <algorithm>
#include <array>
#include <set>

namespace chuangmo::workflow {
namespace {

constexpr int kDaysOfWeek = 7;

struct RhythmRow {
  Rhythm rhythm;
  std::string_view chinese;
  int fineness;  // the larger the more often
};
constexpr std::array<RhythmRow, 10> kRhythms{{{Rhythm::none, "未定", 0},
                                              {Rhythm::once, "一次性", 1},
                                              {Rhythm::annual, "每年", 2},
                                              {Rhythm::half_yearly, "每半年", 4},
                                              {Rhythm::quarterly, "每季度", 5},
                                              {Rhythm::monthly, "每月", 6},
                                              {Rhythm::weekly, "每周", 7},
                                              {Rhythm::daily, "每日", 8},
                                              {Rhythm::school_year, "每学年", 3},
                                              {Rhythm::on_event, "发生时", 0}}};

const RhythmRow& row_of(Rhythm rhythm) {
  return *std::find_if(kRhythms.begin(), kRhythms.end(),
                       [&](const RhythmRow& row) { return row.rhythm == rhythm; });
}

// The weeks, Monday to Sunday, whose Sunday falls in the year.
void add_weeks(std::vector<Period>& periods, int year) {
  const Period whole = Period::of_year(year);
  Date sunday = whole.begin + (kDaysOfWeek - whole.begin.weekday());
  for (; sunday < whole.end; sunday = sunday + kDaysOfWeek)
    periods.push_back(Period::of_span(sunday - (kDaysOfWeek - 1), sunday + 1));
}

void add_parts(std::vector<Period>& periods, int year, PeriodKind kind) {
  const std::vector<Period> parts = Period::of_year(year).divide(kind);
  periods.insert(periods.end(), parts.begin(), parts.end());
}

void add_periods(std::vector<Period>& periods, Rhythm rhythm, int year) {
  switch (rhythm) {
    case Rhythm::annual:
      periods.push_back(Period::of_year(year));
      break;
    case Rhythm::school_year:
      periods.push_back(Period::of_school_year(year - 1));
      break;
    case Rhythm::half_yearly:
      add_parts(periods, year, PeriodKind::half_year);
      break;
    case Rhythm::quarterly:
      add_parts(periods, year, PeriodKind::quarter);
      break;
    case Rhythm::monthly:
      add_parts(periods, year, PeriodKind::month);
      break;
    case Rhythm::daily:
      add_parts(periods, year, PeriodKind::day);
      break;
    case Rhythm::weekly:
      add_weeks(periods, year);
      break;
    case Rhythm::none:
    case Rhythm::once:
    case Rhythm::on_event:
      break;
  }
}

const RhythmDefaults* defaults_of(const WorkflowSettings& settings, Rhythm rhythm) {
  const auto found = settings.rhythms.find(rhythm);
  return found == settings.rhythms.end() ? nullptr : &found->second;
}

// 29 February is the 28th where the year has none.
Date same_day_in(Date date, int year) {
  const YearMonthDay at = date.civil();
  return Date::of(year, at.month, std::min(at.day, days_in_month(year, at.month)));
}

Date fixed_day(Date fixed, const Period& period) {
  if (period.kind == PeriodKind::span) return fixed;
  const Date last = period.end - 1;
  const Date candidate = same_day_in(fixed, last.year());
  return candidate < last ? same_day_in(fixed, last.year() + 1) : candidate;
}

}  // namespace

std::string_view rhythm_name_zh(Rhythm rhythm) {
  return row_of(rhythm).chinese;
}

Rhythm rhythm_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::half_year:
      return Rhythm::half_yearly;
    case PeriodKind::quarter:
      return Rhythm::quarterly;
    case PeriodKind::month:
      return Rhythm::monthly;
    case PeriodKind::day:
      return Rhythm::daily;
    case PeriodKind::school_year:
      return Rhythm::school_year;
    default:
      return Rhythm::annual;
  }
}

bool is_finer(Rhythm a, Rhythm b) {
  return row_of(a).fineness > row_of(b).fineness;
}

std::vector<Period> periods_of(Rhythm rhythm, const std::vector<int>& years) {
  const std::set<int> ascending(years.begin(), years.end());
  if (ascending.empty()) return {};
  if (rhythm == Rhythm::once)
    return {
        Period::of_span(Period::of_year(*ascending.begin()).begin, Period::of_year(*ascending.rbegin()).end)};
  std::vector<Period> periods;
  for (const int year : ascending) add_periods(periods, rhythm, year);
  return periods;
}

DueRule default_due(const WorkflowSettings& settings, Rhythm rhythm) {
  const RhythmDefaults* defaults = defaults_of(settings, rhythm);
  if (defaults == nullptr) return {};
  return {std::nullopt, defaults->due_days, defaults->due_working_days};
}

Date due_day(const DueRule& rule, const Period& period, const WorkingCalendar& calendar) {
  const Date from = rule.fixed ? fixed_day(*rule.fixed, period) : period.end - 1 + rule.days;
  if (rule.fixed && rule.working_days == 0) return from;
  return calendar.after(from, std::max(rule.working_days, 0));
}

HandInWindow hand_in_window(const Period& period, Rhythm rhythm, const DueRule& rule,
                            const WorkflowSettings& settings, const WorkingCalendar& calendar) {
  const RhythmDefaults* found = defaults_of(settings, rhythm);
  const RhythmDefaults defaults = found == nullptr ? RhythmDefaults{} : *found;
  HandInWindow window;
  window.due = due_day(rule, period, calendar);
  window.opens = std::max(period.end - 1 - defaults.opens_days_before_end, period.begin);
  window.opens = std::min(window.opens, window.due);
  window.closes = defaults.closes_working_days_after_due > 0
                      ? calendar.after(window.due, defaults.closes_working_days_after_due)
                      : window.due;
  return window;
}

}  // namespace chuangmo::workflow
