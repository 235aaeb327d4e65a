#include "app/chasing.h"

#include <algorithm>
#include <array>

#include "app/sample_office_test.h"
#include "base/text.h"
#include "notify/loopback_server_test.h"

namespace chuangmo::app {
namespace {

// A mail server that takes everything, until it is told to refuse.
class MailHost {
 public:
  int port() const { return server_.port(); }
  void refuse(bool refuses) { refuses_ = refuses; }
  int count() const { return count_; }
  std::string heard() {
    server_.stop();
    return heard_;
  }

 private:
  void hold(notify::Conversation& peer) {
    peer.say("220 test\r\n");
    for (std::string line = peer.hear("\r\n"); !line.empty(); line = peer.hear("\r\n")) {
      heard_ += line;
      const std::string verb = line.substr(0, line.find_first_of(" \r"));
      if (verb == "DATA") {
        peer.say("354 go\r\n");
        heard_ += peer.hear("\r\n.\r\n");
        ++count_;
      }
      peer.say(verb == "RCPT" && refuses_ ? "550 unknown\r\n" : "250 ok\r\n");
      if (verb == "QUIT") return;
    }
  }
  std::atomic<bool> refuses_{false};
  std::atomic<int> count_{0};
  std::string heard_;
  notify::LoopbackServer server_{[this](notify::Conversation& peer) { hold(peer); }};
};

// A chat service that answers everything alike.
class ChatHost {
 public:
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()) + "/robot?key=1"; }
  std::string heard() {
    server_.stop();
    return heard_;
  }

 private:
  void hold(notify::Conversation& peer) {
    const std::string head = peer.hear("\r\n\r\n");
    const std::size_t at = head.find("Content-Length: ");
    if (at == std::string::npos) return;
    heard_ += peer.hear_bytes(std::stoul(head.substr(at + 16)));
    const std::string answer = R"({"errcode":0,"errmsg":"ok"})";
    peer.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + std::to_string(answer.size()) +
             "\r\n\r\n" + answer);
  }
  std::string heard_;
  notify::LoopbackServer server_{[this](notify::Conversation& peer) { hold(peer); }};
};

constexpr const char* kRecipient =
    R"([{"id":"tongji","channel":"email","address":"tj@example.cn","unit":"市统计局","level":"unit"}])";

class ChasingTest : public testing::Test {
 protected:
  // The day after the reports of 2010 were due, at nine.
  ChasingTest() { office.clock.set(Instant::at(Date::of(2011, 3, 2), 9)); }
  void set(const std::string& name, const std::string& value) {
    change_with(*office, workflow::SettingSet{name, value});
  }
  void set_mail(int port) {
    set("mail", R"({"host":"127.0.0.1","port":)" + std::to_string(port) + R"(,"from":"office@example.cn"})");
  }
  SampleOffice office;
  Chaser chaser{*office};
};

TEST_F(ChasingTest, NobodyIsToldWhereNobodyIsNamed) {
  const std::int64_t size = office->work()->size;
  EXPECT_TRUE(must(chaser.send_due()).empty());
  for (const char* nonsense :
       {"", "[", "{}", "[1,{\"id\":7}]", "[{\"id\":\"x\",\"channel\":\"email\",\"unit\":\"无\"}]"}) {
    set("recipients", nonsense);
    EXPECT_TRUE(must(chaser.send_due()).empty()) << nonsense;
  }
  EXPECT_EQ(office->work()->size, size + 5);
}

TEST_F(ChasingTest, MailsWhatIsOverdueOnceADay) {
  MailHost host;
  set_mail(host.port());
  set("recipients", kRecipient);
  office.clock.set(Instant::at(Date::of(2011, 3, 2), 7));
  EXPECT_TRUE(must(chaser.send_due()).empty());  // not before eight
  office.clock.set(Instant::at(Date::of(2011, 3, 2), 9));
  const auto sent = must(chaser.send_due());
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_TRUE(sent.front().ok) << sent.front().said;
  EXPECT_EQ(sent.front().recipient, "tongji");
  const JournalEntry entry = entries_of(*office).back();
  EXPECT_EQ(entry.kind, "reminder.sent");
  EXPECT_EQ(entry.who, "系统");
  EXPECT_TRUE(contains(entry.body, "市统计局|2010")) << entry.body;
  EXPECT_FALSE(contains(entry.body, "市环保局")) << entry.body;  // another unit's
  office.clock.pass(3600);
  EXPECT_TRUE(must(chaser.send_due()).empty());
  office.clock.pass(86400);
  EXPECT_EQ(must(chaser.send_due()).size(), 1U);  // red is told every working day
  const std::string heard = host.heard();
  EXPECT_TRUE(contains(heard, "RCPT TO:<tj@example.cn>")) << heard;
  EXPECT_TRUE(contains(heard, "MAIL FROM:<office@example.cn>")) << heard;
}

TEST_F(ChasingTest, WhatFailsIsNotedAndTriedAgain) {
  MailHost host;
  set_mail(host.port());
  set("recipients", kRecipient);
  host.refuse(true);
  const auto failed = must(chaser.send_due());
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_FALSE(failed.front().ok);
  EXPECT_FALSE(failed.front().said.empty());
  EXPECT_FALSE(office->work()->reminders.at("tongji").reminder.ok);
  host.refuse(false);
  office.clock.pass(60);
  const auto sent = must(chaser.send_due());
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_TRUE(sent.front().ok) << sent.front().said;
  EXPECT_TRUE(must(chaser.send_due()).empty());
  EXPECT_EQ(host.count(), 1);
}

// Settings are what somebody typed: a wrong one fails the message, not the program.
TEST_F(ChasingTest, WrongSettingsFailTheMessage) {
  set("recipients", kRecipient);
  const auto said = [&] {
    office.clock.pass(60);
    const auto sent = must(chaser.send_due());
    return sent.size() == 1 && !sent.front().ok ? sent.front().said : "sent";
  };
  EXPECT_TRUE(contains(said(), "没有设置邮件服务器"));
  for (const char* mail : {"7", "{\"host\":\"127.0.0.1\",\"port\":\"25\",\"from\":\"a@example.cn\"}",
                           "{\"host\":\"127.0.0.1\",\"port\":99999999999,\"from\":\"a@example.cn\"}",
                           "{\"host\":1,\"port\":1.5,\"from\":null}"}) {
    set("mail", mail);
    EXPECT_NE(said(), "sent") << mail;
  }
  set("recipients", R"([{"id":"群","channel":"wecom","unit":"市统计局","level":"unit"}])");
  EXPECT_TRUE(contains(said(), "机器人地址"));
  for (const char* webhook :
       {"1", "{\"url\":7}", "{\"url\":\"http://127.0.0.1:1/\",\"may_be_private\":\"yes\"}"}) {
    must(office->change_vault({{{"secret", "webhook:群"}, webhook, std::nullopt}}));
    EXPECT_NE(said(), "sent") << webhook;
  }
}

TEST_F(ChasingTest, PostsToTheRobotOfAGroup) {
  ChatHost host;
  set("recipients", R"([{"id":"群","channel":"wecom","unit":"市统计局","level":"unit"}])");
  must(office->change_vault({{{"secret", "webhook:群"},
                              R"({"url":")" + host.url() + R"(","may_be_private":true})",
                              std::nullopt}}));
  const auto sent = must(chaser.send_due());
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_TRUE(sent.front().ok) << sent.front().said;
  EXPECT_TRUE(contains(host.heard(), "市统计局"));
  for (const JournalEntry& entry : entries_of(*office)) EXPECT_FALSE(contains(entry.body, "robot?key"));
}

TEST_F(ChasingTest, OneWhoAnsweredIsNotReminded) {
  MailHost host;
  set_mail(host.port());
  set("recipients", kRecipient);
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  static_cast<void>(must(chaser.send_due()));
  const auto told = office->work()->reminders.find("tongji");
  ASSERT_NE(told, office->work()->reminders.end());  // of 2009
  for (const std::string& slip : told->second.reminder.slips)
    EXPECT_FALSE(contains(slip, kStatistics2010)) << slip;
}

TEST_F(ChasingTest, ScoresWhoAnsweredInTime) {
  const auto score_of = [&](const std::string& unit) {
    for (const auto& score : must(scores(*office, *office->work(), 2010, office->now().date()))) {
      if (score.unit == unit) return score;
    }
    throw std::runtime_error("no score");
  };
  EXPECT_EQ(score_of(kStatistics).complete.part, 0);
  office.clock.set(Instant::at(Date::of(2011, 2, 28), 9));
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  office.clock.set(Instant::at(Date::of(2011, 3, 4), 9));
  const auto first = accepted(*office, kProtection2010, drills_content({"甲"}));
  EXPECT_EQ(score_of(kStatistics).on_time.part, 1);
  EXPECT_EQ(score_of(kProtection).on_time.part, 0);
  EXPECT_EQ(score_of(kProtection).late, (std::vector<std::string>{kProtection2010}));
  EXPECT_TRUE(score_of(kStatistics).corrections.empty());
  accepted(*office, kStatistics2010, statistics_content("601亿元"));
  EXPECT_FALSE(score_of(kStatistics).corrections.empty());
  EXPECT_TRUE(must(scores(*office, *office->work(), 2008, office->now().date())).empty());
}

TEST_F(ChasingTest, ACalendarHasTheDaysOfItsUnit) {
  const std::string calendar = must(unit_calendar(*office, *office->work(), kStatistics));
  EXPECT_TRUE(calendar.starts_with("BEGIN:VCALENDAR\r\n"));
  EXPECT_TRUE(contains(calendar, "20110301"));
  EXPECT_NE(calendar, must(unit_calendar(*office, *office->work(), kProtection)));
}

}  // namespace
}  // namespace chuangmo::app
