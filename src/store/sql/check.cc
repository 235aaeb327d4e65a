#include <fmt/format.h>
#include <limits>

#include "audit/entry_leaf.h"
#include "base/digest.h"
#include "series/codec.h"
#include "store/sql/import_digest.h"
#include "store/sql/journal.h"
#include "store/sql/sql_store.h"

namespace chuangmo::store {
namespace {

constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();

tl::unexpected<Failure> disagreement(const Connection& connection, const std::string& programme,
                                     std::string what) {
  return fail("STO020", fmt::format("{}: 创建工作 {}：{}", connection.name(), programme, what),
              "换一份完好的备份；原库可用 chuangmo audit verify 检查");
}

Result<void> check_against_head(Connection& connection, const std::string& programme,
                                const audit::Frontier& leaves) {
  CHUANGMO_TRY(head, journal_head(connection, programme));
  if (head.size != static_cast<std::int64_t>(leaves.size()) || head.root != leaves.root().raw())
    return disagreement(connection, programme, "日志头与日志条目不符");
  return {};
}

// Bytes of readings that fail their own checksum are damage, which reading names whenever it meets them; it
// must not keep the rest from being saved. Whoever changes a figure cannot hide behind it: it stays named.
Result<bool> has_damaged_readings(Connection& connection, const std::string& programme, std::int64_t import) {
  CHUANGMO_TRY(rows, connection.prepare_long("SELECT block, series_id, first FROM readings WHERE "
                                             "programme_id = ? AND import_id = ? ORDER BY series_id, first"));
  rows.with(programme, import);
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return false;
    if (!series::decode_block(rows.blob(0))) return true;
  }
}

Result<void> check_import(Connection& connection, const std::string& programme, const JournalEntry& entry,
                          const ImportIndex& imports, std::int64_t number) {
  const auto import = imports.find(number);
  if (import == imports.end() || entry.object != import_object(number))
    return disagreement(connection, programme, fmt::format("第 {} 次导入与日志不符", number));
  CHUANGMO_TRY(facts, digest_of_import(connection, programme, number));
  if (entry.body == import_body(import->second, facts) && entry.recorded_at == import->second.recorded_at)
    return {};
  CHUANGMO_TRY(is_damage, has_damaged_readings(connection, programme, number));
  if (!is_damage)
    return disagreement(connection, programme,
                        fmt::format("第 {} 次导入（{}）的内容与日志不符", number, import->second.name));
  return {};
}

Result<void> check_contents(Connection& connection, const std::string& programme) {
  CHUANGMO_TRY(rows, connection.prepare_long(
                         "SELECT digest, bytes FROM contents WHERE programme_id = ? ORDER BY digest"));
  rows.with(programme);
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) return {};
    if (sha256_hex(rows.blob(1)) != rows.text(0))
      return disagreement(connection, programme, fmt::format("内容 {} 已损坏", rows.text(0)));
  }
}

}  // namespace

Result<void> check_head(Connection& connection, const std::string& programme, const LogHead& earlier) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(connection));
  audit::Frontier leaves;
  bool is_continued = earlier.size == 0;
  CHUANGMO_TRY(rows, connection.prepare_long(
                         "SELECT leaf, entry_id FROM journal WHERE programme_id = ? ORDER BY entry_id"));
  rows.with(programme);
  while (true) {
    CHUANGMO_TRY(has_row, rows.step());
    if (!has_row) break;
    const auto leaf = audit::Hash::from_raw(rows.blob(0));
    if (!leaf) return disagreement(connection, programme, "日志条目已损坏");
    leaves.append(*leaf);
    if (static_cast<std::int64_t>(leaves.size()) == earlier.size)
      is_continued = leaves.root().raw() == earlier.root;
  }
  if (!is_continued) return disagreement(connection, programme, "已确认保存的日志条目不见了");
  return check_against_head(connection, programme, leaves);
}

Result<void> check_programme(Connection& connection, const std::string& programme) {
  CHUANGMO_TRY(snapshot, Snapshot::begin(connection));
  CHUANGMO_TRY(imports, imports_until(connection, programme, Instant{kAll}));
  audit::Frontier leaves;
  std::int64_t checked = 0;  // imports
  const auto check = [&](const JournalEntry& entry, std::string_view stored) -> Result<void> {
    const audit::Hash leaf = audit::leaf_hash(entry);
    if (entry.number != static_cast<std::int64_t>(leaves.size()) + 1 || leaf.raw() != stored)
      return disagreement(connection, programme, fmt::format("日志第 {} 条与其摘要不符", entry.number));
    leaves.append(leaf);
    if (entry.kind != kImportKind) return {};
    return check_import(connection, programme, entry, imports, ++checked);
  };
  CHUANGMO_CHECK(visit_journal(connection, programme, 0, kAll, check));
  if (checked != static_cast<std::int64_t>(imports.size()))
    return disagreement(connection, programme, "有导入没有记入日志");
  CHUANGMO_CHECK(check_against_head(connection, programme, leaves));
  return check_contents(connection, programme);
}

}  // namespace chuangmo::store
