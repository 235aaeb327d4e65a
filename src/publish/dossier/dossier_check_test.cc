#include "publish/dossier/dossier_check.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

const std::vector<VolumeValues> kVolumes{
    {"A04",
     {{"figure:gdp|2010", "6700200"}, {"figure:gdp|2011", "8548700"}, {"verdict:4|2011|outcome", "达标"}}},
    {"C1",
     {{"figure:gdp|2010", "6700200"},
      {"figure:gdp|2011", "8548700"},
      {"figure:a|2011", "1"},
      {"figure:b|2011", "2"},
      {"figure:c|2011", "3"}}}};

TEST(DossierCheck, NothingIsWrongWithWhatWasWritten) {
  const auto checked = check_document({{"figure:gdp|2010", "6700200", "6700200", "第1段"},
                                       {"figure:gdp|2011", "８５４８７００", "8548700", "第2段"},
                                       {"verdict:4|2011|outcome", "达 标", "达标", "第3段"}},
                                      kVolumes);
  EXPECT_EQ(checked.volume, "A04");
  EXPECT_EQ(checked.values, 3);
  EXPECT_TRUE(checked.faults.empty());
}

TEST(DossierCheck, TellsTypedOverOutdatedDeletedAndUnknownApart) {
  const auto checked = check_document({{"figure:gdp|2010", "6700000", "6700200", "第1段"},
                                       {"figure:gdp|2011", "8000000", "8000000", "第2段"},
                                       {"record:x|1|y", "是", "是", "第3段"}},
                                      kVolumes);
  ASSERT_EQ(checked.faults.size(), 4U);
  EXPECT_EQ(checked.faults[0].fault, ValueFault::typed_over);
  EXPECT_EQ(checked.faults[0].known, "6700200");
  EXPECT_EQ(checked.faults[1].fault, ValueFault::outdated);
  EXPECT_EQ(checked.faults[1].place, "第2段");
  EXPECT_EQ(checked.faults[2].fault, ValueFault::unknown);
  EXPECT_EQ(checked.faults[3].fault, ValueFault::deleted);
  EXPECT_EQ(checked.faults[3].binding, "verdict:4|2011|outcome");
}

TEST(DossierCheck, ADocumentOfNobodyHasNothingDeleted) {
  const auto checked = check_document({{"record:x|1|y", "是", "是", "第3段"}}, kVolumes);
  EXPECT_EQ(checked.volume, "");
  ASSERT_EQ(checked.faults.size(), 1U);
}

}  // namespace
}  // namespace chuangmo::publish
