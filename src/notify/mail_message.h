#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::notify {

struct MailAddress {
  std::string name;     // "创模办"; may be empty
  std::string address;  // "office@example.cn"; ASCII
};

struct Mail {
  MailAddress from;
  std::vector<MailAddress> to;  // at least one
  std::string subject;
  std::string text;  // plain text, UTF-8
  std::string id;    // left part of the Message-ID: letters, digits, '.', '-', '_'; one for ever
  Instant date;
};

// The message as it travels (RFC 5322, 2045, 2047): headers in ASCII, body in base64, lines ended by CR LF
// and at most 78 bytes. NTF001: an address, name, subject or id that is none, or that holds control
// characters, with which headers could be smuggled in.
Result<std::string> mail_bytes(const Mail& mail);

}  // namespace chuangmo::notify
