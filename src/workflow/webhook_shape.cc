#include "workflow/webhook_shape.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "base/unicode.h"

namespace chuangmo::workflow {
namespace {

constexpr std::string_view kCutLine = "\n……（内容较多，其余请登录系统查看）";

struct Widened {
  std::string_view narrow;
  std::string_view wide;
};
// <at user_id="all">, <@all>, <font>, [text](address), `code`: what a unit writes must not do these.
constexpr std::array<Widened, 6> kWidened{
    {{"<", "＜"}, {">", "＞"}, {"[", "［"}, {"]", "］"}, {"`", "｀"}, {"@", "＠"}}};

std::string plain(std::string text) {
  for (const Widened& row : kWidened) text = replace_all(std::move(text), row.narrow, row.wide);
  return text;
}

std::string json_text(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// The longest front of whole characters within `bytes`.
std::string_view front(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t size = next_character(text, at).size;
    if (at + size > bytes) break;
    at += size;
  }
  return text.substr(0, at);
}

// The text as it is when `size_of` it is within the limit, else the longest front of it with the line that
// says it was cut.
template <class SizeOf>
std::string fitted(const std::string& text, int limit_bytes, SizeOf size_of) {
  const auto limit = static_cast<std::size_t>(limit_bytes);
  if (limit_bytes <= 0 || size_of(text) <= limit) return text;
  const auto cut_at = [&](std::size_t bytes) {
    return std::string(front(text, bytes)) + std::string(kCutLine);
  };
  std::size_t fits = 0;
  std::size_t too_long = text.size();
  while (fits + 1 < too_long) {
    const std::size_t middle = fits + (too_long - fits) / 2;
    (size_of(cut_at(middle)) <= limit ? fits : too_long) = middle;
  }
  return cut_at(fits);
}

template <class Shape>
std::string fitted_body(const std::string& text, int limit_bytes, Shape shape) {
  return shape(fitted(text, limit_bytes, [&](const std::string& each) { return shape(each).size(); }));
}

// Markdown joins lines that one line feed separates; two blanks before it keep them apart.
std::string with_line_breaks(const std::string& text) {
  return replace_all(text, "\n", "  \n");
}

}  // namespace

std::string wecom_body(const ChatText& text, int limit_bytes) {
  const std::string markdown = "**" + plain(text.title) + "**\n" + plain(text.body);
  const std::string content =
      fitted(markdown, limit_bytes, [](const std::string& each) { return each.size(); });
  return json_text({{"msgtype", "markdown"}, {"markdown", {{"content", content}}}});
}

std::string dingtalk_body(const ChatText& text, int limit_bytes) {
  const std::string title = plain(text.title);
  const std::string markdown = "**" + title + "**\n\n" + with_line_breaks(plain(text.body));
  return fitted_body(markdown, limit_bytes, [&](const std::string& content) {
    return json_text({{"msgtype", "markdown"}, {"markdown", {{"title", title}, {"text", content}}}});
  });
}

std::string feishu_body(const ChatText& text, int limit_bytes) {
  const std::string title = plain(text.title);
  return fitted_body(plain(text.body), limit_bytes, [&](const std::string& content) {
    using Json = nlohmann::ordered_json;
    Json body = Json::object();
    body["msg_type"] = "post";
    const Json line = Json::array({Json{{"tag", "text"}, {"text", content}}});
    body["content"]["post"]["zh_cn"] = Json{{"title", title}, {"content", Json::array({line})}};
    return json_text(body);
  });
}

Result<std::string> webhook_body(std::string_view channel, const ChatText& text, int limit_bytes) {
  if (channel == "wecom") return wecom_body(text, limit_bytes);
  if (channel == "dingtalk") return dingtalk_body(text, limit_bytes);
  if (channel == "feishu") return feishu_body(text, limit_bytes);
  return fail("WRK042", "不认识的群机器人：" + quote(channel),
              "可用的有 wecom（企业微信）、dingtalk（钉钉）、feishu（飞书）");
}

}  // namespace chuangmo::workflow
