#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "app/import_items.h"
#include "app/verdict_board.h"

namespace chuangmo::app {

// One moment at which a verdict became different: what GET /verdicts/{indicator} answers for it as
// `known_at`.
struct VerdictStep {
  Instant known_at;
  Date as_of;
  std::int64_t number = 0;            // of the entry from which on it was so
  IndicatorVerdict verdict;           // without its traces
  std::vector<JournalEntry> because;  // the entries of that moment that brought what it asks for; the latest
  std::size_t because_count = 0;      // all of them; 0 where nothing but the day is another
};

struct VerdictHistory {
  Instant known_at;
  std::vector<VerdictStep> steps;  // oldest first; of more than kMostSteps the latest
};
using VerdictHistoryPtr = std::shared_ptr<const VerdictHistory>;

// The verdicts of an indicator as they became known. It is judged at the moments at which something came in
// that it asks for, or editions were pinned: at most kMostMoments of them, the latest. What was judged once
// is kept, for the past does not change.
class VerdictHistories {
 public:
  static constexpr std::size_t kMostMoments = 120;
  static constexpr std::size_t kMostSteps = 100;
  static constexpr std::size_t kMostCauses = 20;

  VerdictHistories(Office& office, VerdictBoard& board) : office_(office), board_(board), imports_(office) {}
  // EVL003 no such indicator.
  Result<VerdictHistoryPtr> of(int indicator, std::optional<Instant> known_at);

 private:
  struct Moment {
    Instant at;
    std::vector<std::int64_t> entries;  // ascending
  };
  using Key = std::tuple<int, std::int64_t, Date>;  // indicator, last entry that it asks for, as of
  Result<std::vector<Moment>> moments(int indicator, const workflow::Work& work);
  Result<std::shared_ptr<const IndicatorVerdict>> judged(const Key& key, Instant at);
  Result<std::vector<JournalEntry>> entries(const std::vector<std::int64_t>& numbers);

  Office& office_;
  VerdictBoard& board_;
  ImportItems imports_;
  std::mutex mutex_;  // guards what stands below, for moments only
  std::map<Key, std::shared_ptr<const IndicatorVerdict>> judged_;
};

}  // namespace chuangmo::app
