#include "app/workbook_comparison.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "app/workbook_merge.h"
#include "base/text.h"
#include "publish/workbook.h"
#include "workflow/submission_content.h"

namespace chuangmo::app {

namespace {

using workflow::SubmissionContent;
using workflow::SubmittedFigure;

constexpr const char* kMissingFigure = "WRK103@";  // the finding whose reason a note without a number is

std::string value_of(const SubmissionContent& content, const FormFigure& figure) {
  const SubmittedFigure* given = given_figure(content, figure);
  return given == nullptr ? "" : publish::workbook_text(given->as_given, figure.unit);
}

// The note as it came back, with a comment on the number behind it.
ReturnedCell returned_note(const ReturnedFigure& returned, const std::string& current) {
  ReturnedCell note = returned.note.value_or(returned.value);
  if (!returned.note) {
    note.text = current;
    note.unit.clear();
    note.is_doubtful = false;
  }
  const std::string& comment = returned.value.note;
  if (!comment.empty() && !contains(note.text, comment))
    note.text += (note.text.empty() ? "" : "；") + comment;
  return note;
}

void put_figure(SubmissionContent& next, const FormFigure& figure, const std::string& value,
                const std::string& note) {
  const auto is_it = [&](const SubmittedFigure& each) {
    return each.figure == figure.key && each.subject == figure.subject && each.period == figure.period;
  };
  const auto found = std::find_if(next.figures.begin(), next.figures.end(), is_it);
  const std::string reason = kMissingFigure + figure.place;
  if (value.empty()) {
    if (found != next.figures.end()) next.figures.erase(found);
    if (note.empty()) {
      next.reasons.erase(reason);
    } else {
      next.reasons[reason] = note;
    }
    return;
  }
  next.reasons.erase(reason);
  if (found == next.figures.end()) {
    next.figures.push_back({figure.key, figure.subject, figure.period, value, note});
  } else {
    found->as_given = value;
    found->note = note;
  }
}

void merge_figure(const ReturnedFigure& returned, const SubmissionContent& sent,
                  const SubmissionContent& current, CellMerger& merger, WorkbookComparison& out) {
  const FormFigure& figure = *returned.figure;
  out.figure_cells[figure.place] = returned.value.where;
  const ThreeValues values{value_of(sent, figure), value_of(current, figure)};
  const IsSame is_same = [&](const std::string& a, const std::string& b) {
    return is_same_number(a, b, figure.unit);
  };
  const std::string value =
      merger.merged(figure.place, figure.title, returned.value,
                    read_number_cell(returned.value.text, figure.unit, returned.value.unit), values, is_same);
  const ThreeValues notes{figure_note(sent, figure), figure_note(current, figure)};
  const ReturnedCell note = returned_note(returned, notes.current);
  const std::string kept =
      merger.merged(figure.place + ":note", figure.title + "的备注", note,
                    read_text_cell(note.text, workflow::ContentLimits::kText), notes, is_same_text);
  const SubmittedFigure* given = given_figure(current, figure);
  // A number nobody touched stays as it was written, with its unit.
  put_figure(out.next, figure, given != nullptr && value == values.current ? given->as_given : value, kept);
}

void merge_report(const ReturnedReport& returned, const SubmissionContent& sent,
                  const SubmissionContent& current, CellMerger& merger, WorkbookComparison& out) {
  const auto text_of = [&](const SubmissionContent& content) {
    const auto found = content.reports.find(returned.task);
    return found == content.reports.end() ? "" : found->second;
  };
  const std::string place = "report:" + returned.task;
  out.figure_cells[place] = returned.report.where;
  const std::string kept =
      merger.merged(place, "任务" + returned.task + "的进展报告", returned.report,
                    read_text_cell(returned.report.text, workflow::ContentLimits::kReport),
                    {text_of(sent), text_of(current)}, is_same_text);
  if (kept.empty()) {
    out.next.reports.erase(returned.task);
  } else {
    out.next.reports[returned.task] = kept;
  }
}

}  // namespace

std::string_view cell_state_name(CellState state) {
  constexpr std::array<std::string_view, 4> kNames = {"unchanged", "changed", "conflict", "not_understood"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view cell_state_name_zh(CellState state) {
  constexpr std::array<std::string_view, 4> kNames = {"未变", "修改", "冲突", "未读懂"};
  return kNames[static_cast<std::size_t>(state)];
}

const SubmittedFigure* given_figure(const SubmissionContent& content, const FormFigure& figure) {
  const auto found =
      std::find_if(content.figures.begin(), content.figures.end(), [&](const SubmittedFigure& each) {
        return each.figure == figure.key && each.subject == figure.subject && each.period == figure.period;
      });
  return found == content.figures.end() ? nullptr : &*found;
}

std::string figure_note(const SubmissionContent& content, const FormFigure& figure) {
  if (const SubmittedFigure* given = given_figure(content, figure)) return given->note;
  const auto reason = content.reasons.find(kMissingFigure + figure.place);
  return reason == content.reasons.end() ? "" : reason->second;
}

WorkbookComparison compare_workbook(const ReturnedWorkbook& returned, const SubmissionContent* sent,
                                    const SubmissionContent& current, const RequestForm& form,
                                    OnConflict on_conflict) {
  WorkbookComparison out;
  out.next = current;
  const SubmissionContent& base = sent == nullptr ? current : *sent;
  CellMerger merger(out, on_conflict);
  for (const ReturnedFigure& figure : returned.figures) merge_figure(figure, base, current, merger, out);
  for (const ReturnedLedger& ledger : returned.ledgers)
    merge_ledger(ledger, base, current, form.request.period, merger, out);
  for (const ReturnedReport& report : returned.reports) merge_report(report, base, current, merger, out);
  return out;
}

Where WorkbookComparison::where(const std::string& place) const {
  const auto figure = figure_cells.find(place);
  if (figure != figure_cells.end()) return figure->second;
  const std::vector<std::string> parts = split(place, ":");
  if (parts.size() < 2) return {};
  const auto rows = record_rows.find(parts[1]);
  std::size_t number = 0;
  if (parts.size() >= 3) std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), number);
  if (parts[0] == "record" && rows != record_rows.end() && number >= 1 && number <= rows->second.size()) {
    const ReturnedRow* row = rows->second[number - 1];
    if (row == nullptr) return {};
    const auto field = parts.size() > 3 ? row->fields.find(parts[3]) : row->fields.end();
    return field == row->fields.end() ? row->where : field->second.where;
  }
  const auto head = ledger_heads.find(parts[1]);
  return head == ledger_heads.end() ? Where{} : head->second;
}

// ---- one cell

CellState CellMerger::state_of(const ReturnedCell& cell, const CellReading& reading,
                               const ThreeValues& values, const IsSame& is_same) const {
  const std::string& returned = reading.text;
  if (!cell.is_doubtful && is_same(returned, values.sent)) return CellState::unchanged;
  if (cell.is_doubtful || reading.doubt) return CellState::not_understood;
  if (is_same(returned, values.current)) return CellState::unchanged;
  return is_same(values.current, values.sent) ? CellState::changed : CellState::conflict;
}

std::string CellMerger::merged(const std::string& place, const std::string& name, const ReturnedCell& cell,
                               const CellReading& reading, const ThreeValues& values, const IsSame& is_same,
                               bool is_listed) {
  const CellState state = state_of(cell, reading, values, is_same);
  tell(cell, reading, state, name);
  ++out_.counts[state];
  if (is_listed || state != CellState::unchanged)
    out_.cells.push_back({place, name, state, cell.where, values.sent, cell.text, values.current});
  const bool is_taken = state == CellState::changed || (state == CellState::conflict && takes_workbook());
  return is_taken ? reading.text : values.current;
}

void CellMerger::tell(const ReturnedCell& cell, const CellReading& reading, CellState state,
                      const std::string& name) {
  const auto add = [&](const Failure& what, Severity severity) {
    out_.diagnostics.push_back(
        {what.code, severity, cell.where, "“" + name + "”：" + what.text, what.fix, ""});
  };
  if (state == CellState::not_understood && reading.doubt) add(*reading.doubt, Severity::error);
  if (state == CellState::changed && reading.remark) add(*reading.remark, Severity::warning);
  if (state == CellState::conflict)
    add({"WBK018", takes_workbook() ? "发出后别人也改过，采用这里填的" : "发出后别人也改过，暂按系统里现有的",
         "核对两个数，确认用哪一个"},
        Severity::warning);
}

void CellMerger::note(CellState state, std::string place, std::string name, Where where, ThreeValues values,
                      std::string returned) {
  ++out_.counts[state];
  out_.cells.push_back({std::move(place), std::move(name), state, std::move(where), std::move(values.sent),
                        std::move(returned), std::move(values.current)});
}

}  // namespace chuangmo::app
