#include "app/demo_answers.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/cell_number.h"
#include "app/demo_cast.h"
#include "app/reporting.h"
#include "app/submitted_facts.h"
#include "workflow/checks.h"

namespace chuangmo::app {

namespace {

constexpr int kPaperIn100 = 45;  // of what asks for one

// As a clerk writes it: 是, 否, the words of a choice.
std::string as_written(const FieldDefinition& field, const std::string& value) {
  if (field.type == FieldType::boolean) return value == "true" ? "是" : "否";
  for (std::size_t i = 0; i < field.choices.size() && i < field.choice_names.size(); ++i) {
    if (field.choices[i] == value) return field.choice_names[i];
  }
  return value;
}

// Of what was handed in last; "" nothing was.
std::string last_digest(const workflow::Work& work, const std::string& request) {
  const auto answers = work.submissions.find(request);
  return answers == work.submissions.end() ? "" : answers->second.back().digest;
}

std::string unit_of_figure(const Pack& pack, const std::string& key) {
  const FigureDefinition* figure = pack.figure(key);
  return figure == nullptr ? "人" : figure->unit;  // surveys count people
}

}  // namespace

Result<const FactSet*> SimulatedAnswers::known() {
  const std::size_t imports = office_.work()->imports.size();
  if (!is_known_ || imports != known_imports_) {
    CHUANGMO_TRY(facts, known_facts(office_, office_.now()));
    known_ = std::move(facts);
    known_imports_ = imports;
    is_known_ = true;
  }
  return &known_;
}

void SimulatedAnswers::add_figures(workflow::SubmissionContent& content, const workflow::Item& item,
                                   const workflow::Request& request, const FactSet& known) const {
  for (const FigureFact& fact : known.figures) {
    if (fact.figure == item.key && fact.period == request.period)
      content.figures.push_back({fact.figure, fact.subject, fact.period,
                                 fact.value.text() + unit_of_figure(office_.pack(), item.key), ""});
  }
}

void SimulatedAnswers::add_records(workflow::SubmissionContent& content, const workflow::Item& item,
                                   const workflow::Request& request, const FactSet& known) const {
  content.closures.push_back({item.key, request.period});
  const LedgerDefinition* ledger = office_.pack().ledger(item.key);
  for (const RecordFact& fact : known.records) {
    if (ledger == nullptr || fact.ledger != item.key || fact.withdrawn ||
        !request.period.contains(fact.period))
      continue;
    workflow::SubmittedRecord& record = content.records.emplace_back();
    record.ledger = item.key;
    for (const auto& [key, value] : fact.fields) {
      const FieldDefinition* field = ledger->field(key);
      if (field != nullptr && field->derived.empty()) record.fields[key] = as_written(*field, value);
    }
  }
}

std::string SimulatedAnswers::report(const workflow::Request& request, const std::string& task) {
  constexpr std::array<const char*, 5> kTexts = {
      "按方案推进，完成年度任务的{}%。", "召开专题会2次，现场检查{}处，问题已交办整改。",
      "项目形象进度{}%，无安全事故。", "投入资金{}万元，正在组织验收。", "资料已整理{}卷，巩固已有成果。"};
  const bool is_last = request.period.end > Date::of(2011, 12, 31);
  const bool is_done = is_last && (request.rhythm == Rhythm::once || chance_.once_in(4));
  const auto which = static_cast<std::size_t>(chance_.between(0, static_cast<int>(kTexts.size()) - 1));
  const int quarter = (request.period.end - 1).month() / 3;
  const std::string text = fmt::format(fmt::runtime(kTexts.at(which)), 20 * quarter + chance_.between(4, 18));
  return (is_done ? "已完成。" : "") + text + "（任务" + task + "，模拟）";
}

Result<workflow::SubmissionContent> SimulatedAnswers::answer(const std::string& id) {
  // Copies: whoever holds on to a state of the work makes the next change copy it.
  const workflow::Request request = office_.work()->requests.at(id);
  const std::string before = last_digest(*office_.work(), id);
  if (before.empty()) return first_answer(request);
  CHUANGMO_TRY(last, submitted_content(office_, before));
  workflow::SubmissionContent content = *last;
  for (auto& [task, text] : content.reports) text += "补充：有关资料已核对并附后。";
  return content;
}

Result<workflow::SubmissionContent> SimulatedAnswers::first_answer(const workflow::Request& request) {
  CHUANGMO_TRY(facts, known());
  workflow::SubmissionContent content;
  for (const workflow::Item& item : request.items) {
    switch (item.kind) {
      case workflow::ItemKind::figure:
      case workflow::ItemKind::survey:
        add_figures(content, item, request, *facts);
        break;
      case workflow::ItemKind::ledger:
        add_records(content, item, request, *facts);
        break;
      case workflow::ItemKind::report:
        content.reports[item.key] = report(request, item.key);
        break;
      case workflow::ItemKind::evidence:
        if (chance_.between(1, 100) <= kPaperIn100) {
          CHUANGMO_TRY(paper, papers_.paper_for(request.unit, item.key, office_.now().date()));
          content.evidence.push_back(std::move(paper));
        }
        break;
      case workflow::ItemKind::readings:
        break;  // come as files
    }
  }
  return content;
}

Result<void> SimulatedAnswers::hand_in(const std::string& id, workflow::SubmissionContent content) {
  CHUANGMO_TRY(facts, known());
  const workflow::Request request = office_.work()->requests.at(id);
  const auto findings = workflow::check(content, {office_.pack(), request, office_.rules().checks,
                                                  facts->figures, read_number, office_.now().date()});
  for (const workflow::CheckFinding& finding : findings) {
    if (finding.severity == CheckSeverity::error && !content.reasons.contains(finding.key()))
      content.reasons[finding.key()] = "已与原始资料核对，数字无误（模拟）";
  }
  const Submitter by{reviewer_of(request.unit), std::nullopt};
  CHUANGMO_CHECK(office_.change([&](const workflow::Work& work, Instant now) {
    return proposed_submission(work, now, by, id, content, findings);
  }));
  return {};
}

Result<std::string> SimulatedAnswers::waiting(const std::string& request) {
  const WorkState work = office_.work();
  const workflow::Submission* found = work->pending(request);
  if (found == nullptr)
    return fail("DEM003", "模拟的报送 " + request + " 不在等待审核", "这是程序的缺陷，请报告");
  return found->id;
}

Result<void> SimulatedAnswers::accept(const std::string& request, const std::string& note) {
  CHUANGMO_TRY(id, waiting(request));
  CHUANGMO_CHECK(app::accept(office_, {kSimulatedOffice, std::nullopt}, id, note));
  return {};
}

Result<void> SimulatedAnswers::give_back(const std::string& request,
                                         const std::vector<workflow::ReturnReason>& reasons) {
  CHUANGMO_TRY(id, waiting(request));
  CHUANGMO_CHECK(app::give_back(office_, {kSimulatedOffice, std::nullopt}, id, reasons));
  return {};
}

}  // namespace chuangmo::app
