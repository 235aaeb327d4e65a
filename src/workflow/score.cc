#include "workflow/score.h"

#include <algorithm>
#include <map>

#include "workflow/request_standing.h"

namespace chuangmo::workflow {
namespace {

struct Counting {
  UnitScore score;
  int days_late = 0;
};
using Countings = std::map<std::pair<std::string, Period>, Counting>;

std::string item_of(const Request& request, const Item& item) {
  return request.id + " " + item_text(item);
}

// What was withdrawn was never handed in.
std::optional<Date> first_handed_in(const std::vector<Submission>& submissions) {
  for (const Submission& submission : submissions)
    if (submission.state != SubmissionState::withdrawn) return submission.submitted_at.date();
  return std::nullopt;
}

void count_items(UnitScore& score, const AnsweredRequest& answered, const std::vector<Item>& items) {
  for (const Item& item : items) {
    ++score.complete.whole;
    if (answered.accepted_items.contains(item))
      ++score.complete.part;
    else
      score.lacking.push_back(item_of(answered.request, item));
  }
}

void count_time(Counting& counting, const AnsweredRequest& answered, Date as_of) {
  const Date handed_in = first_handed_in(answered.submissions).value_or(as_of);
  const bool is_there = first_handed_in(answered.submissions).has_value();
  ++counting.score.on_time.whole;
  if (is_there && handed_in <= answered.request.due) {
    ++counting.score.on_time.part;
    return;
  }
  counting.score.late.push_back(answered.request.id);
  counting.days_late += std::max(handed_in - answered.request.due, 0);
}

void count_corrections(UnitScore& score, const AnsweredRequest& answered, const std::vector<Item>& items) {
  for (const Submission& submission : answered.submissions) {
    if (submission.state != SubmissionState::returned && submission.reasons.empty()) continue;
    ++score.returned;
    score.returns.push_back(submission.id);
  }
  for (const Item& item : answered.corrected_items) {
    if (std::find(items.begin(), items.end(), item) == items.end()) continue;
    ++score.corrected;
    score.corrections.push_back(item_of(answered.request, item));
  }
}

}  // namespace

std::vector<UnitScore> unit_scores(const std::vector<AnsweredRequest>& requests,
                                   const std::vector<UnitEdge>& edges, Date as_of) {
  Countings countings;
  for (const AnsweredRequest& answered : requests) {
    const Request& request = answered.request;
    if (request.is_withdrawn || as_of <= request.due) continue;
    for (const auto& [unit, items] : items_by_unit(request, edges, as_of)) {
      Counting& counting = countings[{unit, request.period}];
      counting.score.unit = unit;
      counting.score.period = request.period;
      count_items(counting.score, answered, items);
      count_time(counting, answered, as_of);
      count_corrections(counting.score, answered, items);
    }
  }
  std::vector<UnitScore> scores;
  for (auto& [key, counting] : countings) {
    if (const auto mean = Rational::make(counting.days_late, counting.score.on_time.whole))
      counting.score.mean_days_late = *mean;
    scores.push_back(std::move(counting.score));
  }
  return scores;
}

}  // namespace chuangmo::workflow
