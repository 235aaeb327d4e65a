#include "notify/mail_message.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/base64.h"
#include "base/text.h"

namespace chuangmo::notify {
namespace {

constexpr std::size_t kMaxAddressBytes = 254;  // RFC 5321 4.5.3.1.3, without the angle brackets
constexpr std::size_t kMaxHeaderBytes = 2'000;
constexpr std::size_t kMaxRecipients = 100;    // RFC 5321 4.5.3.1.8
constexpr std::size_t kEncodedWordBytes = 39;  // 52 letters of base64: 73 with "Subject: " (RFC 2047: 76)
constexpr std::size_t kBodyLineBytes = 57;     // 76 letters of base64 (RFC 2045 6.8)

tl::unexpected<Failure> malformed(std::string_view what, std::string_view value) {
  return fail("NTF001", fmt::format("{}不能用于邮件：{}", what, quote(value)), "请改正后重试");
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_made_of(std::string_view text, std::string_view signs) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [signs](char c) {
    return is_letter_or_digit(c) || signs.find(c) != std::string_view::npos;
  });
}

// A dot-atom at a domain (RFC 5321 4.1.2); quoted local parts and address literals are not taken.
bool is_address(std::string_view address) {
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos || address.size() > kMaxAddressBytes) return false;
  return is_made_of(address.substr(0, at), "!#$%&'*+-/=?^_`{|}~.") &&
         is_made_of(address.substr(at + 1), "-.");
}

bool is_header_text(std::string_view text) {
  return text.size() <= kMaxHeaderBytes && !has_control(text) && is_valid_utf8(text);
}

// At most `most` bytes from the front, not through a character.
std::size_t whole_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return most;
}

// Encoded words (RFC 2047), folded; always, so that no text can be taken for syntax.
std::string encoded_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t count = whole_characters(text, kEncodedWordBytes);
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + encode_base64(text.substr(0, count)) + "?=";
    text.remove_prefix(count);
  }
  return out;
}

std::string mailbox(const MailAddress& address) {
  if (address.name.empty()) return "<" + address.address + ">";
  return encoded_words(address.name) + "\r\n <" + address.address + ">";
}

std::string date_text(Instant instant) {  // RFC 5322 3.3
  constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date date = instant.date();
  const YearMonthDay civil = date.civil();
  const std::int64_t second = instant.seconds - Instant::at(date).seconds;
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0800",
                     kDays.at(static_cast<std::size_t>(date.weekday() - 1)), civil.day,
                     kMonths.at(static_cast<std::size_t>(civil.month - 1)), civil.year, second / 3600,
                     second / 60 % 60, second % 60);
}

// Text in its canonical form (RFC 2045 2.7, 4.1.1: lines end in CR LF), in lines of base64.
std::string body_text(std::string_view text) {
  const std::string lines = replace_all(replace_all(std::string(text), "\r\n", "\n"), "\n", "\r\n");
  std::string out;
  for (std::string_view rest = lines; !rest.empty();
       rest.remove_prefix(std::min(rest.size(), kBodyLineBytes))) {
    out += encode_base64(rest.substr(0, kBodyLineBytes)) + "\r\n";
  }
  return out;
}

Result<void> check_mailbox(const MailAddress& address) {
  if (!is_address(address.address)) return malformed("邮箱地址", address.address);
  if (!is_header_text(address.name)) return malformed("姓名", address.name);
  return {};
}

Result<void> check(const Mail& mail) {
  CHUANGMO_CHECK(check_mailbox(mail.from));
  for (const MailAddress& each : mail.to) CHUANGMO_CHECK(check_mailbox(each));
  if (mail.to.empty() || mail.to.size() > kMaxRecipients) {
    return malformed("收件人数", std::to_string(mail.to.size()));
  }
  if (!is_header_text(mail.subject)) return malformed("主题", mail.subject);
  if (!is_made_of(mail.id, ".-_") || mail.id.size() > kMaxAddressBytes) return malformed("编号", mail.id);
  if (!is_valid_utf8(mail.text)) return malformed("正文", mail.text);
  return {};
}

}  // namespace

Result<std::string> mail_bytes(const Mail& mail) {
  CHUANGMO_CHECK(check(mail));
  std::vector<std::string> recipients;
  for (const MailAddress& each : mail.to) recipients.push_back(mailbox(each));
  std::string out = "Date: " + date_text(mail.date) + "\r\n";
  out += "From: " + mailbox(mail.from) + "\r\n";
  out += "To: " + join(recipients, ",\r\n ") + "\r\n";
  out += "Subject: " + encoded_words(mail.subject) + "\r\n";
  out += "Message-ID:\r\n <" + mail.id + mail.from.address.substr(mail.from.address.find('@')) + ">\r\n";
  out += "Auto-Submitted: auto-generated\r\n";  // RFC 3834: no out-of-office answers to this
  out += "MIME-Version: 1.0\r\n";
  out += "Content-Type: text/plain; charset=utf-8\r\n";
  out += "Content-Transfer-Encoding: base64\r\n\r\n";
  return out + body_text(mail.text);
}

}  // namespace chuangmo::notify
