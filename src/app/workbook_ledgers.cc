#include <algorithm>
#include <fmt/format.h>

#include "app/table_columns.h"
#include "app/workbook_parts.h"
#include "base/text.h"
#include "base/unit.h"
#include "publish/workbook.h"

namespace chuangmo::app {

namespace {

std::vector<WantedColumn> ledger_columns(const LedgerDefinition& ledger) {
  std::vector<WantedColumn> columns;
  for (const FieldDefinition& field : ledger.fields) {
    if (field.derived.empty()) columns.push_back({field.key, {field.name, field.key}});
  }
  return columns;
}

std::size_t least_heads(const std::vector<WantedColumn>& columns) {
  return std::min<std::size_t>(2, columns.size());
}

std::size_t heads_found(const WorkbookGrid& grid, const LedgerDefinition& ledger) {
  Diagnostics ignored;
  const auto wanted = ledger_columns(ledger);
  const FoundColumns found = find_columns(grid, wanted, least_heads(wanted), ignored);
  return found.head_row < 0 ? 0 : found.at.size();
}

bool is_total(const std::string& text) {
  static const std::set<std::string> kTotals = {"合计", "总计", "小计", "共计"};
  return kTotals.contains(remove_spaces(text));
}

class LedgerSheet {
 public:
  LedgerSheet(const WorkbookGrid& grid, const LedgerDefinition& ledger, SheetFindings findings)
      : grid_(grid),
        ledger_(ledger),
        findings_(findings),
        wanted_(ledger_columns(ledger)),
        columns_(find_columns(grid, wanted_, least_heads(wanted_), findings.list)) {
    out_.ledger = &ledger;
    out_.heading = grid.where(std::max(columns_.head_row, 0), 0);
  }

  ReturnedLedger read() {
    read_closure();
    const int first = first_row();
    if (columns_.at.size() < wanted_.size()) tell_missing();
    std::set<int> known = grid_.keyed_columns();
    for (const auto& [key, column] : columns_.at) known.insert(column);
    StrangeColumns strange(grid_, known);
    std::set<int> rows;
    for (const auto& [row, columns] : grid_.filled()) {
      if (row >= first) rows.insert(row);
    }
    for (const int row : grid_.keyed_rows()) {
      if (row >= first && has_hidden_part(row)) rows.insert(row);
    }
    for (const int row : rows) {
      if (!is_record(row)) continue;
      out_.rows.push_back(returned(row));
      strange.look_at(row);
    }
    strange.tell(findings_);
    return std::move(out_);
  }

 private:
  // Behind the heads, the hints and the line about completeness, whichever are left.
  int first_row() const {
    int last_head = std::max(grid_.key_row(), columns_.head_row);
    for (const int row : grid_.keyed_rows()) {
      const std::string& key = grid_.row_key(row);
      if (key == publish::kWorkbookHint || starts_with(key, publish::kWorkbookClosure))
        last_head = std::max(last_head, row);
    }
    return last_head + 1;
  }

  void tell_missing() {
    std::vector<std::string> missing;
    for (const WantedColumn& each : wanted_) {
      if (!columns_.at.contains(each.key)) missing.push_back(each.words.front());
    }
    out_.is_doubtful = true;
    findings_.add(
        "WBK023", Severity::error, out_.heading,
        fmt::format("台账“{}”缺少或认不准这些列：{}；这张表没有读取", ledger_.name, join(missing, "、")),
        "恢复这些列和表头；或重新下载后填写");
  }

  void read_closure() {
    for (const int row : grid_.keyed_rows()) {
      if (!starts_with(grid_.row_key(row), publish::kWorkbookClosure)) continue;
      const auto filled = grid_.filled().find(row);
      if (filled == grid_.filled().end()) return;
      ReturnedCell answer;
      answer.where = grid_.where(row, filled->second.front() + 1);
      for (const int column : filled->second) {
        const ReturnedCell cell = grid_.cell(row, column);
        if (contains(cell.text, "全部列出")) continue;
        answer = cell;
        answer.is_doubtful = answer.is_doubtful && grid_.text(row, column).empty();
        break;
      }
      out_.closure = std::move(answer);
      return;
    }
  }

  std::vector<std::string> texts(int row) const {
    std::vector<std::string> found;
    for (const auto& [key, column] : columns_.at) {
      std::string text = grid_.text(row, column);
      if (!text.empty()) found.push_back(std::move(text));
    }
    return found;
  }

  // Cells that a merged range covers, or whose formula has no result: what stood there is not known.
  bool has_hidden_part(int row) const {
    return std::any_of(columns_.at.begin(), columns_.at.end(), [&](const auto& each) {
      return grid_.is_merged_over(row, each.second) || grid_.is_lost(row, each.second);
    });
  }

  // Heads repeated, hints, totals, and lines that say something only beside the columns are none.
  bool is_record(int row) {
    if (grid_.row_key(row) == publish::kWorkbookHint) return false;
    if (starts_with(grid_.row_key(row), publish::kWorkbookRow) || has_hidden_part(row)) return true;
    const std::vector<std::string> cells = texts(row);
    if (cells.empty()) return tell_beside(row);
    const auto all = [&](auto&& is_it) { return std::all_of(cells.begin(), cells.end(), is_it); };
    if (all([](const std::string& text) {
          return starts_with(text, publish::kMustWord) || starts_with(text, publish::kMayWord);
        }))
      return false;
    const bool is_head = all([&](const std::string& text) {
      return std::any_of(wanted_.begin(), wanted_.end(), [&](const WantedColumn& each) {
        return words_and_unit(text).first == folded_name(each.words.front());
      });
    });
    const bool has_total = std::any_of(cells.begin(), cells.end(), is_total);
    if (!is_head && !has_total) return true;
    findings_.add("WBK017", Severity::warning, grid_.where(row, columns_.at.begin()->second),
                  is_head ? "这一行是重复的表头，没有当作记录" : "这一行是合计，没有当作记录",
                  is_head ? "删去这一行" : "台账只填明细，合计由系统计算");
    return false;
  }

  bool tell_beside(int row) {
    const std::vector<int>& columns = grid_.filled().at(row);
    findings_.add("WBK017", Severity::warning, grid_.where(row, columns.front()),
                  fmt::format("{}不在台账的列里，没有读取", quote(grid_.text(row, columns.front()))),
                  "说明写在备注里或另行告知");
    return false;
  }

  ReturnedRow returned(int row) {
    ReturnedRow out;
    out.where = grid_.where(row, columns_.at.empty() ? 0 : columns_.at.begin()->second);
    const std::string& key = grid_.row_key(row);
    if (starts_with(key, publish::kWorkbookRow)) {
      const auto number = Decimal::parse(key.substr(publish::kWorkbookRow.size()));
      if (number && number->scale() == 0 && !number->is_negative() && seen_.insert(key).second)
        out.sent = static_cast<std::size_t>(number->digits());
    }
    for (const FieldDefinition& field : ledger_.fields) {
      const auto column = columns_.at.find(field.key);
      if (column == columns_.at.end()) continue;
      ReturnedCell cell = grid_.cell(row, column->second);
      tell_merged(grid_, row, column->second, field.name, findings_);
      tell_comment(cell, findings_);
      const auto unit = columns_.units.find(field.key);
      const bool has_other_unit = field.type == FieldType::number && unit != columns_.units.end() &&
                                  !unit->second.empty() && unit->second != folded_name(field.unit);
      if (has_other_unit && parse_unit(unit->second)) cell.unit = unit->second;
      out.fields[field.key] = std::move(cell);
    }
    return out;
  }

  const WorkbookGrid& grid_;
  const LedgerDefinition& ledger_;
  SheetFindings findings_;
  std::vector<WantedColumn> wanted_;
  FoundColumns columns_;
  std::set<std::string> seen_;
  ReturnedLedger out_;
};

}  // namespace

const LedgerDefinition* ledger_of_sheet(const WorkbookGrid& grid, const RequestForm& form) {
  if (starts_with(grid.mark(), publish::kWorkbookLedger))
    return form.ledger(grid.mark().substr(publish::kWorkbookLedger.size()));
  for (const int row : grid.keyed_rows()) {
    if (starts_with(grid.row_key(row), publish::kWorkbookClosure))
      return form.ledger(grid.row_key(row).substr(publish::kWorkbookClosure.size()));
  }
  const LedgerDefinition* best = nullptr;
  std::size_t most = 0;
  bool is_sure = true;
  for (const LedgerDefinition* ledger : form.ledgers) {
    if (contains(grid.table().sheet, ledger->name) && heads_found(grid, *ledger) > 0) return ledger;
    const std::size_t found = heads_found(grid, *ledger);
    if (found > most) {
      best = ledger;
      most = found;
      is_sure = true;
    } else if (found == most) {
      is_sure = false;
    }
  }
  return is_sure ? best : nullptr;
}

ReturnedLedger read_ledger_sheet(const WorkbookGrid& grid, const LedgerDefinition& ledger,
                                 SheetFindings findings) {
  return LedgerSheet(grid, ledger, findings).read();
}

}  // namespace chuangmo::app
