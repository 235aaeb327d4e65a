#include "series/layout.h"

#include <algorithm>

#include "base/text.h"
#include "series/layout_plan.h"
#include "series/namesakes.h"
#include "series/row_reader.h"

namespace chuangmo::series {
namespace {

template <class Use>
void for_each_row(const SourceTable& table, const LayoutPlan& plan, Use&& use) {
  std::vector<std::string_view> fields;
  for (std::size_t i = plan.first_row; i < table.rows.size(); ++i) {
    const CsvRow& row = table.rows[i];
    fields.assign(row.fields.begin(), row.fields.end());
    use(RowView{row.line, fields});
  }
}

HourUse hours_of(const SourceTable& table, const LayoutPlan& plan) {
  HourUse use;
  for_each_row(table, plan, [&](const RowView& row) { use.note(stated_moment(plan, row)); });
  return use;
}

}  // namespace

SourceTable rows_of(CsvText csv, std::string file) {
  return {{std::move(file), "", csv.delimiter == ';'}, std::move(csv.rows), std::move(csv.diagnostics)};
}

SourceTable rows_of(const Table& table) {
  SourceTable source{{table.file, table.sheet, false}, {}, {}};
  for (int row = 0; row < table.rows; ++row) {
    const bool has_line = static_cast<std::size_t>(row) < table.source_row.size();
    source.rows.push_back({has_line ? table.source_row[static_cast<std::size_t>(row)] : row + 1, {}});
  }
  for (const TableCell& cell : table.cells) {
    if (cell.row < 0 || cell.row >= table.rows || cell.column < 0 || cell.column >= table.columns) continue;
    auto& fields = source.rows[static_cast<std::size_t>(cell.row)].fields;
    if (fields.size() <= static_cast<std::size_t>(cell.column))
      fields.resize(static_cast<std::size_t>(cell.column) + 1);
    fields[static_cast<std::size_t>(cell.column)] = cell.text();
  }
  std::erase_if(source.rows, [](const CsvRow& row) {
    return std::all_of(row.fields.begin(), row.fields.end(),
                       [](const std::string& field) { return trim(field).empty(); });
  });
  return source;
}

ReadingsFound read_readings(const SourceTable& table, const ReadingsRequest& request, ReadingSink& sink) {
  ReadingsFound found;
  found.sheet = table.sheet;
  const ParameterIndex index(*request.parameters, request.medium, request.wanted);
  const auto plan = plan_layout(table, request, index, found.diagnostics);
  if (plan) {
    const auto told_apart = namesakes_told_apart(table, request, *plan, found.diagnostics);
    const SourceTable& rows = told_apart ? *told_apart : table;
    RowContext context{rows, &request, &index, &*plan, {}};
    context.labels = labels_of(hours_of(rows, *plan), request);
    RowReader reader(context, sink);
    for_each_row(rows, *plan, [&](const RowView& row) { reader.read(row); });
    reader.report(found);
  }
  found.diagnostics.insert(found.diagnostics.begin(), table.diagnostics.begin(), table.diagnostics.end());
  return found;
}

ReadingsFound read_readings(const SourceTable& table, const ReadingsRequest& request) {
  BlockSink sink(request.set);
  ReadingsFound found = read_readings(table, request, sink);
  found.blocks = sink.take();
  return found;
}

}  // namespace chuangmo::series
