#pragma once
#include <string>
#include <string_view>

#include "model/verdict.h"

namespace chuangmo::publish {

// How text goes to a terminal.
struct TerminalLook {
  int width = 100;      // columns; a CJK character takes two
  bool colour = false;  // ANSI colours
};

enum class Ink { plain, bold, dim, green, red, amber, blue };
std::string inked(std::string_view text, Ink ink, const TerminalLook& look);

Ink outcome_ink(Outcome outcome);
std::string_view outcome_sign(Outcome outcome);  // "✔" "✘" "?" "○": never colour alone

}  // namespace chuangmo::publish
