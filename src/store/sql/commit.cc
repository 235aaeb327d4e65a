#include <cassert>
#include <fmt/format.h>

#include "base/digest.h"
#include "store/sql/journal.h"
#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

Result<void> write_contents(Connection& connection, const Deed& deed) {
  if (deed.contents.empty()) return {};
  CHUANGMO_TRY(insert,
               connection.prepare("INSERT INTO contents (programme_id, digest, bytes) VALUES (?, ?, ?) "
                                  "ON CONFLICT (programme_id, digest) DO NOTHING"));
  for (const Content& content : deed.contents) {
    assert(content.digest == sha256_hex(content.bytes));
    CHUANGMO_CHECK(insert.with(deed.programme, content.digest, Blob{content.bytes}).run());
  }
  return {};
}

Result<void> write_vault(Connection& connection, const Deed& deed) {
  if (deed.vault.empty()) return {};
  CHUANGMO_TRY(insert, connection.prepare("INSERT INTO vault (programme_id, shelf, key, value, until) "
                                          "VALUES (?, ?, ?, ?, ?) ON CONFLICT (programme_id, shelf, key) "
                                          "DO UPDATE SET value = excluded.value, until = excluded.until"));
  CHUANGMO_TRY(forget,
               connection.prepare("DELETE FROM vault WHERE programme_id = ? AND shelf = ? AND key = ?"));
  for (const VaultChange& change : deed.vault) {
    const VaultKey& at = change.at;
    if (!change.value) {
      CHUANGMO_CHECK(forget.with(deed.programme, at.shelf, at.key).run());
      continue;
    }
    const auto until = change.until ? std::optional(change.until->seconds) : std::nullopt;
    CHUANGMO_CHECK(insert.with(deed.programme, at.shelf, at.key, Blob{*change.value}, until).run());
  }
  // What has expired is nothing that anybody could still see.
  CHUANGMO_TRY(expired, connection.prepare("DELETE FROM vault WHERE programme_id = ? AND until < ?"));
  return expired.with(deed.programme, deed.recorded_at.seconds).run();
}

Result<void> require_order(const Deed& deed, const JournalWriter& journal) {
  if (deed.decided_at && *deed.decided_at != journal.size())
    return fail("STO014",
                fmt::format("作出决定时日志有 {} 条，现在有 {} 条", *deed.decided_at, journal.size()),
                "内容已被别人改动，请看过最新内容后再试");
  const bool records_something = !deed.entries.empty() || !deed.facts.empty();
  if (records_something && deed.recorded_at < journal.last())
    return fail("STO006",
                fmt::format("{}登记时间 {} 早于已有的最近一次登记 {}",
                            deed.facts.empty() ? "" : deed.facts.front()->import.name + ": ",
                            deed.recorded_at.text(), journal.last().text()),
                "登记时间只能向后；否则过去某一时刻的已知情况会改变");
  return {};
}

bool is_in_doubt(const Failure& failure) {
  return failure.code == "STO016" || failure.code == "STO017";
}

}  // namespace

Result<ChangeReport> SqlStore::commit(const Change& change, const Companions& companions) {
  std::vector<const FactBatch*> facts;
  for (const FactBatch& batch : change.facts) facts.push_back(&batch);
  return carry_out({change.programme, change.recorded_at, change.decided_at, change.entries, change.contents,
                    std::move(facts), change.vault},
                   companions);
}

Result<AppendReport> SqlStore::append(const FactBatch& batch, const Companions& companions) {
  const Change nothing_else;
  const Deed deed{batch.programme, batch.import.recorded_at, {}, nothing_else.entries, nothing_else.contents,
                  {&batch},        nothing_else.vault};
  CHUANGMO_TRY(report, carry_out(deed, companions));
  return std::move(report.facts.front());
}

Result<AppendReport> SqlStore::compare(const FactBatch& batch) {
  AppendReport report;
  report.diagnostics = find_contradictions(batch);
  if (has_errors(report.diagnostics)) return report;
  CHUANGMO_TRY(snapshot, Snapshot::begin(*connection_));
  CHUANGMO_CHECK(require_programme(batch.programme));
  BatchWriter writer(*connection_, batch.programme, batch.import.recorded_at, batch, report,
                     BatchWriter::Purpose::compare);
  CHUANGMO_CHECK(writer.write());
  report.import = 0;
  return report;
}

// The companions stand when the change stands: after a failure in doubt they are withdrawn only when it is
// known that it does not.
Result<ChangeReport> SqlStore::carry_out(const Deed& deed, const Companions& companions) {
  ChangeReport report;
  bool has_error = false;
  for (const FactBatch* batch : deed.facts) {
    report.facts.emplace_back().diagnostics = find_contradictions(*batch);
    has_error = has_error || has_errors(report.facts.back().diagnostics);
  }
  if (has_error) {
    CHUANGMO_TRY(head, this->head(deed.programme));
    report.head = std::move(head);
    return report;
  }
  Result<void> done;
  {
    CHUANGMO_TRY(transaction, Transaction::begin(*connection_));
    CHUANGMO_CHECK(write(deed, report));
    if (companions.place) done = companions.place();
    if (done) done = transaction.commit();
    if (!done && !is_in_doubt(done.error())) {
      if (companions.withdraw) companions.withdraw();
      return tl::unexpected(done.error());
    }
  }
  if (!done) {
    const Outcome outcome = outcome_of(deed, report);
    if (outcome == Outcome::not_done && companions.withdraw) companions.withdraw();
    if (outcome == Outcome::unknown) done.error().text += "；这一次是否已经保存，恢复后才能知道";
    if (outcome != Outcome::done) return tl::unexpected(done.error());
  }
  acknowledged_[deed.programme] = {report.head, connection_->reconnects()};
  return report;
}

Result<void> SqlStore::write(const Deed& deed, ChangeReport& report) {
  CHUANGMO_CHECK(require_programme(deed.programme));
  CHUANGMO_CHECK(check_after_reconnect(deed.programme));
  CHUANGMO_TRY(journal, JournalWriter::open(*connection_, deed.programme));
  CHUANGMO_CHECK(require_order(deed, journal));
  for (std::size_t i = 0; i < deed.facts.size(); ++i) {
    BatchWriter writer(*connection_, deed.programme, deed.recorded_at, *deed.facts[i], report.facts[i]);
    CHUANGMO_CHECK(writer.write());
    CHUANGMO_CHECK(journal.append(writer.entry(), deed.recorded_at));
  }
  for (const NewEntry& entry : deed.entries) {
    assert(entry.kind != kImportKind);
    CHUANGMO_CHECK(journal.append(entry, deed.recorded_at));
  }
  CHUANGMO_CHECK(write_contents(*connection_, deed));
  CHUANGMO_CHECK(write_vault(*connection_, deed));
  CHUANGMO_CHECK(journal.write_head());
  report.head = journal.head();
  report.entries = journal.entries();
  return {};
}

// Nothing is built upon a journal that has lost what was acknowledged.
Result<void> SqlStore::check_after_reconnect(const std::string& programme) {
  Acknowledged& acknowledged = acknowledged_[programme];
  if (acknowledged.reconnects == connection_->reconnects()) return {};
  CHUANGMO_CHECK(check_head(*connection_, programme, acknowledged.head));
  acknowledged.reconnects = connection_->reconnects();
  return {};
}

// Asked once the answer to a commit was lost. Waits until the server has finished with it; the salts say
// whether entries are ours.
SqlStore::Outcome SqlStore::outcome_of(const Deed& deed, const ChangeReport& report) {
  if (!connection_->reconnect() || report.entries.empty()) return Outcome::unknown;
  const auto is_there = [&]() -> Result<bool> {
    CHUANGMO_TRY(transaction, Transaction::begin(*connection_));
    CHUANGMO_CHECK(JournalWriter::open(*connection_, deed.programme));
    CHUANGMO_TRY(row,
                 connection_->prepare("SELECT salt FROM journal WHERE programme_id = ? AND entry_id = ?"));
    const JournalEntry& last = report.entries.back();
    CHUANGMO_TRY(has_row, row.with(deed.programme, last.number).step());
    return has_row && row.blob(0) == last.salt;
  };
  const auto found = is_there();
  if (!found) return Outcome::unknown;
  return *found ? Outcome::done : Outcome::not_done;
}

}  // namespace chuangmo::store
