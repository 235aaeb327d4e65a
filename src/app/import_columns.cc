#include "app/import_columns.h"

#include <algorithm>
#include <array>

#include "app/documents.h"
#include "app/read_figures.h"
#include "app/read_ledger.h"
#include "app/reading_files.h"
#include "app/station_list.h"
#include "base/text.h"
#include "ooxml/sniff.h"
#include "series/layout_plan.h"

namespace chuangmo::app {

namespace {

constexpr std::array<std::string_view, 14> kRoleNames{"ignored", "figure",    "subject",  "period",   "time",
                                                      "value",   "unit",      "reporter", "field",    "set",
                                                      "station", "parameter", "flag",     "attribute"};

std::string letter_of(std::size_t column) {
  constexpr std::size_t kLetters = 26;
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / kLetters)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % kLetters));
  return letters;
}

// What the columns of a headed table mean, by the key of their words.
using RoleOf = FileColumn (*)(const std::string& key, const LedgerDefinition* ledger);

FileColumn figure_column(const std::string& key, const LedgerDefinition*) {
  using enum ColumnRole;
  constexpr std::array<std::pair<std::string_view, ColumnRole>, 6> kRoles{{{"figure", figure},
                                                                           {"subject", subject},
                                                                           {"period", period},
                                                                           {"value", value},
                                                                           {"unit", unit},
                                                                           {"reporter", reporter}}};
  for (const auto& [name, role] : kRoles) {
    if (name == key) return {"", "", role, "", "", ""};
  }
  return {};
}

FileColumn ledger_column(const std::string& key, const LedgerDefinition* ledger) {
  if (key == kPeriodColumn) return {"", "", ColumnRole::period, "", "", ""};
  const FieldDefinition* field = ledger->field(key);
  if (field == nullptr) return {"", "", ColumnRole::field, key, "", ""};
  return {"", "", ColumnRole::field, key, field->name, field->name_en};
}

FileColumn station_column(const std::string& key, const LedgerDefinition*) {
  if (key == "set") return {"", "", ColumnRole::set, "", "", ""};
  if (key == "key") return {"", "", ColumnRole::station, "", "", ""};
  for (const auto& [word, names] : station_words()) {
    if (word == key) return {"", "", ColumnRole::attribute, key, names.front(), ""};
  }
  return {};
}

std::vector<FileColumn> columns_of(const HeadedTable& table, const HeadedTable::Words& words, RoleOf role_of,
                                   const LedgerDefinition* ledger) {
  std::vector<FileColumn> columns(std::min(static_cast<std::size_t>(table.column_count()), kMostColumns));
  for (const auto& [key, names] : words) {
    const auto at = table.column(key);
    if (at && static_cast<std::size_t>(*at) < columns.size())
      columns[static_cast<std::size_t>(*at)] = role_of(key, ledger);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].letter = letter_of(i);
    columns[i].heading = table.heading(static_cast<int>(i));
  }
  return columns;
}

// Figures with a column for each period, where no column holds values.
bool name_period_columns(std::vector<FileColumn>& columns) {
  const bool has_values = std::any_of(columns.begin(), columns.end(), [](const FileColumn& column) {
    return column.role == ColumnRole::value;
  });
  bool has_periods = false;
  for (FileColumn& column : columns) {
    const auto period = Period::parse(nfkc(column.heading));
    if (has_values || !period || column.role != ColumnRole::ignored) continue;
    column.role = ColumnRole::value;
    column.key = period->text();
    column.name = period->text_zh();
    column.name_en = period->text();
    has_periods = true;
  }
  return has_periods;
}

struct Headed {
  HeadedTable::Words words;
  std::size_t least = 0;
  RoleOf role_of = nullptr;
  const LedgerDefinition* ledger = nullptr;
  const char* layout = "";
};

FileColumns of_headed_tables(std::string_view bytes, const std::string& file, const Headed& headed) {
  FileColumns found;
  const auto document = read_any_document(bytes, file);
  if (!document) return found;
  Diagnostics told;  // by the readers, too
  std::vector<std::string> sheets;
  for (const HeadedTable& table : headed_tables(*document, headed.words, headed.least, "", told)) {
    found.rows += table.rows().size();
    const std::string sheet = table.heading_where().sheet;
    if (!sheet.empty()) sheets.push_back(sheet);
    if (!found.layout.empty()) continue;
    found.columns = columns_of(table, headed.words, headed.role_of, headed.ledger);
    const bool is_by_period = headed.role_of == figure_column && name_period_columns(found.columns);
    found.layout = is_by_period ? "columns_of_periods" : headed.layout;
  }
  found.sheet = join(sheets, "、");
  return found;
}

ColumnRole role_of(series::Role role) {
  using series::Role;
  switch (role) {
    case Role::time:
    case Role::date:
    case Role::year:
    case Role::month:
    case Role::day:
    case Role::hour:
      return ColumnRole::time;
    case Role::station:
    case Role::station_name:
      return ColumnRole::station;
    case Role::item:
      return ColumnRole::parameter;
    case Role::value:
      return ColumnRole::value;
    case Role::unit:
      return ColumnRole::unit;
    case Role::flag:
      return ColumnRole::flag;
    case Role::daypart:
    case Role::weight:
    case Role::county:
    case Role::province:
    case Role::basin:
    case Role::river:
      return ColumnRole::attribute;
    case Role::none:
    case Role::rolling:
    case Role::reading:
      return ColumnRole::ignored;
  }
  return ColumnRole::ignored;
}

// The beginning of a text says how it is arranged; a year of hours is not read twice for that.
std::string_view head_of(std::string_view bytes) {
  constexpr std::size_t kHeadBytes = std::size_t{1} << 17U;
  if (bytes.size() <= kHeadBytes || ooxml::sniff(bytes) != ooxml::FileKind::text) return bytes;
  return bytes.substr(0, bytes.rfind('\n', kHeadBytes) + 1);
}

void take_plan(const series::LayoutPlan& plan, const Library& library, FileColumns& found) {
  found.layout = plan.layout;
  found.columns.resize(std::min(plan.headings.size(), kMostColumns));
  for (std::size_t i = 0; i < found.columns.size(); ++i) {
    found.columns[i].letter = letter_of(i);
    found.columns[i].heading = plan.headings[i];
  }
  for (std::size_t role = 0; role < plan.places.size(); ++role) {
    const auto& place = plan.places[role];
    if (place && *place < found.columns.size())
      found.columns[*place].role = role_of(static_cast<series::Role>(role));
  }
  for (const series::ReadingColumn& reading : plan.readings) {
    if (reading.index >= found.columns.size()) continue;
    FileColumn& column = found.columns[reading.index];
    column.role = ColumnRole::value;
    column.key = reading.parameter == nullptr ? reading.station : reading.parameter->key;
    const Parameter* parameter = library.standards.parameter(column.key);
    column.name = parameter == nullptr ? "" : parameter->name;
    column.name_en = parameter == nullptr ? "" : parameter->name_en;
  }
}

FileColumns of_readings(const Pack& pack, const Library& library, std::string_view bytes,
                        const IngestRequest& request) {
  FileColumns found;
  const StationSetDefinition* set = pack.station_set(request.target);
  const auto table = source_table(head_of(bytes), request.file);
  if (set == nullptr || !table) return found;
  found.sheet = table->sheet;
  const series::ReadingsRequest wanted = readings_request(*set, library, request);
  const series::ParameterIndex index(library.standards.parameters, set->medium, set->parameters);
  Diagnostics told;  // by the readers, too
  if (const auto plan = series::plan_layout(*table, wanted, index, told)) take_plan(*plan, library, found);
  return found;
}

}  // namespace

std::string_view role_name(ColumnRole role) {
  return kRoleNames.at(static_cast<std::size_t>(role));
}

FileColumns file_columns(const Pack& pack, const Library& library, std::string_view bytes,
                         const IngestRequest& request) {
  const LedgerDefinition* ledger = pack.ledger(request.target);
  switch (request.kind) {
    case ImportKind::figures:
      return of_headed_tables(bytes, request.file, {figure_words(), 2, figure_column, nullptr, "long"});
    case ImportKind::ledger:
      if (ledger == nullptr) return {};
      return of_headed_tables(bytes, request.file,
                              {ledger_words(*ledger), 1, ledger_column, ledger, "records"});
    case ImportKind::stations:
      return of_headed_tables(bytes, request.file, {station_words(), 2, station_column, nullptr, "stations"});
    case ImportKind::readings:
      return of_readings(pack, library, bytes, request);
    case ImportKind::evidence:
      return {};
  }
  return {};
}

}  // namespace chuangmo::app
