#include "workflow/decisions.h"

#include <gtest/gtest.h>

#include "workflow/journal_test.h"

namespace chuangmo::workflow {
namespace {

const char* const kRequest = "市统计局|2010";
const char* const kFirst = "市统计局|2010#1";

class Decisions : public testing::Test {
 protected:
  void SetUp() override {
    journal.add(RequestIssued{statistics_request()}, "2010-12-01");
    journal.add(EvidenceStored{hex('a'), "年鉴.pdf", 9, "application/pdf", "市统计局", EvidenceState::clean},
                "2010-12-01");
    content.figures = {{"gdp", "", Period::of_year(2010), "12", ""}};
    content.evidence = {{hex('a'), "年鉴.pdf", "4.1"}};
  }

  Moment at(const char* day) const { return {journal.work, actor, noon(day)}; }
  Result<Acts> submitted(const char* day = "2011-01-10") const {
    return submit(at(day), kRequest, content, findings);
  }
  static std::string code(const Result<Acts>& acts) {
    if (acts) return "";
    EXPECT_FALSE(acts.error().text.empty());
    return acts.error().code;
  }

  TestJournal journal;
  Account actor{"tongji-1", "李某", "市统计局", {Role::unit_reviewer}, AccountState::active, {}};
  SubmissionContent content;
  std::vector<CheckFinding> findings;
};

TEST_F(Decisions, a_submission_gets_the_next_number_and_the_digest_of_its_content) {
  findings = {{"WRK110", "figure:gdp", CheckSeverity::warning, "x", ""}};
  const auto acts = submitted();
  ASSERT_TRUE(acts) << acts.error().text;
  EXPECT_EQ(acts->front(),
            Act(Submitted{kFirst, kRequest, "市统计局", content_digest(content), findings, false}));
  journal.add(acts);
  journal.add(withdraw(at("2011-01-10"), kFirst, ""));
  const auto again = submitted();
  ASSERT_TRUE(again);
  EXPECT_EQ(std::get<Submitted>(again->front()).submission, "市统计局|2010#2");
}

TEST_F(Decisions, the_window_opens_and_closes) {
  EXPECT_EQ(code(submitted("2010-12-31")), "WRK062");
  EXPECT_EQ(code(submitted("2011-01-01")), "");
  EXPECT_EQ(code(submitted("2011-02-15")), "");
  EXPECT_EQ(code(submitted("2011-02-16")), "WRK063");
  const auto is_late = [&](const char* day) { return std::get<Submitted>(submitted(day)->front()).is_late; };
  EXPECT_FALSE(is_late("2011-01-31"));
  EXPECT_TRUE(is_late("2011-02-01"));
  journal.add(grant_late(at("2011-02-16"), kRequest, day("2011-03-01"), "年鉴未出"));
  EXPECT_TRUE(is_late("2011-03-01"));
  EXPECT_EQ(code(submitted("2011-03-02")), "WRK063");
  EXPECT_NE(submitted("2011-03-02").error().text.find("2011-03-01"), std::string::npos);
}

TEST_F(Decisions, what_stops_a_submission) {
  EXPECT_EQ(code(submit(at("2011-01-10"), "市统计局|2011", content, {})), "WRK060");
  EXPECT_EQ(code(submit(at("2011-01-10"), kRequest, {}, {})), "WRK065");
  content.records = {{"meetings", {}}};
  content.reports = {{"9.9", "x"}};
  EXPECT_EQ(code(submitted()), "WRK068");
  EXPECT_NE(submitted().error().text.find("ledger:meetings、report:9.9"), std::string::npos);
  content.records.clear();
  content.reports.clear();
  content.evidence[0].criterion = "4.2";
  EXPECT_EQ(code(submitted()), "WRK068");
  content.evidence[0].criterion = "";  // of no criterion in particular
  EXPECT_EQ(code(submitted()), "");
  content.figures = {{"satisfaction", "good", Period::of_year(2010), "12", ""}};  // a survey's answers
  EXPECT_EQ(code(submitted()), "");

  Request withdrawn = statistics_request();
  withdrawn.is_withdrawn = true;
  journal.add(change_request(at("2011-01-10"), withdrawn, "误发"));
  EXPECT_EQ(code(submitted()), "WRK061");
}

TEST_F(Decisions, one_that_waits_must_go_first) {
  journal.add(submitted());
  EXPECT_EQ(code(submitted()), "WRK064");
  journal.add(give_back(at("2011-01-11"), kFirst, {{"figure:gdp", "单位"}}));
  EXPECT_EQ(code(submitted()), "");
}

TEST_F(Decisions, blockers_stop_and_errors_want_a_reason) {
  findings = {{"WRK110", "figure:gdp", CheckSeverity::warning, "x", ""},
              {"C014", "figure:gdp", CheckSeverity::error, "超过", ""}};
  EXPECT_EQ(code(submitted()), "WRK067");
  EXPECT_NE(submitted().error().text.find("C014@figure:gdp"), std::string::npos);
  content.reasons["C014@figure:gdp"] = "  ";
  EXPECT_EQ(code(submitted()), "WRK067");
  content.reasons["C014@figure:gdp"] = "普查修订";
  EXPECT_EQ(code(submitted()), "");
  findings.push_back({"WRK104", "figure:gdp", CheckSeverity::blocker, "不是数字", "只填数字"});
  content.reasons["WRK104@figure:gdp"] = "就是这样";
  EXPECT_EQ(code(submitted()), "WRK066");
}

TEST_F(Decisions, papers_must_be_there_and_ones_own) {
  content.evidence[0].digest = hex('b');
  EXPECT_EQ(code(submitted()), "WRK069");
  journal.add(EvidenceStored{hex('b'), "b.pdf", 9, "", "市水务局", EvidenceState::quarantined}, "2011-01-02");
  EXPECT_EQ(code(submitted()), "WRK069");
  journal.add(EvidenceStored{hex('b'), "b.pdf", 9, "", "市统计局", EvidenceState::quarantined}, "2011-01-02");
  EXPECT_EQ(code(submitted()), "");  // its check may still be under way
  journal.add(judge_evidence(at("2011-01-03"), hex('b'), EvidenceState::refused, "含宏"));
  EXPECT_EQ(code(submitted()), "WRK069");
}

TEST_F(Decisions, papers_of_the_unit_it_was_before) {
  content.evidence[0].digest = hex('b');
  journal.add(EvidenceStored{hex('b'), "b.pdf", 9, "", "市统计处", EvidenceState::clean}, "2011-01-02");
  EXPECT_EQ(code(submitted()), "WRK069");
  journal.add(add_edge(at("2011-01-03"),
                       {UnitChange::renamed, "市统计处", "市统计局", day("2011-01-04"), "", "文号"}));
  EXPECT_EQ(code(submitted()), "");
}

// Every act upon a submission in every state.
TEST_F(Decisions, states_allow_what_the_table_says) {
  using Step = std::function<Result<Acts>(const Moment&, const std::string&)>;
  const Step give = [](const Moment& m, const std::string& id) { return give_back(m, id, {{"", "x"}}); };
  const Step take = [this](const Moment& m, const std::string& id) { return accept(m, id, content, ""); };
  const Step pull = [](const Moment& m, const std::string& id) { return withdraw(m, id, ""); };
  const auto now = [this] { return at("2011-01-12"); };
  const auto expect_all = [&](const std::string& allowed) {
    for (const auto& [name, step] :
         std::vector<std::pair<std::string, Step>>{{"g", give}, {"t", take}, {"p", pull}}) {
      const bool is_allowed = allowed.find(name) != std::string::npos;
      EXPECT_EQ(code(step(now(), kFirst)), is_allowed ? "" : "WRK071") << allowed << " " << name;
    }
  };
  EXPECT_EQ(code(give(now(), kFirst)), "WRK070");
  journal.add(submitted());
  expect_all("gtp");
  const TestJournal waiting = journal;
  journal.add(give(now(), kFirst), "2011-01-12");
  expect_all("");
  journal = waiting;
  journal.add(pull(now(), kFirst), "2011-01-12");
  expect_all("");
  journal = waiting;
  journal.add(take(now(), kFirst), "2011-01-12");
  expect_all("");  // accepted
  journal.add(submit(now(), kRequest, content, {}), "2011-01-12");
  journal.add(take(now(), "市统计局|2010#2"), "2011-01-12");
  ASSERT_EQ(journal.work.submission(kFirst)->state, SubmissionState::superseded);
  expect_all("");
}

TEST_F(Decisions, a_return_says_why) {
  journal.add(submitted());
  EXPECT_EQ(code(give_back(at("2011-01-11"), kFirst, {})), "WRK072");
  EXPECT_EQ(code(give_back(at("2011-01-11"), kFirst, {{"figure:gdp", "单位"}, {"", " "}})), "WRK072");
}

TEST_F(Decisions, acceptance_wants_the_same_content_and_clean_papers) {
  journal.add(EvidenceStored{hex('b'), "b.pdf", 9, "", "市统计局", EvidenceState::quarantined}, "2011-01-02");
  content.evidence.push_back({hex('b'), "b.pdf", "4.1"});
  journal.add(submitted());
  EXPECT_EQ(code(accept(at("2011-01-11"), kFirst, content, "")), "WRK074");
  SubmissionContent other = content;
  other.figures[0].as_given = "13";
  EXPECT_EQ(code(accept(at("2011-01-11"), kFirst, other, "")), "WRK073");
  const TestJournal waiting = journal;
  journal.add(judge_evidence(at("2011-01-11"), hex('b'), EvidenceState::refused, "含宏"), "2011-01-11");
  EXPECT_EQ(code(accept(at("2011-01-11"), kFirst, content, "")), "WRK074");
  journal = waiting;
  journal.add(judge_evidence(at("2011-01-11"), hex('b'), EvidenceState::clean, ""), "2011-01-11");
  EXPECT_EQ(accept(at("2011-01-11"), kFirst, content, "好").value().front(), Act(Accepted{kFirst, "好"}));
}

TEST_F(Decisions, late_exceptions) {
  const auto granted = [&](const char* until, const std::string& reason) {
    return grant_late(at("2011-02-20"), kRequest, day(until), reason);
  };
  EXPECT_EQ(code(granted("2011-02-15", "x")), "WRK078");
  EXPECT_EQ(code(granted("2011-02-19", "x")), "WRK078");
  EXPECT_EQ(code(granted("2011-02-20", "")), "WRK077");
  EXPECT_EQ(granted("2011-02-20", "x").value().front(),
            Act(LateGranted{kRequest, {day("2011-02-20"), "tongji-1", "x"}}));
  EXPECT_EQ(code(grant_late(at("2011-02-20"), "x|2010", day("2011-03-01"), "x")), "WRK060");
}

TEST_F(Decisions, requests_are_issued_once_and_change_with_a_reason) {
  Request request = statistics_request();
  const auto changed = [&](const std::string& reason) {
    return change_request(at("2011-01-02"), request, reason);
  };
  EXPECT_EQ(code(issue_request(at("2011-01-02"), request)), "WRK076");
  EXPECT_EQ(code(changed("x")), "WRK076");
  request.closes = day("2011-03-01");
  EXPECT_EQ(code(changed("")), "WRK077");
  EXPECT_EQ(changed("延后").value().front(), Act(RequestChanged{request, "延后"}));
  request.due = day("2011-03-02");
  EXPECT_EQ(code(changed("x")), "WRK075");
  request = statistics_request();
  request.period = Period::of_year(2011);
  EXPECT_EQ(code(changed("x")), "WRK075");
  request = statistics_request();
  request.items.clear();
  EXPECT_EQ(code(changed("x")), "WRK075");
  request = statistics_request();
  std::swap(request.items[0], request.items[1]);
  EXPECT_EQ(code(changed("x")), "WRK075");
  request = statistics_request();
  request.id = "市水务局|2010";
  EXPECT_EQ(code(changed("x")), "WRK060");
  EXPECT_EQ(code(issue_request(at("2011-01-02"), request)), "WRK075");
  request.unit = "市水务局";
  EXPECT_EQ(code(issue_request(at("2011-01-02"), request)), "");
}

TEST_F(Decisions, obligations) {
  Obligation obligation{"甲|figure:gdp", "甲", {ItemKind::figure, "gdp"}, Rhythm::annual, {}, {}, "", {}};
  journal.add(set_obligation(at("2011-01-02"), obligation));
  EXPECT_EQ(code(set_obligation(at("2011-01-02"), obligation)), "WRK076");
  obligation.state = ObligationState::confirmed;
  EXPECT_EQ(code(set_obligation(at("2011-01-02"), obligation)), "");
  obligation.item.key = "x";
  EXPECT_EQ(code(set_obligation(at("2011-01-02"), obligation)), "WRK075");
}

TEST_F(Decisions, matters_are_counted_and_move_step_by_step) {
  EXPECT_EQ(code(open_matter(at("2011-01-02"), "", "x", "", "")), "WRK080");
  journal.add(open_matter(at("2011-01-02"), "市水务局", "管网", "task:10.7", ""));
  journal.add(open_matter(at("2011-01-02"), "市水务局", "电厂", "", "跨年"));
  EXPECT_FALSE(journal.work.matters.at("matter-1").is_hard);
  EXPECT_TRUE(journal.work.matters.at("matter-2").is_hard);
  const auto moved = [&](MatterStep step, const std::string& text) {
    return move_matter(at("2011-01-03"), "matter-1", step, text);
  };
  EXPECT_EQ(code(moved(MatterStep::settled, "x")), "WRK082");
  EXPECT_EQ(code(moved(MatterStep::hard, "")), "WRK077");
  EXPECT_EQ(moved(MatterStep::studied, "x").value().front(),
            Act(MatterMoved{"matter-1", MatterStep::studied, "x"}));
  EXPECT_EQ(code(move_matter(at("2011-01-03"), "matter-3", MatterStep::studied, "")), "WRK081");
}

TEST_F(Decisions, units_change_by_a_paper) {
  UnitEdge edge{UnitChange::renamed, "市环保局", "市生态环境局", day("2019-01-01"), "", "晋编〔2019〕1号"};
  const auto added = [&](const UnitEdge& one) { return add_edge(at("2011-01-03"), one); };
  journal.add(added(edge));
  EXPECT_EQ(code(added(edge)), "WRK083");
  EXPECT_EQ(code(added({UnitChange::renamed, "市生态环境局", "市环保局", day("2020-01-01"), "", "x"})),
            "WRK040");
  edge.document = "";
  EXPECT_EQ(code(added(edge)), "WRK083");
  edge.after = "";
  EXPECT_EQ(code(added(edge)), "WRK083");
}

TEST_F(Decisions, standards) {
  EXPECT_EQ(code(pin_standards(at("2011-01-03"), {}, "x")), "WRK076");
  EXPECT_EQ(code(pin_standards(at("2011-01-03"), {"GB 3095-1996"}, "")), "WRK077");
  journal.add(pin_standards(at("2011-01-03"), {"GB 3095-1996"}, "同口径"));
  EXPECT_EQ(code(pin_standards(at("2011-01-03"), {}, "x")), "");
}

TEST_F(Decisions, accounts) {
  const Account good{"tongji-2",        "王某", "市统计局", {Role::unit_editor}, AccountState::active,
                     noon("2011-01-01")};
  const auto set = [&](auto change) {
    Account account = good;
    change(account);
    return set_account(at("2011-01-03"), account);
  };
  const auto acts = set([](Account&) {});
  ASSERT_TRUE(acts) << acts.error().text;
  EXPECT_EQ(std::get<AccountSet>(acts->front()).account.created_at, Instant{});
  for (const char* id : {"", "a", "Ab", "a b", "统计", ".ab", "-ab"})
    EXPECT_EQ(code(set([&](Account& a) { a.id = id; })), "WRK084") << id;
  EXPECT_EQ(code(set([](Account& a) { a.name = " "; })), "WRK084");
  EXPECT_EQ(code(set([](Account& a) { a.roles.clear(); })), "WRK084");
  EXPECT_EQ(code(set([](Account& a) { a.unit = ""; })), "WRK022");
  EXPECT_EQ(code(set([](Account& a) {
              a.unit = "";
              a.roles = {Role::system_admin, Role::audit_admin};
            })),
            "WRK020");
  journal.add(acts);
  EXPECT_EQ(code(set([](Account&) {})), "WRK076");
  EXPECT_EQ(code(set([](Account& a) { a.state = AccountState::disabled; })), "");
}

TEST_F(Decisions, a_notice_is_complete_and_its_papers_are_clean) {
  const auto published = [&](auto change) {
    Notice notice{.title = "简报", .text = "正文", .indicators = {8, 4, 8}, .figures = {"b", "a", "b"}};
    change(notice);
    return publish_notice(at("2011-01-03"), notice);
  };
  EXPECT_EQ(code(published([](Notice& n) { n.title = " "; })), "WRK090");
  EXPECT_EQ(code(published([](Notice& n) { n.text = "\n"; })), "WRK090");
  const auto many = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "字";
    return text;
  };
  EXPECT_EQ(code(published([&](Notice& n) { n.title = many(200); })), "");
  EXPECT_EQ(code(published([&](Notice& n) { n.title = many(201); })), "WRK090");
  EXPECT_EQ(code(published([&](Notice& n) { n.text = many(20'000); })), "");
  EXPECT_EQ(code(published([&](Notice& n) { n.text = many(20'001); })), "WRK090");
  EXPECT_EQ(code(published([](Notice& n) { n.evidence = {hex('z')}; })), "WRK091");
  journal.add(EvidenceStored{hex('q'), "q.pdf", 1, "application/pdf", "甲", EvidenceState::quarantined});
  EXPECT_EQ(code(published([](Notice& n) { n.evidence = {hex('q')}; })), "WRK091");
  journal.add(EvidenceJudged{hex('q'), EvidenceState::clean, ""});
  const auto acts = published([](Notice& n) { n.evidence = {hex('q'), hex('q')}; });
  ASSERT_TRUE(acts) << acts.error().text;
  const Notice& notice = std::get<NoticePublished>(acts->front()).notice;
  EXPECT_EQ(notice.id, "notice-1");
  EXPECT_EQ(notice.indicators, (std::vector<int>{4, 8}));
  EXPECT_EQ(notice.figures, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(notice.evidence, std::vector<std::string>{hex('q')});
}

TEST_F(Decisions, a_notice_is_withdrawn_once_with_a_reason) {
  journal.add(publish_notice(at("2011-01-03"), {.title = "简报", .text = "正文"}));
  const auto withdrawn = [&](const std::string& id, const std::string& reason) {
    return withdraw_notice(at("2011-01-04"), id, reason);
  };
  EXPECT_EQ(code(withdrawn("notice-2", "x")), "WRK092");
  EXPECT_EQ(code(withdrawn("notice-1", " ")), "WRK077");
  journal.add(withdrawn("notice-1", "有误"));
  EXPECT_EQ(code(withdrawn("notice-1", "有误")), "WRK093");
}

TEST_F(Decisions, what_is_open_changes_with_a_reason) {
  const auto set = [&](std::vector<std::string> figures, const std::string& reason) {
    return set_publication(at("2011-01-03"), std::move(figures), {}, reason);
  };
  EXPECT_EQ(code(set({}, "x")), "WRK076");
  EXPECT_EQ(code(set({"gdp"}, "")), "WRK077");
  journal.add(set({"gdp", "area", "gdp"}, "议定"));
  EXPECT_EQ(journal.work.publication.figures, (std::vector<std::string>{"area", "gdp"}));
  EXPECT_EQ(code(set({"area", "gdp"}, "议定")), "WRK076");
}

TEST_F(Decisions, evidence_is_judged_with_a_reason) {
  const auto judged = [&](EvidenceState state, const std::string& why) {
    return judge_evidence(at("2011-01-03"), hex('a'), state, why);
  };
  EXPECT_EQ(code(judged(EvidenceState::clean, "")), "WRK085");
  EXPECT_EQ(code(judged(EvidenceState::quarantined, "")), "WRK085");
  EXPECT_EQ(code(judged(EvidenceState::refused, "")), "WRK077");
  EXPECT_EQ(code(judged(EvidenceState::refused, "病毒")), "");
  EXPECT_EQ(code(judge_evidence(at("2011-01-03"), hex('z'), EvidenceState::clean, "")), "WRK085");
}

}  // namespace
}  // namespace chuangmo::workflow
