#include "publish/portal.h"

#include <fmt/format.h>
#include <functional>
#include <gtest/gtest.h>

#include "base/text.h"
#include "publish/markup_test.h"
#include "publish/page_words.h"
#include "publish/sample_page.h"

namespace chuangmo::publish {
namespace {

const std::string kHostile = "\"><script>alert(1)</script>\x01' onload=x &lt; <b>";

struct Sample {
  Pack pack = sample::pack();
  PortalSite site;

  Sample() {
    auto verdicts = std::make_shared<PortalVerdicts>();
    verdicts->evaluation = sample::evaluation();
    verdicts->charts = sample::charts();
    verdicts->monitoring = sample::monitoring();
    verdicts->rules_zh["8.1"] = {"2011年中空气污染指数不超过100的天数占全年的比例 ≥ 85 %", {}, nullptr};
    verdicts->rules_en["8.1"] = {"share of days with an index of at most 100", {}, nullptr};
    site.pack = &pack;
    site.plan = std::make_shared<const Plan>(sample::plan());
    site.verdicts = verdicts;
    site.marks.simulated = true;
    site.marks.title = "朔州市创建山西省环境保护模范城市";
    site.marks.title_en = "Shuozhou model city";
    site.style = "/assets/portal.0123456789.css";
    site.icon = "/assets/icon.0123456789.svg";
    site.notices = {announcement(), bulletin()};
    site.tables = {verdicts_table(verdicts->evaluation, pack), drills()};
  }

  static PortalNotice bulletin() {
    PortalNotice notice;
    notice.id = "notice-1";
    notice.is_bulletin = true;
    notice.title = "环境质量简报（2012年2月）";
    notice.text = "## 环境空气\n\n优良 26 天。\n\n| 项目 | 月均值 |\n| PM10 | 0.09 |\n";
    notice.period = Period::of_month(2012, 2);
    notice.indicators = {8};
    notice.papers = {{std::string(64, 'a'), "监测报告.pdf", "application/pdf", 182'044}};
    notice.published_at = Instant::at(Date::of(2012, 3, 1), 9);
    notice.entry = 17;
    return notice;
  }
  static PortalNotice announcement() {
    PortalNotice notice;
    notice.id = "notice-2";
    notice.title = "任务分解公示";
    notice.published_at = Instant::at(Date::of(2012, 3, 2), 9);
    notice.entry = 20;
    notice.withdrawn_at = Instant::at(Date::of(2012, 3, 3), 10);
    notice.withdrawn_entry = 21;
    notice.withdrawn_reason = "漏列一项任务";
    return notice;
  }
  static OpenTable drills() {
    OpenTable table;
    table.key = "drills";
    table.is_ledger = true;
    table.name = "应急演练";
    table.columns = {{"title", "演练名称", "Drill", ""}, {"participants", "参加人数", "Participants", "人"}};
    table.rows = {{{"a", "120"}, {"水厂演练", "120"}, {"水厂演练", "120"}}};
    table.first_period = table.last_period = "2011-06-05";
    return table;
  }
  const IndicatorVerdict& verdict(int number) const {
    return site.verdicts->evaluation.indicators.at(static_cast<std::size_t>(number - 1));
  }
};

PortalLog log() {
  return {42, std::string(64, 'b'), "chuangmo/shuozhou\n42\nroot=\n", "chuangmo/shuozhou+1a2b3c4d+AQ=="};
}

std::vector<std::string> every_page(const PortalSite& site, Language language) {
  std::vector<std::string> pages{portal_home(site, language),         portal_data(site, language),
                                 portal_notices(site, language),      portal_plan(site, language),
                                 portal_proof(site, log(), language), portal_not_found(site, language)};
  const PortalEntry entry{17,
                          Instant::at(Date::of(2012, 3, 1), 9),
                          "notice.published",
                          "notice:notice-1",
                          std::string(64, 'c'),
                          "简报",
                          "notice-1"};
  pages.push_back(portal_entry(site, entry, log(), language));
  for (const IndicatorVerdict& verdict : site.verdicts->evaluation.indicators)
    pages.push_back(portal_indicator(site, verdict, language));
  for (const PortalNotice& notice : site.notices)
    pages.push_back(portal_notice(site, notice, {site.verdicts->evaluation.indicators.at(7)},
                                  std::string(64, 'd'), language));
  for (const OpenTable& table : site.tables) pages.push_back(portal_table(site, table, language));
  return pages;
}

TEST(Portal, EveryPageIsWellFormedInBothLanguages) {
  const Sample sample;
  for (const Language language : {Language::zh, Language::en}) {
    for (const std::string& page : every_page(sample.site, language)) {
      EXPECT_EQ(StrictMarkup(page).fault(), "");
      EXPECT_NE(page.find(language == Language::zh ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">"),
                std::string::npos);
      EXPECT_EQ(page.find("<script"), std::string::npos);
      EXPECT_EQ(page.find("class=\"zh\""), std::string::npos);
      EXPECT_EQ(page.find("class=\"en\""), std::string::npos);
      EXPECT_NE(page.find("<main id=\"main\""), std::string::npos);
      EXPECT_NE(page.find("href=\"#main\""), std::string::npos);
      EXPECT_NE(page.find(language == Language::zh ? "模拟数据" : "Simulated data"), std::string::npos);
    }
  }
}

TEST(Portal, PagesAreTheSameTwice) {
  const Sample sample;
  EXPECT_EQ(every_page(sample.site, Language::en), every_page(sample.site, Language::en));
}

// A heading of level n + 1 follows only one of level n or deeper.
TEST(Portal, HeadingsStandInOrder) {
  const Sample sample;
  for (const std::string& page : every_page(sample.site, Language::zh)) {
    int level = 0;
    for (std::size_t at = page.find("<h"); at != std::string::npos; at = page.find("<h", at + 1)) {
      const char digit = page[at + 2];
      if (digit < '1' || digit > '6') continue;
      EXPECT_LE(digit - '0', level + 1) << page.substr(at, 80);
      level = digit - '0';
    }
  }
}

TEST(Portal, SaysFirstWhatIsNotMetAndWhoMustAct) {
  const Sample sample;
  const std::string page = portal_home(sample.site, Language::zh);
  const std::size_t red = page.find("未达标：差多少，谁来整改");
  const std::size_t open = page.find("无法判定：还缺什么");
  const std::size_t all = page.find("id=\"indicators\"");
  ASSERT_NE(red, std::string::npos);
  EXPECT_LT(page.find("<h1>"), red);
  EXPECT_LT(red, open);
  EXPECT_LT(open, all);
  EXPECT_NE(page.substr(red, open - red).find("市环保局"), std::string::npos);
  for (int number = 1; number <= 26; ++number)
    EXPECT_NE(page.find(fmt::format("href=\"/indicators/{}\"", number), all), std::string::npos) << number;
}

TEST(Portal, LinksStayInTheirLanguage) {
  const Sample sample;
  for (const std::string& page : every_page(sample.site, Language::en)) {
    const std::string main = page.substr(page.find("<main"));
    EXPECT_EQ(main.find("href=\"/indicators"), std::string::npos);
    EXPECT_EQ(main.find("href=\"/proof"), main.find("href=\"/proof/entries/17.txt"));
  }
  EXPECT_NE(portal_home(sample.site, Language::en).find("href=\"/\" lang=\"zh-CN\""), std::string::npos);
}

TEST(Portal, AWithdrawnNoticeSaysWhyAndNothingElse) {
  const Sample sample;
  PortalNotice notice = Sample::bulletin();
  notice.withdrawn_at = Instant::at(Date::of(2012, 3, 3), 10);
  notice.withdrawn_entry = 21;
  notice.withdrawn_reason = "数据有误";
  const std::string page =
      portal_notice(sample.site, notice, {sample.verdict(8)}, std::string(64, 'd'), Language::zh);
  EXPECT_NE(page.find("数据有误"), std::string::npos);
  EXPECT_NE(page.find("/proof/entries/21"), std::string::npos);
  EXPECT_EQ(page.find("优良 26 天"), std::string::npos);
  EXPECT_EQ(page.find("监测报告.pdf"), std::string::npos);
  EXPECT_EQ(page.find("发布时的结论"), std::string::npos);
}

void poison(std::string& text) {
  text = kHostile + text;
}

void poison(TraceNode& node) {
  for (std::string* text : {&node.text, &node.shown, &node.value, &node.unit, &node.low, &node.high})
    poison(*text);
  for (auto& [key, value] : node.details) poison(value);
  if (node.citation) poison(node.citation->document);
  if (node.origin) poison(node.origin->file);
  for (TraceNode& child : node.children) poison(child);
}

void poison(Evaluation& evaluation) {
  poison(evaluation.programme);
  for (IndicatorVerdict& indicator : evaluation.indicators) {
    poison(indicator.name);
    poison(indicator.sentence);
    for (CriterionVerdict& criterion : indicator.criteria) {
      for (std::string* text :
           {&criterion.id, &criterion.name, &criterion.rule, &criterion.value, &criterion.limit,
            &criterion.unit, &criterion.best, &criterion.worst, &criterion.would_decide,
            &criterion.reachable.text, &criterion.reachable.room, &criterion.reachable.room_unit})
        poison(*text);
      for (std::string& edition : criterion.editions) poison(edition);
      for (MissingItem& item : criterion.missing) {
        for (std::string* text : {&item.what, &item.name, &item.period, &item.supplier, &item.reason})
          poison(*text);
      }
      poison(criterion.trace);
    }
  }
}

void poison(Plan& plan) {
  poison(plan.title);
  for (std::string* text :
       {&plan.headings.number, &plan.headings.task, &plan.headings.lead, &plan.headings.due})
    poison(*text);
  for (PlanIndicator& indicator : plan.indicators) {
    poison(indicator.requirement);
    poison(indicator.original);
    for (Task& task : indicator.tasks) {
      for (std::string* text :
           {&task.label, &task.text, &task.lead_cell, &task.cooperating_cell, &task.due_cell})
        poison(*text);
      for (Duty& duty : task.lead) poison(duty.name);
      for (Duty& duty : task.cooperating) poison(duty.name);
    }
  }
}

void poison(Chart& chart) {
  for (std::string* text : {&chart.title, &chart.title_en, &chart.unit, &chart.limit}) poison(*text);
  for (ChartSeries& series : chart.series) {
    poison(series.name);
    for (ChartPoint& point : series.points) {
      poison(point.label);
      poison(point.note);
    }
  }
  for (ChartLevel& level : chart.levels) {
    poison(level.name);
    poison(level.colour);
  }
  for (ChartDay& day : chart.days) poison(day.cause);
}

TEST(Portal, WhatPeopleWroteStaysText) {
  Sample sample;
  auto verdicts = std::make_shared<PortalVerdicts>(*sample.site.verdicts);
  poison(verdicts->evaluation);
  for (Chart& chart : verdicts->charts) poison(chart);
  for (auto* rules : {&verdicts->rules_zh, &verdicts->rules_en}) poison(rules->at("8.1").sentence);
  for (AirMonitoring& air : verdicts->monitoring.air) {
    poison(air.name);
    for (PollutantPanel& panel : air.pollutants) {
      poison(panel.name);
      for (StationYears& station : panel.stations) poison(station.name);
    }
  }
  for (WaterMonitoring& water : verdicts->monitoring.water) {
    poison(water.name);
    for (ClassTable& table : water.years) {
      for (ClassRow& row : table.rows) {
        poison(row.name);
        for (ClassCell& cell : row.cells) poison(cell.cause);
      }
    }
  }
  sample.site.verdicts = verdicts;
  Plan plan = *sample.site.plan;
  poison(plan);
  sample.site.plan = std::make_shared<const Plan>(plan);
  poison(sample.site.marks.title);
  poison(sample.site.marks.title_en);
  for (PortalNotice& notice : sample.site.notices) {
    for (std::string* text : {&notice.title, &notice.text, &notice.withdrawn_reason}) poison(*text);
    for (PortalPaper& paper : notice.papers) poison(paper.name);
  }
  for (OpenTable& table : sample.site.tables) {
    for (std::string* text : {&table.name, &table.name_en, &table.unit, &table.source, &table.definition})
      poison(*text);
    for (OpenColumn& column : table.columns) poison(column.name);
    for (OpenRow& row : table.rows) {
      for (std::string& cell : row.zh) poison(cell);
      for (std::string& cell : row.en) poison(cell);
    }
  }
  for (const Language language : {Language::zh, Language::en}) {
    for (const std::string& page : every_page(sample.site, language)) {
      EXPECT_EQ(StrictMarkup(page).fault(), "");
      EXPECT_EQ(page.find("<script"), std::string::npos);
      EXPECT_EQ(page.find('\x01'), std::string::npos);
      EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
    }
  }
}

TEST(Portal, ThePlanHasItsMergedCells) {
  const Sample sample;
  const std::string page = portal_plan(sample.site, Language::zh);
  const PlanIndicator& first = sample.site.plan->indicators.front();
  EXPECT_NE(page.find(fmt::format("<th scope=\"rowgroup\" rowspan=\"{}\">", first.tasks.size())),
            std::string::npos);
  std::size_t rows = 0;
  for (std::size_t at = page.find("<tr>"); at != std::string::npos; at = page.find("<tr>", at + 1)) ++rows;
  EXPECT_EQ(rows, sample.site.plan->task_count() + 1);
}

TEST(Portal, ClosedRecordsAreHiddenAndOpenOnesAreNot) {
  TraceNode record;
  record.op = "record";
  record.text = "某厂 | 2011-03-05";
  record.value = "true";
  record.details = {{"ledger", "violation_cases"}, {"field:party", "某厂"}};
  record.origin = Origin{"案件.xlsx", "", "", 3, "A", ""};
  record.children.emplace_back().text = "某厂";
  TraceNode count;
  count.op = "count";
  count.children = {record};
  TraceNode open = count;
  hide_closed_records(open, {"violation_cases"});
  EXPECT_EQ(open.children.front().text, record.text);
  hide_closed_records(count, {"drills"});
  const TraceNode& hidden = count.children.front();
  EXPECT_EQ(hidden.value, "true");
  EXPECT_EQ(hidden.text.find("某厂"), std::string::npos);
  EXPECT_TRUE(hidden.details.empty());
  EXPECT_TRUE(hidden.children.empty());
  EXPECT_FALSE(hidden.origin.has_value());
}

TEST(OneLanguage, TakesTheOtherOut) {
  const std::string markup = "<p>" + both("达标 <1>", "met <1>") + both("一样", "一样") + "</p><svg><text>" +
                             both_svg("限值", "limit") + "</text></svg>" + chinese("神头");
  EXPECT_EQ(one_language(markup, Language::zh),
            "<p>达标 &lt;1&gt;一样</p><svg><text>限值</text></svg><span lang=\"zh-CN\">神头</span>");
  EXPECT_EQ(one_language(markup, Language::en),
            "<p>met &lt;1&gt;一样</p><svg><text>limit</text></svg><span lang=\"zh-CN\">神头</span>");
}

}  // namespace
}  // namespace chuangmo::publish
