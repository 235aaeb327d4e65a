#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/http/refusal.h"

namespace chuangmo::server {

// The names this server answers to. Case does not matter.
class HostNames {
 public:
  // "name" on every port, "name:port" on this one.
  explicit HostNames(std::vector<std::string> names);
  // host_invalid when it is no host (RFC 9110, 7.2), host_unknown when it is somebody else's.
  Refusal judge(std::string_view host) const;

 private:
  std::vector<std::string> names_;
};

// An IP address in its one spelling ("::ffff:192.0.2.7" -> "192.0.2.7"); empty when it is none.
std::string canonical_address(std::string_view text);
// What counts as one client: an IPv4 address, or the /64 of an IPv6 address.
std::string address_group(std::string_view canonical);

// The client behind a connection from `peer`: with a trusted proxy the last hop in X-Forwarded-For, else
// `peer`.
std::string client_address(const std::string& peer, std::string_view forwarded_for,
                           const std::vector<std::string>& trusted_proxies);

}  // namespace chuangmo::server
