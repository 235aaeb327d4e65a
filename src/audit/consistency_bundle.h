#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/checkpoint.h"
#include "audit/hash.h"
#include "base/result.h"

namespace chuangmo::audit {

// That a log has only grown since a size and root that somebody holds, from a printed bulletin for instance:
// "chuangmo-consistency-proof 1", "from size root", hashes, an empty line, the newer signed checkpoint.
struct ConsistencyBundle {
  std::uint64_t old_size = 0;
  Hash old_root;
  std::vector<Hash> hashes;
  std::string checkpoint;  // a signed note
  friend bool operator==(const ConsistencyBundle&, const ConsistencyBundle&) = default;
};
std::string bundle_bytes(const ConsistencyBundle& bundle);
Result<ConsistencyBundle> parse_consistency_bundle(std::string_view bytes);  // AUD010

// The newer checkpoint. AUD004 .. AUD007, AUD012 of the checkpoint; AUD011: the log is not the old one grown.
// The caller holds old_size and old_root against what it has.
Result<Checkpoint> verify_bundle(const ConsistencyBundle& bundle, std::span<const VerifierKey> keys,
                                 std::string_view origin);

}  // namespace chuangmo::audit
