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

// A pack with one figure and one ledger; `figure` and `field` stand in their tables.
Pack pack_naming(const std::string& figure, const std::string& field, Diagnostics& diagnostics) {
  CatalogFiles files = pack_of_years("[2011]");
  files["packs/p/pack.toml"] += R"(
[[figure]]
key = "emission"
name = "排放量"
unit = "t"
subjects = ["COD", "SO2"]
scope = "s"
definition = "d"
cite = { document = "d", clause = "c", confidence = "V2" }
)" + figure + R"(
[[ledger]]
key = "drills"
name = "演练"
scope = "s"
definition = "d"
cite = { document = "d", clause = "c", confidence = "V2" }
fields = [ { key = "level", name = "级别", type = "choice", choices = ["a", "b"], choice_names = ["甲", "乙"])" +
                                field + " } ]\n";
  return *read_pack(files, "p", diagnostics);
}

TEST(ReadPack, TakesEnglishNames) {
  Diagnostics diagnostics;
  const Pack pack = pack_naming("name_en = \"Emission\"\nsubject_names_en = [\"COD\", \"Sulphur dioxide\"]\n",
                                ", name_en = \"Level\", choice_names_en = [\"A\", \"B\"]", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(pack.figure("emission")->name_en, "Emission");
  EXPECT_THAT(pack.figure("emission")->subject_names_en, ElementsAre("COD", "Sulphur dioxide"));
  EXPECT_EQ(pack.ledger("drills")->fields[0].name_en, "Level");
  EXPECT_THAT(pack.ledger("drills")->fields[0].choice_names_en, ElementsAre("A", "B"));
}

TEST(ReadPack, TakesWhatPapersAreWantedInEnglish) {
  CatalogFiles files = pack_of_years("[2011]");
  std::string& text = files["packs/p/indicators/01.toml"];
  text.insert(text.find("cite ="), "evidence = \"统计年鉴\"\nevidence_en = \"Statistical yearbook\"\n");
  Diagnostics diagnostics;
  const auto pack = read_pack(files, "p", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(pack->indicators[0].criteria[0].evidence_en, "Statistical yearbook");
}

TEST(ReadPack, DoesWithoutEnglishNames) {
  Diagnostics diagnostics;
  const Pack pack = pack_naming("", "", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(pack.figure("emission")->name_en, "");
}

TEST(ReadPack, HalfAListOfEnglishNamesIsNone) {
  Diagnostics diagnostics;
  const Pack pack = pack_naming("subject_names_en = [\"COD\"]\n", "", diagnostics);
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].code, "CAT053");
  EXPECT_THAT(pack.figure("emission")->subject_names_en, ElementsAre());
}

}  // namespace
}  // namespace chuangmo::catalog
