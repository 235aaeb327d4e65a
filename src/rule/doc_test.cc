#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/text.h"
#include "rule/explain.h"
#include "rule/test_city.h"

// Runs every example of docs/formats/criteria.md.
namespace chuangmo::rule {
namespace {

struct Example {
  int line = 0;
  std::string rule;
  std::vector<std::string> expected;
};

bool is_expectation(const std::string& line) {
  for (const char* mark : {"=> ", "-> ", "!! ", "value: ", "limit: ", "best: ", "worst: ", "room: ", "at: ",
                           "missing: ", "note: "}) {
    if (starts_with(line, mark)) return true;
  }
  return false;
}

std::vector<Example> examples_of(const std::string& page) {
  std::vector<Example> examples;
  bool inside = false;
  int number = 0;
  Example current;
  const auto finish = [&] {
    if (!current.rule.empty()) examples.push_back(current);
    current = {};
  };
  for (const std::string& line : split(page, "\n")) {
    ++number;
    if (starts_with(line, "```")) {
      finish();
      inside = line == "```criteria";
      continue;
    }
    if (!inside) continue;
    if (line.empty()) {
      finish();
    } else if (is_expectation(line)) {
      current.expected.push_back(line);
    } else {
      if (current.rule.empty()) current.line = number;
      current.rule += (current.rule.empty() ? "" : "\n") + line;
    }
  }
  return examples;
}

std::string truth_word(Truth truth) {
  return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown";
}
std::string shown(const std::optional<Rational>& value) {
  return value ? display(*value) : "none";
}

// What an expectation of that kind should say, from the result.
std::string actual_of(const std::string& mark, const Evaluated& result) {
  if (mark == "=>") return truth_word(result.truth);
  if (!result.deciding) return "no deciding comparison";
  const DecidingComparison& deciding = *result.deciding;
  const std::string unit = deciding.unit.symbol.empty() ? "" : " " + deciding.unit.symbol;
  if (mark == "value:")
    return shown(deciding.value.is_exact() ? std::optional(deciding.value.low->value) : std::nullopt) + unit;
  if (mark == "limit:")
    return shown(deciding.limit.is_exact() ? std::optional(deciding.limit.low->value) : std::nullopt) + unit;
  if (mark == "best:") return shown(deciding.best);
  if (mark == "worst:") return shown(deciding.worst);
  if (mark == "room:") {
    if (deciding.best_room == deciding.worst_room) return shown(deciding.best_room);
    return shown(deciding.worst_room) + " … " + shown(deciding.best_room);
  }
  std::vector<std::string> at;
  for (const auto& [key, value] : deciding.at) at.push_back(fmt::format("{}={}", key, value));
  return join(at, " ");
}

void expect_listed(const std::string& wanted, const Evaluated& result, bool notes) {
  std::vector<std::string> listed;
  if (notes) listed = result.notes;
  for (const MissingItem& item : result.missing) {
    if (!notes) listed.push_back(item.what + " " + item.period);
  }
  if (wanted == "none") {
    EXPECT_TRUE(listed.empty()) << join(listed, "; ");
    return;
  }
  EXPECT_TRUE(std::any_of(listed.begin(), listed.end(),
                          [&](const std::string& one) { return contains(one, wanted); }))
      << "wanted " << wanted << " among: " << join(listed, "; ");
}

void run(const Example& example) {
  SCOPED_TRACE("docs/formats/criteria.md:" + std::to_string(example.line) + ": " + example.rule);
  const TestCity city;
  const ReadCriterion read = read_criterion(example.rule, city);
  std::string rendered;
  for (const Diagnostic& found : read.diagnostics) rendered += render(found);
  std::vector<Diagnostic> left = read.diagnostics;
  for (const std::string& line : example.expected) {
    if (!starts_with(line, "!! ")) continue;
    const std::string code = line.substr(3, 6);
    const std::string words = line.size() > 10 ? line.substr(10) : "";
    const auto found = std::find_if(left.begin(), left.end(), [&](const Diagnostic& one) {
      return one.code == code && (contains(one.text, words) || contains(one.fix, words));
    });
    EXPECT_TRUE(found != left.end()) << "wanted " << line << " among:\n" << rendered;
    if (found != left.end()) left.erase(found);
  }
  EXPECT_TRUE(left.empty()) << rendered;
  const bool evaluated = std::any_of(example.expected.begin(), example.expected.end(),
                                     [](const auto& line) { return starts_with(line, "=> "); });
  EXPECT_EQ(read.criterion.is_valid(), evaluated) << rendered;
  if (!read.criterion.is_valid() || !evaluated) return;
  const Evaluated result = evaluate(read.criterion, city, scope_of(read.criterion));
  for (const std::string& line : example.expected) {
    const std::string mark = line.substr(0, line.find(' '));
    const std::string wanted = line.substr(line.find(' ') + 1);
    if (mark == "!!") continue;
    if (mark == "->") {
      EXPECT_EQ(wanted, explain_rule(read.criterion));
    } else if (mark == "missing:" || mark == "note:") {
      expect_listed(wanted, result, mark == "note:");
    } else if (mark == "room:") {
      EXPECT_TRUE(starts_with(wanted, actual_of(mark, result)))
          << wanted << " but is " << actual_of(mark, result);
    } else {
      EXPECT_EQ(wanted, actual_of(mark, result)) << line;
    }
  }
  EXPECT_EQ(result.truth == Truth::unknown, !result.missing.empty());
}

TEST(CriteriaPage, EveryExampleRuns) {
  const auto page = read_file(std::string(CHUANGMO_SOURCE_DIR) + "/docs/formats/criteria.md");
  ASSERT_TRUE(page.has_value());
  const std::vector<Example> examples = examples_of(*page);
  EXPECT_GE(examples.size(), 80U);
  for (const Example& example : examples) run(example);
}

}  // namespace
}  // namespace chuangmo::rule
