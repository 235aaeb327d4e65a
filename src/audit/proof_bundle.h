#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/checkpoint.h"
#include "audit/entry_leaf.h"
#include "audit/hash.h"
#include "base/result.h"

namespace chuangmo::audit {

inline constexpr std::size_t kMaxBundleBytes = std::size_t{16} << 20U;

// What is shown of an entry beyond its leaf, by choice.
struct Disclosure {
  std::string salt;  // 32 bytes
  std::string body;  // canonical JSON: one line
  friend bool operator==(const Disclosure&, const Disclosure&) = default;
};

// That one entry stands in a log: a file that is checked with the verifier key of the log and nothing else.
// The seven lines of the leaf; if disclosed, "salt base64" and "disclosed body"; an empty line; then a
// c2sp.org/tlog-proof (docs/formats/journal.md).
struct ProofBundle {
  LeafLines entry;
  std::optional<Disclosure> disclosed;
  std::uint64_t index = 0;  // of the leaf: entry.number - 1
  std::vector<Hash> hashes;
  std::string checkpoint;  // a signed note
  friend bool operator==(const ProofBundle&, const ProofBundle&) = default;
};
std::string bundle_bytes(const ProofBundle& bundle);
Result<ProofBundle> parse_bundle(std::string_view bytes);  // AUD010

// The bundle of an entry out of the leaves of its log. `checkpoint` is the signed checkpoint of all of them.
// AUD002: the entry is not among them.
Result<ProofBundle> prove_entry(const JournalEntry& entry, bool is_disclosed, std::span<const Hash> leaves,
                                std::string checkpoint);

// The checkpoint under which the entry is proven. AUD004 .. AUD007, AUD012 of the checkpoint; AUD014: index
// and number differ; AUD013: the disclosed body is another; AUD011: the hashes do not lead to the root.
Result<Checkpoint> verify_bundle(const ProofBundle& bundle, std::span<const VerifierKey> keys,
                                 std::string_view origin);

}  // namespace chuangmo::audit
