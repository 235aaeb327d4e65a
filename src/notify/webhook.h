#pragma once
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/result.h"
#include "notify/send_report.h"
#include "notify/transfer.h"

namespace chuangmo::notify {

enum class WebhookKind { wecom, dingtalk, feishu, plain };  // 企业微信 钉钉 飞书, a receiver of one's own

struct Webhook {
  WebhookKind kind = WebhookKind::wecom;
  std::string url;     // https; http only to this machine
  std::string secret;  // of DingTalk and Feishu robots that ask for a signature; empty: none
  // Private and loopback addresses are refused unless this is set: an address somebody typed in must not
  // make this machine knock at its neighbours.
  bool may_be_private = false;
  std::string ca_file;  // PEM; empty: what the system trusts
  SendTimeouts timeouts;
};

// base64(HMAC-SHA256): of DingTalk over "timestamp\nsecret" keyed by the secret, the timestamp in
// milliseconds; of Feishu over nothing keyed by "timestamp\nsecret", the timestamp in seconds.
std::string dingtalk_signature(std::string_view secret, std::int64_t timestamp_ms);
std::string feishu_signature(std::string_view secret, std::int64_t timestamp_s);

// Posts a JSON object. Taken means: HTTP 200 and errcode (Feishu: code) 0; of the plain kind any 2xx. The
// name is looked up once and the address connected to is the one that was judged. NTF007 address not allowed,
// NTF008 HTTP status, NTF009 the service says no, NTF010 an answer that cannot be read or is above 64 KiB,
// and those of failure_of().
Result<SendReport> post_webhook(const Webhook& webhook, std::string_view json, Instant now);

}  // namespace chuangmo::notify
