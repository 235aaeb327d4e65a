#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "store/sqlite/database.h"
#include "store/store.h"

namespace chuangmo::store {

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  Result<void> add_programme(const ProgrammeEntry& programme) override;
  Result<std::vector<ProgrammeEntry>> programmes() override;
  using Store::append;
  Result<AppendReport> append(const FactBatch& batch, const Companions& companions) override;
  Result<FactSet> read(const FactQuery& query) override;
  Result<Diagnostics> visit_readings(const ReadingsQuery& query, const BlockVisitor& visitor) override;
  Result<std::optional<Diagnostic>> damage_of(const ReadingsQuery& query, const StoredBlock& block,
                                              const Failure& failure) override;
  Result<Diagnostics> visit_known(const ReadingsQuery& query, const ReadingVisitor& visitor) override;
  Result<Diagnostics> ask(const SqlQuestion& question, const SqlVisitor& visitor) override;
  Result<std::vector<ImportEntry>> imports(const std::string& programme) override;
  Result<std::vector<FigureFact>> figure_history(const std::string& programme, const FigureKey& key) override;
  Result<std::vector<RecordFact>> record_history(const std::string& programme, const std::string& ledger,
                                                 const std::string& identity) override;
  Result<std::vector<ReadingRevision>> reading_history(const std::string& programme, const std::string& set,
                                                       const std::string& station,
                                                       const std::string& parameter,
                                                       const Period& period) override;

 private:
  Result<void> require_programme(const std::string& programme);
  std::unique_ptr<Database> database_;
};

struct SeriesId {
  std::int64_t number = 0;
  bool is_new = false;
};
struct NumberedBlock {
  SeriesId series;
  const series::ReadingBlock* block;
};

// A block that is damaged in the database and comes again with the file it came from: what of it no later
// import has spoken of.
struct Repair {
  SeriesId series;
  series::ReadingBlock block;
};
// None unless the file of the batch has been handed in before and something of it is damaged. Then nothing
// else of it is news: handing a file in to repair it must not bring back what has been corrected since.
Result<std::vector<Repair>> find_repairs(Database& database, const FactBatch& batch, std::int64_t import,
                                         const std::vector<NumberedBlock>& blocks);

// Writes the facts of one batch inside a transaction that the caller holds; the parts of SqliteStore::append.
class BatchWriter {
 public:
  BatchWriter(Database& database, const FactBatch& batch, AppendReport& report)
      : database_(database), batch_(batch), report_(report) {}
  Result<void> write_import();
  Result<void> write_figures();
  Result<void> write_records();
  Result<void> write_closures();
  Result<void> write_stations();
  Result<void> write_readings();
  Result<void> write_evidence();

 private:
  Result<void> write_block(const series::ReadingBlock& block, const SeriesId& series, Statement& known,
                           Statement& insert);
  Result<void> insert_block(const series::ReadingBlock& block, const SeriesId& series, Statement& insert);
  Result<void> write_repairs(const std::vector<Repair>& repairs, Statement& insert);
  Result<void> write_record(const RecordFact& record, Statement& latest, Statement& fields, Statement& insert,
                            Statement& insert_field);
  Database& database_;
  const FactBatch& batch_;
  AppendReport& report_;
  std::string bytes_;  // of the block being written
};

// Two different values for one key within one batch: STO101, STO102, STO103.
Diagnostics find_contradictions(const FactBatch& batch);

// The imports of a programme up to an instant, by number: what the origins of facts are completed from.
using ImportIndex = std::map<std::int64_t, ImportEntry>;
Result<ImportIndex> imports_until(Database& database, const std::string& programme, Instant known_at);
// Reads sheet, line, heading, unit from four columns on.
Origin origin_at(const Statement& statement, int column, const ImportEntry& import);
// STO007 when a stored text is not what was written.
Result<Period> stored_period(const Database& database, const std::string& text);
Result<Decimal> stored_decimal(const Database& database, const std::string& text);

// All readings of the facts that `query` asks for; what could not be read goes to `damage`.
Result<std::vector<ReadingSeries>> read_series(Database& database, const FactQuery& query,
                                               const ImportIndex& imports, Diagnostics& damage);

}  // namespace chuangmo::store
