#include "base/pinyin.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace chuangmo {
namespace {

bool finds(std::string_view name, const std::string& typed) {
  const auto readings = pinyin_readings(name);
  return std::any_of(readings.begin(), readings.end(), [&](const PinyinReading& reading) {
    return reading.whole == typed || reading.initials == typed;
  });
}

TEST(Pinyin, IsTypedWithoutTonesAndBlanks) {
  EXPECT_EQ(pinyin_readings("环保局"), (std::vector<PinyinReading>{{"huanbaoju", "hbj"}}));
  EXPECT_EQ(pinyin_readings("朔城区").front(), (PinyinReading{"shuochengqu", "scq"}));
}

TEST(Pinyin, KeepsLettersAndDigitsAndNothingElse) {
  EXPECT_EQ(pinyin_readings("GDP（２０１０）、万元").front(), (PinyinReading{"gdp2010wanyuan", "gdp2010wy"}));
  EXPECT_TRUE(pinyin_readings("—— ！").empty());
  EXPECT_TRUE(pinyin_readings("").empty());
}

TEST(Pinyin, FindsEveryReadingOfACharacter) {
  EXPECT_TRUE(finds("重点", "zhongdian"));
  EXPECT_TRUE(finds("重点", "chongdian"));
  EXPECT_TRUE(finds("重点", "cd"));
  EXPECT_TRUE(finds("银行", "yinhang"));
  EXPECT_TRUE(finds("执行", "zhixing"));
  EXPECT_TRUE(finds("空调", "kongtiao"));
  EXPECT_TRUE(finds("市地震局", "shidizhenju"));
  EXPECT_FALSE(finds("重点", "tongdian"));
}

TEST(Pinyin, WritesTheRoundedUAsVAndAsU) {
  EXPECT_EQ(pinyin_readings("绿化率").front().whole, "lvhualv");
  EXPECT_TRUE(finds("绿化率", "luhualu"));
  EXPECT_TRUE(finds("绿化率", "lvhualu"));
  EXPECT_EQ(pinyin_readings("略").front().whole, "lve");
}

TEST(Pinyin, IsBounded) {
  const std::string many = "重行调率重行调率重行调率重行调率";
  EXPECT_EQ(pinyin_readings(many).size(), 8U);
  EXPECT_EQ(pinyin_readings(many, 3).size(), 3U);
  EXPECT_TRUE(pinyin_readings(many, 0).empty());
}

TEST(Pinyin, TakesBytesThatAreNoText) {
  EXPECT_EQ(pinyin_readings("环\xFF\xFE局").front().initials, "hj");
}

}  // namespace
}  // namespace chuangmo
