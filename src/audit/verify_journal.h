#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/merkle.h"
#include "model/journal.h"

namespace chuangmo::audit {

// What somebody outside may hold against the journal: its root after so many entries.
struct KnownRoot {
  std::uint64_t size = 0;
  Hash root;
  friend auto operator<=>(const KnownRoot&, const KnownRoot&) = default;
};

struct JournalFault {
  std::int64_t number = 0;  // the first bad entry; of a root that differs, the last one it speaks of
  std::string code;         // AUD101 .. AUD107
  std::string text;         // 中文
  std::string fix;
};

struct JournalReport {
  std::uint64_t size = 0;       // entries that were looked at and found good
  Hash root;                    // after them
  Instant recorded_at;          // of the last of them
  std::uint64_t confirmed = 0;  // up to here a known root was met
  std::optional<JournalFault> fault;
};

// Goes through a journal from its first entry, one at a time; keeps a frontier and nothing else. Every entry
// is held against the one before (AUD101 its number, AUD102 its moment, AUD107 its salt), against the leaf
// that was stored for it (AUD103, AUD104), and the whole against roots known from elsewhere (AUD105, AUD106).
class JournalVerifier {
 public:
  explicit JournalVerifier(std::vector<KnownRoot> known = {});
  // `leaf`: as stored beside the entry. False: here is a fault, more entries change nothing.
  bool take(const JournalEntry& entry, const std::optional<Hash>& leaf);
  JournalReport finish();

 private:
  bool blame(std::int64_t number, std::string code, std::string text, std::string fix);
  bool meet_known_roots();
  std::vector<KnownRoot> known_;  // by size
  std::size_t next_known_ = 0;
  Frontier frontier_;
  JournalReport report_;
};

}  // namespace chuangmo::audit
