#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/accounts.h"
#include "app/library.h"
#include "base/result.h"

namespace chuangmo::server {

struct ProgramOptions {
  std::filesystem::path workspace;
  std::string database;  // "" the workspace's own file
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;        // 0: one that is free
  std::uint16_t admin_port = 8081;  // on the loopback address; 0: one that is free
  std::vector<std::string> hosts;   // besides localhost
  std::vector<std::string> trusted_proxies;
  bool is_behind_tls = false;
  // A file whose text is the present moment, for rehearsals: every reading of the clock reads it.
  std::filesystem::path clock_file;
  // The clock stands here when the server starts, and runs: for the demonstration.
  std::optional<Instant> begin_at;
};

// The server of one programme: office, verdicts, accounts, listener, admin listener. SRV010 an address that
// is not the loopback one without TLS in front.
class Program {
 public:
  static Result<std::unique_ptr<Program>> start(const ProgramOptions& options, const app::Library& library);
  ~Program();

  std::uint16_t port() const;
  std::uint16_t admin_port() const;
  // A token for the first administrator, while there is no account; nullopt afterwards.
  std::optional<std::string> first_invitation();
  // Of a simulated programme: an invitation for everybody who has not come in yet. Elsewhere nobody.
  std::vector<app::Invited> demonstration_invitations();
  void stop();  // running requests finish; once or more

 private:
  class Parts;
  explicit Program(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// "GET /api/v1/accounts", a line each, sorted.
std::vector<std::string> operation_lines();

}  // namespace chuangmo::server
