#include "app/workbook_desk.h"

#include <gtest/gtest.h>

#include "app/sample_office_test.h"
#include "app/workbook_sample_test.h"
#include "ooxml/xlsx.h"
#include "workflow/submission_content.h"

namespace chuangmo::app {
namespace {

class WorkbookDesk : public testing::Test {
 protected:
  workflow::Request request(const char* id) { return must(office->latest_work())->requests.at(id); }
  BookModel made(const char* id) {
    return BookModel::of(must(make_workbook(*office, *must(office->latest_work()), request(id), true)));
  }
  std::unique_ptr<WorkbookLook> look(const char* id, const std::string& bytes,
                                     OnConflict choice = OnConflict::keep_current) {
    return must(
        look_at_workbook(*office, *must(office->latest_work()), request(id), bytes, "交回.xlsx", choice));
  }
  void draft_is(const char* id, const workflow::SubmissionContent& content) {
    must(put_draft(*office, id, must(draft(*office, id)).tag, content));
  }
  SampleOffice office;
};

std::size_t count(const WorkbookLook& look, CellState state) {
  const auto found = look.comparison.counts.find(state);
  return found == look.comparison.counts.end() ? 0 : found->second;
}
bool tells(const WorkbookLook& look, const std::string& code) {
  return std::any_of(look.diagnostics.begin(), look.diagnostics.end(),
                     [&](const Diagnostic& each) { return each.code == code; });
}

TEST_F(WorkbookDesk, ComesBackAsItWent) {
  draft_is(kStatistics2010, statistics_content("669.31亿元"));
  const auto seen = look(kStatistics2010, made(kStatistics2010).bytes());
  EXPECT_EQ(seen->seal, WorkbookSeal::good);
  EXPECT_EQ(count(*seen, CellState::changed), 0U);
  EXPECT_EQ(count(*seen, CellState::not_understood), 0U);
  EXPECT_EQ(seen->comparison.next, seen->present.content);
  EXPECT_TRUE(seen->diagnostics.empty()) << render(seen->diagnostics.front());
}

TEST_F(WorkbookDesk, TheSameRequestGivesTheSameBytes) {
  const auto work = must(office->latest_work());
  EXPECT_EQ(must(make_workbook(*office, *work, request(kProtection2010), true)),
            must(make_workbook(*office, *work, request(kProtection2010), true)));
}

TEST_F(WorkbookDesk, NumbersAsClerksWriteThem) {
  BookModel book = made(kStatistics2010);
  book.put("cm:at:figure:gdp", "value", "约６６９．３１亿元");
  book.put("cm:at:figure:gdp", "note", "快报数");
  book.put("cm:at:figure:per_capita_disposable_income", "value", "1.5万");
  const auto seen = look(kStatistics2010, book.bytes());
  EXPECT_EQ(count(*seen, CellState::changed), 3U);
  EXPECT_TRUE(tells(*seen, "WBK014"));
  const Draft next = must(apply_workbook(*office, *seen, seen->looked));
  const auto content = workflow::read_content(next.text).content;
  ASSERT_EQ(content.figures.size(), 2U);
  EXPECT_EQ(content.figures[0].as_given, "约６６９．３１亿元");
  EXPECT_EQ(content.figures[0].note, "快报数");
  EXPECT_EQ(content.figures[1].as_given, "1.5万");
}

TEST_F(WorkbookDesk, IsTakenBackAsAWhole) {
  draft_is(kStatistics2010, statistics_content("1亿元"));
  const std::string before = must(draft(*office, kStatistics2010)).text;
  BookModel book = made(kStatistics2010);
  book.put("cm:at:figure:gdp", "value", "2亿元");
  const auto seen = look(kStatistics2010, book.bytes());
  EXPECT_EQ(code_of(apply_workbook(*office, *seen, "another")), "WBK020");
  must(apply_workbook(*office, *seen, seen->looked));
  EXPECT_NE(must(draft(*office, kStatistics2010)).text, before);
  EXPECT_EQ(must(undo_workbook(*office, kStatistics2010)).text, before);
  EXPECT_EQ(code_of(undo_workbook(*office, kStatistics2010)), "WBK021");
  must(apply_workbook(*office, *seen, seen->looked));
  draft_is(kStatistics2010, statistics_content("3亿元"));
  EXPECT_EQ(code_of(undo_workbook(*office, kStatistics2010)), "WBK021");
  EXPECT_EQ(code_of(apply_workbook(*office, *seen, seen->looked)), "WBK020");
}

TEST_F(WorkbookDesk, WhatBothChangedIsAsked) {
  draft_is(kStatistics2010, statistics_content("1亿元"));
  BookModel book = made(kStatistics2010);
  book.put("cm:at:figure:gdp", "value", "2亿元");
  draft_is(kStatistics2010, statistics_content("3亿元"));
  const auto kept = look(kStatistics2010, book.bytes());
  EXPECT_EQ(count(*kept, CellState::conflict), 1U);
  EXPECT_EQ(kept->comparison.next.figures[0].as_given, "3亿元");
  const auto taken = look(kStatistics2010, book.bytes(), OnConflict::take_workbook);
  EXPECT_EQ(taken->comparison.next.figures[0].as_given, "2亿元");
  EXPECT_NE(kept->looked, taken->looked);
}

TEST_F(WorkbookDesk, LedgersThreeWays) {
  draft_is(kProtection2010, drills_content({"甲演练", "乙演练"}));
  BookModel book = made(kProtection2010);
  book.put("cm:row:0", "participants", "150人");
  book.add_row("cm:ledger:drills",
               {{"title", "丙演练"}, {"held_on", "二〇一〇年七月一日"}, {"participants", "３０"}});
  auto meanwhile = drills_content({"甲演练", "乙演练", "丁演练"});
  draft_is(kProtection2010, meanwhile);
  const auto seen = look(kProtection2010, book.bytes());
  std::vector<std::string> titles;
  for (const auto& record : seen->comparison.next.records) titles.push_back(record.fields.at("title"));
  EXPECT_EQ(titles, (std::vector<std::string>{"甲演练", "乙演练", "丙演练", "丁演练"}));
  EXPECT_EQ(seen->comparison.next.records[0].fields.at("participants"), "150人");
  EXPECT_EQ(seen->comparison.next.records[2].fields.at("held_on"), "2010-07-01");
  EXPECT_EQ(count(*seen, CellState::conflict), 0U);
}

TEST_F(WorkbookDesk, OfOthersOrForgedIsRefusedOrNotBelieved) {
  const auto work = must(office->latest_work());
  const std::string others = made(kProtection2010).bytes();
  EXPECT_EQ(code_of(look_at_workbook(*office, *work, request(kStatistics2010), others, "a.xlsx",
                                     OnConflict::keep_current)),
            "WBK004");
  BookModel book = made(kStatistics2010);
  book.forge("|{", "| {");
  book.put("cm:at:figure:gdp", "value", "2亿元");
  const auto seen = look(kStatistics2010, book.bytes());
  EXPECT_EQ(seen->seal, WorkbookSeal::broken);
  EXPECT_TRUE(tells(*seen, "WBK002"));
  EXPECT_EQ(count(*seen, CellState::changed), 1U);
  BookModel bare = made(kStatistics2010);
  bare.remove_sheet("cm:seal");
  EXPECT_TRUE(tells(*look(kStatistics2010, bare.bytes()), "WBK003"));
  EXPECT_EQ(code_of(look_at_workbook(*office, *work, request(kStatistics2010), "a,b\n", "a.csv",
                                     OnConflict::keep_current)),
            "OFF001");
}

TEST_F(WorkbookDesk, WrongCellsComeBackRedWithAComment) {
  BookModel book = made(kStatistics2010);
  book.put("cm:at:figure:gdp", "value", "许多");
  const auto seen = look(kStatistics2010, book.bytes());
  EXPECT_EQ(count(*seen, CellState::not_understood), 1U);
  const auto again = BookModel::of(must(marked_workbook(*seen)));
  EXPECT_NE(again.note("cm:at:figure:gdp", "value").find("【创模】“"), std::string::npos);
  EXPECT_EQ(again.text("cm:at:figure:gdp", "value"), "许多");
  // Marked once more, it says the same once; corrected, it says that it is.
  const auto twice = look(kStatistics2010, must(marked_workbook(*seen)));
  const auto marked_twice = BookModel::of(must(marked_workbook(*twice)));
  EXPECT_EQ(marked_twice.note("cm:at:figure:gdp", "value"), again.note("cm:at:figure:gdp", "value"));
}

TEST_F(WorkbookDesk, NoTextBecomesAFormula) {
  auto content = statistics_content("=1+1");
  content.figures[0].note = "=cmd|' /C calc'!A0";
  content.figures[1].note = "@SUM(A1)";
  draft_is(kStatistics2010, content);
  const std::string bytes = made(kStatistics2010).original;
  auto archive = must(ooxml::ZipArchive::open(bytes));
  for (const ooxml::ZipEntry& entry : archive.entries()) {
    if (entry.name.find("worksheets/sheet") == std::string::npos) continue;
    EXPECT_EQ(must(archive.read(entry.name)).find("<f>"), std::string::npos) << entry.name;
  }
  const auto seen = look(kStatistics2010, made(kStatistics2010).bytes());
  EXPECT_EQ(count(*seen, CellState::changed), 0U);
}

}  // namespace
}  // namespace chuangmo::app
