#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/diagnostic.h"
#include "base/result.h"
#include "model/day_sum.h"
#include "model/fact.h"
#include "series/block.h"

namespace chuangmo::store {

struct ProgrammeEntry {
  std::string id;     // "shuozhou"
  std::string title;  // "朔州市创建环境保护模范城市"
  std::string pack;   // "shanxi-model-city-2011"
  Instant recorded_at;
  friend bool operator==(const ProgrammeEntry&, const ProgrammeEntry&) = default;
};

// One act of handing something in: a file, by somebody, at a moment.
struct ImportEntry {
  std::int64_t number = 0;  // 1, 2, 3 ... within the programme; given by the store
  std::string digest;       // SHA-256 of the file
  std::string name;         // as the user named it
  std::string kind;         // "figures" "ledger:incidents" "stations" "readings:air" "evidence"
  std::string who;
  Instant recorded_at;
  std::string reason;  // of corrections; may be empty
  friend bool operator==(const ImportEntry&, const ImportEntry&) = default;
};

// All that one import brings. The facts take file, digest and recorded_at from `import`, whatever they carry
// themselves.
struct FactBatch {
  std::string programme;
  ImportEntry import;
  std::vector<FigureFact> figures;
  std::vector<RecordFact> records;
  std::vector<ClosureFact> closures;
  std::vector<Station> stations;
  std::vector<series::ReadingBlock> readings;
  std::vector<EvidenceFact> evidence;
  // By parameter: the running means its days are searched for when they are stored, so that reading a year
  // need not look at the hours. Whatever stands here, every question can be answered.
  std::map<std::string, WindowRule> window_rules;
};

struct AppendCounts {
  std::size_t added = 0;      // nothing was known under the key before
  std::size_t corrected = 0;  // became the next revision
  std::size_t unchanged = 0;  // says what was known already: not stored again
  friend bool operator==(const AppendCounts&, const AppendCounts&) = default;
};

// What append did. With an error among the diagnostics nothing was changed and `import` is 0.
struct AppendReport {
  std::int64_t import = 0;
  AppendCounts figures, records, closures, stations, readings, evidence;  // readings: positions, not blocks
  Diagnostics diagnostics;
};

// Which facts, as known when. A fact belongs when its period overlaps [from, until).
struct FactQuery {
  std::string programme;
  Instant known_at;
  std::optional<Date> from;
  std::optional<Date> until;
  std::optional<std::vector<std::string>> station_sets;  // whose readings; nullopt: of all sets
  static FactQuery of_years(std::string programme, Instant known_at, int first_year, int last_year);
};

// Whose readings, as known when. A block belongs when it overlaps [from, until). nullopt: all.
struct ReadingsQuery {
  std::string programme;
  Instant known_at;
  std::optional<Date> from;
  std::optional<Date> until;
  std::optional<std::vector<std::string>> sets;
  std::optional<std::vector<std::string>> stations;
  std::optional<std::vector<std::string>> parameters;
};

struct SeriesKey {
  std::string set;
  std::string parameter;
  std::string station;
  PeriodKind step = PeriodKind::hour;
  friend auto operator<=>(const SeriesKey&, const SeriesKey&) = default;
};

// What one import says of one series in one block span, as stored: series/codec.h reads the bytes, which are
// gone after the visit.
struct StoredBlock {
  const SeriesKey& series;
  std::int64_t first = 0;
  std::int64_t import = 0;  // number of the import
  std::string_view bytes;
};
// A failure ends the visit and is its answer.
using BlockVisitor = std::function<Result<void>(const StoredBlock&)>;

// One reading as it is known, with all there is to say of it.
struct KnownReading {
  const SeriesKey& series;
  std::int64_t index = 0;           // position on the axis of the step: series/block.h
  std::int32_t value = kNoReading;  // kNoReading: no number
  ReadingFlag flag = ReadingFlag::missing;
  std::string_view as_given;  // of what is not valid
  std::uint32_t row = 0;
  const ImportEntry& import;
};
using ReadingVisitor = std::function<Result<void>(const KnownReading&)>;

// How the integers of a parameter are to be read.
struct ParameterScale {
  std::string unit;
  int decimals = 0;
};

// A question in SQL: one statement that reads. Beside the tables there is `reading`, a row for every reading
// (docs/formats/readings.md).
struct SqlQuestion {
  std::string programme;
  Instant known_at;  // of `reading`
  std::string sql;
  std::map<std::string, ParameterScale> parameters;
  std::size_t most_rows = 0;
  std::function<bool()> is_over;  // asked now and then; true ends the statement
};
struct SqlCell {
  enum class Kind { null, number, text };
  Kind kind = Kind::null;
  std::string text;  // of a number as SQLite writes it
};
struct SqlRow {
  const std::vector<std::string>& headings;
  const std::vector<SqlCell>& cells;
};
using SqlVisitor = std::function<Result<void>(const SqlRow&)>;

struct FigureKey {
  std::string figure;
  std::string subject;
  Period period;
};

// One thing that was said about one position of a series.
struct ReadingRevision {
  std::int32_t value = kNoReading;
  ReadingFlag flag = ReadingFlag::missing;
  std::string as_given;
  Origin origin;
  Instant recorded_at;
};

// Where facts are kept. Facts are appended and never changed; a correction is a further revision; reading
// says as known when. Bytes of readings that are damaged fail nothing: they are named and count as unknown.
// Every failure names the database file. Codes: STO001 cannot be opened, STO002 not a
// workspace database, STO003 written by a newer program, STO004 no such programme, STO005 the programme
// stands on another pack, STO006 the import is dated before one that is already there, STO007 stored bytes
// are damaged, STO008 the database refused, STO009 busy, STO010 more than 65,535 imports in one series,
// STO011 an older state of the tables, read only, STO012 SQL that is refused, STO013 too long an answer. One
// Store belongs to one thread at a time.
class Store {
 public:
  virtual ~Store() = default;

  // Adds the programme; the same id with the same pack again is no change. STO005
  virtual Result<void> add_programme(const ProgrammeEntry& programme) = 0;
  virtual Result<std::vector<ProgrammeEntry>> programmes() = 0;  // by id

  // All of the batch or nothing, in one transaction. recorded_at must not lie before the latest import of the
  // programme (STO006): what was known at a past moment must never change afterwards. Diagnostics: STO101 two
  // values for one figure, STO102 two different records with one identity, STO103 two descriptions of one
  // station (all errors).
  Result<AppendReport> append(const FactBatch& batch) { return append(batch, Companions{}); }
  // What must be there with the facts and only with them, such as the file they came in: `place` runs once
  // all is written and before it is committed, `withdraw` when either fails.
  struct Companions {
    std::function<Result<void>()> place;
    std::function<void()> withdraw;
  };
  virtual Result<AppendReport> append(const FactBatch& batch, const Companions& companions) = 0;

  // Ordered as model/fact.h says; same facts, same bytes. Of readings each position takes the latest import
  // that speaks of it; an import that has no value there (missing) does not erase one that has; suspect,
  // calibration and excluded do.
  virtual Result<FactSet> read(const FactQuery& query) = 0;

  // Every block, ordered by set, parameter, station, step, first, import; where two imports have a block for
  // one span, the later one stands over the earlier, position by position, as in read. Memory does not grow
  // with what is visited. Returns what of the file could not be read: the rest was visited (STO105).
  virtual Result<Diagnostics> visit_readings(const ReadingsQuery& query, const BlockVisitor& visitor) = 0;
  // How a visitor tells that it could not decode a block (STO104). Nothing when a later import of the same
  // file, known by known_at, brought the block again.
  virtual Result<std::optional<Diagnostic>> damage_of(const ReadingsQuery& query, const StoredBlock& block,
                                                      const Failure& failure) = 0;

  // Every position anything is known of, ordered by set, parameter, station, step, index, merged as in read
  // but with what is not valid. Memory does not grow with what is visited. Returns what was damaged.
  virtual Result<Diagnostics> visit_known(const ReadingsQuery& query, const ReadingVisitor& visitor) = 0;

  // STO012 not one statement that only reads, or SQL is wrong; STO013 over the time or the rows: what came
  // before was visited. Returns what `reading` met that was damaged.
  virtual Result<Diagnostics> ask(const SqlQuestion& question, const SqlVisitor& visitor) = 0;

  virtual Result<std::vector<ImportEntry>> imports(const std::string& programme) = 0;  // in order of number

  // All revisions, oldest first; empty when nothing is known under the key.
  virtual Result<std::vector<FigureFact>> figure_history(const std::string& programme,
                                                         const FigureKey& key) = 0;
  virtual Result<std::vector<RecordFact>> record_history(const std::string& programme,
                                                         const std::string& ledger,
                                                         const std::string& identity) = 0;
  virtual Result<std::vector<ReadingRevision>> reading_history(const std::string& programme,
                                                               const std::string& set,
                                                               const std::string& station,
                                                               const std::string& parameter,
                                                               const Period& period) = 0;
};

// The embedded database in one file; created when absent. ":memory:" for tests.
Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& path);

// A further connection to a file that open_sqlite has opened, for reading beside it in another thread: what
// it sees is what was committed when each call began. STO001, STO002, STO003, STO011 an older state of the
// tables.
Result<std::unique_ptr<Store>> open_sqlite_read_only(const std::filesystem::path& path);

}  // namespace chuangmo::store
