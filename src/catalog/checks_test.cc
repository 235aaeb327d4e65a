#include "catalog/checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/pack.h"

namespace chuangmo::catalog {
namespace {

using ::testing::ElementsAre;

FieldDefinition field(const std::string& key, FieldType type, bool is_required,
                      const std::vector<std::string>& choices = {}) {
  FieldDefinition made;
  made.key = key;
  made.type = type;
  made.required = is_required;
  made.choices = choices;
  made.choice_names = choices;
  return made;
}

FigureDefinition figure(const std::string& key, const std::string& unit,
                        PeriodKind period = PeriodKind::year) {
  FigureDefinition made;
  made.key = key;
  made.unit = unit;
  made.period = period;
  return made;
}

Pack small_pack() {
  Pack pack;
  pack.id = "p";
  pack.figures = {figure("treated", "t"), figure("produced", "万t"), figure("area", "ha"),
                  figure("monthly", "t", PeriodKind::month), figure("emission", "t")};
  pack.figures.back().subjects = {"COD", "SO2"};
  LedgerDefinition works;
  works.key = "works";
  works.fields = {field("started", FieldType::date, true),
                  field("ended", FieldType::date, false),
                  field("approved", FieldType::boolean, true),
                  field("number", FieldType::text, false),
                  field("kind", FieldType::choice, true, {"a", "b"}),
                  field("done", FieldType::number, true),
                  field("whole", FieldType::number, true)};
  pack.ledgers = {works};
  return pack;
}

struct Read {
  std::vector<CheckRule> rules;
  std::vector<std::string> codes;
};
Read read(const std::string& body) {
  const std::string path = "packs/p/checks.toml";
  const CatalogFiles files{{"sources.toml", "[[document]]\nnumber = \"d\"\ntitle = \"t\"\n"}, {path, body}};
  Diagnostics diagnostics;
  Read found{read_checks(files, small_pack(), diagnostics), {}};
  for (const Diagnostic& diagnostic : diagnostics) {
    EXPECT_EQ(diagnostic.where.file, path);
    EXPECT_GT(diagnostic.where.row, 0);
    found.codes.push_back(diagnostic.code);
  }
  return found;
}
std::string check(const std::string& kind, const std::string& rest, const std::string& id = "C001") {
  return "[[check]]\nid = \"" + id + "\"\nkind = \"" + kind + "\"\nseverity = \"error\"\n" + rest +
         "\ntext = \"不对\"\nfix = \"改\"\ncite = { document = \"d\", clause = \"c\", confidence = \"V2\" "
         "}\n";
}
std::vector<std::string> codes_of(const std::string& kind, const std::string& rest) {
  const Read found = read(check(kind, rest));
  EXPECT_EQ(found.rules.empty(), !found.codes.empty());
  return found.codes;
}

TEST(ReadChecks, TakesARuleOfFigures) {
  const Read found = read(check("at_most", "left = \"treated\"\nright = \"produced\""));
  EXPECT_THAT(found.codes, ElementsAre());
  ASSERT_EQ(found.rules.size(), 1u);
  EXPECT_EQ(found.rules[0].id, "C001");
  EXPECT_EQ(found.rules[0].kind, CheckKind::at_most);
  EXPECT_EQ(found.rules[0].severity, CheckSeverity::error);
  EXPECT_EQ(found.rules[0].right, "produced");
  EXPECT_EQ(found.rules[0].text, "不对");
  EXPECT_EQ(found.rules[0].text_en, "");
  EXPECT_EQ(found.rules[0].citation.document, "d");
}

TEST(ReadChecks, EnglishStandsBesideTheChinese) {
  const Read found = read(check(
      "at_most", "left = \"treated\"\nright = \"produced\"\ntext_en = \"Too much\"\nfix_en = \"Mend\""));
  EXPECT_THAT(found.codes, ElementsAre());
  ASSERT_EQ(found.rules.size(), 1u);
  EXPECT_EQ(found.rules[0].text_en, "Too much");
  EXPECT_EQ(found.rules[0].fix_en, "Mend");
}

TEST(ReadChecks, EveryKindCanBeWritten) {
  EXPECT_THAT(codes_of("jump", "left = \"emission(COD)\"\ntolerance = \"0.3\""), ElementsAre());
  EXPECT_THAT(codes_of("range", "left = \"area\"\nlow = \"1\""), ElementsAre());
  EXPECT_THAT(codes_of("parts_of_sum", "left = \"produced\"\nparts = [\"treated\", \"emission(SO2)\"]"),
              ElementsAre());
  EXPECT_THAT(codes_of("not_before", "ledger = \"works\"\nleft = \"ended\"\nright = \"started\""),
              ElementsAre());
  EXPECT_THAT(codes_of("required_if",
                       "ledger = \"works\"\nleft = \"number\"\nright = \"approved\"\nequals = \"true\""),
              ElementsAre());
  EXPECT_THAT(
      codes_of("required_if", "ledger = \"works\"\nleft = \"number\"\nright = \"kind\"\nequals = \"b\""),
      ElementsAre());
  EXPECT_THAT(codes_of("distinct", "ledger = \"works\"\nleft = \"number\""), ElementsAre());
  EXPECT_THAT(codes_of("at_most", "ledger = \"works\"\nleft = \"done\"\nright = \"whole\""), ElementsAre());
}

TEST(ReadChecks, NamesAreThoseOfThePack) {
  EXPECT_THAT(codes_of("range", "left = \"gdp\"\nlow = \"1\""), ElementsAre("CAT074"));
  EXPECT_THAT(codes_of("range", "left = \"emission\"\nlow = \"1\""), ElementsAre("CAT074"));
  EXPECT_THAT(codes_of("range", "left = \"emission(NOx)\"\nlow = \"1\""), ElementsAre("CAT074"));
  EXPECT_THAT(codes_of("range", "left = \"emission(COD\"\nlow = \"1\""), ElementsAre("CAT074"));
  EXPECT_THAT(codes_of("range", "left = \"area(COD)\"\nlow = \"1\""), ElementsAre("CAT074"));
  EXPECT_THAT(codes_of("distinct", "ledger = \"works\"\nleft = \"area\""), ElementsAre("CAT074"));
  EXPECT_THAT(codes_of("distinct", "ledger = \"drills\"\nleft = \"number\""), ElementsAre("CAT074"));
}

TEST(ReadChecks, TypesFitTheKind) {
  EXPECT_THAT(codes_of("not_before", "ledger = \"works\"\nleft = \"ended\"\nright = \"done\""),
              ElementsAre("CAT075"));
  EXPECT_THAT(codes_of("range", "ledger = \"works\"\nleft = \"number\"\nlow = \"0\""), ElementsAre("CAT075"));
  EXPECT_THAT(
      codes_of("required_if", "ledger = \"works\"\nleft = \"number\"\nright = \"kind\"\nequals = \"true\""),
      ElementsAre("CAT075"));
  EXPECT_THAT(codes_of("required_if",
                       "ledger = \"works\"\nleft = \"number\"\nright = \"started\"\nequals = \"true\""),
              ElementsAre("CAT075"));
}

TEST(ReadChecks, AKindHasItsKeysAndNoOthers) {
  EXPECT_THAT(codes_of("at_most", "left = \"treated\""), ElementsAre("CAT076"));
  EXPECT_THAT(codes_of("at_most", "left = \"treated\"\nright = \"produced\"\ntolerance = \"0.1\""),
              ElementsAre("CAT076"));
  EXPECT_THAT(codes_of("jump", "left = \"treated\""), ElementsAre("CAT076"));
  EXPECT_THAT(codes_of("jump", "left = \"treated\"\ntolerance = \"-0.1\""), ElementsAre("CAT076"));
  EXPECT_THAT(codes_of("range", "left = \"treated\""), ElementsAre("CAT076"));
  EXPECT_THAT(codes_of("range", "left = \"treated\"\nlow = \"2\"\nhigh = \"1\""), ElementsAre("CAT076"));
  EXPECT_THAT(codes_of("distinct", "left = \"treated\""), ElementsAre("CAT076"));
  EXPECT_THAT(codes_of("jump", "ledger = \"works\"\nleft = \"done\"\ntolerance = \"1\""),
              ElementsAre("CAT076"));
  EXPECT_THAT(
      codes_of("required_if", "ledger = \"works\"\nleft = \"kind\"\nright = \"approved\"\nequals = \"true\""),
      ElementsAre("CAT076"));  // kind is required anyway
}

TEST(ReadChecks, OnlyLikeIsCompared) {
  EXPECT_THAT(codes_of("at_most", "left = \"treated\"\nright = \"area\""), ElementsAre("CAT077"));
  EXPECT_THAT(codes_of("at_most", "left = \"treated\"\nright = \"monthly\""), ElementsAre("CAT077"));
  EXPECT_THAT(codes_of("at_most", "left = \"treated\"\nright = \"treated\""), ElementsAre("CAT077"));
}

TEST(ReadChecks, WordsIdsAndDocumentsAreKnown) {
  EXPECT_THAT(codes_of("equals", "left = \"treated\""), ElementsAre("CAT072"));
  const std::string one = check("range", "left = \"area\"\nlow = \"1\"");
  EXPECT_THAT(read(one + one).codes, ElementsAre("CAT057"));
  EXPECT_THAT(read(one + check("range", "left = \"area\"\nhigh = \"9\"", "C002")).codes, ElementsAre());
  std::string unknown = one;
  unknown.replace(unknown.find("\"d\""), 3, "\"e\"");
  EXPECT_THAT(read(unknown).codes, ElementsAre("CAT061"));
}

TEST(ReadChecks, ThePacksOfTheCatalogueHaveGoodChecks) {
  for (const std::string& id : pack_ids(embedded_catalog())) {
    Diagnostics diagnostics;
    const auto pack = read_pack(embedded_catalog(), id, diagnostics);
    ASSERT_TRUE(pack);
    const auto rules = read_checks(embedded_catalog(), *pack, diagnostics);
    for (const Diagnostic& found : diagnostics) ADD_FAILURE() << render(found);
    EXPECT_GT(rules.size(), 100u);
  }
}

}  // namespace
}  // namespace chuangmo::catalog
