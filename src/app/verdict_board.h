#pragma once
#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/office.h"
#include "app/verdicts.h"
#include "model/verdict.h"
#include "publish/verdict_words.h"

namespace chuangmo::app {

// Which verdicts. Without anything: all that is accepted, as of today, by the standards the office has
// chosen.
struct VerdictQuestion {
  std::optional<Instant> known_at;
  std::optional<Date> as_of;
  std::optional<std::vector<std::string>> pinned;  // editions instead of those the office has chosen
  bool with_pending = false;                       // submissions that await review laid over what is accepted
  friend auto operator<=>(const VerdictQuestion&, const VerdictQuestion&) = default;
};

// What is asked for again and again of a board, in one language.
struct BoardTexts {
  std::shared_ptr<const std::string> tiles;    // publish::tiles_json
  std::shared_ptr<const std::string> summary;  // publish::summary_json
};

// The verdicts of one state.
struct Board {
  std::int64_t journal_size = 0;  // entries taken into account
  std::size_t imports = 0;        // and imports among them
  std::string plan_digest;        // whose lead units the tiles name
  Evaluation evaluation;
  std::array<BoardTexts, 2> texts;  // by language
  const BoardTexts& in(publish::Language language) const { return texts[static_cast<std::size_t>(language)]; }
};
using BoardPtr = std::shared_ptr<const Board>;

// How a question is put to app::evaluate, by the state of the work that it is asked of.
Result<EvaluateOptions> options_of(Office& office, const VerdictQuestion& question,
                                   const workflow::Work& work);

// One indicator whose verdict is not what it was.
struct VerdictNews {
  int indicator = 0;
  Outcome before = Outcome::undecided;
  Outcome after = Outcome::undecided;
  Instant at;
};

// Verdicts kept at hand. The latest board follows the journal: after a change only indicators that ask for
// what is new are judged again, in a thread of its own, and whoever listens is told what became different.
class VerdictBoard {
 public:
  using Listener = std::function<void(const std::vector<VerdictNews>& news, const BoardPtr& board)>;
  VerdictBoard(Office& office, Listener listener);
  ~VerdictBoard();

  Result<BoardPtr> board(const VerdictQuestion& question);
  // The latest board there is, which may be moments behind the journal; never null once `board` answered.
  BoardPtr at_hand();
  // The words for verdicts; `plan`, which may be nullptr, outlives them.
  publish::Wording wording(publish::Language language, const Plan* plan) const;
  // What each criterion asks for, by its id.
  const std::map<std::string, std::vector<workflow::Item>>& items() const { return items_; }
  void follow(const Changed& change);  // to be told of every change, in order

 private:
  Result<BoardPtr> latest();
  Result<BoardPtr> made(const VerdictQuestion& question, const WorkState& work);
  BoardPtr board_of(Evaluation evaluation, const WorkState& work);
  Result<Evaluation> judged_again(Evaluation evaluation, const std::vector<workflow::Item>& touched,
                                  const WorkState& work);
  std::optional<std::vector<workflow::Item>> touched_since(std::size_t imports,
                                                           const workflow::Work& work) const;
  Result<void> bring_up_to(const WorkState& work);
  void keep_following();

  Office& office_;
  Listener listener_;
  std::map<std::string, std::vector<workflow::Item>> items_;  // by criterion
  std::array<publish::RuleGlossary, 2> rules_;                // by language

  std::mutex judging_;  // one judges the latest at a time
  std::mutex state_;    // guards what stands below, for moments only
  BoardPtr latest_;
  std::int64_t followed_ = 0;  // entries of the journal after which the latest board still holds
  struct SeenChange {
    std::size_t imports_before = 0;
    std::size_t imports_after = 0;
    std::vector<workflow::Item> touched;
  };
  std::deque<SeenChange> seen_;  // not yet taken into account
  struct Kept {
    VerdictQuestion question;
    BoardPtr board;
  };
  std::list<Kept> kept_;  // other questions lately asked, latest first

  std::condition_variable news_;
  bool has_news_ = false;
  bool is_over_ = false;
  std::thread follower_;
};

}  // namespace chuangmo::app
