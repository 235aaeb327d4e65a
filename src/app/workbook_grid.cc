#include "app/workbook_grid.h"

#include <algorithm>

#include "base/text.h"
#include "publish/workbook.h"

namespace chuangmo::app {

namespace {

// What people wrote into a comment, without what we wrote.
std::string own_words(const std::string& comment) {
  std::string words = comment;
  const std::size_t ours = words.find(kOurComment);
  if (ours != std::string::npos) words.resize(ours);
  return trim(words);
}

const std::string kNone;
constexpr int kMostColumns = 1024;              // that are looked at for merged ranges
constexpr std::size_t kMostMerged = 1'000'000;  // columns of merged ranges

}  // namespace

std::string sheet_letters(int column) {
  std::string out;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return out;
}

WorkbookGrid::WorkbookGrid(const Table& table, const std::set<Position>& lost_formulas)
    : table_(table), lost_formulas_(lost_formulas) {
  for (const TableCell& cell : table_.cells) {
    note_merged(cell);
    const std::string text = trim(cell.text());
    if (starts_with(text, publish::kWorkbookColumn)) {
      const std::string name = text.substr(publish::kWorkbookColumn.size());
      if (key_row_ < 0) key_row_ = cell.row;
      if (!column_keys_.try_emplace(name, cell.column).second) repeated_keys_.push_back(name);
    } else if (starts_with(text, publish::kWorkbookRow) || starts_with(text, publish::kWorkbookPlace) ||
               starts_with(text, publish::kWorkbookClosure) || text == publish::kWorkbookHint) {
      row_keys_.try_emplace(cell.row, text);
      keyed_rows_.insert(cell.row);
    } else if (starts_with(text, "cm:") && mark_.empty()) {
      mark_ = text;
    } else if (!text.empty()) {
      filled_[cell.row].push_back(cell.column);
    }
  }
  for (const auto& [row, column] : lost_formulas_) filled_[row].push_back(column);
}

std::string WorkbookGrid::text(int row, int column) const {
  const TableCell* cell = table_.at(row, column);
  return cell == nullptr ? "" : trim(cell->text());
}

void WorkbookGrid::note_merged(const TableCell& cell) {
  if (cell.row_span == 1 && cell.column_span == 1) return;
  const int last = std::min(cell.column + cell.column_span, kMostColumns);
  for (int column = cell.column; column < last && merged_count_ < kMostMerged; ++column, ++merged_count_)
    merged_[column].emplace_back(cell.row, cell.row + cell.row_span - 1);
}

bool WorkbookGrid::is_merged_over(int row, int column) const {
  if (merged_count_ >= kMostMerged) return true;  // nobody's form: everything is asked about
  const auto ranges = merged_.find(column);
  if (ranges == merged_.end()) return false;
  const auto after = std::upper_bound(ranges->second.begin(), ranges->second.end(), row,
                                      [](int wanted, const auto& range) { return wanted < range.first; });
  return after != ranges->second.begin() && std::prev(after)->second >= row;
}

ReturnedCell WorkbookGrid::cell(int row, int column) const {
  ReturnedCell out;
  out.where = where(row, column);
  if (const TableCell* cell = table_.at(row, column)) {
    out.text = trim(cell->text());
    out.is_number = cell->is_number;
    out.note = own_words(cell->note);
  }
  out.is_doubtful = is_merged_over(row, column) || is_lost(row, column);
  return out;
}

Where WorkbookGrid::where(int row, int column) const {
  Where where;
  where.file = table_.file;
  where.sheet = table_.sheet;
  where.row = row + 1;
  where.column = sheet_letters(column);
  return where;
}

std::optional<int> WorkbookGrid::key_column(const std::string& name) const {
  const auto found = column_keys_.find(name);
  return found == column_keys_.end() ? std::nullopt : std::optional(found->second);
}

std::set<int> WorkbookGrid::keyed_columns() const {
  std::set<int> columns;
  for (const auto& [name, column] : column_keys_) columns.insert(column);
  return columns;
}

const std::string& WorkbookGrid::row_key(int row) const {
  const auto found = row_keys_.find(row);
  return found == row_keys_.end() ? kNone : found->second;
}

}  // namespace chuangmo::app
