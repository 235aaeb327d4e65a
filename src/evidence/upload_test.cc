#include "evidence/upload.h"

#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/digest.h"
#include "base/file.h"
#include "evidence/evidence_folder.h"
#include "evidence/temporary_folder_test.h"

namespace chuangmo::evidence {
namespace {

constexpr EvidenceLimits kLimits{
    .max_file_bytes = 1000, .max_unit_bytes = 2500, .max_open_uploads = 3, .upload_expires_hours = 72};
constexpr Instant kNow{1'299'285'007};

UploadDeclaration declared(std::uint64_t bytes, const std::string& id = "0123456789abcdef") {
  return {
      .id = id, .unit = "市统计局", .name = "年报 2010.pdf", .bytes = bytes, .sha256 = "", .created = kNow};
}

std::string id_of(int number) {
  return fmt::format("upload-{:012}", number);
}

class UploadTest : public ::testing::Test {
 protected:
  TemporaryFolder temporary;
  std::filesystem::path root = temporary.path() / "evidence";
  EvidenceFolder folder = EvidenceFolder::open(root).value();
  Uploads uploads = Uploads::open(root, kLimits).value();
  const std::string id = declared(1).id;

  std::string code_of(const Result<UploadState>& result) { return result ? "" : result.error().code; }
  void age(const std::string& upload, std::int64_t seconds) {
    const timespec then{static_cast<time_t>(seconds), 0};
    const std::array<timespec, 2> times{then, then};
    for (const char* file : {"/bytes", ""})
      ::utimensat(AT_FDCWD, (root / "uploads" / (upload + file)).c_str(), times.data(), 0);
  }
};

TEST_F(UploadTest, GoesOnWhereItStopped) {
  ASSERT_TRUE(uploads.create(declared(10), 0));
  EXPECT_EQ(uploads.append(id, 0, "01234").value().offset, 5U);
  const Uploads reopened = Uploads::open(root, kLimits).value();
  const UploadState state = reopened.state(id).value();
  EXPECT_EQ(state.declared, declared(10));
  EXPECT_EQ(state.offset, 5U);
  EXPECT_FALSE(state.is_complete());
  EXPECT_TRUE(uploads.append(id, 5, "56789").value().is_taken);
  EXPECT_TRUE(uploads.state(id).value().is_complete());
  const FinishedUpload finished = uploads.finish(id).value();
  EXPECT_EQ(finished.digest, sha256_hex("0123456789"));
  EXPECT_EQ(finished.declared.name, "年报 2010.pdf");
  EXPECT_TRUE(folder.adopt(finished.file, finished.digest).value().is_new);
  EXPECT_TRUE(uploads.discard(id));
  EXPECT_EQ(folder.read_range(finished.digest, 0, 100).value(), "0123456789");
  EXPECT_EQ(code_of(uploads.state(id)), "EVI038");
  EXPECT_TRUE(std::filesystem::is_empty(root / "uploads"));
}

TEST_F(UploadTest, TakesNoGapAndNoOverlapAndSaysWhereItIs) {
  ASSERT_TRUE(uploads.create(declared(10), 0));
  ASSERT_TRUE(uploads.append(id, 0, "01234"));
  for (const std::uint64_t offset : {0U, 4U, 6U, 10U}) {
    const AppendAnswer answer = uploads.append(id, offset, "xx").value();
    EXPECT_FALSE(answer.is_taken) << offset;
    EXPECT_EQ(answer.offset, 5U);
  }
  EXPECT_EQ(uploads.append(id, 5, "567890").error().code, "EVI039");
  EXPECT_EQ(uploads.append(id, 5, "").value().offset, 5U);
  EXPECT_EQ(uploads.state(id).value().offset, 5U);
  EXPECT_EQ(uploads.finish(id).error().code, "EVI034");
}

TEST_F(UploadTest, HoldsTheDigestAgainstTheDeclaredOne) {
  UploadDeclaration good = declared(3);
  good.sha256 = sha256_hex("abc");
  ASSERT_TRUE(uploads.create(good, 0));
  ASSERT_TRUE(uploads.append(id, 0, "abc"));
  EXPECT_EQ(uploads.finish(id).value().digest, good.sha256);
  EXPECT_TRUE(uploads.finish(id)) << "may be asked twice";
  ASSERT_TRUE(uploads.discard(id));
  ASSERT_TRUE(uploads.create(good, 0));
  ASSERT_TRUE(uploads.append(id, 0, "abd"));
  EXPECT_EQ(uploads.finish(id).error().code, "EVI035");
  EXPECT_EQ(code_of(uploads.state(id)), "EVI038");
}

TEST_F(UploadTest, HasLimits) {
  EXPECT_EQ(code_of(uploads.create(declared(1001), 0)), "EVI032");
  EXPECT_EQ(code_of(uploads.create(declared(0), 0)), "EVI032");
  EXPECT_EQ(code_of(uploads.create(declared(1000), 1501)), "EVI036");
  EXPECT_EQ(code_of(uploads.create(declared(1), ~0ULL)), "EVI036");
  EXPECT_EQ(code_of(uploads.create(declared(1000, id_of(1)), 500)), "");
  EXPECT_EQ(code_of(uploads.create(declared(1000, id_of(2)), 501)), "EVI036")
      << "what is still coming counts";
  EXPECT_EQ(code_of(uploads.create(declared(10, id_of(2)), 0)), "");
  EXPECT_EQ(code_of(uploads.create(declared(10, id_of(2)), 0)), "EVI031");
  EXPECT_EQ(code_of(uploads.create(declared(10, id_of(3)), 0)), "");
  EXPECT_EQ(code_of(uploads.create(declared(10, id_of(4)), 0)), "EVI037");
  UploadDeclaration other = declared(10, id_of(4));
  other.unit = "市环保局";
  EXPECT_EQ(code_of(uploads.create(other, 0)), "");
  EXPECT_EQ(uploads.open_uploads("市统计局").size(), 3U);
  EXPECT_EQ(uploads.open_uploads("市环保局").size(), 1U);
}

TEST_F(UploadTest, RefusesDeclarationsThatAreNone) {
  const auto with = [&](auto change) {
    UploadDeclaration one = declared(10);
    change(one);
    return code_of(uploads.create(one, 0));
  };
  EXPECT_EQ(with([](auto& d) { d.id = "../../../../tmp/evil"; }), "EVI030");
  EXPECT_EQ(with([](auto& d) { d.id = "short"; }), "EVI030");
  EXPECT_EQ(with([](auto& d) { d.id = ""; }), "EVI030");
  EXPECT_EQ(with([](auto& d) { d.name = "a\nbytes 1"; }), "EVI030");
  EXPECT_EQ(with([](auto& d) { d.name = ""; }), "EVI030");
  EXPECT_EQ(with([](auto& d) { d.name = "\xFF"; }), "EVI030");
  EXPECT_EQ(with([](auto& d) { d.unit = ""; }), "EVI030");
  EXPECT_EQ(with([](auto& d) { d.sha256 = "ABC"; }), "EVI030");
  for (const char* bad : {"", "..", "../x", "no-such-upload-id"}) {
    EXPECT_EQ(code_of(uploads.state(bad)), "EVI038");
    EXPECT_EQ(uploads.append(bad, 0, "x").error().code, "EVI038");
    EXPECT_EQ(uploads.finish(bad).error().code, "EVI038");
    EXPECT_EQ(uploads.discard(bad).error().code, "EVI038");
  }
}

TEST_F(UploadTest, IsWrittenByOneAtATime) {
  ASSERT_TRUE(uploads.create(declared(10), 0));
  const int held = ::open((root / "uploads" / id / "bytes").c_str(), O_RDWR);
  ASSERT_EQ(::flock(held, LOCK_EX), 0);
  EXPECT_EQ(uploads.append(id, 0, "x").error().code, "EVI033");
  ::close(held);
  EXPECT_TRUE(uploads.append(id, 0, "x").value().is_taken);
}

TEST_F(UploadTest, ExpiresWhenNothingComes) {
  ASSERT_TRUE(uploads.create(declared(10, id_of(1)), 0));
  ASSERT_TRUE(uploads.create(declared(10, id_of(2)), 0));
  std::filesystem::create_directory(root / "uploads" / id_of(3));  // killed while it was made
  constexpr std::int64_t kHours = 72 * 3600;
  age(id_of(1), kNow.seconds - kHours - 1);
  age(id_of(2), kNow.seconds - kHours);
  age(id_of(3), kNow.seconds - kHours - 1);
  EXPECT_EQ(uploads.expire(kNow).value(), 2);
  EXPECT_EQ(code_of(uploads.state(id_of(1))), "EVI038");
  EXPECT_EQ(code_of(uploads.state(id_of(2))), "");
  EXPECT_FALSE(std::filesystem::exists(root / "uploads" / id_of(3)));
}

TEST_F(UploadTest, AnUploadWithoutItsDeclarationIsNone) {
  ASSERT_TRUE(uploads.create(declared(10), 0));
  for (const char* text : {"", "unit a\nname b\nbytes x\nsha256 \ncreated 1\n", "unit a\nname b\n"}) {
    ASSERT_TRUE(write_file(root / "uploads" / id / "declared", text));
    EXPECT_EQ(code_of(uploads.state(id)), "EVI038") << text;
  }
}

// A child writes byte after byte and is killed somewhere; what it was told is written is there, and it goes
// on.
TEST_F(UploadTest, SurvivesAKillAtAnyByte) {
  std::string content;
  for (int i = 0; i < 900; ++i) content += static_cast<char>('a' + i % 26);
  for (int round = 0; round < 5; ++round) {
    const std::string upload = id_of(round);
    ASSERT_TRUE(uploads.create(declared(content.size(), upload), 0));
    std::array<int, 2> told{};
    ASSERT_EQ(::pipe(told.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      for (std::size_t at = 0; at < content.size(); at += 7) {
        if (!uploads.append(upload, at, std::string_view(content).substr(at, 7))) ::_exit(1);
        if (::write(told[1], "x", 1) != 1) ::_exit(1);
      }
      ::pause();
      ::_exit(0);
    }
    ::close(told[1]);
    std::array<char, 1> heard{};
    const int pieces = 3 + 7 * round;
    for (int i = 0; i < pieces; ++i) ASSERT_EQ(::read(told[0], heard.data(), 1), 1);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(told[0]);
    const std::uint64_t offset = uploads.state(upload).value().offset;
    EXPECT_GE(offset, static_cast<std::uint64_t>(pieces) * 7);
    ASSERT_TRUE(uploads.append(upload, offset, std::string_view(content).substr(offset)).value().is_taken);
    EXPECT_EQ(uploads.finish(upload).value().digest, sha256_hex(content));
    ASSERT_TRUE(uploads.discard(upload));
  }
}

TEST_F(UploadTest, WhatTheDiskDoesNotTakeDoesNotCount) {
  ASSERT_TRUE(uploads.create(declared(1000), 0));
  ASSERT_TRUE(uploads.append(id, 0, std::string(100, 'a')));
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{200, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto answer = uploads.append(id, 100, std::string(300, 'b'));
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(answer.error().code, "EVI020");
  EXPECT_EQ(uploads.state(id).value().offset, 100U);
  EXPECT_TRUE(uploads.append(id, 100, std::string(300, 'b')).value().is_taken);
}

}  // namespace
}  // namespace chuangmo::evidence
