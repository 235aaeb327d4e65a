#include "workflow/acts.h"

#include <gtest/gtest.h>
#include <set>

#include "workflow/journal_test.h"

namespace chuangmo::workflow {
namespace {

JournalEntry entry_of(const ProposedEntry& written) {
  return {7, noon("2011-01-10"), "office", written.kind, written.object, written.body, ""};
}

// One of every kind, no member at its default.
std::vector<Act> one_of_each() {
  Request request = statistics_request();
  request.exceptions = {{day("2011-03-01"), "office", "机构调整"}};
  request.is_withdrawn = true;
  Obligation obligation{"市统计局|figure:gdp",
                        "市统计局",
                        {ItemKind::figure, "gdp"},
                        Rhythm::quarterly,
                        {day("2011-01-20"), 3, 5},
                        {"criterion:4.1"},
                        "统计部门",
                        ObligationState::confirmed};
  Matter matter;
  matter.id = "matter-1";
  matter.unit = "市水务局";
  matter.title = "污水管网";
  matter.about = "task:10.7";
  matter.is_hard = true;
  matter.hard_reason = "跨年工程";
  const std::string submission = "市统计局|2010#1";
  return {
      PlanStored{hex('a'), "annex.docx", 99},
      ObligationSet{obligation},
      RequestIssued{request},
      RequestChanged{request, "误发"},
      LateGranted{"市统计局|2010", {day("2011-03-01"), "office", "年鉴未出"}},
      Submitted{submission,
                "市统计局|2010",
                "市统计局",
                hex('b'),
                {{"WRK110", "figure:gdp", CheckSeverity::warning, "相差 10 倍", "核对"}},
                true},
      Returned{submission, {{"figure:gdp", "单位应为万元"}}},
      Accepted{submission, "已核对年鉴"},
      Withdrawn{submission, "填错"},
      AccountSet{{"tongji-1",
                  "李某",
                  "市统计局",
                  {Role::unit_editor, Role::unit_reviewer},
                  AccountState::disabled,
                  {}}},
      EvidenceStored{hex('c'), "年鉴.pdf", 1'048'576, "application/pdf", "市统计局", EvidenceState::clean},
      EvidenceJudged{hex('c'), EvidenceState::refused, "含宏"},
      MatterOpened{matter},
      MatterMoved{"matter-1", MatterStep::settled, "已完工"},
      EdgeAdded{{UnitChange::split, "市环保局", "市生态环境局", day("2019-01-01"), "ledger:eia",
                 "晋编〔2019〕1号"}},
      StandardsPinned{{"GB 3095-1996"}, "同口径"},
      SettingSet{"reminder.digest_hour", "9"},
      ImportDone{3, "figures", "gdp.csv", hex('d'), "市统计局", "更正", hex('e')},
      ReminderSent{"tongji-1", "mail", {"red:市统计局|2010"}, false},
      CheckpointSigned{6, hex('f'), "chuangmo\n6\n"},
      PasswordChanged{"tongji-1", "reset"},
      SessionsRevoked{"tongji-1", "security"},
      TokenMade{"tongji-1", "tok-1", {"edit_draft"}, noon("2012-01-01")},
      TokenRevoked{"tongji-1", "tok-1", "离职"},
      NoticePublished{{.id = "notice-1",
                       .kind = NoticeKind::announcement,
                       .title = "任务分解公示",
                       .text = "## 任务\n\n全文\n",
                       .period = Period::of_year(2011),
                       .indicators = {4, 8},
                       .figures = {"gdp"},
                       .evidence = {hex('c')}}},
      NoticeWithdrawn{"notice-1", "数据有误"},
      PublicationSet{{"gdp"}, {"drills"}, "主任办公会议定"},
      PlanEdited{hex('b'), hex('a'), "annex.docx", 99, "修改 任务 1.1 责任单位：甲 → 乙", "机构改革"},
      Unknown{"future.kind", "thing:1", "{\"x\":1}"}};
}

TEST(Acts, every_kind_comes_back_from_its_entry) {
  const std::vector<Act> acts = one_of_each();
  ASSERT_EQ(acts.size(), std::variant_size_v<Act>);
  std::set<std::string> kinds;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    EXPECT_EQ(acts[i].index(), i);
    const ProposedEntry written = write_act(acts[i]);
    EXPECT_TRUE(kinds.insert(written.kind).second) << written.kind;
    const auto read = read_act(entry_of(written));
    ASSERT_TRUE(read) << read.error().text;
    EXPECT_EQ(*read, acts[i]) << written.body;
    EXPECT_EQ(write_act(*read), written);
  }
}

TEST(Acts, bodies_are_canonical) {
  EXPECT_EQ(write_act(Accepted{"市统计局|2010#1", "好"}),
            (ProposedEntry{"submission.accepted", "submission:市统计局|2010#1",
                           R"({"note":"好","submission":"市统计局|2010#1"})"}));
  EXPECT_EQ(write_act(LateGranted{"市统计局|2010", {day("2011-03-01"), "office", "x"}}).body,
            R"({"exception":{"reason":"x","until":"2011-03-01","who":"office"},"request":"市统计局|2010"})");
  EXPECT_EQ(
      write_act(AccountSet{{"a1", "甲", "", {Role::office}, AccountState::active, noon("2011-01-01")}}).body,
      R"({"account":{"id":"a1","name":"甲","roles":["office"],"state":"active","unit":""}})");
  const auto due = [](DueRule rule) {
    return write_act(
               ObligationSet{
                   {"甲|figure:gdp", "甲", {ItemKind::figure, "gdp"}, Rhythm::annual, rule, {}, "", {}}})
        .body;
  };
  EXPECT_NE(due({std::nullopt, 15, 0}).find(R"("due":{"days":15,"fixed":null,"working_days":0})"),
            std::string::npos);
  EXPECT_NE(due({std::nullopt, 15, 0}).find(R"("item":"figure:gdp")"), std::string::npos);
}

TEST(Acts, bytes_that_are_no_text_do_not_break_the_body) {
  const ProposedEntry written = write_act(SettingSet{"a", "\xff"});
  EXPECT_EQ(written.body, "{\"name\":\"a\",\"value\":\"\uFFFD\"}");
}

struct BadBody {
  const char* kind;
  const char* object;
  const char* body;
  const char* says;
};

TEST(Acts, malformed_bodies_are_told_with_their_place) {
  const std::vector<BadBody> bad{
      {"submission.accepted", "submission:a#1", "", "JSON"},
      {"submission.accepted", "submission:a#1", "[]", "对象"},
      {"submission.accepted", "submission:a#1", R"({"note":"","submission":"a#1"} x)", "JSON"},
      {"submission.accepted", "submission:a#1", R"({"submission":"a#1"})", "note"},
      {"submission.accepted", "submission:a#1", R"({"note":"","submission":"a#1","who":""})", "/who"},
      {"submission.accepted", "submission:a#1", R"({"note":"","note":"","submission":"a#1"})", "重复"},
      {"submission.accepted", "submission:a#1", R"({"note":1,"submission":"a#1"})", "/note"},
      {"submission.accepted", "submission:a#2", R"({"note":"","submission":"a#1"})", "submission:a#1"},
      {"evidence.judged", "evidence:x", R"({"digest":"x","state":"good","why":""})", "/state"},
      {"plan.stored", "plan", R"({"digest":"","file":"","tasks":1.5})", "/tasks"},
      {"plan.stored", "plan", R"({"digest":"","file":"","tasks":99999999999})", "/tasks"},
      {"plan.stored", "plan", R"({"digest":"","file":"","tasks":18446744073709551615})", "/tasks"},
      {"request.late_granted", "request:r",
       R"({"exception":{"reason":"","until":"2011-02-30","who":""},"request":"r"})", "/exception/until"},
      {"submission.returned", "submission:a#1",
       R"({"reasons":[{"place":"","text":""},3],"submission":"a#1"})", "/reasons/1"},
      {"account.set", "account:a",
       R"({"account":{"id":"a","name":"","roles":["office","office"],"state":"active","unit":""}})",
       "/account/roles"},
  };
  for (const BadBody& one : bad) {
    const auto read = read_act({7, {}, "", one.kind, one.object, one.body, ""});
    ASSERT_FALSE(read) << one.body;
    EXPECT_EQ(read.error().code, "WRK003");
    EXPECT_NE(read.error().text.find(one.says), std::string::npos) << read.error().text;
    EXPECT_NE(read.error().text.find("第 7 条"), std::string::npos);
  }
}

TEST(Acts, a_body_nested_without_end_is_refused) {
  std::string body = R"({"note":)";
  for (int i = 0; i < 100'000; ++i) body += '[';
  EXPECT_FALSE(read_act({1, {}, "", "submission.accepted", "submission:a#1", body, ""}));
}

TEST(Acts, the_store_may_name_the_object_of_an_import_as_it_likes) {
  const auto read = read_act(
      {1,
       {},
       "",
       "import",
       "figures",
       R"({"digest":"d","facts":"f","import":1,"kind":"figures","name":"a.csv","reason":"","who":"甲"})",
       ""});
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(std::get<ImportDone>(*read).import, 1);
}

}  // namespace
}  // namespace chuangmo::workflow
