#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace chuangmo::evidence {

// Where clamd listens: a socket of this machine, or host and port. Neither: none is configured.
struct VirusScanner {
  std::string socket_path;
  std::string host;
  int port = 3310;
  int timeout_ms = 60'000;                  // of the whole exchange
  std::uint64_t max_bytes = 100ULL << 20U;  // clamd's StreamMaxLength; larger files are not sent
  bool is_configured() const { return !socket_path.empty() || !host.empty(); }
};

enum class ScanOutcome {
  clean,
  infected,
  unavailable  // nobody looked: not configured, not reached, timed out, too large. Not the same as clean
};

struct ScanReport {
  ScanOutcome outcome = ScanOutcome::unavailable;
  std::string said;  // the name of what was found; or, in Chinese, why nobody looked
};

// Has bytes looked at by clamd's INSTREAM command (clamd(8)).
ScanReport scan_for_viruses(const VirusScanner& scanner, std::string_view bytes);

}  // namespace chuangmo::evidence
