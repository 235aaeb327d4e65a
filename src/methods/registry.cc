#include "methods/registry.h"

#include <algorithm>
#include <vector>

namespace chuangmo::methods {
namespace {

using enum ArgumentKind;

Citation cite(const char* document, const char* clause, Confidence confidence) {
  return {document, clause, confidence};
}

std::vector<MethodSignature> table() {
  using enum MethodResult;
  using enum Confidence;
  constexpr auto kYear = PeriodKind::year;
  constexpr auto kDay = PeriodKind::day;
  constexpr auto kAny = PeriodKind::span;  // a section has a class in a month and in a year
  // name, arguments, result, unit, period, name_zh, citation
  return {
      {"annual_mean",
       {station_set, parameter, period},
       number,
       "parameter",
       kYear,
       "年平均浓度",
       cite("GB 3095", "年平均", verified)},
      {"api", {station_set, period}, number, "", kDay, "空气污染指数", cite("API", "分级限值表", verified)},
      {"aqi", {station_set, period}, number, "", kDay, "空气质量指数", cite("HJ 633", "4.2", official)},
      {"attainment_rate",
       {station_set, period},
       number,
       "",
       kYear,
       "水环境功能区水质达标率",
       cite("GB 3838-2002", "5.1", memory)},
      {"composite_index",
       {station_set, period},
       number,
       "",
       kYear,
       "环境空气质量综合指数",
       cite("HJ 663", "综合指数", verified)},
      {"daily_mean",
       {station_set, parameter, period},
       number,
       "parameter",
       kDay,
       "日平均浓度",
       cite("GB 3095", "24小时平均", verified)},
      {"drinking_water_rate",
       {station_set, period},
       number,
       "",
       kYear,
       "集中式饮用水水源地水质达标率",
       cite("环办〔2011〕22号", "饮用水水源地", verified)},
      {"good_day",
       {station_set, period},
       truth,
       "",
       kDay,
       "空气质量二级及以上",
       cite("API", "分级限值表", verified)},
      {"length_weighted_mean",
       {station_set, parameter, period},
       number,
       "parameter",
       kYear,
       "道路长度加权平均值",
       cite("HJ 640-2012", "道路交通噪声", verified)},
      {"mda8",
       {station_set, parameter, period},
       number,
       "parameter",
       kDay,
       "日最大8小时平均浓度",
       cite("HJ 663", "6.1.2", verified)},
      {"mean",
       {station_set, parameter, period},
       number,
       "parameter",
       kYear,
       "各点位算术平均值",
       cite("HJ 640-2012", "区域环境噪声", verified)},
      {"percentile",
       {station_set, parameter, percentage, period},
       number,
       "parameter",
       kYear,
       "日均值百分位数",
       cite("HJ 663", "百分位数", verified)},
      {"regional_noise_grade",
       {station_set, parameter, period},
       noise_grade,
       "",
       kYear,
       "区域环境噪声等级",
       cite("HJ 640-2012", "总体水平等级", verified)},
      {"target_class",
       {station},
       water_class,
       "",
       kAny,
       "水环境功能区要求类别",
       cite("GB 3838-2002", "3", official)},
      {"traffic_noise_grade",
       {station_set, parameter, period},
       noise_grade,
       "",
       kYear,
       "道路交通噪声等级",
       cite("HJ 640-2012", "强度等级", verified)},
      {"water_class",
       {station, period},
       water_class,
       "",
       kAny,
       "水质类别",
       cite("GB 3838-2002", "5.1", official)},
  };
}

}  // namespace

std::span<const MethodSignature> signatures() {
  static const std::vector<MethodSignature> kSignatures = table();
  return kSignatures;
}

const MethodSignature* signature(std::string_view name) {
  const auto all = signatures();
  const auto found = std::lower_bound(
      all.begin(), all.end(), name, [](const MethodSignature& a, std::string_view b) { return a.name < b; });
  return found != all.end() && found->name == name ? &*found : nullptr;
}

}  // namespace chuangmo::methods
