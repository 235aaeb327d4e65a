#include "app/notice_draft.h"

#include <algorithm>
#include <array>

#include "app/monitoring.h"
#include "app/verdicts.h"
#include "publish/bulletin_text.h"

namespace chuangmo::app {

namespace {

Result<void> may_be_told(const Period& period, Date today) {
  constexpr std::array kKinds{PeriodKind::month, PeriodKind::quarter, PeriodKind::half_year,
                              PeriodKind::year};
  if (std::find(kKinds.begin(), kKinds.end(), period.kind) == kKinds.end())
    return fail("APP023", "公报不写 " + period.text() + " 这样的期间",
                "写月、季、半年或年，如 2012-02、2011Q4、2011");
  if (period.begin <= today) return {};
  return fail("APP023", period.text_zh() + "还没有开始", "写已经过去的期间");
}

workflow::Notice notice_of(workflow::NoticeKind kind, publish::DraftText draft) {
  workflow::Notice notice;
  notice.kind = kind;
  notice.title = std::move(draft.title);
  notice.text = std::move(draft.text);
  notice.indicators = std::move(draft.indicators);
  return notice;
}

}  // namespace

std::string city_of(const Office& office) {
  const auto programme = known_programme(office.library(), office.programme().id);
  return programme ? programme->city : "";
}

Period last_month(Date today) {
  const Date last = Date::of(today.year(), today.month(), 1) - 1;
  return Period::of_month(last.year(), last.month());
}

Result<workflow::Notice> draft_bulletin(Office& office, VerdictBoard& board,
                                        const std::optional<Period>& wanted) {
  const Date today = office.now().date();
  const Period period = wanted.value_or(last_month(today));
  CHUANGMO_CHECK(may_be_told(period, today));
  CHUANGMO_TRY(work, office.latest_work());
  EvaluateOptions options;
  options.pinned = work->pinned;
  options.now = office.now();
  VerdictQuestion question;
  question.known_at = Instant::at(period.begin);
  CHUANGMO_TRY(before, board.board(question));  // holds a reader meanwhile, and there may be only one
  CHUANGMO_TRY(reading, office.reader());
  CHUANGMO_TRY(judgement, evaluate(*reading, office.library(), options));
  const publish::Monitoring measured = monitoring(office.pack(), office.library(), judgement);
  workflow::Notice notice =
      notice_of(workflow::NoticeKind::bulletin,
                publish::bulletin_text({city_of(office), period, office.pack(), judgement.evaluation,
                                        before->evaluation, measured}));
  notice.period = period;
  return notice;
}

Result<workflow::Notice> draft_announcement(Office& office) {
  CHUANGMO_TRY(work, office.latest_work());
  CHUANGMO_TRY(plan, office.plan(*work));
  return notice_of(workflow::NoticeKind::announcement, publish::announcement_text(office.pack(), *plan));
}

}  // namespace chuangmo::app
