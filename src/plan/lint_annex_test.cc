#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "plan/import.h"
#include "plan/lint.h"
#include "plan/lint_fixture.h"
#include "plan/report.h"
#include "plan/text_table.h"

namespace chuangmo::plan {
namespace {

// What a careful reader finds in the reference table: "#14" the requirement of indicator 14, "14.1" the cells
// of a task; the numbers of the rules without their LNT. Read through by hand; a change here is a change of
// what the drafters will be told.
struct Place {
  std::string_view label;
  std::string_view codes;
};

const std::vector<Place>& expected_places() {
  static const std::vector<Place> places = {
      {"#1", "062"},
      {"1.1", "002 016 048 054"},
      {"1.2", "016 019 034"},
      {"1.3", "046 047 054"},
      {"#2", "019 022 062 063"},
      {"2.1", "019 026 065"},
      {"2.2", "014 054"},
      {"#3", "022 058"},
      {"3.1", "001 019 020 026 042 045 046 047 049 054"},
      {"3.2", "015 019 020 043 050"},
      {"3.3", "019 034"},
      {"#4", "016 022"},
      {"4.1", "009 056"},
      {"4.2", "022 034"},
      {"4.3", "017 034"},
      {"5.1", "056"},
      {"5.2", "054 057"},
      {"6.1", "056"},
      {"6.2", "021"},
      {"7.1", "008 056"},
      {"7.2", "022 034"},
      {"7.3", "019 034"},
      {"#8", "010 014 053"},
      {"8.1", "002 004 007 041 047 054"},
      {"8.2", "002 004 007 019 041 054 061"},
      {"8.3", "002 019 061"},
      {"8.4", "040 044 054 061"},
      {"8.5", "002 005 040 042 046 054 057"},
      {"8.6", "002 007 016 054 057"},
      {"8.7", "002 054 057"},
      {"8.8", "002 007 047"},
      {"8.9", "034"},
      {"#9", "018 060"},
      {"9.1", "002 007 018 047 054"},
      {"9.2", "001 002 007 016 019"},
      {"#10", "058"},
      {"10.1", "002 007 008 018 019 026 054 057"},
      {"10.2", "054"},
      {"10.3", "002 003 024 049"},
      {"10.4", "002 003 006 040 054"},
      {"10.5", "001 002 046 049 054"},
      {"10.6", "002 003 019"},
      {"10.7", "002 019 034 050"},
      {"10.8", "001 042 046 054"},
      {"#11", "008"},
      {"11.1", "002 019 054 057 066"},
      {"11.2", "002 006 040 054 066"},
      {"11.3", "002 054 057"},
      {"11.4", "002 007 047 054 057"},
      {"11.5", "002 019 034"},
      {"11.6", "002 019 038 064"},
      {"12.1", "019 034 054 057"},
      {"12.2", "002 019 047 054 057"},
      {"12.3", "002 019 034"},
      {"13.1", "002 006 040 061"},
      {"13.2", "002 019 034"},
      {"#14", "018"},
      {"14.1", "001 002 018 019 046 051 054"},
      {"14.2", "002 003 054"},
      {"14.3", "002 019"},
      {"14.4", "019 054 057"},
      {"#15", "058 062"},
      {"15.1", "002 003 005 040 052"},
      {"15.2", "002 007 040 044 054"},
      {"15.3", "002 009"},
      {"16.1", "054 057"},
      {"16.2", "002 054 057"},
      {"16.3", "019"},
      {"#17", "060"},
      {"17.1", "054 057"},
      {"17.2", "054 057"},
      {"17.3", "019"},
      {"17.4", "019"},
      {"#18", "060"},
      {"18.1", "005 040 051 054"},
      {"18.2", "005 034 040 054 057"},
      {"18.3", "054 057"},
      {"18.4", "019 034"},
      {"#19", "009 060"},
      {"19.1", "016 019 046 054 057"},
      {"19.2", "025 054 057"},
      {"19.3", "019"},
      {"#20", "058"},
      {"20.1", "054"},
      {"20.2", "016 054"},
      {"20.3", "019"},
      {"#21", "058 063"},
      {"21.1", "040 044 046 054"},
      {"21.2", "040 046"},
      {"21.3", "019 034 040 046"},
      {"21.4", "034"},
      {"21.5", "016 054"},
      {"21.6", "054 057"},
      {"21.7", "001 044 049 054"},
      {"21.8", "047 054"},
      {"21.9", "054"},
      {"#22", "013 018 020 058 062"},
      {"22.1", "054"},
      {"22.2", "054"},
      {"22.3", "054"},
      {"#23", "058"},
      {"23.1", "016 054"},
      {"23.2", "008 021 054"},
      {"24.1", "034 054 057"},
      {"24.2", "034 054 057"},
      {"#25", "060"},
      {"25.1", "001 017 019 047 054"},
      {"25.3", "019 054"},
      {"#26", "058 062"},
      {"26.1", "034 054"},
      {"26.2", "009 054"},
      {"26.3", "054"},
      {"26.4", "021 054"},
      {"26.5", "020 023 039 054"},
      {"26.6", "009 019 039 054"},
  };
  return places;
}

// Skips the test that calls it when the table is not there.
std::optional<Plan> annex() {
  const std::filesystem::path root = CHUANGMO_SOURCE_DIR;
  for (const char* place : {"../shared/annex.txt", "catalog/programmes/shuozhou/annex.txt"}) {
    const Result<std::string> text = read_file(root / place);
    if (text) return read_plan(read_text_table(*text, "annex.txt"), {});
  }
  return std::nullopt;
}

std::string label_of(const Plan& plan, const Diagnostic& diagnostic) {
  const std::string place = place_in_table(plan, diagnostic.where);
  return replace_all(replace_all(place.substr(0, place.find(' ')), "任务", ""), "指标", "#");
}

using CodesByPlace = std::map<std::string, std::set<std::string>>;

CodesByPlace found_in(const Plan& plan) {
  CodesByPlace found;
  for (const Diagnostic& diagnostic : lint(plan, chinese_words()))
    found[label_of(plan, diagnostic)].insert(diagnostic.code.substr(3));
  return found;
}

CodesByPlace expected() {
  CodesByPlace codes;
  for (const Place& place : expected_places()) {
    for (const std::string& code : split(place.codes, " ")) codes[std::string(place.label)].insert(code);
  }
  return codes;
}

TEST(AnnexLint, EveryFindingIsWhereItWasReadByHand) {
  const std::optional<Plan> plan = annex();
  if (!plan) GTEST_SKIP() << "the reference table is not beside the project";
  const CodesByPlace found = found_in(*plan);
  for (const auto& [label, codes] : expected()) {
    const auto place = found.find(label);
    EXPECT_TRUE(place != found.end() && place->second == codes)
        << label << ": expected " << join({codes.begin(), codes.end()}, " ") << ", found "
        << (place == found.end() ? "nothing" : join({place->second.begin(), place->second.end()}, " "));
  }
  for (const auto& [label, codes] : found) EXPECT_EQ(expected().count(label), 1U) << label << " is new";
}

TEST(AnnexLint, ProvokesMostRulesByItself) {
  const std::optional<Plan> plan = annex();
  if (!plan) GTEST_SKIP() << "the reference table is not beside the project";
  std::set<std::string> codes;
  for (const auto& [label, of_label] : found_in(*plan)) codes.insert(of_label.begin(), of_label.end());
  EXPECT_GE(codes.size(), 46U);
}

TEST(AnnexLint, EveryFindingPointsIntoItsCell) {
  const std::optional<Plan> plan = annex();
  if (!plan) GTEST_SKIP() << "the reference table is not beside the project";
  for (const Diagnostic& diagnostic : lint(*plan, chinese_words())) {
    EXPECT_LE(diagnostic.where.begin, diagnostic.where.end) << render(diagnostic);
    EXPECT_LE(diagnostic.where.end, diagnostic.source.size()) << render(diagnostic);
    const std::string words =
        diagnostic.source.substr(diagnostic.where.begin, diagnostic.where.end - diagnostic.where.begin);
    EXPECT_TRUE(is_valid_utf8(words)) << render(diagnostic);
    EXPECT_GT(diagnostic.where.row, 1);
    EXPECT_EQ(diagnostic.where.file, "annex.txt");
  }
}

TEST(AnnexLint, SaysTheSameTwice) {
  const std::optional<Plan> plan = annex();
  if (!plan) GTEST_SKIP() << "the reference table is not beside the project";
  EXPECT_EQ(lint(*plan, chinese_words()), lint(*plan, chinese_words()));
}

}  // namespace
}  // namespace chuangmo::plan
