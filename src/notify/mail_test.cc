#include "notify/mail.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "notify/loopback_server_test.h"

namespace chuangmo::notify {
namespace {

using Replies = std::map<std::string, std::string>;  // by verb

// A mail server that answers each verb with what it is told to, and writes down what it hears.
class MailHost {
 public:
  explicit MailHost(Replies replies = {}) : replies_(std::move(replies)) {}
  MailServer address() const {
    MailServer server;
    server.host = "127.0.0.1";
    server.port = server_.port();
    return server;
  }
  std::string heard() {
    server_.stop();
    return heard_;
  }

 private:
  std::string reply(const std::string& verb) const {
    static const Replies kUsual{{"GREETING", "220 test"},    {"EHLO", "250-test\r\n250 AUTH PLAIN"},
                                {"AUTH", "235 in"},          {"MAIL", "250 ok"},
                                {"RCPT", "250 ok"},          {"DATA", "354 go"},
                                {".", "250 2.0.0 queued 7"}, {"QUIT", "221 bye"},
                                {"STARTTLS", "454 no"}};
    const auto own = replies_.find(verb);
    if (own != replies_.end()) return own->second;
    const auto usual = kUsual.find(verb);
    return usual == kUsual.end() ? "502 unknown" : usual->second;
  }
  void hold(Conversation& peer) {
    if (reply("GREETING").empty()) return peer.hear_rest();  // says nothing, until the other side gives up
    peer.say(reply("GREETING") + "\r\n");
    for (std::string line = peer.hear("\r\n"); !line.empty(); line = peer.hear("\r\n")) {
      heard_ += line;
      const std::string verb = line.substr(0, line.find_first_of(" \r"));
      if (verb == "AUTH") {
        peer.say("334 \r\n");
        heard_ += peer.hear("\r\n");
      }
      peer.say(reply(verb) + "\r\n");
      if (verb == "STARTTLS" || verb == "QUIT") return;
      if (verb != "DATA" || !reply(verb).starts_with("354")) continue;
      heard_ += peer.hear("\r\n.\r\n");
      peer.say(reply(".") + "\r\n");
    }
  }
  Replies replies_;
  std::string heard_;
  LoopbackServer server_{[this](Conversation& peer) { hold(peer); }};
};

Mail reminder() {
  return {.from = {"创模办", "office@example.cn"},
          .to = {{"", "a@example.cn"}, {"", "b@example.cn"}},
          .subject = "催报",
          .text = "请报送 2010 年统计数据",
          .id = "n1",
          .date = Instant::at(Date::of(2011, 3, 5))};
}

std::string code_after(MailHost& host, MailServer server) {
  server.port = host.address().port;
  const auto report = send_mail(server, reminder());
  return report ? std::to_string(report->code) : report.error().code;
}

TEST(SendMail, SpeaksSmtpAndTellsWhatTheServerSaid) {
  MailHost host;
  MailServer server = host.address();
  server.user = "office";
  server.password = "秘密";
  const auto report = send_mail(server, reminder());
  ASSERT_TRUE(report) << report.error().text;
  EXPECT_EQ(*report, (SendReport{250, "250 2.0.0 queued 7"}));
  const std::string heard = host.heard();
  EXPECT_TRUE(heard.starts_with("EHLO ")) << heard;
  EXPECT_TRUE(contains(heard, "AUTH PLAIN"));
  EXPECT_TRUE(contains(heard, "AG9mZmljZQDnp5jlr4Y="));  // NUL office NUL 秘密
  EXPECT_TRUE(contains(heard, "MAIL FROM:<office@example.cn>"));
  EXPECT_TRUE(contains(heard, "RCPT TO:<a@example.cn>\r\nRCPT TO:<b@example.cn>\r\nDATA\r\n"));
  EXPECT_TRUE(contains(heard, "DATA\r\n" + mail_bytes(reminder()).value() + ".\r\n")) << heard;
}

TEST(SendMail, AsksForTlsBeforeAnythingElseWhereItIsRequired) {
  MailHost bare;
  MailServer server = bare.address();
  server.must_encrypt_loopback = true;
  server.user = "office";
  server.password = "secret";
  EXPECT_EQ(code_after(bare, server), "NTF004");
  EXPECT_FALSE(contains(bare.heard(), "AUTH"));
  EXPECT_FALSE(contains(bare.heard(), "MAIL"));

  MailHost refusing(Replies{{"EHLO", "250-test\r\n250-STARTTLS\r\n250 AUTH PLAIN"}});
  EXPECT_EQ(code_after(refusing, server), "NTF004");
  EXPECT_TRUE(contains(refusing.heard(), "STARTTLS\r\n"));
  EXPECT_FALSE(contains(refusing.heard(), "AUTH"));

  MailHost hollow(Replies{{"EHLO", "250-test\r\n250 STARTTLS"}, {"STARTTLS", "220 go"}});  // closes instead
  EXPECT_EQ(code_after(hollow, server), "NTF004");
}

TEST(SendMail, TlsFromTheFirstByteIsNotSpokenInClear) {
  MailHost host(Replies{{"GREETING", "220 clear"}});
  MailServer server = host.address();
  server.security = MailSecurity::tls;
  EXPECT_EQ(code_after(host, server), "NTF004");
  EXPECT_FALSE(contains(host.heard(), "EHLO"));
}

TEST(SendMail, TellsRefusalsForGoodFromThoseForNow) {
  struct Case {
    const char* verb;
    const char* reply;
    const char* code;
  };
  for (const Case& each :
       {Case{"MAIL", "550 no such sender", "NTF006"}, Case{"RCPT", "550 no such user", "NTF006"},
        Case{"RCPT", "450 later", "NTF011"}, Case{"DATA", "554 spam", "NTF006"},
        Case{".", "552 full", "NTF006"}, Case{".", "451 later", "NTF011"},
        Case{"AUTH", "535 wrong", "NTF005"}, Case{"GREETING", "421 busy", "NTF011"}}) {
    MailHost host(Replies{{each.verb, each.reply}});
    MailServer server = host.address();
    server.user = "office";
    server.password = "secret";
    EXPECT_EQ(code_after(host, server), each.code) << each.verb << " " << each.reply;
  }
}

TEST(SendMail, TellsWhatTheServerSaidWhenItRefuses) {
  MailHost host(Replies{{"RCPT", "550 5.1.1 no such user"}});
  const auto report = send_mail(host.address(), reminder());
  ASSERT_FALSE(report);
  EXPECT_TRUE(contains(report.error().text, "550 5.1.1 no such user")) << report.error().text;
}

TEST(SendMail, GivesUpOnServersThatAreNotThereOrSilent) {
  MailServer nobody;
  nobody.host = "127.0.0.1";
  nobody.port = silent_port();
  EXPECT_EQ(send_mail(nobody, reminder()).error().code, "NTF002");

  MailHost silent(Replies{{"GREETING", ""}});
  MailServer server = silent.address();
  server.timeouts.total_ms = 200;
  EXPECT_EQ(code_after(silent, server), "NTF003");
}

TEST(SendMail, RefusesHostsThatAreNoNamesAndMessagesThatAreNone) {
  MailServer server;
  for (const char* host : {"", "a/b", "a@b", "a b", "a\r\nb", "a?b#c"}) {
    server.host = host;
    EXPECT_EQ(send_mail(server, reminder()).error().code, "NTF001") << host;
  }
  server.host = "127.0.0.1";
  Mail mail = reminder();
  mail.subject = "a\r\nBcc: x@example.cn";
  EXPECT_EQ(send_mail(server, mail).error().code, "NTF001");
}

}  // namespace
}  // namespace chuangmo::notify
