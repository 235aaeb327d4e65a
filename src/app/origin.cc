#include "app/origin.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

#include "app/origin_draft.h"
#include "app/submitted_facts.h"
#include "base/text.h"
#include "publish/dossier/dossier_binding.h"
#include "publish/reading_aid.h"
#include "publish/trace_path.h"

namespace chuangmo::app {

namespace {

using publish::Binding;

constexpr std::string_view kNothing = "—";

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

constexpr std::array<AspectName, 8> kAspects{{{"outcome", "判定"},
                                              {"sentence", "判定的说明"},
                                              {"value", "实测值"},
                                              {"limit", "要求"},
                                              {"room", "余量"},
                                              {"result", "实测值"},
                                              {"state", "进展"},
                                              {"report", "进展报告"}}};
std::string aspect_zh(std::string_view aspect) {
  const std::string_view zh = aspect_name(kAspects, aspect);
  return std::string(zh.empty() ? aspect : zh);
}

struct CountName {
  std::string_view what;
  std::string_view zh;
  std::string_view how;
};
constexpr std::array<CountName, 14> kCounts{
    {{"indicators", "考核指标数", "指标包中的指标"},
     {"outcome.met", "达标的指标数", "判定为达标的指标"},
     {"outcome.not_met", "未达标的指标数", "判定为未达标的指标"},
     {"outcome.undecided", "无法判定的指标数", "数据不全的指标"},
     {"outcome.not_due", "未到期的指标数", "期间还没有结束的指标"},
     {"units", "承担任务的单位数", "任务分解表中的责任单位和配合单位，单位组按成员计，一个单位计一次"},
     {"tasks", "任务数", "任务分解表中的任务"},
     {"tasks.done", "办结的任务数", "全部责任单位最近一次被接受的进展报告以“已完成”或“已办结”开头的任务"},
     {"submissions", "已接受的报送数", "每个催报中被接受的报送"},
     {"papers", "佐证材料数", "已登记的佐证文件，同一文件计一次"},
     {"figures", "统计数据数", "考核年度和上一年度的统计数据，每项取最近一次"},
     {"records", "台账记录数", "考核年度和上一年度的台账记录，撤销的不计"},
     {"stations", "监测点位数", "已登记的监测点位"},
     {"enterprises", "一企一档的企业数", "台账中出现的企业，按名称计"}}};

Failure no_such_number(const std::string& binding) {
  return {"DSR020", "没有 " + binding + " 这个数",
          "核对写法：docs/formats/dossier.md、docs/formats/documents.md"};
}

Result<Binding> binding_of(const std::string& text) {
  const auto read = publish::read_binding(text);
  if (read) return *read;
  return fail("DSR020", quote(text) + " 不是数的来源的写法",
              "写成 figure:gdp|2011、verdict:8.1|2011|value 这样");
}

// One question: where does this binding come from.
class Asking {
 public:
  Asking(Office& office, const DossierBasis& basis, Binding binding)
      : office_(office),
        basis_(basis),
        binding_(std::move(binding)),
        facts_(office.pack(), *basis.work, basis.facts) {}

  Result<NumberOrigin> answer() {
    origin_.binding = binding_.text();
    const auto known = basis_.values.find(origin_.binding);
    if (known != basis_.values.end()) origin_.value = known->second;
    CHUANGMO_TRY(is_found, find());
    if (!is_found) return tl::unexpected(no_such_number(origin_.binding));
    if (origin_.value.empty()) origin_.value = kNothing;
    origin_.fact_count = facts_.count();
    origin_.facts = facts_.take();
    const auto volumes = basis_.stands_in.find(origin_.binding);
    if (volumes != basis_.stands_in.end()) origin_.volumes = volumes->second;
    return std::move(origin_);
  }

 private:
  Result<bool> find() {
    if (binding_.kind == "figure") return figure();
    if (binding_.kind == "verdict" || binding_.kind == "criterion") return verdict();
    if (binding_.kind == "year") return year();
    if (binding_.kind == "record") return record();
    if (binding_.kind == "records") return records();
    if (binding_.kind == "task") return task();
    if (binding_.kind == "count") return count();
    return false;
  }

  bool figure() {
    const std::size_t open = binding_.subject.find('(');
    const std::string key = binding_.subject.substr(0, open);
    std::string subject;
    if (open != std::string::npos && binding_.subject.back() == ')')
      subject = binding_.subject.substr(open + 1, binding_.subject.size() - open - 2);
    const FigureDefinition* definition = office_.pack().figure(key);
    const auto period = Period::parse(binding_.period);
    if (definition == nullptr || !period) return false;
    origin_.what = period->text_zh() + definition->name + (subject.empty() ? "" : "（" + subject + "）");
    origin_.how = definition->definition;
    for (const FigureFact& fact : basis_.facts.figures) {
      if (fact.figure != key || fact.subject != subject || fact.period != *period) continue;
      origin_.value = fact.value.text();
      facts_.add(fact);
    }
    return true;
  }

  // Of an earlier year's end where the binding says so.
  const Evaluation* evaluation() const {
    if (binding_.period.empty()) return &basis_.evaluations.at(basis_.year);
    const auto year = number_of(binding_.period);
    const auto found = year ? basis_.evaluations.find(*year) : basis_.evaluations.end();
    return found == basis_.evaluations.end() ? nullptr : &found->second;
  }

  bool verdict() {
    const Evaluation* judged = evaluation();
    if (judged == nullptr) return false;
    for (const IndicatorVerdict& indicator : judged->indicators) {
      const bool is_whole = binding_.subject == std::to_string(indicator.number);
      for (const CriterionVerdict& criterion : indicator.criteria) {
        if (is_whole || criterion.id == binding_.subject) explain(criterion, !is_whole);
      }
      if (!is_whole && origin_.what.empty()) continue;
      if (is_whole) origin_.what = fmt::format("指标{} {}", indicator.number, indicator.name);
      origin_.what += fmt::format(" 截至{}的{}", judged->as_of.text(), aspect_zh(binding_.aspect));
      if (origin_.value.empty()) origin_.value = outcome_name_zh(indicator.outcome);
      return true;
    }
    return false;
  }

  void explain(const CriterionVerdict& criterion, bool is_alone) {
    if (is_alone) origin_.what = "判据" + criterion.id + " " + criterion.name;
    origin_.how += (origin_.how.empty() ? "" : "；") + how_judged(criterion, basis_.rules);
    facts_.add(criterion.trace);
    if (origin_.more.empty())
      origin_.more = "chuangmo explain " + criterion.id.substr(0, criterion.id.find('.'));
  }

  // The members of a trace that are bound to the year, and to the series where it has several.
  static void find_members(const TraceNode& node, const std::string& year, const std::string& series,
                           std::vector<const TraceNode*>& found) {
    for (const TraceNode& child : node.children) {
      const std::string* of_year = child.op == "member" ? publish::detail_of(child, "year") : nullptr;
      const bool is_series =
          series.empty() || std::any_of(child.details.begin(), child.details.end(),
                                        [&](const auto& each) { return each.second == series; });
      if (of_year != nullptr && *of_year == year && is_series) {
        found.push_back(&child);
      } else if (of_year == nullptr) {
        // The series may be bound further out than the year.
        find_members(child, year, is_series ? "" : series, found);
      }
    }
  }

  bool year() {
    const std::size_t colon = binding_.subject.find(':');
    const std::string id = binding_.subject.substr(0, colon);
    const std::string series = colon == std::string::npos ? "" : binding_.subject.substr(colon + 1);
    for (const IndicatorVerdict& indicator : basis_.evaluations.at(basis_.year).indicators) {
      for (const CriterionVerdict& criterion : indicator.criteria) {
        if (criterion.id != id) continue;
        std::vector<const TraceNode*> members;
        find_members(criterion.trace, binding_.period, series, members);
        if (members.empty() && !basis_.values.contains(origin_.binding)) return false;
        const publish::RuleWords* words = publish::words_of(basis_.rules, criterion.id);
        origin_.what = fmt::format("{}年 判据{} {}{}{}", binding_.period, criterion.id, criterion.name,
                                   series.empty() ? "" : "（" + series + "）",
                                   binding_.aspect.empty() ? "" : "的" + aspect_zh(binding_.aspect));
        origin_.how = words == nullptr ? criterion.rule : words->sentence;
        for (const TraceNode* member : members) facts_.add(*member);
        return true;
      }
    }
    return false;
  }

  bool record() {
    const LedgerDefinition* ledger = office_.pack().ledger(binding_.subject);
    const FieldDefinition* field = ledger == nullptr ? nullptr : ledger->field(binding_.aspect);
    if (field == nullptr) return false;
    for (const RecordFact& fact : basis_.facts.records) {
      if (fact.ledger != binding_.subject || publish::record_mark(fact.identity) != binding_.period) continue;
      origin_.what = fmt::format("台账“{}”中“{}”的{}", ledger->name, fact.identity, field->name);
      if (origin_.value.empty()) {
        const auto value = fact.fields.find(binding_.aspect);
        if (value != fact.fields.end()) origin_.value = value->second;
      }
      facts_.add(fact);
      return true;
    }
    return false;
  }

  bool records() {
    const LedgerDefinition* ledger = office_.pack().ledger(binding_.subject);
    const auto year = number_of(binding_.period);
    if (ledger == nullptr || !year || *year < 1900 || *year > 2199) return false;
    origin_.what = fmt::format("{}年台账“{}”的记录数", *year, ledger->name);
    origin_.how = "期间与这一年有重叠的记录，撤销的不计";
    const Period whole = Period::of_year(*year);
    for (const RecordFact& fact : basis_.facts.records) {
      if (fact.ledger == binding_.subject && whole.overlaps(fact.period)) facts_.add(fact);
    }
    if (origin_.value.empty()) origin_.value = std::to_string(facts_.count());
    return true;
  }

  Result<bool> task() {
    const auto& tasks = basis_.source->tasks;
    const auto found = std::find_if(tasks.begin(), tasks.end(), [&](const publish::DossierTask& each) {
      return each.label == binding_.subject;
    });
    if (found == tasks.end()) return false;
    origin_.what = fmt::format("任务{}的{}", found->label, aspect_zh(binding_.aspect));
    origin_.how = "责任单位：" + join(found->leads, "、") + "；依据各单位被接受的进展报告";
    if (origin_.value.empty()) origin_.value = binding_.aspect == "report" ? found->report : found->state;
    for (const auto& [id, request] : basis_.work->requests) {
      const workflow::Submission* answer = basis_.work->accepted(id);
      const workflow::Item item{workflow::ItemKind::report, found->label};
      if (answer == nullptr || !std::count(request.items.begin(), request.items.end(), item)) continue;
      CHUANGMO_TRY(content, submitted_content(office_, answer->digest));
      if (content->reports.contains(found->label)) facts_.add(*answer, answer->unit + "的进展报告");
    }
    return true;
  }

  bool count() {
    const auto found = std::find_if(kCounts.begin(), kCounts.end(),
                                    [&](const CountName& each) { return each.what == binding_.subject; });
    if (found == kCounts.end()) return false;
    origin_.what = found->zh;
    origin_.how = found->how;
    if (binding_.subject == "submissions") {
      for (const auto& [id, request] : basis_.work->requests) {
        if (const workflow::Submission* answer = basis_.work->accepted(id)) facts_.add(*answer, id);
      }
    }
    if (binding_.subject == "papers") {
      for (const publish::DossierPaper& paper : basis_.source->papers) facts_.add(paper);
    }
    if (binding_.subject == "figures") {
      for (const FigureFact& fact : basis_.facts.figures) facts_.add(fact);
    }
    if (binding_.subject == "records" || binding_.subject == "enterprises") {
      for (const RecordFact& fact : basis_.facts.records) facts_.add(fact);
    }
    return true;
  }

  Office& office_;
  const DossierBasis& basis_;
  Binding binding_;
  OriginFacts facts_;
  NumberOrigin origin_;
};

}  // namespace

Result<NumberOrigin> number_origin(Office& office, const DossierBasis& basis, const std::string& binding) {
  CHUANGMO_TRY(read, binding_of(binding));
  return Asking(office, basis, read).answer();
}

// Kinds that only documents beside the dossier write; and of those that both write, the forms without a year,
// which are of the latest verdicts.
namespace {

using Answer = Result<bool> (*)(const DocumentNumber& number, OriginDraft& draft);
struct DocumentKindOfNumber {
  std::string_view kind;
  Answer answer;
};
constexpr std::array<DocumentKindOfNumber, 8> kDocumentNumbers{{{"air", air_origin},
                                                                {"water", water_origin},
                                                                {"noise", noise_origin},
                                                                {"verdict", standing_origin},
                                                                {"criterion", standing_origin},
                                                                {"score", score_origin},
                                                                {"overdue", overdue_origin},
                                                                {"count", work_count_origin}}};

Answer document_answer(const Binding& binding) {
  const bool is_shared = binding.kind == "verdict" || binding.kind == "criterion";
  if (is_shared && !binding.aspect.empty()) return nullptr;
  if (binding.kind == "count" && !binding.period.empty()) return nullptr;
  for (const DocumentKindOfNumber& each : kDocumentNumbers) {
    if (each.kind == binding.kind) return each.answer;
  }
  return nullptr;
}

}  // namespace

Result<NumberOrigin> NumberOrigins::of(const OriginQuestion& question) {
  CHUANGMO_TRY(binding, binding_of(question.binding));
  const Answer answer = document_answer(binding);
  if (answer == nullptr) {
    if (question.known_at)
      return fail("DSR021", question.binding + " 是档案里的数，档案总是按现在所知编制",
                  "去掉 known_at；别的年度用 year");
    CHUANGMO_TRY(dossier, dossiers_(question.year));
    return number_origin(office_, *dossier, question.binding);
  }
  CHUANGMO_TRY(basis, documents_.of(question.known_at));
  const DocumentNumber number{office_, *basis, binding, question.year.value_or(office_.pack().years.back())};
  OriginDraft draft(number);
  CHUANGMO_TRY(is_found, answer(number, draft));
  if (!is_found) return tl::unexpected(no_such_number(question.binding));
  return draft.done();
}

}  // namespace chuangmo::app
