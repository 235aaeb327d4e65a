#include "app/demo_work.h"

#include "app/office.h"
#include "app/planning.h"
#include "app/reporting.h"
#include "demo/chance.h"
#include "workflow/expand.h"

namespace chuangmo::app {

namespace {

constexpr const char* kWho = "模拟";
constexpr int kMonths = 5;  // of requests before the moment
constexpr std::uint64_t kSeed = 2011;

// The request's figures as they are known, 零报告 of its ledgers, a report for each task.
workflow::SubmissionContent answer_to(const workflow::Request& request, const FactSet& known, const Pack& pack) {
  workflow::SubmissionContent content;
  for (const workflow::Item& item : request.items) {
    if (item.kind == workflow::ItemKind::ledger) content.closures.push_back({item.key, request.period});
    if (item.kind == workflow::ItemKind::report)
      content.reports[item.key] = "（模拟）本期工作按计划进行，下一步继续抓好落实。";
    if (item.kind != workflow::ItemKind::figure) continue;
    for (const FigureFact& fact : known.figures) {
      if (fact.figure == item.key && fact.period == request.period)
        content.figures.push_back({fact.figure, fact.subject, fact.period,
                                   fact.value.text() + pack.figure(item.key)->unit, ""});
    }
  }
  return content;
}

void give_reasons(workflow::SubmissionContent& content, const std::vector<workflow::CheckFinding>& findings) {
  for (const workflow::CheckFinding& finding : findings) {
    if (finding.severity == CheckSeverity::error) content.reasons[finding.key()] = "（模拟）核实无误";
  }
}

bool has_blocker(const std::vector<workflow::CheckFinding>& findings) {
  for (const workflow::CheckFinding& finding : findings) {
    if (finding.severity == CheckSeverity::blocker) return true;
  }
  return false;
}

Result<void> issue(Office& office, Instant moment) {
  const Date first_due = moment.date() - kMonths * 30;
  return office
      .change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
        std::vector<workflow::Obligation> obligations;
        for (const auto& [id, obligation] : work.obligations) obligations.push_back(obligation);
        const workflow::Expansion expansion = workflow::expand_obligations(
            {obligations, office.pack().years, work.edges, {}, office.rules().settings,
             office.rules().calendar, false, now.date()});
        Proposal proposal;
        proposal.who = kWho;
        for (const workflow::Request& request : expansion.added) {
          if (request.due >= first_due) proposal.acts.emplace_back(workflow::RequestIssued{request});
        }
        return proposal;
      })
      .map([](const Changed&) {});
}

// One in ten is not answered, one waits, one was returned; the rest are accepted.
Result<void> answer(Office& office, const workflow::Request& request, const FactSet& known, demo::Chance& chance) {
  const int lot = chance.between(1, 10);
  if (lot == 1) return {};
  workflow::SubmissionContent content = answer_to(request, known, office.pack());
  CHUANGMO_TRY(findings, check_content(office, *office.work(), request.id, content));
  if (has_blocker(findings)) return {};
  give_reasons(content, findings);
  const Submitter unit{std::string(kWho) + "·" + request.unit, std::nullopt};
  const auto submitted = submit(office, unit, request.id, content);
  if (!submitted || lot == 2) return {};  // a window that has closed: left open, as it would be
  const Submitter by_office{std::string(kWho) + "·创模办", std::nullopt};
  if (lot == 3)
    return give_back(office, by_office, submitted->id, {{"", "（模拟）请补充佐证材料和数据来源说明"}})
        .map([](const workflow::Submission&) {});
  return accept(office, by_office, submitted->id, "").map([](const workflow::Submission&) {});
}

}  // namespace

Result<void> simulate_work(const std::filesystem::path& root, const Library& library, Instant moment,
                           std::string_view table_file, std::string_view table) {
  CHUANGMO_TRY(office, Office::open({root, "", [moment] { return moment; }, 1}, library));
  CHUANGMO_CHECK(store_plan(*office, kWho, {std::string(table_file), table, ""}));
  CHUANGMO_CHECK(propose_obligations(*office, kWho));
  CHUANGMO_CHECK(confirm_obligations(*office, kWho, std::nullopt));
  CHUANGMO_CHECK(issue(*office, moment));
  CHUANGMO_TRY(known, known_facts(*office, moment));
  demo::Chance chance = demo::Chance(kSeed).part("work");
  const WorkState work = office->work();
  for (const auto& [id, request] : work->requests) CHUANGMO_CHECK(answer(*office, request, known, chance));
  return {};
}

}  // namespace chuangmo::app
