#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::workflow {

// What a group chat is told. Both are plain text: what would mention people, link or format is written
// full-width.
struct ChatText {
  std::string title;
  std::string body;
};

// HMAC-SHA256 (key, message) -> 32 bytes; who sends it has one.
using Hmac = std::function<std::string(std::string_view key, std::string_view message)>;

// The JSON bodies that the robots take (企业微信 群机器人, 钉钉 自定义机器人, 飞书 自定义机器人), cut at a
// character where the text is too long for `limit_bytes` (ChannelLimit::body_bytes; 0: no limit) and then
// ended by a line that says so. WeCom counts the markdown alone, the other two the whole body.
std::string wecom_body(const ChatText& text, int limit_bytes);
std::string dingtalk_body(const ChatText& text, int limit_bytes);

// Feishu's signature travels in the body, DingTalk's behind the address.
struct FeishuSignature {
  std::int64_t timestamp_s = 0;
  std::string sign;
};
std::string feishu_body(const ChatText& text, int limit_bytes,
                        const std::optional<FeishuSignature>& signature);

// The string that is signed: timestamp, line feed, secret.
std::string signing_text(std::int64_t timestamp, std::string_view secret);
// "&timestamp=1577262236757&sign=...", to stand behind the address; timestamp in milliseconds.
std::string dingtalk_query(std::int64_t timestamp_ms, std::string_view secret, const Hmac& hmac);
FeishuSignature feishu_signature(std::int64_t timestamp_s, std::string_view secret, const Hmac& hmac);

// By channel name: the body of "wecom", "dingtalk" or "feishu". WRK042 any other.
Result<std::string> webhook_body(std::string_view channel, const ChatText& text, int limit_bytes,
                                 const std::optional<FeishuSignature>& signature);

}  // namespace chuangmo::workflow
