#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "ooxml/xlsx_sheet.h"

namespace chuangmo::ooxml {
namespace {

CellPosition position(const TableCell& cell) {
  return {cell.row, cell.column};
}
bool is_before(const TableCell& a, const TableCell& b) {
  return position(a) < position(b);
}

Where place(const std::string& sheet, CellPosition at) {
  Where where;
  where.sheet = sheet;
  where.row = at.first + 1;
  where.column = column_letters(at.second);
  return where;
}

void put_in_order(std::vector<TableCell>& cells, const std::string& sheet, Findings& findings) {
  if (!std::is_sorted(cells.begin(), cells.end(), is_before))
    std::stable_sort(cells.begin(), cells.end(), is_before);
  const auto is_repeated = [&](const TableCell& a, const TableCell& b) {
    if (position(a) != position(b)) return false;
    findings.add("SHT013", Severity::warning, place(sheet, position(b)), "同一单元格写了两次，取第一次",
                 "请用 Excel/WPS 修复并另存", b.text());
    return true;
  };
  cells.erase(std::unique(cells.begin(), cells.end(), is_repeated), cells.end());
}

// Cells that have only a note, put in among those with text.
void add_notes(std::vector<TableCell>& cells, const CellNotes& notes) {
  const auto with_text = static_cast<std::ptrdiff_t>(cells.size());
  auto cell = cells.begin();
  std::vector<TableCell> bare;
  for (const auto& [at, note] : notes) {
    cell = std::lower_bound(cell, cells.end(), at,
                            [](const TableCell& a, CellPosition b) { return position(a) < b; });
    if (cell != cells.end() && position(*cell) == at) {
      cell->note = note;
      continue;
    }
    TableCell added;
    std::tie(added.row, added.column) = at;
    added.note = note;
    bare.push_back(std::move(added));
  }
  std::move(bare.begin(), bare.end(), std::back_inserter(cells));
  std::inplace_merge(cells.begin(), cells.begin() + with_text, cells.end(), is_before);
}

// Walks down the sheet with the merged ranges that reach the current row, ordered by column; they never
// overlap.
class Merger {
 public:
  Merger(Table& table, Findings& findings) : table_(table), findings_(findings) {}

  void apply(std::vector<TableCell> cells, std::vector<MergedRange> ranges) {
    std::sort(ranges.begin(), ranges.end(),
              [](const MergedRange& a, const MergedRange& b) { return a.first < b.first; });
    auto range = ranges.begin();
    for (TableCell& cell : cells) {
      for (; range != ranges.end() && range->first < position(cell); ++range) begin(*range, nullptr);
      if (range != ranges.end() && range->first == position(cell)) {
        begin(*range++, &cell);
      } else {
        add(std::move(cell));
      }
    }
    for (; range != ranges.end(); ++range) begin(*range, nullptr);
  }

 private:
  struct Open {
    int last_column;
    int last_row;
  };

  // The open range that covers a column in a row; ranges that ended above are forgotten where they are met.
  const Open* covering(int row, int column) {
    for (auto at = open_.upper_bound(column); at != open_.begin();) {
      --at;
      if (at->second.last_row >= row) return at->second.last_column >= column ? &at->second : nullptr;
      at = open_.erase(at);
    }
    return nullptr;
  }

  bool overlaps(const MergedRange& range) {
    const auto [row, column] = range.first;
    if (covering(row, column) != nullptr) return true;
    for (auto at = open_.upper_bound(column); at != open_.end() && at->first <= range.last.second;) {
      if (at->second.last_row >= row) return true;
      at = open_.erase(at);
    }
    return false;
  }

  void begin(const MergedRange& range, TableCell* top_left) {
    const bool is_outside = range.first.first >= table_.rows || range.first.second >= table_.columns;
    if (is_outside) return;  // only looks: no content there
    if (overlaps(range)) {
      findings_.add("SHT009", Severity::warning, place(table_.sheet, range.first),
                    "合并区域互相重叠，后一个未采用", "请用 Excel/WPS 修复并另存");
      if (top_left != nullptr) add(std::move(*top_left));
      return;
    }
    TableCell cell;
    if (top_left != nullptr) cell = std::move(*top_left);
    std::tie(cell.row, cell.column) = range.first;
    cell.row_span = std::min(range.last.first, table_.rows - 1) - cell.row + 1;
    cell.column_span = std::min(range.last.second, table_.columns - 1) - cell.column + 1;
    open_[cell.column] = {range.last.second, range.last.first};
    table_.cells.push_back(std::move(cell));
  }

  void add(TableCell cell) {
    if (covering(cell.row, cell.column) == nullptr) {
      table_.cells.push_back(std::move(cell));
    } else if (!cell.paragraphs.empty()) {
      findings_.add("SHT003", Severity::warning, place(table_.sheet, position(cell)),
                    "合并单元格下面藏有内容，Excel 中看不见，未读入", "如需要，请取消合并后整理",
                    cell.text());
    }
  }

  Table& table_;
  Findings& findings_;
  std::map<int, Open> open_;  // by first column
};

void report_hidden(const SheetContent& content, const Table& table, Findings& findings) {
  for (const HiddenRun& run : content.hidden_rows) {
    if (run.first >= table.rows) continue;
    findings.add(
        "SHT007", Severity::warning, place(table.sheet, {run.first, 0}),
        fmt::format("第 {}–{} 行是隐藏的，仍已读入", run.first + 1, std::min(run.last + 1, table.rows)),
        "如不应读入，请删除这些行");
  }
  for (const HiddenRun& run : content.hidden_columns) {
    if (run.first >= table.columns) continue;
    findings.add("SHT008", Severity::warning, place(table.sheet, {0, run.first}),
                 fmt::format("{}–{} 列是隐藏的，仍已读入", column_letters(run.first),
                             column_letters(std::min(run.last, table.columns - 1))),
                 "如不应读入，请删除这些列");
  }
}

}  // namespace

Table arrange(SheetContent content, const CellNotes& notes, std::string sheet, Findings& findings) {
  Table table;
  table.sheet = std::move(sheet);
  put_in_order(content.cells, table.sheet, findings);
  add_notes(content.cells, notes);
  for (const TableCell& cell : content.cells) {
    table.rows = std::max(table.rows, cell.row + 1);
    table.columns = std::max(table.columns, cell.column + 1);
  }
  // A heading merged across columns that are empty below still spans them, but not the whole sheet.
  for (const MergedRange& range : content.merges) {
    const bool has_content = std::binary_search(
        content.cells.begin(), content.cells.end(),
        TableCell{range.first.first, range.first.second, 1, 1, {}, {}, {}, false}, is_before);
    const bool is_modest =
        range.last.second - range.first.second < 256 && range.last.first - range.first.first < 10'000;
    if (!has_content || !is_modest) continue;
    table.rows = std::max(table.rows, range.last.first + 1);
    table.columns = std::max(table.columns, range.last.second + 1);
  }
  Merger(table, findings).apply(std::move(content.cells), std::move(content.merges));
  report_hidden(content, table, findings);
  table.source_row.resize(static_cast<std::size_t>(table.rows));
  std::iota(table.source_row.begin(), table.source_row.end(), 1);
  return table;
}

}  // namespace chuangmo::ooxml
