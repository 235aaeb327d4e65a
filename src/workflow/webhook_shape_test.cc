#include "workflow/webhook_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace chuangmo::workflow {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

const ChatText kText{"红色督办1项", "【红色督办】市统计局\n事项：2010年报送\n"};

TEST(WebhookShape, WeCom) {
  const Json body = Json::parse(wecom_body(kText, 4096));
  EXPECT_EQ(body["msgtype"], "markdown");
  EXPECT_EQ(body["markdown"]["content"], "**红色督办1项**\n【红色督办】市统计局\n事项：2010年报送\n");
  EXPECT_EQ(body.size(), 2U);
}

TEST(WebhookShape, DingTalk) {
  const Json body = Json::parse(dingtalk_body(kText, 20000));
  EXPECT_EQ(body["msgtype"], "markdown");
  EXPECT_EQ(body["markdown"]["title"], "红色督办1项");
  EXPECT_EQ(body["markdown"]["text"], "**红色督办1项**\n\n【红色督办】市统计局  \n事项：2010年报送  \n");
}

TEST(WebhookShape, FeishuWithAndWithoutSignature) {
  const Json plain = Json::parse(feishu_body(kText, 30000, std::nullopt));
  EXPECT_EQ(plain["msg_type"], "post");
  const Json& post = plain["content"]["post"]["zh_cn"];
  EXPECT_EQ(post["title"], "红色督办1项");
  EXPECT_EQ(post["content"][0][0]["tag"], "text");
  EXPECT_EQ(post["content"][0][0]["text"], kText.body);
  EXPECT_FALSE(plain.contains("sign"));
  const Json signed_body = Json::parse(feishu_body(kText, 30000, FeishuSignature{1599360473, "abc="}));
  EXPECT_EQ(signed_body["timestamp"], "1599360473");
  EXPECT_EQ(signed_body["sign"], "abc=");
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "期限\"已过\n";
  return text;
}

TEST(WebhookShape, LongTextsAreCutAtACharacterWithinTheLimit) {
  const ChatText text{"标题", long_text()};
  for (int limit = 200; limit < 215; ++limit) {
    const std::string content = Json::parse(wecom_body(text, limit))["markdown"]["content"];
    EXPECT_LE(content.size(), static_cast<std::size_t>(limit));
    EXPECT_GT(content.size(), static_cast<std::size_t>(limit) - 4);  // no character is longer
    EXPECT_TRUE(is_valid_utf8(content));
    EXPECT_THAT(content, EndsWith("（内容较多，其余请登录系统查看）"));
  }
  for (int limit = 400; limit < 420; ++limit) {
    for (const std::string& body : {dingtalk_body(text, limit), feishu_body(text, limit, std::nullopt)}) {
      EXPECT_LE(body.size(), static_cast<std::size_t>(limit));
      EXPECT_GT(body.size(), static_cast<std::size_t>(limit) - 8);
      EXPECT_TRUE(is_valid_utf8(body));
      EXPECT_FALSE(Json::parse(body).is_discarded());
    }
  }
  EXPECT_GT(wecom_body(text, 0).size(), text.body.size());
  const std::string full = Json::parse(wecom_body({"t", std::string(9000, 'x')}, 300))["markdown"]["content"];
  EXPECT_EQ(full.size(), 300U) << "nothing is given away";
}

TEST(WebhookShape, WordsOfUnitsMentionNobodyAndLinkNowhere) {
  const ChatText text{
      "标题", "<at user_id=\"all\">所有人</at> <@all> [点此](http://x) `rm` <font color=\"warning\">"};
  for (const std::string_view channel : {"wecom", "dingtalk", "feishu"}) {
    const std::string body = webhook_body(channel, text, 4096, std::nullopt).value();
    EXPECT_THAT(body, Not(HasSubstr("<")));
    EXPECT_THAT(body, Not(HasSubstr("@")));
    EXPECT_THAT(body, Not(HasSubstr("[点此]")));
    EXPECT_THAT(body, Not(HasSubstr("`")));
  }
}

TEST(WebhookShape, DamagedTextStillMakesJson) {
  EXPECT_FALSE(Json::parse(wecom_body({"a\xff", "b\xe5\x8d"}, 0)).is_discarded());
}

TEST(WebhookShape, OtherChannelsAreRefused) {
  const auto body = webhook_body("slack", kText, 0, std::nullopt);
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().code, "WRK042");
}

// Keys and messages as they were given; the bytes exercise what base64 and an address disagree about.
TEST(Signatures, OfDingTalkStandBehindTheAddress) {
  std::string key;
  std::string message;
  const std::string query =
      dingtalk_query(1577262236757, "SECabc", [&](std::string_view k, std::string_view m) {
        key = k;
        message = m;
        return std::string("\xfb\xff\xfe\x00", 4);
      });
  EXPECT_EQ(key, "SECabc");
  EXPECT_EQ(message, "1577262236757\nSECabc");
  EXPECT_EQ(query, "&timestamp=1577262236757&sign=%2B%2F%2F%2BAA%3D%3D");
}

TEST(Signatures, OfFeishuMakeTheTextTheKey) {
  std::string key;
  std::string message = "x";
  const FeishuSignature signature =
      feishu_signature(1599360473, "abc", [&](std::string_view k, std::string_view m) {
        key = k;
        message = m;
        return std::string("foobar");
      });
  EXPECT_EQ(key, "1599360473\nabc");
  EXPECT_EQ(message, "");
  EXPECT_EQ(signature.sign, "Zm9vYmFy");  // RFC 4648 10
  EXPECT_EQ(signature.timestamp_s, 1599360473);
}

TEST(Signatures, Base64OfRfc4648) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}};
  for (const auto& [bytes, text] : rows)
    EXPECT_EQ(feishu_signature(0, "", [&](auto, auto) { return bytes; }).sign, text);
}

}  // namespace
}  // namespace chuangmo::workflow
