#include "app/demo_cast.h"
#include "app/demo_story.h"
#include "app/notice_draft.h"
#include "app/publishing.h"
#include "app/verdict_board.h"

namespace chuangmo::app {

namespace {

const Instant kPlanIsTold = Instant::at(Date::of(2011, 5, 16), 10);
const Instant kDataAreOpened = Instant::at(Date::of(2012, 2, 27), 11);
const Instant kMonthIsTold = Instant::at(Date::of(2012, 2, 13), 15, 30);
const Instant kYearIsTold = Instant::at(Date::of(2012, 2, 29), 16, 30);

workflow::Notice marked(workflow::Notice notice) {
  notice.title += "（模拟）";
  notice.text = "本文全部内容由程序模拟生成，仅供演示。\n\n" + notice.text;
  return notice;
}

Result<workflow::Notice> drafted_bulletin(Office& office, const Period& period) {
  VerdictBoard board(office, [](const auto&, const BoardPtr&) {});
  CHUANGMO_TRY(draft, draft_bulletin(office, board, period));
  return marked(std::move(draft));
}

}  // namespace

// The texts are those the program proposes; the office publishes them as they are.
void SimulatedStory::write_notices() {
  const Submitter by_office{kSimulatedOffice, std::nullopt};
  diary_.note(kPlanIsTold, [this, by_office]() -> Result<void> {
    CHUANGMO_TRY(draft, draft_announcement(office_));
    CHUANGMO_CHECK(publish_notice(office_, by_office, marked(std::move(draft))));
    return {};
  });
  diary_.note(kMonthIsTold, [this, by_office]() -> Result<void> {
    CHUANGMO_TRY(notice, drafted_bulletin(office_, Period::of_month(2011, 12)));
    CHUANGMO_CHECK(publish_notice(office_, by_office, notice));
    return {};
  });
  diary_.note(kYearIsTold, [this, by_office]() -> Result<void> {
    CHUANGMO_TRY(notice, drafted_bulletin(office_, Period::of_year(2011)));
    const demo::Paper paper = simulated_paper("2011年环境质量公报", "市环保局", office_.now().date(),
                                              demo::Chance(1).part("bulletin"));
    CHUANGMO_TRY(file, papers_.send("市环保局", "2011年环境质量公报.pdf", demo::pdf_of(paper)));
    notice.evidence = {file.digest};
    CHUANGMO_CHECK(publish_notice(office_, by_office, notice));
    return {};
  });
  diary_.note(kDataAreOpened, [this, by_office]() -> Result<void> {
    CHUANGMO_CHECK(
        set_publication(office_, by_office,
                        {"environmental_investment", "gdp", "green_coverage_area", "refuse_produced",
                         "refuse_treated_harmless", "total_emission", "water_use"},
                        {"announcements", "drills", "publications"}, "按政府信息公开目录"));
    return {};
  });
}

}  // namespace chuangmo::app
