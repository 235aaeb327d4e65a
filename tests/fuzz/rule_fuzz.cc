// The criteria language. The doors: c against the small city of the rule room's own tests, p against the real
// pack, where nobody has reported anything.
#include <algorithm>
#include <memory>

#include "catalog/files.h"
#include "catalog/pack.h"
#include "catalog/standards.h"
#include "eval/fact_view.h"
#include "fuzz.h"
#include "methods/registry.h"
#include "rule/explain.h"
#include "rule/needs.h"
#include "rule/pack_schema.h"
#include "rule/test_city.h"

namespace chuangmo::fuzz {
namespace {

using namespace chuangmo::rule;

// Passes questions on, and holds each against what was said to be needed.
class Watched : public Facts {
 public:
  Watched(const Facts& facts, const Needs& needs) : facts_(facts), needs_(needs) {}
  Answer figure(const FigureDefinition& figure, std::string_view subject,
                const Period& period) const override {
    FUZZ_EXPECT(std::any_of(needs_.figures.begin(), needs_.figures.end(), [&](const FigureNeed& need) {
      return need.figure == figure.key && need.subject == subject && need.within.contains(period);
    }));
    return facts_.figure(figure, subject, period);
  }
  LedgerRecords records(const LedgerDefinition& ledger, const Period& period) const override {
    FUZZ_EXPECT(std::any_of(needs_.ledgers.begin(), needs_.ledgers.end(), [&](const LedgerNeed& need) {
      return need.ledger == ledger.key && need.within.contains(period);
    }));
    return facts_.records(ledger, period);
  }
  std::vector<const Station*> members(const StationSetDefinition& set) const override {
    FUZZ_EXPECT(std::count(needs_.station_sets.begin(), needs_.station_sets.end(), set.key) == 1);
    return facts_.members(set);
  }
  Answer call(const MethodSignature& method, const std::vector<Argument>& arguments,
              const Period& period) const override {
    return facts_.call(method, arguments, period);
  }
  Answer survey(const SurveyDefinition& survey, SurveyMeasure measure,
                const std::optional<Rational>& confidence, const Period& period) const override {
    FUZZ_EXPECT(std::any_of(needs_.surveys.begin(), needs_.surveys.end(), [&](const SurveyNeed& need) {
      return need.survey == survey.key && need.within.contains(period);
    }));
    return facts_.survey(survey, measure, confidence, period);
  }
  Answer limit(std::string_view family, std::string_view parameter, std::string_view averaging,
               std::string_view grade, const Period& period) const override {
    return facts_.limit(family, parameter, averaging, grade, period);
  }

 private:
  const Facts& facts_;
  const Needs& needs_;
};

void check_range(const Interval& range) {
  if (range.low && range.high) FUZZ_EXPECT(range.low->value <= range.high->value);
}

void check_deciding(const DecidingComparison& deciding) {
  FUZZ_EXPECT(!deciding.op.empty() && !deciding.text.empty());
  check_range(deciding.value);
  check_range(deciding.limit);
  if (deciding.best_room && deciding.worst_room) FUZZ_EXPECT(*deciding.worst_room <= *deciding.best_room);
}

Evaluated evaluate_checked(const Criterion& criterion, const Facts& facts) {
  const Needs needs = needs_of(criterion);
  const Watched watched(facts, needs);
  const Scope scope = scope_of(criterion);
  Evaluated result = evaluate(criterion, watched, scope);
  FUZZ_EXPECT((result.truth == Truth::unknown) == !result.missing.empty());
  if (result.deciding) check_deciding(*result.deciding);
  FUZZ_EXPECT(result.trace.value == truth_name(result.truth));
  return result;
}

ReadCriterion read_checked(std::string_view text, const Schema& schema) {
  ReadCriterion read = read_criterion(text, schema, {.file = "a.toml", .column = "1.1"});
  FUZZ_EXPECT(read.criterion.is_valid() == !has_errors(read.diagnostics));
  check_findings(read.diagnostics, is_valid_utf8(text));
  if (!read.criterion.is_valid()) return read;
  FUZZ_EXPECT(!explain_rule(read.criterion).empty());
  return read;
}

// The city before everything was known.
const TestCity& younger_city() {
  static const std::unique_ptr<TestCity> city = [] {
    auto made = std::make_unique<TestCity>();
    int number = 0;
    std::erase_if(made->figure_values, [&](const auto&) { return ++number % 3 == 0; });
    made->closed_years.erase({"construction_projects", 2011});
    std::erase_if(made->all_records, [](const RecordFact& record) { return record.identity == "P2"; });
    for (RecordFact& record : made->all_records) {
      if (record.identity == "P1") record.fields.erase("eia_approved");
      if (record.identity == "P3") record.fields.erase("investment");
    }
    return made;
  }();
  return *city;
}

void judge_city(std::string_view text) {
  static const TestCity city;
  const ReadCriterion read = read_checked(text, city);
  if (!read.criterion.is_valid()) return;
  const Evaluated now = evaluate_checked(read.criterion, city);
  const Evaluated again = evaluate_checked(read.criterion, city);
  FUZZ_EXPECT(now.truth == again.truth && now.missing == again.missing && now.notes == again.notes);
  // What was decided while facts were missing stays so when they are known. has() asks whether they are.
  if (contains(text, "has")) return;
  const Evaluated before = evaluate_checked(read.criterion, younger_city());
  const bool both_decided = before.truth != Truth::unknown && now.truth != Truth::unknown;
  FUZZ_EXPECT(!both_decided || before.truth == now.truth);
}

struct RealPack {
  Standards standards;
  Pack pack;
  FactSet facts;
};

const RealPack& real_pack() {
  static const RealPack real = [] {
    RealPack made;
    Diagnostics ignored;
    const catalog::CatalogFiles files = catalog::embedded_catalog();
    made.standards = catalog::read_standards(files, ignored).value();
    made.pack = catalog::read_pack(files, catalog::pack_ids(files).front(), ignored).value();
    return made;
  }();
  return real;
}

void judge_pack(std::string_view text) {
  const RealPack& real = real_pack();
  static const PackSchema schema(real.pack, real.standards, methods::signatures());
  static const eval::FactView view(real.pack, real.standards, real.facts, {Date::of(2011, 12, 31), {}});
  const ReadCriterion read = read_checked(text, schema);
  if (read.criterion.is_valid()) evaluate_checked(read.criterion, view);
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  const Knock input = knock(bytes, size, "cp");
  if (input.door == 'c') judge_city(input.text);
  if (input.door == 'p') judge_pack(input.text);
  return 0;
}
