#include "pdf/type1_number.h"

#include <gtest/gtest.h>

namespace chuangmo::pdf {
namespace {

// Encrypted as the specification says in words: c = p xor r/256; r = (c + r) * 52845 + 22719.
std::string packed(const std::string& plain) {
  std::string out;
  unsigned r = 55665;
  for (const char each : plain) {
    const unsigned c = (static_cast<unsigned char>(each) ^ (r / 256)) % 256;
    r = ((c + r) * 52845 + 22719) % 65536;
    out += static_cast<char>(c);
  }
  return out;
}

std::string unpacked(const std::string& bytes) {
  std::string out;
  unsigned r = 55665;
  for (const char each : bytes) {
    const unsigned c = static_cast<unsigned char>(each);
    out += static_cast<char>(c ^ (r / 256));
    r = ((c + r) * 52845 + 22719) % 65536;
  }
  return out;
}

struct Font {
  std::string clear;
  std::string plain;
};
Font font(const std::string& number, const std::string& glyph) {
  return {"%!PS\n/UniqueID " + number + " def\neexec\n",
          "0000dup /Private\n/UniqueID " + number + " def\n" + glyph};
}
std::string numbered(const Font& font) {
  std::string bytes = font.clear + packed(font.plain) + "cleartomark";
  EXPECT_TRUE(number_type1(bytes, font.clear.size(), font.plain.size()));
  return bytes;
}

TEST(Type1Number, IsMadeOfTheFontInBothPlaces) {
  const Font first = font("4100001", "glyph A");
  const std::string bytes = numbered(first);
  EXPECT_EQ(bytes, numbered(font("4100027", "glyph A"))) << "the run that made it does not show";
  const std::string number = bytes.substr(bytes.find("/UniqueID ") + 10, 7);
  EXPECT_EQ(number[0], '4');
  EXPECT_NE(number, numbered(font("4100001", "glyph B")).substr(bytes.find("/UniqueID ") + 10, 7));
  std::string plain = unpacked(bytes.substr(first.clear.size(), first.plain.size()));
  EXPECT_EQ(plain, font(number, "glyph A").plain);
  EXPECT_TRUE(bytes.ends_with("cleartomark"));
}

TEST(Type1Number, LeavesAloneWhatHasNone) {
  std::string none = "no font";
  EXPECT_FALSE(number_type1(none, 2, 5));
  EXPECT_FALSE(number_type1(none, 8, 0));
  EXPECT_FALSE(number_type1(none, 1, 7));
  EXPECT_EQ(none, "no font");
  std::string shorter = "/UniqueID 12 def";
  EXPECT_FALSE(number_type1(shorter, shorter.size(), 0));
}

}  // namespace
}  // namespace chuangmo::pdf
