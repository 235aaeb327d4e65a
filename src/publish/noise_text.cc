#include "publish/noise_text.h"

#include <fmt/format.h>

#include "base/text.h"
#include "publish/noise_words.h"

namespace chuangmo::publish {
namespace {

std::string_view kind_zh(std::string_view kind) {
  if (kind == "region") return "区域声环境";
  if (kind == "traffic") return "道路交通噪声";
  return kind == "zone" ? "功能区声环境" : "噪声";
}

std::string year_zh(const std::optional<int>& year) {
  return year ? fmt::format("{} 年　", *year) : "";
}

std::string period_zh(const std::optional<int>& year, NoisePart part) {
  return year_zh(year) + pad_right(noise_part_name_zh(part), 8);
}

std::string kilometres(const Rational& metres) {
  const auto km = divide(metres, Rational(1000));
  return km ? display(*km, 3) + " km" : metres.text() + " m";
}

std::string grade_zh(const NoiseMean& mean) {
  if (mean.best_grade == 0) return "";
  const auto one = [](int grade, const std::string& name) { return fmt::format("{} 级（{}）", grade, name); };
  if (mean.best_grade == mean.worst_grade) return "　" + one(mean.best_grade, mean.best_name);
  return fmt::format("　{} 至 {}", one(mean.best_grade, mean.best_name),
                     one(mean.worst_grade, mean.worst_name));
}

std::string covered_zh(const NoiseMean& mean) {
  std::string text = mean.length_m ? fmt::format("{} 段 {}", mean.places, kilometres(*mean.length_m))
                                   : fmt::format("{} 个点位", mean.places);
  if (mean.missing == 0) return text;
  text += fmt::format("，缺 {}", mean.missing);
  return mean.length_m ? text + "（" + kilometres(mean.missing_length_m) + "）" : text;
}

std::string mean_line(const NoiseMean& mean, int decimals) {
  const std::string value = noise_value_text(mean.value, decimals);
  std::string line = period_zh(mean.year, mean.part);
  line += value.empty() ? "平均值未知" : "平均 " + value + " dB(A)";
  line += grade_zh(mean) + "　" + covered_zh(mean);
  if (!mean.edition.empty()) line += "　" + mean.edition;
  return line + "\n";
}

std::string percent(int part, int all) {
  const auto share = Rational::make(Int128{part} * 100, all);
  const auto shown = share ? round_gbt8170(*share, 1) : Result<Decimal>(Decimal{});
  return shown->text() + "%";
}

std::string zone_line(const NoiseZone& zone) {
  const int all = zone.met + zone.not_met + zone.undecided;
  std::string line = period_zh(zone.year, zone.part) + pad_right(zone.zone + "类", 6);
  line += fmt::format("限值 {}　达标 {}/{} 点次", zone.limit.empty() ? "—" : zone.limit, zone.met, all);
  line += zone.undecided == 0 ? "　" + percent(zone.met, all)
                              : fmt::format("　{}–{}（{} 点次无法判定）", percent(zone.met, all),
                                            percent(zone.met + zone.undecided, all), zone.undecided);
  return line + "　" + zone.edition + "\n";
}

std::string spread_text(const NoisePlace& place) {
  std::string text;
  for (const auto& [name, spread] : place.spread) {
    text += "　" + name + " " + spread.least.text();
    if (!(spread.least == spread.most)) text += "–" + spread.most.text();
  }
  return text;
}

std::string measurement_line(const NoiseMeasurement& measurement, const NoisePlace& place, int decimals) {
  std::string line = "    " + pad_right(measurement.when, 20);
  line += measurement.level ? noise_value_text(*measurement.level, decimals) : "缺测";
  if (measurement.wanted && *measurement.wanted != measurement.samples)
    line += fmt::format("（{}/{} 个，全时段 {}）", measurement.samples, *measurement.wanted,
                        noise_value_text(measurement.whole, decimals));
  for (const auto& [name, level] : measurement.statistics) line += "　" + name + " " + level.text();
  if (!place.zones.empty() && (place.part == NoisePart::day || place.part == NoisePart::night)) {
    line += "　" + std::string(outcome_name_zh(measurement.outcome));
    if (measurement.is_met_by_rounding) line += "（修约后）";
  }
  return line + "　" + to_text(measurement.where) + "\n";
}

std::string place_lines(const NoisePlace& place, int decimals, bool explain) {
  std::string text = "  " + period_zh(place.year, place.part) + pad_right(place.name, 16) + " ";
  text += pad_left(place.level ? noise_value_text(*place.level, decimals) : "缺测", 6);
  if (!place.zones.empty())
    text += fmt::format("　{}类", place.zones.size() == 1 ? place.zones.front() : "4");
  if (place.length_m) text += "　" + kilometres(*place.length_m);
  if (place.measurements.size() > 1) text += fmt::format("　{} 次", place.measurements.size());
  text += spread_text(place) + "\n";
  for (const NoiseMeasurement& measurement : place.measurements)
    if (explain) text += measurement_line(measurement, place, decimals);
  return text;
}

}  // namespace

std::string noise_text(const NoiseReport& report, bool explain) {
  std::string text = std::string(kind_zh(report.kind)) + "\n";
  for (const NoiseMean& mean : report.means) text += mean_line(mean, report.decimals);
  for (const NoiseZone& zone : report.zones) text += zone_line(zone);
  if (explain || (report.means.empty() && report.zones.empty())) {
    for (const NoisePlace& place : report.places) text += place_lines(place, report.decimals, explain);
    for (const NoiseDayNight& each : report.day_night)
      text += fmt::format("  {}{} {}　Ldn（参考，不评价）\n", year_zh(each.year), pad_right(each.key, 24),
                          noise_value_text(each.level, report.decimals));
  }
  return text;
}

}  // namespace chuangmo::publish
