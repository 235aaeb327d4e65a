#include "app/directory.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "app/sample_office_test.h"

namespace chuangmo::app {
namespace {

class DirectoryTest : public testing::Test {
 protected:
  DirectoryTest() { add_sample_accounts(*office); }

  static DirectoryRights all() {
    const auto yes = [](const std::string&) { return true; };
    return {true, true, true, yes, yes};
  }
  std::vector<DirectoryItem> items(const DirectoryRights& rights) {
    return must(directory(*office, *must(office->latest_work()), rights));
  }
  static const DirectoryItem* find(const std::vector<DirectoryItem>& items, const std::string& kind,
                                   const std::string& id) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const DirectoryItem& item) {
      return item.kind == kind && item.id == id;
    });
    return found == items.end() ? nullptr : &*found;
  }
  static bool has(const std::vector<DirectoryItem>& items, const std::string& kind) {
    return std::any_of(items.begin(), items.end(),
                       [&](const DirectoryItem& item) { return item.kind == kind; });
  }

  SampleOffice office;
};

TEST_F(DirectoryTest, FindsUnitsByNameAndByWhatPeopleCallThem) {
  const auto found = items(all());
  const DirectoryItem* unit = find(found, "unit", "市环保局");
  ASSERT_NE(unit, nullptr);
  EXPECT_EQ(unit->readings.front(), (PinyinReading{"shihuanbaoju", "shbj"}));
  // 市环境保护局 in full.
  EXPECT_TRUE(std::any_of(unit->readings.begin(), unit->readings.end(),
                          [](const PinyinReading& reading) { return reading.initials == "shjbhj"; }));
}

TEST_F(DirectoryTest, LeadsACriterionToItsIndicator) {
  const auto found = items(all());
  const DirectoryItem* criterion = find(found, "criterion", "8.1");
  ASSERT_NE(criterion, nullptr);
  EXPECT_EQ(criterion->page, "indicator");
  EXPECT_EQ(criterion->page_id, "8");
  const DirectoryItem* task = find(found, "task", "10.7");
  ASSERT_NE(task, nullptr);
  EXPECT_FALSE(task->readings.empty());
  EXPECT_NE(find(found, "figure", "gdp"), nullptr);
  EXPECT_NE(find(found, "ledger", "drills"), nullptr);
  EXPECT_NE(find(found, "person", "tongji"), nullptr);
}

TEST_F(DirectoryTest, HoldsOnlyWhatOneMaySee) {
  DirectoryRights rights = all();
  rights.people = [](const std::string& account) { return account == "leader"; };
  auto found = items(rights);
  EXPECT_EQ(std::count_if(found.begin(), found.end(),
                          [](const DirectoryItem& item) { return item.kind == "person"; }),
            1);
  rights.indicators = rights.plan = rights.units = false;
  found = items(rights);
  for (const char* kind : {"indicator", "criterion", "task", "unit", "figure", "ledger"})
    EXPECT_FALSE(has(found, kind)) << kind;
}

TEST_F(DirectoryTest, IsBoundedAndTheSameTwice) {
  const auto found = items(all());
  for (const DirectoryItem& item : found) {
    EXPECT_LE(item.readings.size(), 8U);
    EXPECT_FALSE(item.name.empty());
  }
  EXPECT_EQ(items(all()).size(), found.size());
}

}  // namespace
}  // namespace chuangmo::app
