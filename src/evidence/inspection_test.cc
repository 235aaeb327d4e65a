#include "evidence/inspection.h"

#include <gtest/gtest.h>

#include "evidence/sample_files_test.h"

namespace chuangmo::evidence {
namespace {

EvidencePolicy sample_policy() {
  EvidencePolicy policy;
  policy.types[ContentType::pdf] = {Disposition::accepted, "", ""};
  policy.types[ContentType::rar] = {Disposition::quarantined, "不能检查", "解压"};
  policy.traits[ContentTrait::script_action] = {Disposition::quarantined, "有脚本", "重新打印"};
  policy.traits[ContentTrait::launch_action] = {Disposition::refused, "启动程序", "重新打印"};
  return policy;
}

std::vector<std::string> codes_of(const Judgement& judgement) {
  std::vector<std::string> codes;
  for (const Diagnostic& each : judgement.reasons) codes.push_back(each.code);
  return codes;
}
using Codes = std::vector<std::string>;

TEST(Judge, TheWorstDecides) {
  const auto judged = [](const std::string& bytes) {
    return judge(inspect(bytes), sample_policy(), "报告.pdf");
  };
  EXPECT_EQ(judged(pdf_with("")).disposition, Disposition::accepted);
  EXPECT_EQ(codes_of(judged(pdf_with(""))), Codes{});
  EXPECT_EQ(judged(pdf_with("/JavaScript ")).disposition, Disposition::quarantined);
  EXPECT_EQ(codes_of(judged(pdf_with("/JavaScript "))), Codes{"EVI002"});
  EXPECT_EQ(judged(pdf_with("/JavaScript /Launch ")).disposition, Disposition::refused);
  EXPECT_EQ(codes_of(judged(pdf_with("/JavaScript /Launch "))), (Codes{"EVI001", "EVI002"}));
  EXPECT_EQ(judged(std::string("Rar!\x1A\x07\x00", 7)).disposition, Disposition::quarantined);
}

TEST(Judge, WhatHasNoRuleIsRefused) {
  EXPECT_EQ(judge(inspect("text"), sample_policy(), "a").disposition, Disposition::refused);
  EXPECT_EQ(judge(inspect(pdf_with("/XFA /EmbeddedFile ")), sample_policy(), "a").disposition,
            Disposition::refused);
}

TEST(Judge, SaysWhyAndWhatToDo) {
  const Judgement judgement = judge(inspect(pdf_with("/Launch ")), sample_policy(), "报告.pdf");
  ASSERT_EQ(judgement.reasons.size(), 1U);
  EXPECT_EQ(judgement.reasons[0].text, "启动程序（启动程序）");
  EXPECT_EQ(judgement.reasons[0].fix, "重新打印");
  EXPECT_EQ(judgement.reasons[0].where.file, "报告.pdf");
  EXPECT_EQ(judgement.reasons[0].severity, Severity::error);
}

}  // namespace
}  // namespace chuangmo::evidence
