#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "workflow/request.h"
#include "workflow/submission.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

// A request with everything that came back for it.
struct AnsweredRequest {
  Request request;
  std::vector<Submission> submissions;  // in their order
  std::set<Item> accepted_items;        // of its items, those that an accepted submission answers
  std::vector<Item> corrected_items;    // once for each time that a value was corrected after acceptance
};

// part of whole: 18 of 20. Whole 0 is no share at all.
struct Share {
  int part = 0;
  int whole = 0;
  friend bool operator==(const Share&, const Share&) = default;
};

// 报送考核 of one unit and period. The three say different things and are never added up here.
struct UnitScore {
  std::string unit;  // that answers now
  Period period;
  Share complete;                    // items accepted of items asked
  std::vector<std::string> lacking;  // items not accepted: "市统计局|2010 figure:gdp"
  Share on_time;  // requests first handed in by their day (leave granted does not move it) of requests due
  std::vector<std::string> late;           // requests handed in late or not at all
  std::optional<Rational> mean_days_late;  // calendar days, over all requests due, 0 of those on time; still
                                           // counting what is not handed in. None when no request was due
  int returned = 0;                        // times that a submission was returned
  std::vector<std::string> returns;        // submissions that were
  int corrected = 0;                       // values corrected after acceptance
  std::vector<std::string> corrections;    // "市统计局|2010 figure:gdp"
};

// By unit and period; requests whose day has passed at as_of and that were not withdrawn. Of a unit that was
// split, a request counts for every unit that answers for one of its items now, each with its items.
std::vector<UnitScore> unit_scores(const std::vector<AnsweredRequest>& requests,
                                   const std::vector<UnitEdge>& edges, Date as_of);

}  // namespace chuangmo::workflow
