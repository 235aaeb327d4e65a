#include "store/sql/journal.h"

#include <fmt/format.h>
#include <limits>

#include "audit/entry_leaf.h"

namespace chuangmo::store {
namespace {

constexpr const char* kHeadRow =
    "SELECT frontier, recorded_at, size FROM journal_heads WHERE programme_id = ?";

struct StoredHead {
  audit::Frontier frontier;
  Instant recorded_at;
};

Result<StoredHead> stored_head(Connection& connection, const std::string& programme, std::string_view lock) {
  CHUANGMO_TRY(row, connection.prepare(kHeadRow + std::string(lock)));
  CHUANGMO_TRY(has_row, row.with(programme).step());
  const auto damaged = [&] {
    return fail("STO007", fmt::format("{}: 创建工作 {} 的日志头已损坏", connection.name(), programme),
                "从备份恢复数据库");
  };
  if (!has_row) return damaged();
  auto frontier = audit::Frontier::from_bytes(row.blob(0));
  if (!frontier || static_cast<std::int64_t>(frontier->size()) != row.integer(2)) return damaged();
  return StoredHead{std::move(*frontier), Instant{row.integer(1)}};
}

}  // namespace

JournalWriter::JournalWriter(Connection& connection, std::string programme, audit::Frontier frontier,
                             Instant recorded_at, Statement insert)
    : connection_(&connection),
      programme_(std::move(programme)),
      frontier_(std::move(frontier)),
      recorded_at_(recorded_at),
      last_(frontier_.size() == 0 ? Instant{std::numeric_limits<std::int64_t>::min()} : recorded_at),
      insert_(std::move(insert)) {}

Result<void> JournalWriter::begin_journal(Connection& connection, const ProgrammeEntry& programme) {
  CHUANGMO_TRY(insert,
               connection.prepare("INSERT INTO journal_heads (programme_id, size, frontier, recorded_at) "
                                  "VALUES (?, ?, ?, ?)"));
  return insert.with(programme.id, 0, Blob{audit::Frontier().bytes()}, programme.recorded_at.seconds).run();
}

Result<JournalWriter> JournalWriter::open(Connection& connection, const std::string& programme) {
  CHUANGMO_TRY(head, stored_head(connection, programme, connection.for_update()));
  CHUANGMO_TRY(insert,
               connection.prepare("INSERT INTO journal (programme_id, entry_id, recorded_at, leaf, salt, "
                                  "who, kind, object, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  return JournalWriter(connection, programme, std::move(head.frontier), head.recorded_at, std::move(insert));
}

Result<void> JournalWriter::append(NewEntry given, Instant recorded_at) {
  JournalEntry entry{size() + 1,
                     recorded_at,
                     std::move(given.who),
                     std::move(given.kind),
                     std::move(given.object),
                     std::move(given.body),
                     audit::random_salt()};
  const audit::Hash leaf = audit::leaf_hash(entry);
  CHUANGMO_CHECK(insert_
                     .with(programme_, entry.number, recorded_at.seconds, Blob{leaf.raw()}, Blob{entry.salt},
                           entry.who, entry.kind, entry.object, entry.body)
                     .run());
  frontier_.append(leaf);
  recorded_at_ = last_ = recorded_at;
  entries_.push_back(std::move(entry));
  return {};
}

Result<void> JournalWriter::write_head() {
  if (entries_.empty()) return {};
  CHUANGMO_TRY(update,
               connection_->prepare("UPDATE journal_heads SET size = ?, frontier = ?, recorded_at = ? "
                                    "WHERE programme_id = ?"));
  return update.with(size(), Blob{frontier_.bytes()}, recorded_at_.seconds, programme_).run();
}

LogHead JournalWriter::head() const {
  return {size(), frontier_.root().raw(), recorded_at_};
}

Result<LogHead> journal_head(Connection& connection, const std::string& programme) {
  CHUANGMO_TRY(head, stored_head(connection, programme, ""));
  return LogHead{static_cast<std::int64_t>(head.frontier.size()), head.frontier.root().raw(),
                 head.recorded_at};
}

Result<void> visit_journal(Connection& connection, const std::string& programme, std::int64_t after,
                           std::int64_t until, const StoredEntryVisitor& visitor) {
  CHUANGMO_TRY(rows, connection.prepare_long(
                         "SELECT entry_id, recorded_at, who, kind, object, body, salt, leaf FROM journal "
                         "WHERE programme_id = ? AND entry_id > ? AND entry_id <= ? ORDER BY entry_id"));
  rows.with(programme, after, until);
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return {};
    const JournalEntry entry{
        rows.integer(0), Instant{rows.integer(1)}, rows.text(2), rows.text(3), rows.text(4),
        rows.text(5),    std::string(rows.blob(6))};
    CHUANGMO_CHECK(visitor(entry, rows.blob(7)));
  }
}

}  // namespace chuangmo::store
