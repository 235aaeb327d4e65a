#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/civil.h"

namespace chuangmo::workflow {

enum class NoticeKind { bulletin, announcement };  // 公报、简报; 公告、公示

// What the office has told the public. What it shows of verdicts and facts is what was known when it was
// published.
struct Notice {
  std::string id;  // "notice-3": counted within the programme
  NoticeKind kind = NoticeKind::bulletin;
  std::string title;
  std::string text;                   // of a withdrawn one ""
  std::optional<Period> period;       // that it speaks of
  std::vector<int> indicators;        // likewise
  std::vector<std::string> figures;   // likewise, keys of the pack
  std::vector<std::string> evidence;  // digests of papers that go with it; of a withdrawn one none
  Instant published_at;
  std::string published_by;
  std::int64_t entry = 0;  // number in the journal
  std::optional<Instant> withdrawn_at;
  std::int64_t withdrawn_entry = 0;
  std::string withdrawn_reason;
  friend bool operator==(const Notice&, const Notice&) = default;
};

// Which data everybody may read, besides the verdicts.
struct Publication {
  std::vector<std::string> figures;  // keys of the pack, sorted
  std::vector<std::string> ledgers;
  std::string reason;
  std::optional<Instant> changed_at;  // nullopt: nothing was ever opened
  std::int64_t entry = 0;
  friend bool operator==(const Publication&, const Publication&) = default;
};

}  // namespace chuangmo::workflow
