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

// The JSON bodies that the robots take (企业微信 群机器人, 钉钉 自定义机器人, 飞书 自定义机器人), cut at a
// character where the text is too long for `limit_bytes` (ChannelLimit::body_bytes; 0: no limit) and then
// ended by a line that says so. WeCom counts the markdown alone, the other two the whole body. Signatures are
// the sender's.
std::string wecom_body(const ChatText& text, int limit_bytes);
std::string dingtalk_body(const ChatText& text, int limit_bytes);

std::string feishu_body(const ChatText& text, int limit_bytes);

// By channel name: the body of "wecom", "dingtalk" or "feishu". WRK042 any other.
Result<std::string> webhook_body(std::string_view channel, const ChatText& text, int limit_bytes);

}  // namespace chuangmo::workflow
