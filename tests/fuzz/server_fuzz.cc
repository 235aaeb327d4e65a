// The doors of server: h the head of a request, fed whole and in pieces; t a request target; c a Cookie
// field; p a page cursor; j a JSON body; a a host name and addresses; l a log line.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "fuzz.h"
#include "server/http/address.h"
#include "server/http/cursor.h"
#include "server/http/head_scanner.h"
#include "server/http/json_body.h"
#include "server/http/log.h"
#include "server/http/request_fields.h"
#include "server/http/target.h"

namespace chuangmo::fuzz {
namespace {

using server::HeadScanner;
using server::Refusal;

bool has_any_of(std::string_view text, std::string_view wanted) {
  return text.find_first_of(wanted) != std::string_view::npos;
}

// What was let in is what two readers of HTTP would agree on.
void check_head(server::RequestHead& head) {
  FUZZ_EXPECT(!head.method.empty() && head.target.front() == '/');
  FUZZ_EXPECT(!has_any_of(head.target, std::string_view(" \r\n\t\0#", 6)));
  FUZZ_EXPECT(head.fields.count("host") == 1 && head.fields.count("transfer-encoding") == 0);
  FUZZ_EXPECT(head.fields.count("content-length") <= 1);
  FUZZ_EXPECT(head.fields.size() <= server::HeadLimits().fields);
  for (std::size_t i = 0; i < head.fields.size(); ++i) {
    FUZZ_EXPECT(!head.fields.name(i).empty() &&
                !has_any_of(head.fields.name(i), std::string_view(" :\r\n\t\0", 6)));
    FUZZ_EXPECT(!has_any_of(head.fields.value(i), std::string_view("\r\n\0", 3)));
  }
}

void scan_head(std::string_view bytes) {
  HeadScanner whole{server::HeadLimits()};
  const std::size_t used = whole.feed(bytes);
  FUZZ_EXPECT(used <= bytes.size());
  FUZZ_EXPECT(!(whole.is_complete() && whole.refusal() != Refusal::none));
  if (whole.is_complete()) {
    FUZZ_EXPECT(bytes.substr(0, used).substr(used - 4) == "\r\n\r\n");
    check_head(whole.head());
  }
  // In pieces it may be refused earlier, but never read differently.
  const std::size_t size = bytes.size() % 5 + 1;
  HeadScanner pieces{server::HeadLimits()};
  std::size_t taken = 0;
  for (std::size_t at = 0; at < bytes.size(); at += size) taken += pieces.feed(bytes.substr(at, size));
  FUZZ_EXPECT(pieces.is_complete() == whole.is_complete());
  if (whole.is_complete()) {
    FUZZ_EXPECT(taken == used && pieces.head().target == whole.head().target);
    FUZZ_EXPECT(pieces.head().content_length == whole.head().content_length);
  }
}

void read_target(std::string_view text) {
  server::Target target;
  const std::string path = "/" + std::string(text);
  if (server::read_target(path, target) != Refusal::none) return;
  FUZZ_EXPECT(is_valid_utf8(target.path) && !target.segments.empty());
  for (const std::string& segment : target.segments) {
    FUZZ_EXPECT(segment != "." && segment != "..");
    FUZZ_EXPECT(!has_any_of(segment, std::string_view("/\\\r\n\0", 5)));
  }
  for (const auto& [name, value] : target.query) FUZZ_EXPECT(is_valid_utf8(name) && is_valid_utf8(value));
}

void read_cookie(std::string_view text) {
  const std::string_view name = take_line(text);
  if (name.empty() || has_any_of(name, "=; \t")) return;
  const auto value = server::cookie_value(text, name);
  if (value) FUZZ_EXPECT(!has_any_of(*value, std::string_view(";,\" \r\n\0", 7)));
}

void read_cursor(std::string_view text) {
  const auto position = server::decode_cursor("list", text);
  if (position)
    FUZZ_EXPECT(server::encode_cursor("list", *position) == text);
  else
    check_failure(position.error());
  FUZZ_EXPECT(server::decode_cursor("list", server::encode_cursor("list", text)).value_or("") == text ||
              text.size() > 700);
  FUZZ_EXPECT(decode_base64url(encode_base64url(text)).value() == text);
}

void read_json(std::string_view text) {
  const auto json = server::read_json(text);
  if (!json) {
    FUZZ_EXPECT(is_valid_utf8(json.error().text));
    return check_failure(json.error());
  }
  const std::string again = json->dump();
  FUZZ_EXPECT(is_valid_utf8(again));
  FUZZ_EXPECT(server::read_json(again).value() == *json);
}

void read_addresses(std::string_view text) {
  static const server::HostNames hosts({"example.gov.cn", "localhost:8080", "[::1]"});
  const Refusal verdict = hosts.judge(text);
  if (verdict == Refusal::none) FUZZ_EXPECT(!has_any_of(text, std::string_view(" /@,\r\n\0", 7)));
  const std::string address = server::canonical_address(text);
  FUZZ_EXPECT(server::canonical_address(address) == address);
  FUZZ_EXPECT(!server::client_address("10.0.0.1", text, {"10.0.0.1"}).empty());
  if (!address.empty()) FUZZ_EXPECT(!server::address_group(address).empty());
}

void write_log(std::string_view text) {
  std::string json = "\"";
  server::append_escaped(json, text);
  FUZZ_EXPECT(!has_any_of(json, std::string_view("\n\r\0", 3)));
  const auto read = nlohmann::json::parse(json + "\"");
  if (is_valid_utf8(text)) FUZZ_EXPECT(read.get<std::string>() == text);
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  const Knock input = knock(bytes, size, "htcpjal");
  if (input.door == 'h') scan_head(input.text);
  if (input.door == 't') read_target(input.text);
  if (input.door == 'c') read_cookie(input.text);
  if (input.door == 'p') read_cursor(input.text);
  if (input.door == 'j') read_json(input.text);
  if (input.door == 'a') read_addresses(input.text);
  if (input.door == 'l') write_log(input.text);
  return 0;
}
