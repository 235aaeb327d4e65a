#include "notify/mail.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::notify {
namespace {

bool is_loopback_name(std::string_view host) {
  return host == "localhost" || host == "::1" || host == "[::1]" || host.starts_with("127.");
}

struct Unsent {
  std::string_view bytes;
};

std::size_t give_bytes(char* buffer, std::size_t size, std::size_t count, void* client) {
  auto& unsent = *static_cast<Unsent*>(client);
  const std::size_t taken = std::min(size * count, unsent.bytes.size());
  std::memcpy(buffer, unsent.bytes.data(), taken);
  unsent.bytes.remove_prefix(taken);
  return taken;
}

// What the server says: its last word, and the first with which it refused (libcurl says QUIT after that).
struct Heard {
  std::string last;
  std::string refusal;
};

std::size_t keep_line(char* bytes, std::size_t size, std::size_t count, void* client) {
  auto& heard = *static_cast<Heard*>(client);
  heard.last = printable({bytes, size * count});
  const bool is_refusal = heard.last.starts_with('4') || heard.last.starts_with('5');
  if (is_refusal && heard.refusal.empty()) heard.refusal = heard.last;
  return size * count;
}

long use_of_tls(const MailServer& server) {
  if (server.security == MailSecurity::opportunistic) return CURLUSESSL_TRY;
  const bool is_exempt = is_loopback_name(server.host) && !server.must_encrypt_loopback;
  return is_exempt && server.security == MailSecurity::starttls ? CURLUSESSL_NONE : CURLUSESSL_ALL;
}

void address_server(Transfer& transfer, const MailServer& server) {
  const char* scheme = server.security == MailSecurity::tls ? "smtps" : "smtp";
  const bool is_bare_v6 = contains(server.host, ":") && !server.host.starts_with('[');
  transfer.set_text(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  transfer.set_text(CURLOPT_URL, is_bare_v6 ? fmt::format("{}://[{}]:{}", scheme, server.host, server.port)
                                            : fmt::format("{}://{}:{}", scheme, server.host, server.port));
  transfer.set_number(CURLOPT_USE_SSL, use_of_tls(server));
  if (!server.ca_file.empty()) transfer.set_text(CURLOPT_CAINFO, server.ca_file);
  if (server.user.empty()) return;
  transfer.set_text(CURLOPT_USERNAME, server.user);
  transfer.set_text(CURLOPT_PASSWORD, server.password);
}

void address_message(Transfer& transfer, const Mail& mail) {
  transfer.set_text(CURLOPT_MAIL_FROM, "<" + mail.from.address + ">");
  for (const MailAddress& each : mail.to) transfer.append(CURLOPT_MAIL_RCPT, "<" + each.address + ">");
}

// The name and port of a server reach libcurl inside a URL.
bool is_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '.' || c == '_' || c == ':' || c == '[' || c == ']';
  });
}

}  // namespace

Result<SendReport> send_mail(const MailServer& server, const Mail& mail) {
  if (!is_host(server.host)) {
    return fail("NTF001", "邮件服务器名不能用：" + quote(server.host), "请填写主机名，如 smtp.example.cn");
  }
  CHUANGMO_TRY(bytes, mail_bytes(mail));
  Unsent unsent{bytes};
  Heard heard;
  Transfer transfer(server.timeouts);  // goes before those, as it may still hear when it closes
  address_server(transfer, server);
  address_message(transfer, mail);
  transfer.set_number(CURLOPT_UPLOAD, 1);
  curl_easy_setopt(transfer.handle(), CURLOPT_READFUNCTION, give_bytes);
  curl_easy_setopt(transfer.handle(), CURLOPT_READDATA, &unsent);
  curl_easy_setopt(transfer.handle(), CURLOPT_HEADERFUNCTION, keep_line);
  curl_easy_setopt(transfer.handle(), CURLOPT_HEADERDATA, &heard);
  const CURLcode outcome = transfer.perform();
  const long code = transfer.response_code();
  if (outcome == CURLE_OK) return SendReport{code, heard.last};
  return tl::unexpected(
      failure_of(outcome, code, heard.refusal, fmt::format("邮件服务器 {}:{}", server.host, server.port)));
}

}  // namespace chuangmo::notify
