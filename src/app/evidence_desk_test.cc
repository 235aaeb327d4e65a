#include "app/evidence_desk.h"

#include <array>

#include "app/sample_office_test.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "evidence/sample_files_test.h"
#include "notify/loopback_server_test.h"

namespace chuangmo::app {
namespace {

using workflow::EvidenceState;

class EvidenceDeskTest : public testing::Test {
 protected:
  EvidenceDeskTest() { desk = must(EvidenceDesk::open(*office)); }

  Result<workflow::EvidenceFile> bring(const std::string& unit, const std::string& name,
                                       const std::string& bytes) {
    const auto begun = must(desk->begin(unit, name, bytes.size(), ""));
    must(desk->append(unit, begun.declared.id, 0, bytes));
    return desk->finish("tongji", unit, begun.declared.id);
  }
  std::size_t kept_files() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(office.root() / "evidence"))
      count += entry.is_regular_file() ? 1U : 0U;
    return count;
  }

  SampleOffice office;
  std::unique_ptr<EvidenceDesk> desk;
};

TEST_F(EvidenceDeskTest, TakesAFileInPiecesAndKeepsItByItsDigest) {
  const std::string pdf = evidence::pdf_with("");
  const auto begun = must(desk->begin(kStatistics, "2010 公报.pdf", pdf.size(), sha256_hex(pdf)));
  const std::string& id = begun.declared.id;
  const std::size_t half = pdf.size() / 2;
  EXPECT_TRUE(must(desk->append(kStatistics, id, 0, pdf.substr(0, half))).is_taken);
  const auto wrong = must(desk->append(kStatistics, id, 1, pdf.substr(half)));
  EXPECT_FALSE(wrong.is_taken);
  EXPECT_EQ(wrong.offset, half);
  EXPECT_EQ(code_of(desk->finish("tongji", kStatistics, id)), "EVI034");
  desk = must(EvidenceDesk::open(*office));  // the program was killed in between
  EXPECT_EQ(must(desk->state(kStatistics, id)).offset, half);
  EXPECT_TRUE(must(desk->append(kStatistics, id, half, pdf.substr(half))).is_taken);
  const auto file = must(desk->finish("tongji", kStatistics, id));
  EXPECT_EQ(file.digest, sha256_hex(pdf));
  EXPECT_EQ(file.name, "2010 公报.pdf");
  EXPECT_EQ(file.type, "application/pdf");
  EXPECT_EQ(file.size, static_cast<std::int64_t>(pdf.size()));
  EXPECT_EQ(file.unit, kStatistics);
  EXPECT_EQ(file.stored_by, "tongji");
  EXPECT_EQ(file.state, EvidenceState::clean);
  EXPECT_EQ(must(read_file(must(desk->path_of(file.digest)))), pdf);
  EXPECT_EQ(entries_of(*office).back().kind, "evidence.stored");
  EXPECT_EQ(code_of(desk->state(kStatistics, id)), "EVI038");  // done with
}

TEST_F(EvidenceDeskTest, AnUploadIsItsUnitsAlone) {
  const auto begun = must(desk->begin(kStatistics, "公报.pdf", 4, ""));
  EXPECT_EQ(code_of(desk->state(kProtection, begun.declared.id)), "EVI038");
  EXPECT_EQ(code_of(desk->append(kProtection, begun.declared.id, 0, "%PDF")), "EVI038");
  EXPECT_EQ(code_of(desk->finish("huanbao", kProtection, begun.declared.id)), "EVI038");
  EXPECT_EQ(must(desk->state(kStatistics, begun.declared.id)).offset, 0U);
}

TEST_F(EvidenceDeskTest, OfWhatIsRefusedNothingStays) {
  const std::int64_t size = office->work()->size;
  const std::size_t files = kept_files();
  const auto refused = bring(kStatistics, "公报.pdf", "<html><script>alert(1)</script></html>");
  ASSERT_EQ(code_of(refused), "EVI001");
  EXPECT_TRUE(contains(refused.error().text, "公报.pdf")) << refused.error().text;
  EXPECT_EQ(office->work()->size, size);
  EXPECT_EQ(kept_files(), files);
  const auto other = must(desk->begin(kStatistics, "公报.pdf", 8, std::string(64, '0')));
  must(desk->append(kStatistics, other.declared.id, 0, "%PDF-1.4"));
  EXPECT_EQ(code_of(desk->finish("tongji", kStatistics, other.declared.id)), "EVI035");
}

TEST_F(EvidenceDeskTest, WhatTheOfficeMustLookAtIsQuarantinedWithTheReason) {
  const std::string pdf = evidence::pdf_with("5 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n");
  const auto file = must(bring(kStatistics, "公报.pdf", pdf));
  EXPECT_EQ(file.state, EvidenceState::quarantined);
  EXPECT_FALSE(file.why.empty());
}

TEST_F(EvidenceDeskTest, TheSameBytesAreOneFileOfBothUnits) {
  const std::string pdf = evidence::pdf_with("");
  must(bring(kStatistics, "甲.pdf", pdf));
  const std::size_t files = kept_files();
  const std::int64_t size = office->work()->size;
  must(bring(kStatistics, "又.pdf", pdf));
  EXPECT_EQ(office->work()->size, size);  // brought before
  const auto both = must(bring(kProtection, "乙.pdf", pdf));
  EXPECT_EQ(office->work()->evidence.at(both.digest).units,
            (std::set<std::string>{kStatistics, kProtection}));
  // Whose it was before is not told.
  EXPECT_EQ(both.unit, kProtection);
  EXPECT_EQ(both.name, "乙.pdf");
  EXPECT_EQ(office->work()->evidence.at(both.digest).unit, kStatistics);
  EXPECT_EQ(office->work()->evidence.at(both.digest).name, "甲.pdf");
  EXPECT_EQ(kept_files(), files);
}

// The office released it: the same bytes brought by another unit are not in doubt again.
TEST_F(EvidenceDeskTest, ADecisionOfTheOfficeStands) {
  const std::string pdf = evidence::pdf_with("5 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n");
  const auto file = must(bring(kStatistics, "甲.pdf", pdf));
  change_with(*office, workflow::EvidenceJudged{file.digest, EvidenceState::clean, "表单脚本"});
  EXPECT_EQ(must(bring(kProtection, "乙.pdf", pdf)).state, EvidenceState::clean);
  change_with(*office, workflow::EvidenceJudged{file.digest, EvidenceState::refused, "内容不实"});
  EXPECT_EQ(must(bring("市发改委", "丙.pdf", pdf)).state, EvidenceState::refused);
}

// A scanner that says one thing to everything (clamd, INSTREAM).
class Scanner {
 public:
  explicit Scanner(std::string says) : says_(std::move(says)) {}
  std::string where() const { return "127.0.0.1:" + std::to_string(server_.port()); }

 private:
  void hold(notify::Conversation& peer) {
    peer.hear_bytes(std::string_view("zINSTREAM").size() + 1);
    while (true) {
      const std::string head = peer.hear_bytes(4);
      std::size_t size = 0;
      for (const char c : head) size = size * 256 + static_cast<unsigned char>(c);
      if (size == 0) break;
      peer.hear_bytes(size);
    }
    peer.say(says_ + std::string(1, '\0'));
  }
  std::string says_;
  notify::LoopbackServer server_{[this](notify::Conversation& peer) { hold(peer); }};
};

TEST_F(EvidenceDeskTest, AScannerDecidesAndItsSilenceIsNoCleanliness) {
  const Scanner content("stream: OK");
  change_with(*office, workflow::SettingSet{"clamd", content.where()});
  EXPECT_EQ(must(bring(kStatistics, "一.pdf", evidence::pdf_with("% 1\n"))).state, EvidenceState::clean);
  const Scanner alarmed("stream: Eicar-Signature FOUND");
  change_with(*office, workflow::SettingSet{"clamd", alarmed.where()});
  const std::string infected = evidence::pdf_with("% 2\n");
  const auto refused = bring(kStatistics, "二.pdf", infected);
  ASSERT_EQ(code_of(refused), "EVI001");
  EXPECT_TRUE(contains(refused.error().text, "Eicar-Signature")) << refused.error().text;
  EXPECT_FALSE(office->work()->evidence.contains(sha256_hex(infected)));
  change_with(*office, workflow::SettingSet{"clamd", "127.0.0.1:" + std::to_string(notify::silent_port())});
  const auto unseen = must(bring(kStatistics, "三.pdf", evidence::pdf_with("% 3\n")));
  EXPECT_EQ(unseen.state, EvidenceState::quarantined);
  EXPECT_TRUE(contains(unseen.why, "没能查毒")) << unseen.why;
}

TEST_F(EvidenceDeskTest, UploadsThatNobodyGoesOnWithExpire) {
  const auto begun = must(desk->begin(kStatistics, "公报.pdf", 4, ""));
  EXPECT_EQ(must(desk->expire_uploads()), 0);
  office.clock.set(
      {Instant::now().seconds + std::int64_t{73} * 3600});  // its age is that of its bytes on the disk
  EXPECT_EQ(must(desk->expire_uploads()), 1);
  EXPECT_EQ(code_of(desk->state(kStatistics, begun.declared.id)), "EVI038");
}

TEST_F(EvidenceDeskTest, DrawsThumbnailsOfPictures) {
  const auto picture = must(bring(kStatistics, "现场.jpg", evidence::sample_jpeg(400, 300)));
  EXPECT_FALSE(must(desk->thumbnail(picture.digest)).empty());
  const auto paper = must(bring(kStatistics, "公报.pdf", evidence::pdf_with("")));
  EXPECT_NE(code_of(desk->thumbnail(paper.digest)), "");
}

// Handed in with an answer, not clean is not accepted; clean it is a fact.
TEST_F(EvidenceDeskTest, PapersGoWithAnAnswer) {
  const std::string pdf = evidence::pdf_with("5 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n");
  const auto file = must(bring(kStatistics, "公报.pdf", pdf));
  workflow::SubmissionContent content = statistics_content("600亿元");
  content.evidence.push_back({file.digest, "公报.pdf", ""});
  const auto submission = submitted(*office, kStatistics2010, content);
  EXPECT_EQ(code_of(accept(*office, {"office", std::nullopt}, submission.id, "")), "WRK074");
  change_with(*office, workflow::EvidenceJudged{file.digest, EvidenceState::clean, "表单脚本"});
  EXPECT_EQ(code_of(accept(*office, {"office", std::nullopt}, submission.id, "")), "");
  EXPECT_EQ(must(known_facts(*office, office->now())).evidence.front().digest, file.digest);
}

}  // namespace
}  // namespace chuangmo::app
