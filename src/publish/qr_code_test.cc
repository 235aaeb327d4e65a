#include "publish/qr_code.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace chuangmo::publish {
namespace {

// The dark modules of an SVG, painted by following its path.
std::vector<std::string> painted(const std::string& svg) {
  const std::size_t box = svg.find("viewBox=\"0 0 ") + 13;
  const auto side = std::stoul(svg.substr(box));
  std::vector<std::string> rows(side, std::string(side, '.'));
  const std::size_t begin = svg.find("fill=\"#000\" d=\"") + 15;
  const std::string path = svg.substr(begin, svg.find('"', begin) - begin);
  for (const std::string& run : split(path, "z")) {
    int x = 0;
    int y = 0;
    int count = 0;
    if (std::sscanf(run.c_str(), "M%d %dh%dv1", &x, &y, &count) != 3) continue;
    for (int i = 0; i < count; ++i)
      rows.at(static_cast<std::size_t>(y)).at(static_cast<std::size_t>(x + i)) = '#';
  }
  return rows;
}

std::vector<std::string> corner(const std::vector<std::string>& rows, std::size_t y, std::size_t x) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < 7; ++i) out.push_back(rows.at(y + i).substr(x, 7));
  return out;
}

const std::vector<std::string> kFinder{"#######", "#.....#", "#.###.#", "#.###.#",
                                       "#.###.#", "#.....#", "#######"};

TEST(QrSvg, HasTheQuietZoneAndThePatternsOfACode) {
  const auto rows = painted(qr_svg("chuangmo"));
  ASSERT_EQ(rows.size(), 21U + 8U);  // version 1 and the quiet zone
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].substr(0, 4) + rows[i].substr(25), "........");
    if (i < 4 || i >= 25) {
      EXPECT_EQ(rows[i], std::string(29, '.'));
    }
  }
  EXPECT_EQ(corner(rows, 4, 4), kFinder);
  EXPECT_EQ(corner(rows, 4, 18), kFinder);
  EXPECT_EQ(corner(rows, 18, 4), kFinder);
  EXPECT_EQ(rows[10].substr(11, 7), ".#.#.#.");  // the timing pattern
  EXPECT_EQ(rows[17][12], '#');                  // the module that is always dark
}

TEST(QrSvg, SaysErrorLevelM) {
  const auto rows = painted(qr_svg("chuangmo"));
  // Format bits 14 and 13, masked by 10 (ISO/IEC 18004 7.9): M is 00, so they stand as 1 and 0.
  EXPECT_EQ(rows[12].substr(4, 2), "#.");
}

TEST(QrSvg, GrowsWithTheTextAndGivesTheSameBytes) {
  const std::string text(2331, 'x');
  EXPECT_EQ(painted(qr_svg(text)).size(), 177U + 8U);
  EXPECT_EQ(qr_svg(text), qr_svg(text));
  EXPECT_NE(qr_svg("a"), qr_svg("b"));
  EXPECT_EQ(painted(qr_svg("https://example.cn/v/1?size=1024&root=abcdefghijklmnopqrstuvwxyz012345")).size(),
            37U + 8U);
  EXPECT_EQ(qr_svg(""), "");
  EXPECT_EQ(qr_svg(text + "x"), "");
  EXPECT_EQ(painted(qr_svg(std::string("a\0b", 3))).size(), 29U);
}

TEST(QrTerminal, ShowsTheSameModules) {
  const auto rows = painted(qr_svg("chuangmo"));
  const auto lines = split(qr_terminal("chuangmo"), "\n");
  ASSERT_EQ(lines.size(), 16U);  // 29 rows in pairs, and what follows the last line's end
  EXPECT_EQ(lines[15], "");
  for (std::size_t y = 0; y < rows.size(); ++y) {
    const std::u32string line = to_u32(lines[y / 2]);
    ASSERT_EQ(line.size(), 29U);
    for (std::size_t x = 0; x < rows.size(); ++x) {
      const bool is_upper = y % 2 == 0;
      const bool is_light = line[x] == U'█' || line[x] == (is_upper ? U'▀' : U'▄');
      EXPECT_EQ(is_light, rows[y][x] == '.') << y << " " << x;
    }
  }
  EXPECT_EQ(qr_terminal(""), "");
}

}  // namespace
}  // namespace chuangmo::publish
