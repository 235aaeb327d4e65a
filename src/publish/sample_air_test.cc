#include <fmt/format.h>

#include "publish/sample_page.h"

namespace chuangmo::publish::sample {
namespace {

TraceNode station_day(const std::string& station, const std::string& day, int row) {
  TraceNode node;
  node.op = "station_day";
  node.text = station;
  node.value = "70";
  node.unit = "ug/m3";
  node.shown = "70 ug/m3";
  std::string hours;
  for (int hour = 0; hour < 24; ++hour)
    hours += (hour == 0 ? "" : " ") + (hour == 5 ? "-" : fmt::format("{}.2500", row % 7 + 60 + hour));
  node.details = {{"station", station}, {"day", day}, {"valid_hours", "23"}, {"hours", hours}};
  node.origin = Origin{"2011/监测/城区空气小时值.csv", "", "", row, "SO2", ""};
  return node;
}

TraceNode number(const std::string& op, const std::string& text, const std::string& value,
                 const std::string& unit) {
  TraceNode node;
  node.op = op;
  node.text = text;
  node.value = value;
  node.unit = unit;
  node.shown = value + " " + unit;
  return node;
}

}  // namespace

TraceNode annual_mean_year(const std::string& year, int mean) {
  TraceNode measured =
      number("method:annual_mean", "城区环境空气点位 年平均浓度 SO2", std::to_string(mean), "ug/m3");
  measured.citation = Citation{"HJ 663-2013", "城市点位", Confidence::memory};
  for (int month = 1; month <= 12; ++month)
    measured.children.push_back(number("month", fmt::format("{}年{}月", year, month), "50", "ug/m3"));
  for (int day = 15; day < 18; ++day) {
    const std::string date = fmt::format("{}-01-{}", year, day);
    TraceNode city = number("city_day", date, "70", "ug/m3");
    city.children = {station_day("北城站", date, 1682), station_day("南城站", date, 1683)};
    measured.children.push_back(city);
  }
  TraceNode limit = number("limit", "SO2 限值", "3/50", "mg/m3");
  limit.shown = "0.06 mg/m3";
  limit.citation = Citation{"GB 3095-1996", "表1", Confidence::verified};
  TraceNode compare;
  compare.op = "compare";
  compare.text = "annual_mean(air, p) <= limit(\"GB 3095\", p, annual, class II)";
  compare.value = mean <= 60 ? "true" : "false";
  compare.details = {{"op", "<="}};
  compare.children = {measured, limit};
  return compare;
}

TraceNode annual_mean_years(int years, int failing) {
  TraceNode each;
  each.op = "each";
  each.text = "each year in 2001..2040, p in {SO2}: ...";
  each.value = failing < years ? "false" : "true";
  for (int i = 0; i < years; ++i) {
    const std::string year = std::to_string(2001 + i);
    TraceNode member;
    member.op = "member";
    member.value = i == failing ? "false" : "true";
    member.details = {{"year", year}, {"p", "SO2"}};
    member.children = {annual_mean_year(year, i == failing ? 62 : 40 + i % 10)};
    each.children.push_back(member);
  }
  return each;
}

}  // namespace chuangmo::publish::sample
