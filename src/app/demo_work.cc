#include "app/demo_work.h"

#include "app/cell_number.h"
#include "app/planning.h"
#include "app/reporting.h"
#include "app/submitted_facts.h"
#include "app/work_lists.h"
#include "workflow/checks.h"
#include "workflow/expand.h"

namespace chuangmo::app {

namespace {

constexpr const char* kWho = "模拟";
constexpr std::uint64_t kSeed = 2011;
constexpr int kHour = 9;
const Date kFirstDay = Date::of(2011, 5, 1);  // the table was handed down in spring

// The request's figures as they are known, 零报告 of its ledgers, a report for each task.
workflow::SubmissionContent answer_to(const workflow::Request& request, const FactSet& known,
                                      const Pack& pack) {
  workflow::SubmissionContent content;
  for (const workflow::Item& item : request.items) {
    if (item.kind == workflow::ItemKind::ledger) content.closures.push_back({item.key, request.period});
    if (item.kind == workflow::ItemKind::report)
      content.reports[item.key] = "（模拟）本期工作按计划进行，下一步继续抓好落实。";
    if (item.kind != workflow::ItemKind::figure) continue;
    for (const FigureFact& fact : known.figures) {
      if (fact.figure == item.key && fact.period == request.period)
        content.figures.push_back(
            {fact.figure, fact.subject, fact.period, fact.value.text() + pack.figure(item.key)->unit, ""});
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

Submitter unit_of(const workflow::Request& request) {
  return {std::string(kWho) + "·" + request.unit, std::nullopt};
}

// Several proposals as one change.
void merge(Proposal& all, Proposal next) {
  const auto move_to = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  move_to(all.acts, next.acts);
  move_to(all.contents, next.contents);
  move_to(all.facts, next.facts);
  move_to(all.vault, next.vault);
}

enum Lot { kLeft = 1, kWaits = 2, kReturned = 3 };  // of ten; the rest are accepted

}  // namespace

SimulatedWork::SimulatedWork(const std::filesystem::path& root, const Library& library,
                             std::string_view table_file, std::string_view table)
    : root_(root),
      library_(library),
      table_file_(table_file),
      table_(table),
      moment_(Instant::at(kFirstDay, kHour)),
      chance_(demo::Chance(kSeed).part("work")) {}

Result<void> SimulatedWork::begin() {
  CHUANGMO_TRY(office, Office::open({root_, "", [this] { return moment_; }, 1}, library_));
  office_ = std::move(office);
  CHUANGMO_CHECK(store_plan(*office_, kWho, {std::string(table_file_), table_, ""}));
  CHUANGMO_CHECK(propose_obligations(*office_, kWho));
  CHUANGMO_CHECK(confirm_obligations(*office_, kWho, std::nullopt));
  return {};
}

Result<void> SimulatedWork::advance_to(Instant moment) {
  while (moment_ <= moment) {
    if (office_ == nullptr) CHUANGMO_CHECK(begin());
    CHUANGMO_CHECK(go_through_month());
    const YearMonthDay day = moment_.date().civil();
    moment_ = Instant::at(
        day.month == 12 ? Date::of(day.year + 1, 1, 1) : Date::of(day.year, day.month + 1, 1), kHour);
  }
  return {};
}

Result<void> SimulatedWork::go_through_month() {
  CHUANGMO_CHECK(issue_requests_of_month());
  CHUANGMO_TRY(known, known_facts(*office_, moment_));
  CHUANGMO_CHECK(answer_requests(known));
  return review_answers();
}

// What opens by now; what was due before the table was handed down nobody asks for.
Result<void> SimulatedWork::issue_requests_of_month() {
  const auto changed = office_->change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    const auto obligations = obligations_of(work);
    const auto issued = requests_of(work);
    const workflow::Expansion expansion = workflow::expand_obligations(
        {obligations, office_->pack().years, work.edges, issued, office_->rules().settings,
         office_->rules().calendar, false, now.date()});
    Proposal proposal;
    proposal.who = kWho;
    for (const workflow::Request& request : expansion.added) {
      if (request.due >= kFirstDay) proposal.acts.emplace_back(workflow::RequestIssued{request});
    }
    return proposal;
  });
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

// Whose window is open and whose day is near. One in ten is left.
Result<void> SimulatedWork::answer_requests(const FactSet& known) {
  const auto changed = office_->change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    Proposal all;
    all.who = kWho;
    for (const auto& [id, request] : work.requests) {
      const bool is_open = request.opens <= now.date() && now.date() <= request.closes;
      if (!is_open || lots_.contains(id)) continue;
      const int lot = chance_.between(1, 10);
      lots_[id] = lot;
      if (lot == kLeft) continue;
      workflow::SubmissionContent content = answer_to(request, known, office_->pack());
      const auto findings = workflow::check(content, {office_->pack(), request, office_->rules().checks,
                                                      known.figures, read_number, now.date()});
      if (has_blocker(findings)) continue;
      give_reasons(content, findings);
      auto proposal = proposed_submission(work, now, unit_of(request), id, content, findings);
      if (proposal) merge(all, std::move(*proposal));
    }
    return all;
  });
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

Result<void> SimulatedWork::review_answers() {
  const Submitter by_office{std::string(kWho) + "·创模办", std::nullopt};
  const auto changed = office_->change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    Proposal all;
    all.who = by_office.account;
    for (const auto& [id, request] : work.requests) {
      const workflow::Submission* waiting = work.pending(id);
      if (waiting == nullptr || lots_[id] == kWaits) continue;
      if (lots_[id] == kReturned) {
        all.acts.emplace_back(
            workflow::Returned{waiting->id, {{"", "（模拟）请补充佐证材料和数据来源说明"}}});
        continue;
      }
      CHUANGMO_TRY(content, submitted_content(*office_, waiting->digest));
      CHUANGMO_TRY(proposal, proposed_acceptance(*office_, work, now, by_office, waiting->id, *content, ""));
      merge(all, std::move(proposal));
    }
    return all;
  });
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

}  // namespace chuangmo::app
