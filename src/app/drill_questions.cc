#include <algorithm>
#include <fmt/format.h>

#include "app/drill.h"
#include "base/text.h"
#include "demo/chance.h"
#include "publish/dossier/dossier_binding.h"
#include "publish/verdict_words.h"

namespace chuangmo::app {

namespace {

using demo::Chance;

template <class Each>
const Each* chosen(const std::vector<Each>& all, Chance chance) {
  if (all.empty()) return nullptr;
  return &all[static_cast<std::size_t>(chance.next() % all.size())];
}

std::string source_words(const Origin& origin) {
  std::string words = origin.file;
  if (!origin.sheet.empty()) words += " " + origin.sheet;
  if (origin.row > 0) words += fmt::format(" 第{}行", origin.row);
  return words;
}

std::optional<DrillQuestion> raw_record(const Pack& pack, const DossierBasis& basis, Chance chance) {
  const RecordFact* record = chosen(basis.facts.records, chance);
  const LedgerDefinition* ledger = record == nullptr ? nullptr : pack.ledger(record->ledger);
  if (ledger == nullptr || ledger->fields.empty()) return std::nullopt;
  DrillQuestion question{"record", "", record->origin.file, "", "", "", {}, false, 0};
  question.text = fmt::format("台账“{}”里“{}”这条记录的原件在哪里？写出文件名或报送编号。", ledger->name,
                              record->identity);
  question.where = fmt::format("{}，{}报送", source_words(record->origin),
                               record->origin.unit.empty() ? "原单位" : record->origin.unit);
  question.binding = publish::record_binding(record->ledger, record->identity, ledger->fields.front().key);
  return question;
}

std::optional<DrillQuestion> three_sources(const Pack& pack, const DossierBasis& basis, Chance chance) {
  std::vector<FigureFact> of_year;
  for (const FigureFact& fact : basis.facts.figures) {
    const auto standing =
        basis.stands_in.find(publish::figure_binding(fact.figure, fact.subject, fact.period.text()));
    if (standing != basis.stands_in.end() && standing->second.size() > 1) of_year.push_back(fact);
  }
  const FigureFact* fact = chosen(of_year, chance);
  const FigureDefinition* figure = fact == nullptr ? nullptr : pack.figure(fact->figure);
  if (figure == nullptr) return std::nullopt;
  DrillQuestion question{"sources", "", fact->value.text(), "", "", "", {}, false, 0};
  question.binding = publish::figure_binding(fact->figure, fact->subject, fact->period.text());
  question.text =
      fmt::format("{}“{}{}”在报送原件、统计资料和指标档案三处各是多少，是否一致？写出这个数（{}）。",
                  fact->period.text_zh(), figure->name,
                  fact->subject.empty() ? "" : "（" + fact->subject + "）", figure->unit);
  question.where = fmt::format("报送原件：{}（原写“{}”）；档案：{} 卷", source_words(fact->origin),
                               fact->as_given, join(basis.stands_in.at(question.binding), "、"));
  return question;
}

std::optional<DrillQuestion> oldest_unanswered(const DossierBasis& basis) {
  const workflow::Request* oldest = nullptr;
  for (const auto& [id, request] : basis.work->requests) {
    const bool asks_evidence =
        std::any_of(request.items.begin(), request.items.end(),
                    [](const workflow::Item& item) { return item.kind == workflow::ItemKind::evidence; });
    if (request.is_withdrawn || !asks_evidence || basis.work->accepted(id) != nullptr) continue;
    if (oldest == nullptr || request.due < oldest->due) oldest = &request;
  }
  if (oldest == nullptr) return std::nullopt;
  DrillQuestion question{"unanswered", "", oldest->unit, "", "", "", {}, false, 0};
  question.text = "要佐证而至今没有被接受的催报中，最早到期的是哪个单位的？";
  question.where = fmt::format("催报 {}，{} 到期", oldest->id, oldest->due.text());
  return question;
}

std::optional<DrillQuestion> verdict_reading(const DossierBasis& basis, Chance chance) {
  std::vector<CriterionVerdict> all;
  for (const IndicatorVerdict& indicator : basis.evaluations.at(basis.year).indicators) {
    for (const CriterionVerdict& criterion : indicator.criteria) {
      if (!publish::measured_words(criterion, publish::Language::zh).empty()) all.push_back(criterion);
    }
  }
  const CriterionVerdict* criterion = chosen(all, chance);
  if (criterion == nullptr) return std::nullopt;
  DrillQuestion question{
      "reading", "", publish::measured_words(*criterion, publish::Language::zh), "", "", "", {}, false, 0};
  question.text = fmt::format("判据{} “{}”的实测值是多少？", criterion->id, criterion->name);
  question.binding = publish::verdict_binding(criterion->id, basis.year, "value");
  const auto standing = basis.stands_in.find(question.binding);
  if (standing != basis.stands_in.end()) question.where = join(standing->second, "、") + " 卷，";
  question.where += "依据见 chuangmo explain " + criterion->id.substr(0, criterion->id.find('.'));
  return question;
}

std::optional<DrillQuestion> task_papers(const DossierBasis& basis, Chance chance) {
  std::vector<publish::DossierTask> with_papers;
  for (const publish::DossierTask& task : basis.source->tasks) {
    if (std::any_of(basis.source->papers.begin(), basis.source->papers.end(),
                    [&](const publish::DossierPaper& paper) { return paper.indicator == task.indicator; }))
      with_papers.push_back(task);
  }
  const publish::DossierTask* task = chosen(with_papers, chance);
  if (task == nullptr) return std::nullopt;
  std::vector<std::string> numbers;
  for (const publish::DossierPaper& paper : basis.source->papers) {
    if (paper.indicator == task->indicator) numbers.push_back(paper.number);
  }
  DrillQuestion question{"papers", "", std::to_string(numbers.size()), "", "", "", {}, false, 0};
  question.text = fmt::format("任务{}（{}）所属指标的佐证有几件？", task->label, join(task->leads, "、"));
  question.where = fmt::format("A{:02} 卷第六部分：{}", task->indicator, join(numbers, "、"));
  return question;
}

}  // namespace

std::vector<DrillQuestion> drawn_questions(const Pack& pack, const DossierBasis& basis, std::int64_t seed) {
  const Chance chance(static_cast<std::uint64_t>(seed));
  std::vector<DrillQuestion> questions;
  for (const std::optional<DrillQuestion>& each :
       {raw_record(pack, basis, chance.part("record")), three_sources(pack, basis, chance.part("sources")),
        oldest_unanswered(basis), verdict_reading(basis, chance.part("reading")),
        task_papers(basis, chance.part("papers"))}) {
    if (each) questions.push_back(*each);
  }
  return questions;
}

}  // namespace chuangmo::app
