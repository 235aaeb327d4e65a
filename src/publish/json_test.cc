#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "publish/diagnostics_json.h"
#include "publish/evaluation_json.h"
#include "publish/plan_json.h"
#include "publish/sample_page.h"

namespace chuangmo::publish {
namespace {

using Parsed = nlohmann::json;

TEST(EvaluationJson, HasTheAgreedShape) {
  const std::string text = evaluation_json(sample::evaluation());
  const Parsed json = Parsed::parse(text);
  EXPECT_EQ(json.at("programme"), "shuozhou");
  EXPECT_EQ(json.at("as_of"), "2011-10-31");
  EXPECT_EQ(json.at("known_at"), "2011-11-01T09:30:00+08:00");
  ASSERT_EQ(json.at("indicators").size(), 26U);
  const Parsed& indicator = json.at("indicators").at(3);
  EXPECT_EQ(indicator.at("number"), 4);
  EXPECT_EQ(indicator.at("outcome"), "not_met");
  const Parsed& criterion = indicator.at("criteria").at(0);
  for (const char* key : {"id", "rule", "outcome", "value", "limit", "unit", "best", "worst", "missing",
                          "reachable", "trace"}) {
    EXPECT_TRUE(criterion.contains(key)) << key;
  }
  EXPECT_EQ(criterion.at("value"), "1.58");
  EXPECT_TRUE(criterion.at("best").is_null());
  EXPECT_EQ(criterion.at("reachable").at("room"), "-1320");
}

TEST(EvaluationJson, NamesWhatIsMissingAndTheCellOfAFact) {
  const Parsed json = Parsed::parse(evaluation_json(sample::evaluation()));
  const Parsed& undecided = json.at("indicators").at(2).at("criteria").at(0);
  EXPECT_TRUE(undecided.at("value").is_null());
  EXPECT_EQ(undecided.at("best"), "2");
  EXPECT_EQ(undecided.at("missing").at(0).at("supplier"), "市统计局");
  EXPECT_EQ(undecided.at("missing").at(0).at("in_future"), false);
  const Parsed* node = &undecided.at("trace");
  while (node->contains("children")) node = &node->at("children").at(0);
  EXPECT_EQ(node->at("origin").at("sheet"), "统计数据");
  EXPECT_EQ(node->at("origin").at("row"), 12);
}

TEST(EvaluationJson, IsTheSameTwiceAndSurvivesBadBytes) {
  Evaluation evaluation = sample::evaluation();
  EXPECT_EQ(evaluation_json(evaluation), evaluation_json(sample::evaluation()));
  evaluation.indicators[0].sentence = "\xff\xfe";
  EXPECT_TRUE(is_valid_utf8(evaluation_json(evaluation)));
}

TEST(PlanJson, HasTheAgreedShape) {
  const Parsed json = Parsed::parse(plan_json(sample::plan()));
  ASSERT_EQ(json.at("indicators").size(), 26U);
  const Parsed& task = json.at("indicators").at(0).at("tasks").at(1);
  EXPECT_EQ(task.at("number"), 2);
  EXPECT_EQ(task.at("kind"), "data_supply");
  EXPECT_EQ(task.at("due"), "2011-12-31");
  EXPECT_EQ(task.at("lead"), Parsed::array({"市环保局"}));
  EXPECT_EQ(task.at("cooperating"), Parsed::array({"市统计局", "各县（区）政府"}));
  EXPECT_EQ(task.at("notes"), Parsed::array({"等"}));
  EXPECT_EQ(task.at("source"), Parsed({{"row", 6}}));
  EXPECT_EQ(json.at("units").at(0).at("aliases"), Parsed::array({"环保局"}));
  EXPECT_EQ(json.at("units").at(0).at("name_en"), "Environmental Protection Bureau");
  EXPECT_EQ(json.at("units").at(1).at("name_en"), "");
  EXPECT_EQ(json.at("groups").at(0).at("members").size(), 2U);
  EXPECT_EQ(task.at("guesses").at(0).at("original"), "各县区政府");
}

TEST(PlanJson, SaysWhatWasEditedBesideWhatTheDocumentSays) {
  const Plan imported = sample::plan();
  Plan edited = imported;
  Task& task = edited.indicators.at(0).tasks.at(1);
  task.lead = {{"市水务局", false, false, "市水务局"}};
  edited.indicators.at(1).requirement += "以上";
  const Parsed json = Parsed::parse(plan_json(edited, &imported));
  const Parsed& shown = json.at("indicators").at(0).at("tasks").at(1);
  EXPECT_EQ(shown.at("edited"), Parsed::array({"lead"}));
  EXPECT_EQ(shown.at("original").at("lead"), task.lead_cell);
  EXPECT_EQ(shown.at("original").at("task"), task.original);
  EXPECT_EQ(json.at("indicators").at(0).at("tasks").at(0).at("edited"), Parsed::array());
  EXPECT_EQ(json.at("indicators").at(1).at("edited"), Parsed::array({"requirement"}));
  EXPECT_EQ(json.at("headings").at("lead"), "责任单位");
  // By itself a plan is what it says.
  EXPECT_EQ(Parsed::parse(plan_json(edited)).at("indicators").at(1).at("edited"), Parsed::array());
}

TEST(DiagnosticsJson, SaysCodeSeverityPlaceAndFix) {
  const Parsed json = Parsed::parse(diagnostics_json(sample::plan().diagnostics));
  EXPECT_EQ(json.at("warnings"), 1);
  EXPECT_EQ(json.at("errors"), 0);
  const Parsed& finding = json.at("diagnostics").at(0);
  EXPECT_EQ(finding.at("code"), "PLN012");
  EXPECT_EQ(finding.at("severity"), "warning");
  EXPECT_EQ(finding.at("where").at("row"), 2);
  EXPECT_EQ(finding.at("where").at("column"), "责任单位");
  EXPECT_EQ(finding.at("fix"), "改为：环境保护");
}

}  // namespace
}  // namespace chuangmo::publish
