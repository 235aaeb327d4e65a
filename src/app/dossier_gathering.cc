#include "app/dossier_gathering.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <set>
#include <tuple>

#include "app/criterion_items.h"
#include "app/submitted_facts.h"
#include "base/text.h"
#include "publish/dossier/dossier_volume.h"
#include "workflow/duty.h"

namespace chuangmo::app {

namespace {

using publish::DossierPaper;
using publish::DossierSupply;
using publish::DossierTask;

// "8.1" -> 8; 0 where it is no indicator.
int indicator_of(std::string_view criterion) {
  int number = 0;
  const auto [end, error] = std::from_chars(criterion.data(), criterion.data() + criterion.size(), number);
  const bool is_whole = error == std::errc() && (end == criterion.data() + criterion.size() || *end == '.');
  return is_whole ? number : 0;
}

// A name with its ending kept, however long the words before it are.
std::string paper_file(const std::string& number, const std::string& name) {
  constexpr std::size_t kMostEnding = 6;
  const std::size_t dot = name.rfind('.');
  const bool has_ending = dot != std::string::npos && name.size() - dot <= kMostEnding;
  const std::string ending = has_ending ? name.substr(dot) : "";
  return publish::file_name_of(number + " " + name.substr(0, name.size() - ending.size())) +
         (has_ending ? "." + publish::file_name_of(ending.substr(1)) : "");
}

struct LatestReport {
  Period period;
  std::string unit;
  std::string text;
};

// By task and unit, of periods that have begun by the end of the year.
using Reports = std::map<std::pair<std::string, std::string>, LatestReport>;
Result<Reports> accepted_reports(Office& office, const workflow::Work& work, int year) {
  Reports reports;
  const Date end = Date::of(year + 1, 1, 1);
  for (const auto& [id, request] : work.requests) {
    const workflow::Submission* answer = work.accepted(id);
    if (answer == nullptr || request.period.begin >= end) continue;
    CHUANGMO_TRY(content, submitted_content(office, answer->digest));
    for (const auto& [task, text] : content->reports) {
      LatestReport& latest = reports[{task, answer->unit}];
      if (latest.unit.empty() || latest.period.end <= request.period.end)
        latest = {request.period, answer->unit, text};
    }
  }
  return reports;
}

// What its leads have said; the latest word of any of them is shown.
void tell_progress(DossierTask& task, const std::vector<std::string>& leads, const Reports& reports) {
  bool all_done = !leads.empty();
  const LatestReport* latest = nullptr;
  for (const std::string& lead : leads) {
    const auto found = reports.find({task.label, lead});
    all_done = all_done && found != reports.end() && workflow::says_done(found->second.text);
    if (found != reports.end() && (latest == nullptr || latest->period.end < found->second.period.end))
      latest = &found->second;
  }
  task.state = all_done ? "已完成" : latest != nullptr ? "进行中" : "未报告";
  if (latest == nullptr) return;
  task.report = latest->text;
  task.report_unit = latest->unit;
  task.report_period = latest->period.text_zh();
}

// Items with who brought them: the periods they speak of and where they last came from.
struct Supply {
  std::set<std::string> periods;
  Origin origin;
  Instant last;
};
using Supplies = std::map<std::pair<workflow::Item, std::string>, Supply>;

void note(Supplies& supplies, workflow::ItemKind kind, const std::string& key, const std::string& period,
          const Origin& origin, Instant recorded_at) {
  Supply& supply = supplies[{workflow::Item{kind, key}, origin.unit}];
  supply.periods.insert(period);
  if (supply.last <= recorded_at) {
    supply.last = recorded_at;
    supply.origin = origin;
  }
}

Supplies supplies_of(const Office& office, const workflow::Work& work, const FactSet& facts) {
  std::map<std::string, std::string> bringers;  // by digest of the file
  for (const workflow::KnownImport& known : work.imports) bringers[known.import.digest] = known.import.who;
  Supplies supplies;
  for (const FigureFact& fact : facts.figures) {
    const bool is_survey = office.pack().survey(fact.figure) != nullptr;
    note(supplies, is_survey ? workflow::ItemKind::survey : workflow::ItemKind::figure, fact.figure,
         fact.period.text(), fact.origin, fact.recorded_at);
  }
  for (const RecordFact& fact : facts.records)
    note(supplies, workflow::ItemKind::ledger, fact.ledger, std::to_string(fact.period.begin.year()),
         fact.origin, fact.recorded_at);
  for (const ClosureFact& fact : facts.closures)
    note(supplies, workflow::ItemKind::ledger, fact.ledger, fact.period.text(), fact.origin,
         fact.recorded_at);
  for (const ReadingSeries& series : facts.series) {
    for (std::size_t at = 0; at < series.origins.size(); ++at) {
      Origin origin = series.origins[at];
      const auto bringer = bringers.find(origin.digest);
      if (origin.unit.empty() && bringer != bringers.end()) origin.unit = bringer->second;
      note(supplies, workflow::ItemKind::readings, series.set, "", origin, series.recorded[at]);
    }
  }
  return supplies;
}

std::string item_name(const Pack& pack, const workflow::Item& item) {
  switch (item.kind) {
    case workflow::ItemKind::figure:
      return pack.figure(item.key) == nullptr ? item.key : pack.figure(item.key)->name;
    case workflow::ItemKind::ledger:
      return pack.ledger(item.key) == nullptr ? item.key : pack.ledger(item.key)->name;
    case workflow::ItemKind::survey:
      return pack.survey(item.key) == nullptr ? item.key : pack.survey(item.key)->name;
    case workflow::ItemKind::readings:
      return pack.station_set(item.key) == nullptr ? item.key : pack.station_set(item.key)->name;
    default:
      return item.key;
  }
}

std::string periods_shown(const workflow::Item& item, const std::set<std::string>& periods) {
  constexpr std::size_t kMost = 4;
  if (item.kind == workflow::ItemKind::readings) return "逐时、逐日监测值";
  std::vector<std::string> shown(periods.begin(), periods.end());
  if (shown.size() > kMost) return fmt::format("{}—{}（{}期）", shown.front(), shown.back(), shown.size());
  return join(shown, "、");
}

}  // namespace

std::vector<DossierPaper> dossier_papers(const workflow::Work& work, const FactSet& facts, int year) {
  std::vector<const EvidenceFact*> in_order;
  for (const EvidenceFact& fact : facts.evidence) {
    if (fact.period.begin < Date::of(year + 1, 1, 1)) in_order.push_back(&fact);
  }
  std::sort(in_order.begin(), in_order.end(), [](const EvidenceFact* a, const EvidenceFact* b) {
    return std::tie(a->recorded_at, a->digest, a->indicator, a->name) <
           std::tie(b->recorded_at, b->digest, b->indicator, b->name);
  });
  std::map<int, std::vector<DossierPaper>> by_indicator;
  for (const EvidenceFact* fact : in_order) {
    std::vector<DossierPaper>& papers = by_indicator[indicator_of(fact->indicator)];
    const auto known = std::find_if(papers.begin(), papers.end(),
                                    [&](const DossierPaper& each) { return each.digest == fact->digest; });
    if (known != papers.end()) {
      std::vector<std::string>& criteria = known->criteria;
      if (std::find(criteria.begin(), criteria.end(), fact->indicator) == criteria.end())
        criteria.push_back(fact->indicator);
      continue;
    }
    DossierPaper paper;
    paper.indicator = indicator_of(fact->indicator);
    paper.number = fmt::format("A{:02}-{:03}", paper.indicator, papers.size() + 1);
    paper.criteria = {fact->indicator};
    paper.name = fact->name;
    paper.unit = fact->origin.unit;
    paper.period = fact->period.text();
    paper.digest = fact->digest;
    const auto file = work.evidence.find(fact->digest);
    if (file != work.evidence.end()) paper.bytes = file->second.size;
    if (work.submission(fact->origin.file) != nullptr) paper.submission = fact->origin.file;
    paper.stored_on = fact->recorded_at.date();
    paper.path = fmt::format("B/A{:02}/{}", paper.indicator, paper_file(paper.number, paper.name));
    papers.push_back(std::move(paper));
  }
  std::vector<DossierPaper> all;
  for (auto& [indicator, papers] : by_indicator) all.insert(all.end(), papers.begin(), papers.end());
  return all;
}

Result<std::vector<DossierTask>> dossier_tasks(Office& office, const workflow::Work& work, const Plan& plan,
                                               int year) {
  CHUANGMO_TRY(reports, accepted_reports(office, work, year));
  std::map<std::string, std::vector<std::string>> leads;
  std::map<std::string, std::vector<std::string>> cooperating;
  for (const workflow::DutyShare& share : workflow::duty_shares(plan).shares)
    (share.role == workflow::DutyRole::lead ? leads : cooperating)[share.task].push_back(share.unit);
  std::vector<DossierTask> tasks;
  for (const PlanIndicator& indicator : plan.indicators) {
    for (const Task& planned : indicator.tasks) {
      DossierTask task;
      task.indicator = indicator.number;
      task.label = planned.label;
      task.text = planned.text;
      for (const Duty& duty : planned.lead) task.leads.push_back(duty.name);
      for (const Duty& duty : planned.cooperating) task.cooperating.push_back(duty.name);
      tell_progress(task, leads[planned.label], reports);
      tasks.push_back(std::move(task));
    }
  }
  return tasks;
}

std::map<int, std::vector<DossierSupply>> dossier_supplies(Office& office, const workflow::Work& work,
                                                           const FactSet& facts) {
  const Supplies supplies = supplies_of(office, work, facts);
  const auto needed = criterion_items(office.pack(), office.library().standards);
  std::map<int, std::vector<DossierSupply>> all;
  for (const IndicatorDefinition& indicator : office.pack().indicators) {
    std::set<workflow::Item> items;
    for (const CriterionDefinition& criterion : indicator.criteria) {
      const auto of_criterion = needed.find(criterion.id);
      if (of_criterion != needed.end())
        items.insert(of_criterion->second.begin(), of_criterion->second.end());
    }
    for (const auto& [key, supply] : supplies) {
      if (!items.contains(key.first)) continue;
      all[indicator.number].push_back(
          {item_name(office.pack(), key.first), key.second.empty() ? "—" : key.second,
           periods_shown(key.first, supply.periods), supply.origin.file, supply.last.date()});
    }
  }
  return all;
}

publish::DossierCounts dossier_counts(const workflow::Work& work, const Plan& plan,
                                      const publish::DossierSource& source) {
  publish::DossierCounts counts;
  std::set<std::string> units;
  for (const workflow::DutyShare& share : workflow::duty_shares(plan).shares) units.insert(share.unit);
  counts.units = static_cast<int>(units.size());
  counts.tasks = static_cast<int>(source.tasks.size());
  counts.tasks_done =
      static_cast<int>(std::count_if(source.tasks.begin(), source.tasks.end(),
                                     [](const DossierTask& task) { return task.state == "已完成"; }));
  counts.submissions =
      static_cast<int>(std::count_if(work.requests.begin(), work.requests.end(), [&](const auto& request) {
        return work.accepted(request.first) != nullptr;
      }));
  std::set<std::string> papers;
  for (const DossierPaper& paper : source.papers) papers.insert(paper.digest);
  counts.papers = static_cast<int>(papers.size());
  counts.figures = static_cast<int>(source.facts.figures.size());
  counts.records = static_cast<int>(source.facts.records.size());
  counts.stations = static_cast<int>(source.facts.stations.size());
  return counts;
}

}  // namespace chuangmo::app
