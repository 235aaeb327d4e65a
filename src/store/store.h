#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/civil.h"
#include "base/diagnostic.h"
#include "base/result.h"
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
// says as known when. Every failure names the database file. Codes: STO001 cannot be opened, STO002 not a
// workspace database, STO003 written by a newer program, STO004 no such programme, STO005 the programme
// stands on another pack, STO006 the import is dated before one that is already there, STO007 stored bytes
// are damaged, STO008 the database refused, STO009 busy, STO010 more than 65,535 imports in one series. One
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

}  // namespace chuangmo::store
