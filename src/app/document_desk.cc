#include "app/document_desk.h"

#include <algorithm>

#include "app/chasing.h"
#include "app/city_assessment.h"
#include "app/coverage.h"
#include "app/demo.h"
#include "app/document_basis.h"
#include "app/document_pdf.h"
#include "app/document_templates.h"
#include "app/monitoring.h"
#include "app/notice_draft.h"
#include "base/text.h"
#include "catalog/diagnostic_names.h"
#include "ooxml/docx_template.h"
#include "ooxml/xlsx_template.h"
#include "workflow/duty_share.h"

namespace chuangmo::app {
namespace {

using publish::DocumentKind;
using publish::DocumentSources;

// The last period of a kind that was over by then.
Period last_over(PeriodKind kind, Date today) {
  const YearMonthDay now = today.civil();
  switch (kind) {
    case PeriodKind::day:
      return Period::of_day(today - 1);
    case PeriodKind::month:
      return last_month(today);
    case PeriodKind::quarter: {
      const int quarter = (now.month - 1) / 3;
      return quarter == 0 ? Period::of_quarter(now.year - 1, 4) : Period::of_quarter(now.year, quarter);
    }
    default:
      return Period::of_year(now.year - 1);
  }
}

std::string period_words(const DocumentKind& kind) {
  std::vector<std::string> words;
  for (const PeriodKind each : kind.periods) {
    words.emplace_back(each == PeriodKind::day       ? "日，如 2011-12-31"
                       : each == PeriodKind::month   ? "月，如 2011-12"
                       : each == PeriodKind::quarter ? "季，如 2011Q4"
                                                     : "年，如 2011");
  }
  return join(words, "；");
}

Result<Period> wanted_period(const DocumentKind& kind, const DocumentWish& wish, Date today) {
  if (kind.periods.empty()) {
    if (!wish.period) return Period::of_year(today.year());
    return fail("OUT002", std::string(kind.title) + "不分期间", "去掉期间");
  }
  const Period period = wish.period.value_or(last_over(kind.periods.front(), today));
  if (std::find(kind.periods.begin(), kind.periods.end(), period.kind) == kind.periods.end())
    return fail("OUT002", std::string(kind.title) + "不按 " + period.text() + " 这样的期间编制",
                "写" + period_words(kind));
  if (period.begin > today) return fail("OUT002", period.text_zh() + "还没有开始", "写已经过去的期间");
  return period;
}

Result<std::string> wanted_unit(const DocumentKind& kind, const DocumentWish& wish, const Plan& plan) {
  if (!kind.needs.unit) return std::string();
  const std::string unit = workflow::canonical_unit(plan.units, wish.unit);
  const auto shares = workflow::duty_shares(plan).shares;
  const bool is_known =
      plan.units.find(unit) != nullptr ||
      std::any_of(shares.begin(), shares.end(), [&](const auto& share) { return share.unit == unit; });
  if (is_known) return unit;
  return fail(
      "OUT003",
      wish.unit.empty() ? std::string(kind.title) + "要写明单位" : "任务分解表中没有单位 " + quote(wish.unit),
      "写任务分解表中的单位名称，如 市统计局");
}

// Everything that has to be kept alive for a view to be made.
struct Gathering {
  std::shared_ptr<const Plan> plan;
  std::optional<Judgement> now;
  std::optional<Judgement> before;
};

Result<void> gather_verdicts(Office& office, const workflow::Work& work, const DocumentKind& kind,
                             Gathering& gathering, DocumentSources& sources) {
  if (!kind.needs.verdicts) return {};
  CHUANGMO_TRY(now, judged(office, work, sources.known_at));
  gathering.now = std::move(now);
  sources.now = &gathering.now->evaluation;
  if (kind.needs.monitoring) sources.monitoring = monitoring(office.pack(), office.library(), *gathering.now);
  if (!kind.needs.former_verdicts) return {};
  CHUANGMO_TRY(before, judged(office, work, sources.known_at, Instant::at(sources.period.begin)));
  gathering.before = std::move(before);
  sources.before = &gathering.before->evaluation;
  return {};
}

Result<void> gather(Office& office, const workflow::Work& work, const DocumentKind& kind,
                    Gathering& gathering, DocumentSources& sources) {
  CHUANGMO_CHECK(gather_verdicts(office, work, kind, gathering, sources));
  if (kind.needs.chasing) {
    const Evaluation none;
    CHUANGMO_CHECK(gather_chasing(office, work, sources.now == nullptr ? none : *sources.now, sources));
  }
  if (kind.needs.scores) {
    CHUANGMO_TRY(found, scores(office, work, sources.period.begin.year(), sources.today));
    sources.scores = std::move(found);
  }
  if (kind.needs.assessment) {
    CHUANGMO_TRY(rows, city_assessment_rows(office, sources.period, sources.known_at));
    sources.assessment = std::move(rows);
  }
  return {};
}

}  // namespace

Result<GatheredDocument> gathered_document(Office& office, const workflow::Work& work,
                                           const DocumentWish& wish) {
  CHUANGMO_TRY(kind, known_document(wish.name));
  const Instant now = wish.known_at.value_or(office.now());
  CHUANGMO_TRY(period, wanted_period(*kind, wish, now.date()));
  Gathering gathering;
  DocumentSources sources{office.pack(), city_of(office), now.date(), now, period, ""};
  if (kind->needs.plan) {
    CHUANGMO_TRY(plan, office.plan(work));
    gathering.plan = std::move(plan);
    sources.plan = gathering.plan.get();
    sources.findings = sources.plan->diagnostics;
    sources.finding_names = catalog::diagnostic_names(office.library().files);
    CHUANGMO_TRY(unit, wanted_unit(*kind, wish, *sources.plan));
    sources.unit = std::move(unit);
  }
  CHUANGMO_CHECK(gather(office, work, *kind, gathering, sources));
  return GatheredDocument{kind, kind->view(sources), publish::document_title(*kind, sources), now};
}

Result<MadeDocument> made_document(Office& office, const DocumentWish& wish) {
  CHUANGMO_TRY(work, office.work_at(wish.known_at));
  CHUANGMO_TRY(gathered, gathered_document(office, *work, wish));
  CHUANGMO_TRY(form, document_template(office, *work, *gathered.kind, wish.form));
  // The day, not the moment: what is asked for twice in a day and did not change is the same file.
  const ooxml::DocumentStamp stamp{gathered.title, gathered.known_at.date().text() + "T00:00:00Z",
                                   simulated_mark(office.root())};
  const auto fill =
      wish.form == publish::DocumentForm::xlsx ? ooxml::fill_xlsx_template : ooxml::fill_docx_template;
  CHUANGMO_TRY(filled, fill(form.bytes, publish::template_file(*gathered.kind, wish.form),
                            gathered.kind->shape(), gathered.view, stamp, {}));
  MadeDocument made{std::move(gathered.title), std::move(filled.bytes), std::move(filled.diagnostics)};
  if (!wish.as_pdf || made.bytes.empty()) return made;
  CHUANGMO_TRY(pdf, document_pdf(made.bytes, gathered.known_at.date()));
  made.bytes = std::move(pdf);
  return made;
}

}  // namespace chuangmo::app
