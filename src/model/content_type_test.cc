#include "model/content_type.h"

#include <gtest/gtest.h>
#include <set>

namespace chuangmo {
namespace {

TEST(ContentType, EveryTypeAndTraitIsNamedOnce) {
  std::set<std::string_view> keys;
  for (int i = 0; i < kContentTypeCount; ++i) {
    const auto type = static_cast<ContentType>(i);
    EXPECT_EQ(content_type_from(content_type_key(type)), type);
    EXPECT_FALSE(content_type_name_zh(type).empty());
    EXPECT_NE(media_type(type).find('/'), std::string_view::npos);
    keys.insert(content_type_key(type));
  }
  for (int i = 0; i < kContentTraitCount; ++i) {
    const auto trait = static_cast<ContentTrait>(i);
    EXPECT_EQ(content_trait_from(content_trait_key(trait)), trait);
    keys.insert(content_trait_key(trait));
  }
  EXPECT_EQ(keys.size(), static_cast<std::size_t>(kContentTypeCount + kContentTraitCount));
  EXPECT_EQ(content_type_key(ContentType::executable), "executable");
  EXPECT_EQ(content_trait_key(ContentTrait::unexamined), "unexamined");
  EXPECT_FALSE(content_type_from("exe"));
  EXPECT_FALSE(content_trait_from(""));
}

}  // namespace
}  // namespace chuangmo
