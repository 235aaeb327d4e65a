#include "rule/explain.h"

#include <gtest/gtest.h>

#include "rule/test_city.h"

namespace chuangmo::rule {
namespace {

// Every text that a trace may show has its words.
TEST(Explain, PartsAreKeyedByTheirSourceText) {
  const TestCity city;
  const ReadCriterion read =
      read_criterion("each year in 2009..2010: environmental_investment / gdp >= 1.7 %", city);
  ASSERT_TRUE(read.criterion.is_valid());
  const auto parts = explain_parts(read.criterion);
  const Evaluated result = evaluate(read.criterion, city, scope_of(read.criterion));
  ASSERT_FALSE(result.trace.children.empty());
  EXPECT_EQ(parts.at(result.trace.text), explain_rule(read.criterion));
  const TraceNode& comparison = result.trace.children.front().children.front();
  EXPECT_EQ(comparison.op, "compare");
  EXPECT_EQ(parts.count(comparison.text), 1U) << comparison.text;
  EXPECT_EQ(parts.at("environmental_investment / gdp"), "环境保护投资 ÷ 地区生产总值");
  EXPECT_TRUE(explain_parts(Criterion()).empty());
}

}  // namespace
}  // namespace chuangmo::rule
