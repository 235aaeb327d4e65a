#include "app/journal_log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/entry_leaf.h"
#include "audit/merkle.h"
#include "audit/proof_bundle.h"
#include "base/file.h"
#include "workflow/acts.h"

namespace chuangmo::app {

namespace {

constexpr const char* kKeyFile = "log.key";
constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;

// Created for the owner alone from the first byte on; two starters agree on the one that was first.
Result<void> make_key(const std::filesystem::path& path, const std::string& name) {
  const std::string text = audit::SigningKey::generate(name).text() + "\n";
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
  if (file < 0 && errno == EEXIST) return {};
  const bool written = file >= 0 &&
                       write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       fsync(file) == 0;
  const int why = errno;
  if (file >= 0) close(file);
  if (written) return {};
  if (file >= 0) unlink(path.c_str());
  return fail("FIL002", "无法写入 " + path.string() + "：" + system_reason({why, std::generic_category()}),
              "检查权限和磁盘空间");
}

Result<std::vector<audit::Hash>> leaves_of(store::Store& store, const std::string& programme,
                                           std::int64_t until) {
  CHUANGMO_TRY(raw, store.leaf_hashes(programme, until));
  std::vector<audit::Hash> leaves;
  leaves.reserve(raw.size());
  for (const std::string& bytes : raw) {
    CHUANGMO_TRY(leaf, audit::Hash::from_raw(bytes));
    leaves.push_back(leaf);
  }
  return leaves;
}

Result<std::string> signed_note(const Office& office, const store::LogHead& head) {
  CHUANGMO_TRY(key, log_key(office.root(), office.programme().id));
  CHUANGMO_TRY(root, audit::Hash::from_raw(head.root));
  return audit::sign_checkpoint({key.verifier().name, static_cast<std::uint64_t>(head.size), root, {}}, key);
}

}  // namespace

Result<audit::SigningKey> log_key(const std::filesystem::path& root, const std::string& programme) {
  if (!std::filesystem::exists(root / kKeyFile))
    CHUANGMO_CHECK(make_key(root / kKeyFile, "chuangmo/" + programme));
  return known_log_key(root);
}

Result<audit::SigningKey> known_log_key(const std::filesystem::path& root) {
  const std::filesystem::path path = root / kKeyFile;
  struct stat state {};
  if (stat(path.c_str(), &state) != 0)
    return fail("APP011", "没有日志密钥 " + path.string(), "把签发检查点的那个工作目录里的 log.key 复制过来");
  if ((state.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return fail("APP010", path.string() + " 别人也能读", "运行 chmod 600，并考虑更换密钥");
  CHUANGMO_TRY(text, read_file(path));
  return audit::SigningKey::parse(text);
}

Result<SignedHead> signed_head(Office& office) {
  CHUANGMO_TRY(reading, office.reader());
  CHUANGMO_TRY(head, reading->store->head(office.programme().id));
  CHUANGMO_TRY(note, signed_note(office, head));
  return SignedHead{head, note};
}

Result<std::string> entry_proof(Office& office, std::int64_t number, bool is_disclosed) {
  CHUANGMO_TRY(reading, office.reader());
  const std::string& programme = office.programme().id;
  CHUANGMO_TRY(head, reading->store->head(programme));
  if (number < 1 || number > head.size)
    return fail("AUD002", fmt::format("日志没有第 {} 条", number), fmt::format("日志现有 {} 条", head.size));
  JournalEntry entry;
  CHUANGMO_CHECK(reading->store->visit_entries(programme, number - 1, number,
                                               [&](const JournalEntry& each) -> Result<void> {
                                                 entry = each;
                                                 return {};
                                               }));
  CHUANGMO_TRY(leaves, leaves_of(*reading->store, programme, head.size));
  CHUANGMO_TRY(note, signed_note(office, head));
  CHUANGMO_TRY(bundle, audit::prove_entry(entry, is_disclosed, leaves, note));
  return audit::bundle_bytes(bundle);
}

Result<std::vector<std::string>> consistency(Office& office, std::int64_t from, std::int64_t to) {
  CHUANGMO_TRY(reading, office.reader());
  CHUANGMO_TRY(head, reading->store->head(office.programme().id));
  if (from < 0 || to < from || to > head.size)
    return fail("AUD002", fmt::format("日志没有过 {} 到 {} 条的状态", from, to),
                fmt::format("0 ≤ from ≤ to ≤ {}", head.size));
  CHUANGMO_TRY(leaves, leaves_of(*reading->store, office.programme().id, to));
  CHUANGMO_TRY(proof, audit::consistency_proof(leaves, static_cast<std::uint64_t>(from)));
  std::vector<std::string> hashes;
  for (const audit::Hash& hash : proof) hashes.push_back(hash.hex());
  return hashes;
}

namespace {

struct Verifying {
  Workspace& workspace;
  audit::JournalVerifier& verifier;
  std::vector<audit::Hash> leaves;
  std::size_t imports = 0;
  std::optional<audit::JournalFault> changed_facts;

  // Facts lie in tables of their own: the entry of their import says what they were.
  Result<void> hold_facts(const JournalEntry& entry) {
    CHUANGMO_TRY(act, workflow::read_act(entry));
    const auto* import = std::get_if<workflow::ImportDone>(&act);
    if (import == nullptr) return {};
    ++imports;
    CHUANGMO_TRY(stored, workspace.store->import_digest(workspace.programme.id, import->import));
    if (stored == import->facts || changed_facts) return {};
    changed_facts = {entry.number, "AUD108",
                     fmt::format("第 {} 次导入（{}）的数据与记录时不同", import->import, import->name),
                     "数据库被改动过：从备份恢复，并查明谁能写数据库文件"};
    return {};
  }
  Result<void> take(const JournalEntry& entry) {
    const auto place = static_cast<std::size_t>(entry.number - 1);
    const bool has_leaf = entry.number >= 1 && place < leaves.size();
    verifier.take(entry, has_leaf ? std::optional(leaves[place]) : std::nullopt);
    return hold_facts(entry);
  }
};

}  // namespace

Result<Verification> verify_log(Workspace& workspace, const std::vector<std::string>& notes) {
  const std::string& programme = workspace.programme.id;
  std::vector<audit::KnownRoot> known;
  for (const std::string& note : notes) {
    CHUANGMO_TRY(key, known_log_key(workspace.root));
    const std::vector<audit::VerifierKey> keys{key.verifier()};
    CHUANGMO_TRY(checkpoint, audit::open_checkpoint(note, keys, key.verifier().name));
    known.push_back({checkpoint.size, checkpoint.root});
  }
  CHUANGMO_TRY(head, workspace.store->head(programme));
  CHUANGMO_TRY(root, audit::Hash::from_raw(head.root));
  known.push_back({static_cast<std::uint64_t>(head.size), root});
  audit::JournalVerifier verifier(std::move(known));
  CHUANGMO_TRY(leaves, leaves_of(*workspace.store, programme, head.size));
  Verifying verifying{workspace, verifier, std::move(leaves), 0, std::nullopt};
  CHUANGMO_CHECK(workspace.store->visit_entries(
      programme, 0, head.size, [&](const JournalEntry& entry) { return verifying.take(entry); }));
  Verification verification{verifier.finish(), verifying.imports};
  const auto& fault = verifying.changed_facts;
  if (fault && (!verification.report.fault || fault->number < verification.report.fault->number))
    verification.report.fault = fault;
  return verification;
}

}  // namespace chuangmo::app
