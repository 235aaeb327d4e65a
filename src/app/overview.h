#pragma once
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "app/request_state.h"
#include "app/verdict_board.h"
#include "workflow/slip.h"

namespace chuangmo::app {

// The state of the whole work on one screen.

// A day on which something is due that is still lacking.
struct NextDue {
  Date due;
  int requests = 0;
  std::vector<std::string> units;  // sorted
};

struct OverdueUnit {
  std::string unit;
  int count = 0;
  Date oldest_due;
  std::string oldest_request;
  int days = 0;  // since then
  int working_days = 0;
};

struct WaitingReview {
  std::string submission;
  std::string unit;
  Instant since;
};

struct LastImport {
  Instant at;
  std::string kind;
  std::string name;
};

struct Overview {
  static constexpr std::size_t kMostNext = 10;

  Date today;
  std::int64_t journal = 0;
  Date first_day;  // of the first assessment year
  Date last_day;   // of the last
  std::vector<NextDue> next;
  std::array<int, 4> outcomes{};               // by Outcome
  std::array<int, kRequestStates> requests{};  // by RequestState
  std::vector<OverdueUnit> overdue;            // the longest overdue first
  int awaiting_review = 0;
  std::optional<WaitingReview> oldest_review;
  std::array<int, 3> slips{};  // by SlipColour
  int gaps = 0;                // items that nobody was asked for, or nobody owes
  int evidence_waiting = 0;
  std::optional<LastImport> last_import;
};

// Whether what belongs to a unit is shown; "" is nobody's in particular.
using UnitFilter = std::function<bool(const std::string& unit)>;

// `verdicts` are those of the same moment.
Result<Overview> overview(Office& office, const workflow::Work& work, const Evaluation& verdicts, Date today,
                          const UnitFilter& is_shown);

}  // namespace chuangmo::app
