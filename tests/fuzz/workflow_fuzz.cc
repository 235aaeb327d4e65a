// The doors of workflow: c the JSON of a submission, e a journal entry (its kind, its object, its body, each
// on a line), j a journal of such entries, t the text of an item.
#include <cstdint>

#include "fuzz.h"
#include "workflow/checks.h"
#include "workflow/item.h"
#include "workflow/overlay.h"
#include "workflow/submission_content.h"
#include "workflow/submitted_facts.h"
#include "workflow/work.h"

namespace chuangmo::fuzz {
namespace {

using namespace chuangmo::workflow;

Pack small_pack() {
  Pack pack;
  pack.figures = {{.key = "gdp", .name = "生产总值", .unit = "万元", .low = Decimal(0, 0)},
                  {.key = "share", .name = "占比", .unit = "%", .high = Decimal(100, 0), .part_of = "gdp"}};
  LedgerDefinition ledger;
  ledger.key = "drills";
  ledger.name = "演练";
  ledger.fields = {
      {.key = "d", .name = "日期", .type = FieldType::date},
      {.key = "n", .name = "人数", .type = FieldType::number, .low = Decimal(0, 0)},
      {.key = "m", .name = "干部", .type = FieldType::number, .required = false},
      {.key = "b", .name = "合格", .type = FieldType::boolean, .required = false},
      {.key = "c", .name = "级别", .type = FieldType::choice, .choices = {"x"}, .choice_names = {"甲"}},
      {.key = "t", .name = "说明", .required = false}};
  ledger.date_field = "d";
  ledger.identity = {"d", "t"};
  pack.ledgers = {ledger};
  return pack;
}

std::vector<CheckRule> small_rules() {
  const auto rule = [](CheckKind kind, const char* ledger, const char* left, const char* right) {
    CheckRule one;
    one.id = "C001";
    one.ledger = ledger;
    one.kind = kind;
    one.left = left;
    one.right = right;
    one.parts = {right};
    one.equals = "true";
    one.low = Decimal(-15, 1);
    one.tolerance = Decimal(3, 1);
    one.text = "不符";
    return one;
  };
  return {rule(CheckKind::at_most, "drills", "m", "n"),
          rule(CheckKind::parts_of_sum, "drills", "n", "m"),
          rule(CheckKind::range, "drills", "n", ""),
          rule(CheckKind::not_before, "drills", "d", "d"),
          rule(CheckKind::required_if, "drills", "t", "b"),
          rule(CheckKind::distinct, "drills", "m", ""),
          rule(CheckKind::jump, "", "gdp", ""),
          rule(CheckKind::range, "", "gdp", "")};
}

// Whatever is handed in, the checks name it, and what they let pass can be read as facts.
void check_and_take_over(const SubmissionContent& content) {
  static const Pack pack = small_pack();
  static const std::vector<CheckRule> rules = small_rules();
  static const NumberReader reader = [](const std::string& text, const std::string&) {
    return Decimal::parse(text);
  };
  Request request;
  request.id = "甲|2010";
  request.unit = "甲";
  request.period = Period::of_year(2010);
  request.items = {{ItemKind::figure, "gdp"}, {ItemKind::ledger, "drills"}};
  const auto findings = check(content, {pack, request, rules, {}, reader, Date::of(2011, 1, 1)});
  FUZZ_EXPECT(findings.size() <= 1001);
  bool is_blocked = false;
  for (const CheckFinding& finding : findings) {
    FUZZ_EXPECT(!finding.code.empty() && !finding.text.empty() && is_valid_utf8(finding.text));
    is_blocked = is_blocked || finding.severity == CheckSeverity::blocker;
  }
  const Submission submission{.id = "甲|2010#1", .unit = "甲"};
  const SubmittedFacts facts = facts_of(content, {pack, request, submission, Instant{}, reader});
  FUZZ_EXPECT(is_blocked || facts.unread.empty());
  const FactSet once = overlay({}, facts);
  FUZZ_EXPECT(overlay(once, facts).records.size() == once.records.size());
}

void read_submission(std::string_view json) {
  const ReadContent read = read_content(json);
  check_findings(read.diagnostics);
  if (!read.diagnostics.empty()) return;
  const std::string canonical = content_json(read.content);
  const ReadContent again = read_content(canonical);
  FUZZ_EXPECT(again.diagnostics.empty() && again.content == read.content);
  FUZZ_EXPECT(content_json(again.content) == canonical);
  check_and_take_over(read.content);
}

JournalEntry take_entry(std::string_view& rest, std::int64_t number) {
  JournalEntry entry;
  entry.number = number;
  entry.kind = take_line(rest);
  entry.object = take_line(rest);
  entry.body = take_line(rest);
  return entry;
}

void read_entry(std::string_view text) {
  const JournalEntry entry = take_entry(text, 1);
  const auto act = read_act(entry);
  if (!act) return check_failure(act.error());
  const ProposedEntry written = write_act(*act);
  FUZZ_EXPECT(written.kind == entry.kind);
  const auto again = read_act({1, {}, "", written.kind, written.object, written.body, ""});
  FUZZ_EXPECT(again.has_value() && write_act(*again) == written);
}

// What is refused leaves no trace: folding only what was taken gives the same state.
void fold_journal(std::string_view text) {
  Work work;
  Work taken;
  while (!text.empty()) {
    const JournalEntry entry = take_entry(text, work.size + 1);
    const auto applied = work.apply(entry);
    if (!applied) check_failure(applied.error());
    if (applied) FUZZ_EXPECT(taken.apply(entry).has_value());
  }
  FUZZ_EXPECT(work_text(work) == work_text(taken));
}

void read_item(std::string_view text) {
  const auto item = parse_item(text);
  if (!item) return check_failure(item.error());
  FUZZ_EXPECT(item_text(*item) == text);
  FUZZ_EXPECT(!item_kind_name_zh(item->kind).empty());
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  const Knock input = knock(bytes, size, "cejt");
  if (input.door == 'c') read_submission(input.text);
  if (input.door == 'e') read_entry(input.text);
  if (input.door == 'j') fold_journal(input.text);
  if (input.door == 't') read_item(input.text);
  return 0;
}
