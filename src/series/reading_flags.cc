#include "series/reading_flags.h"

#include <utility>

#include "series/headings.h"

namespace chuangmo::series {

ReadingFlag flag_from(std::string_view text) {
  const std::string word = folded_word(text);
  static constexpr std::pair<std::string_view, ReadingFlag> kWords[] = {
      {"", ReadingFlag::valid},
      {"n", ReadingFlag::valid},
      {"t", ReadingFlag::valid},
      {"有效", ReadingFlag::valid},
      {"正常", ReadingFlag::valid},
      {"valid", ReadingFlag::valid},
      {"f", ReadingFlag::missing},
      {"停运", ReadingFlag::missing},
      {"缺测", ReadingFlag::missing},
      {"c", ReadingFlag::calibration},
      {"校准", ReadingFlag::calibration},
      {"校零", ReadingFlag::calibration},
      {"m", ReadingFlag::calibration},
      {"维护", ReadingFlag::calibration},
      {"d", ReadingFlag::suspect},
      {"故障", ReadingFlag::suspect},
      {"存疑", ReadingFlag::suspect},
      {"b", ReadingFlag::suspect},
      {"s", ReadingFlag::suspect},
      {"无效", ReadingFlag::excluded},
      {"剔除", ReadingFlag::excluded},
      {"invalid", ReadingFlag::excluded},
      {"excluded", ReadingFlag::excluded},
  };
  for (const auto& [known, flag] : kWords)
    if (known == word) return flag;
  return ReadingFlag::suspect;
}

}  // namespace chuangmo::series
