#include "rule/explain_en.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "rule/test_city.h"

namespace chuangmo::rule {
namespace {

// The city with English names, as packs have them.
class EnglishCity : public TestCity {
 public:
  EnglishCity() {
    for (FigureDefinition& each : figures) each.name_en = "the " + replace_all(each.key, "_", " ");
    for (LedgerDefinition& each : ledgers) {
      each.name_en = replace_all(each.key, "_", " ");
      for (FieldDefinition& field : each.fields) field.name_en = replace_all(field.key, "_", " ");
    }
    for (StationSetDefinition& each : sets) each.name_en = each.key + " stations";
  }
};

std::string words(const std::string& rule, const Schema& schema) {
  const ReadCriterion read = read_criterion(rule, schema);
  EXPECT_TRUE(read.criterion.is_valid()) << rule;
  return explain_rule_en(read.criterion);
}

TEST(ExplainEn, SaysARuleInEnglish) {
  const EnglishCity city;
  EXPECT_EQ(words("each year in 2009..2010: environmental_investment / gdp >= 1.7 %", city),
            "each year of 2009–2010: the environmental investment ÷ the gdp ≥ 1.7 %");
  EXPECT_EQ(words("falling over 2009..2010: environmental_investment / gdp", city),
            "the environmental investment ÷ the gdp falls from year to year over 2009–2010");
  EXPECT_EQ(words("each year in last 3 years: count(drills) >= 1", city),
            "each year of the last 3 years: number of drills ≥ 1");
}

TEST(ExplainEn, NeverMixesInChineseWhereThereIsEnglish) {
  const EnglishCity city;
  for (const char* rule : {"count(drills, previous year) >= 1 or not (gdp >= 1 CNY)",
                           "each year in last 3 years, p in {SO2, NO2}: annual_mean(air, p) <= limit(\"GB "
                           "3095\", p, annual, class II)"}) {
    for (const char c : words(rule, city)) {
      // – ÷ ≥ ≤ and the like are three bytes too; Chinese begins with E4 to E9.
      const auto byte = static_cast<unsigned char>(c);
      EXPECT_FALSE(byte >= 0xE4 && byte <= 0xE9) << words(rule, city);
    }
  }
}

TEST(ExplainEn, WithoutAnEnglishNameTheChineseStands) {
  const TestCity city;
  EXPECT_EQ(words("gdp >= 1 CNY", city), "地区生产总值 ≥ 1 CNY");
}

TEST(ExplainEn, PartsAreKeyedByTheirSourceText) {
  const EnglishCity city;
  const ReadCriterion read =
      read_criterion("each year in 2009..2010: environmental_investment / gdp >= 1.7 %", city);
  const auto parts = explain_parts_en(read.criterion);
  EXPECT_EQ(parts.at("environmental_investment / gdp"), "the environmental investment ÷ the gdp");
  EXPECT_TRUE(explain_parts_en(Criterion()).empty());
}

}  // namespace
}  // namespace chuangmo::rule
