#include "publish/water_text.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::publish {
namespace {

using Cells = std::vector<std::string>;

// Columns as wide as their widest cell, two blanks apart.
std::string table(const std::vector<Cells>& rows) {
  std::vector<int> widths;
  for (const Cells& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string text;
  for (const Cells& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += i + 1 == row.size() ? row[i] : pad_right(row[i], widths[i]) + "  ";
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string or_dash(const std::string& text) {
  return text.empty() ? "--" : text;
}

std::string shown(const Rational& value, const std::string& unit) {
  return display(value, 4) + (unit.empty() ? "" : " " + unit);
}

std::string percent(const Rational& share) {
  const auto hundred = multiply(share, Rational(100));
  return hundred ? display(*hundred, 1) + " %" : "";
}
std::string percent(const std::optional<Rational>& low, const std::optional<Rational>& high) {
  if (!low || !high) return "--";
  return *low == *high ? percent(*low) : percent(*low) + "~" + percent(*high);
}

// "总磷(0.25)": the multiple in brackets, as bulletins write it.
std::string with_multiple(const std::string& name, const std::optional<Rational>& multiple) {
  return multiple ? fmt::format("{}({})", name, display(*multiple, 2)) : name;
}

std::string names_of(const std::vector<std::string>& parameters,
                     const std::vector<WaterIndicator>& indicators) {
  Cells names;
  for (const std::string& parameter : parameters) {
    const auto known = std::find_if(indicators.begin(), indicators.end(),
                                    [&](const WaterIndicator& each) { return each.parameter == parameter; });
    names.push_back(known == indicators.end() || known->name.empty() ? parameter : known->name);
  }
  return join(names, "、");
}

std::string exceeding_of(const std::vector<WaterIndicator>& indicators) {
  Cells names;
  for (const WaterIndicator& each : indicators)
    if (each.exceeds) names.push_back(with_multiple(each.name, each.exceed_multiple));
  return join(names, "、");
}

std::string pollutants_of(const std::vector<WaterPollutant>& pollutants) {
  Cells names;
  for (const WaterPollutant& each : pollutants)
    names.push_back(each.exceed_rate ? fmt::format("{}({})", each.name, percent(*each.exceed_rate))
                                     : with_multiple(each.name, each.exceed_multiple));
  return join(names, "、");
}

std::string place_name(const WaterPlace& place) {
  return place.is_lake ? place.name + "（湖库）" : place.name;
}

std::string class_word(const std::string& water_class) {
  return water_class.empty() ? "--" : water_class + "类";
}

std::string explained(const std::vector<WaterIndicator>& indicators, bool of_year) {
  std::vector<Cells> lines;
  for (const WaterIndicator& each : indicators) {
    Cells line{"    " + each.name, each.value ? shown(*each.value, each.unit) : "缺",
               class_word(each.water_class), each.limit, of_year ? fmt::format("{} 个月", each.months) : ""};
    if (!of_year && !each.readings.empty())
      line[4] = fmt::format("{}:{}", each.readings.front().file, each.readings.front().row);
    line.push_back(each.note);
    lines.push_back(std::move(line));
    if (!of_year) continue;
    for (const WaterReading& reading : each.readings)
      lines.push_back({"      " + reading.time, shown(reading.value, each.unit), "", "",
                       fmt::format("{}:{}", reading.file, reading.row)});
  }
  return table(lines);
}

std::string apart_text(const std::vector<WaterIndicator>& apart) {
  Cells words;
  for (const WaterIndicator& each : apart)
    words.push_back(
        fmt::format("{} {} {}", each.name, shown(*each.value, each.unit), class_word(each.water_class)));
  return apart.empty() ? "" : "    单独评价：" + join(words, "；") + "\n";
}

std::string head(const std::vector<std::string>& editions, const std::vector<std::string>& indicators,
                 std::size_t not_measured) {
  return fmt::format("评价标准：{}\n参评项目：{}{}\n\n", or_dash(join(editions, "、")),
                     or_dash(join(indicators, "、")),
                     not_measured == 0 ? "" : fmt::format("（另 {} 项未监测）", not_measured));
}

Cells sample_cells(const WaterSampleRow& row) {
  return {place_name(row.place),
          row.time,
          class_word(row.water_class),
          or_dash(row.target),
          !row.attained   ? "?"
          : *row.attained ? "达标"
                          : "超标",
          or_dash(names_of(row.deciding, row.indicators)),
          or_dash(exceeding_of(row.indicators)),
          names_of(row.missing, row.indicators)};
}

std::string class_counts(const WaterClassReport& report) {
  Cells parts;
  for (const char* name : {"I", "II", "III", "IV", "V", "劣V"}) {
    const auto count = std::count_if(report.rows.begin(), report.rows.end(),
                                     [&](const WaterSampleRow& row) { return row.water_class == name; });
    if (count > 0) parts.push_back(fmt::format("{}类 {}", name, count));
  }
  const auto none = std::count_if(report.rows.begin(), report.rows.end(),
                                  [](const WaterSampleRow& row) { return row.water_class.empty(); });
  if (none > 0) parts.push_back(fmt::format("无数据 {}", none));
  return fmt::format("\n{} 个样品：{}\n", report.rows.size(), join(parts, "，"));
}

Cells year_cells(const WaterYearRow& row) {
  const bool is_certain = !row.water_class.empty();
  const std::string water_class = is_certain                ? class_word(row.water_class)
                                  : row.provisional.empty() ? "--"
                                                            : "?（暂按 " + row.provisional + "类）";
  return {place_name(row.place),
          std::to_string(row.year),
          water_class,
          or_dash(row.status),
          or_dash(names_of(row.deciding, row.indicators)),
          or_dash(pollutants_of(row.main_pollutants)),
          fmt::format("{}/{}", row.months, row.samples),
          row.months < row.months_needed ? fmt::format("不足 {} 个月", row.months_needed)
                                         : names_of(row.missing, row.indicators)};
}

std::string rivers_text(const std::vector<WaterRiverRow>& rivers) {
  if (rivers.empty()) return "";
  std::vector<Cells> lines{{"河流、流域", "年", "断面", "I~III类", "劣V类", "评价", "主要污染指标", "缺"}};
  for (const WaterRiverRow& row : rivers) {
    const std::string by =
        row.by_shares
            ? ""
            : "（按平均浓度" + (row.water_class.empty() ? "" : "，" + row.water_class + "类") + "）";
    lines.push_back({row.is_basin || row.basin.empty() ? row.name : row.name + "（" + row.basin + "）",
                     std::to_string(row.year), std::to_string(row.sections),
                     row.by_shares ? percent(row.good_low, row.good_high) : "--",
                     row.by_shares ? percent(row.worst_low, row.worst_high) : "--",
                     (row.status.empty() ? "?" : row.status) + by,
                     or_dash(pollutants_of(row.main_pollutants)), join(row.missing, "、")});
  }
  return "\n" + table(lines);
}

std::string attainment_text(const WaterYearReport& report) {
  if (report.attainment.empty()) return "";
  std::vector<Cells> lines{{"功能区达标", "年", "目标", "达标月次", "达标率", "超标月份"}};
  const auto counts = [](const WaterAttainment& each) {
    return fmt::format("{}/{}", each.met, each.met + each.not_met + each.unknown);
  };
  for (const WaterYearRow& row : report.rows) {
    if (!row.attainment) continue;
    lines.push_back({place_name(row.place), std::to_string(row.year), row.attainment->target,
                     counts(*row.attainment), percent(row.attainment->low, row.attainment->high),
                     join(row.attainment->failed, "、")});
  }
  for (const auto& [year, all] : report.attainment)
    lines.push_back({"合计", std::to_string(year), "", counts(all), percent(all.low, all.high), ""});
  return "\n" + table(lines);
}

std::string index_words(const TrophicRow& trophic) {
  if (!trophic.low || !trophic.high) return "--";
  const std::string low = display(*trophic.low, 2);
  const std::string high = display(*trophic.high, 2);
  return low == high ? low : low + "~" + high;
}

std::string trophic_text(const WaterYearReport& report, bool explain) {
  std::vector<Cells> lines{{"湖库", "年", "营养状态指数", "营养状态", "缺"}};
  for (const WaterYearRow& row : report.rows) {
    if (!row.trophic) continue;
    const TrophicRow& trophic = *row.trophic;
    lines.push_back({row.place.name, std::to_string(row.year), index_words(trophic),
                     trophic.is_on_edge ? "恰在分级界限上" : or_dash(trophic.grade),
                     join(trophic.missing, "、")});
    if (!explain) continue;
    for (const TrophicPartRow& part : trophic.parts)
      lines.push_back({"    " + part.parameter, "", display(part.low, 2), shown(part.value, part.unit),
                       "权重 " + display(part.weight, 4)});
  }
  return lines.size() == 1 ? "" : "\n" + table(lines);
}

std::string trends_text(const std::vector<WaterTrendRow>& trends) {
  if (trends.empty()) return "";
  std::vector<Cells> lines{{"变化趋势", "项目", "年份", "秩相关系数", "临界值", "趋势"}};
  for (const WaterTrendRow& row : trends) {
    const std::string word = row.trend == "rising"    ? "显著上升"
                             : row.trend == "falling" ? "显著下降"
                             : row.trend == "none"    ? "无显著变化"
                                                      : "没有这个年数的临界值";
    lines.push_back({place_name(row.place), row.name,
                     fmt::format("{}—{}（{} 年）", row.years.front(), row.years.back(), row.years.size()),
                     display(row.r, 3), row.critical ? display(*row.critical, 3) : "--", word});
  }
  return "\n" + table(lines);
}

std::string rules_text(const std::vector<WaterRule>& rules) {
  std::vector<Cells> lines{{"依据", "条款", "可信度"}};
  for (const WaterRule& rule : rules)
    lines.push_back({rule.name, rule.citation.document + " " + rule.citation.clause,
                     std::string(confidence_name_zh(rule.citation.confidence))});
  return lines.size() == 1 ? "" : "\n" + table(lines);
}

}  // namespace

std::string water_class_text(const WaterClassReport& report, bool explain) {
  std::string text = head(report.editions, report.indicators, report.not_measured.size());
  const Cells heading{"断面", "时间", "类别", "目标", "达标", "决定类别的项目", "超标项目（倍数）", "缺"};
  std::vector<Cells> lines{heading};
  for (const WaterSampleRow& row : report.rows) lines.push_back(sample_cells(row));
  if (!explain) return text + table(lines) + class_counts(report);
  for (const WaterSampleRow& row : report.rows)
    text +=
        table({heading, sample_cells(row)}) + explained(row.indicators, false) + apart_text(row.apart) + "\n";
  return text + class_counts(report).substr(1);
}

std::string water_year_text(const WaterYearReport& report, bool explain) {
  std::string text = head(report.editions, report.indicators, report.not_measured.size());
  const Cells heading{"断面",    "年", "类别", "水质状况", "决定类别的项目", "主要污染指标（倍数）",
                      "月/样品", "缺"};
  std::vector<Cells> lines{heading};
  for (const WaterYearRow& row : report.rows) lines.push_back(year_cells(row));
  if (!explain) {
    text += table(lines);
  } else {
    for (const WaterYearRow& row : report.rows)
      text +=
          table({heading, year_cells(row)}) + explained(row.indicators, true) + apart_text(row.apart) + "\n";
  }
  text += rivers_text(report.rivers) + attainment_text(report) + trophic_text(report, explain) +
          trends_text(report.trends);
  return explain ? text + rules_text(report.rules) : text;
}

}  // namespace chuangmo::publish
