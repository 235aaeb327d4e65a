#include "publish/proof.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "publish/canonical_json.h"

namespace chuangmo::publish {
namespace {

using Parsed = nlohmann::json;

// Two figures of one year, one of them used; a ledger and readings that the rule does not name.
struct City {
  Pack pack;
  Standards standards;
  FactSet facts;
  Evaluation evaluation;

  City() {
    pack.id = "pack";
    pack.years = {2011};
    FigureDefinition income;
    income.key = "income";
    income.name = "收入";
    income.unit = "元";
    pack.figures = {income};
    IndicatorDefinition definition;
    definition.number = 4;
    CriterionDefinition criterion;
    criterion.id = "4.1";
    criterion.citation = {"annex", "4", Confidence::verified};
    definition.criteria = {criterion};
    pack.indicators = {definition};
    for (const int year : {2010, 2011}) {
      FigureFact fact;
      fact.figure = "income";
      fact.period = Period::of_year(year);
      fact.value = Decimal(12000 + year, 0);
      facts.figures.push_back(fact);
    }
    RecordFact record;
    record.ledger = "drills";
    facts.records = {record};
    IndicatorVerdict verdict;
    verdict.number = 4;
    verdict.outcome = Outcome::met;
    CriterionVerdict said;
    said.id = "4.1";
    said.rule = "income >= 10000 元";
    said.trace.op = "compare";
    TraceNode figure;
    figure.op = "figure";
    figure.details = {{"figure", "income"}, {"period", "2011"}};
    said.trace.children = {figure};
    verdict.criteria = {said};
    evaluation.programme = "city\x01\"\\";
    evaluation.as_of = Date::of(2012, 1, 31);
    evaluation.indicators = {verdict};
  }
  std::string proof() const {
    return write_proof({evaluation, evaluation.indicators.front(), pack, standards, facts});
  }
};

TEST(Proof, BytesAreTheCanonicalFormOfWhatTheyHold) {
  const std::string text = City().proof();
  ASSERT_EQ(text.back(), '\n');
  const Parsed json = Parsed::parse(text);
  EXPECT_EQ(canonical_text(json) + "\n", text);
  EXPECT_EQ(json.at("format"), "chuangmo-verdict-proof/1");
  EXPECT_EQ(json.at("sha256"), sha256_hex(canonical_text(json.at("body"))));
}

TEST(Proof, HoldsOnlyWhatTheRulesLookAt) {
  const Parsed body = Parsed::parse(City().proof()).at("body");
  ASSERT_EQ(body.at("facts").at("figures").size(), 1U);
  EXPECT_EQ(body.at("facts").at("figures").at(0).at("value"), "14011");
  EXPECT_TRUE(body.at("facts").at("records").empty());
  EXPECT_EQ(body.at("definitions").at("figures").at(0).at("unit"), "元");
  EXPECT_EQ(body.at("indicator").at("criteria").at(0).at("citation").at("document"), "annex");
}

TEST(Proof, IsTheSameTwice) {
  EXPECT_EQ(City().proof(), City().proof());
}

TEST(Proof, ReadingsAreCutToTheYearsAndKeepTheirRows) {
  City city;
  StationSetDefinition set;
  set.key = "income_stations";
  set.parameters = {"Leq"};
  city.pack.station_sets = {set};
  city.evaluation.indicators[0].criteria[0].rule = "mean(income_stations, Leq) <= 60";
  ReadingSeries series;
  series.set = set.key;
  series.station = "R1";
  series.parameter = "Leq";
  series.step = PeriodKind::year;
  series.first = 2009;
  series.values = {601, kNoReading, 603};
  series.rows = {5, 0, 9};
  series.sources = {0, 0, 0};
  series.origins = {Origin{"noise.csv", "", "", 0, "", ""}};
  city.facts.series = {series};
  const Parsed body = Parsed::parse(write_proof({city.evaluation, city.evaluation.indicators.front(),
                                                 city.pack, city.standards, city.facts}))
                          .at("body");
  const Parsed& part = body.at("facts").at("series").at(0);
  EXPECT_EQ(part.at("first"), 2011);
  EXPECT_EQ(part.at("values"), Parsed::array({603}));
  EXPECT_EQ(part.at("places"), Parsed::array({Parsed::array({0, 1, 0, 9, 0})}));
}

TEST(CanonicalJson, SortsKeysByTheirBytesAndEscapesOnlyWhatItMust) {
  const CanonicalJson json = {{"b", 1}, {"a", "\x01\"\\/\n环"}, {"环", nullptr}, {"A", true}};
  EXPECT_EQ(canonical_text(json), "{\"A\":true,\"a\":\"\\u0001\\\"\\\\/\\n环\",\"b\":1,\"环\":null}");
}

}  // namespace
}  // namespace chuangmo::publish
