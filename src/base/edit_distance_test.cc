#include "base/edit_distance.h"

#include <gtest/gtest.h>

namespace chuangmo {
namespace {

TEST(EditDistance, CountsCharactersAddedDroppedAndChanged) {
  EXPECT_EQ(edit_distance(U"", U""), 0U);
  EXPECT_EQ(edit_distance(U"城市", U"城市"), 0U);
  EXPECT_EQ(edit_distance(U"城布", U"城市"), 1U);
  EXPECT_EQ(edit_distance(U"单位", U"责任单位"), 2U);
  EXPECT_EQ(edit_distance(U"责任单位", U""), 4U);
  EXPECT_EQ(edit_distance(U"kitten", U"sitting"), 3U);
}

}  // namespace
}  // namespace chuangmo
