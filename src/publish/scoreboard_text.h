#pragma once
#include <string>

#include "model/pack.h"
#include "model/verdict.h"
#include "publish/terminal.h"

namespace chuangmo::publish {

struct ScoreboardHead {
  std::string title;  // "朔州市创建山西省环境保护模范城市"; "" takes the programme's name
  bool simulated = false;  // prints the mark 模拟数据
};

// The scoreboard of `evaluate`: one line per indicator under the pack's groups: number, name, outcome, value
// against limit, room left (还来得及吗), and who owes what is missing. Numbers and units are never cut; names
// and lists give way, and in a narrow terminal the numbers go to a second line.
std::string scoreboard_text(const Evaluation& evaluation, const Pack& pack, const TerminalLook& look,
                            const ScoreboardHead& head);

}  // namespace chuangmo::publish
