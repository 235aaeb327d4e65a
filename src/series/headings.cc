#include "series/headings.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "base/unit.h"

namespace chuangmo::series {
namespace {

struct RoleWord {
  std::string_view word;  // folded
  Role role;
};

constexpr RoleWord kRoleWords[] = {
    {"time", Role::time},
    {"timepoint", Role::time},
    {"datetime", Role::time},
    {"监测时间", Role::time},
    {"时间", Role::time},
    {"采样时间", Role::time},
    {"测量时间", Role::time},
    {"数据时间", Role::time},
    {"日期时间", Role::time},
    {"发布时间", Role::time},
    {"monitoringtime", Role::time},
    {"period", Role::time},
    {"期间", Role::time},
    {"监测月份", Role::time},
    {"监测期间", Role::time},
    {"date", Role::date},
    {"日期", Role::date},
    {"监测日期", Role::date},
    {"采样日期", Role::date},
    {"测量日期", Role::date},
    {"year", Role::year},
    {"年", Role::year},
    {"年份", Role::year},
    {"年度", Role::year},
    {"anio", Role::year},
    {"监测年度", Role::year},
    {"month", Role::month},
    {"月", Role::month},
    {"月份", Role::month},
    {"mes", Role::month},
    {"day", Role::day},
    {"日", Role::day},
    {"dia", Role::day},
    {"hour", Role::hour},
    {"时", Role::hour},
    {"小时", Role::hour},
    {"station", Role::station},
    {"stationcode", Role::station},
    {"stationid", Role::station},
    {"code", Role::station},
    {"site", Role::station},
    {"站点编码", Role::station},
    {"站点编号", Role::station},
    {"点位编码", Role::station},
    {"点位编号", Role::station},
    {"测点编号", Role::station},
    {"测点编码", Role::station},
    {"网格编号", Role::station},
    {"网格号", Role::station},
    {"路段编号", Role::station},
    {"断面编码", Role::station},
    {"断面编号", Role::station},
    {"水源地编码", Role::station},
    {"水源地编号", Role::station},
    {"nmt", Role::station},
    {"编码", Role::station},
    {"站点", Role::station_name},
    {"站点名称", Role::station_name},
    {"点位", Role::station_name},
    {"点位名称", Role::station_name},
    {"监测点", Role::station_name},
    {"监测点位", Role::station_name},
    {"测点", Role::station_name},
    {"测点名称", Role::station_name},
    {"断面", Role::station_name},
    {"断面名称", Role::station_name},
    {"监测断面", Role::station_name},
    {"水源地", Role::station_name},
    {"水源地名称", Role::station_name},
    {"路段", Role::station_name},
    {"路段名称", Role::station_name},
    {"道路名称", Role::station_name},
    {"网格", Role::station_name},
    {"网格名称", Role::station_name},
    {"positionname", Role::station_name},
    {"stationname", Role::station_name},
    {"name", Role::station_name},
    {"item", Role::item},
    {"pollutant", Role::item},
    {"parameter", Role::item},
    {"type", Role::item},
    {"监测项目", Role::item},
    {"项目", Role::item},
    {"污染物", Role::item},
    {"监测因子", Role::item},
    {"因子", Role::item},
    {"指标", Role::item},
    {"监测指标", Role::item},
    {"项目名称", Role::item},
    {"value", Role::value},
    {"值", Role::value},
    {"数值", Role::value},
    {"监测值", Role::value},
    {"浓度", Role::value},
    {"测值", Role::value},
    {"结果", Role::value},
    {"监测结果", Role::value},
    {"unit", Role::unit},
    {"单位", Role::unit},
    {"计量单位", Role::unit},
    {"flag", Role::flag},
    {"标记", Role::flag},
    {"数据标记", Role::flag},
    {"状态", Role::flag},
    {"数据状态", Role::flag},
    {"有效性", Role::flag},
    {"tipo", Role::daypart},
    {"时段", Role::daypart},
    {"昼夜", Role::daypart},
    {"监测时段", Role::daypart},
    {"长度", Role::weight},
    {"路段长度", Role::weight},
    {"道路长度", Role::weight},
    {"length", Role::weight},
    {"路长", Role::weight},
    {"county", Role::county},
    {"县区", Role::county},
    {"县(区)", Role::county},
    {"所在县区", Role::county},
    {"行政区", Role::county},
    {"区县", Role::county},
    {"province", Role::province},
    {"省份", Role::province},
    {"省", Role::province},
    {"所在省份", Role::province},
    {"basin", Role::basin},
    {"流域", Role::basin},
    {"流域名称", Role::basin},
    {"所属流域", Role::basin},
    {"水系", Role::basin},
    {"river", Role::river},
    {"河流", Role::river},
    {"河流名称", Role::river},
    {"所在河流", Role::river},
    {"水体", Role::river},
    {"水体名称", Role::river},
    {"所在水体", Role::river},
};

// What rows below or beside the stations are called, also with a place before it: "全市平均". Folded.
constexpr std::string_view kTotalWords[] = {
    "平均",   "平均值", "均值",   "平均数", "合计",   "总计", "小计",   "共计",   "汇总",
    "最大值", "最小值", "最高值", "最低值", "中位数", "中值", "标准差", "达标率", "超标率",
};
constexpr std::string_view kWholeTotalWords[] = {"最大", "最小",  "最高", "最低", "mean", "average",
                                                 "avg",  "total", "sum",  "max",  "min",  "median"};

// A unit in brackets at the end: "CO(mg/m3)", "Leq(dB(A))".
std::pair<std::string, std::optional<std::string>> cut_brackets(const std::string& text) {
  if (text.empty() || (text.back() != ')' && text.back() != ']')) return {text, std::nullopt};
  int depth = 0;
  for (std::size_t at = text.size(); at-- > 0;) {
    if (text[at] == ')' || text[at] == ']') ++depth;
    if (text[at] == '(' || text[at] == '[') --depth;
    if (depth == 0) return {text.substr(0, at), text.substr(at + 1, text.size() - at - 2)};
  }
  return {text, std::nullopt};
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string medium_of_parameters(std::string_view medium) {
  if (starts_with(medium, "noise")) return "noise";
  return medium == "drinking_water" ? "water" : std::string(medium);
}

// Averages over hours before: published beside the hourly value, never to be taken for it.
bool is_rolling(std::string_view word) {
  for (const std::string_view suffix : {"24h", "8h", "8h24h", "小时滑动均值", "滑动平均", "滑动均值"})
    if (word.size() > suffix.size() && ends_with(word, suffix)) return true;
  return false;
}

}  // namespace

std::string folded_word(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  if (text.size() > kLongest) return "";
  std::string word = lower(remove_spaces(nfkc(text)));
  std::erase_if(word, [](char c) { return c == '.' || c == '_' || c == '-' || c == '*'; });
  return word;
}

Heading read_heading(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  Heading heading;
  heading.original = trim(text.substr(0, kLongest));
  const std::string plain = remove_spaces(nfkc(heading.original));
  auto [word, unit] = cut_brackets(plain);
  if (ends_with(lower(plain), "db(a)")) {
    unit = "dB(A)";
    word = plain.substr(0, plain.size() - 5);
  }
  // "总磷(以P计)": what the brackets say is no unit, the word before them is the item.
  if (unit && (starts_with(*unit, "以") || unit->empty())) unit.reset();
  if (const std::size_t comma = word.find(','); !unit && comma != std::string::npos) {
    unit = word.substr(comma + 1);
    word.resize(comma);
  }
  // "二氧化硫(SO2)(ug/m3)": a second bracket is a further name.
  if (auto [inner, name] = cut_brackets(word); unit && name) word = inner;
  heading.word = folded_word(word);
  heading.unit = unit;
  return heading;
}

Role role_of(const Heading& heading) {
  for (const RoleWord& entry : kRoleWords)
    if (entry.word == heading.word) return entry.role;
  return is_rolling(heading.word) ? Role::rolling : Role::none;
}

bool is_total_word(std::string_view text) {
  const std::string word = folded_word(text);
  const auto is_whole = [&](std::string_view total) { return word == total; };
  const auto is_end = [&](std::string_view total) { return ends_with(word, total); };
  return std::any_of(std::begin(kWholeTotalWords), std::end(kWholeTotalWords), is_whole) ||
         std::any_of(std::begin(kTotalWords), std::end(kTotalWords), is_end);
}

ParameterIndex::ParameterIndex(const std::vector<Parameter>& parameters, std::string_view medium,
                               const std::vector<std::string>& wanted) {
  const std::string of = medium_of_parameters(medium);
  for (const Parameter& parameter : parameters) {
    if (!of.empty() && parameter.medium != of) continue;
    by_word_.emplace(folded_word(parameter.key), &parameter);
    by_word_.emplace(folded_word(parameter.name), &parameter);
    for (const std::string& alias : parameter.aliases) by_word_.emplace(folded_word(alias), &parameter);
  }
  by_word_.erase("");
  const auto is_wanted = [&](const Parameter* parameter) {
    return std::find(wanted.begin(), wanted.end(), parameter->key) != wanted.end();
  };
  constexpr std::string_view kDay = "昼间";
  for (auto& [word, parameter] : by_word_) {
    if (wanted.empty() || is_wanted(parameter) || !starts_with(parameter->name, kDay)) continue;
    const Parameter* plain = find(folded_word(std::string_view(parameter->name).substr(kDay.size())));
    if (plain != nullptr && is_wanted(plain)) parameter = plain;
  }
  std::map<std::string, const Parameter*, std::less<>> by_day;
  for (const auto& [word, parameter] : by_word_)
    if (is_wanted(parameter)) by_day.emplace(std::string(kDay) + word, parameter);
  by_word_.merge(by_day);
}

const Parameter* ParameterIndex::find(std::string_view folded) const {
  const auto place = by_word_.find(folded);
  return place == by_word_.end() ? nullptr : place->second;
}

const Parameter* ParameterIndex::find(std::string_view folded, std::string_view folded_daypart) const {
  if (folded_daypart.empty()) return find(folded);
  const std::string part(folded_daypart);
  const std::string word(folded);
  const std::string other = part == "d" || part == "昼间"   ? "day"
                            : part == "n" || part == "夜间" ? "night"
                                                            : part;
  const std::string chinese = other == "day" ? "昼间" : other == "night" ? "夜间" : part;
  for (const std::string& candidate :
       {part + word, word + part, word + other, other + word, chinese + word, word + chinese})
    if (const Parameter* parameter = find(candidate)) return parameter;
  const Parameter* plain = find(folded);
  return plain == nullptr ? nullptr : find(chinese + folded_word(plain->name));
}

std::string plain_unit(std::string_view text) {
  std::string unit = remove_spaces(nfkc(text));
  if (unit == "无量纲" || unit == "-" || unit == "--" || unit == "个数") return "";
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"微克每立方米", "ug/m3"},
      {"毫克每立方米", "mg/m3"},
      {"微克/立方米", "ug/m3"},
      {"毫克/立方米", "mg/m3"},
      {"微克/升", "ug/L"},
      {"毫克/升", "mg/L"},
      {"微克每升", "ug/L"},
      {"毫克每升", "mg/L"},
      {"μg", "ug"},
      {"µg", "ug"},
      {"·m-3", "/m3"},
      {"·L-1", "/L"},
      {"分贝(A)", "dB(A)"},
      {"分贝", "dB(A)"},
  };
  for (const auto& [from, to] : kWords) unit = replace_all(std::move(unit), from, to);
  if (lower(unit) == "db(a)" || lower(unit) == "db" || lower(unit) == "dba") return "dB(A)";
  return unit;
}

}  // namespace chuangmo::series
