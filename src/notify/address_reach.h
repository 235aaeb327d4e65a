#pragma once

struct sockaddr;

namespace chuangmo::notify {

// How far an address reaches (IANA special-purpose registries, RFC 6890).
enum class AddressReach {
  open,      // the Internet
  site,      // a private network: 10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7
  loopback,  // this machine
  special    // link-local (where cloud machines keep their credentials), multicast, documentation, unassigned
};
AddressReach address_reach(const sockaddr& address);

}  // namespace chuangmo::notify
