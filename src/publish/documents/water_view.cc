#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "publish/documents/common_view.h"
#include "publish/documents/environment_view.h"
#include "publish/documents/period_words.h"
#include "publish/number_words.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMonths = 12;
constexpr std::string_view kBrokenColour = "F8D7D3";
constexpr std::string_view kKeptColour = "E2EFDA";

// Where the period stands in the cells of a row: January 0, the year 12; nothing when it is neither.
std::optional<std::size_t> cell_of(const WaterMonitoring& water, const Period& period) {
  if (period.kind == PeriodKind::month) return static_cast<std::size_t>(period.begin.month() - 1);
  if (period.kind == PeriodKind::year && water.has_year) return kMonths;
  return std::nullopt;
}

std::string class_words(const WaterMonitoring& water, const ClassCell& cell) {
  if (cell.kind != ClassCell::Kind::known) return std::string(kNoValue);
  if (water.is_source) return cell.breaks ? "不达标" : "达标";
  return cell.text;
}

std::string cell_colour(const ClassCell& cell) {
  if (cell.kind != ClassCell::Kind::known) return "";
  return std::string(cell.breaks ? kBrokenColour : kKeptColour);
}

struct Tally {
  int met = 0;
  int broken = 0;
  int unknown = 0;
  void take(const ClassCell& cell) {
    if (cell.kind == ClassCell::Kind::ahead) return;
    ++(cell.kind != ClassCell::Kind::known ? unknown : cell.breaks ? broken : met);
  }
};

ViewValue month_record(const WaterMonitoring& water, const ClassRow& row, std::size_t month) {
  const ClassCell cell = month < row.cells.size() ? row.cells[month] : ClassCell{};
  ViewValue record = view_record();
  record.put("类别", water.is_source ? (cell.kind == ClassCell::Kind::known ? (cell.breaks ? "×" : "√")
                                                                            : std::string(kNoValue))
                                     : class_words(water, cell));
  record.put("颜色", cell_colour(cell));
  return record;
}

// The months of the period, or its one cell, tallied; the row as the document shows it.
ViewValue section_record(const WaterMonitoring& water, const ClassRow& row, const Period& period,
                         Tally& all) {
  const std::optional<std::size_t> place = cell_of(water, period);
  Tally own;
  Tally by_month;
  std::string causes;
  for (const Period& month : period.divide(PeriodKind::month)) {
    const auto at = static_cast<std::size_t>(month.begin.month() - 1);
    if (at < row.cells.size()) by_month.take(row.cells[at]);
  }
  for (const Period& month : period.divide(PeriodKind::month)) {
    const std::size_t at = place.value_or(static_cast<std::size_t>(month.begin.month() - 1));
    if (at >= row.cells.size()) continue;
    own.take(row.cells[at]);
    all.take(row.cells[at]);
    if (row.cells[at].breaks && causes.empty()) causes = row.cells[at].cause;
    if (place) break;
  }
  const ClassCell cell = place && *place < row.cells.size() ? row.cells[*place] : ClassCell{};
  const std::string about =
      fmt::format("water:{}|{}|", row.station.empty() ? row.name : row.station, period.text());
  ViewValue record = view_record();
  record.put("名称", row.name);
  record.put("目标", or_dash(row.target));
  record.put("类别", class_words(water, cell), cell.kind == ClassCell::Kind::known ? about + "class" : "");
  record.put("评价", own.met + own.broken == 0 ? "无完整数据" : own.broken > 0 ? "不达标" : "达标");
  record.put("达标次数", fmt::format("{}/{}", by_month.met, by_month.met + by_month.broken), about + "met");
  record.put("超标项目", or_dash(causes));
  record.put("颜色",
             own.met + own.broken == 0 ? "" : std::string(own.broken > 0 ? kBrokenColour : kKeptColour));
  ViewValue& months = record.put("各月", view_record());
  for (std::size_t month = 0; month < kMonths; ++month)
    months.put(fmt::format("{}月", month + 1), month_record(water, row, month));
  return record;
}

}  // namespace

void put_water(ViewValue& view, const DocumentSources& sources) {
  ViewValue surface = view_list();
  ViewValue springs = view_list();
  for (const WaterMonitoring& water : sources.monitoring.water) {
    const auto table = std::find_if(water.years.begin(), water.years.end(), [&](const ClassTable& each) {
      return each.year == sources.period.begin.year();
    });
    if (table == water.years.end()) continue;
    Tally tally;
    ViewValue sections = view_list();
    for (const ClassRow& row : table->rows)
      sections.items.push_back(section_record(water, row, sources.period, tally));
    const std::string about = fmt::format("water:{}|{}|", water.name, sources.period.text());
    ViewValue record = view_record();
    record.put("名称", water.name);
    record.put("断面数", std::to_string(table->rows.size()));
    record.put("达标数", std::to_string(tally.met), about + "met");
    record.put("不达标数", std::to_string(tally.broken), about + "broken");
    record.put("缺测数", std::to_string(tally.unknown), about + "unknown");
    record.put("达标率", percent_words(tally.met, tally.met + tally.broken),
               tally.met + tally.broken > 0 ? about + "share" : "");
    record.put("断面", std::move(sections));
    (water.is_source ? springs : surface).items.push_back(std::move(record));
  }
  view.put("地表水", std::move(surface));
  view.put("水源地", std::move(springs));
}

ViewShape water_shape() {
  ViewShape shape;
  for (const auto& [list, meaning] :
       {std::pair{"地表水", "地表水的各组断面"}, std::pair{"水源地", "饮用水水源地的各组点位"}}) {
    const std::string at = std::string(list) + ".";
    shape = joined({std::move(shape),
                    {list_field(list, meaning),
                     text_field(at + "名称", "点位组名称", "地表水考核断面"),
                     text_field(at + "断面数", "断面（水源地）个数", "6"),
                     text_field(at + "达标数", "期间内达标的断面（期间含几个月时为断面·月次）", "5"),
                     text_field(at + "不达标数", "同上，不达标的", "1"),
                     text_field(at + "缺测数", "同上，没有完整监测值的", "0"),
                     text_field(at + "达标率", "达标数占有监测值的", "83.3%"),
                     list_field(at + "断面", "各断面（水源地）"),
                     text_field(at + "断面.名称", "名称", "桑干河固定桥"),
                     text_field(at + "断面.目标", "要求的类别", "IV"),
                     text_field(at + "断面.类别", "期间（月或年）的类别；水源地为达标或不达标", "III"),
                     text_field(at + "断面.评价", "达标、不达标、无完整数据", "达标"),
                     text_field(at + "断面.达标次数", "达标月次/有监测的月次", "12/12"),
                     text_field(at + "断面.超标项目", "决定不达标的项目", "氨氮"),
                     text_field(at + "断面.颜色", "与评价相应的底色", "E2EFDA"),
                     {at + "断面.各月", ViewValue::Kind::record, "当年各月，名称为 1月 … 12月", ""}}});
    for (std::size_t month = 1; month <= kMonths; ++month) {
      const std::string name = at + "断面.各月." + std::to_string(month) + "月";
      shape.push_back({name, ViewValue::Kind::record, "该月", ""});
      shape.push_back(text_field(name + ".类别", "类别；水源地为 √ 或 ×", "III"));
      shape.push_back(text_field(name + ".颜色", "底色", "E2EFDA"));
    }
  }
  return shape;
}

void put_noise(ViewValue& view, const DocumentSources& sources) {
  ViewValue& sets = view.put("噪声", view_list());
  for (const NoiseMonitoring& noise : sources.monitoring.noise) {
    ViewChart chart;
    chart.kind = ViewChart::Kind::bars;
    chart.title = noise.name + "平均等效声级";
    chart.unit = noise.unit;
    ViewChart::Series levels{"平均值", {}, "", false};
    ViewValue record = view_record();
    ViewValue years = view_list();
    NoiseYear asked;
    for (const NoiseYear& year : noise.years) {
      ViewValue each = view_record();
      each.put("年份", std::to_string(year.year));
      each.put("均值", or_dash(written_number(year.value)),
               year.value.empty() ? "" : fmt::format("noise:{}|{}|mean", noise.name, year.year));
      each.put("测点数", std::to_string(year.places));
      each.put("有效测点数", std::to_string(year.known));
      years.items.push_back(std::move(each));
      if (year.year == sources.period.begin.year()) asked = year;
      chart.categories.push_back(fmt::format("{}年", year.year));
      levels.values.push_back(year.value.empty() ? "" : written_number(year.value));
    }
    chart.series.push_back(std::move(levels));
    record.put("名称", noise.name);
    record.put("均值", or_dash(written_number(asked.value)),
               asked.value.empty() ? "" : fmt::format("noise:{}|{}|mean", noise.name, asked.year));
    record.put("单位", noise.unit);
    record.put("要求",
               noise.limit.empty() ? std::string(kNoValue) : with_unit(readable(noise.limit), noise.unit));
    record.put("测点数", std::to_string(asked.places));
    record.put("有效测点数", std::to_string(asked.known));
    record.put("加权", noise.is_weighted ? "按路段长度加权" : "算术平均");
    record.put("各年", std::move(years));
    record.put("各年图", view_chart(std::move(chart)));
    sets.items.push_back(std::move(record));
  }
}

ViewShape noise_shape() {
  return {
      list_field("噪声", "各类声环境监测"),
      text_field("噪声.名称", "名称", "道路交通噪声"),
      text_field("噪声.均值", "当年平均等效声级", "67.6"),
      text_field("噪声.单位", "单位", "dB(A)"),
      text_field("噪声.要求", "指标包的要求", "≤ 70 dB(A)"),
      text_field("噪声.测点数", "测点（路段）个数", "21"),
      text_field("噪声.有效测点数", "有监测值的测点个数", "21"),
      text_field("噪声.加权", "平均的方法", "按路段长度加权"),
      list_field("噪声.各年", "各评价年"),
      text_field("噪声.各年.年份", "年份", "2011"),
      text_field("噪声.各年.均值", "平均等效声级", "67.6"),
      text_field("噪声.各年.测点数", "测点个数", "21"),
      text_field("噪声.各年.有效测点数", "有监测值的测点个数", "21"),
      chart_field("噪声.各年图", "各年平均等效声级"),
  };
}

}  // namespace chuangmo::publish
