#include "store/sqlite/reading_table.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>

#include "base/decimal.h"
#include "store/sql/known_spans.h"

namespace chuangmo::store {
namespace {

enum Column { station_set, station, parameter, time, value, unit, flag, as_given, file, line, recorded_at };
constexpr const char* kSchema =
    "CREATE TABLE reading (station_set TEXT, station TEXT, parameter TEXT, time TEXT, value REAL, unit TEXT, "
    "flag "
    "TEXT, as_given TEXT, file TEXT, line INTEGER, recorded_at TEXT)";
constexpr std::array<const char*, 5> kFlagNames{"valid", "missing", "suspect", "calibration", "excluded"};

struct Table {
  sqlite3_vtab base;
  ReadingTable* owner;
};

struct Cursor {
  sqlite3_vtab_cursor base;
  std::optional<KnownSpans> spans;
  std::optional<KnownReading> reading;
  std::int64_t index = 0;  // of `reading`
  std::int64_t row = 0;
};

ReadingTable& owner_of(sqlite3_vtab_cursor* cursor) {
  return *reinterpret_cast<Table*>(cursor->pVtab)->owner;
}

int failed(sqlite3_vtab* table, const Failure& failure) {
  sqlite3_free(table->zErrMsg);
  table->zErrMsg = sqlite3_mprintf("%s %s", failure.code.c_str(), failure.text.c_str());
  return SQLITE_ERROR;
}

int connect(sqlite3* handle, void* owner, int, const char* const*, sqlite3_vtab** out, char**) {
  const int code = sqlite3_declare_vtab(handle, kSchema);
  if (code != SQLITE_OK) return code;
  *out = reinterpret_cast<sqlite3_vtab*>(new Table{{}, static_cast<ReadingTable*>(owner)});
  return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
  delete reinterpret_cast<Table*>(table);
  return SQLITE_OK;
}

// What a constraint is about, as a letter of the plan that `filter` is given: s t p for equality of set,
// station, parameter; = > < for a time that equals, does not lie before, does not lie after.
char letter_of(const sqlite3_index_info::sqlite3_index_constraint& constraint) {
  const bool is_equal = constraint.op == SQLITE_INDEX_CONSTRAINT_EQ;
  if (constraint.iColumn == station_set && is_equal) return 's';
  if (constraint.iColumn == station && is_equal) return 't';
  if (constraint.iColumn == parameter && is_equal) return 'p';
  if (constraint.iColumn != time) return 0;
  switch (constraint.op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
      return '=';
    case SQLITE_INDEX_CONSTRAINT_GT:
    case SQLITE_INDEX_CONSTRAINT_GE:
      return '>';
    case SQLITE_INDEX_CONSTRAINT_LT:
    case SQLITE_INDEX_CONSTRAINT_LE:
      return '<';
    default:
      return 0;
  }
}

// Every constraint that helps is asked for; SQLite still checks each itself, since a block has more in it.
int best_index(sqlite3_vtab*, sqlite3_index_info* info) {
  std::string plan;
  double cost = 1e9;
  for (int i = 0; i < info->nConstraint; ++i) {
    const auto& constraint = info->aConstraint[i];
    const char letter = letter_of(constraint);
    if (letter == 0 || constraint.usable == 0) continue;
    plan.push_back(letter);
    info->aConstraintUsage[i].argvIndex = static_cast<int>(plan.size());
    cost /= letter == 's' ? 4 : letter == '=' ? 1000 : 30;
  }
  info->idxStr = sqlite3_mprintf("%s", plan.c_str());
  info->needToFreeIdxStr = 1;
  info->estimatedCost = cost;
  info->estimatedRows = static_cast<sqlite3_int64>(cost);
  return SQLITE_OK;
}

int open_cursor(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
  *out = reinterpret_cast<sqlite3_vtab_cursor*>(new Cursor{});
  return SQLITE_OK;
}

int close_cursor(sqlite3_vtab_cursor* cursor) {
  auto* own = reinterpret_cast<Cursor*>(cursor);
  if (own->spans) owner_of(cursor).keep_damage(std::move(own->spans->damage()));
  delete own;
  return SQLITE_OK;
}

std::string text_of(sqlite3_value* given) {
  const unsigned char* bytes = sqlite3_value_text(given);
  return bytes == nullptr ? "" : std::string(reinterpret_cast<const char*>(bytes));
}

// The periods that lie wholly before a text in the order of texts end, at the latest, where its day begins:
// "2011-03-05T13" stands behind all of "2011-03-04". A text that is no time restricts nothing.
void restrict_time(ReadingsQuery& query, char letter, const std::string& text) {
  const auto given = Period::parse(text);
  if (!given || given->text() != text) return;
  const Date begin = given->begin;
  if (letter != '<') query.from = query.from ? std::max(*query.from, begin) : begin;
  if (letter == '>') return;
  // "2011-03" <= "2011-03-05": up to the day the text names; of a shorter text, whatever begins with it is
  // greater, but equal is the period itself.
  const Date until = letter == '=' ? given->end : begin + 1;
  query.until = query.until ? std::min(*query.until, until) : until;
}

int advance(sqlite3_vtab_cursor* cursor) {
  auto* own = reinterpret_cast<Cursor*>(cursor);
  own->reading.reset();
  ++own->row;
  while (true) {
    for (++own->index; own->index < own->spans->positions().end; ++own->index) {
      own->reading.reset();
      if (auto reading = own->spans->at(own->index)) {
        own->reading.emplace(*reading);
        return SQLITE_OK;
      }
    }
    const auto has_span = own->spans->next();
    if (!has_span) return failed(cursor->pVtab, has_span.error());
    if (!*has_span) return SQLITE_OK;
    own->index = own->spans->positions().first - 1;
  }
}

int filter(sqlite3_vtab_cursor* cursor, int, const char* plan, int count, sqlite3_value** values) {
  auto* own = reinterpret_cast<Cursor*>(cursor);
  ReadingTable& owner = owner_of(cursor);
  ReadingsQuery query{owner.question().programme, owner.question().known_at};
  for (int i = 0; i < count; ++i) {
    const std::string text = text_of(values[i]);
    if (plan[i] == 's') query.sets = {text};
    if (plan[i] == 't') query.stations = {text};
    if (plan[i] == 'p') query.parameters = {text};
    if (plan[i] == '=' || plan[i] == '<' || plan[i] == '>') restrict_time(query, plan[i], text);
  }
  if (own->spans) owner.keep_damage(std::move(own->spans->damage()));
  own->spans.reset();
  own->reading.reset();
  auto spans = KnownSpans::of(owner.source(), query);
  if (!spans) return failed(cursor->pVtab, spans.error());
  own->spans.emplace(std::move(*spans));
  own->index = own->spans->positions().end;
  return advance(cursor);
}

int is_at_end(sqlite3_vtab_cursor* cursor) {
  return reinterpret_cast<Cursor*>(cursor)->reading ? 0 : 1;
}

void give_text(sqlite3_context* context, std::string_view text) {
  sqlite3_result_text64(context, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
}

// A parameter the catalogue no longer knows has no unit, and its integers are given as they are.
void give_value(sqlite3_context* context, const KnownReading& reading, const ParameterScale& scale) {
  if (reading.value == kNoReading) return sqlite3_result_null(context);
  double power = 1;
  for (int i = 0; i < scale.decimals; ++i) power *= 10;
  sqlite3_result_double(context, reading.value / power);
}

ParameterScale scale_of(const SqlQuestion& question, const std::string& key) {
  const auto place = question.parameters.find(key);
  return place == question.parameters.end() ? ParameterScale{} : place->second;
}

int give_column(sqlite3_vtab_cursor* cursor, sqlite3_context* context, int column) {
  const KnownReading& reading = *reinterpret_cast<Cursor*>(cursor)->reading;
  const SqlQuestion& question = owner_of(cursor).question();
  switch (column) {
    case station_set:
      give_text(context, reading.series.set);
      break;
    case station:
      give_text(context, reading.series.station);
      break;
    case parameter:
      give_text(context, reading.series.parameter);
      break;
    case time:
      give_text(context, series::period_at(reading.series.step, reading.index).text());
      break;
    case value:
      give_value(context, reading, scale_of(question, reading.series.parameter));
      break;
    case unit:
      give_text(context, scale_of(question, reading.series.parameter).unit);
      break;
    case flag:
      give_text(context, kFlagNames.at(static_cast<std::size_t>(reading.flag)));
      break;
    case as_given:
      give_text(context, reading.as_given);
      break;
    case file:
      give_text(context, reading.import.name);
      break;
    case line:
      sqlite3_result_int64(context, reading.row);
      break;
    case recorded_at:
      give_text(context, reading.import.recorded_at.text());
      break;
    default:
      break;
  }
  return SQLITE_OK;
}

int give_row(sqlite3_vtab_cursor* cursor, sqlite3_int64* row) {
  *row = reinterpret_cast<Cursor*>(cursor)->row;
  return SQLITE_OK;
}

sqlite3_module module_of_readings() {
  sqlite3_module module{};
  module.iVersion = 0;
  module.xCreate = nullptr;  // eponymous: there without CREATE VIRTUAL TABLE, and nothing else
  module.xConnect = connect;
  module.xBestIndex = best_index;
  module.xDisconnect = disconnect;
  module.xDestroy = disconnect;
  module.xOpen = open_cursor;
  module.xClose = close_cursor;
  module.xFilter = filter;
  module.xNext = advance;
  module.xEof = is_at_end;
  module.xColumn = give_column;
  module.xRowid = give_row;
  return module;
}

}  // namespace

Result<std::unique_ptr<ReadingTable>> ReadingTable::add_to(SqliteConnection& connection, Connection& source,
                                                           const SqlQuestion& question) {
  static const sqlite3_module kModule = module_of_readings();
  std::unique_ptr<ReadingTable> table(new ReadingTable(connection, source, question));
  if (sqlite3_create_module_v2(connection.handle(), "reading", &kModule, table.get(), nullptr) != SQLITE_OK)
    return tl::unexpected(connection.failure());
  // Makes SQLite know its columns, which a connection that only takes questions would forbid.
  CHUANGMO_CHECK(connection.prepare("SELECT 1 FROM reading"));
  return table;
}

ReadingTable::~ReadingTable() {
  sqlite3_create_module_v2(connection_.handle(), "reading", nullptr, nullptr, nullptr);
}

void ReadingTable::keep_damage(Diagnostics found) {
  for (Diagnostic& each : found)
    if (std::find(damage_.begin(), damage_.end(), each) == damage_.end()) damage_.push_back(std::move(each));
}

}  // namespace chuangmo::store
