#include "audit/proof_bundle.h"

#include "audit/merkle.h"
#include "audit/proof_lines.h"
#include "base/base64.h"
#include "base/text.h"

namespace chuangmo::audit {
namespace {

constexpr std::string_view kProofLine = "c2sp.org/tlog-proof@v1";
constexpr int kLeafLines = 7;

auto not_a_bundle() {
  return fail("AUD010", "证明文件不合格式",
              "用原来的文件，不要改动换行和空格；格式见 docs/formats/journal.md");
}

std::string_view take_leaf(std::string_view& rest) {
  const std::string_view all = rest;
  for (int i = 0; i < kLeafLines; ++i)
    if (!take_line(rest)) return {};
  return all.substr(0, all.size() - rest.size());
}

// Both lines or neither.
bool take_disclosure(std::string_view& rest, std::optional<Disclosure>& disclosed) {
  const auto salt = take_keyed_line(rest, "salt");
  if (!salt) return true;
  const auto body = take_keyed_line(rest, "disclosed");
  const auto bytes = decode_base64(*salt);
  if (!body || !bytes || bytes->size() != kSaltBytes) return false;
  disclosed = Disclosure{*bytes, std::string(*body)};
  return true;
}

}  // namespace

std::string bundle_bytes(const ProofBundle& bundle) {
  std::string out = leaf_bytes(bundle.entry);
  if (bundle.disclosed) {
    out += "salt " + encode_base64(bundle.disclosed->salt) + "\n";
    out += "disclosed " + bundle.disclosed->body + "\n";
  }
  out += "\n" + std::string(kProofLine) + "\n";
  out += "index " + std::to_string(bundle.index) + "\n";
  return out + proof_tail(bundle.hashes, bundle.checkpoint);
}

Result<ProofBundle> parse_bundle(std::string_view bytes) {
  if (bytes.size() > kMaxBundleBytes) return not_a_bundle();
  std::string_view rest = bytes;
  const auto entry = parse_leaf(take_leaf(rest));
  if (!entry) return not_a_bundle();
  ProofBundle bundle;
  bundle.entry = *entry;
  if (!take_disclosure(rest, bundle.disclosed)) return not_a_bundle();
  if (take_line(rest) != "" || take_line(rest) != kProofLine) return not_a_bundle();
  const auto index = parse_log_number(take_keyed_line(rest, "index").value_or(""));
  if (!index) return not_a_bundle();
  auto tail = parse_proof_tail(rest);
  if (!tail) return not_a_bundle();
  bundle.index = *index;
  bundle.hashes = std::move(tail->hashes);
  bundle.checkpoint = std::move(tail->checkpoint);
  return bundle;
}

Result<ProofBundle> prove_entry(const JournalEntry& entry, bool is_disclosed, std::span<const Hash> leaves,
                                std::string checkpoint) {
  ProofBundle bundle;
  bundle.entry = leaf_lines(entry);
  if (is_disclosed) bundle.disclosed = Disclosure{entry.salt, entry.body};
  bundle.index = static_cast<std::uint64_t>(entry.number) - 1;
  CHUANGMO_TRY(hashes, inclusion_proof(leaves, bundle.index));
  bundle.hashes = std::move(hashes);
  bundle.checkpoint = std::move(checkpoint);
  return bundle;
}

Result<Checkpoint> verify_bundle(const ProofBundle& bundle, std::span<const VerifierKey> keys,
                                 std::string_view origin) {
  CHUANGMO_TRY(checkpoint, open_checkpoint(bundle.checkpoint, keys, origin));
  if (bundle.entry.number < 1 || static_cast<std::uint64_t>(bundle.entry.number) - 1 != bundle.index) {
    return fail("AUD014", "证明的位置与条目编号不符", "证明文件被改动过，向导出者索取原来的文件");
  }
  if (bundle.disclosed &&
      salted_digest(bundle.disclosed->salt, bundle.disclosed->body) != bundle.entry.body_digest) {
    return fail("AUD013", "公开的内容与日志里的摘要不符", "内容被改动过，向导出者索取原来的文件");
  }
  const Hash leaf = leaf_hash_of(leaf_bytes(bundle.entry));
  if (!verify_inclusion(leaf, bundle.index, checkpoint.size, bundle.hashes, checkpoint.root)) {
    return fail("AUD011", "证明不成立：条目不在检查点所指的日志里",
                "条目或证明被改动过，向导出者索取原来的文件");
  }
  return checkpoint;
}

}  // namespace chuangmo::audit
