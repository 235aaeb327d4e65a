#include "app/verdict_board.h"

#include <algorithm>

#include "app/criterion_items.h"
#include "app/explanations.h"
#include "app/submitted_facts.h"
#include "publish/board_json.h"

namespace chuangmo::app {

namespace {

constexpr std::size_t kKept = 4;

std::vector<VerdictNews> differences(const Evaluation& before, const Evaluation& after) {
  std::vector<VerdictNews> news;
  for (std::size_t i = 0; i < before.indicators.size() && i < after.indicators.size(); ++i) {
    const IndicatorVerdict& old = before.indicators[i];
    const IndicatorVerdict& now = after.indicators[i];
    const bool same = old.outcome == now.outcome && old.sentence == now.sentence;
    if (!same) news.push_back({now.number, old.outcome, now.outcome, after.known_at});
  }
  return news;
}

}  // namespace

VerdictBoard::VerdictBoard(Office& office, Listener listener)
    : office_(office),
      listener_(std::move(listener)),
      items_(criterion_items(office.pack(), office.library().standards)),
      rules_{rule_glossary(office.pack(), office.library(), publish::Language::zh),
             rule_glossary(office.pack(), office.library(), publish::Language::en)},
      follower_([this] { keep_following(); }) {}

VerdictBoard::~VerdictBoard() {
  {
    const std::lock_guard lock(state_);
    is_over_ = true;
  }
  news_.notify_one();
  follower_.join();
}

void VerdictBoard::follow(const Changed& change) {
  {
    const std::lock_guard lock(state_);
    const std::size_t after = change.work->imports.size();
    if (!change.report.facts.empty())
      seen_.push_back({after - change.report.facts.size(), after, change.touched});
    has_news_ = true;
  }
  news_.notify_one();
}

void VerdictBoard::keep_following() {
  std::unique_lock lock(state_);
  while (true) {
    news_.wait(lock, [this] { return has_news_ || is_over_; });
    if (is_over_) return;
    has_news_ = false;
    lock.unlock();
    // What fails here is said to whoever asks for the board.
    static_cast<void>(latest());
    lock.lock();
  }
}

Result<EvaluateOptions> options_of(Office& office, const VerdictQuestion& question,
                                   const workflow::Work& work) {
  EvaluateOptions options;
  options.known_at = question.known_at;
  options.as_of = question.as_of;
  options.pinned = question.pinned.value_or(work.pinned);
  options.now = office.now();
  if (question.with_pending) {
    CHUANGMO_TRY(pending, pending_facts(office, work));
    options.pending = std::move(pending);
  }
  return options;
}

publish::Wording VerdictBoard::wording(publish::Language language, const Plan* plan) const {
  return {language, office_.pack(), rules_[static_cast<std::size_t>(language)], plan};
}

BoardPtr VerdictBoard::board_of(Evaluation evaluation, const WorkState& work) {
  auto board = std::make_shared<Board>();
  board->journal_size = work->size;
  board->imports = work->imports.size();
  board->plan_digest = work->plan_digest;
  publish::TileMatter matter;
  matter.charts = charts(office_.pack(), evaluation);
  const auto plan = office_.plan(*work);  // none was handed in yet: nobody leads
  if (plan) matter.lead_units = publish::lead_units(**plan);
  for (const publish::Language language : {publish::Language::zh, publish::Language::en}) {
    const publish::Wording words = wording(language, plan ? plan->get() : nullptr);
    board->texts[static_cast<std::size_t>(language)] = {
        std::make_shared<const std::string>(publish::tiles_json(evaluation, matter, words)),
        std::make_shared<const std::string>(publish::summary_json(evaluation, words))};
  }
  board->evaluation = std::move(evaluation);
  return board;
}

Result<BoardPtr> VerdictBoard::made(const VerdictQuestion& question, const WorkState& work) {
  CHUANGMO_TRY(options, options_of(office_, question, *work));
  CHUANGMO_TRY(reading, office_.reader());
  CHUANGMO_TRY(judgement, evaluate(*reading, office_.library(), options));
  return board_of(std::move(judgement.evaluation), work);
}

// What became known since a board of `imports` imports: nullopt when not every change was seen, such as one
// of another process.
std::optional<std::vector<workflow::Item>> VerdictBoard::touched_since(std::size_t imports,
                                                                       const workflow::Work& work) const {
  std::vector<workflow::Item> all;
  for (const SeenChange& change : seen_) {
    if (change.imports_before > imports) return std::nullopt;
    if (change.imports_after <= imports) continue;
    all.insert(all.end(), change.touched.begin(), change.touched.end());
    imports = change.imports_after;
  }
  if (imports != work.imports.size()) return std::nullopt;
  return all;
}

// An evaluation with the indicators that ask for what is new judged anew.
Result<Evaluation> VerdictBoard::judged_again(Evaluation evaluation,
                                              const std::vector<workflow::Item>& touched,
                                              const WorkState& work) {
  for (const int number : indicators_asking(office_.pack(), items_, touched)) {
    EvaluateOptions options;
    options.indicator = number;
    options.pinned = work->pinned;
    options.now = office_.now();
    CHUANGMO_TRY(reading, office_.reader());
    CHUANGMO_TRY(judgement, evaluate(*reading, office_.library(), options));
    evaluation.known_at = judgement.evaluation.known_at;
    for (IndicatorVerdict& verdict : evaluation.indicators) {
      if (verdict.number == number) verdict = std::move(judgement.evaluation.indicators.front());
    }
  }
  // Also of what nobody asks for it is known by now that it changes nothing.
  if (!work->imports.empty())
    evaluation.known_at = std::max(evaluation.known_at, work->imports.back().recorded_at);
  return evaluation;
}

Result<void> VerdictBoard::bring_up_to(const WorkState& work) {
  BoardPtr before;
  std::optional<std::vector<workflow::Item>> touched;
  {
    const std::lock_guard lock(state_);
    before = latest_;
    if (before != nullptr) touched = touched_since(before->imports, *work);
  }
  const Date as_of = default_as_of(office_.pack(), office_.now());
  const bool is_other = before == nullptr || !touched || before->evaluation.as_of != as_of ||
                        before->evaluation.pinned != work->pinned;
  const bool has_no_facts = !is_other && touched->empty() && before->imports == work->imports.size();
  if (has_no_facts && before->plan_digest == work->plan_digest) {
    const std::lock_guard lock(state_);  // nothing that a verdict asks for: the board stays
    followed_ = work->size;
    return {};
  }
  BoardPtr after;
  if (is_other) {
    CHUANGMO_TRY(board, made({}, work));
    after = board;
  } else {
    CHUANGMO_TRY(evaluation, judged_again(before->evaluation, *touched, work));
    after = board_of(std::move(evaluation), work);
  }
  const std::vector<VerdictNews> news =
      before == nullptr ? std::vector<VerdictNews>{} : differences(before->evaluation, after->evaluation);
  {
    const std::lock_guard lock(state_);
    latest_ = after;
    followed_ = work->size;
    while (!seen_.empty() && seen_.front().imports_after <= work->imports.size()) seen_.pop_front();
  }
  if (!news.empty() && listener_) listener_(news, after);
  return {};
}

Result<BoardPtr> VerdictBoard::latest() {
  const std::lock_guard judging(judging_);
  CHUANGMO_TRY(work, office_.latest_work());
  BoardPtr known;
  bool has_followed = false;
  {
    const std::lock_guard lock(state_);
    known = latest_;
    has_followed = followed_ == work->size;
  }
  const bool is_fresh = known != nullptr && has_followed &&
                        known->evaluation.as_of == default_as_of(office_.pack(), office_.now());
  if (!is_fresh) CHUANGMO_CHECK(bring_up_to(work));
  const std::lock_guard lock(state_);
  return latest_;
}

BoardPtr VerdictBoard::at_hand() {
  const std::lock_guard lock(state_);
  return latest_;
}

Result<BoardPtr> VerdictBoard::board(const VerdictQuestion& question) {
  if (question == VerdictQuestion{}) return latest();
  CHUANGMO_TRY(work, office_.work_at(question.known_at));
  const Date as_of =
      question.as_of.value_or(default_as_of(office_.pack(), question.known_at.value_or(office_.now())));
  {
    const std::lock_guard lock(state_);
    for (const Kept& kept : kept_) {
      const bool is_same = kept.question == question && kept.board->journal_size == work->size;
      if (is_same && kept.board->evaluation.as_of == as_of) return kept.board;
    }
  }
  CHUANGMO_TRY(board, made(question, work));
  const std::lock_guard lock(state_);
  kept_.push_front({question, board});
  if (kept_.size() > kKept) kept_.pop_back();
  return board;
}

}  // namespace chuangmo::app
