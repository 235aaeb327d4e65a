#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "audit/hash.h"
#include "base/civil.h"
#include "base/result.h"
#include "model/journal.h"

namespace chuangmo::audit {

// A salt is 32 random bytes: nobody can guess a body and try whether its digest fits.
inline constexpr std::size_t kSaltBytes = 32;
std::string random_salt();

// What the log says of an entry: all but the body, which stands there as a digest that says nothing of it.
struct LeafLines {
  std::int64_t number = 0;
  Instant recorded_at;
  std::string who;
  std::string kind;
  std::string object;
  Hash body_digest;  // SHA-256(salt || body)
  friend bool operator==(const LeafLines&, const LeafLines&) = default;
};
Hash salted_digest(std::string_view salt, std::string_view body);
LeafLines leaf_lines(const JournalEntry& entry);

// The bytes of a leaf (docs/formats/journal.md): seven lines, each ending in a line feed. In `who`, `kind`
// and `object` a backslash is written \\ and a control character \xHH, so that no two entries share bytes.
//     chuangmo-journal-entry 1
//     number 17
//     recorded_at 1325323800
//     who tongji-editor
//     kind submission.submitted
//     object submission:市统计局|2010#1
//     body 64 hexadecimal digits
std::string leaf_bytes(const LeafLines& lines);
std::string leaf_bytes(const JournalEntry& entry);
// Takes exactly what leaf_bytes() gives. AUD009
Result<LeafLines> parse_leaf(std::string_view bytes);

// SHA-256(0x00 || leaf_bytes), RFC 6962.
Hash leaf_hash(const JournalEntry& entry);

}  // namespace chuangmo::audit
