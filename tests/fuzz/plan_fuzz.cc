// The doors of plan: t the text of a Word table, c delimited text, n the same without a register of units,
// u units.toml, p plan.toml, l the words of the lint.
#include <algorithm>

#include "catalog/files.h"
#include "fuzz.h"
#include "plan/import.h"
#include "plan/lint.h"
#include "plan/plan_diff.h"
#include "plan/plan_merge.h"
#include "plan/plan_toml.h"
#include "plan/report.h"
#include "plan/text_table.h"
#include "plan/units_toml.h"

namespace chuangmo::fuzz {
namespace {

using namespace chuangmo::plan;

std::string catalog_text(const char* path) {
  return catalog::embedded_catalog().at(path);
}
const UnitRegister& known_units() {
  static const UnitRegister units =
      read_units_toml(catalog_text("programmes/shuozhou/units.toml"), "units.toml").value();
  return units;
}
const LintContext& known_words() {
  static const LintContext words = read_lint_toml(catalog_text("lint/zh.toml")).value();
  return words;
}

void check_duty(const Duty& duty, const Plan& plan, const UnitRegister& confirmed) {
  FUZZ_EXPECT(!duty.name.empty());
  const bool is_listed =
      duty.is_group ? plan.units.find_group(duty.name) != nullptr : plan.units.find(duty.name) != nullptr;
  FUZZ_EXPECT(is_listed);
  if (duty.guessed || confirmed.units.empty()) return;  // without a register names stand as written
  // Without a guess only what people confirmed stands behind a name.
  FUZZ_EXPECT(confirmed.find(duty.name) != nullptr || confirmed.find_group(duty.name) != nullptr);
}

void check_plan(const Plan& plan, const UnitRegister& confirmed) {
  int last_indicator = 0;
  for (const PlanIndicator& indicator : plan.indicators) {
    FUZZ_EXPECT(indicator.number > last_indicator);
    last_indicator = indicator.number;
    int last_task = 0;
    for (const Task& task : indicator.tasks) {
      FUZZ_EXPECT(task.number == ++last_task);
      for (const Duty& duty : task.lead) check_duty(duty, plan, confirmed);
      for (const Duty& duty : task.cooperating) check_duty(duty, plan, confirmed);
    }
  }
}

void check_comes_back(const Plan& plan) {
  const std::string written = write_plan_toml(plan);
  const auto again = read_plan_toml(written, "plan.toml");
  FUZZ_EXPECT(again.has_value());
  FUZZ_EXPECT(write_plan_toml(*again) == written);
  FUZZ_EXPECT(diff_plans(plan, *again).empty());
}

void check_report(const Plan& plan, const Diagnostics& findings) {
  const ReviewReport report = review_report(plan, findings, {});
  FUZZ_EXPECT(report.findings.size() == findings.size() + 1);
  for (const auto& row : report.findings) FUZZ_EXPECT(row.size() == report.findings.front().size());
  for (const Diagnostic& finding : findings) FUZZ_EXPECT(!place_in_table(plan, finding.where).empty());
}

void import_document(const Document& document, const UnitRegister& confirmed, bool is_utf8) {
  check_findings(document.diagnostics, is_utf8);
  const Plan plan = read_plan(document, confirmed);
  check_findings(plan.diagnostics, is_utf8);
  check_plan(plan, confirmed);
  const Diagnostics findings = lint(plan, known_words());
  for (const Diagnostic& finding : findings) {
    check_finding(finding, is_utf8);
    FUZZ_EXPECT(find_lint_rule(finding.code) != nullptr);
    FUZZ_EXPECT(finding.where.row > 0 && !finding.fix.empty());
  }
  check_report(plan, findings);
  if (!is_utf8) return;  // the files hold text only
  check_comes_back(plan);
  const std::string units = write_units_toml(plan.units);
  const auto again = read_units_toml(units, "units.toml");
  FUZZ_EXPECT(again && write_units_toml(*again) == units);
}

void read_units(std::string_view text) {
  const auto units = read_units_toml(text, "units.toml");
  if (!units) return check_failure(units.error());
  const std::string written = write_units_toml(*units);
  const auto again = read_units_toml(written, "units.toml");
  FUZZ_EXPECT(again && write_units_toml(*again) == written);
  for (const UnitEntry& unit : units->units) FUZZ_EXPECT(units->find(unit.name) != nullptr);
  const UnitRegister both = combine_units(known_units(), *units);
  FUZZ_EXPECT(both.units.size() >= known_units().units.size());
  const auto document =
      read_text_table("\t序号\n\t指标\n\t任务\n\t责任单位\n\n\t1\n\t空气\n\t1.治理\n\t甲局、乙局等\n", "a");
  check_plan(read_plan(document, *units), *units);
}

void read_plan_file(std::string_view text) {
  const auto edited = read_plan_toml(text, "plan.toml");
  if (!edited) return check_failure(edited.error());
  check_comes_back(*edited);
  check_findings(lint(*edited, known_words()));
  const auto document = read_text_table(
      "\t序号\n\t指标\n\t任务\n\t责任单位\n\n\t1\n\t空气质量≥80%\n\t1.治理\n\t市环保局\n\n\t2\n\t水\n\t1."
      "监测\n\t市水利局\n",
      "a");
  const Plan incoming = read_plan(document, known_units());
  const MergedPlan merged = merge_plans(incoming, *edited, incoming);
  FUZZ_EXPECT(merged.changes.empty());
  check_findings(merged.diagnostics);
  (void)render(merged.kept);
}

void read_words(std::string_view text) {
  const auto words = read_lint_toml(text);
  if (!words) return check_failure(words.error());
  const auto document = read_text_table(
      "\t序号\n\t指标\n\t任务\n\t责任单位\n\n\t1\n\t空气质量≥80%\n\t1.及时治理，定期消减\n\t市环保局\n", "a");
  check_findings(lint(read_plan(document, known_units()), *words));
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  const Knock input = knock(bytes, size, "tcnupl");
  const bool is_utf8 = chuangmo::is_valid_utf8(input.text);
  if (input.door == 't') import_document(read_text_table(input.text, "a.txt"), known_units(), is_utf8);
  if (input.door == 'c') import_document(read_csv_table(input.text, "a.csv"), known_units(), is_utf8);
  if (input.door == 'n') import_document(read_text_table(input.text, "a.txt"), {}, is_utf8);
  if (input.door == 'u') read_units(input.text);
  if (input.door == 'p') read_plan_file(input.text);
  if (input.door == 'l') read_words(input.text);
  return 0;
}
