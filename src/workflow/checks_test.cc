#include "workflow/checks.h"

#include <gtest/gtest.h>
#include <random>
#include <set>

#include "workflow/journal_test.h"

namespace chuangmo::workflow {
namespace {

std::optional<Decimal> decimal(const char* text) {
  return Decimal::parse(text).value();
}

Pack sample_pack() {
  Pack pack;
  pack.figures = {
      {.key = "gdp", .name = "生产总值", .unit = "万元", .low = decimal("0")},
      {.key = "investment", .name = "环保投资", .unit = "亿元", .low = decimal("0"), .part_of = "gdp"},
      {.key = "coverage", .name = "覆盖率", .unit = "%", .low = decimal("0"), .high = decimal("100")},
      {.key = "emission",
       .name = "排放量",
       .unit = "t",
       .subjects = {"COD", "SO2"},
       .subject_names = {"化学需氧量", "二氧化硫"}},
      {.key = "output", .name = "产量", .unit = "t", .period = PeriodKind::quarter},
      {.key = "satisfaction", .name = "满意度", .unit = "人", .subjects = {"good", "bad"}}};
  LedgerDefinition drills;
  drills.key = "drills";
  drills.name = "应急演练";
  drills.fields = {
      {.key = "held_on", .name = "日期", .type = FieldType::date},
      {.key = "ended_on", .name = "结束", .type = FieldType::date, .required = false},
      {.key = "place", .name = "地点", .type = FieldType::text},
      {.key = "people",
       .name = "人数",
       .type = FieldType::number,
       .unit = "人",
       .low = decimal("0"),
       .required = false},
      {.key = "officials", .name = "干部", .type = FieldType::number, .unit = "人", .required = false},
      {.key = "workers", .name = "职工", .type = FieldType::number, .unit = "人", .required = false},
      {.key = "cost", .name = "费用", .type = FieldType::number, .unit = "元", .required = false},
      {.key = "budget", .name = "预算", .type = FieldType::number, .unit = "万元", .required = false},
      {.key = "passed", .name = "合格", .type = FieldType::boolean, .required = false},
      {.key = "grade",
       .name = "级别",
       .type = FieldType::choice,
       .choices = {"city", "county"},
       .choice_names = {"市级", "县级"},
       .required = false},
      {.key = "reason", .name = "说明", .type = FieldType::text, .required = false}};
  drills.date_field = "held_on";
  drills.identity = {"held_on", "place"};
  pack.ledgers = {drills};
  return pack;
}

CheckRule rule(CheckKind kind, const char* ledger, const char* left, const char* right = "") {
  CheckRule rule;
  rule.id = "C001";
  rule.ledger = ledger;
  rule.kind = kind;
  rule.severity = CheckSeverity::error;
  rule.left = left;
  rule.right = right;
  rule.text = "不符";
  rule.fix = "核对";
  return rule;
}

class Checks : public testing::Test {
 protected:
  Checks() {
    request = statistics_request();
    request.items.clear();
  }
  void figure(const char* key, const char* text, const char* period = "2010", const char* subject = "") {
    content.figures.push_back({key, subject, Period::parse(period).value(), text, ""});
  }
  void known(const char* key, const char* period, const char* text) {
    known_figures.push_back(
        {.figure = key, .period = Period::parse(period).value(), .value = *decimal(text)});
  }
  // A drill of its own day, with more fields.
  void drill(std::map<std::string, std::string> fields) {
    fields.try_emplace("held_on",
                       Date{Date::of(2010, 1, 1).days + static_cast<int>(content.records.size())}.text());
    fields.try_emplace("place", "市政府");
    content.records.push_back({"drills", std::move(fields)});
  }
  std::vector<CheckFinding> findings() const {
    const NumberReader reader = [](const std::string& text, const std::string& unit) -> Result<Decimal> {
      if (text.find("吨") != std::string::npos && unit != "t") return fail("UNT002", "单位不符");
      if (text == "1.2亿元") return Decimal::parse(unit == "万元" ? "12000" : "1.2");
      if (text.find_first_not_of("-.0123456789") != std::string::npos)
        return fail("ING001", "不是数字", "只填数字");
      return Decimal::parse(text);
    };
    return check(content, {pack, request, rules, known_figures, reader, day("2011-01-10")});
  }
  std::string found() const {
    std::string text;
    for (const CheckFinding& one : findings()) {
      EXPECT_FALSE(one.text.empty());
      text += one.code + "@" + one.place + " " +
              std::string("nweb").substr(static_cast<std::size_t>(one.severity), 1) + "\n";
    }
    return text;
  }

  Pack pack = sample_pack();
  Request request;
  SubmissionContent content;
  std::vector<CheckRule> rules;
  std::vector<FigureFact> known_figures;
};

TEST_F(Checks, good_content_has_nothing) {
  figure("gdp", "1.2亿元");
  figure("coverage", "100");
  figure("output", "7", "2010Q3");
  figure("emission", "7", "2010", "COD");
  drill({{"people", "30"}, {"passed", "是"}, {"grade", "县级"}, {"ended_on", "2010年2月1日"}});
  EXPECT_EQ(found(), "");
}

TEST_F(Checks, figures_each_for_itself) {
  figure("gpd", "1");
  figure("gdp", "很多");
  figure("coverage", "100.0001");
  figure("investment", "3吨");
  figure("emission", "1", "2010", "NOx");
  figure("emission", "1");
  figure("output", "1");
  figure("output", "1", "2009Q4");
  figure("output", "1", "2011Q1");
  figure("output", "1", "2011Q2");
  EXPECT_EQ(found(),
            "WRK107@figure:coverage b\nWRK101@figure:emission b\nWRK101@figure:emission(NOx) b\n"
            "WRK104@figure:gdp b\nWRK101@figure:gpd b\nWRK106@figure:investment b\nWRK108@figure:output b\n"
            "WRK109@figure:output:2009Q4 e\nWRK109@figure:output:2011Q1 e\nWRK119@figure:output:2011Q2 b\n");
}

TEST_F(Checks, one_figure_twice) {
  figure("gdp", "12000");
  figure("gdp", "1.2亿元");
  EXPECT_EQ(found(), "WRK120@figure:gdp w\n");
  figure("gdp", "12001");
  EXPECT_EQ(found(), "WRK112@figure:gdp b\nWRK120@figure:gdp w\n");
}

TEST_F(Checks, a_negative_share_blocks_and_the_bounds_themselves_pass) {
  figure("coverage", "-0.1");
  EXPECT_EQ(found(), "WRK107@figure:coverage b\n");
  content.figures[0].as_given = "0";
  EXPECT_EQ(found(), "");
}

TEST_F(Checks, a_jump_against_the_year_before) {
  known("gdp", "2009", "100");
  for (const auto& [text, jumps] : std::vector<std::pair<const char*, bool>>{
           {"999.999", false}, {"1000", true}, {"10", true}, {"10.0001", false}, {"0", false}}) {
    content.figures.clear();
    figure("gdp", text);
    EXPECT_EQ(found(), jumps ? "WRK110@figure:gdp w\n" : "") << text;
  }
}

TEST_F(Checks, the_year_before_may_stand_in_the_content_itself) {
  figure("output", "1", "2009Q3");
  figure("output", "10", "2010Q3");
  EXPECT_EQ(found(), "WRK109@figure:output:2009Q3 e\nWRK110@figure:output:2010Q3 w\n");
}

TEST_F(Checks, a_part_is_not_above_its_whole) {
  figure("investment", "1.2");  // 亿元
  figure("gdp", "12000");       // 万元
  EXPECT_EQ(found(), "");
  content.figures[0].as_given = "1.2000001";
  EXPECT_EQ(found(), "WRK111@figure:investment b\n");
  content.figures.pop_back();
  known("gdp", "2010", "12000");
  EXPECT_EQ(found(), "WRK111@figure:investment e\n");
  content.figures.clear();
  known_figures.clear();
  figure("gdp", "12000");
  known("investment", "2010", "1.3");
  EXPECT_EQ(found(), "WRK111@figure:gdp e\n");
}

TEST_F(Checks, what_was_asked_for_and_is_missing) {
  request.items = {
      {ItemKind::figure, "gdp"},    {ItemKind::figure, "emission"}, {ItemKind::figure, "output"},
      {ItemKind::ledger, "drills"}, {ItemKind::readings, "air"},    {ItemKind::survey, "satisfaction"},
      {ItemKind::evidence, "4.1"},  {ItemKind::report, "10.7"},     {ItemKind::figure, "gone"}};
  figure("gdp", " ");
  figure("emission", "1", "2010", "SO2");
  figure("output", "1", "2010Q2");
  figure("output", "很多", "2010Q3");
  figure("satisfaction", "10", "2010", "good");
  content.reports["10.7"] = "";
  EXPECT_EQ(found(),
            "WRK117@evidence:4.1 w\nWRK103@figure:emission(COD) e\nWRK103@figure:gdp e\n"
            "WRK103@figure:output:2010Q1 e\nWRK104@figure:output:2010Q3 b\nWRK103@figure:output:2010Q4 e\n"
            "WRK103@figure:satisfaction(bad) e\nWRK103@ledger:drills e\nWRK118@readings:air "
            "n\nWRK117@report:10.7 w\n");
}

TEST_F(Checks, periods_to_come_are_not_missed) {
  request.period = Period::of_year(2011);
  request.items = {{ItemKind::figure, "output"}};
  EXPECT_EQ(found(), "WRK103@figure:output:2011Q1 e\n");
}

TEST_F(Checks, closures) {
  request.items = {{ItemKind::ledger, "drills"}};
  content.closures = {{"drills", Period::of_year(2010)}};
  EXPECT_EQ(found(), "WRK114@ledger:drills n\n");
  drill({});
  EXPECT_EQ(found(), "");
  content.closures = {{"drills", Period::of_year(2010)},
                      {"drills", Period::of_year(2010)},
                      {"drills", Period::of_year(2012)},
                      {"x", Period::of_year(2010)}};
  EXPECT_EQ(found(),
            "WRK120@closure:drills:2010 w\nWRK109@closure:drills:2012 e\nWRK119@closure:drills:2012 "
            "b\nWRK102@closure:x:2010 b\n");
  content.closures.clear();
  EXPECT_EQ(found(), "WRK115@ledger:drills n\n");
}

TEST_F(Checks, records_field_by_field) {
  content.records.push_back({"x", {}});
  drill({{"people", "-1"}});
  drill({{"people", "许多"}, {"passed", "也许"}, {"grade", "省级"}, {"ended_on", "昨天"}});
  drill({{"people", "3吨"}, {"colour", "红"}});
  drill({{"place", " "}});
  drill({{"held_on", "2009-12-31"}});
  drill({{"held_on", "2011-01-11"}});
  drill({{"held_on", "2010-13-01"}});
  EXPECT_EQ(
      found(),
      "WRK102@ledger:x b\nWRK107@record:drills:1:people b\nWRK105@record:drills:2:ended_on b\n"
      "WRK105@record:drills:2:grade b\nWRK105@record:drills:2:passed b\nWRK104@record:drills:2:people b\n"
      "WRK102@record:drills:3:colour b\nWRK106@record:drills:3:people b\nWRK116@record:drills:4:place b\n"
      "WRK109@record:drills:5:held_on e\nWRK119@record:drills:6:held_on b\nWRK105@record:drills:7:held_on "
      "b\n");
}

TEST_F(Checks, a_record_needs_its_day_even_where_the_field_may_be_empty) {
  pack.ledgers[0].fields[0].required = false;
  drill({{"held_on", ""}});
  EXPECT_EQ(found(), "WRK116@record:drills:1:held_on b\n");
}

TEST_F(Checks, two_rows_with_one_identity) {
  drill({{"held_on", "2010-05-01"}, {"people", "10"}});
  drill({{"held_on", "2010年5月1日"}, {"people", "10.0"}});
  EXPECT_EQ(found(), "WRK120@record:drills:2 w\n");
  drill({{"held_on", "2010/5/1"}, {"people", "11"}});
  drill({{"held_on", "2010-05-01"}, {"place", "县政府"}});
  EXPECT_EQ(found(), "WRK120@record:drills:2 w\nWRK113@record:drills:3 b\n");
  EXPECT_NE(findings().back().text.find("第 1 条"), std::string::npos);
}

TEST_F(Checks, rules_of_figures) {
  rules = {rule(CheckKind::at_most, "", "investment", "gdp")};
  pack.figures[1].part_of = "";
  figure("investment", "1.2");
  EXPECT_EQ(found(), "");  // the other is not known: nothing can be said
  known("gdp", "2009", "1");
  known("gdp", "2010", "11999.9");
  EXPECT_EQ(found(), "C001@figure:investment e\n");
  EXPECT_NE(findings()[0].text.find("1.2 亿元 > 1.19999 亿元"), std::string::npos) << findings()[0].text;
  known_figures.back().value = *decimal("12000");
  EXPECT_EQ(found(), "");
  content.figures.clear();
  known("investment", "2010", "99");
  EXPECT_EQ(found(), "");  // not of this submission
  figure("gdp", "3");
  EXPECT_EQ(found(), "C001@figure:gdp e\n");
}

TEST_F(Checks, sum_of_figures) {
  rules = {rule(CheckKind::parts_of_sum, "", "gdp")};
  rules[0].parts = {"emission(COD)", "emission(SO2)"};
  pack.figures[0].unit = "t";
  figure("gdp", "100");
  figure("emission", "60", "2010", "COD");
  EXPECT_EQ(found(), "");
  figure("emission", "39.9", "2010", "SO2");
  EXPECT_EQ(found(), "C001@figure:gdp e\n");
  rules[0].tolerance = decimal("0.001");
  EXPECT_EQ(found(), "");
  rules[0].tolerance = decimal("0.0009");
  EXPECT_EQ(found(), "C001@figure:gdp e\n");
}

TEST_F(Checks, jump_and_range_of_figures) {
  rules = {rule(CheckKind::jump, "", "output"), rule(CheckKind::range, "", "coverage")};
  rules[0].tolerance = decimal("0.3");
  rules[1].low = decimal("20");
  rules[1].high = decimal("99.5");
  known("output", "2009Q4", "10");
  figure("output", "13", "2010Q1");  // may grow by 30 %
  figure("output", "9.1", "2010Q2");
  figure("output", "6.36", "2010Q3");
  figure("coverage", "99.5");
  EXPECT_EQ(found(), "C001@figure:output:2010Q3 e\n");
  content.figures[3].as_given = "99.51";
  EXPECT_EQ(found(), "C001@figure:coverage e\nC001@figure:output:2010Q3 e\n");
  content.figures[3].as_given = "19.99";
  EXPECT_EQ(found(), "C001@figure:coverage e\nC001@figure:output:2010Q3 e\n");
}

TEST_F(Checks, rules_of_ledger_rows) {
  rules = {rule(CheckKind::at_most, "drills", "officials", "people")};
  drill({{"people", "10"}, {"officials", "10.0"}});
  drill({{"people", "10"}, {"officials", "10.01"}});
  drill({{"people", "10"}});
  drill({{"officials", "10"}});
  drill({{"people", "99999999999999999999"}, {"officials", "99999999999999999999.5"}});
  EXPECT_EQ(found(), "C001@record:drills:2:officials e\nC001@record:drills:5:officials e\n");
  EXPECT_NE(findings()[0].text.find("10.01"), std::string::npos);
}

TEST_F(Checks, columns_of_different_units_are_compared_as_quantities) {
  rules = {rule(CheckKind::at_most, "drills", "cost", "budget")};
  drill({{"cost", "12000"}, {"budget", "1.2"}});
  drill({{"cost", "12000.01"}, {"budget", "1.2"}});
  EXPECT_EQ(found(), "C001@record:drills:2:cost e\n");
  rules = {rule(CheckKind::at_most, "drills", "budget", "cost")};
  drill({{"cost", "11999.999999999999999999"}, {"budget", "1.2"}});
  EXPECT_EQ(found(), "C001@record:drills:3:budget e\n");
  rules = {rule(CheckKind::at_most, "drills", "people", "cost")};  // nothing to compare
  drill({{"cost", "1"}, {"people", "2"}});
  EXPECT_EQ(found(), "");
}

TEST_F(Checks, sum_of_ledger_columns) {
  rules = {rule(CheckKind::parts_of_sum, "drills", "people")};
  rules[0].parts = {"officials", "workers"};
  const auto row = [&](const char* all, const char* a, const char* b) {
    drill({{"people", all}, {"officials", a}, {"workers", b}});
  };
  row("10", "4.5", "5.5");
  row("10", "4.5", "5.4");
  row("10", "4.5", "");
  row("99999999999999999999", "99999999999999999998", "1");
  row("99999999999999999999", "99999999999999999998", "2");
  EXPECT_EQ(found(), "C001@record:drills:2:people e\nC001@record:drills:5:people e\n");
  rules[0].tolerance = decimal("0.01");
  EXPECT_EQ(found(), "");
  rules[0].tolerance = decimal("0.0099");
  EXPECT_EQ(found(), "C001@record:drills:2:people e\n");
}

TEST_F(Checks, range_of_a_column_with_finer_and_coarser_bounds) {
  rules = {rule(CheckKind::range, "drills", "workers")};
  rules[0].low = decimal("-0.05");
  rules[0].high = decimal("2.25");
  for (const char* text : {"-0.1", "0", "2.2", "2.3", "99999999999999999999999", "-99999999999999999999999"})
    drill({{"workers", text}});
  EXPECT_EQ(found(),
            "C001@record:drills:1:workers e\nC001@record:drills:4:workers e\nC001@record:drills:5:workers e\n"
            "C001@record:drills:6:workers e\n");
  rules[0].low = decimal("-1");
  rules[0].high = decimal("99999999999999999999999999999999999999");
  EXPECT_EQ(found(), "C001@record:drills:6:workers e\n");
}

TEST_F(Checks, dates_conditions_and_repetitions) {
  rules = {rule(CheckKind::not_before, "drills", "ended_on", "held_on"),
           rule(CheckKind::required_if, "drills", "reason", "passed"),
           rule(CheckKind::distinct, "drills", "cost")};
  rules[1].id = "C002";
  rules[1].equals = "false";
  rules[2].id = "C003";
  drill({{"held_on", "2010-05-02"},
         {"ended_on", "2010-05-02"},
         {"passed", "否"},
         {"reason", "暴雨"},
         {"cost", "1"}});
  drill({{"held_on", "2010-05-03"}, {"ended_on", "2010-05-02"}, {"passed", "否"}, {"cost", "2"}});
  drill({{"passed", "是"}, {"cost", "1.00"}});
  drill({{"passed", "无"}, {"reason", "　"}});
  EXPECT_EQ(found(),
            "C001@record:drills:2:ended_on e\nC002@record:drills:2:reason e\nC003@record:drills:3:cost e\n"
            "C002@record:drills:4:reason e\n");
  rules = {rule(CheckKind::required_if, "drills", "reason", "grade")};
  rules[0].equals = "county";
  drill({{"grade", "县级"}});
  drill({{"grade", "市级"}});
  EXPECT_EQ(found(), "C001@record:drills:5:reason e\n");
}

TEST_F(Checks, severity_and_words_are_the_rules_own) {
  rules = {rule(CheckKind::range, "", "gdp")};
  rules[0].high = decimal("5");
  rules[0].severity = CheckSeverity::note;
  figure("gdp", "6");
  const auto all = findings();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0],
            (CheckFinding{"C001", "figure:gdp", CheckSeverity::note, "不符：6 万元（应不大于 5）", "核对"}));
}

TEST_F(Checks, a_fault_in_every_row_stays_bounded) {
  for (int i = 0; i < 3000; ++i) content.records.push_back({"drills", {{"people", "x"}}});
  const auto all = findings();
  ASSERT_EQ(all.size(), 1001U);
  EXPECT_EQ(all.back().code, "WRK199");
  EXPECT_EQ(all.back().severity, CheckSeverity::blocker);
}

// The quick way and the way by fractions must agree: random rows, judged again cell by cell.
TEST_F(Checks, integers_and_fractions_agree) {
  std::mt19937 chance(7);
  const auto number = [&] {
    std::string text = chance() % 4 == 0 ? "-" : "";
    text += std::to_string(chance() % 3);
    if (chance() % 2 == 0)
      text += "." + std::to_string(chance() % 10) + (chance() % 5 == 0 ? std::string(22, '0') + "1" : "");
    return text;
  };
  for (int i = 0; i < 300; ++i) drill({{"people", number()}, {"officials", number()}, {"workers", number()}});
  pack.ledgers[0].fields[3].low.reset();
  rules = {rule(CheckKind::at_most, "drills", "officials", "people"),
           rule(CheckKind::parts_of_sum, "drills", "people"), rule(CheckKind::range, "drills", "workers")};
  rules[1].id = "C002";
  rules[1].parts = {"officials", "workers"};
  rules[1].tolerance = decimal("0.5");
  rules[2].id = "C003";
  rules[2].low = decimal("-1.05");
  rules[2].high = decimal("1.5");
  std::set<std::string> expected;
  for (std::size_t i = 0; i < content.records.size(); ++i) {
    const auto value = [&](const char* key) {
      return Rational::from(Decimal::parse(content.records[i].fields.at(key)).value()).value();
    };
    const Rational people = value("people");
    const Rational officials = value("officials");
    const Rational workers = value("workers");
    const std::string row = "@record:drills:" + std::to_string(i + 1);
    if (people < officials) expected.insert("C001" + row + ":officials");
    const Rational rest = subtract(people, add(officials, workers).value()).value();
    const Rational size = people.sign() < 0 ? negate(people) : people;
    if (multiply(size, Rational::make(1, 2).value()).value() < (rest.sign() < 0 ? negate(rest) : rest))
      expected.insert("C002" + row + ":people");
    if (workers < Rational::parse("-1.05").value() || Rational::parse("1.5").value() < workers)
      expected.insert("C003" + row + ":workers");
  }
  std::set<std::string> all;
  for (const CheckFinding& one : findings()) all.insert(one.key());
  ASSERT_LT(findings().size(), 1000U);  // none was left out
  EXPECT_EQ(all, expected);
  EXPECT_GT(expected.size(), 100U);
}

}  // namespace
}  // namespace chuangmo::workflow
