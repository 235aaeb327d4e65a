#pragma once
#include <array>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/verdict_board.h"
#include "publish/chart.h"

namespace chuangmo::app {

using TextPtr = std::shared_ptr<const std::string>;

// What is looked at of one indicator beside its tile: the verdict with its trace in words, and its charts.
// Made when it is asked for, and kept while its board is.
class VerdictViews {
 public:
  VerdictViews(Office& office, VerdictBoard& board) : office_(office), board_(board) {}

  // EVL003 no such indicator.
  Result<TextPtr> verdict(const VerdictQuestion& question, int indicator, publish::Language language);
  Result<TextPtr> charts(const VerdictQuestion& question, int indicator);
  // One of them by its number in the list; EVL006 there is none.
  Result<publish::Chart> chart(const VerdictQuestion& question, int indicator, int number);

 private:
  struct View {
    int indicator = 0;
    BoardPtr board;
    Evaluation evaluation;  // of this indicator, with the days that decided down to their hours
    std::vector<publish::Chart> charts;
    std::array<TextPtr, 2> verdicts;  // by language
    TextPtr chart_list;
  };
  using ViewPtr = std::shared_ptr<View>;
  Result<ViewPtr> view(const VerdictQuestion& question, int indicator);
  Result<ViewPtr> made(const VerdictQuestion& question, int indicator, const BoardPtr& board);

  Office& office_;
  VerdictBoard& board_;
  std::mutex mutex_;         // guards kept_ and the texts of its views
  std::list<ViewPtr> kept_;  // asked for last, first
};

}  // namespace chuangmo::app
