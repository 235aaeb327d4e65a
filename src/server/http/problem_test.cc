#include "server/http/problem.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/http/refusal.h"

namespace chuangmo::server {
namespace {

nlohmann::json json_of(const HttpResponse& response) {
  return nlohmann::json::parse(*response.body);
}

HttpRequest request() {
  HttpRequest request;
  request.path = "/api/v1/requests/7";
  request.id = 0xAB;
  return request;
}

TEST(Problem, SaysWhatWasFoundAndWhatToDo) {
  const HttpResponse response = problem_response(Failure{"STO004", "没有“朔州”。", "先导入。"}, request());
  EXPECT_EQ(response.status, 404);
  EXPECT_NE(response.field_lines().find("Content-Type: application/problem+json\r\n"), std::string::npos);
  const auto json = json_of(response);
  EXPECT_EQ(json["type"], "/problems/STO004");
  EXPECT_EQ(json["title"], "没有找到");
  EXPECT_EQ(json["status"], 404);
  EXPECT_EQ(json["detail"], "没有“朔州”。");
  EXPECT_EQ(json["fix"], "先导入。");
  EXPECT_EQ(json["instance"], "/api/v1/requests/7");
  EXPECT_EQ(json["code"], "STO004");
  EXPECT_EQ(json["request"], "00000000000000ab");
  EXPECT_FALSE(json.contains("errors"));
}

TEST(Problem, ListsFindings) {
  const Diagnostics findings = {
      {"ING001", Severity::error, {.file = "a.csv", .row = 3}, "不是数。", "写成数。"},
      {"ING002", Severity::warning, {}, "单位可疑。", ""}};
  const auto json = json_of(problem_response(Failure{"ING000", "有错误。", ""}, findings, request()));
  EXPECT_EQ(json["status"], 422);
  ASSERT_EQ(json["errors"].size(), 2U);
  EXPECT_EQ(json["errors"][0]["place"], "a.csv:3");
  EXPECT_EQ(json["errors"][0]["severity"], "error");
  EXPECT_EQ(json["errors"][1]["text"], "单位可疑。");
  EXPECT_FALSE(json["errors"][1].contains("fix"));
}

TEST(Problem, PointsIntoABody) {
  const std::vector<ProblemItem> items = {
      {"OBL001", Severity::error, "", "/obligations/3/due", "过早。", ""}};
  EXPECT_EQ(
      json_of(problem_response(Failure{"OBL000", "有错误。", ""}, items, request()))["errors"][0]["pointer"],
      "/obligations/3/due");
}

TEST(Problem, BytesThatAreNotTextCostNothing) {
  EXPECT_EQ(json_of(problem_response(Failure{"SRV050", "\xFF", ""}, request()))["detail"], "\xEF\xBF\xBD");
}

TEST(Problem, BusyTellsWhenToTryAgain) {
  EXPECT_NE(
      problem_response(Failure{"STO009", "忙。", ""}, request()).field_lines().find("Retry-After: 1\r\n"),
      std::string::npos);
}

TEST(Problem, StatusByCode) {
  EXPECT_EQ(status_of_code("SRV040"), 404);
  EXPECT_EQ(status_of_code("FIL001"), 500);
  EXPECT_EQ(status_of_code("STO009"), 503);
  EXPECT_EQ(status_of_code("AAA000"), 422);
  EXPECT_EQ(status_of_code("ZZZ999"), 422);
  EXPECT_EQ(reason_phrase(404), "Not Found");
}

TEST(Problem, EveryRefusalHasAStatusWithAPhrase) {
  for (std::size_t i = 1; i < kRefusals; ++i) {
    const RefusalRule& rule = rule_of(static_cast<Refusal>(i));
    EXPECT_GE(rule.status, 400);
    EXPECT_NE(reason_phrase(rule.status), "Unknown") << rule.status;
    EXPECT_FALSE(rule.text.empty() || rule.fix.empty() || rule.code.empty()) << rule.name;
  }
}

}  // namespace
}  // namespace chuangmo::server
