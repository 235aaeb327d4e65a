#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "store/sql/connection.h"
#include "store/sql/import_digest.h"
#include "store/store.h"

namespace chuangmo::store {

// A change with its batches where they are.
struct Deed {
  const std::string& programme;
  Instant recorded_at;
  std::optional<std::int64_t> decided_at;
  const std::vector<NewEntry>& entries;
  const std::vector<Content>& contents;
  std::vector<const FactBatch*> facts;
  const std::vector<VaultChange>& vault;
};

// Store in SQL, upon either database.
class SqlStore final : public Store {
 public:
  explicit SqlStore(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

  Result<void> add_programme(const ProgrammeEntry& programme) override;
  Result<std::vector<ProgrammeEntry>> programmes() override;
  using Store::append;
  using Store::commit;
  Result<ChangeReport> commit(const Change& change, const Companions& companions) override;
  Result<AppendReport> append(const FactBatch& batch, const Companions& companions) override;
  Result<void> visit_entries(const std::string& programme, std::int64_t after, std::int64_t until,
                             const EntryVisitor& visitor) override;
  Result<LogHead> head(const std::string& programme) override;
  Result<std::vector<std::string>> leaf_hashes(const std::string& programme, std::int64_t until) override;
  Result<std::optional<std::string>> content(const std::string& programme,
                                             const std::string& digest) override;
  Result<std::optional<std::string>> vault_value(const std::string& programme, const VaultKey& at,
                                                 Instant now) override;
  Result<std::vector<std::pair<std::string, std::string>>> vault_shelf(const std::string& programme,
                                                                       const std::string& shelf,
                                                                       Instant now) override;
  Result<std::string> import_digest(const std::string& programme, std::int64_t import) override;
  Result<void> back_up(const std::filesystem::path& target) override;
  Result<FactSet> read(const FactQuery& query) override;
  Result<std::vector<Station>> stations(const std::string& programme, Instant known_at) override;
  Result<Diagnostics> visit_readings(const ReadingsQuery& query, const BlockVisitor& visitor) override;
  Result<std::optional<Diagnostic>> damage_of(const ReadingsQuery& query, const StoredBlock& block,
                                              const Failure& failure) override;
  Result<Diagnostics> visit_known(const ReadingsQuery& query, const ReadingVisitor& visitor) override;
  Result<Diagnostics> ask(const SqlQuestion& question, const SqlVisitor& visitor) override;
  Result<std::vector<ImportEntry>> imports(const std::string& programme) override;
  Result<AppendReport> compare(const FactBatch& batch) override;
  Result<std::optional<ImportedFacts>> imported(const std::string& programme, std::int64_t import,
                                                std::size_t most) override;
  Result<std::vector<FigureFact>> figure_history(const std::string& programme, const FigureKey& key) override;
  Result<std::vector<RecordFact>> record_history(const std::string& programme, const std::string& ledger,
                                                 const std::string& identity) override;
  Result<std::vector<ReadingRevision>> reading_history(const std::string& programme, const std::string& set,
                                                       const std::string& station,
                                                       const std::string& parameter,
                                                       const Period& period) override;

 private:
  Result<void> require_programme(const std::string& programme);
  Result<ChangeReport> carry_out(const Deed& deed, const Companions& companions);
  Result<void> write(const Deed& deed, ChangeReport& report);
  Result<void> check_after_reconnect(const std::string& programme);
  enum class Outcome { done, not_done, unknown };
  Outcome outcome_of(const Deed& deed, const ChangeReport& report);
  std::unique_ptr<Connection> connection_;
  // By programme: the last head that was acknowledged, and the connection it was checked upon.
  struct Acknowledged {
    LogHead head;
    std::uint64_t reconnects = 0;
  };
  std::map<std::string, Acknowledged> acknowledged_;
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
// None unless the file, by its digest, has been handed in before and something of it is damaged. Then nothing
// else of it is news: handing a file in to repair it must not bring back what has been corrected since.
Result<std::vector<Repair>> find_repairs(Connection& connection, const std::string& programme,
                                         const std::string& file, std::int64_t import,
                                         const std::vector<NumberedBlock>& blocks);

// Writes one batch inside a transaction that the caller holds, as the next import of its programme; or finds
// out what that would do.
class BatchWriter {
 public:
  enum class Purpose { write, compare };
  // The import is recorded at `recorded_at`, whatever the batch says itself.
  BatchWriter(Connection& connection, const std::string& programme, Instant recorded_at,
              const FactBatch& batch, AppendReport& report, Purpose purpose = Purpose::write)
      : connection_(connection),
        programme_(programme),
        recorded_at_(recorded_at),
        batch_(batch),
        report_(report),
        purpose_(purpose) {}
  Result<void> write();
  NewEntry entry();  // that the import makes; once all is written

 private:
  Result<void> write_import();
  Result<void> write_figures();
  Result<void> write_records();
  Result<void> write_closures();
  Result<void> write_stations();
  Result<void> write_readings();
  Result<void> write_evidence();
  Result<void> write_block(const series::ReadingBlock& block, const SeriesId& series, Statement& known,
                           Statement& insert);
  Result<void> insert_block(const series::ReadingBlock& block, const SeriesId& series, Statement& insert);
  Result<void> write_repairs(const std::vector<Repair>& repairs, Statement& insert);
  Result<void> write_record(const RecordFact& record, Statement& latest, Statement& fields, Statement& insert,
                            Statement& insert_field);
  // One row, which the digest of the import takes in. Values stand as in tables.h.
  template <class... Values>
  Result<void> insert_row(Statement& insert, std::string_view table, const Values&... values) {
    if (purpose_ == Purpose::compare) return {};
    digest_.add(table, programme_, values...);
    return insert.with(programme_, values...).run();
  }
  // Whether the batch itself has spoken of the key before, which only what was not written does not show.
  template <class... Keys>
  bool is_repeated(const Keys&... keys) {
    if (purpose_ == Purpose::write) return false;
    std::string key;
    ((key += keys, key += '\0'), ...);
    return !compared_.insert(std::move(key)).second;
  }
  Connection& connection_;
  const std::string& programme_;
  Instant recorded_at_;
  const FactBatch& batch_;
  AppendReport& report_;
  Purpose purpose_;
  std::set<std::string> compared_;
  ImportDigest digest_;
  std::string bytes_;  // of the block being written
};

// Two different values for one key within one batch: STO101, STO102, STO103.
Diagnostics find_contradictions(const FactBatch& batch);

Result<std::vector<ProgrammeEntry>> all_programmes(Connection& connection);  // by id

// The imports of a programme up to an instant, by number: what the origins of facts are completed from.
using ImportIndex = std::map<std::int64_t, ImportEntry>;
Result<ImportIndex> imports_until(Connection& connection, const std::string& programme, Instant known_at);
// Reads sheet, line, heading, unit from four columns on.
Origin origin_at(const Statement& statement, int column, const ImportEntry& import);
// STO007 when a stored text is not what was written.
Result<Period> stored_period(const Connection& connection, const std::string& text);
Result<Decimal> stored_decimal(const Connection& connection, const std::string& text);

// All readings of the facts that `query` asks for; what could not be read goes to `damage`.
Result<std::vector<ReadingSeries>> read_series(Connection& connection, const FactQuery& query,
                                               const ImportIndex& imports, Diagnostics& damage);

}  // namespace chuangmo::store
