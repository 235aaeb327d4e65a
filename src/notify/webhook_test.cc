#include "notify/webhook.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "notify/loopback_server_test.h"

namespace chuangmo::notify {
namespace {

constexpr Instant kNow{1'299'285'007};

// A chat service that answers everything alike.
class ChatHost {
 public:
  explicit ChatHost(std::string answer) : answer_(std::move(answer)) {}
  static std::string http(std::string_view status, std::string_view body, std::string_view headers = "") {
    return fmt::format("HTTP/1.1 {}\r\n{}Content-Length: {}\r\nConnection: close\r\n\r\n{}", status, headers,
                       body.size(), body);
  }
  Webhook address(WebhookKind kind) const {
    Webhook webhook;
    webhook.kind = kind;
    webhook.url = fmt::format("http://127.0.0.1:{}/robot/send?key=k1", server_.port());
    webhook.may_be_private = true;
    return webhook;
  }
  std::string heard() {
    server_.stop();
    return heard_;
  }

 private:
  void hold(Conversation& peer) {
    const std::string head = peer.hear("\r\n\r\n");
    const std::size_t at = head.find("Content-Length: ");
    heard_ += head;
    if (at == std::string::npos) return;
    heard_ += peer.hear_bytes(std::stoul(head.substr(at + 16)));
    if (answer_.empty()) return peer.hear_rest();
    peer.say(answer_);
  }
  std::string answer_;
  std::string heard_;
  LoopbackServer server_{[this](Conversation& peer) { hold(peer); }};
};

std::string outcome(const Result<SendReport>& report) {
  return report ? std::to_string(report->code) : report.error().code;
}

TEST(PostWebhook, PostsTheJsonAndKeepsTheAnswer) {
  ChatHost host(ChatHost::http("200 OK", R"({"errcode":0,"errmsg":"ok"})"));
  const std::string message = R"({"msgtype":"text","text":{"content":"请\"报送\"\n"}})";
  const auto report = post_webhook(host.address(WebhookKind::wecom), message, kNow);
  ASSERT_TRUE(report) << report.error().text;
  EXPECT_EQ(*report, (SendReport{200, R"({"errcode":0,"errmsg":"ok"})"}));
  const std::string heard = host.heard();
  EXPECT_TRUE(heard.starts_with("POST /robot/send?key=k1 HTTP/1.1\r\n")) << heard;
  EXPECT_TRUE(contains(heard, "Content-Type: application/json; charset=utf-8\r\n"));
  EXPECT_FALSE(contains(heard, "Expect"));
  EXPECT_TRUE(heard.ends_with("\r\n\r\n" + message));
}

TEST(PostWebhook, SignsInTheAddressForDingTalk) {
  ChatHost host(ChatHost::http("200 OK", R"({"errcode":0})"));
  Webhook webhook = host.address(WebhookKind::dingtalk);
  webhook.secret = "SEC1";
  ASSERT_TRUE(post_webhook(webhook, "{}", kNow));
  // python3: hmac.new(b"SEC1", b"1299285007000\nSEC1", "sha256"), base64
  EXPECT_EQ(dingtalk_signature("SEC1", 1'299'285'007'000), "CjdZbkA7wSqDaR2fmFH2EBhWl5NZOtCeOgMiWOnHa2k=");
  EXPECT_TRUE(host.heard().starts_with(
      "POST /robot/send?key=k1&timestamp=1299285007000&sign=CjdZbkA7wSqDaR2fmFH2EBhWl5NZOtCeOgMiWOnHa2k%3D "
      "HTTP"))
      << host.heard();
}

TEST(PostWebhook, SignsInTheMessageForFeishu) {
  ChatHost host(ChatHost::http("200 OK", R"({"code":0,"data":{},"msg":"success"})"));
  Webhook webhook = host.address(WebhookKind::feishu);
  webhook.secret = "s2";
  ASSERT_TRUE(post_webhook(webhook, R"({"msg_type":"text"})", kNow));
  ASSERT_TRUE(post_webhook(webhook, "{ }", kNow));
  // python3: hmac.new(b"1299285007\ns2", b"", "sha256"), base64
  const std::string signature =
      R"({"timestamp":"1299285007","sign":"3+lZN5xiJUKJ6y/HEJ+m7dRJ7EOKd97JyI+hDUlfFtQ=")";
  EXPECT_TRUE(contains(host.heard(), signature + R"(,"msg_type":"text"})")) << host.heard();
  EXPECT_TRUE(host.heard().ends_with(signature + " }"));
}

TEST(PostWebhook, IsNotTakenWhenTheServiceSaysSo) {
  struct Case {
    WebhookKind kind;
    std::string answer;
    const char* outcome;
  };
  const std::string long_answer = R"({"errcode":0,"x":")" + std::string(70'000, 'x') + "\"}";
  for (const Case& each : {
           Case{WebhookKind::wecom, ChatHost::http("200 OK", R"({"errcode":93000,"errmsg":"bad key"})"),
                "NTF009"},
           Case{WebhookKind::feishu, ChatHost::http("200 OK", R"({"code":19021})"), "NTF009"},
           Case{WebhookKind::feishu, ChatHost::http("200 OK", R"({"errcode":0})"), "NTF010"},
           Case{WebhookKind::dingtalk, ChatHost::http("200 OK", "<html>portal</html>"), "NTF010"},
           Case{WebhookKind::dingtalk, ChatHost::http("200 OK", long_answer), "NTF010"},
           Case{WebhookKind::wecom, ChatHost::http("201 Created", R"({"errcode":0})"), "NTF008"},
           Case{WebhookKind::wecom, ChatHost::http("404 Not Found", "{}"), "NTF008"},
           Case{WebhookKind::plain, ChatHost::http("500 Oops", ""), "NTF008"},
           Case{WebhookKind::plain, ChatHost::http("204 No Content", ""), "204"},
           Case{WebhookKind::plain, "nonsense\r\n\r\n", "NTF002"},
       }) {
    ChatHost host(each.answer);
    EXPECT_EQ(outcome(post_webhook(host.address(each.kind), "{}", kNow)), each.outcome)
        << each.answer.substr(0, 200);
  }
}

TEST(PostWebhook, FollowsNoRedirect) {
  ChatHost second(ChatHost::http("200 OK", R"({"errcode":0})"));
  ChatHost first(
      ChatHost::http("302 Found", "", "Location: " + second.address(WebhookKind::wecom).url + "\r\n"));
  EXPECT_EQ(outcome(post_webhook(first.address(WebhookKind::wecom), "{}", kNow)), "NTF008");
  EXPECT_EQ(second.heard(), "");
}

TEST(PostWebhook, KnocksAtNoNeighbourUnlessAllowed) {
  ChatHost host(ChatHost::http("200 OK", R"({"errcode":0})"));
  Webhook webhook = host.address(WebhookKind::wecom);
  webhook.may_be_private = false;
  const int port = std::stoi(webhook.url.substr(17));
  for (const char* name :
       {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0.0.0.0"}) {
    for (const char* scheme : {"http", "https"}) {
      webhook.url = fmt::format("{}://{}:{}/", scheme, name, port);
      EXPECT_EQ(outcome(post_webhook(webhook, "{}", kNow)), "NTF007") << webhook.url;
    }
  }
  webhook.url = "https://169.254.169.254/";
  EXPECT_EQ(outcome(post_webhook(webhook, "{}", kNow)), "NTF007");
  webhook.may_be_private = true;  // a neighbour, but never the place where cloud machines keep credentials
  EXPECT_EQ(outcome(post_webhook(webhook, "{}", kNow)), "NTF007");
  webhook.url = "http://10.0.0.1/";  // in clear to this machine only
  EXPECT_EQ(outcome(post_webhook(webhook, "{}", kNow)), "NTF007");
  EXPECT_EQ(host.heard(), "");
}

TEST(PostWebhook, TakesOnlyAddressesOfTheWeb) {
  Webhook webhook;
  for (const char* url :
       {"", "not a url", "file:///etc/passwd", "ftp://example.cn/", "gopher://127.0.0.1:25/_x",
        "https://user:password@example.cn/", "smtp://127.0.0.1"}) {
    webhook.url = url;
    EXPECT_EQ(outcome(post_webhook(webhook, "{}", kNow)), "NTF007") << url;
  }
}

TEST(PostWebhook, GivesUpOnServersThatAreNotThereSilentOrWithoutTls) {
  Webhook webhook;
  webhook.may_be_private = true;
  webhook.url = fmt::format("http://127.0.0.1:{}/", silent_port());
  EXPECT_EQ(outcome(post_webhook(webhook, "{}", kNow)), "NTF002");

  ChatHost silent("");
  Webhook slow = silent.address(WebhookKind::wecom);
  slow.timeouts.total_ms = 200;
  EXPECT_EQ(outcome(post_webhook(slow, "{}", kNow)), "NTF003");

  LoopbackServer clear([](Conversation& peer) {
    peer.say("HTTP/1.1 400 Bad Request\r\n\r\n");
    peer.hear_rest();
  });
  webhook.url = fmt::format("https://127.0.0.1:{}/", clear.port());
  EXPECT_EQ(outcome(post_webhook(webhook, "{}", kNow)), "NTF004");
}

}  // namespace
}  // namespace chuangmo::notify
