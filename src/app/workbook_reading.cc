#include "app/workbook_reading.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/workbook_parts.h"
#include "app/workbook_values.h"
#include "base/text.h"
#include "publish/workbook.h"

namespace chuangmo::app {

namespace {

constexpr std::size_t kMostFindings = 2'000;

std::map<std::string, std::string> read_seal(const Table& table) {
  std::map<std::string, std::string> seal;
  for (std::size_t i = 0; i + 1 < table.cells.size(); ++i) {
    const TableCell& name = table.cells[i];
    const TableCell& piece = table.cells[i + 1];
    const std::string text = piece.text();
    const bool is_pair =
        name.row == piece.row && text.size() >= 2 && text.front() == '|' && text.back() == '|';
    if (is_pair) seal[trim(name.text())] += text.substr(1, text.size() - 2);
  }
  return seal;
}

bool is_same_cell(const ReturnedCell& a, const ReturnedCell& b) {
  return a.unit == b.unit && is_same_text(a.text, b.text);
}

bool is_same_ledger(const ReturnedLedger& a, const ReturnedLedger& b) {
  const auto is_same_row = [](const ReturnedRow& one, const ReturnedRow& other) {
    return std::equal(
        one.fields.begin(), one.fields.end(), other.fields.begin(), other.fields.end(),
        [](const auto& x, const auto& y) { return x.first == y.first && is_same_cell(x.second, y.second); });
  };
  const bool is_same_closure =
      a.closure.has_value() == b.closure.has_value() && (!a.closure || is_same_cell(*a.closure, *b.closure));
  return is_same_closure &&
         std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), is_same_row);
}

class WorkbookReader {
 public:
  explicit WorkbookReader(const RequestForm& form) : form_(form) {}

  ReturnedWorkbook read(const Document& document) {
    find_lost_formulas(document);
    for (const Table& table : document.tables) read_sheet(table);
    settle_figures();
    settle_ledgers();
    settle_reports();
    out_.diagnostics.insert(out_.diagnostics.begin(), document.diagnostics.begin(),
                            document.diagnostics.end());
    cut_findings();
    return std::move(out_);
  }

 private:
  using Position = WorkbookGrid::Position;

  // A formula without its result reads as an empty cell, and is none.
  void find_lost_formulas(const Document& document) {
    for (const Diagnostic& finding : document.diagnostics) {
      if (finding.code != "SHT002") continue;
      int column = 0;
      for (const char letter : finding.where.column) column = column * 26 + (letter - 'A' + 1);
      lost_formulas_[finding.where.sheet].insert({finding.where.row - 1, column - 1});
    }
  }

  void read_sheet(const Table& table) {
    const WorkbookGrid grid(table, lost_formulas_[table.sheet]);
    if (grid.mark() == publish::kWorkbookCover) return;
    if (grid.mark() == publish::kWorkbookSeal) {
      if (out_.seal.empty()) out_.seal = read_seal(table);
      return;
    }
    const SheetFindings findings{out_.diagnostics};
    const bool is_ledger = starts_with(grid.mark(), publish::kWorkbookLedger);
    if (!is_ledger && is_figure_sheet(grid)) {
      for (ReturnedFigure& figure : read_figure_sheet(grid, form_, findings))
        figures_[figure.figure].push_back(std::move(figure));
    } else if (!is_ledger && is_report_sheet(grid)) {
      for (ReturnedReport& report : read_report_sheet(grid, form_, findings))
        reports_[report.task].push_back(std::move(report));
    } else if (const LedgerDefinition* ledger = ledger_of_sheet(grid, form_)) {
      ledgers_[ledger].push_back(read_ledger_sheet(grid, *ledger, findings));
    } else if (!grid.filled().empty()) {
      out_.diagnostics.push_back({"WBK015", Severity::warning, grid.where(grid.filled().begin()->first, 0),
                                  "工作表" + quote(table.sheet) + "不是这次报送的表，没有读取",
                                  "要报的内容请填在下载的表里；附件作为佐证材料上传", ""});
    }
  }

  // One of several that say the same; doubtful where they do not.
  ReturnedCell settled(std::vector<ReturnedCell> cells, const std::string& name) {
    std::size_t chosen = 0;
    std::vector<std::size_t> different;  // one of each that is not empty
    bool is_doubtful = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      is_doubtful = is_doubtful || cells[i].is_doubtful;
      if (cells[i].text.empty()) continue;
      const bool is_known = std::any_of(different.begin(), different.end(), [&](std::size_t each) {
        return is_same_cell(cells[each], cells[i]);
      });
      if (!is_known) different.push_back(i);
    }
    if (!different.empty()) chosen = different.front();
    if (different.size() > 1) {
      is_doubtful = true;
      for (const ReturnedCell& each : cells) {
        if (each.text.empty()) continue;
        out_.diagnostics.push_back(
            {"WBK006", Severity::error, each.where,
             fmt::format("“{}”填了几处，有 {} 种内容，不知道以哪一处为准，没有读取", name, different.size()),
             "只留一处；复制出来的表和行请删去", ""});
      }
    } else if (cells.size() > 1) {
      out_.diagnostics.push_back({"WBK006", Severity::warning, cells[chosen].where,
                                  fmt::format("“{}”出现了 {} 次，取填了内容的这一处", name, cells.size()),
                                  "复制出来的表和行请删去", ""});
    }
    ReturnedCell out = std::move(cells[chosen]);
    out.is_doubtful = is_doubtful;
    return out;
  }

  void settle_figures() {
    std::vector<std::string> missing;
    for (const FormFigure& figure : form_.figures) {
      const auto found = figures_.find(&figure);
      if (found == figures_.end()) {
        missing.push_back(figure.title);
        continue;
      }
      if (found->second.size() == 1) {
        out_.figures.push_back(std::move(found->second.front()));
        continue;
      }
      std::vector<ReturnedCell> values;
      std::vector<ReturnedCell> notes;
      for (const ReturnedFigure& each : found->second) {
        values.push_back(each.value);
        if (each.note) notes.push_back(*each.note);
      }
      ReturnedFigure one{&figure, settled(std::move(values), figure.title), std::nullopt};
      if (!notes.empty()) one.note = settled(std::move(notes), figure.title + "的备注");
      out_.figures.push_back(std::move(one));
    }
    tell_missing(missing, "数据");
  }

  void settle_ledgers() {
    std::vector<std::string> missing;
    for (const LedgerDefinition* ledger : form_.ledgers) {
      const auto found = ledgers_.find(ledger);
      if (found == ledgers_.end()) {
        missing.push_back(ledger->name);
        continue;
      }
      std::vector<ReturnedLedger>& all = found->second;
      const bool is_alike = std::all_of(all.begin(), all.end(), [&](const ReturnedLedger& each) {
        return is_same_ledger(each, all.front());
      });
      for (std::size_t i = 0; i < all.size() && all.size() > 1; ++i)
        out_.diagnostics.push_back(
            {"WBK022", is_alike ? Severity::warning : Severity::error, all[i].heading,
             is_alike ? "台账“" + ledger->name + "”有几张相同的表，只读一张"
                      : "台账“" + ledger->name + "”有几张不同的表，不知道以哪一张为准，没有读取",
             "只留一张；分开填的请合到一张表里", ""});
      out_.ledgers.push_back(std::move(all.front()));
      out_.ledgers.back().is_doubtful = out_.ledgers.back().is_doubtful || !is_alike;
    }
    tell_missing(missing, "台账");
  }

  void settle_reports() {
    std::vector<std::string> missing;
    for (const FormReport& report : form_.reports) {
      const auto found = reports_.find(report.task);
      if (found == reports_.end()) {
        missing.push_back("任务" + report.task);
        continue;
      }
      std::vector<ReturnedCell> cells;
      for (ReturnedReport& each : found->second) cells.push_back(std::move(each.report));
      if (cells.size() == 1) {
        out_.reports.push_back({report.task, std::move(cells.front())});
      } else {
        out_.reports.push_back({report.task, settled(std::move(cells), "任务" + report.task + "的进展报告")});
      }
    }
    tell_missing(missing, "进展报告");
  }

  void tell_missing(const std::vector<std::string>& names, const std::string& kind) {
    if (names.empty()) return;
    constexpr std::size_t kNamed = 10;
    std::vector<std::string> shown(
        names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), kNamed)));
    out_.diagnostics.push_back(
        {"WBK005", Severity::warning, Where{},
         fmt::format("交回的工作簿里没有{} {} 项：{}{}；这些内容不变", kind, names.size(), join(shown, "、"),
                     names.size() > kNamed ? " 等" : ""),
         "如果误删，重新下载后填写", ""});
  }

  void cut_findings() {
    if (out_.diagnostics.size() <= kMostFindings) return;
    std::stable_sort(out_.diagnostics.begin(), out_.diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.severity > b.severity; });
    const std::size_t more = out_.diagnostics.size() - kMostFindings;
    out_.diagnostics.resize(kMostFindings);
    out_.diagnostics.push_back({"OFF005", Severity::error, Where{},
                                fmt::format("另有 {} 处问题没有列出", more), "先改正列出的", ""});
  }

  const RequestForm& form_;
  std::map<std::string, std::set<Position>> lost_formulas_;  // by sheet
  std::map<const FormFigure*, std::vector<ReturnedFigure>> figures_;
  std::map<const LedgerDefinition*, std::vector<ReturnedLedger>> ledgers_;
  std::map<std::string, std::vector<ReturnedReport>> reports_;
  ReturnedWorkbook out_;
};

}  // namespace

ReturnedWorkbook read_workbook(const Document& document, const RequestForm& form) {
  return WorkbookReader(form).read(document);
}

void tell_merged(const WorkbookGrid& grid, int row, int column, const std::string& name,
                 SheetFindings findings) {
  if (!grid.is_merged_over(row, column)) return;
  findings.add("WBK010", Severity::error, grid.where(row, column),
               "“" + name + "”的格子与别的格子合并了，没有读取", "取消合并，每格各填各的");
}

void tell_comment(const ReturnedCell& cell, SheetFindings findings) {
  if (cell.note.empty()) return;
  findings.add("WBK024", Severity::warning, cell.where, "批注" + quote(cell.note) + "没有地方存放，没有读取",
               "写进格子里，或另行告知");
}

void StrangeColumns::look_at(int row) {
  const auto filled = grid_.filled().find(row);
  if (filled == grid_.filled().end()) return;
  for (const int column : filled->second) {
    if (known_.contains(column)) continue;
    auto& [first, count] = found_.try_emplace(column, row, 0).first->second;
    ++count;
  }
}

void StrangeColumns::tell(SheetFindings findings) const {
  for (const auto& [column, found] : found_)
    findings.add("WBK009", Severity::warning, grid_.where(found.first, column),
                 fmt::format("{} 列不是要填的列，其中 {} 格内容（如{}）没有读取", sheet_letters(column),
                             found.second, quote(grid_.text(found.first, column))),
                 "写进备注一列，或另行告知");
}

}  // namespace chuangmo::app
