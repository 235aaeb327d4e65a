#include "workflow/item.h"

#include <gtest/gtest.h>

namespace chuangmo::workflow {
namespace {

TEST(ItemText, IsReadBack) {
  for (const ItemKind kind : {ItemKind::figure, ItemKind::ledger, ItemKind::readings, ItemKind::survey,
                              ItemKind::evidence, ItemKind::report}) {
    const Item item{kind, "emission(COD):x"};
    const auto again = parse_item(item_text(item));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, item);
    EXPECT_FALSE(item_kind_name_zh(kind).empty());
  }
  EXPECT_EQ(item_text({ItemKind::evidence, "2.3"}), "evidence:2.3");
  EXPECT_EQ(item_kind_name_zh(ItemKind::survey), "问卷");
}

TEST(ItemText, OtherWordsAreRefused) {
  for (const char* text : {"", ":", "gdp", "figure", "figure:", "figures:gdp", "Figure:gdp", " figure:gdp"}) {
    const auto item = parse_item(text);
    ASSERT_FALSE(item) << text;
    EXPECT_EQ(item.error().code, "WRK001");
  }
}

}  // namespace
}  // namespace chuangmo::workflow
