#pragma once
#include <string>

#include "base/result.h"
#include "notify/mail_message.h"
#include "notify/send_report.h"
#include "notify/transfer.h"

namespace chuangmo::notify {

enum class MailSecurity {
  starttls,      // required; towards this machine itself not used, see must_encrypt_loopback
  tls,           // from the first byte, usually port 465
  opportunistic  // STARTTLS when offered: only where whoever runs the server says so
};

struct MailServer {
  std::string host;
  int port = 587;
  MailSecurity security = MailSecurity::starttls;
  bool must_encrypt_loopback = false;
  std::string user;  // empty: no login
  std::string password;
  std::string ca_file;  // PEM; empty: what the system trusts
  SendTimeouts timeouts;
};

// Sends one message by SMTP (RFC 5321, 3207, 4954). All recipients are taken or the message is not sent.
// NTF001 malformed message, and those of failure_of().
Result<SendReport> send_mail(const MailServer& server, const Mail& mail);

}  // namespace chuangmo::notify
