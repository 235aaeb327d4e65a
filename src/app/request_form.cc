#include "app/request_form.h"

#include <algorithm>
#include <map>

#include "app/criterion_items.h"
#include "app/reporting.h"
#include "app/submitted_facts.h"
#include "workflow/submission_content.h"

namespace chuangmo::app {

namespace {

using workflow::Item;
using workflow::ItemKind;

std::string subject_name(const std::vector<std::string>& keys, const std::vector<std::string>& names,
                         const std::string& key) {
  for (std::size_t i = 0; i < keys.size() && i < names.size(); ++i) {
    if (keys[i] == key) return names[i];
  }
  return key;
}

// Of a pack, by its figures: the group of the first indicator that asks for each.
std::map<std::string, std::string> groups_of_figures(const Pack& pack, const Standards& standards) {
  std::map<std::string, std::string> groups;
  const auto items = criterion_items(pack, standards);
  for (const IndicatorDefinition& indicator : pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria) {
      const auto asked = items.find(criterion.id);
      if (asked == items.end()) continue;
      for (const Item& item : asked->second) {
        if (item.kind == ItemKind::figure) groups.try_emplace(item.key, indicator.group);
      }
    }
  }
  return groups;
}

bool is_year_before(const Period& before, const Period& period) {
  const YearMonthDay a = before.begin.civil();
  const YearMonthDay b = period.begin.civil();
  return before.kind == period.kind && a.year + 1 == b.year && a.month == b.month && a.day == b.day;
}

class FormMaker {
 public:
  FormMaker(const Pack& pack, std::map<std::string, std::string> groups, const FactSet& known,
            const Plan* plan)
      : pack_(pack), groups_(std::move(groups)), known_(known), plan_(plan) {}

  RequestForm form(const workflow::Request& request) {
    RequestForm form;
    form.request = request;
    for (const Item& item : request.items) add(form, item);
    return form;
  }

 private:
  void add(RequestForm& form, const Item& item) {
    const FigureDefinition* figure = item.kind == ItemKind::figure ? pack_.figure(item.key) : nullptr;
    const SurveyDefinition* survey = item.kind == ItemKind::survey ? pack_.survey(item.key) : nullptr;
    const LedgerDefinition* ledger = item.kind == ItemKind::ledger ? pack_.ledger(item.key) : nullptr;
    if (figure != nullptr) return add_figure(form, *figure);
    if (survey != nullptr) return add_survey(form, *survey);
    if (ledger != nullptr) {
      form.ledgers.push_back(ledger);
    } else if (item.kind == ItemKind::report) {
      form.reports.push_back({item.key, task_text(item.key)});
    } else {
      form.others.push_back(item);
    }
  }

  void add_figure(RequestForm& form, const FigureDefinition& figure) {
    std::vector<std::string> subjects = figure.subjects;
    if (subjects.empty()) subjects.emplace_back();
    for (const std::string& subject : subjects) {
      FormFigure entry;
      entry.key = figure.key;
      entry.name = entry.title = figure.name;
      if (!subject.empty())
        entry.title += "（" + subject_name(figure.subjects, figure.subject_names, subject) + "）";
      entry.unit = figure.unit;
      entry.scope = figure.scope;
      entry.definition = figure.definition;
      const auto group = groups_.find(figure.key);
      entry.group = group == groups_.end() ? "" : group->second;
      finish(form, std::move(entry), subject);
    }
  }

  void add_survey(RequestForm& form, const SurveyDefinition& survey) {
    for (const std::string& option : survey.options) {
      FormFigure entry;
      entry.key = survey.key;
      entry.name = survey.name;
      entry.title = survey.name + "（" + subject_name(survey.options, survey.option_names, option) + "）";
      entry.unit = "人";
      entry.scope = survey.scope;
      entry.definition = survey.definition;
      entry.group = survey.name;
      entry.is_survey = true;
      finish(form, std::move(entry), option);
    }
  }

  void finish(RequestForm& form, FormFigure entry, const std::string& subject) {
    entry.subject = subject;
    entry.period = form.request.period;
    entry.place = "figure:" + entry.key + (subject.empty() ? "" : "(" + subject + ")");
    for (const FigureFact& fact : known_.figures) {
      if (fact.figure != entry.key || fact.subject != subject) continue;
      if (fact.period == entry.period) entry.accepted = fact.value.text();
      if (is_year_before(fact.period, entry.period)) entry.year_before = fact.value.text();
    }
    form.figures.push_back(std::move(entry));
  }

  std::string task_text(const std::string& label) const {
    if (plan_ == nullptr) return "";
    for (const PlanIndicator& indicator : plan_->indicators) {
      for (const Task& task : indicator.tasks) {
        if (task.label == label) return task.text;
      }
    }
    return "";
  }

  const Pack& pack_;
  std::map<std::string, std::string> groups_;
  const FactSet& known_;
  const Plan* plan_;
};

}  // namespace

const FormFigure* RequestForm::figure(const std::string& key, const std::string& subject,
                                      const Period& period) const {
  const auto found = std::find_if(figures.begin(), figures.end(), [&](const FormFigure& each) {
    return each.key == key && each.subject == subject && each.period == period;
  });
  return found == figures.end() ? nullptr : &*found;
}

const LedgerDefinition* RequestForm::ledger(const std::string& key) const {
  const auto found = std::find_if(ledgers.begin(), ledgers.end(),
                                  [&](const LedgerDefinition* each) { return each->key == key; });
  return found == ledgers.end() ? nullptr : *found;
}

Result<RequestForm> request_form(Office& office, const workflow::Work& work,
                                 const workflow::Request& request) {
  CHUANGMO_TRY(known, known_facts(office, office.now()));
  const auto plan = office.plan(work);  // without one, tasks have no words
  FormMaker maker(office.pack(), groups_of_figures(office.pack(), office.library().standards), known,
                  plan ? plan->get() : nullptr);
  return maker.form(request);
}

Result<PresentAnswer> present_answer(Office& office, const workflow::Work& work, const std::string& request) {
  CHUANGMO_TRY(kept, draft(office, request));
  if (kept.tag.empty()) return handed_in_answer(office, work, request);
  return PresentAnswer{workflow::read_content(kept.text).content, kept.tag};
}

Result<PresentAnswer> handed_in_answer(Office& office, const workflow::Work& work,
                                       const std::string& request) {
  PresentAnswer answer;
  const auto submissions = work.submissions.find(request);
  if (submissions == work.submissions.end()) return answer;
  for (auto last = submissions->second.rbegin(); last != submissions->second.rend(); ++last) {
    if (last->state == workflow::SubmissionState::withdrawn) continue;
    CHUANGMO_TRY(content, submitted_content(office, last->digest));
    answer.content = *content;
    return answer;
  }
  return answer;
}

}  // namespace chuangmo::app
