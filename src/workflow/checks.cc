#include "workflow/checks.h"

#include <map>

#include "base/text.h"
#include "workflow/checking.h"

namespace chuangmo::workflow {
namespace {

std::map<std::string, std::vector<const SubmittedRecord*>> records_by_ledger(
    const SubmissionContent& content) {
  std::map<std::string, std::vector<const SubmittedRecord*>> ledgers;
  for (const SubmittedRecord& record : content.records) ledgers[record.ledger].push_back(&record);
  return ledgers;
}

void check_records(const SubmissionContent& content, const CheckInput& input, FindingList& findings) {
  for (const auto& [key, records] : records_by_ledger(content)) {
    const LedgerDefinition* ledger = input.pack.ledger(key);
    if (ledger == nullptr) {
      findings.add(CheckSeverity::blocker, [&key = key] {
        return CheckFinding{"WRK102", "ledger:" + key, CheckSeverity::blocker,
                            "指标包里没有台账" + quote(key), "检查名称"};
      });
      continue;
    }
    const LedgerColumns columns = ledger_columns(*ledger, records, input.read_number);
    check_ledger(columns, input, findings);
    for (const CheckRule& rule : input.rules) {
      if (rule.ledger == key) check_ledger_rule(rule, columns, findings);
    }
  }
}

}  // namespace

std::vector<CheckFinding> check(const SubmissionContent& content, const CheckInput& input) {
  FindingList findings;
  const FigureValues figures = check_figures(content, input, findings);
  compare_figures(figures, input, findings);
  for (const CheckRule& rule : input.rules) {
    if (rule.ledger.empty()) check_figure_rule(rule, figures, input, findings);
  }
  check_records(content, input, findings);
  check_closures(content, input, findings);
  check_items(content, figures, input, findings);
  return findings.finish();
}

}  // namespace chuangmo::workflow
