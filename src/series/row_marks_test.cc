#include "series/row_marks.h"

#include <array>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

namespace chuangmo::series {
namespace {

// Offsets of delimiters and line ends up to the first '\n', byte by byte.
std::vector<std::ptrdiff_t> plain_marks(const std::string& text, std::size_t from, char delimiter) {
  std::vector<std::ptrdiff_t> marks;
  for (std::size_t at = from;; ++at) {
    if (text[at] != delimiter && text[at] != '\n' && text[at] != '\r') continue;
    marks.push_back(static_cast<std::ptrdiff_t>(at));
    if (text[at] == '\n') return marks;
  }
}

std::vector<std::ptrdiff_t> found_marks(const std::string& text, std::size_t from, char delimiter) {
  RowMarks marks(delimiter);
  marks.start(text.data() + from);
  std::vector<std::ptrdiff_t> found;
  for (;;) {
    const char* mark = marks.next();
    found.push_back(mark - text.data());
    if (*mark == '\n') return found;
  }
}

TEST(RowMarks, StandWhereCellsEnd) {
  std::string text = "a,,b;c\r\nd,e\n";
  const std::size_t size = text.size();
  text.append(RowMarks::kBytes, ',');
  EXPECT_EQ(found_marks(text, 0, ','), (std::vector<std::ptrdiff_t>{1, 2, 6, 7}));
  EXPECT_EQ(found_marks(text, 0, ';'), (std::vector<std::ptrdiff_t>{4, 6, 7}));
  EXPECT_EQ(found_marks(text, 8, ','),
            (std::vector<std::ptrdiff_t>{9, static_cast<std::ptrdiff_t>(size) - 1}));
}

TEST(RowMarks, AreThoseThatAByteByByteSearchFinds) {
  std::mt19937 random(64);
  constexpr std::array kDelimiters = {',', ';', '\t'};
  for (int round = 0; round < 20000; ++round) {
    const char delimiter = kDelimiters.at(random() % kDelimiters.size());
    const std::size_t one_in = 1 + random() % 100;
    std::string text;
    for (std::size_t i = 1 + random() % 300; i > 0; --i) {
      const bool is_mark = random() % one_in == 0;
      text.push_back(is_mark ? (random() % 8 == 0 ? '\r' : delimiter) : static_cast<char>(random() % 256));
    }
    const std::size_t from = random() % text.size();
    text.push_back('\n');
    text.append(RowMarks::kBytes, static_cast<char>(random() % 256));
    ASSERT_EQ(found_marks(text, from, delimiter), plain_marks(text, from, delimiter)) << round;
  }
}

}  // namespace
}  // namespace chuangmo::series
