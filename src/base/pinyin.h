#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo {

// How a name is typed by somebody who looks for it: syllables without tones, blanks or marks, Latin letters
// and digits as they stand, in lower case; ü is v.
struct PinyinReading {
  std::string whole;     // "huanjing"
  std::string initials;  // "hj"
  friend bool operator==(const PinyinReading&, const PinyinReading&) = default;
};

// The usual reading first, then those in which characters of several readings (重 行 调 率 …) are read
// otherwise, first one character at a time, then two; `most` at most. None of a text without a letter or
// digit.
std::vector<PinyinReading> pinyin_readings(std::string_view text, std::size_t most = 8);

}  // namespace chuangmo
