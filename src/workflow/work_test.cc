#include "workflow/work.h"

#include <gtest/gtest.h>
#include <random>

#include "workflow/journal_test.h"
#include "workflow/submission_states.h"

namespace chuangmo::workflow {
namespace {

Submitted nth(int n) {
  return {"市统计局|2010#" + std::to_string(n), "市统计局|2010", "市统计局", hex('a'), {}, false};
}

std::vector<SubmissionState> states(const Work& work) {
  std::vector<SubmissionState> found;
  for (const Submission& one : work.submissions.at("市统计局|2010")) found.push_back(one.state);
  return found;
}

TEST(Work, a_later_acceptance_supersedes_the_earlier) {
  TestJournal journal;
  journal.add(RequestIssued{statistics_request()});
  journal.add(nth(1), "2011-01-11", "tongji");
  journal.add(Returned{"市统计局|2010#1", {{"", "缺材料"}}}, "2011-01-12", "office");
  journal.add(nth(2), "2011-01-13", "tongji");
  journal.add(Accepted{"市统计局|2010#2", ""}, "2011-01-14", "office");
  journal.add(nth(3), "2011-01-15", "tongji");
  EXPECT_EQ(journal.work.accepted("市统计局|2010")->id, "市统计局|2010#2");
  EXPECT_EQ(journal.work.pending("市统计局|2010")->id, "市统计局|2010#3");
  journal.add(Accepted{"市统计局|2010#3", ""}, "2011-01-16", "chief");
  using S = SubmissionState;
  EXPECT_EQ(states(journal.work), (std::vector<S>{S::returned, S::superseded, S::accepted}));
  EXPECT_EQ(journal.work.accepted("市统计局|2010")->id, "市统计局|2010#3");
  EXPECT_EQ(journal.work.pending("市统计局|2010"), nullptr);
  const Submission& last = *journal.work.submission("市统计局|2010#3");
  EXPECT_EQ(last.submitted_by, "tongji");
  EXPECT_EQ(last.submitted_at, noon("2011-01-15"));
  EXPECT_EQ(last.reviewed_by, "chief");
  EXPECT_EQ(last.reviewed_at, noon("2011-01-16"));
  EXPECT_EQ(journal.work.submission("市统计局|2010#1")->reasons.front().text, "缺材料");
}

TEST(Work, entries_follow_one_another_in_number_and_time) {
  TestJournal journal;
  journal.add(SettingSet{"a", "1"});
  JournalEntry next = journal.entry(SettingSet{"a", "2"}, "office", noon("2011-01-10"));
  for (const std::int64_t wrong : {0, 1, 3}) {
    next.number = wrong;
    EXPECT_EQ(journal.work.apply(next).error().code, "WRK002");
  }
  next.number = 2;
  next.recorded_at.seconds -= 1;
  EXPECT_EQ(journal.work.apply(next).error().code, "WRK002");
  EXPECT_EQ(journal.work.settings.at("a"), "1");
  next.recorded_at.seconds += 1;  // the same moment is allowed
  EXPECT_TRUE(journal.work.apply(next));
}

TEST(Work, what_does_not_fit_changes_nothing) {
  TestJournal journal;
  journal.add(RequestIssued{statistics_request()});
  journal.add(nth(1));
  journal.add(MatterOpened{{.id = "matter-1", .unit = "甲", .title = "乙"}});
  Request other = statistics_request();
  other.id = "市统计局|2011";
  const std::vector<Act> misfits{
      RequestIssued{statistics_request()},
      RequestChanged{other, "x"},
      LateGranted{"市统计局|2011", {}},
      nth(1),
      nth(3),
      Submitted{"市统计局|2011#1", "市统计局|2011", "市统计局", "", {}, false},
      Returned{"市统计局|2010#2", {}},
      Accepted{"市统计局|2010", ""},
      Accepted{"市统计局|2010#0", ""},
      Accepted{"市统计局|2010#01", ""},
      Withdrawn{"市水务局|2010#1", ""},
      EvidenceJudged{hex('a'), EvidenceState::clean, ""},
      MatterOpened{{.id = "matter-1"}},
      MatterMoved{"matter-2", MatterStep::studied, ""},
      MatterMoved{"matter-1", MatterStep::settled, ""},
      CheckpointSigned{99, "", ""},
      NoticePublished{{.id = "notice-2"}},
      NoticeWithdrawn{"notice-1", "x"},
  };
  const std::string before = work_text(journal.work);
  for (const Act& act : misfits) {
    const auto applied = journal.work.apply(journal.entry(act, "office", noon("2011-02-01")));
    ASSERT_FALSE(applied) << act_kind(act) << " " << act_object(act);
    EXPECT_EQ(applied.error().code, "WRK004") << act_kind(act);
    EXPECT_EQ(work_text(journal.work), before);
  }
}

// Brings a submission into each state, then tries each act: what the table allows, the fold does, and no
// more.
TEST(Work, obeys_the_table_of_states) {
  const std::string id = "市统计局|2010#1";
  const std::vector<std::pair<SubmissionState, std::vector<Act>>> ways{
      {SubmissionState::submitted, {}},
      {SubmissionState::returned, {Returned{id, {{"", "x"}}}}},
      {SubmissionState::accepted, {Accepted{id, ""}}},
      {SubmissionState::superseded, {Accepted{id, ""}, nth(2), Accepted{"市统计局|2010#2", ""}}},
      {SubmissionState::withdrawn, {Withdrawn{id, ""}}}};
  const std::vector<std::pair<SubmissionAct, Act>> acts{{SubmissionAct::give_back, Returned{id, {{"", "x"}}}},
                                                        {SubmissionAct::accept, Accepted{id, ""}},
                                                        {SubmissionAct::withdraw, Withdrawn{id, ""}}};
  for (const auto& [state, way] : ways) {
    for (const auto& [act, entry] : acts) {
      TestJournal journal;
      journal.add(RequestIssued{statistics_request()});
      journal.add(nth(1));
      for (const Act& step : way) journal.add(step);
      ASSERT_EQ(journal.work.submission(id)->state, state);
      const auto next = next_state(state, act);
      const auto applied = journal.work.apply(journal.entry(entry, "office", noon("2011-02-01")));
      EXPECT_EQ(applied.has_value(), next.has_value());
      EXPECT_EQ(journal.work.submission(id)->state, next.value_or(state));
    }
  }
}

TEST(Work, an_account_keeps_the_moment_it_was_made) {
  TestJournal journal;
  Account account{"tongji", "李某", "市统计局", {Role::unit_editor}, AccountState::active, {}};
  journal.add(AccountSet{account}, "2011-01-10");
  account.state = AccountState::disabled;
  journal.add(AccountSet{account}, "2011-05-10");
  EXPECT_EQ(journal.work.accounts.at("tongji").created_at, noon("2011-01-10"));
  EXPECT_EQ(journal.work.accounts.at("tongji").state, AccountState::disabled);
}

TEST(Work, one_paper_of_two_units_is_judged_once) {
  TestJournal journal;
  journal.add(
      EvidenceStored{hex('a'), "纪要.pdf", 10, "application/pdf", "市水务局", EvidenceState::quarantined});
  journal.add(EvidenceJudged{hex('a'), EvidenceState::clean, ""});
  journal.add(EvidenceStored{hex('a'), "会议纪要.pdf", 10, "application/pdf", "市环保局",
                             EvidenceState::quarantined});
  const EvidenceFile& file = journal.work.evidence.at(hex('a'));
  EXPECT_EQ(file.state, EvidenceState::clean);
  EXPECT_EQ(file.name, "纪要.pdf");
  EXPECT_EQ(file.unit, "市水务局");
  EXPECT_EQ(file.units, (std::set<std::string>{"市水务局", "市环保局"}));
}

TEST(Work, history_finds_entries_by_object) {
  TestJournal journal;
  journal.add(RequestIssued{statistics_request()});                                                       // 1
  journal.add(nth(1));                                                                                    // 2
  journal.add(Returned{"市统计局|2010#1", {{"", "x"}}});                                                  // 3
  journal.add(EdgeAdded{{UnitChange::renamed, "市环保局", "市生态环境局", day("2019-01-01"), "", "x"}});  // 4
  journal.add(Unknown{"future.kind", "thing:1", "not even JSON"});                                        // 5
  using Numbers = std::vector<std::int64_t>;
  EXPECT_EQ(journal.work.history.at("request:市统计局|2010"), (Numbers{1, 2, 3}));
  EXPECT_EQ(journal.work.history.at("submission:市统计局|2010#1"), (Numbers{2, 3}));
  EXPECT_EQ(journal.work.history.at("unit:市环保局"), (Numbers{4}));
  EXPECT_EQ(journal.work.history.at("unit:市生态环境局"), (Numbers{4}));
  EXPECT_EQ(journal.work.history.at("thing:1"), (Numbers{5}));
  EXPECT_EQ(journal.work.size, 5);
}

TEST(Work, a_withdrawn_notice_stays_without_its_text_and_papers) {
  TestJournal journal;
  journal.add(NoticePublished{{.id = "notice-1", .title = "简报", .text = "正文", .evidence = {hex('a')}}},
              "2011-01-10", "chief");
  const Notice published = *journal.work.notice("notice-1");
  EXPECT_EQ(published.text, "正文");
  EXPECT_EQ(published.published_at, noon("2011-01-10"));
  EXPECT_EQ(published.published_by, "chief");
  EXPECT_EQ(published.entry, 1);
  EXPECT_EQ(published.withdrawn_at, std::nullopt);
  journal.add(NoticeWithdrawn{"notice-1", "有误"}, "2011-01-12");
  const Notice& withdrawn = *journal.work.notice("notice-1");
  EXPECT_EQ(withdrawn.title, "简报");
  EXPECT_EQ(withdrawn.text, "");
  EXPECT_TRUE(withdrawn.evidence.empty());
  EXPECT_EQ(withdrawn.withdrawn_at, noon("2011-01-12"));
  EXPECT_EQ(withdrawn.withdrawn_entry, 2);
  EXPECT_EQ(withdrawn.withdrawn_reason, "有误");
  EXPECT_EQ(journal.work.history.at("notice:notice-1"), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(journal.work.notice("notice-2"), nullptr);
}

TEST(Work, what_is_open_is_what_was_last_decided) {
  TestJournal journal;
  EXPECT_EQ(journal.work.publication.changed_at, std::nullopt);
  journal.add(PublicationSet{{"gdp"}, {"drills"}, "甲"}, "2011-01-10");
  journal.add(PublicationSet{{"population"}, {}, "乙"}, "2011-01-11");
  const Publication& open = journal.work.publication;
  EXPECT_EQ(open.figures, std::vector<std::string>{"population"});
  EXPECT_TRUE(open.ledgers.empty());
  EXPECT_EQ(open.reason, "乙");
  EXPECT_EQ(open.changed_at, noon("2011-01-11"));
  EXPECT_EQ(open.entry, 2);
}

TEST(Work, knows_every_table_that_was_in_force_and_its_document) {
  TestJournal journal;
  journal.add(PlanStored{hex('a'), "annex.docx", 99});
  journal.add(PlanEdited{hex('b'), hex('a'), "annex.docx", 99, "修改", "机构改革"}, "2011-01-11", "office-2");
  EXPECT_EQ(journal.work.plan_digest, hex('b'));
  EXPECT_EQ(journal.work.plan_file, "annex.docx");
  ASSERT_EQ(journal.work.plan_versions.size(), 2U);
  EXPECT_EQ(journal.work.plan_versions[0].imported, hex('a'));
  EXPECT_FALSE(journal.work.plan_versions[0].is_edit);
  EXPECT_EQ(journal.work.plan_versions[1], (PlanVersion{hex('b'), hex('a'), "annex.docx", 99, "修改",
                                                        "机构改革", true, "office-2", noon("2011-01-11")}));
}

TEST(Work, there_is_no_editing_before_there_is_a_table) {
  TestJournal journal;
  EXPECT_FALSE(journal.work.apply(
      journal.entry(PlanEdited{hex('b'), hex('a'), "", 0, "", ""}, "office", noon("2011-01-10"))));
}

TEST(Work, a_matter_takes_its_moments_from_the_entries) {
  TestJournal journal;
  journal.add(MatterOpened{{.id = "matter-1", .unit = "甲", .title = "乙"}}, "2011-01-10", "office");
  journal.add(MatterMoved{"matter-1", MatterStep::studied, "已研究"}, "2011-01-11");
  journal.add(MatterMoved{"matter-1", MatterStep::hard, "跨年工程"}, "2011-01-12");
  journal.add(MatterMoved{"matter-1", MatterStep::answered, "已反馈"}, "2011-01-13");
  const Matter& matter = journal.work.matters.at("matter-1");
  EXPECT_EQ(matter.opened_by, "office");
  EXPECT_EQ(matter.opened_at, noon("2011-01-10"));
  EXPECT_EQ(matter.studied_at, noon("2011-01-11"));
  EXPECT_EQ(matter.answered_at, noon("2011-01-13"));
  EXPECT_EQ(matter.settled_at, std::nullopt);
  EXPECT_TRUE(matter.is_hard);
  EXPECT_EQ(matter.hard_reason, "跨年工程");
  EXPECT_EQ(matter.last_word, "已反馈");
}

// A journal of random acts; those that do not fit are left out.
TestJournal random_journal(unsigned seed, int length) {
  std::mt19937 chance(seed);
  const auto pick = [&](unsigned n) { return chance() % n; };
  TestJournal journal;
  Instant now = noon("2011-01-01");
  for (int i = 0; i < length; ++i) {
    now.seconds += static_cast<std::int64_t>(pick(3)) * 1000;
    Request request = statistics_request();
    request.id = "市统计局|" + std::to_string(2010 + pick(3));
    const std::string submission = request.id + "#" + std::to_string(1 + pick(4));
    const std::string matter = "matter-" + std::to_string(pick(3));
    const std::string digest = hex(static_cast<char>('a' + static_cast<char>(pick(3))));
    const std::vector<Act> acts{
        RequestIssued{request},
        RequestChanged{request, "x"},
        LateGranted{request.id, {day("2011-03-01"), "office", "x"}},
        Submitted{submission, request.id, request.unit, digest, {}, pick(2) == 0},
        Submitted{submission, request.id, request.unit, digest, {}, pick(2) == 0},
        Returned{submission, {{"", "x"}}},
        Accepted{submission, ""},
        Withdrawn{submission, ""},
        AccountSet{{"a" + std::to_string(pick(3)), "甲", "", {Role::office}, AccountState::active, {}}},
        EvidenceStored{digest, "a.pdf", 1, "application/pdf", "单位" + std::to_string(pick(3)), {}},
        EvidenceJudged{digest, EvidenceState::clean, ""},
        MatterOpened{{.id = matter}},
        MatterMoved{matter, static_cast<MatterStep>(pick(4)), "x"},
        EdgeAdded{{UnitChange::merged, "甲", "乙", day("2012-01-01"), "", "x"}},
        StandardsPinned{{"GB 3095-1996"}, "x"},
        SettingSet{"s" + std::to_string(pick(2)), std::to_string(i)},
        ImportDone{i, "figures", "a.csv", digest, "甲", "", ""},
        ReminderSent{"r" + std::to_string(pick(2)), "mail", {std::to_string(i)}, true},
        CheckpointSigned{journal.work.size, hex('0'), "n"},
        ObligationSet{{"甲|figure:gdp",
                       "甲",
                       {ItemKind::figure, "gdp"},
                       Rhythm::annual,
                       {},
                       {},
                       std::to_string(i),
                       {}}},
        PlanStored{digest, "a.docx", i},
        TokenMade{"a1", "t", {}, now},
        NoticePublished{{.id = "notice-" + std::to_string(1 + pick(3)), .title = "甲", .text = "乙"}},
        NoticeWithdrawn{"notice-" + std::to_string(1 + pick(3)), "x"},
        PublicationSet{{std::to_string(i)}, {}, "x"},
        PlanEdited{hex('a'), digest, "a.docx", i, "改", "x"},
        Unknown{"future", "x", "y"}};
    const JournalEntry entry = journal.entry(acts[pick(static_cast<unsigned>(acts.size()))], "w", now);
    if (journal.work.apply(entry)) journal.entries.push_back(entry);
  }
  return journal;
}

TEST(Work, the_state_is_the_fold_of_its_entries) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const TestJournal journal = random_journal(seed, 150);
    ASSERT_GT(journal.entries.size(), 60U);
    const std::string whole = work_text(folded(journal.entries));
    EXPECT_EQ(whole, work_text(journal.work));
    for (const std::size_t cut : {std::size_t{0}, journal.entries.size() / 3, journal.entries.size()}) {
      const auto middle = journal.entries.begin() + static_cast<std::ptrdiff_t>(cut);
      const Work prefix = folded({journal.entries.begin(), middle});
      const std::string text = work_text(prefix);
      EXPECT_EQ(work_text(folded({middle, journal.entries.end()}, prefix)), whole);
      EXPECT_EQ(work_text(prefix), text);  // a copy goes its own way
    }
  }
}

TEST(Work, every_member_stands_in_its_text) {
  const TestJournal journal = random_journal(1, 400);
  const std::string text = work_text(journal.work);
  for (const char* key : {"\"obligations\":{", "\"requests\":{", "\"submissions\":{", "\"accounts\":{",
                          "\"evidence\":{", "\"matters\":{", "\"edges\":[{", "\"pinned\":[", "\"settings\":{",
                          "\"imports\":[{", "\"reminders\":{", "\"checkpoints\":[{", "\"history\":{",
                          "\"plan\":{", "\"notices\":[{", "\"publication\":{"})
    EXPECT_NE(text.find(key), std::string::npos) << key;
}

}  // namespace
}  // namespace chuangmo::workflow
