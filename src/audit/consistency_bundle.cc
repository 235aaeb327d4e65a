#include "audit/consistency_bundle.h"

#include "audit/merkle.h"
#include "audit/proof_lines.h"
#include "base/text.h"

namespace chuangmo::audit {
namespace {

constexpr std::string_view kFirstLine = "chuangmo-consistency-proof 1";
constexpr std::size_t kMostBytes = std::size_t{2} << 20U;

}  // namespace

std::string bundle_bytes(const ConsistencyBundle& bundle) {
  return std::string(kFirstLine) + "\nfrom " + std::to_string(bundle.old_size) + " " +
         bundle.old_root.base64() + "\n" + proof_tail(bundle.hashes, bundle.checkpoint);
}

Result<ConsistencyBundle> parse_consistency_bundle(std::string_view bytes) {
  const auto damaged = [] {
    return fail("AUD010", "一致性证明不合格式",
                "用原来的文件，不要改动换行和空格；格式见 docs/formats/journal.md");
  };
  if (bytes.size() > kMostBytes || take_line(bytes) != kFirstLine) return damaged();
  const std::vector<std::string> from = split(take_keyed_line(bytes, "from").value_or(""), " ");
  if (from.size() != 2) return damaged();
  const auto size = parse_log_number(from[0]);
  const auto root = Hash::from_base64(from[1]);
  auto tail = parse_proof_tail(bytes);
  if (!size || !root || !tail) return damaged();
  return ConsistencyBundle{*size, *root, std::move(tail->hashes), std::move(tail->checkpoint)};
}

Result<Checkpoint> verify_bundle(const ConsistencyBundle& bundle, std::span<const VerifierKey> keys,
                                 std::string_view origin) {
  CHUANGMO_TRY(checkpoint, open_checkpoint(bundle.checkpoint, keys, origin));
  if (!verify_consistency(bundle.old_size, bundle.old_root, checkpoint.size, checkpoint.root,
                          bundle.hashes)) {
    return fail("AUD011", "证明不成立：现在的日志不是由原来的日志增长而来",
                "证明被改动过，或者日志被改写过；把两个检查点一并交审计管理员");
  }
  return checkpoint;
}

}  // namespace chuangmo::audit
