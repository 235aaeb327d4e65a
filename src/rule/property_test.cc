#include <gtest/gtest.h>
#include <random>

#include "rule/test_city.h"

// Whatever missing figures, fields and records turn out to be, the answer stays within what was said while
// they were missing.
namespace chuangmo::rule {
namespace {

using Random = std::mt19937;

int pick(Random& random, int below) {
  return static_cast<int>(random() % static_cast<unsigned>(below));
}

// ---- random criteria over the city

std::string number_rule(Random& random, int depth);
std::string truth_rule(Random& random, int depth);

const char* const kFigures[] = {"gdp",
                                "gdp in previous year",
                                "sewage_rate * 1 亿元",
                                "emission(COD) * 1 亿元 / 1 t",
                                "industrial_value_added",
                                "environmental_investment in 2009"};

std::string one_of(Random& random, std::initializer_list<const char*> texts) {
  return *(texts.begin() + pick(random, static_cast<int>(texts.size())));
}

std::string record_condition(Random& random) {
  return one_of(random, {"eia_approved", "not eia_approved", "investment >= 1000 万元",
                         "(eia_approved or investment < 2000 万元)", "has(approved_on)"});
}

std::string ledger_rule(Random& random) {
  const std::string condition = record_condition(random);
  switch (pick(random, 6)) {
    case 0:
      return "count(construction_projects where " + condition + ") * 1 亿元";
    case 1:
      return "sum(construction_projects.investment where " + condition + ")";
    case 2:
      return "min(construction_projects.investment where " + condition + ")";
    case 3:
      return "mean(construction_projects.investment where " + condition + ")";
    case 4:
      return "(share of construction_projects where (" + condition + ")) * 1 亿元";
    default:
      return "(share of construction_projects by investment where (" + condition + ")) * 1 亿元";
  }
}

std::string number_rule(Random& random, int depth) {
  if (depth == 0 || pick(random, 4) == 0) {
    if (pick(random, 4) == 0) return ledger_rule(random);
    if (pick(random, 4) == 0) return std::to_string(pick(random, 2000) - 0) + " 亿元";
    return kFigures[pick(random, static_cast<int>(std::size(kFigures)))];
  }
  const std::string a = number_rule(random, depth - 1);
  const std::string b = number_rule(random, depth - 1);
  switch (pick(random, 6)) {
    case 0:
      return "(" + a + " + " + b + ")";
    case 1:
      return "(" + a + " - " + b + ")";
    case 2:
      return "(" + a + " * (" + b + " / 100 亿元))";
    case 3:
      return "(" + a + " / (" + b + " / 100 亿元))";
    case 4:
      return "(-" + a + ")";
    default:
      return "(" + a + " / 3)";
  }
}

std::string truth_rule(Random& random, int depth) {
  const auto part = [&] { return truth_rule(random, depth - 1); };
  if (depth == 0 || pick(random, 3) == 0) {
    return number_rule(random, 2) + one_of(random, {" >= ", " <= ", " > ", " < ", " = ", " != "}) +
           number_rule(random, 1);
  }
  switch (pick(random, 6)) {
    case 0:
      return "(" + part() + " and " + part() + ")";
    case 1:
      return "(" + part() + " or " + part() + ")";
    case 2:
      return "not (" + part() + ")";
    case 3:
      return "(each year in 2009..2011: (" + part() + "))";
    case 4:
      return "(some year in 2009..2011: (" + part() + "))";
    default:
      return one_of(random, {"(falling", "(rising"}) + " over 2009..2011: " + number_rule(random, 2) + ")";
  }
}

// ---- random facts

Decimal random_value(Random& random, const FigureDefinition& figure) {
  return Decimal(pick(random, figure.high ? 101 : 1500), 0);
}

RecordFact random_project(Random& random, int number, int year) {
  RecordFact record;
  record.ledger = "construction_projects";
  record.identity = "R" + std::to_string(number);
  record.period = Period::of_year(year);
  record.fields["eia_approved"] = pick(random, 2) == 0 ? "true" : "false";
  record.fields["investment"] = std::to_string(pick(random, 4) * 1000);
  if (pick(random, 2) == 0) record.fields["approved_on"] = "2010-05-01";
  return record;
}

TestCity complete_city(Random& random) {
  TestCity city;
  for (int year = 2008; year <= 2011; ++year) {
    for (const FigureDefinition& figure : city.figures) {
      if (figure.period != PeriodKind::year) continue;
      const std::vector<std::string> subjects =
          figure.subjects.empty() ? std::vector<std::string>{""} : figure.subjects;
      for (const std::string& subject : subjects) {
        city.figure_values[{figure.key, subject, std::to_string(year)}] = random_value(random, figure);
      }
    }
  }
  std::erase_if(city.all_records,
                [](const RecordFact& record) { return record.ledger == "construction_projects"; });
  for (int i = pick(random, 8); i > 0; --i)
    city.all_records.push_back(random_project(random, i, 2009 + pick(random, 3)));
  return city;
}

// The same city before everything was known: figures unreported, fields empty, ledgers open with records to
// come.
TestCity incomplete_city(const TestCity& complete, Random& random) {
  TestCity city = complete;
  std::erase_if(city.figure_values, [&](const auto&) { return pick(random, 4) == 0; });
  for (const int year : {2009, 2010, 2011}) {
    if (pick(random, 3) != 0) continue;
    city.closed_years.erase({"construction_projects", year});
    std::erase_if(city.all_records, [&](const RecordFact& record) {
      return record.ledger == "construction_projects" && record.period.begin.year() == year &&
             pick(random, 2) == 0;
    });
  }
  for (RecordFact& record : city.all_records) {
    if (record.ledger != "construction_projects") continue;
    for (const char* key : {"eia_approved", "investment"}) {
      if (pick(random, 6) == 0) record.fields.erase(key);
    }
  }
  return city;
}

bool is_within(const Interval& inner, const Interval& outer) {
  if (inner.is_exact()) return outer.contains(inner.low->value);
  const bool low = !outer.low || (inner.low && outer.low->value <= inner.low->value);
  return low && (!outer.high || (inner.high && inner.high->value <= outer.high->value));
}

TEST(Evaluation, StaysWithinWhatWasSaidBeforeAllWasKnown) {
  int decided = 0;
  int unknown = 0;
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    Random random(seed);
    const std::string rule = truth_rule(random, 2);
    const TestCity complete = complete_city(random);
    const ReadCriterion read = read_criterion(rule, complete);
    if (!read.criterion.is_valid() && rule.size() > kMaxRuleBytes / 2) continue;
    ASSERT_TRUE(read.criterion.is_valid()) << rule << "\n" << render(read.diagnostics.front());
    const TestCity partial = incomplete_city(complete, random);
    const Scope scope = scope_of(read.criterion);
    const Evaluated before = evaluate(read.criterion, partial, scope);
    const Evaluated after = evaluate(read.criterion, complete, scope);
    ASSERT_EQ(before.truth == Truth::unknown, !before.missing.empty()) << rule;
    if (before.truth == Truth::unknown) {
      ++unknown;
    } else if (after.truth != Truth::unknown) {
      ++decided;
      ASSERT_EQ(before.truth, after.truth) << "seed " << seed << ": " << rule;
    }
  }
  EXPECT_GT(decided, 500);
  EXPECT_GT(unknown, 500);
}

TEST(Evaluation, BoundsContainEveryCompletion) {
  int bounded = 0;
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    Random random(seed);
    const std::string rule = number_rule(random, 3) + " >= 0 亿元";
    const TestCity complete = complete_city(random);
    const ReadCriterion read = read_criterion(rule, complete);
    ASSERT_TRUE(read.criterion.is_valid()) << rule << "\n" << render(read.diagnostics.front());
    const TestCity partial = incomplete_city(complete, random);
    const Evaluated before = evaluate(read.criterion, partial, scope_of(read.criterion));
    const Evaluated after = evaluate(read.criterion, complete, scope_of(read.criterion));
    if (!before.deciding || !after.deciding) continue;  // a share of nothing
    const Interval& value = after.deciding->value;
    if (!value.low && !value.high) continue;  // divided by zero, or a mean of nothing
    bounded += before.deciding->value.low || before.deciding->value.high ? 1 : 0;
    ASSERT_TRUE(is_within(value, before.deciding->value))
        << "seed " << seed << ": " << rule << "\n"
        << value.low->value.text() << " outside "
        << (before.deciding->value.low ? before.deciding->value.low->value.text() : "-") << " "
        << (before.deciding->value.high ? before.deciding->value.high->value.text() : "-");
  }
  EXPECT_GT(bounded, 800);
}

TEST(Evaluation, SaysTheSameTwice) {
  const TestCity city;
  Random random(7);
  for (int i = 0; i < 50; ++i) {
    const ReadCriterion read = read_criterion(truth_rule(random, 2), city);
    ASSERT_TRUE(read.criterion.is_valid());
    const Evaluated first = evaluate(read.criterion, city, scope_of(read.criterion));
    const Evaluated second = evaluate(read.criterion, city, scope_of(read.criterion));
    EXPECT_EQ(first.truth, second.truth);
    EXPECT_EQ(first.missing, second.missing);
    EXPECT_EQ(first.notes, second.notes);
  }
}

}  // namespace
}  // namespace chuangmo::rule
