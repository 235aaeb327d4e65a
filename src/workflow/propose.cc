#include "workflow/propose.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "workflow/rhythm.h"
#include "workflow/unit_edges.h"

namespace chuangmo::workflow {
namespace {

struct Drafting {
  const ProposalSources& sources;
  Date first_day;
  std::map<std::pair<std::string, Item>, Obligation> obligations;
  std::set<Item> without_supplier;
};

const Task* task_of(const Plan& plan, const std::string& label) {
  for (const PlanIndicator& indicator : plan.indicators)
    for (const Task& task : indicator.tasks)
      if (task.label == label) return &task;
  return nullptr;
}

void add_need(std::vector<std::string>& needs, std::string need) {
  const auto at = std::lower_bound(needs.begin(), needs.end(), need);
  if (at == needs.end() || *at != need) needs.insert(at, std::move(need));
}

// Adds what a unit owes. Where it owes it already, as one of two that were merged, every need and reason is
// kept.
void add(Drafting& drafting, const std::string& unit, Obligation draft) {
  draft.unit = unit_at(drafting.sources.edges, unit, item_text(draft.item), drafting.first_day);
  draft.id = draft.unit + "|" + item_text(draft.item);
  const auto [at, is_new] = drafting.obligations.try_emplace({draft.unit, draft.item}, draft);
  if (is_new) return;
  Obligation& known = at->second;
  for (const std::string& need : draft.needed_by) add_need(known.needed_by, need);
  if (!contains(known.reason, draft.reason)) known.reason += "；" + draft.reason;
}

// The most frequent rhythm that the tasks ask in; `otherwise` when none says.
Rhythm rhythm_of_tasks(const Plan& plan, const std::vector<std::string>& labels, Rhythm otherwise) {
  Rhythm finest = Rhythm::none;
  for (const std::string& label : labels) {
    const Task* task = task_of(plan, label);
    if (task != nullptr && task->schedule.rhythm != Rhythm::once && is_finer(task->schedule.rhythm, finest))
      finest = task->schedule.rhythm;
  }
  return finest == Rhythm::none ? otherwise : finest;
}

Rhythm rhythm_of_item(const ProposalSources& sources, const Item& item,
                      const std::vector<std::string>& tasks) {
  const ProposalDefaults& defaults = sources.settings.proposals;
  switch (item.kind) {
    case ItemKind::figure:
      return rhythm_of(sources.pack.figure(item.key)->period);
    case ItemKind::ledger:  // records without a date belong to the year that they are handed in for
      return sources.pack.ledger(item.key)->date_field.empty()
                 ? Rhythm::annual
                 : rhythm_of_tasks(sources.plan, tasks, defaults.ledger);
    case ItemKind::readings: {
      const auto found = defaults.readings.find(sources.pack.station_set(item.key)->interval);
      return found == defaults.readings.end() ? Rhythm::annual : found->second;
    }
    case ItemKind::survey:
      return rhythm_of_tasks(sources.plan, tasks, defaults.survey);
    case ItemKind::evidence:
    case ItemKind::report:
      break;
  }
  return Rhythm::none;
}

void propose_data(Drafting& drafting, const Item& item) {
  const ProposalSources& sources = drafting.sources;
  const Supplier supplier = data_supplier(sources.pack, sources.plan, sources.needed, item);
  if (supplier.unit.empty()) {
    drafting.without_supplier.insert(item);
    return;
  }
  Obligation draft;
  draft.item = item;
  draft.rhythm = rhythm_of_item(sources, item, supplier.tasks);
  draft.due = default_due(sources.settings, draft.rhythm);
  for (const std::string& criterion : criteria_needing(sources.needed, item))
    add_need(draft.needed_by, "criterion:" + criterion);
  for (const std::string& task : supplier.tasks) add_need(draft.needed_by, "task:" + task);
  draft.reason = supplier.reason;
  add(drafting, supplier.unit, std::move(draft));
}

void propose_evidence(Drafting& drafting, const CriterionDefinition& criterion) {
  if (criterion.evidence.empty()) return;
  const ProposalSources& sources = drafting.sources;
  const std::vector<Supplier> suppliers = evidence_suppliers(sources.pack, sources.plan, criterion.id);
  const Item item{ItemKind::evidence, criterion.id};
  if (suppliers.empty()) drafting.without_supplier.insert(item);
  for (const Supplier& supplier : suppliers) {
    Obligation draft;
    draft.item = item;
    draft.rhythm = sources.settings.proposals.evidence;
    draft.due = default_due(sources.settings, draft.rhythm);
    add_need(draft.needed_by, "criterion:" + criterion.id);
    for (const std::string& task : supplier.tasks) add_need(draft.needed_by, "task:" + task);
    draft.reason = supplier.reason;
    add(drafting, supplier.unit, std::move(draft));
  }
}

// When progress is reported: as the task is scheduled, a task with a day by that day. Nobody writes a report
// a day or a week, nor one that may never come: then the settings' rhythm.
void set_report_time(Obligation& draft, const Schedule& schedule, const WorkflowSettings& settings) {
  const bool has_day = !schedule.due.empty();
  draft.rhythm = schedule.rhythm;
  if (draft.rhythm == Rhythm::none && has_day) draft.rhythm = Rhythm::once;
  const bool is_unfit = draft.rhythm == Rhythm::none || draft.rhythm == Rhythm::on_event ||
                        draft.rhythm == Rhythm::weekly || draft.rhythm == Rhythm::daily;
  if (is_unfit) draft.rhythm = settings.proposals.report;
  draft.due = default_due(settings, draft.rhythm);
  if (draft.rhythm != Rhythm::once || !has_day) return;
  if (const Result<Date> day = Date::parse(schedule.due)) draft.due = {*day, 0, 0};
}

std::string report_reason(const DutyShare& share, const Obligation& draft, const Schedule& schedule) {
  std::string reason = "任务" + share.task + "的" + std::string(duty_role_name_zh(share.role));
  if (!share.group.empty()) reason += "（" + share.group + "成员）";
  reason += share.role == DutyRole::lead ? "，报送进展情况" : "，报送配合情况";
  reason += "；" + std::string(rhythm_name_zh(draft.rhythm));
  if (!schedule.original.empty()) reason += "（任务原文：" + schedule.original + "）";
  if (share.is_joint) reason += "；与" + join(share.other_leads, "、") + "共同负责，须各自报送";
  if (!share.territory.empty()) reason += "；" + share.territory;
  return reason;
}

void propose_report(Drafting& drafting, const DutyShare& share) {
  const Task* task = task_of(drafting.sources.plan, share.task);
  Obligation draft;
  draft.item = {ItemKind::report, share.task};
  set_report_time(draft, task->schedule, drafting.sources.settings);
  draft.needed_by = {"task:" + share.task};
  draft.reason = report_reason(share, draft, task->schedule);
  add(drafting, share.unit, std::move(draft));
}

std::vector<Item> data_items(const Pack& pack) {
  std::vector<Item> items;
  for (const auto& figure : pack.figures)  // a survey's answers are a figure of its name: asked as the survey
    if (pack.survey(figure.key) == nullptr) items.push_back({ItemKind::figure, figure.key});
  for (const auto& ledger : pack.ledgers) items.push_back({ItemKind::ledger, ledger.key});
  for (const auto& set : pack.station_sets) items.push_back({ItemKind::readings, set.key});
  for (const auto& survey : pack.surveys) items.push_back({ItemKind::survey, survey.key});
  return items;
}

Date first_day_of(const Pack& pack) {
  return pack.years.empty() ? Date{} : Period::of_year(pack.years.front()).begin;
}

}  // namespace

Proposal propose_obligations(const ProposalSources& sources) {
  Drafting drafting{sources, first_day_of(sources.pack), {}, {}};
  for (const Item& item : data_items(sources.pack)) propose_data(drafting, item);
  for (const IndicatorDefinition& indicator : sources.pack.indicators)
    for (const CriterionDefinition& criterion : indicator.criteria) propose_evidence(drafting, criterion);
  const DutyShares duties = duty_shares(sources.plan);
  for (const DutyShare& share : duties.shares) propose_report(drafting, share);

  Proposal proposal;
  for (auto& [key, obligation] : drafting.obligations) proposal.obligations.push_back(std::move(obligation));
  proposal.open = duties.open;
  proposal.without_supplier.assign(drafting.without_supplier.begin(), drafting.without_supplier.end());
  return proposal;
}

}  // namespace chuangmo::workflow
