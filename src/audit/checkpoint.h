#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/hash.h"
#include "audit/signing_key.h"
#include "base/result.h"

namespace chuangmo::audit {

// c2sp.org/tlog-checkpoint: a log after `size` entries. Its text has the lines origin, size in decimal, root
// in base64, and extension lines if there are any.
struct Checkpoint {
  std::string origin;  // whose log: not empty; the name of the key that signs it
  std::uint64_t size = 0;
  Hash root;
  std::vector<std::string> extensions;  // not empty each
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};
std::string checkpoint_text(const Checkpoint& checkpoint);
// Takes exactly what checkpoint_text() gives. AUD007
Result<Checkpoint> parse_checkpoint(std::string_view text);

// As a signed note. AUD015: an origin or extension that cannot be signed.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key);
// A checkpoint that may be believed: signed by one of the keys, of the log `origin`. AUD004 .. AUD007,
// AUD012: of another log.
Result<Checkpoint> open_checkpoint(std::string_view note, std::span<const VerifierKey> keys,
                                   std::string_view origin);

// The decimal digits of a number below or at kMaxLogSize, without leading zeros; nothing else.
std::optional<std::uint64_t> parse_log_number(std::string_view digits);

}  // namespace chuangmo::audit
