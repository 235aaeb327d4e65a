#include "catalog/pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/check_rules.h"

namespace chuangmo::catalog {
namespace {

using ::testing::ElementsAre;

CatalogFiles pack_of_years(const std::string& years) {
  return {{"packs/p/pack.toml",
           "id = \"p\"\ntitle = \"试点\"\ntitle_en = \"trial\"\ngroups = [\"环境质量\"]\nyears = " + years +
               "\n"},
          {"packs/p/indicators/01.toml", R"(
number = 1
key = "a"
name = "甲"
name_en = "a"
group = "环境质量"
requirement = "r"
requirement_en = "r"
scope = "s"
[[criterion]]
id = "1.1"
name = "n"
rule = "each year: 1 >= 2"
source = "annex 1"
cite = { document = "d", clause = "c", confidence = "V2" }
)"}};
}

struct Read {
  std::vector<int> years;
  std::vector<std::string> codes;  // of reading and of checking the rules
};
Read read(const std::string& years) {
  Diagnostics diagnostics;
  const auto pack = read_pack(pack_of_years(years), "p", diagnostics);
  const Diagnostics of_rules = check_rules(*pack, {});
  diagnostics.insert(diagnostics.end(), of_rules.begin(), of_rules.end());
  Read found{pack->years, {}};
  for (const Diagnostic& diagnostic : diagnostics) found.codes.push_back(diagnostic.code);
  return found;
}

TEST(ReadPack, TakesYearsInOrder) {
  EXPECT_THAT(read("[2009, 2010, 2011]").years, ElementsAre(2009, 2010, 2011));
  EXPECT_THAT(read("[2009, 2010, 2011]").codes, ElementsAre());
}

TEST(ReadPack, WithoutAYearNoRuleIsChecked) {
  EXPECT_THAT(read("[]").years, ElementsAre());
  EXPECT_THAT(read("[]").codes, ElementsAre("CAT059"));
}

TEST(ReadPack, KeepsOnlyYearsThatCanBeAskedAbout) {
  EXPECT_THAT(read("[2011, 2009, 2009]").years, ElementsAre(2009, 2011));
  EXPECT_THAT(read("[2011, 2009, 2009]").codes, ElementsAre("CAT059"));
  EXPECT_THAT(read("[-5, 2010, 10000]").years, ElementsAre(2010));
  EXPECT_THAT(read("[-5, 2010, 10000]").codes, ElementsAre("CAT059"));
  // 2^32 + 2010 is not 2010.
  EXPECT_THAT(read("[4294969306]").years, ElementsAre());
  EXPECT_THAT(read("[4294969306]").codes, ElementsAre("CAT004", "CAT059"));
}

}  // namespace
}  // namespace chuangmo::catalog
