#include "app/table_columns.h"

#include <algorithm>

#include "base/civil.h"
#include "base/edit_distance.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

constexpr int kHeadingSearchRows = 20;

// "数值（万元）" without what stands in brackets at its end.
std::string without_unit(const std::string& folded) {
  const std::size_t open = folded.rfind('(');
  return open != std::string::npos && open > 0 && ends_with(folded, ")") ? folded.substr(0, open) : folded;
}

}  // namespace

std::string folded_name(std::string_view text) {
  return remove_spaces(nfkc(text));
}

bool is_blank_mark(std::string_view cell) {
  static const std::vector<std::string> kMarks = {"", "-", "--", "—", "——", "/", "…", "……", "无数据", "NA"};
  return std::find(kMarks.begin(), kMarks.end(), cell) != kMarks.end();
}

std::string nearest_name(std::string_view name, const std::vector<std::string>& names) {
  constexpr std::size_t kLongest = 64;
  const std::u32string wanted = to_u32(folded_name(name));
  if (wanted.size() > kLongest) return "";
  std::string best;
  std::size_t distance = std::max<std::size_t>(2, wanted.size() / 3) + 1;
  for (const std::string& candidate : names) {
    const std::u32string folded = to_u32(folded_name(candidate));
    if (folded.size() > kLongest) continue;
    const std::size_t found = edit_distance(wanted, folded);
    if (found < distance) {
      distance = found;
      best = candidate;
    }
  }
  return best;
}

HeadedTable::HeadedTable(const Table& table, const Words& words, std::size_t least) : table_(table) {
  for (int row = 0; row < std::min(table.rows, kHeadingSearchRows) && heading_row_ < 0; ++row) {
    std::map<std::string, int> found;
    std::vector<int> repeated;
    for (int column = 0; column < table.columns; ++column) {
      const std::string heading = folded_name(cell(row, column));
      for (const auto& [key, names] : words) {
        const bool is_it = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
          return folded_name(name) == heading || folded_name(name) == without_unit(heading);
        });
        if (is_it && !found.try_emplace(key, column).second) repeated.push_back(column);
      }
    }
    bool has_period = false;
    for (int column = 0; column < table.columns && !has_period && found.contains(words.front().first);
         ++column)
      has_period = Period::parse(nfkc(cell(row, column))).has_value();
    if (found.size() + (has_period ? 1 : 0) >= least) {
      heading_row_ = row;
      columns_ = std::move(found);
      repeated_ = std::move(repeated);
    }
  }
  if (heading_row_ < 0) return;
  for (int column = 0; column < table.columns; ++column) headings_.push_back(cell(heading_row_, column));
  for (int row = heading_row_ + 1; row < table.rows; ++row) {
    bool is_empty = true;
    for (int column = 0; column < table.columns && is_empty; ++column) is_empty = cell(row, column).empty();
    if (!is_empty) rows_.push_back(row);
  }
}

std::optional<int> HeadedTable::column(const std::string& key) const {
  const auto found = columns_.find(key);
  return found == columns_.end() ? std::nullopt : std::optional<int>(found->second);
}

std::string HeadedTable::cell(int row, int column) const {
  const TableCell* found = table_.at(row, column);
  if (found == nullptr) found = table_.covering(row, column);
  return found == nullptr ? "" : trim(found->text());
}

std::string HeadedTable::cell(int row, const std::string& key) const {
  const auto found = column(key);
  return found ? cell(row, *found) : "";
}

Where HeadedTable::where(int row, int column) const {
  Where where;
  where.file = table_.file;
  where.sheet = table_.sheet;
  const auto index = static_cast<std::size_t>(row);
  where.row = index < table_.source_row.size() ? table_.source_row[index] : row + 1;
  if (column >= 0 && column < column_count()) where.column = heading(column);
  return where;
}

Where HeadedTable::where(int row, const std::string& key) const {
  return where(row, column(key).value_or(-1));
}

std::string HeadedTable::heading_unit(int column) const {
  const std::string folded = folded_name(heading(column));
  const std::size_t open = without_unit(folded).size();
  return open < folded.size() ? folded.substr(open + 1, folded.size() - open - 2) : "";
}

std::vector<HeadedTable> headed_tables(const Document& document, const HeadedTable::Words& words,
                                       std::size_t least, const std::string& wanted,
                                       Diagnostics& diagnostics) {
  const auto add = [&](const char* code, Severity severity, Where where, std::string text, std::string fix) {
    diagnostics.push_back({code, severity, std::move(where), std::move(text), std::move(fix), ""});
  };
  std::vector<HeadedTable> headed;
  std::vector<Where> left_out;
  for (const Table& table : document.tables) {
    HeadedTable candidate(table, words, least);
    if (!candidate.has_heading()) {
      left_out.push_back({.file = table.file, .sheet = table.sheet, .row = 1});
      continue;
    }
    for (const int column : candidate.repeated())
      add("ING022", Severity::warning, candidate.heading_where(),
          quote(candidate.heading(column)) + "与前面一列意义相同，这一列没有读取", "只留一列");
    headed.push_back(std::move(candidate));
  }
  if (document.tables.empty())
    add("ING012", Severity::error, {.file = document.file}, "没有表格", "首行为表头，逐行填数据");
  for (const Where& where : left_out) {
    if (headed.empty()) {
      add("ING003", Severity::error, where, "找不到表头：需要“" + wanted + "”各列", "补上表头后再导入");
      break;
    }
    add("ING021", Severity::note, where, "这张表没有要找的表头，没有读取", "若其中有数据，补上表头");
  }
  return headed;
}

}  // namespace chuangmo::app
