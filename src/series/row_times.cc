#include "series/row_times.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <tuple>

#include "base/text.h"
#include "series/cell.h"

namespace chuangmo::series {
namespace {

// A whole number of a year, month, day or hour column; -1 when it is none. `mark` may stand behind it:
// "2011年".
int part(std::string_view text, std::string_view mark) {
  const std::string plain = trim(text);
  std::string_view digits = plain;
  if (ends_with(digits, mark)) digits.remove_suffix(mark.size());
  const Cell cell = read_cell(digits, false);
  if (cell.kind != CellKind::number || cell.number.is_negative() || cell.number.digits() > 99990000)
    return -1;
  Int128 value = cell.number.digits();
  for (int i = 0; i < cell.number.scale(); ++i) {
    if (value % 10 != 0) return -1;  // 3.5 is no month; 2011.0 is a year that a program wrote
    value /= 10;
  }
  return value > 9999 ? -1 : static_cast<int>(value);
}

int hour_of(std::string_view text) {
  const std::string plain = trim(text);
  const std::size_t colon = plain.find(':');
  if (colon != std::string::npos) return part(std::string_view(plain).substr(0, colon), "时");
  return part(plain, ends_with(plain, "点") ? "点" : "时");
}

Moment from_columns(const LayoutPlan& plan, const RowView& row) {
  Moment moment;
  const auto written = [&](Role role, const char* mark) { return part(plan.field(row, role), mark); };
  moment.year = written(Role::year, "年");
  moment.is_good = moment.year > 0;
  if (plan.place(Role::month)) {
    moment.month = written(Role::month, "月");
    moment.is_good = moment.is_good && moment.month > 0;
  }
  if (plan.place(Role::day)) {
    moment.day = written(Role::day, "日");
    moment.is_good = moment.is_good && moment.day > 0;
  }
  return moment;
}

Moment stated(const LayoutPlan& plan, const RowView& row) {
  Moment moment;
  if (plan.place(Role::time) || plan.place(Role::date)) {
    moment = read_moment(plan.field(row, plan.place(Role::time) ? Role::time : Role::date));
    const bool lacks_year = moment.is_good && moment.year == 0;
    if (lacks_year && plan.place(Role::year)) moment.year = part(plan.field(row, Role::year), "年");
  } else {
    moment = from_columns(plan, row);
  }
  if (moment.is_good && moment.hour < 0 && plan.place(Role::hour)) {
    moment.hour = hour_of(plan.field(row, Role::hour));
    moment.is_good = moment.hour >= 0;
  }
  moment.is_good = moment.is_good && is_possible(moment);
  return moment;
}

// The latest year in which the day is not ahead of the recording, unless the user names one.
void settle_year(Moment& moment, const ReadingsRequest& request) {
  const YearMonthDay today = request.recorded_at.date().civil();
  moment.year = request.year.value_or(today.year);
  const bool is_ahead = std::tuple(moment.month, moment.day) > std::tuple(today.month, today.day);
  if (!request.year && is_ahead) --moment.year;
  moment.is_good = is_possible(moment);
}

}  // namespace

Moment stated_moment(const LayoutPlan& plan, const RowView& row) {
  return stated(plan, row);
}

void HourUse::note(const Moment& moment) {
  if (!moment.is_good) return;
  has_zero = has_zero || moment.hour == 0;
  has_24 = has_24 || moment.hour == 24;
  has_other = has_other || (moment.hour > 0 && moment.hour < 24);
  has_yearless = has_yearless || moment.year == 0;
  if (moment.hour >= 0) ++minutes.at(static_cast<std::size_t>(moment.minute));
}

void HourUse::add(const HourUse& other) {
  has_zero = has_zero || other.has_zero;
  has_24 = has_24 || other.has_24;
  has_other = has_other || other.has_other;
  has_yearless = has_yearless || other.has_yearless;
  for (std::size_t i = 0; i < minutes.size(); ++i) minutes.at(i) += other.minutes.at(i);
}

namespace {

// Only of the air are hourly means made of minutes. Rows that all state the same minute are hours that
// somebody labels oddly; one row among hours is a slip.
bool are_minutes(const HourUse& use, const ReadingsRequest& request) {
  const bool has_hourly_means = request.medium.empty() || request.medium == "air";
  if (!has_hourly_means || request.interval == "month" || request.interval == "once_a_year") return false;
  std::uint64_t off = 0;
  std::size_t labels = 0;
  for (std::size_t i = 0; i < use.minutes.size(); ++i) {
    off += i == 0 ? 0U : use.minutes.at(i);
    labels += use.minutes.at(i) != 0 ? 1U : 0U;
  }
  return labels > 1 && off > 1 && off * 2 + 1 >= off + use.minutes.front();
}

// The greatest step that fits the minutes which many rows state; a few odd ones do not count.
int step_min(const HourUse& use) {
  constexpr int kHour_min = 60;
  const std::uint32_t most = *std::max_element(use.minutes.begin(), use.minutes.end());
  int step = kHour_min;
  int first = -1;
  for (int minute = 0; minute < kHour_min; ++minute) {
    if (use.minutes.at(static_cast<std::size_t>(minute)) < (most + 1) / 2) continue;
    if (first < 0) first = minute;
    step = std::gcd(step, minute - first);
  }
  return step;
}

}  // namespace

HourLabels labels_of(const HourUse& use, const ReadingsRequest& request) {
  HourLabels labels;
  labels.are_minutes = are_minutes(use, request);
  if (labels.are_minutes) return labels;
  labels.are_days = request.interval != "hour" && use.has_zero && !use.has_24 && !use.has_other;
  labels.are_ends = use.has_24 && !use.has_zero;
  return labels;
}

void settle(Moment& moment, const HourLabels& labels, const ReadingsRequest& request) {
  if (moment.is_good && moment.year == 0) settle_year(moment, request);
  if (labels.are_days) moment.hour = -1;
  if (labels.are_ends && moment.hour > 0) --moment.hour;
}

Diagnostics notes_on_times(const HourUse& use, const ReadingsRequest& request, const Where& heading) {
  Diagnostics notes;
  if (use.has_yearless && !request.year)
    notes.push_back({"SER138", Severity::warning, heading, "时间没有写年份，按登记时间推定为最近的一年",
                     "在导入时指定年份", ""});
  if (labels_of(use, request).are_ends)
    notes.push_back({"SER137", Severity::note, heading, "小时标为 1 至 24，按小时末标识处理", "", ""});
  if (labels_of(use, request).are_minutes)
    notes.push_back(
        {"SER140", Severity::note, heading,
         fmt::format(
             "时间精确到分钟（步长 {} 分钟），按分钟值保存；每小时须有 45/60 以上的有效值才有小时均值",
             step_min(use)),
         "", ""});
  return notes;
}

}  // namespace chuangmo::series
