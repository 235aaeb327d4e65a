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

RuleWords english_rule() {
  RuleWords rule;
  rule.sentence = "investment ÷ GDP ≥ 1.7 %";
  rule.parts = {{"investment / gdp", "investment ÷ GDP"}};
  rule.terms = std::make_shared<const std::map<std::string, std::string>>(std::map<std::string, std::string>{
      {"城区空气", "Urban air"}, {"年平均浓度", "annual mean"}, {"应急演练", "Drills"}});
  return rule;
}

TEST(TraceWords, InEnglishNothingChineseIsLeftOfWhatTheProgramNames) {
  const RuleWords rule = english_rule();
  TraceNode ratio;
  ratio.op = "divide";
  ratio.text = "investment / gdp";
  ratio.value = "9/500";
  TraceNode limit;
  limit.op = "number";
  limit.value = "17/10";
  limit.unit = "%";
  TraceNode comparison;
  comparison.op = "compare";
  comparison.details = {{"op", ">="}};
  comparison.children = {ratio, limit};
  EXPECT_EQ(node_words(comparison, &rule, Language::en), "investment ÷ GDP 1.8%, required ≥ 1.7%");

  TraceNode mean;
  mean.op = "method:annual_mean";
  mean.text = "城区空气 年平均浓度 SO2";
  EXPECT_EQ(node_words(mean, &rule, Language::en), "Urban air annual mean SO2");
  TraceNode closure;
  closure.op = "closure";
  closure.text = "“应急演练”已申报为全部记录";
  EXPECT_EQ(node_words(closure, &rule, Language::en), "all of “Drills” is declared");
  TraceNode month;
  month.op = "month";
  month.text = "2011年3月";
  month.details = {{"period", "2011-03"}};
  EXPECT_EQ(node_words(month, &rule, Language::en), "2011-03");
}

TEST(TraceWords, ValuesTakeTheUnitsOfTheLanguage) {
  TraceNode days;
  days.op = "count";
  days.value = "316";
  days.shown = "316 天";
  days.unit = "d";
  EXPECT_EQ(node_result(days, nullptr, Language::zh).text, "316 天");
  EXPECT_EQ(node_result(days, nullptr, Language::en).text, "316 days");
  TraceNode limit;
  limit.value = "1/10";
  limit.shown = "0.10 mg/m3";
  limit.unit = "mg/m3";
  EXPECT_EQ(node_result(limit, nullptr, Language::en).text, "0.10 mg/m³");
  TraceNode water;
  water.value = "III";
  water.shown = "III类";
  EXPECT_EQ(node_result(water, nullptr, Language::zh).text, "III类");
  EXPECT_EQ(node_result(water, nullptr, Language::en).text, "class III");
}

}  // namespace
}  // namespace chuangmo::publish
