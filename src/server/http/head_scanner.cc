#include "server/http/head_scanner.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chuangmo::server {
namespace {

// RFC 9110, 5.6.2.
constexpr bool is_token_character(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

constexpr std::array<bool, 256> table_of(bool (*is_in)(char)) {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = is_in(static_cast<char>(i));
  return table;
}
constexpr std::array<bool, 256> kToken = table_of(is_token_character);

// Browsers leave some characters of a query as they are that RFC 3986 would have escaped; none of these
// separates anything.
constexpr bool is_query_character(char c) {
  return c > 0x20 && c < 0x7F && std::string_view("\"#<>\\").find(c) == std::string_view::npos;
}
constexpr bool is_path_character(char c) {
  return is_query_character(c) && std::string_view("^`{|}[]").find(c) == std::string_view::npos;
}
constexpr std::array<bool, 256> kQuery = table_of(is_query_character);
constexpr std::array<bool, 256> kPath = table_of(is_path_character);

constexpr bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}
constexpr std::array<bool, 256> kControl = table_of(is_control);

bool is_all(std::string_view text, const std::array<bool, 256>& table) {
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return table.at(static_cast<unsigned char>(c)); });
}
bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return kControl.at(static_cast<unsigned char>(c)); });
}

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

constexpr std::array<std::string_view, 7> kMethods{"GET",   "HEAD",   "POST",   "PUT",
                                                   "PATCH", "DELETE", "OPTIONS"};

Refusal fault_of_target(std::string_view target) {
  if (target.empty() || target.front() != '/') return Refusal::target_form;
  const std::size_t question = std::min(target.find('?'), target.size());
  if (!is_all(target.substr(0, question), kPath)) return Refusal::target_character;
  if (!is_all(target.substr(question), kQuery)) return Refusal::target_character;
  return Refusal::none;
}

// RFC 9112, 2.3: exactly eight characters.
Refusal read_version(std::string_view text, int& minor) {
  const bool is_version = text.size() == 8 && text.substr(0, 5) == "HTTP/" && text[6] == '.' &&
                          text[5] >= '0' && text[5] <= '9' && text[7] >= '0' && text[7] <= '9';
  if (!is_version) return Refusal::request_line;
  if (text[5] != '1' || text[7] > '1') return Refusal::version;
  minor = text[7] - '0';
  return Refusal::none;
}

// Of these a second one changes the meaning for whoever reads the other one.
constexpr std::array<std::string_view, 9> kOnce{"content-type", "authorization",   "cookie",
                                                "origin",       "referer",         "expect",
                                                "range",        "idempotency-key", "content-encoding"};

bool is_body_method(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

}  // namespace

void HeadScanner::reset() {
  head_ = RequestHead();
  partial_.clear();
  taken_ = 0;
  has_request_line_ = has_leading_line_ = is_complete_ = false;
  refusal_ = Refusal::none;
}

std::size_t HeadScanner::feed(std::string_view bytes) {
  std::size_t used = 0;
  while (used < bytes.size() && !is_complete_ && refusal_ == Refusal::none)
    used += take_line(bytes.substr(used));
  return used;
}

// Up to the next line end, or all there is of a line.
std::size_t HeadScanner::take_line(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  const std::string_view piece = bytes.substr(0, end == std::string_view::npos ? end : end + 1);
  taken_ += piece.size();
  const bool is_url_too_long = !has_request_line_ && partial_.size() + piece.size() > limits_.url + 32;
  if (is_url_too_long) refuse(Refusal::url_too_long);
  if (taken_ > limits_.head) refuse(Refusal::head_too_large);
  if (refusal_ != Refusal::none) return piece.size();

  if (end == std::string_view::npos) {
    partial_.append(piece);
    const std::string_view seen = std::string_view(partial_).substr(0, partial_.size() - 1);
    if (seen.find('\r') != std::string_view::npos)
      refuse(Refusal::line_end);
    else if (has_control(partial_.back() == '\r' ? seen : std::string_view(partial_)))
      refuse(has_request_line_ ? Refusal::field_value : Refusal::request_line);
  } else if (partial_.empty()) {
    read_line(piece);
  } else {
    partial_.append(piece);
    read_line(std::exchange(partial_, std::string()));
  }
  return piece.size();
}

void HeadScanner::read_line(std::string_view line) {
  line.remove_suffix(1);
  if (line.empty() || line.back() != '\r') return refuse(Refusal::line_end);
  line.remove_suffix(1);
  if (line.find('\r') != std::string_view::npos) return refuse(Refusal::line_end);
  if (has_request_line_) return line.empty() ? finish() : read_field(line);
  // RFC 9112, 2.2: an old client may send one empty line behind its last body.
  if (line.empty() && !std::exchange(has_leading_line_, true)) return;
  read_request_line(line);
}

void HeadScanner::read_request_line(std::string_view line) {
  if (has_control(line)) return refuse(Refusal::request_line);
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return refuse(Refusal::request_line);
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (method.empty() || !is_all(method, kToken) || target.empty() ||
      target.find(' ') != std::string_view::npos)
    return refuse(Refusal::request_line);
  if (const Refusal why = read_version(line.substr(last + 1), head_.minor_version); why != Refusal::none)
    return refuse(why);
  if (std::find(kMethods.begin(), kMethods.end(), method) == kMethods.end()) return refuse(Refusal::method);
  if (target.size() > limits_.url) return refuse(Refusal::url_too_long);
  if (const Refusal why = fault_of_target(target); why != Refusal::none) return refuse(why);
  head_.method = method;
  head_.target = target;
  has_request_line_ = true;
}

void HeadScanner::read_field(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') return refuse(Refusal::folded_field);
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  if (colon == std::string_view::npos || name.empty() || !is_all(name, kToken))
    return refuse(Refusal::field_name);
  const std::string_view value = without_blanks(line.substr(colon + 1));
  if (has_control(value)) return refuse(Refusal::field_value);
  if (name.size() > limits_.field_name || value.size() > limits_.field_value)
    return refuse(Refusal::head_too_large);
  if (head_.fields.size() == limits_.fields) return refuse(Refusal::too_many_fields);
  head_.fields.add(name, value);
}

void HeadScanner::finish() {
  const Fields& fields = head_.fields;
  for (const std::string_view name : kOnce)
    if (fields.count(name) > 1) return refuse(Refusal::field_repeated);
  const std::size_t hosts = fields.count("host");
  if (hosts != 1) return refuse(hosts == 0 ? Refusal::host_missing : Refusal::host_repeated);
  head_.host = *fields.first("host");
  read_length();
  read_connection();
  is_complete_ = refusal_ == Refusal::none;
}

// RFC 9112, 6: of all ways to say where a body ends, one is taken.
void HeadScanner::read_length() {
  const Fields& fields = head_.fields;
  const std::size_t lengths = fields.count("content-length");
  if (fields.count("transfer-encoding") > 0)
    return refuse(lengths > 0 ? Refusal::length_and_coding : Refusal::transfer_coding);
  if (lengths > 1) return refuse(Refusal::length_repeated);
  if (lengths == 0) {
    if (is_body_method(head_.method)) refuse(Refusal::length_required);
    return;
  }
  const std::string_view digits = *fields.first("content-length");
  if (digits.empty() || digits.size() > 18) return refuse(Refusal::length_invalid);
  for (const char c : digits) {
    if (c < '0' || c > '9') return refuse(Refusal::length_invalid);
    head_.content_length = head_.content_length * 10 + static_cast<std::uint64_t>(c - '0');
  }
}

void HeadScanner::read_connection() {
  head_.keeps_alive = head_.minor_version == 1;
  std::string options = head_.fields.joined("connection");
  for (std::string_view rest = options; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (equals_ignoring_case(without_blanks(rest.substr(0, comma)), "close")) head_.keeps_alive = false;
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  if (const auto expectation = head_.fields.first("expect")) {
    if (!equals_ignoring_case(*expectation, "100-continue")) return refuse(Refusal::expectation);
    head_.expects_continue = head_.minor_version == 1;
  }
}

}  // namespace chuangmo::server
