#include "publish/terminal.h"

#include <array>

#include "base/text.h"

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

std::vector<std::string> wrapped(std::string_view utf8, int width) {
  std::vector<std::string> lines;
  std::string line;
  int used = 0;
  for (const char32_t character : to_u32(utf8)) {
    const std::string bytes = to_utf8(std::u32string_view(&character, 1));
    const int columns = display_width(bytes);
    if (character == U'\n' || (used > 0 && used + columns > width)) {
      lines.push_back(std::move(line));
      line.clear();
      used = 0;
      if (character == U'\n') continue;
    }
    line += bytes;
    used += columns;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace chuangmo::publish
