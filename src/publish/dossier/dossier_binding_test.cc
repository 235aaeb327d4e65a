#include "publish/dossier/dossier_binding.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

TEST(DossierBinding, ReadsWhatItWrites) {
  for (const std::string& text :
       {figure_binding("gdp", "", "2011"), figure_binding("total_emission", "COD", "2011Q1"),
        verdict_binding("8.1", 2011, "value"), year_binding("8.1", "SO2", "2010"),
        year_binding("4.1", "", "2009"), year_binding("8.1", "SO2", "2010") + "|limit",
        record_binding("drills", "某企业 | 2011", "title"), records_binding("drills", 2011),
        task_binding("10.7", 2011, "state"), count_binding("tasks.done", 2011)}) {
    const auto binding = read_binding(text);
    ASSERT_TRUE(binding) << text;
    EXPECT_EQ(binding->text(), text);
  }
  const auto binding = read_binding("year:8.1:SO2|2010");
  EXPECT_EQ(*binding, (Binding{"year", "8.1:SO2", "2010", ""}));
}

TEST(DossierBinding, RefusesOtherForms) {
  for (const std::string_view text :
       {"", "gdp", ":gdp|2011", "figure:", "figure:gdp|2011|a|b", "figure:gdp|", "figure:gdp||"})
    EXPECT_FALSE(read_binding(text)) << text;
  EXPECT_FALSE(read_binding("figure:" + std::string(500, 'a')));
}

TEST(DossierBinding, MarksOfRecordsAreShortAndDiffer) {
  EXPECT_EQ(record_mark("甲企业 | 2011").size(), 10U);
  EXPECT_NE(record_mark("甲企业 | 2011"), record_mark("乙企业 | 2011"));
}

}  // namespace
}  // namespace chuangmo::publish
