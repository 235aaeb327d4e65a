#include "app/library.h"

#include <gtest/gtest.h>

namespace chuangmo::app {
namespace {

TEST(Library, TheCatalogueThatIsCompiledInHasNoFault) {
  const auto library = read_library(std::nullopt);
  ASSERT_TRUE(library);
  for (const Diagnostic& found : check_catalog(*library)) ADD_FAILURE() << render(found);
}

std::vector<std::string> codes_without(const std::string& path, const std::string& from,
                                       const std::string& to) {
  auto library = read_library(std::nullopt);
  std::string& text = library->files.at(path);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  text.replace(at, from.size(), to);
  std::vector<std::string> codes;
  for (const Diagnostic& found : check_catalog(*library)) codes.push_back(found.code);
  return codes;
}

TEST(Library, EveryFileExpertsEditIsChecked) {
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes_without("calendar/2011.toml", "2011-01-30", "2011-01-31"), Codes{"CAT068"});
  EXPECT_EQ(codes_without("workflow.toml", "digest_hour = 8", "digest_hour = 80"), Codes{"CAT071"});
  EXPECT_EQ(
      codes_without("packs/shanxi-model-city-2011/checks.toml", "left = \"population\"", "left = \"people\""),
      Codes{"CAT074"});
  EXPECT_EQ(
      codes_without("programmes/shuozhou/unit-changes.toml", "before = \"市环保局\"", "before = \"市环保\""),
      Codes{"CAT078"});
}

}  // namespace
}  // namespace chuangmo::app
