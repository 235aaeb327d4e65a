#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/hash.h"

namespace chuangmo::audit {

// More hashes than this no proof in a log of kMaxLogSize entries has.
inline constexpr std::size_t kMaxProofHashes = 64;

// The tail that proofs have in common (c2sp.org/tlog-proof): hashes in base64, a line each, an empty line,
// and a signed checkpoint to the end.
struct ProofTail {
  std::vector<Hash> hashes;
  std::string checkpoint;  // a signed note, not yet looked at; not empty
};
std::string proof_tail(std::span<const Hash> hashes, std::string_view checkpoint);
std::optional<ProofTail> parse_proof_tail(std::string_view text);

// Takes the next line off; nullopt where no line feed ends it.
std::optional<std::string_view> take_line(std::string_view& rest);
// The next line is `key`, a blank and what is returned; else nothing is taken.
std::optional<std::string_view> take_keyed_line(std::string_view& rest, std::string_view key);

}  // namespace chuangmo::audit
