#include "server/http/address.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstring>
#include <netinet/in.h>
#include <optional>

#include "server/http/fields.h"

namespace chuangmo::server {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return out;
}

// Where the name of a "name:port" ends; npos when it is no host.
std::size_t name_end(std::string_view host) {
  if (host.empty()) return std::string_view::npos;
  if (host.front() != '[') {
    const auto end = static_cast<std::size_t>(std::find_if_not(host.begin(), host.end(), is_name_character) -
                                              host.begin());
    return end == 0 ? std::string_view::npos : end;
  }
  const std::size_t end = host.find(']');
  if (end == std::string_view::npos || canonical_address(host.substr(1, end - 1)).empty())
    return std::string_view::npos;
  return end + 1;
}

bool is_port(std::string_view text) {
  return text.size() >= 2 && text.size() <= 6 && text.front() == ':' &&
         std::all_of(text.begin() + 1, text.end(), is_digit);
}

std::optional<in6_addr> read_address(std::string_view text) {
  const std::string written(text.substr(0, 64));
  in6_addr six{};
  if (inet_pton(AF_INET6, written.c_str(), &six) == 1) return six;
  in_addr four{};
  if (inet_pton(AF_INET, written.c_str(), &four) != 1) return std::nullopt;
  six.s6_addr[10] = six.s6_addr[11] = 0xFF;
  std::memcpy(&six.s6_addr[12], &four, sizeof four);
  return six;
}

std::string text_of(const in6_addr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (IN6_IS_ADDR_V4MAPPED(&address))
    inet_ntop(AF_INET, &address.s6_addr[12], text.data(), text.size());
  else
    inet_ntop(AF_INET6, &address, text.data(), text.size());
  return text.data();
}

}  // namespace

HostNames::HostNames(std::vector<std::string> names) : names_(std::move(names)) {
  for (std::string& name : names_) name = lower(name);
}

Refusal HostNames::judge(std::string_view host) const {
  const std::size_t end = name_end(host);
  if (end == std::string_view::npos) return Refusal::host_invalid;
  const std::string_view port = host.substr(end);
  if (!port.empty() && !is_port(port)) return Refusal::host_invalid;
  const std::string_view name = host.substr(0, end);
  const bool is_ours = std::any_of(names_.begin(), names_.end(), [&](const std::string& ours) {
    return equals_ignoring_case(ours, name) || equals_ignoring_case(ours, host);
  });
  return is_ours ? Refusal::none : Refusal::host_unknown;
}

std::string canonical_address(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return {};
  const auto address = read_address(text);
  return address ? text_of(*address) : std::string();
}

std::string address_group(std::string_view canonical) {
  auto address = read_address(canonical);
  if (!address || IN6_IS_ADDR_V4MAPPED(&*address)) return std::string(canonical);
  std::memset(&address->s6_addr[8], 0, 8);
  return text_of(*address) + "/64";
}

std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const std::vector<std::string>& trusted_proxies) {
  if (std::find(trusted_proxies.begin(), trusted_proxies.end(), peer) == trusted_proxies.end()) return peer;
  const std::size_t comma = forwarded_for.rfind(',');
  std::string_view last = comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1);
  while (!last.empty() && (last.front() == ' ' || last.front() == '\t')) last.remove_prefix(1);
  std::string client = canonical_address(last);
  return client.empty() ? peer : client;
}

}  // namespace chuangmo::server
