#include "workflow/coverage.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/sample_work.h"

namespace chuangmo::workflow {
namespace {

using ::testing::HasSubstr;

const Item kGdp{ItemKind::figure, "gdp"};

struct Coverage {
  Pack pack = sample_pack();
  Plan plan = sample_plan();
  NeededItems needed = sample_needs();
  std::vector<Obligation> obligations;
  std::vector<Request> requests;
  std::vector<UnitEdge> edges;
  RequestStandings standings;
  std::map<std::string, int> evidence_counts;
  Date as_of = Date::of(2011, 6, 1);

  std::vector<CoverageRow> run() const {
    return coverage({pack, plan, needed, obligations, requests, edges, standings, evidence_counts, as_of});
  }
  CoverageRow row(std::string_view criterion, const Item& item) const {
    for (const CoverageRow& each : run())
      if (each.criterion == criterion && each.item == item) return each;
    ADD_FAILURE() << "no such row";
    return {};
  }
  void ask(std::string id, std::string unit, Item item, Date opens) {
    Request request;
    request.id = std::move(id);
    request.unit = std::move(unit);
    request.items = {std::move(item)};
    request.opens = opens;
    request.period.begin = opens;
    requests.push_back(std::move(request));
  }
};

TEST(CoverageRows, OneForEveryCriterionAndItem) {
  const std::vector<CoverageRow> rows = Coverage{}.run();
  std::vector<std::string> keys;
  for (const CoverageRow& row : rows) keys.push_back(row.criterion + " " + item_text(row.item));
  EXPECT_THAT(keys, ::testing::ElementsAre("2.2 ledger:key_enterprises", "2.2 readings:air",
                                           "2.3 ledger:drills", "2.3 evidence:2.3", "6.1 figure:gdp",
                                           "6.1 figure:water_use", "6.1 evidence:6.1"));
  EXPECT_EQ(rows[4].indicator, 6);
  EXPECT_EQ(rows[4].name, "生产总值");
  EXPECT_EQ(rows[4].name_en, "");  // the pack has none
  EXPECT_EQ(rows[3].name_en, "Criterion 2.3");
}

TEST(CoverageRows, PassThroughEveryGap) {
  Coverage work;
  CoverageRow row = work.row("6.1", kGdp);
  EXPECT_EQ(row.gap, CoverageGap::no_supplier);
  EXPECT_THAT(row.proposal, HasSubstr("建议由市统计局报送"));

  work.obligations = {sample_obligation("市统计局", kGdp, Rhythm::annual)};
  work.obligations[0].needed_by = {"criterion:6.1", "task:6.2"};
  row = work.row("6.1", kGdp);
  EXPECT_EQ(row.gap, CoverageGap::not_asked);
  EXPECT_EQ(row.supplier, "市统计局");
  EXPECT_TRUE(row.is_asked_by_plan);

  work.ask("市统计局|2010", "市统计局", kGdp, Date::of(2011, 1, 1));
  work.ask("市统计局|2009", "市统计局", kGdp, Date::of(2010, 1, 1));
  work.ask("市统计局|2011", "市统计局", kGdp, Date::of(2012, 1, 1));  // not open yet: no gap
  work.standings["市统计局|2009"] = {SubmissionState::accepted, std::nullopt};
  row = work.row("6.1", kGdp);
  EXPECT_EQ(row.gap, CoverageGap::not_answered);
  ASSERT_EQ(row.requests.size(), 3U);
  EXPECT_EQ(row.requests[0].id, "市统计局|2009");
  EXPECT_THAT(row.proposal, HasSubstr("市统计局|2010（未报送）"));

  work.standings["市统计局|2010"] = {SubmissionState::accepted, std::nullopt};
  row = work.row("6.1", kGdp);
  EXPECT_EQ(row.gap, CoverageGap::none);
  EXPECT_EQ(row.proposal, "");
}

TEST(CoverageRows, SpeakEnglishToo) {
  Coverage work;
  work.pack.figures[0].name_en = "Gross domestic product";
  for (UnitEntry& unit : work.plan.units.units)
    if (unit.name == "市统计局") unit.name_en = "Bureau of Statistics";
  CoverageRow row = work.row("6.1", kGdp);
  EXPECT_EQ(row.name_en, "Gross domestic product");
  EXPECT_EQ(row.proposal_en, "Could be supplied by Bureau of Statistics");

  work.obligations = {sample_obligation("市统计局", kGdp, Rhythm::annual)};
  work.obligations[0].needed_by = {"task:6.2"};
  EXPECT_EQ(work.row("6.1", kGdp).proposal_en, "Make the requests");
  for (const char* year : {"2004", "2005", "2006", "2007", "2008", "2009", "2010"})
    work.ask("市统计局|" + std::string(year), "市统计局", kGdp, Date::of(2011, 1, 1));
  work.standings["市统计局|2004"] = {SubmissionState::returned, Date::of(2011, 2, 1)};
  row = work.row("6.1", kGdp);
  EXPECT_THAT(row.proposal_en,
              HasSubstr("Remind: Bureau of Statistics 2004 (returned), Bureau of Statistics 2005 (nothing"));
  EXPECT_THAT(row.proposal_en, HasSubstr(" and 1 more"));

  work.obligations[0].needed_by = {"criterion:6.1"};
  work.obligations[0].state = ObligationState::dropped;
  EXPECT_EQ(work.row("6.1", kGdp).proposal_en,
            "No longer reported; where it is still needed, restore the obligation; no task of the plan asks "
            "for this item");
}

TEST(CoverageRows, DroppedAndWithdrawnCountAsNotAsked) {
  Coverage work;
  work.obligations = {sample_obligation("市统计局", kGdp, Rhythm::annual)};
  work.ask("市统计局|2010", "市统计局", kGdp, Date::of(2011, 1, 1));
  work.requests[0].is_withdrawn = true;
  EXPECT_EQ(work.row("6.1", kGdp).gap, CoverageGap::not_asked);
  work.requests[0].is_withdrawn = false;
  EXPECT_EQ(work.row("6.1", kGdp).gap, CoverageGap::not_answered);
  work.obligations[0].state = ObligationState::dropped;
  EXPECT_EQ(work.row("6.1", kGdp).gap, CoverageGap::not_asked);
  EXPECT_THAT(work.row("6.1", kGdp).proposal, HasSubstr("已停报"));
}

TEST(CoverageRows, SayThatThePlanAsksNobody) {
  Coverage work;
  const Item drills{ItemKind::ledger, "drills"};
  work.obligations = {sample_obligation("市环保局", drills, Rhythm::annual)};
  work.obligations[0].needed_by = {"criterion:2.3"};
  work.obligations[0].reason = "指标包指定的供数单位";
  const CoverageRow row = work.row("2.3", drills);
  EXPECT_FALSE(row.is_asked_by_plan);
  EXPECT_THAT(row.proposal, HasSubstr("任务分解表没有任务要求报送此项"));
  EXPECT_THAT(row.proposal_en, HasSubstr("o task of the plan asks for this item"));
}

TEST(CoverageRows, EvidenceNeedsAFile) {
  Coverage work;
  const Item paper{ItemKind::evidence, "2.3"};
  work.obligations = {sample_obligation("市环保局", paper, Rhythm::annual)};
  work.obligations[0].needed_by = {"task:2.1"};
  work.ask("市环保局|2010", "市环保局", paper, Date::of(2011, 1, 1));
  work.standings["市环保局|2010"] = {SubmissionState::accepted, std::nullopt};
  EXPECT_EQ(work.row("2.3", paper).gap, CoverageGap::no_evidence);
  EXPECT_EQ(work.row("2.3", paper).proposal_en, "Ask 市环保局 for the evidence");  // it has no English name
  work.evidence_counts["2.3"] = 2;
  EXPECT_EQ(work.row("2.3", paper).gap, CoverageGap::none);
  EXPECT_EQ(work.row("2.3", paper).evidence_count, 2);
}

TEST(CoverageRows, ARequestToTheSuccessorCounts) {
  Coverage work;
  work.obligations = {sample_obligation("市统计局", kGdp, Rhythm::annual),
                      sample_obligation("市经信委", kGdp, Rhythm::annual)};
  work.edges = {{UnitChange::renamed, "市统计局", "市调查队", Date::of(2011, 1, 1), "", ""}};
  work.ask("市调查队|2011", "市调查队", kGdp, Date::of(2011, 1, 1));
  std::vector<CoverageRow> rows = work.run();
  rows.erase(
      std::remove_if(rows.begin(), rows.end(), [](const CoverageRow& row) { return row.item != kGdp; }),
      rows.end());
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].requests.size(), 1U);
  EXPECT_EQ(rows[1].gap, CoverageGap::not_asked) << "another unit's request is not this one's";
}

TEST(CoverageRows, EvidenceWithoutLeadsAsksForAUnit) {
  Coverage work;
  work.plan = Plan{};
  EXPECT_THAT(work.row("2.3", {ItemKind::evidence, "2.3"}).proposal, HasSubstr("请创模办指定报送单位"));
  EXPECT_EQ(coverage_gap_name(CoverageGap::no_evidence), "no_evidence");
  EXPECT_EQ(coverage_gap_name_zh(CoverageGap::no_supplier), "无人供数");
}

}  // namespace
}  // namespace chuangmo::workflow
