#include "app/accounts.h"

#include <algorithm>
#include <thread>

#include "app/sample_office_test.h"
#include "base/text.h"
#include "identity/totp.h"

namespace chuangmo::app {
namespace {

const Caller kBrowser{"192.0.2.7", "Firefox"};
const Caller kOther{"192.0.2.8", "Chrome"};
constexpr const char* kPassword = "Fenhe-Shui-21";
constexpr const char* kNewPassword = "Sanggan-He-22";

class AccountsTest : public testing::Test {
 protected:
  AccountsTest() {
    add_sample_accounts(*office);
    accounts = must(Accounts::make(*office));
  }
  // Chooses a password by invitation, and is logged in.
  LoggedIn enter(const std::string& account, const Caller& caller = kBrowser) {
    const std::string token = must(accounts->invite(account, identity::InvitationPurpose::new_account));
    return must(accounts->accept_invitation(token, "", "", kPassword, caller));
  }
  std::string log_in(const std::string& account, const std::string& password,
                     const Caller& caller = kBrowser) {
    return code_of(accounts->log_in(account, password, "", caller));
  }
  std::string by_session(const LoggedIn& logged_in, const Caller& caller = kBrowser) {
    return code_of(accounts->by_session(logged_in.token, caller));
  }
  void disable(const std::string& id) {
    workflow::Account account = office->work()->accounts.at(id);
    account.state = workflow::AccountState::disabled;
    change_with(*office, workflow::AccountSet{account});
  }

  SampleOffice office;
  std::unique_ptr<Accounts> accounts;
};

TEST(FirstAdministrator, ComesInOnceByTheFirstInvitation) {
  SampleOffice office;
  const auto accounts = must(Accounts::make(*office));
  const std::string token = must(accounts->invite_first());
  const std::string second = must(accounts->invite_first());
  EXPECT_EQ(code_of(accounts->accept_invitation("cmi_x", "anquan", "", kPassword, kBrowser)), "ACC005");
  EXPECT_EQ(code_of(accounts->accept_invitation(token, "anquan", "", "12345678", kBrowser)), "ACC006");
  EXPECT_EQ(code_of(accounts->accept_invitation(token, "", "", kPassword, kBrowser)), "WRK084");
  EXPECT_EQ(code_of(accounts->accept_invitation(token, "安 全", "", kPassword, kBrowser)), "WRK084");
  EXPECT_TRUE(office->work()->accounts.empty());
  const LoggedIn first = must(accounts->accept_invitation(token, "anquan", "王某", kPassword, kBrowser));
  EXPECT_EQ(first.identified.actor.account, "anquan");
  EXPECT_EQ(first.identified.actor.roles, (std::set<workflow::Role>{workflow::Role::security_admin}));
  EXPECT_EQ(office->work()->accounts.at("anquan").name, "王某");
  EXPECT_EQ(code_of(accounts->accept_invitation(token, "anquan2", "", kNewPassword, kBrowser)), "ACC005");
  EXPECT_EQ(code_of(accounts->accept_invitation(second, "anquan2", "", kNewPassword, kBrowser)), "ACC008");
  EXPECT_EQ(code_of(accounts->invite_first()), "ACC008");
  EXPECT_EQ(office->work()->accounts.size(), 1U);
  EXPECT_EQ(code_of(accounts->log_in("anquan", kPassword, "", kBrowser)), "");
}

TEST_F(AccountsTest, AnInvitationIsForOneAccountOnceAndForATime) {
  const std::string late = must(accounts->invite("leader", identity::InvitationPurpose::new_account));
  const LoggedIn tongji = enter("tongji");
  EXPECT_EQ(tongji.identified.actor.unit, kStatistics);
  EXPECT_EQ(code_of(accounts->invite("nobody", identity::InvitationPurpose::new_account)), "ACC007");
  office.clock.pass(365 * 86400);
  EXPECT_EQ(code_of(accounts->accept_invitation(late, "", "", kPassword, kBrowser)), "ACC005");
}

TEST_F(AccountsTest, AResetEndsSessionsAndLocks) {
  const LoggedIn before = enter("tongji");
  for (int i = 0; i < 4; ++i) log_in("tongji", "falsch", kOther);
  EXPECT_EQ(log_in("tongji", kPassword, kOther), "ACC003");
  const std::string token = must(accounts->invite("tongji", identity::InvitationPurpose::password_reset));
  const LoggedIn after = must(accounts->accept_invitation(token, "leader", "", kNewPassword, kBrowser));
  EXPECT_EQ(after.identified.actor.account, "tongji");  // whom the invitation names, whatever was sent
  EXPECT_EQ(by_session(before), "ACC004");
  EXPECT_EQ(by_session(after), "");
  EXPECT_EQ(log_in("tongji", kNewPassword), "");
  EXPECT_EQ(log_in("tongji", kPassword), "ACC001");
}

TEST_F(AccountsTest, NobodyLearnsWhichAccountsThereAre) {
  enter("tongji");
  const Failure wrong = accounts->log_in("tongji", "falsch", "", kBrowser).error();
  for (const char* account : {"nobody", "leader", ""}) {  // unknown, without a password, none
    const auto failed = accounts->log_in(account, kPassword, "", kBrowser);
    ASSERT_FALSE(failed) << account;
    EXPECT_EQ(failed.error().code, wrong.code);
    EXPECT_EQ(failed.error().text, wrong.text);
    EXPECT_EQ(failed.error().fix, wrong.fix);
  }
  EXPECT_EQ(wrong.code, "ACC001");
  disable("tongji");
  EXPECT_EQ(log_in("tongji", kPassword), "ACC001");
}

TEST_F(AccountsTest, FailuresCostTimeAndManyLock) {
  enter("tongji");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(log_in("tongji", "falsch"), "ACC001");
  EXPECT_EQ(log_in("tongji", kPassword), "");  // people mistype; a success forgets it
  for (int i = 0; i < 4; ++i) EXPECT_EQ(log_in("tongji", "falsch"), "ACC001");
  EXPECT_EQ(log_in("tongji", kPassword), "ACC003");
  office.clock.pass(2);
  for (int i = 4; i < 10; ++i) {
    office.clock.pass(60);
    EXPECT_EQ(log_in("tongji", "falsch"), "ACC001") << i;
  }
  office.clock.pass(1700);
  EXPECT_EQ(log_in("tongji", kPassword), "ACC003");          // locked for half an hour
  EXPECT_EQ(log_in("tongji", kPassword, kOther), "ACC003");  // wherever from
  office.clock.pass(101);
  EXPECT_EQ(log_in("tongji", kPassword), "");
  for (int i = 0; i < 4; ++i) log_in("tongji", "falsch");
  EXPECT_EQ(log_in("tongji", kPassword), "ACC003");
  must(accounts->unlock("tongji"));
  EXPECT_EQ(log_in("tongji", kPassword), "");
}

TEST_F(AccountsTest, AnAddressThatFailsWaitsWhateverTheAccount) {
  enter("tongji");
  for (int i = 0; i < 21; ++i) log_in("nobody" + std::to_string(i), "falsch");
  EXPECT_EQ(log_in("tongji", kPassword), "ACC003");
  EXPECT_EQ(log_in("tongji", kPassword, kOther), "");
}

TEST_F(AccountsTest, ASessionEndsIdleAndInAnyCase) {
  const LoggedIn session = enter("tongji");
  EXPECT_EQ(session.identified.csrf, must(accounts->by_session(session.token, kBrowser)).csrf);
  office.clock.pass(1799);
  EXPECT_EQ(by_session(session), "");
  office.clock.pass(1799);
  EXPECT_EQ(by_session(session), "");  // each look begins the idle time anew
  office.clock.pass(1800);
  EXPECT_EQ(by_session(session), "ACC004");
  const LoggedIn busy = must(accounts->log_in("tongji", kPassword, "", kBrowser));
  for (int s = 0; s < 43200 - 1700; s += 1700) {
    office.clock.pass(1700);
    EXPECT_EQ(by_session(busy), "");
  }
  office.clock.pass(1700);
  EXPECT_EQ(by_session(busy), "ACC004");  // twelve hours
}

TEST_F(AccountsTest, ASessionIsOfOneBrowserAndOfItsToken) {
  const LoggedIn session = enter("tongji");
  EXPECT_EQ(by_session(session, {kOther.address, kBrowser.agent}), "");  // addresses change on the way
  EXPECT_EQ(by_session(session, {kBrowser.address, kOther.agent}), "ACC004");
  EXPECT_EQ(code_of(accounts->by_session("", kBrowser)), "ACC004");
  EXPECT_EQ(code_of(accounts->by_session(identity::make_token(identity::TokenKind::session).text, kBrowser)),
            "ACC004");
  EXPECT_EQ(code_of(accounts->by_token(session.token, kBrowser)), "ACC005");
}

TEST_F(AccountsTest, SessionsOutliveTheProgramAsFarAsTheVaultKnows) {
  const LoggedIn seen = enter("tongji");
  const LoggedIn unseen = must(accounts->log_in("tongji", kPassword, "", kBrowser));
  office.clock.pass(1200);
  EXPECT_EQ(by_session(seen), "");
  must(accounts->store_last_seen());
  office.clock.pass(1200);
  accounts = must(Accounts::make(*office));
  EXPECT_EQ(by_session(seen), "");
  EXPECT_EQ(by_session(unseen), "ACC004");
}

TEST_F(AccountsTest, EndsSessionsOfItsOwnAccountOnly) {
  const LoggedIn mine = enter("tongji");
  const LoggedIn other = must(accounts->log_in("tongji", kPassword, "", kOther));
  const LoggedIn foreign = enter("huanbao");
  const auto listed = accounts->sessions(mine.identified);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(
      std::count_if(listed.begin(), listed.end(), [](const OpenSession& one) { return one.is_current; }), 1);
  EXPECT_EQ(code_of(accounts->end_session(mine.identified, foreign.identified.session)), "API004");
  EXPECT_EQ(by_session(foreign), "");
  must(accounts->end_session(mine.identified, other.identified.session.substr(0, 12)));
  EXPECT_EQ(by_session(other, kOther), "ACC004");
  EXPECT_EQ(by_session(mine), "");
  must(accounts->end_sessions("tongji", "security"));
  EXPECT_EQ(by_session(mine), "ACC004");
  EXPECT_EQ(by_session(foreign), "");
  EXPECT_EQ(entries_of(*office).back().kind, "account.sessions_revoked");
}

// While others look at the session, it ends; afterwards nobody must have brought it back.
TEST_F(AccountsTest, AnEndedSessionStaysEndedHoweverManyAreLooking) {
  for (int round = 0; round < 10; ++round) {
    const LoggedIn session =
        round == 0 ? enter("tongji") : must(accounts->log_in("tongji", kPassword, "", kBrowser));
    office.clock.pass(61);
    std::atomic<bool> is_over{false};
    std::thread looking([&] {
      while (!is_over) static_cast<void>(accounts->by_session(session.token, kBrowser));
    });
    std::thread storing([&] {
      while (!is_over) static_cast<void>(accounts->store_last_seen());
    });
    must(accounts->end_session(session.identified, session.identified.session));
    is_over = true;
    looking.join();
    storing.join();
    EXPECT_EQ(by_session(session), "ACC004");
    EXPECT_FALSE(must(office->vault_value({"session", session.identified.session})));
  }
}

TEST_F(AccountsTest, ChangingThePasswordEndsTheOtherSessions) {
  const LoggedIn mine = enter("tongji");
  const LoggedIn other = must(accounts->log_in("tongji", kPassword, "", kOther));
  EXPECT_EQ(code_of(accounts->change_password(mine.identified, "falsch", kNewPassword)), "ACC001");
  EXPECT_EQ(code_of(accounts->change_password(mine.identified, kPassword, "kurz")), "ACC006");
  EXPECT_EQ(code_of(accounts->change_password(mine.identified, kPassword, kPassword)), "ACC006");
  EXPECT_EQ(by_session(other, kOther), "");
  must(accounts->change_password(mine.identified, kPassword, kNewPassword));
  EXPECT_EQ(by_session(mine), "");
  EXPECT_EQ(by_session(other, kOther), "ACC004");
  EXPECT_EQ(log_in("tongji", kPassword), "ACC001");
  EXPECT_EQ(log_in("tongji", kNewPassword), "");
  EXPECT_EQ(entries_of(*office).back().kind, "account.password_changed");
}

TEST_F(AccountsTest, AnOldPasswordMustBeChangedFirst) {
  enter("tongji");
  office.clock.pass(std::int64_t{89} * 86400);
  EXPECT_FALSE(must(accounts->log_in("tongji", kPassword, "", kBrowser)).identified.must_change_password);
  office.clock.pass(86400);
  const LoggedIn old = must(accounts->log_in("tongji", kPassword, "", kBrowser));
  EXPECT_TRUE(old.identified.must_change_password);
  must(accounts->change_password(old.identified, kPassword, kNewPassword));
  EXPECT_FALSE(must(accounts->by_session(old.token, kBrowser)).must_change_password);
  EXPECT_FALSE(must(accounts->log_in("tongji", kNewPassword, "", kBrowser)).identified.must_change_password);
  // Another profile, chosen by the office: no change every so many days, but no name in it.
  change_with(*office, workflow::SettingSet{"password_profile", "asvs"});
  office.clock.pass(std::int64_t{900} * 86400);
  const LoggedIn by_other = must(accounts->log_in("tongji", kNewPassword, "", kBrowser));
  EXPECT_FALSE(by_other.identified.must_change_password);
  EXPECT_EQ(code_of(accounts->change_password(by_other.identified, kNewPassword, "tongji-Fenhe-2011")),
            "ACC006");
}

// Somebody who mistypes the old password keeps nobody else from changing his.
TEST_F(AccountsTest, FailuresOfOneAccountDoNotHoldUpAnother) {
  const LoggedIn tongji = enter("tongji");
  const LoggedIn leader = enter("leader", kOther);
  for (int i = 0; i < 25; ++i) {
    must(accounts->unlock("tongji"));
    static_cast<void>(accounts->change_password(tongji.identified, "falsch", kNewPassword));
  }
  EXPECT_EQ(code_of(accounts->change_password(leader.identified, kPassword, kNewPassword)), "");
}

TEST_F(AccountsTest, ASecondFactorIsAskedForAndNoCodeIsGoodTwice) {
  const LoggedIn session = enter("tongji");
  const auto code = [&](std::int64_t later = 0) {
    const auto kept = must(office->vault_value({"second_factor", "tongji"}));
    const auto factor = must(identity::parse_second_factor(*kept));
    return identity::hotp(
        factor.secret, static_cast<std::uint64_t>(identity::totp_step({office.clock.now().seconds + later})));
  };
  const auto with = [&](const std::string& text) {
    return code_of(accounts->log_in("tongji", kPassword, text, kBrowser));
  };
  EXPECT_EQ(code_of(accounts->confirm_second_factor(session.identified, "123456")), "ACC009");
  const auto enrolment = must(accounts->enrol_second_factor(session.identified));
  EXPECT_TRUE(contains(enrolment.uri, enrolment.secret));
  EXPECT_EQ(with(""), "");  // begun is not confirmed: nobody is locked out
  EXPECT_EQ(code_of(accounts->confirm_second_factor(session.identified, code(600))), "ACC009");
  const auto recovery = must(accounts->confirm_second_factor(session.identified, code()));
  ASSERT_EQ(recovery.size(), 10U);
  EXPECT_EQ(code_of(accounts->enrol_second_factor(session.identified)), "ACC010");
  EXPECT_EQ(with(""), "ACC002");
  EXPECT_EQ(with(code()), "ACC009");  // it confirmed already
  office.clock.pass(30);
  const std::string good = code();
  EXPECT_EQ(code_of(accounts->log_in("tongji", "falsch", good, kBrowser)), "ACC001");
  EXPECT_EQ(with(good), "");
  EXPECT_EQ(with(good), "ACC009");
  EXPECT_EQ(with(recovery[3]), "");
  EXPECT_EQ(with(recovery[3]), "ACC009");
  EXPECT_EQ(with(recovery[4]), "");
  EXPECT_EQ(code_of(accounts->remove_second_factor(session.identified, "falsch")), "ACC001");
  must(accounts->remove_second_factor(session.identified, kPassword));
  EXPECT_EQ(with(""), "");
}

// Of two who send one code at the same moment one gets in.
TEST_F(AccountsTest, ACodeSentTwiceAtOnceIsGoodOnce) {
  const LoggedIn session = enter("tongji");
  must(accounts->enrol_second_factor(session.identified));
  const auto factor =
      must(identity::parse_second_factor(*must(office->vault_value({"second_factor", "tongji"}))));
  const auto code = [&] {
    return identity::hotp(factor.secret, static_cast<std::uint64_t>(identity::totp_step(office.clock.now())));
  };
  must(accounts->confirm_second_factor(session.identified, code()));
  for (int round = 0; round < 5; ++round) {
    office.clock.pass(60);
    must(accounts->unlock("tongji"));
    const std::string good = code();
    std::atomic<int> in{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i) {
      threads.emplace_back([&] { in += accounts->log_in("tongji", kPassword, good, kBrowser) ? 1 : 0; });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(in, 1);
  }
}

TEST_F(AccountsTest, ATokenHasItsScopesAndItsTime) {
  const LoggedIn tongji = enter("tongji");
  const LoggedIn leader = enter("leader");
  const Instant until{office.clock.now().seconds + 3600};
  const auto made = must(accounts->make_token(tongji.identified, "导出程序", {"read"}, until));
  const Identified by_token = must(accounts->by_token(made.text, kBrowser));
  EXPECT_EQ(by_token.actor.account, "tongji");
  EXPECT_EQ(by_token.scopes, (std::set<std::string>{"read"}));
  EXPECT_EQ(by_token.session, "");
  const auto mine = must(accounts->tokens(tongji.identified));
  ASSERT_EQ(mine.size(), 1U);
  EXPECT_EQ(mine.front().id, made.id);
  EXPECT_TRUE(must(accounts->tokens(leader.identified)).empty());
  EXPECT_EQ(code_of(accounts->revoke_token(leader.identified, made.id)), "API004");
  EXPECT_EQ(code_of(accounts->by_session(made.text, kBrowser)), "ACC004");
  const auto second = must(accounts->make_token(tongji.identified, "二", {"write"}, until));
  must(accounts->revoke_token(tongji.identified, second.id));
  EXPECT_EQ(code_of(accounts->by_token(second.text, kBrowser)), "ACC005");
  office.clock.pass(3600);
  EXPECT_EQ(code_of(accounts->by_token(made.text, kBrowser)), "ACC005");
  EXPECT_EQ(code_of(accounts->by_token("cmt_x", kBrowser)), "ACC005");
}

TEST_F(AccountsTest, ADisabledAccountIsOutAtOnce) {
  const LoggedIn session = enter("tongji");
  const auto token =
      must(accounts->make_token(session.identified, "一", {"read"}, {office.clock.now().seconds + 60}));
  const std::string feed = must(accounts->make_feed_token(session.identified));
  EXPECT_EQ(must(accounts->by_feed_token(feed)).unit, kStatistics);
  EXPECT_EQ(code_of(accounts->by_feed_token(token.text)), "API004");
  const std::string invitation =
      must(accounts->invite("tongji", identity::InvitationPurpose::password_reset));
  disable("tongji");
  EXPECT_EQ(by_session(session), "ACC007");
  EXPECT_EQ(code_of(accounts->by_token(token.text, kBrowser)), "ACC007");
  EXPECT_EQ(code_of(accounts->by_feed_token(feed)), "ACC007");
  EXPECT_EQ(code_of(accounts->accept_invitation(invitation, "", "", kNewPassword, kBrowser)), "ACC007");
  EXPECT_EQ(code_of(accounts->change_password(session.identified, kPassword, kNewPassword)), "ACC007");
}

TEST_F(AccountsTest, RolesAreThoseOfNow) {
  const LoggedIn session = enter("leader");
  workflow::Account account = office->work()->accounts.at("leader");
  account.roles = {workflow::Role::inspector};
  change_with(*office, workflow::AccountSet{account});
  EXPECT_EQ(must(accounts->by_session(session.token, kBrowser)).actor.roles, account.roles);
}

TEST_F(AccountsTest, NoSecretIsHistory) {
  const LoggedIn session = enter("tongji");
  const auto token =
      must(accounts->make_token(session.identified, "一", {"read"}, {office.clock.now().seconds + 60}));
  const auto enrolment = must(accounts->enrol_second_factor(session.identified));
  must(accounts->change_password(session.identified, kPassword, kNewPassword));
  for (const JournalEntry& entry : entries_of(*office)) {
    for (const std::string& secret :
         {std::string("argon2"), std::string(kPassword), std::string(kNewPassword), token.text, session.token,
          enrolment.secret, session.identified.session})
      EXPECT_FALSE(contains(entry.body, secret)) << entry.kind;
  }
}

}  // namespace
}  // namespace chuangmo::app
