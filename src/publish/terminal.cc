#include "publish/terminal.h"

#include <array>

namespace chuangmo::publish {
namespace {

// Indexed by Ink.
constexpr std::array<std::string_view, 7> kCodes{"",         "\x1b[1m",  "\x1b[2m", "\x1b[32m",
                                                 "\x1b[31m", "\x1b[33m", "\x1b[36m"};

struct OutcomeLook {
  Ink ink;
  std::string_view sign;
};
// Indexed by Outcome.
constexpr std::array<OutcomeLook, 4> kOutcomes{
    {{Ink::green, "✔"}, {Ink::red, "✘"}, {Ink::amber, "?"}, {Ink::blue, "○"}}};

}  // namespace

std::string inked(std::string_view text, Ink ink, const TerminalLook& look) {
  if (!look.colour || ink == Ink::plain) return std::string(text);
  return std::string(kCodes[static_cast<std::size_t>(ink)]) + std::string(text) + "\x1b[0m";
}

Ink outcome_ink(Outcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)].ink;
}

std::string_view outcome_sign(Outcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)].sign;
}

}  // namespace chuangmo::publish
