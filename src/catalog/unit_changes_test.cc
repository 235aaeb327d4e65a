#include "catalog/unit_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/pack.h"

namespace chuangmo::catalog {
namespace {

using ::testing::ElementsAre;

struct Read {
  std::vector<UnitChangeProposal> proposals;
  std::vector<std::string> codes;
};
Read read(const std::string& edges) {
  const CatalogFiles files{{"sources.toml", "[[document]]\nnumber = \"d\"\ntitle = \"t\"\n"},
                           {"programmes/p/unit-changes.toml", edges}};
  Pack pack;
  pack.figures.resize(1);
  pack.figures[0].key = "gdp";
  Diagnostics diagnostics;
  Read found{read_unit_changes(files, "p", {"市环保局", "市住建局"}, pack, diagnostics), {}};
  for (const Diagnostic& diagnostic : diagnostics) found.codes.push_back(diagnostic.code);
  return found;
}
std::string edge(const std::string& change, const std::string& before, const std::string& after,
                 const std::string& day, const std::string& rest = "") {
  return "[[edge]]\nchange = \"" + change + "\"\nbefore = \"" + before + "\"\nafter = \"" + after +
         "\"\nday = " + day + "\n" + rest +
         "cite = { document = \"d\", clause = \"c\", confidence = \"V1\" }\n";
}

TEST(ReadUnitChanges, FollowsAUnitThroughItsNames) {
  const Read found =
      read(edge("renamed", "市环保局", "市生态环境局", "2019-01-31") +
           edge("split", "市生态环境局", "市监测中心", "2020-01-01", "items = [\"figure:gdp\"]\n"));
  EXPECT_THAT(found.codes, ElementsAre());
  ASSERT_EQ(found.proposals.size(), 2u);
  EXPECT_EQ(found.proposals[0].edge.day, Date::of(2019, 1, 31));
  EXPECT_EQ(found.proposals[0].edge.document, "d");
  EXPECT_EQ(found.proposals[0].citation.confidence, Confidence::single_source);
  EXPECT_EQ(found.proposals[1].edge.items, "figure:gdp");
}

TEST(ReadUnitChanges, OnlyUnitsOfTheTimeChange) {
  EXPECT_THAT(read(edge("renamed", "市环保", "市生态环境局", "2019-01-31")).codes, ElementsAre("CAT078"));
  EXPECT_THAT(read(edge("renamed", "市生态环境局", "省直属局", "2019-01-31") +
                   edge("renamed", "市环保局", "市生态环境局", "2019-01-31"))
                  .codes,
              ElementsAre("CAT078"));
}

TEST(ReadUnitChanges, TheyHangTogether) {
  const std::string first = edge("renamed", "市环保局", "市生态环境局", "2019-01-31");
  EXPECT_THAT(read(first + edge("renamed", "市住建局", "市建设局", "2018-01-31")).codes,
              ElementsAre("CAT079"));
  EXPECT_THAT(read(first + edge("renamed", "市环保局", "市建设局", "2019-01-31")).codes,
              ElementsAre("CAT079"));
  EXPECT_THAT(read(edge("renamed", "市环保局", "市环保局", "2019-01-31")).codes, ElementsAre("CAT079"));
  EXPECT_THAT(
      read(edge("renamed", "市环保局", "市生态环境局", "2019-01-31", "items = [\"figure:gdp\"]\n")).codes,
      ElementsAre("CAT079"));
}

TEST(ReadUnitChanges, ItemsAndWordsAreKnown) {
  EXPECT_THAT(read(edge("split", "市住建局", "市城管局", "2019-01-31", "items = [\"figure:water\"]\n")).codes,
              ElementsAre("CAT074"));
  EXPECT_THAT(read(edge("split", "市住建局", "市城管局", "2019-01-31", "items = [\"gdp\"]\n")).codes,
              ElementsAre("CAT074"));
  EXPECT_THAT(read(edge("vanished", "市住建局", "市城管局", "2019-01-31")).codes, ElementsAre("CAT072"));
}

TEST(ReadUnitChanges, WithoutTheFileThereAreNone) {
  Diagnostics diagnostics;
  EXPECT_TRUE(read_unit_changes({}, "p", {}, {}, diagnostics).empty());
  EXPECT_TRUE(diagnostics.empty());
}

}  // namespace
}  // namespace chuangmo::catalog
