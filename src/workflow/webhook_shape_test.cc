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

TEST(WebhookShape, FeishuIsAPost) {
  const Json plain = Json::parse(feishu_body(kText, 30000));
  EXPECT_EQ(plain["msg_type"], "post");
  const Json& post = plain["content"]["post"]["zh_cn"];
  EXPECT_EQ(post["title"], "红色督办1项");
  EXPECT_EQ(post["content"][0][0]["tag"], "text");
  EXPECT_EQ(post["content"][0][0]["text"], kText.body);
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
    for (const std::string& body : {dingtalk_body(text, limit), feishu_body(text, limit)}) {
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
    const std::string body = webhook_body(channel, text, 4096).value();
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
  const auto body = webhook_body("slack", kText, 0);
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().code, "WRK042");
}

}  // namespace
}  // namespace chuangmo::workflow
