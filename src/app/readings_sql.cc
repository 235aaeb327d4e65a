#include "app/readings_sql.h"

#include <chrono>

#include "base/csv.h"
#include "publish/rows_text.h"

namespace chuangmo::app {

namespace {

std::vector<publish::RowCell> cells_of(const store::SqlRow& row) {
  using From = store::SqlCell::Kind;
  using To = publish::RowCell::Kind;
  std::vector<publish::RowCell> cells;
  for (const store::SqlCell& cell : row.cells) {
    const To kind = cell.kind == From::null ? To::null : cell.kind == From::number ? To::number : To::text;
    cells.push_back({kind, cell.text});
  }
  return cells;
}

std::string text_of(const store::SqlRow& row, bool as_json, bool is_first) {
  if (as_json) return (is_first ? "[\n  " : ",\n  ") + publish::row_json(row.headings, cells_of(row));
  return (is_first ? csv_line(row.headings) : "") + publish::row_csv(cells_of(row));
}

}  // namespace

Result<ExportReport> ask_readings(Workspace& workspace, const Library& library, const SqlRequest& request,
                                  const TextSink& sink) {
  store::SqlQuestion question;
  question.programme = workspace.programme.id;
  question.known_at = request.known_at.value_or(Instant::now());
  question.sql = request.sql;
  question.most_rows = request.most_rows;
  for (const Parameter& parameter : library.standards.parameters)
    question.parameters[parameter.key] = {parameter.unit, parameter.decimals};
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(request.most_seconds);
  question.is_over = [end] { return std::chrono::steady_clock::now() >= end; };
  ExportReport report;
  CHUANGMO_TRY(damage, workspace.store->ask(question, [&](const store::SqlRow& row) {
    return sink(text_of(row, request.as_json, report.rows++ == 0));
  }));
  report.diagnostics = std::move(damage);
  if (request.as_json) CHUANGMO_CHECK(sink(report.rows == 0 ? "[]\n" : "\n]\n"));
  return report;
}

}  // namespace chuangmo::app
