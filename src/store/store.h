#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/civil.h"
#include "base/diagnostic.h"
#include "base/result.h"
#include "model/day_sum.h"
#include "model/fact.h"
#include "series/block.h"
#include "store/change.h"

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

// All that one act changes; everything or nothing.
struct Change {
  std::string programme;
  Instant recorded_at;
  // The size of the journal that it was decided upon; with it, the change is made upon no other.
  std::optional<std::int64_t> decided_at;
  std::vector<NewEntry> entries;
  std::vector<Content> contents;
  // Each becomes an import, recorded at the moment of the change in its programme, and an entry of kind
  // "import" before `entries`.
  std::vector<FactBatch> facts;
  std::vector<VaultChange> vault;
};
struct ChangeReport {
  LogHead head;                       // after it
  std::vector<JournalEntry> entries;  // as they were recorded, those of imports included
  std::vector<AppendReport> facts;    // parallel to Change::facts; with an error in any, nothing was changed
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
  int revision = 1;  // how many different things were said of the position
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
  std::int64_t import = 0;  // number of the import that said it
};

// A fact that an import brought, and what was known before it; nullopt: nothing was.
template <class Fact>
struct Imported {
  Fact fact;
  std::optional<Fact> before;
};
struct ImportedReading {
  std::int32_t value = kNoReading;
  ReadingFlag flag = ReadingFlag::missing;
  std::string as_given;
};
struct ReadingPlace {
  SeriesKey series;
  std::int64_t index = 0;
  std::uint32_t row = 0;
};
// What one import brought. Of each kind corrections stand first, then what was added, by key; `counts` is of
// all that was stored. What was known already was not stored, and is not counted.
struct ImportedFacts {
  ImportEntry import;
  AppendCounts counts;
  std::vector<Imported<FigureFact>> figures;
  std::vector<Imported<RecordFact>> records;
  std::vector<Imported<Station>> stations;
  std::vector<ClosureFact> closures;
  std::vector<EvidenceFact> evidence;
  std::vector<std::pair<ReadingPlace, Imported<ImportedReading>>> readings;
  Diagnostics damage;  // STO104
};

// Where a programme is kept: its facts, and the journal of all that changed it. Facts and entries are
// appended and never changed; a correction is a further revision; reading says as known when. Bytes of
// readings that are damaged fail nothing: they are named and count as unknown. Every failure names the
// database. Codes: STO001 cannot be opened, STO002 not a database of ours, STO003 written by a newer program,
// STO004 no such programme, STO005 the programme stands on another pack, STO006 recorded before what is
// already there, STO007 what is stored is damaged, STO008 the database refused, STO009 busy, STO010 more than
// 65,535 imports in one series, STO011 an older state of the tables, read only, STO012 SQL that is refused,
// STO013 too long an answer, STO014 the journal has grown since the decision, STO015 disk full, STO016 the
// disk fails, STO017 no connection to the server, STO018 text that PostgreSQL cannot keep. After STO015,
// STO016 and STO017 the store works on as soon as disk and server do. One Store belongs to one thread at a
// time.
class Store {
 public:
  virtual ~Store() = default;

  // Adds the programme; the same id with the same pack again is no change. STO005
  virtual Result<void> add_programme(const ProgrammeEntry& programme) = 0;
  virtual Result<std::vector<ProgrammeEntry>> programmes() = 0;  // by id

  // What must be there with the change and only with it, such as the file it came in: `place` runs once all
  // is written and before it is committed, `withdraw` when either fails.
  struct Companions {
    std::function<Result<void>()> place;
    std::function<void()> withdraw;
  };
  // All of the change or nothing, in one transaction: what it answers with success is on the disk. What it
  // records must not lie before the last entry (STO006): what was known at a past moment must never change
  // afterwards. STO014 when the journal is not as `decided_at` says. Diagnostics of facts: STO101 two values
  // for one figure, STO102 two different records with one identity, STO103 two descriptions of one station
  // (all errors).
  virtual Result<ChangeReport> commit(const Change& change, const Companions& companions) = 0;
  Result<ChangeReport> commit(const Change& change) { return commit(change, Companions{}); }
  // A change of one batch, at the moment its import names.
  virtual Result<AppendReport> append(const FactBatch& batch, const Companions& companions) = 0;
  Result<AppendReport> append(const FactBatch& batch) { return append(batch, Companions{}); }

  // Entries whose number lies in (after, until], in order. Memory does not grow with what is visited.
  virtual Result<void> visit_entries(const std::string& programme, std::int64_t after, std::int64_t until,
                                     const EntryVisitor& visitor) = 0;
  virtual Result<LogHead> head(const std::string& programme) = 0;
  // Of the first `until` entries, 32 bytes each, as they were stored with them: src/audit/entry_leaf.h
  // computes them anew.
  virtual Result<std::vector<std::string>> leaf_hashes(const std::string& programme, std::int64_t until) = 0;
  // nullopt: there is none. STO007 when the bytes are not those of the digest.
  virtual Result<std::optional<std::string>> content(const std::string& programme,
                                                     const std::string& digest) = 0;
  virtual Result<std::optional<std::string>> vault_value(const std::string& programme, const VaultKey& at,
                                                         Instant now) = 0;
  // Key and value of what has not expired, by key.
  virtual Result<std::vector<std::pair<std::string, std::string>>> vault_shelf(const std::string& programme,
                                                                               const std::string& shelf,
                                                                               Instant now) = 0;
  // Digest of everything stored under that import, recomputed from the tables (docs/formats/workspace.md):
  // what the "import" entry's body names as "facts". STO007 there is no such import
  virtual Result<std::string> import_digest(const std::string& programme, std::int64_t import) = 0;
  // A whole copy in one SQLite file, while others go on writing: safely on the disk, read back and verified
  // before it takes its name. Passwords are in it, sessions and uploads under way are not. STO019 the file
  // exists, STO020 what was copied does not agree with its journal
  virtual Result<void> back_up(const std::filesystem::path& target) = 0;

  // Ordered as model/fact.h says; same facts, same bytes. Of readings each position takes the latest import
  // that speaks of it; an import that has no value there (missing) does not erase one that has; suspect,
  // calibration and excluded do.
  virtual Result<FactSet> read(const FactQuery& query) = 0;

  // Those of read, alone.
  virtual Result<std::vector<Station>> stations(const std::string& programme, Instant known_at) = 0;

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
  // before was visited. Returns what `reading` met that was damaged. What the vault holds is not answered.
  virtual Result<Diagnostics> ask(const SqlQuestion& question, const SqlVisitor& visitor) = 0;

  virtual Result<std::vector<ImportEntry>> imports(const std::string& programme) = 0;  // in order of number
  // What append would do with the batch as things stand: the same counts and diagnostics. Writes nothing, and
  // needs no right to.
  virtual Result<AppendReport> compare(const FactBatch& batch) = 0;
  // What one import brought, of each kind at most `most`. nullopt: there is no such import.
  virtual Result<std::optional<ImportedFacts>> imported(const std::string& programme, std::int64_t import,
                                                        std::size_t most) = 0;

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

// A path of a SQLite file, or "postgresql://..." of a PostgreSQL database; created where it is empty, and
// brought to the present state of the tables.
Result<std::unique_ptr<Store>> open_store(const std::string& where);
// A further connection for reading beside it in another thread: what it sees is what was committed when each
// call began. STO001, STO002, STO003, STO011 an older state of the tables.
Result<std::unique_ptr<Store>> open_store_read_only(const std::string& where);

// The same of the embedded database. ":memory:" for tests.
Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& path);
Result<std::unique_ptr<Store>> open_sqlite_read_only(const std::filesystem::path& path);

// Loads what back_up wrote, of this or an earlier state of the tables, into a file that is not there or a
// database without a programme, and holds it against its journal: also the way from SQLite to PostgreSQL and
// back. STO019 something is there, STO020 the copy does not agree with its journal: nothing was loaded.
Result<void> restore_store(const std::filesystem::path& backup, const std::string& where);

// For many machines: every table of a PostgreSQL database lies by programme_id on the workers of Citus. The
// statements that say so, in order, and their execution: STO021 the extension is not there.
std::vector<std::string> distribution_statements();
Result<Diagnostics> distribute(const std::string& where);

}  // namespace chuangmo::store
