#include "catalog/identity_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace chuangmo::catalog {
namespace {

using ::testing::ElementsAre;

// The file of the catalogue with one place changed.
std::vector<std::string> codes_with(const std::string& from, const std::string& to) {
  CatalogFiles files = embedded_catalog();
  std::string& text = files.at("identity.toml");
  EXPECT_TRUE(contains(text, from)) << from;
  text = text.replace(text.find(from), from.size(), to);
  Diagnostics diagnostics;
  read_identity_settings(files, diagnostics);
  std::vector<std::string> codes;
  for (const Diagnostic& found : diagnostics) {
    codes.push_back(found.code);
    EXPECT_EQ(found.where.file, "identity.toml");
    EXPECT_GT(found.where.row, 0);
  }
  return codes;
}

TEST(ReadIdentitySettings, TheNumbersOfTheCatalogueAreWhole) {
  Diagnostics diagnostics;
  const IdentitySettings settings = read_identity_settings(embedded_catalog(), diagnostics);
  for (const Diagnostic& found : diagnostics) ADD_FAILURE() << render(found);
  EXPECT_TRUE(identity::is_possible_cost(settings.cost));
  EXPECT_GE(settings.cost.memory_kib, 19u * 1024);  // the least OWASP asks for
  EXPECT_GE(settings.cost.passes, 2u);
  ASSERT_EQ(settings.profiles.size(), 2u);
  const identity::PasswordProfile& djbh3 = settings.profiles[0];
  EXPECT_EQ(djbh3.key, "djbh3");
  EXPECT_EQ(djbh3.least_characters, 8);
  EXPECT_EQ(djbh3.least_classes, 3);
  EXPECT_EQ(djbh3.changed_every_days, 90);
  EXPECT_EQ(djbh3.remembered, 5);
  EXPECT_TRUE(djbh3.first_login_changes);
  EXPECT_EQ(djbh3.citation.document, "GB/T 22239-2019");
  const identity::PasswordProfile& asvs = settings.profiles[1];
  EXPECT_EQ(asvs.key, "asvs");
  EXPECT_EQ(asvs.least_characters, 12);
  EXPECT_EQ(asvs.most_characters, 128);
  EXPECT_EQ(asvs.least_classes, 0);
  EXPECT_EQ(asvs.changed_every_days, 0);
  EXPECT_TRUE(asvs.refuses_common && asvs.refuses_names);
  EXPECT_GE(settings.common.size(), 100u);
  EXPECT_EQ(settings.account_lockout.failures, 10);
  EXPECT_EQ(settings.address_lockout.failures, 100);
  EXPECT_EQ(settings.most_addresses, 20000u);
  EXPECT_EQ(settings.session.idle_s, 1800);
  EXPECT_EQ(settings.session.absolute_s, 43200);
  EXPECT_EQ(settings.invitation_s, 259200);
}

// What the profiles say with the words of the catalogue.
TEST(ReadIdentitySettings, CommonPasswordsAreRefusedByBothProfiles) {
  Diagnostics diagnostics;
  const IdentitySettings settings = read_identity_settings(embedded_catalog(), diagnostics);
  for (const identity::PasswordProfile& profile : settings.profiles) {
    for (const char* word : {"P@ssw0rd2011!", "Chuangmo@2011!", "ＣｈｕａｎｇＭｏ＃２０１１"}) {
      const Diagnostics faults = identity::password_faults(word, profile, {}, settings.common);
      ASSERT_EQ(faults.size(), 1u) << word;
      EXPECT_EQ(faults[0].code, "IDN105");
    }
    EXPECT_TRUE(identity::password_faults("9 Lives of Grey Herons", profile, {}, settings.common).empty());
  }
}

TEST(ReadIdentitySettings, EveryNumberRestsOnSomething) {
  EXPECT_THAT(codes_with("office_default = \"邀请码三天内有效，跨一个周末\"\n", ""), ElementsAre("CAT070"));
  EXPECT_THAT(codes_with("OWASP Password Storage Cheat Sheet", "hearsay"), ElementsAre("CAT061"));
  EXPECT_THAT(
      codes_with("cite = { document = \"OWASP ASVS 4.0.3\", clause = \"V2.1\", confidence = \"V1\" }\n", ""),
      ElementsAre("CAT002"));
}

TEST(ReadIdentitySettings, NumbersAreThereAndCanBeMeant) {
  EXPECT_THAT(codes_with("idle_s = 1800\n", ""), ElementsAre("CAT002"));
  EXPECT_THAT(codes_with("passes = 2\n", "passes = 0\n"), ElementsAre("CAT071"));
  EXPECT_THAT(codes_with("memory_kib = 19456", "memory_kib = 19"), ElementsAre("CAT071"));
  EXPECT_THAT(codes_with("least_classes = 3", "least_classes = 5"), ElementsAre("CAT071"));
  EXPECT_THAT(codes_with("remembered = 5", "remembered = \"5\""), ElementsAre("CAT004"));
  EXPECT_THAT(codes_with("remembered = 5", "rememberd = 5"), ElementsAre("CAT002", "CAT003"));
  EXPECT_THAT(codes_with("refuses_names = false\n", ""), ElementsAre("CAT002"));
}

TEST(ReadIdentitySettings, LimitsDoNotContradictEachOther) {
  EXPECT_THAT(codes_with("idle_s = 1800", "idle_s = 50000"), ElementsAre("CAT080"));
  EXPECT_THAT(codes_with("first_delay_s = 2", "first_delay_s = 90"), ElementsAre("CAT080"));
  EXPECT_THAT(codes_with("free_failures = 3", "free_failures = 10"), ElementsAre("CAT080"));
  EXPECT_THAT(codes_with("least_characters = 8", "least_characters = 129"), ElementsAre("CAT080"));
  EXPECT_THAT(codes_with("key = \"asvs\"", "key = \"djbh3\""), ElementsAre("CAT015"));
}

TEST(ReadIdentitySettings, WithoutTheFileNothingIsKnown) {
  CatalogFiles files = embedded_catalog();
  files.erase("identity.toml");
  Diagnostics diagnostics;
  EXPECT_TRUE(read_identity_settings(files, diagnostics).profiles.empty());
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].code, "CAT002");
  files["identity.toml"] = "";
  diagnostics.clear();
  EXPECT_TRUE(read_identity_settings(files, diagnostics).profiles.empty());
  EXPECT_TRUE(has_errors(diagnostics));
}

}  // namespace
}  // namespace chuangmo::catalog
