#include "publish/board_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "publish/sample_page.h"
#include "publish/worded_json.h"

namespace chuangmo::publish {
namespace {

using Parsed = nlohmann::json;

class BoardJson : public testing::Test {
 protected:
  Parsed tiles(Language language) const {
    return Parsed::parse(tiles_json(evaluation, matter, {language, pack, rules, &plan}));
  }
  Parsed tile(int number, Language language) const {
    return tiles(language).at("indicators").at(static_cast<std::size_t>(number) - 1);
  }
  Parsed summary(int number, Language language) const {
    return Parsed::parse(summary_json(evaluation, {language, pack, rules, &plan}))
        .at("indicators")
        .at(static_cast<std::size_t>(number) - 1);
  }

  const Pack pack = sample::pack();
  const Plan plan = sample::plan();
  const Evaluation evaluation = sample::evaluation();
  const RuleGlossary rules;
  const TileMatter matter{lead_units(plan), sample::charts()};
};

TEST_F(BoardJson, ATileSaysAllInItsLanguage) {
  const Parsed zh = tile(4, Language::zh);
  EXPECT_EQ(zh.at("outcome"), "not_met");
  EXPECT_EQ(zh.at("outcome_text"), "未达标");
  EXPECT_EQ(zh.at("criterion"), "4.1");
  EXPECT_EQ(zh.at("value"), "1.58");
  EXPECT_EQ(zh.at("measured"), "1.58%");
  EXPECT_EQ(zh.at("room"), "差 1320 万元");
  EXPECT_EQ(zh.at("reachability").at("text"), "仍来得及");
  const Parsed en = tile(4, Language::en);
  EXPECT_EQ(en.at("name"), zh.at("name"));
  EXPECT_EQ(en.at("name_en"), "Income and environmental investment");
  EXPECT_EQ(en.at("group_en"), "Economy");
  EXPECT_EQ(en.at("outcome_text"), "Not met");
  EXPECT_EQ(en.at("room"), "short by 1320 10⁴ CNY");
  EXPECT_EQ(en.at("reachability").at("text"), "still reachable");
  EXPECT_NE(en.at("sentence"), zh.at("sentence"));
}

TEST_F(BoardJson, ATileNamesWhoOwesWhatIsMissingAndWhoLeads) {
  const Parsed waiting = tile(10, Language::zh);
  EXPECT_EQ(waiting.at("missing").at("count"), 3);
  EXPECT_EQ(waiting.at("missing").at("late"), 3);
  EXPECT_EQ(waiting.at("missing").at("suppliers"), Parsed::array({"市统计局", "市环保局", "市公安局"}));
  EXPECT_EQ(waiting.at("lead_units"), Parsed::array({"市环保局"}));
  EXPECT_EQ(tile(14, Language::zh).at("missing").at("late"), 0);  // not due yet
  EXPECT_EQ(tile(1, Language::zh).at("missing").at("count"), 0);
}

TEST_F(BoardJson, ATrendIsTheSeriesNearestToItsLimit) {
  const Parsed trend = tile(1, Language::zh).at("trend");
  EXPECT_EQ(trend.at("unit"), "t");
  ASSERT_EQ(trend.at("points").size(), 3U);
  EXPECT_EQ(trend.at("points").at(0).at("at"), "2009");
  EXPECT_EQ(trend.at("points").at(2).at("value"), "18420");
  EXPECT_EQ(trend.at("points").at(2).at("limit"), "19000");
  EXPECT_EQ(tile(8, Language::zh).at("trend").at("points").at(0).at("value"), "0.112");  // PM10, not SO2
  EXPECT_TRUE(tile(7, Language::zh).at("trend").at("points").at(2).at("value").is_null());
  EXPECT_TRUE(tile(12, Language::zh).at("trend").is_null());  // bars are no trend
}

TEST_F(BoardJson, TheSummaryHasWordsBesideTheNumbers) {
  const Parsed en = summary(3, Language::en);
  const Parsed& criterion = en.at("criteria").at(0);
  EXPECT_EQ(criterion.at("best"), "2");
  EXPECT_EQ(criterion.at("best_text"), "2");
  EXPECT_EQ(criterion.at("outcome_text"), "Undecided");
  EXPECT_EQ(criterion.at("missing").at(0).at("reason"), "not reported");
  EXPECT_NE(criterion.at("would_decide").get<std::string>().find("not reported"), std::string::npos);
  EXPECT_FALSE(criterion.contains("trace"));
  const Parsed zh = summary(3, Language::zh);
  EXPECT_EQ(zh.at("criteria").at(0).at("missing").at(0).at("reason"), "未报送");
  EXPECT_EQ(zh.at("sentence"), evaluation.indicators[2].sentence);
}

TEST_F(BoardJson, ATraceIsToldInWordsAndItsDecidingPathMarked) {
  IndicatorVerdict indicator = evaluation.indicators[7];
  indicator.criteria[0].trace = sample::annual_mean_years(3, 1);
  const Json json = worded_traces_json(indicator, {Language::zh, pack, rules, &plan});
  const Parsed trace = Parsed::parse(json.dump()).at("criteria").at(0).at("trace");
  EXPECT_EQ(trace.at("decides"), true);
  EXPECT_EQ(trace.at("result").at("kind"), "fails");
  EXPECT_EQ(trace.at("result").at("text"), "不成立");
  std::size_t deciding = 0;
  for (const Parsed& child : trace.at("children")) deciding += child.value("decides", false) ? 1U : 0U;
  EXPECT_EQ(deciding, 1U);
  EXPECT_EQ(trace.at("children").at(1).value("decides", false), true);
  const Parsed* node = &trace;
  bool has_hours = false;
  while (node->contains("children")) {
    const Parsed* next = nullptr;
    for (const Parsed& child : node->at("children")) {
      EXPECT_TRUE(child.contains("words"));
      if (child.value("decides", false)) next = &child;
    }
    if (next == nullptr) break;
    node = next;
    has_hours = has_hours || node->contains("hours");
  }
  EXPECT_TRUE(has_hours);
  const Json english = worded_traces_json(indicator, {Language::en, pack, rules, &plan});
  EXPECT_EQ(english["criteria"][0]["trace"]["result"]["text"], "fails");
}

}  // namespace
}  // namespace chuangmo::publish
