#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/merkle.h"
#include "store/sql/connection.h"

namespace chuangmo::store {

// The journal of one programme within a transaction that writes. The row of its head is held until the
// transaction ends, so that the programme has one writer at a time.
class JournalWriter {
 public:
  static Result<void> begin_journal(Connection& connection, const ProgrammeEntry& programme);
  static Result<JournalWriter> open(Connection& connection, const std::string& programme);

  std::int64_t size() const { return static_cast<std::int64_t>(frontier_.size()); }
  Instant last() const { return last_; }  // of the last entry; long ago when there is none
  Result<void> append(NewEntry entry, Instant recorded_at);
  Result<void> write_head();
  LogHead head() const;
  const std::vector<JournalEntry>& entries() const { return entries_; }  // appended ones

 private:
  JournalWriter(Connection& connection, std::string programme, audit::Frontier frontier, Instant recorded_at,
                Statement insert);
  Connection* connection_;
  std::string programme_;
  audit::Frontier frontier_;
  Instant recorded_at_;  // of the head
  Instant last_;
  Statement insert_;
  std::vector<JournalEntry> entries_;
};

Result<LogHead> journal_head(Connection& connection, const std::string& programme);
// Entries with their leaf hashes as stored, in (after, until].
using StoredEntryVisitor = std::function<Result<void>(const JournalEntry& entry, std::string_view leaf)>;
Result<void> visit_journal(Connection& connection, const std::string& programme, std::int64_t after,
                           std::int64_t until, const StoredEntryVisitor& visitor);

// The head is that of the leaves as they are stored, and goes on from an earlier one: quick, to see whether a
// database that failed still has what was acknowledged. STO020
Result<void> check_head(Connection& connection, const std::string& programme, const LogHead& earlier);
// Everything of the programme against its journal: each leaf is that of its entry, the head that of the
// leaves, what each import stored is what its entry says, unless readings of it are damaged, contents are
// those of their digests. STO020 names the first that is not.
Result<void> check_programme(Connection& connection, const std::string& programme);

}  // namespace chuangmo::store
