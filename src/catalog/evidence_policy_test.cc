#include "catalog/evidence_policy.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "catalog/files.h"

namespace chuangmo::catalog {
namespace {

std::string real_text() {
  return embedded_catalog().at("evidence.toml");
}

std::vector<std::string> codes_of(const std::string& text) {
  Diagnostics diagnostics;
  read_evidence_policy(text, "evidence.toml", diagnostics);
  std::vector<std::string> codes;
  for (const Diagnostic& each : diagnostics) codes.push_back(each.code);
  return codes;
}

using Codes = std::vector<std::string>;

TEST(EvidencePolicy, TheCatalogueHasARuleForEverything) {
  Diagnostics diagnostics;
  const EvidencePolicy policy = read_evidence_policy(real_text(), "evidence.toml", diagnostics);
  for (const Diagnostic& each : diagnostics) ADD_FAILURE() << render(each);
  EXPECT_EQ(policy.types.size(), static_cast<std::size_t>(kContentTypeCount));
  EXPECT_EQ(policy.traits.size(), static_cast<std::size_t>(kContentTraitCount));
  EXPECT_EQ(policy.types.at(ContentType::pdf).disposition, Disposition::accepted);
  EXPECT_EQ(policy.types.at(ContentType::executable).disposition, Disposition::refused);
  EXPECT_EQ(policy.types.at(ContentType::rar).disposition, Disposition::quarantined);
  EXPECT_FALSE(policy.types.at(ContentType::rar).fix.empty());
  EXPECT_EQ(policy.traits.at(ContentTrait::bomb).disposition, Disposition::refused);
  EXPECT_EQ(policy.limits.max_file_bytes, 500ULL << 20U);
  EXPECT_GT(policy.limits.upload_expires_hours, 0);
}

TEST(EvidencePolicy, WhatIsDangerousIsNeverSimplyAccepted) {
  Diagnostics diagnostics;
  const EvidencePolicy policy = read_evidence_policy(real_text(), "evidence.toml", diagnostics);
  for (const ContentType type : {ContentType::html, ContentType::svg, ContentType::script,
                                 ContentType::executable, ContentType::unknown, ContentType::xml}) {
    EXPECT_EQ(policy.types.at(type).disposition, Disposition::refused) << content_type_key(type);
  }
  for (const auto& [trait, rule] : policy.traits) {
    EXPECT_NE(rule.disposition, Disposition::accepted) << content_trait_key(trait);
  }
}

TEST(EvidencePolicy, SaysWhatIsWrong) {
  const std::string good = real_text();
  const std::string rar = "[[type]]\nkey = \"rar\"\n";
  EXPECT_EQ(codes_of(good), Codes{});
  EXPECT_EQ(codes_of(good + "\n" + rar + "disposition = \"accepted\"\n"), Codes{"EVI051"});
  EXPECT_EQ(codes_of(replace_all(good, "key = \"rar\"", "key = \"rra\"")), (Codes{"EVI050", "EVI051"}));
  EXPECT_EQ(
      codes_of(replace_all(good, rar + "disposition = \"quarantined\"", rar + "disposition = \"kept\"")),
      (Codes{"EVI050", "CAT003", "CAT003"}));
  EXPECT_EQ(codes_of(good + "\n[[trait]]\nkey = \"bomb\"\ndisposition = \"refused\"\n"),
            (Codes{"CAT002", "CAT002", "EVI051"}));
  EXPECT_EQ(codes_of(replace_all(good, "max_file_mb = 500", "max_file_mb = 0")), Codes{"EVI052"});
  EXPECT_EQ(codes_of(replace_all(good, "max_file_mb = 500", "")), Codes{"EVI052"});
  EXPECT_EQ(codes_of("["), Codes{"CAT001"});
}

TEST(EvidencePolicy, WhatHasNoRuleIsRefused) {
  Diagnostics diagnostics;
  const EvidencePolicy policy = read_evidence_policy("", "evidence.toml", diagnostics);
  EXPECT_EQ(policy.types.at(ContentType::pdf).disposition, Disposition::refused);
}

}  // namespace
}  // namespace chuangmo::catalog
