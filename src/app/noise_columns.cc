#include "app/noise_columns.h"

#include <algorithm>

#include "base/text.h"

namespace chuangmo::app {
namespace {

using series::Heading;
using series::Role;

constexpr std::size_t kHeaderSearchRows = 20;
constexpr std::size_t kMaxColumns = 200;

struct PartWord {
  std::string_view word;  // folded
  NoisePart part;
};
constexpr PartWord kPartWords[] = {{"昼间", NoisePart::day},    {"夜间", NoisePart::night},
                                   {"白天", NoisePart::day},    {"夜晚", NoisePart::night},
                                   {"昼", NoisePart::day},      {"夜", NoisePart::night},
                                   {"night", NoisePart::night}, {"day", NoisePart::day}};
constexpr PartWord kCellWords[] = {{"d", NoisePart::day},     {"n", NoisePart::night},
                                   {"t", NoisePart::whole},   {"全天", NoisePart::whole},
                                   {"24h", NoisePart::whole}, {"24小时", NoisePart::whole}};
constexpr PartWord kEuropeanWords[] = {{"d", NoisePart::european_day},
                                       {"e", NoisePart::european_evening},
                                       {"n", NoisePart::european_night},
                                       {"t", NoisePart::whole}};
constexpr std::string_view kZoneWords[] = {
    "功能区类别", "声功能区类别", "声环境功能区类别", "功能区",   "声环境功能区", "功能区类型",
    "类别",       "zone",         "所在功能区类别",   "声功能区", "class"};

template <std::size_t n>
std::optional<NoisePart> part_of(std::string_view word, const PartWord (&words)[n]) {
  for (const PartWord& entry : words)
    if (entry.word == word) return entry.part;
  return std::nullopt;
}

std::optional<NoiseColumn> level_column(std::size_t at, const Heading& heading, std::string_view word,
                                        std::optional<NoisePart> part, const series::ParameterIndex& index) {
  const Parameter* parameter = index.find(word);
  if (parameter == nullptr) return std::nullopt;
  NoiseColumn column{at, heading.original, parameter->key, part};
  if (column.parameter == "Ld") column.part = NoisePart::day;
  if (column.parameter == "Ln") column.part = NoisePart::night;
  if (column.parameter == "Ld" || column.parameter == "Ln") column.parameter = "Leq";
  return column;
}

// "昼间Leq", "Leq(夜)", "夜间": the part of the day stands before, behind or alone.
std::optional<NoiseColumn> level_column(std::size_t at, const Heading& heading,
                                        const series::ParameterIndex& index) {
  if (auto column = level_column(at, heading, heading.word, std::nullopt, index)) return column;
  const std::string word = heading.word + series::folded_word(heading.unit.value_or(""));
  for (const PartWord& entry : kPartWords) {
    const std::size_t place = word.find(entry.word);
    if (place == std::string::npos) continue;
    std::string rest = heading.word;
    if (place < heading.word.size()) rest.erase(place, entry.word.size());
    return level_column(at, heading, rest.empty() ? std::string_view("leq") : rest, entry.part, index);
  }
  return std::nullopt;
}

bool is_zone_word(std::string_view word) {
  return std::find(std::begin(kZoneWords), std::end(kZoneWords), word) != std::end(kZoneWords);
}

void take_column(NoiseColumns& columns, std::size_t at, const Heading& heading,
                 const series::ParameterIndex& index) {
  const Role role = series::role_of(heading);
  columns.headings.push_back(heading.original);
  columns.has_grids = columns.has_grids || contains(heading.word, "网格");
  if (is_zone_word(heading.word) && !columns.zone) {
    columns.zone = at;
  } else if (role != Role::none && role != Role::rolling && !columns.places.contains(role)) {
    columns.places.emplace(role, at);
  } else if (auto level = level_column(at, heading, index)) {
    columns.levels.push_back(std::move(*level));
  } else if (!heading.original.empty()) {
    columns.ignored.push_back(heading.original);
  }
}

NoiseColumns columns_of(const CsvRow& row, const series::ParameterIndex& index) {
  NoiseColumns columns;
  for (std::size_t at = 0; at < std::min(row.fields.size(), kMaxColumns); ++at)
    take_column(columns, at, series::read_heading(row.fields[at]), index);
  return columns;
}

std::size_t score(const NoiseColumns& columns) {
  return columns.levels.empty() ? 0 : columns.levels.size() + columns.places.size();
}

// Only that standard has an evening; and the column of Spanish files says so by its name.
bool is_european(const series::SourceTable& table, const NoiseColumns& columns) {
  const auto place = columns.place(Role::daypart);
  if (!place) return false;
  if (series::folded_word(columns.headings[*place]) == "tipo") return true;
  for (std::size_t row = columns.header_row + 1; row < table.rows.size(); ++row) {
    const std::string word = series::folded_word(columns.field(table.rows[row], place));
    if (word == "e" || word == "evening" || word == "傍晚") return true;
  }
  return false;
}

}  // namespace

std::optional<std::size_t> NoiseColumns::place(Role role) const {
  const auto known = places.find(role);
  return known == places.end() ? std::nullopt : std::optional(known->second);
}

std::string_view NoiseColumns::field(const CsvRow& row, std::optional<std::size_t> column) const {
  if (!column || *column >= row.fields.size()) return {};
  return row.fields[*column];
}

std::string_view NoiseColumns::heading(Role role) const {
  const auto column = place(role);
  return column ? std::string_view(headings[*column]) : std::string_view();
}

std::optional<NoiseColumns> noise_columns(const series::SourceTable& table,
                                          const series::ParameterIndex& index) {
  std::optional<NoiseColumns> best;
  for (std::size_t row = 0; row < std::min(table.rows.size(), kHeaderSearchRows); ++row) {
    NoiseColumns columns = columns_of(table.rows[row], index);
    columns.header_row = row;
    if (score(columns) > (best ? score(*best) : 0)) best = std::move(columns);
  }
  if (best) best->is_european = is_european(table, *best);
  return best;
}

std::optional<NoisePart> noise_part_from(std::string_view text, bool is_european) {
  const std::string word = series::folded_word(text);
  if (word == "evening" || word == "傍晚") return NoisePart::european_evening;
  if (const auto part = is_european ? part_of(word, kEuropeanWords) : part_of(word, kCellWords)) return part;
  const auto part = part_of(word, kPartWords);
  if (!part || !is_european) return part;
  return *part == NoisePart::day ? NoisePart::european_day : NoisePart::european_night;
}

}  // namespace chuangmo::app
