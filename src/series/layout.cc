#include "series/layout.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "series/layout_plan.h"
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

void note_ignored_columns(const LayoutPlan& plan, const Where& heading, Diagnostics& diagnostics) {
  if (plan.ignored.empty()) return;
  constexpr std::size_t kShown = 20;
  std::vector<std::string> shown(
      plan.ignored.begin(),
      plan.ignored.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, plan.ignored.size())));
  diagnostics.push_back(
      {"SER136", Severity::note, heading, fmt::format("未用到的栏: {}", join(shown, "、")), "", ""});
}

void append(Diagnostics& all, const Diagnostics& more) {
  all.insert(all.end(), more.begin(), more.end());
}

void add_rows_read(ReadingsFound& found, const RowContext& context, RowReader& reader) {
  const LayoutPlan& plan = *context.plan;
  const Where heading{context.source.file, context.source.sheet, plan.header_line, "", 0, 0};
  found.layout = plan.layout;
  found.rows = reader.counts().rows;
  found.valid = reader.counts().valid;
  found.gaps = reader.counts().gaps;
  found.stations = reader.stations().unregistered();
  append(found.diagnostics, notes_on_times(reader.counts().hours, *context.request, heading));
  append(found.diagnostics, reader.tally().diagnostics());
  note_ignored_columns(plan, heading, found.diagnostics);
  if (found.valid == 0 && found.gaps == 0 && !has_errors(found.diagnostics))
    found.diagnostics.push_back(
        {"SER135", Severity::error, heading, "没有一个可用的监测值", "核对时间、点位和监测项目各栏", ""});
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

ReadingsFound read_readings(const SourceTable& table, const ReadingsRequest& request) {
  ReadingsFound found;
  const ParameterIndex index(*request.parameters, request.medium, request.wanted);
  const auto plan = plan_layout(table, request, index, found.diagnostics);
  if (plan) {
    RowContext context{table, &request, &index, &*plan, {}};
    context.labels = labels_of(hours_of(table, *plan), request);
    BlockSink sink(request.set);
    RowReader reader(context, sink);
    for_each_row(table, *plan, [&](const RowView& row) { reader.read(row); });
    found.blocks = sink.take();
    add_rows_read(found, context, reader);
  }
  found.diagnostics.insert(found.diagnostics.begin(), table.diagnostics.begin(), table.diagnostics.end());
  return found;
}

}  // namespace chuangmo::series
