#include "publish/trace_words.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

TEST(TraceWords, ARatioIsComparedInTheUnitOfItsLimit) {
  TraceNode ratio;
  ratio.op = "divide";
  ratio.text = "investment / gdp";
  ratio.value = "9/500";
  ratio.shown = "0.018";
  TraceNode limit;
  limit.op = "number";
  limit.text = "1.7 %";
  limit.value = "17/10";
  limit.unit = "%";
  limit.shown = "1.7 %";
  TraceNode comparison;
  comparison.op = "compare";
  comparison.value = "true";
  comparison.details = {{"op", ">="}};
  comparison.children = {ratio, limit};
  EXPECT_EQ(node_words(comparison, nullptr), "investment / gdp 1.8%，要求 ≥ 1.7%");
}

TEST(TraceWords, AnIndexStaysTheIntegerThatIsPublished) {
  TraceNode index;
  index.op = "method:api";
  index.value = "2281/20";
  index.shown = "115";
  TraceNode limit;
  limit.op = "number";
  limit.value = "100";
  limit.shown = "100";
  TraceNode comparison;
  comparison.op = "compare";
  comparison.value = "false";
  comparison.details = {{"op", "<="}};
  comparison.children = {index, limit};
  EXPECT_NE(node_words(comparison, nullptr).find("115，要求 ≤ 100"), std::string::npos);
}

}  // namespace
}  // namespace chuangmo::publish
