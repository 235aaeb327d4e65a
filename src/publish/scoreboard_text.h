#pragma once
#include <string>

#include "model/pack.h"
#include "model/verdict.h"
#include "publish/terminal.h"

namespace chuangmo::publish {

// The scoreboard of `evaluate`: one line per indicator under the pack's groups: number, name, outcome, value
// against limit, room left (还来得及吗), and who owes what is missing. `simulated` prints the mark 模拟数据.
std::string scoreboard_text(const Evaluation& evaluation, const Pack& pack, const TerminalLook& look,
                            bool simulated);

}  // namespace chuangmo::publish
