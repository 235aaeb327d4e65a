#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/result.h"
#include "base/text.h"

// What all fuzzers share. A broken promise ends the program, in the fuzzer as in the replay of the corpus.
#define FUZZ_EXPECT(condition) \
  ((condition) ? static_cast<void>(0) : chuangmo::fuzz::broken(#condition, __FILE__, __LINE__))

namespace chuangmo::fuzz {

[[noreturn]] inline void broken(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
  std::abort();
}

// An input names by its first byte which door it knocks at: a letter of `doors`, or for any other byte the
// one the byte falls on, so that mutations of it stay useful.
struct Knock {
  char door = 0;
  std::string_view text;
};
inline Knock knock(const std::uint8_t* bytes, std::size_t size, std::string_view doors) {
  if (size == 0) return {doors[0], {}};
  const char first = static_cast<char>(bytes[0]);
  const bool is_named = doors.find(first) != std::string_view::npos;
  return {is_named ? first : doors[bytes[0] % doors.size()],
          {reinterpret_cast<const char*>(bytes) + 1, size - 1}};
}

inline std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return line;
}

// A finding can be printed, and what it underlines lies in what it quotes, or is the place right behind it,
// where something is missing. Readers that were given valid UTF-8 say only valid UTF-8.
inline void check_finding(const Diagnostic& finding, bool is_utf8 = true) {
  FUZZ_EXPECT(finding.code.size() == 6);
  FUZZ_EXPECT(!finding.text.empty());
  FUZZ_EXPECT(finding.where.row >= 0);
  FUZZ_EXPECT(finding.where.begin <= finding.where.end);
  const std::size_t quoted = finding.source.size();
  const bool is_behind = finding.where.begin == quoted && finding.where.end == quoted + 1;
  FUZZ_EXPECT(quoted == 0 || finding.where.end <= quoted || is_behind);
  const std::string shown = render(finding);
  if (is_utf8) FUZZ_EXPECT(is_valid_utf8(shown));
}
inline void check_findings(const Diagnostics& findings, bool is_utf8 = true) {
  for (const Diagnostic& finding : findings) check_finding(finding, is_utf8);
}

inline void check_failure(const Failure& failure) {
  FUZZ_EXPECT(failure.code.size() == 6);
  FUZZ_EXPECT(!failure.text.empty());
}

}  // namespace chuangmo::fuzz
