#include <fmt/format.h>

#include "base/digest.h"
#include "store/sql/journal.h"
#include "store/sql/sql_store.h"

namespace chuangmo::store {

Result<void> SqlStore::visit_entries(const std::string& programme, std::int64_t after, std::int64_t until,
                                     const EntryVisitor& visitor) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  return visit_journal(*connection_, programme, after, until,
                       [&](const JournalEntry& entry, std::string_view) { return visitor(entry); });
}

Result<LogHead> SqlStore::head(const std::string& programme) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  return journal_head(*connection_, programme);
}

Result<std::vector<std::string>> SqlStore::leaf_hashes(const std::string& programme, std::int64_t until) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  CHUANGMO_TRY(rows,
               connection_->prepare_long("SELECT leaf, entry_id FROM journal WHERE programme_id = ? AND "
                                         "entry_id <= ? ORDER BY entry_id"));
  rows.with(programme, until);
  std::vector<std::string> hashes;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return hashes;
    hashes.emplace_back(rows.blob(0));
  }
}

Result<std::optional<std::string>> SqlStore::content(const std::string& programme,
                                                     const std::string& digest) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  CHUANGMO_TRY(row, connection_->prepare("SELECT bytes FROM contents WHERE programme_id = ? AND digest = ?"));
  CHUANGMO_TRY(has_row, row.with(programme, digest).step());
  if (!has_row) return std::nullopt;
  std::string bytes(row.blob(0));
  if (sha256_hex(bytes) != digest)
    return fail("STO007", fmt::format("{}: 内容 {} 已损坏", connection_->name(), digest), "从备份恢复数据库");
  return bytes;
}

Result<std::optional<std::string>> SqlStore::vault_value(const std::string& programme, const VaultKey& at,
                                                         Instant now) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  CHUANGMO_TRY(
      row, connection_->prepare("SELECT value FROM vault WHERE programme_id = ? AND shelf = ? AND key = ? "
                                "AND (until IS NULL OR until >= ?)"));
  CHUANGMO_TRY(has_row, row.with(programme, at.shelf, at.key, now.seconds).step());
  return has_row ? std::optional<std::string>(row.blob(0)) : std::nullopt;
}

Result<std::vector<std::pair<std::string, std::string>>> SqlStore::vault_shelf(const std::string& programme,
                                                                               const std::string& shelf,
                                                                               Instant now) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  CHUANGMO_TRY(rows,
               connection_->prepare("SELECT key, value FROM vault WHERE programme_id = ? AND shelf = ? AND "
                                    "(until IS NULL OR until >= ?) ORDER BY key"));
  rows.with(programme, shelf, now.seconds);
  std::vector<std::pair<std::string, std::string>> all;
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return all;
    all.emplace_back(rows.text(0), std::string(rows.blob(1)));
  }
}

Result<std::string> SqlStore::import_digest(const std::string& programme, std::int64_t import) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(programme));
  return digest_of_import(*connection_, programme, import);
}

Result<Diagnostics> SqlStore::ask(const SqlQuestion& question, const SqlVisitor& visitor) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(question.programme));
  return connection_->ask(question, visitor);
}

}  // namespace chuangmo::store
