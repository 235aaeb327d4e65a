#include "publish/english_names.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

Pack pack() {
  CriterionDefinition criterion;
  criterion.id = "8.1";
  criterion.name = "年均值达标";
  criterion.name_en = "Annual means attained";
  IndicatorDefinition indicator;
  indicator.number = 8;
  indicator.name = "空气质量";
  indicator.name_en = "Air quality";
  indicator.criteria = {criterion};
  Pack pack;
  pack.indicators = {indicator};
  pack.groups = {"环境质量", "环境管理"};
  pack.groups_en = {"Environmental quality", "Environmental management"};
  pack.scopes = {"建成区"};
  pack.scopes_en = {"Built-up area"};
  return pack;
}

IndicatorVerdict indicator_verdict(int number, std::string name) {
  IndicatorVerdict verdict;
  verdict.number = number;
  verdict.name = std::move(name);
  return verdict;
}

CriterionVerdict criterion_verdict(std::string id, std::string name) {
  CriterionVerdict verdict;
  verdict.id = std::move(id);
  verdict.name = std::move(name);
  return verdict;
}

TEST(EnglishNames, AreThoseOfThePack) {
  const Pack known = pack();
  const EnglishNames english(known);
  EXPECT_EQ(english.indicator(indicator_verdict(8, "空气质量")), "Air quality");
  EXPECT_EQ(english.criterion(8, criterion_verdict("8.1", "年均值达标")), "Annual means attained");
  EXPECT_EQ(english.group("环境管理"), "Environmental management");
  EXPECT_EQ(english.scope("建成区"), "Built-up area");
}

TEST(EnglishNames, WhatNobodyHasTranslatedStaysChinese) {
  Pack silent = pack();
  silent.indicators[0].name_en.clear();
  silent.indicators[0].criteria[0].name_en.clear();
  silent.groups_en.clear();
  const EnglishNames english(silent);
  EXPECT_EQ(english.indicator(indicator_verdict(8, "空气质量")), "空气质量");
  EXPECT_EQ(english.indicator(indicator_verdict(9, "水质")), "水质") << "an indicator of another pack";
  EXPECT_EQ(english.criterion(8, criterion_verdict("8.1", "年均值达标")), "年均值达标");
  EXPECT_EQ(english.criterion(8, criterion_verdict("8.9", "别的")), "别的");
  EXPECT_EQ(english.group("环境质量"), "环境质量");
  EXPECT_EQ(english.scope("全市域"), "全市域");
}

MissingItem missing(std::string what, std::string name) {
  MissingItem item;
  item.what = std::move(what);
  item.name = std::move(name);
  return item;
}

TEST(EnglishNames, OfWhatIsMissing) {
  Pack known = pack();
  FigureDefinition figure;
  figure.key = "emission";
  figure.name_en = "Emission";
  figure.subjects = {"COD", "SO2"};
  figure.subject_names_en = {"chemical oxygen demand", "sulphur dioxide"};
  known.figures = {figure};
  LedgerDefinition drills;
  drills.key = "drills";
  drills.name_en = "Drills";
  drills.fields = {{.key = "place", .name = "地点", .name_en = "Place"}};
  known.ledgers = {drills};
  StationSetDefinition air;
  air.key = "air";
  air.name = "空气点位";
  air.name_en = "Air stations";
  known.station_sets = {air};
  const EnglishNames english(known);
  EXPECT_EQ(english.item(missing("emission", "排放量")), "Emission");
  EXPECT_EQ(english.item(missing("emission(SO2)", "排放量（二氧化硫）")), "Emission (sulphur dioxide)");
  EXPECT_EQ(english.item(missing("emission(Hg)", "排放量（汞）")), "Emission (Hg)");
  EXPECT_EQ(english.item(missing("drills", "演练台账")), "Drills (ledger)");
  EXPECT_EQ(english.item(missing("drills/电厂|2011-05-01.place", "地点")), "Place");
  EXPECT_EQ(english.item(missing("air/PM10", "空气点位 PM10")), "Air stations PM10");
  EXPECT_EQ(english.item(missing("air/平朔", "平朔")), "平朔");
  EXPECT_EQ(english.item(missing("GB 3095", "GB 3095 SO2 限值")), "GB 3095 SO2 限值");
}

TEST(EnglishNames, OfUnitsAndTheirGroupsAreThoseOfThePlan) {
  Plan plan;
  plan.units.units = {{"市公安局", {"公安局"}, UnitKind::agency, false, "Public Security Bureau"},
                      {"市报社", {}, UnitKind::media, false, ""}};
  plan.units.groups = {{"各县（区）政府", {}, {}, true, "County and District Governments"}};
  const Pack known = pack();
  const EnglishNames english(known, &plan);
  EXPECT_EQ(english.unit("市公安局"), "Public Security Bureau");
  EXPECT_EQ(english.unit("公安局"), "Public Security Bureau");
  EXPECT_EQ(english.unit("市报社"), "市报社");
  EXPECT_EQ(english.unit("各县（区）政府"), "County and District Governments");
  EXPECT_EQ(english.unit("谁也不认识的单位"), "谁也不认识的单位");
  EXPECT_EQ(EnglishNames(known).unit("市公安局"), "市公安局");
}

}  // namespace
}  // namespace chuangmo::publish
