#include "notify/webhook.h"

#include <array>
#include <fmt/format.h>
#include <memory>
#include <sys/socket.h>

#include "base/base64.h"
#include "base/hmac.h"
#include "base/text.h"
#include "notify/address_reach.h"
#include "notify/json_member.h"

namespace chuangmo::notify {
namespace {

constexpr std::size_t kMaxAnswerBytes = 64 << 10;
constexpr const char* kAskOffice = "请核对机器人地址；确需发往内网时由系统管理员放行";

// What they answer stands on the services' own pages: developer.work.weixin.qq.com/document/path/91770,
// open.dingtalk.com/document/robots/custom-robot-access,
// open.feishu.cn/document/client-docs/bot-v3/add-custom-bot.
// The member of the answer that is 0 when all is well; "": the HTTP status alone tells.
const char* outcome_member(WebhookKind kind) {
  constexpr std::array kMembers{"errcode", "errcode", "code", ""};
  return kMembers.at(static_cast<std::size_t>(kind));
}

// ---- where to

struct UrlClose {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlClose>;

std::string part_of(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return "";
  std::string copy(text);
  curl_free(text);
  return copy;
}

struct Target {
  std::string url;
  std::string host;
  bool is_plain_http = false;
};

Result<Target> read_target(const Webhook& webhook) {
  Url url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, webhook.url.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK) {
    return fail("NTF007", "机器人地址不是网址", "请从群机器人的设置里复制完整地址");
  }
  const std::string scheme = part_of(url, CURLUPART_SCHEME);
  if (scheme != "https" && scheme != "http") {
    return fail("NTF007", "机器人地址应以 https:// 开头", "请从群机器人的设置里复制完整地址");
  }
  return Target{part_of(url, CURLUPART_URL), part_of(url, CURLUPART_HOST), scheme == "http"};
}

std::string url_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    out += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// ---- signatures go into the address (DingTalk) or the message (Feishu)

std::string signed_url(const Webhook& webhook, const std::string& url, Instant now) {
  if (webhook.kind != WebhookKind::dingtalk || webhook.secret.empty()) return url;
  const std::int64_t timestamp_ms = now.seconds * 1000;
  return fmt::format("{}{}timestamp={}&sign={}", url, contains(url, "?") ? '&' : '?', timestamp_ms,
                     url_encoded(dingtalk_signature(webhook.secret, timestamp_ms)));
}

std::string signed_body(const Webhook& webhook, std::string_view json, Instant now) {
  if (webhook.kind != WebhookKind::feishu || webhook.secret.empty() || !json.starts_with('{')) {
    return std::string(json);
  }
  const std::string_view rest = json.substr(1);
  return fmt::format(R"({{"timestamp":"{}","sign":"{}"{}{})", now.seconds,
                     feishu_signature(webhook.secret, now.seconds), trim(rest) == "}" ? "" : ",", rest);
}

// ---- the connection

struct AddressGuard {
  bool may_be_private = false;
  bool must_be_loopback = false;
  bool has_refused = false;

  bool permits(AddressReach reach) const {
    if (must_be_loopback) return may_be_private && reach == AddressReach::loopback;
    if (reach == AddressReach::open) return true;
    return may_be_private && (reach == AddressReach::site || reach == AddressReach::loopback);
  }
};

curl_socket_t open_permitted(void* client, curlsocktype, curl_sockaddr* address) {
  auto& guard = *static_cast<AddressGuard*>(client);
  if (!guard.permits(address_reach(address->addr))) {
    guard.has_refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct Answer {
  std::string body;
  bool is_too_large = false;
};

std::size_t keep_answer(char* bytes, std::size_t size, std::size_t count, void* client) {
  auto& answer = *static_cast<Answer*>(client);
  if (answer.body.size() + size * count > kMaxAnswerBytes) {
    answer.is_too_large = true;
    return 0;
  }
  answer.body.append(bytes, size * count);
  return size * count;
}

Result<SendReport> judge(WebhookKind kind, long status, const std::string& body, std::string_view peer) {
  const std::string said = printable(body);
  const std::string_view outcome = outcome_member(kind);
  const bool is_good = outcome.empty() ? status >= 200 && status < 300 : status == 200;
  if (!is_good) {
    return fail("NTF008", fmt::format("{} 答复 HTTP {} {}", peer, status, said),
                "请核对机器人地址；或稍后重试");
  }
  if (outcome.empty()) return SendReport{status, said};
  const auto code = integer_member(body, outcome);
  if (!code) return fail("NTF010", fmt::format("{} 的答复读不懂：{}", peer, said), "请核对机器人地址和种类");
  if (*code != 0) {
    return fail("NTF009", fmt::format("{} 没有收下：{}", peer, said), "请按答复所说核对密钥、关键词和频率");
  }
  return SendReport{status, said};
}

}  // namespace

std::string dingtalk_signature(std::string_view secret, std::int64_t timestamp_ms) {
  return encode_base64(hmac_sha256(secret, fmt::format("{}\n{}", timestamp_ms, secret)));
}

std::string feishu_signature(std::string_view secret, std::int64_t timestamp_s) {
  return encode_base64(hmac_sha256(fmt::format("{}\n{}", timestamp_s, secret), ""));
}

Result<SendReport> post_webhook(const Webhook& webhook, std::string_view json, Instant now) {
  CHUANGMO_TRY(target, read_target(webhook));
  const std::string body = signed_body(webhook, json, now);
  const std::string peer = "机器人 " + target.host;
  AddressGuard guard{webhook.may_be_private, target.is_plain_http};
  Answer answer;
  Transfer transfer(webhook.timeouts);
  transfer.set_text(CURLOPT_PROTOCOLS_STR, "http,https");
  transfer.set_text(CURLOPT_URL, signed_url(webhook, target.url, now));
  if (!webhook.ca_file.empty()) transfer.set_text(CURLOPT_CAINFO, webhook.ca_file);
  transfer.append(CURLOPT_HTTPHEADER, "Content-Type: application/json; charset=utf-8");
  transfer.append(CURLOPT_HTTPHEADER, "Expect:");  // no waiting for 100 Continue
  transfer.set_number(CURLOPT_POST, 1);
  transfer.set_number(CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  transfer.set_text(CURLOPT_POSTFIELDS, body);
  curl_easy_setopt(transfer.handle(), CURLOPT_OPENSOCKETFUNCTION, open_permitted);
  curl_easy_setopt(transfer.handle(), CURLOPT_OPENSOCKETDATA, &guard);
  curl_easy_setopt(transfer.handle(), CURLOPT_WRITEFUNCTION, keep_answer);
  curl_easy_setopt(transfer.handle(), CURLOPT_WRITEDATA, &answer);
  const CURLcode outcome = transfer.perform();
  if (outcome == CURLE_OK) return judge(webhook.kind, transfer.response_code(), answer.body, peer);
  if (answer.is_too_large) return fail("NTF010", peer + " 的答复过长", "请核对机器人地址");
  if (guard.has_refused && outcome == CURLE_COULDNT_CONNECT) {
    return fail("NTF007",
                peer + (target.is_plain_http ? " 不在本机，不能用 http 明文" : " 的地址在内网或本机"),
                kAskOffice);
  }
  return tl::unexpected(failure_of(outcome, 0, "", peer));
}

}  // namespace chuangmo::notify
