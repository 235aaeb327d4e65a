#include "evidence/virus_scan.h"

#include <arpa/inet.h>
#include <cstring>
#include <functional>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

#include "base/text.h"
#include "evidence/byte_fields.h"
#include "evidence/temporary_folder_test.h"

namespace chuangmo::evidence {
namespace {

using namespace std::string_literals;

// The test file of eicar.org, in two pieces, so that no scanner takes this source for it.
const std::string kEicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-"s + "TEST-FILE!$H+H*";

// Speaks INSTREAM on a socket as clamd does, for one connection after another.
class Clamd {
 public:
  struct Manner {
    std::string reply;                // instead of the right one
    std::size_t stops_after = ~0ULL;  // bytes of content
    bool is_silent = false;
    bool closes_at_once = false;
  };
  Clamd(int listener, Manner manner) : listener_(listener), manner_(std::move(manner)) {
    EXPECT_EQ(::listen(listener_, 4), 0);
    thread_ = std::thread([this] {
      for (int peer = ::accept(listener_, nullptr, nullptr); peer >= 0;
           peer = ::accept(listener_, nullptr, nullptr)) {
        talk(peer);
        ::close(peer);
      }
    });
  }
  Clamd(const Clamd&) = delete;
  ~Clamd() { stop(); }
  void stop() {
    if (!thread_.joinable()) return;
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  const std::string& content() const { return content_; }  // once stopped
  const std::string& command() const { return command_; }

 private:
  static std::string exactly(int peer, std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t done = 0;
    while (done < count) {
      const ssize_t got = ::recv(peer, bytes.data() + done, count - done, 0);
      if (got <= 0) break;
      done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
  }
  void talk(int peer) {
    if (manner_.closes_at_once) return;
    command_ = exactly(peer, 10);
    content_.clear();
    for (;;) {
      const std::size_t count = be32(exactly(peer, 4), 0);
      if (count == 0) break;
      content_ += exactly(peer, count);
      if (content_.size() > manner_.stops_after) break;
    }
    if (manner_.is_silent) {
      exactly(peer, 1);  // until the other side gives up
      return;
    }
    const std::string right =
        contains(content_, kEicar) ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK";
    const std::string reply = (manner_.reply.empty() ? right : manner_.reply) + '\0';
    for (const char c : reply) ::send(peer, &c, 1, MSG_NOSIGNAL);  // in the smallest pieces there are
  }
  int listener_;
  Manner manner_;
  std::string content_;
  std::string command_;
  std::thread thread_;
};

class VirusScan : public ::testing::Test {
 protected:
  TemporaryFolder temporary;
  VirusScanner scanner;

  std::unique_ptr<Clamd> local(Clamd::Manner manner = {}) {
    scanner.socket_path = (temporary.path() / "clamd").string();
    ::unlink(scanner.socket_path.c_str());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, scanner.socket_path.c_str(), sizeof address.sun_path - 1);
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    return std::make_unique<Clamd>(listener, std::move(manner));
  }
  std::unique_ptr<Clamd> remote() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    scanner.host = "127.0.0.1";
    scanner.port = ntohs(address.sin_port);
    return std::make_unique<Clamd>(listener, Clamd::Manner{});
  }
};

TEST_F(VirusScan, TellsCleanFromInfected) {
  const auto clamd = local();
  EXPECT_EQ(scan_for_viruses(scanner, "harmless").outcome, ScanOutcome::clean);
  EXPECT_EQ(scan_for_viruses(scanner, "").outcome, ScanOutcome::clean);
  const ScanReport report = scan_for_viruses(scanner, "x" + kEicar);
  EXPECT_EQ(report.outcome, ScanOutcome::infected);
  EXPECT_EQ(report.said, "Win.Test.EICAR_HDB-1");
  clamd->stop();
  EXPECT_EQ(clamd->command(), "zINSTREAM\0"s);
  EXPECT_EQ(clamd->content(), "x" + kEicar);
}

TEST_F(VirusScan, SendsLargeFilesInPiecesOverTcp) {
  const auto clamd = remote();
  std::string large;
  for (int i = 0; i < 300'000; ++i) large += static_cast<char>(i * 7);
  EXPECT_EQ(scan_for_viruses(scanner, large).outcome, ScanOutcome::clean);
  EXPECT_EQ(scan_for_viruses(scanner, large + kEicar).outcome, ScanOutcome::infected);
  clamd->stop();
  EXPECT_EQ(clamd->content(), large + kEicar);
}

TEST_F(VirusScan, NobodyLookedIsNotClean) {
  EXPECT_EQ(scan_for_viruses(scanner, "x").outcome, ScanOutcome::unavailable);
  scanner.socket_path = (temporary.path() / "nobody").string();
  EXPECT_EQ(scan_for_viruses(scanner, "x").said, "连接不上查毒程序");
  scanner.socket_path = std::string(200, 'a');
  EXPECT_EQ(scan_for_viruses(scanner, "x").outcome, ScanOutcome::unavailable);
  for (const char* reply :
       {"INSTREAM size limit exceeded. ERROR", "stream: OKAY", "stream:  FOUND", "OK", "UNKNOWN COMMAND"}) {
    const auto clamd = local({.reply = reply});
    EXPECT_EQ(scan_for_viruses(scanner, "x").outcome, ScanOutcome::unavailable) << reply;
  }
  const auto closing = local({.closes_at_once = true});
  EXPECT_EQ(scan_for_viruses(scanner, "x").outcome, ScanOutcome::unavailable);
}

TEST_F(VirusScan, GivesUpOnSilence) {
  const auto clamd = local({.is_silent = true});
  scanner.timeout_ms = 200;
  const ScanReport report = scan_for_viruses(scanner, "x");
  EXPECT_EQ(report.outcome, ScanOutcome::unavailable);
  EXPECT_EQ(report.said, "查毒程序超时没有答复");
}

TEST_F(VirusScan, HalfAFileIsNotClean) {
  const auto clamd = local({.reply = "stream: OK", .stops_after = 100});
  EXPECT_EQ(scan_for_viruses(scanner, std::string(20U << 20U, 'x')).outcome, ScanOutcome::unavailable);
}

TEST_F(VirusScan, DoesNotSendWhatIsTooLarge) {
  const auto clamd = local();
  scanner.max_bytes = 10;
  EXPECT_EQ(scan_for_viruses(scanner, std::string(11, 'x')).outcome, ScanOutcome::unavailable);
  EXPECT_EQ(scan_for_viruses(scanner, std::string(10, 'x')).outcome, ScanOutcome::clean);
  clamd->stop();
  EXPECT_EQ(clamd->content().size(), 10U);
}

}  // namespace
}  // namespace chuangmo::evidence
