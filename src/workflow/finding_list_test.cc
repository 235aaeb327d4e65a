#include "workflow/finding_list.h"

#include <gtest/gtest.h>

namespace chuangmo::workflow {
namespace {

CheckFinding finding(const std::string& code, const std::string& place) {
  return {code, place, CheckSeverity::note, "x", ""};
}

TEST(FindingList, sorts_by_place_rows_by_number_then_code) {
  FindingList list;
  for (const auto& [code, place] :
       std::vector<std::pair<std::string, std::string>>{{"B", "record:drills:10"},
                                                        {"A", "record:drills:3:held_on"},
                                                        {"C", "figure:gdp"},
                                                        {"A", "record:drills:10"},
                                                        {"A", "record:drills:3"},
                                                        {"A", "figure:gdp"}})
    list.add(CheckSeverity::error, [&, code = code, place = place] { return finding(code, place); });
  std::string order;
  for (const CheckFinding& one : list.finish()) order += one.code + "@" + one.place + " ";
  EXPECT_EQ(order,
            "A@figure:gdp C@figure:gdp A@record:drills:3 A@record:drills:3:held_on A@record:drills:10 "
            "B@record:drills:10 ");
}

TEST(FindingList, keeps_the_gravest_and_counts_the_rest) {
  FindingList list;
  int made = 0;
  const auto add = [&](CheckSeverity severity, int count) {
    for (int i = 0; i < count; ++i) {
      list.add(severity, [&] {
        ++made;
        return finding("X", "record:a:" + std::to_string(i));
      });
    }
  };
  add(CheckSeverity::warning, 5000);
  add(CheckSeverity::error, 700);
  add(CheckSeverity::blocker, 2);
  const auto findings = list.finish();
  EXPECT_EQ(made, 1000 + 700 + 2);
  ASSERT_EQ(findings.size(), 1001U);
  const auto count = [&](CheckSeverity severity) {
    return std::count_if(findings.begin(), findings.end() - 1,
                         [&](const CheckFinding& one) { return one.severity == severity; });
  };
  EXPECT_EQ(count(CheckSeverity::blocker), 2);
  EXPECT_EQ(count(CheckSeverity::error), 700);
  EXPECT_EQ(count(CheckSeverity::warning), 298);
  EXPECT_EQ(findings.back().code, "WRK199");
  EXPECT_EQ(findings.back().severity, CheckSeverity::warning);
  EXPECT_EQ(findings.back().text, "还有 4702 处没有列出");
}

TEST(FindingList, blockers_left_out_still_block) {
  FindingList list;
  for (int i = 0; i < 1001; ++i) list.add(CheckSeverity::blocker, [] { return finding("X", "a"); });
  list.add(CheckSeverity::error, [] { return finding("Y", "b"); });
  const auto findings = list.finish();
  EXPECT_EQ(findings.back().severity, CheckSeverity::blocker);
  EXPECT_EQ(findings.back().text, "还有 2 处没有列出");
}

TEST(FindingList, exactly_as_many_as_fit_leaves_nothing_out) {
  FindingList list;
  for (int i = 0; i < 1000; ++i) list.add(CheckSeverity::note, [] { return finding("X", "a"); });
  EXPECT_EQ(list.finish().size(), 1000U);
}

TEST(FindingList, order_of_places_is_an_order) {
  const std::vector<std::string> sorted{"", "a", "a:2", "a:2:b", "a:10", "a:010", "b"};
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    for (std::size_t j = 0; j < sorted.size(); ++j) {
      EXPECT_EQ(is_place_before(sorted[i], sorted[j]), i < j) << sorted[i] << " " << sorted[j];
    }
  }
}

}  // namespace
}  // namespace chuangmo::workflow
