#include "catalog/edition_reader.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/unit.h"

namespace chuangmo::catalog {
namespace {

constexpr std::array<std::string_view, 3> kSenses{"le", "ge", "range"};

// The head every table of an edition has: clause, confidence, sources.
Citation read_head(TomlReader& reader, const Edition& edition, const KnownNames& known) {
  Citation citation;
  citation.document = edition.id;
  citation.clause = reader.text("clause");
  const std::string code = reader.text("confidence");
  if (const auto confidence = confidence_from(code)) {
    citation.confidence = *confidence;
  } else {
    reader.complain("CAT005", "不认识的可信度 " + code, "用 OFF、V2、V1、INF、MEM 之一", "confidence");
  }
  const auto sources = reader.texts("sources");
  for (const std::string& source : sources) {
    if (!known.sources.contains(source)) {
      reader.complain("CAT012", "sources.toml 里没有来源 " + source, "在 sources.toml 补上 [[source]]",
                      "sources");
    }
  }
  const bool from_memory =
      citation.confidence == Confidence::memory || citation.confidence == Confidence::inferred;
  if (sources.empty() && !from_memory) {
    reader.complain("CAT012", "可信度 " + code + " 需要来源", "补上 sources = [\"…\"]，或改为 INF、MEM",
                    "confidence");
  }
  return citation;
}

std::string read_unit(TomlReader& reader) {
  std::string unit = reader.text("unit");
  if (!parse_unit(unit)) {
    reader.complain("CAT011", "不认识的单位 " + unit, "用 docs/formats/criteria.md 所列的单位", "unit");
  }
  return unit;
}

void check_parameter(TomlReader& reader, const KnownNames& known, const std::string& key,
                     std::string_view place) {
  if (!known.has_parameter(key)) {
    reader.complain("CAT014", "parameters.toml 里没有参数 " + key, "检查拼写，或在 parameters.toml 补上",
                    place);
  }
}

// "0.15", or "6..9" of a range.
bool read_cell(const std::string& cell, Limit& limit) {
  const auto ends = split(cell, "..");
  const auto low = Decimal::parse(ends.front());
  if (!low) return false;
  limit.value = *low;
  if (limit.sense != "range") return ends.size() == 1;
  if (ends.size() != 2) return false;
  const auto high = Decimal::parse(ends.back());
  if (!high) return false;
  limit.upper = *high;
  return true;
}

void read_limit_row(TomlReader& row, const Limit& pattern, const std::vector<std::string>& grades,
                    Edition& edition, const KnownNames& known) {
  Limit limit = pattern;
  limit.parameter = row.text("parameter");
  limit.averaging = row.text("averaging", false);
  check_parameter(row, known, limit.parameter, "parameter");
  for (const std::string& grade : grades) {
    const std::string cell = row.text(grade, false);
    if (cell.empty()) continue;
    limit.grade = grade;
    if (!read_cell(cell, limit)) {
      row.complain("CAT016", limit.parameter + " 的限值 " + cell + " 读不出来",
                   "写成 \"0.15\"，范围写成 \"6..9\"", grade);
      continue;
    }
    if (edition.find_limit(limit.parameter, limit.averaging, grade, limit.medium) != nullptr) {
      row.complain("CAT015", limit.parameter + " " + limit.averaging + " " + grade + " 的限值写了两次",
                   "删去其中一个", grade);
      continue;
    }
    edition.limits.push_back(limit);
  }
  row.finish();
}

void read_limits(TomlReader& table, Edition& edition, const KnownNames& known) {
  Limit pattern;
  pattern.citation = read_head(table, edition, known);
  pattern.unit = read_unit(table);
  pattern.medium = table.text("medium", false);
  pattern.sense = table.text("sense", false);
  if (pattern.sense.empty()) pattern.sense = "le";
  if (std::find(kSenses.begin(), kSenses.end(), pattern.sense) == kSenses.end()) {
    table.complain("CAT017", "不认识的比较方式 " + pattern.sense,
                   "用 le（不大于）、ge（不小于）或 range（范围内）", "sense");
  }
  const auto grades = table.texts("grades");
  for (TomlReader& row : table.tables("rows")) read_limit_row(row, pattern, grades, edition, known);
  table.finish();
}

void read_validity(TomlReader& table, Edition& edition, const KnownNames& known) {
  ValidityRule rule;
  rule.citation = read_head(table, edition, known);
  for (TomlReader& row : table.tables("rows")) {
    rule.averaging = row.text("averaging");
    rule.of = row.text("of");
    rule.within = row.text("within");
    rule.least = row.integer("least", 0);
    if (rule.least < 1) row.complain("CAT016", "least 应为正整数", "写成 least = 20", "least");
    for (const std::string& parameter : row.texts("parameters")) {
      check_parameter(row, known, parameter, "parameters");
      rule.parameter = parameter;
      edition.validity.push_back(rule);
    }
    row.finish();
  }
  table.finish();
}

bool is_ascending(const std::vector<Decimal>& values) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    const auto before = Rational::from(values[i - 1]);
    const auto here = Rational::from(values[i]);
    if (!before || !here || !(*before < *here)) return false;
  }
  return true;
}

void read_breakpoint_row(TomlReader& row, BreakpointTable breakpoints, Edition& edition,
                         const KnownNames& known) {
  breakpoints.parameter = row.text("parameter");
  breakpoints.averaging = row.text("averaging");
  breakpoints.daily_input = row.text("daily", false);
  breakpoints.realtime_input = row.text("realtime", false);
  breakpoints.concentrations = row.decimals("at");
  check_parameter(row, known, breakpoints.parameter, "parameter");
  const bool has_place =
      breakpoints.concentrations.size() >= 2 && breakpoints.concentrations.size() <= edition.index.size();
  if (!has_place || !is_ascending(breakpoints.concentrations)) {
    row.complain("CAT013", breakpoints.parameter + " 的分级浓度应逐级升高，个数在 2 与 index 的个数之间",
                 "改正 at", "at");
  }
  if (edition.find_breakpoints(breakpoints.parameter, breakpoints.averaging) != nullptr) {
    row.complain("CAT015", breakpoints.parameter + " " + breakpoints.averaging + " 的分级浓度写了两次",
                 "删去其中一个", "parameter");
  }
  row.finish();
  if (has_place) edition.breakpoints.push_back(std::move(breakpoints));
}

void read_breakpoints(TomlReader& table, Edition& edition, const KnownNames& known) {
  BreakpointTable pattern;
  pattern.citation = read_head(table, edition, known);
  pattern.unit = read_unit(table);
  for (TomlReader& row : table.tables("rows")) read_breakpoint_row(row, pattern, edition, known);
  table.finish();
}

void read_levels(TomlReader& table, Edition& edition, const KnownNames& known) {
  read_head(table, edition, known);
  for (TomlReader& row : table.tables("rows")) {
    IndexLevel level;
    level.low = row.integer("low", 0);
    level.high = row.integer("high", 0);
    level.grade = row.text("grade");
    level.name = row.text("name");
    level.colour = row.text("colour", false);
    const bool follows = edition.levels.empty() || edition.levels.back().high < level.low;
    if (level.high < level.low || !follows) {
      row.complain("CAT013", "等级 " + level.name + " 应接在前一等级之后", "改正 low、high", "low");
    }
    edition.levels.push_back(std::move(level));
    row.finish();
  }
  table.finish();
}

void read_constants(TomlReader& table, Edition& edition, const KnownNames& known) {
  const Citation citation = read_head(table, edition, known);
  for (TomlReader& row : table.tables("rows")) {
    const std::string key = row.text("key");
    const auto value = row.decimal("value");
    if (!value) row.complain("CAT016", "常数 " + key + " 没有数值", "写成 value = \"8\"", "value");
    if (value && !edition.constants.emplace(key, *value).second) {
      row.complain("CAT015", "常数 " + key + " 写了两次", "删去其中一个", "key");
    }
    edition.constant_citations.emplace(key, citation);
    row.finish();
  }
  table.finish();
}

}  // namespace

bool KnownNames::has_parameter(std::string_view key) const {
  return std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& p) { return p.key == key; });
}

Edition read_edition(TomlReader& reader, const KnownNames& known) {
  Edition edition;
  edition.id = reader.text("id");
  edition.family = reader.text("family");
  edition.title = reader.text("title");
  const auto from = reader.date("from");
  if (!from) reader.complain("CAT002", "缺少施行日期 from", "补上 from = 2012-02-29");
  edition.from = from.value_or(Date{});
  edition.until = reader.date("until");
  if (edition.until && *edition.until <= edition.from) {
    reader.complain("CAT018", "废止日期不晚于施行日期", "改正 from 或 until", "until");
  }
  edition.companions = reader.texts("companions");
  if (reader.raw().contains("index")) edition.index = reader.integers("index");
  for (TomlReader& table : reader.tables("limits")) read_limits(table, edition, known);
  for (TomlReader& table : reader.tables("validity")) read_validity(table, edition, known);
  for (TomlReader& table : reader.tables("breakpoints")) read_breakpoints(table, edition, known);
  for (TomlReader& table : reader.tables("levels")) read_levels(table, edition, known);
  for (TomlReader& table : reader.tables("constants")) read_constants(table, edition, known);
  reader.finish();
  return edition;
}

}  // namespace chuangmo::catalog
