#include "catalog/check_english.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/checks.h"
#include "catalog/pack.h"
#include "catalog/standards.h"

namespace chuangmo::catalog {
namespace {

using ::testing::HasSubstr;

// A pack with one of everything, and English for all of it.
Pack english_pack() {
  Pack pack;
  pack.id = "p";
  pack.groups = {"环境质量"};
  pack.groups_en = {"Environmental quality"};
  pack.scopes = {"全市域"};
  pack.scopes_en = {"Whole municipality"};
  FigureDefinition figure;
  figure.key = "emission";
  figure.name = "排放量";
  figure.name_en = "Emission";
  figure.scope = "全市域";
  figure.subjects = {"COD", "SO2"};
  figure.subject_names_en = {"COD", "SO2"};
  pack.figures = {figure};
  FieldDefinition field;
  field.key = "level";
  field.name = "级别";
  field.name_en = "Level";
  field.choices = {"low", "high"};
  field.choice_names_en = {"Low", "High"};
  LedgerDefinition ledger;
  ledger.key = "incidents";
  ledger.name = "事件";
  ledger.name_en = "Incidents";
  ledger.fields = {field};
  pack.ledgers = {ledger};
  StationSetDefinition set;
  set.key = "air";
  set.name = "点位";
  set.name_en = "Stations";
  pack.station_sets = {set};
  IndicatorDefinition indicator;
  indicator.file = "packs/p/indicators/01.toml";
  CriterionDefinition criterion;
  criterion.id = "1.1";
  criterion.name = "达标";
  criterion.name_en = "Attained";
  criterion.evidence = "监测年报";
  criterion.evidence_en = "Annual monitoring report";
  indicator.criteria = {criterion};
  pack.indicators = {indicator};
  return pack;
}

Diagnostic only_finding(const Pack& pack) {
  const Diagnostics found = check_english(pack);
  EXPECT_EQ(found.size(), 1u);
  return found.empty() ? Diagnostic{} : found.front();
}

TEST(CheckEnglish, NothingIsSaidOfAPackThatHasItAll) {
  EXPECT_TRUE(check_english(english_pack()).empty());
}

TEST(CheckEnglish, EachKindOfDefinitionIsLookedAt) {
  Pack pack = english_pack();
  pack.groups_en.clear();
  EXPECT_EQ(only_finding(pack).where.column, "groups");
  pack = english_pack();
  pack.scopes_en.clear();
  EXPECT_EQ(only_finding(pack).where.column, "scopes");
  pack = english_pack();
  pack.figures[0].name_en.clear();
  EXPECT_EQ(only_finding(pack).where.column, "emission");
  pack = english_pack();
  pack.ledgers[0].name_en.clear();
  EXPECT_EQ(only_finding(pack).where.column, "incidents");
  pack = english_pack();
  pack.station_sets[0].name_en.clear();
  EXPECT_EQ(only_finding(pack).where.column, "air");
  pack = english_pack();
  pack.indicators[0].criteria[0].name_en.clear();
  EXPECT_EQ(only_finding(pack).where.file, "packs/p/indicators/01.toml");
  pack = english_pack();
  pack.indicators[0].criteria[0].evidence_en.clear();
  EXPECT_THAT(only_finding(pack).text, HasSubstr("evidence_en"));
}

TEST(CheckEnglish, ParametersAndChecksAreLookedAt) {
  Parameter named;
  named.key = "TP";
  named.name = "总磷";
  named.name_en = "Total phosphorus";
  Parameter unnamed = named;
  unnamed.key = "TN";
  unnamed.name_en.clear();
  Diagnostics found = check_english({named, unnamed});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "CAT081");
  EXPECT_EQ(found[0].where.column, "TN");

  CheckRule rule;
  rule.id = "C001";
  rule.text = "部分大于整体";
  rule.text_en = "The part exceeds the whole";
  rule.fix = "核对单位";
  found = check_english(english_pack(), {rule});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].where.file, "packs/p/checks.toml");
  EXPECT_EQ(found[0].where.column, "C001");
  EXPECT_THAT(found[0].text, HasSubstr("fix_en"));
  rule.fix_en = "Check the unit";
  EXPECT_TRUE(check_english(english_pack(), {rule}).empty());
}

TEST(CheckEnglish, ADefinitionIsToldOnceWithAllItLacks) {
  Pack pack = english_pack();
  pack.ledgers[0].fields[0].name_en.clear();
  pack.ledgers[0].fields[0].choice_names_en = {"Low", ""};
  const Diagnostic found = only_finding(pack);
  EXPECT_EQ(found.code, "CAT081");
  EXPECT_EQ(found.severity, Severity::note);
  EXPECT_THAT(found.text, HasSubstr("level.name_en、level.choice_names_en"));
  pack = english_pack();
  pack.figures[0].subject_names_en.clear();
  EXPECT_THAT(only_finding(pack).text, HasSubstr("subject_names_en"));
}

TEST(CheckEnglish, TheCatalogueHasItAll) {
  Diagnostics ignored;
  const auto standards = read_standards(embedded_catalog(), ignored);
  ASSERT_TRUE(standards);
  for (const Diagnostic& found : check_english(standards->parameters)) ADD_FAILURE() << render(found);
  for (const std::string& id : pack_ids(embedded_catalog())) {
    Diagnostics diagnostics;
    const auto pack = read_pack(embedded_catalog(), id, diagnostics);
    ASSERT_TRUE(pack);
    for (const Diagnostic& found : check_english(*pack)) ADD_FAILURE() << render(found);
    const std::vector<CheckRule> rules = read_checks(embedded_catalog(), *pack, ignored);
    for (const Diagnostic& found : check_english(*pack, rules)) ADD_FAILURE() << render(found);
  }
}

}  // namespace
}  // namespace chuangmo::catalog
