#include "series/tally.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <fmt/format.h>

namespace chuangmo::series {
namespace {

constexpr std::size_t kShown = 3;
constexpr std::size_t kShownBytes = 40;

constexpr std::array kReasons = {
    ReasonEntry{Reason::missing_code, "SER101", Severity::note, "缺测代码（-99、9999 等）按缺测处理", ""},
    ReasonEntry{Reason::below_limit, "SER102", Severity::note, "低于检出限，按检出限的约定比例取值", ""},
    ReasonEntry{Reason::instrument_cap, "SER103", Severity::warning, "达到仪器上限，真实值可能更高",
                "向监测站核实真实值"},
    ReasonEntry{Reason::negative, "SER104", Severity::warning, "负值，标为存疑，不参与计算",
                "核实后重新报送"},
    ReasonEntry{Reason::out_of_range, "SER105", Severity::warning, "超出合理范围，标为存疑，不参与计算",
                "核实数值和单位"},
    ReasonEntry{Reason::not_a_number, "SER106", Severity::warning, "数值栏里是文字，标为存疑，不参与计算",
                "改为数值，或留空表示缺测"},
    ReasonEntry{Reason::rounded, "SER107", Severity::note, "小数位多于保留位数，按 GB/T 8170 修约", ""},
    ReasonEntry{Reason::too_big, "SER108", Severity::warning, "数值过大，无法保存，标为存疑",
                "核实数值和单位"},
    ReasonEntry{Reason::zero_gap, "SER109", Severity::note, "该版式以 0 表示缺测，按缺测处理", ""},
    ReasonEntry{Reason::bad_time, "SER110", Severity::warning, "时间无法识别，整行未导入",
                "按 2011-03-05 13:00 的样式填写"},
    ReasonEntry{Reason::future, "SER111", Severity::error, "时间晚于登记时间",
                "核实时间；未来的监测值不能导入"},
    ReasonEntry{Reason::between_hours, "SER112", Severity::warning, "时间不在整点，整行未导入",
                "报送小时均值"},
    ReasonEntry{Reason::outside_calendar, "SER113", Severity::warning,
                "年份不在 1900 至 2199 年之间，整行未导入", "核实时间"},
    ReasonEntry{Reason::repeated, "SER114", Severity::note, "同一时刻重复出现，数值相同，只取一次", ""},
    ReasonEntry{Reason::conflicting, "SER115", Severity::warning,
                "同一时刻有两个不同的值，标为存疑，不参与计算", "查明哪一个正确，重新报送"},
    ReasonEntry{Reason::out_of_order, "SER116", Severity::note, "行不按时间先后排列", ""},
    ReasonEntry{Reason::no_station, "SER117", Severity::warning, "没有写明点位，整行未导入",
                "补上点位，或在导入时指定点位"},
    ReasonEntry{Reason::unregistered, "SER118", Severity::note, "点位尚未登记，按所写名称建立", "补充点位表"},
    ReasonEntry{Reason::not_of_this_set, "SER119", Severity::note, "不是本点位组的点位，未导入", ""},
    ReasonEntry{Reason::short_row, "SER120", Severity::warning, "行的栏数少于表头，缺少的按缺测处理",
                "检查该行是否残缺"},
    ReasonEntry{Reason::unknown_parameter, "SER121", Severity::warning, "监测项目不认识，未导入",
                "核对项目名称"},
    ReasonEntry{Reason::bad_unit, "SER122", Severity::error, "单位不认识或与监测项目不符",
                "改正单位，或在导入时指定单位"},
    ReasonEntry{Reason::flagged, "SER123", Severity::note, "带有无效标记，不参与计算", ""},
    ReasonEntry{Reason::part_above_whole, "SER124", Severity::warning,
                "部分大于整体（如 PM2.5 高于 PM10），两个值仍参与计算", "核实两台仪器"},
    ReasonEntry{Reason::long_row, "SER125", Severity::warning, "行的栏数多于表头，整行未导入",
                "检查是否以逗号作小数点，或栏内的逗号没有加引号"},
    ReasonEntry{Reason::repeated_heading, "SER126", Severity::note, "表头重复出现，已跳过", ""},
    ReasonEntry{Reason::other_heading, "SER127", Severity::error, "数据中间另有一行栏目不同的表头",
                "从这一行起另存为一个文件，分别导入"},
    ReasonEntry{Reason::total_row, "SER128", Severity::warning, "平均值、合计等不是点位，未导入",
                "删去汇总行；确是点位的，先登记到点位表"},
    ReasonEntry{Reason::other_daypart, "SER129", Severity::note, "没有该时段的监测项目，整行未导入", ""},
};

std::string shown(std::string_view raw) {
  std::size_t end = std::min(raw.size(), kShownBytes);
  while (end > 0 && end < raw.size() && (static_cast<unsigned char>(raw[end]) & 0xC0) == 0x80) --end;
  std::string text(raw.substr(0, end));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return end < raw.size() ? text + "…" : text;
}

}  // namespace

const ReasonEntry& reason_entry(Reason reason) {
  const auto place = std::find_if(kReasons.begin(), kReasons.end(),
                                  [&](const ReasonEntry& entry) { return entry.reason == reason; });
  assert(place != kReasons.end());
  return *place;
}

void Tally::count(Reason reason, int row, std::string_view column, std::string_view raw) {
  Entry& entry = entries_[reason];
  ++entry.count;
  if (entry.first.size() < kShown) entry.first.push_back({row, std::string(column), shown(raw)});
}

void Tally::add(const Tally& later, int lines) {
  for (const auto& [reason, other] : later.entries_) {
    Entry& entry = entries_[reason];
    entry.count += other.count;
    for (const First& first : other.first)
      entry.first.push_back({first.row + lines, first.column, first.raw});
    std::stable_sort(entry.first.begin(), entry.first.end(),
                     [](const First& a, const First& b) { return a.row < b.row; });
    entry.first.resize(std::min(entry.first.size(), kShown));
  }
}

std::size_t Tally::count_of(Reason reason) const {
  const auto place = entries_.find(reason);
  return place == entries_.end() ? 0 : place->second.count;
}

Diagnostics Tally::diagnostics() const {
  Diagnostics diagnostics;
  for (const auto& [reason, entry] : entries_) {
    const ReasonEntry& what = reason_entry(reason);
    std::string places;
    for (const First& first : entry.first)
      places += fmt::format("{}第 {} 行{}{}“{}”", places.empty() ? "" : "；", first.row,
                            first.column.empty() ? "" : " ", first.column, first.raw);
    const First& first = entry.first.front();
    diagnostics.push_back({what.code, what.severity, Where{file_, sheet_, first.row, first.column, 0, 0},
                           fmt::format("{}: 共 {} 处（{}{}）", what.text, entry.count, places,
                                       entry.count > entry.first.size() ? " 等" : ""),
                           what.fix, first.raw});
  }
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.code < b.code; });
  return diagnostics;
}

}  // namespace chuangmo::series
