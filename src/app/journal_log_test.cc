#include "app/journal_log.h"

#include <filesystem>
#include <sys/stat.h>

#include "app/sample_office_test.h"
#include "audit/merkle.h"
#include "audit/proof_bundle.h"
#include "base/file.h"
#include "base/text.h"
#include "store/sqlite/sqlite_connection.h"

namespace chuangmo::app {
namespace {

constexpr const char* kOrigin = "chuangmo/shuozhou";

class JournalLogTest : public testing::Test {
 protected:
  // As somebody would who can write to the file; the program is not running meanwhile.
  void go_behind(const std::string& sql) {
    office.close();
    auto connection =
        must(store::SqliteConnection::open(database_file(office.root()), store::Connection::Access::write));
    must(connection->execute(sql));
    connection.reset();
    office.open_again();
  }
  Verification verified(const std::vector<std::string>& notes = {}) {
    auto reading = must(office->reader());
    return must(verify_log(*reading, notes));
  }
  std::vector<audit::VerifierKey> keys() { return {must(log_key(office.root(), "shuozhou")).verifier()}; }

  SampleOffice office;
};

TEST_F(JournalLogTest, TheKeyIsMadeOnceAndIsItsOwnersAlone) {
  const std::filesystem::path path = office.root() / "log.key";
  ASSERT_FALSE(std::filesystem::exists(path));
  const auto key = must(log_key(office.root(), "shuozhou"));
  EXPECT_EQ(key.verifier().name, kOrigin);
  struct stat state {};
  ASSERT_EQ(stat(path.c_str(), &state), 0);
  EXPECT_EQ(state.st_mode & 0777U, 0600U);
  EXPECT_EQ(must(log_key(office.root(), "shuozhou")).text(), key.text());
  std::filesystem::permissions(path, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  EXPECT_EQ(code_of(log_key(office.root(), "shuozhou")), "APP010");
  EXPECT_EQ(code_of(signed_head(*office)), "APP010");
}

TEST_F(JournalLogTest, AProofVerifiesByItself) {
  const auto head = must(signed_head(*office));
  EXPECT_EQ(head.head.size, office->work()->size);
  const auto checkpoint = must(audit::open_checkpoint(head.note, keys(), kOrigin));
  EXPECT_EQ(checkpoint.size, static_cast<std::uint64_t>(head.head.size));
  const std::vector<JournalEntry> entries = entries_of(*office);
  for (const std::int64_t number : {std::int64_t{1}, std::int64_t{2}, head.head.size}) {
    for (const bool is_disclosed : {false, true}) {
      const auto bundle = must(audit::parse_bundle(must(entry_proof(*office, number, is_disclosed))));
      EXPECT_EQ(must(audit::verify_bundle(bundle, keys(), kOrigin)), checkpoint);
      EXPECT_EQ(bundle.entry.number, number);
      ASSERT_EQ(bundle.disclosed.has_value(), is_disclosed);
      if (is_disclosed) {
        EXPECT_EQ(bundle.disclosed->body, entries[static_cast<std::size_t>(number) - 1].body);
      }
    }
  }
  EXPECT_EQ(code_of(entry_proof(*office, 0, false)), "AUD002");
  EXPECT_EQ(code_of(entry_proof(*office, head.head.size + 1, false)), "AUD002");
}

TEST_F(JournalLogTest, TheLogOnlyGrows) {
  const auto before = must(signed_head(*office));
  for (int i = 0; i < 5; ++i) change_with(*office, workflow::SettingSet{"clamd", std::to_string(i)});
  const auto after = must(signed_head(*office));
  std::vector<audit::Hash> proof;
  for (const std::string& hex : must(consistency(*office, before.head.size, after.head.size)))
    proof.push_back(must(audit::Hash::from_hex(hex)));
  const auto old_root = must(audit::Hash::from_raw(before.head.root));
  const auto new_root = must(audit::Hash::from_raw(after.head.root));
  const auto size = [](const SignedHead& head) { return static_cast<std::uint64_t>(head.head.size); };
  EXPECT_TRUE(audit::verify_consistency(size(before), old_root, size(after), new_root, proof));
  EXPECT_FALSE(audit::verify_consistency(size(before), new_root, size(after), new_root, proof));
  EXPECT_TRUE(must(consistency(*office, 0, after.head.size)).empty());
  EXPECT_EQ(code_of(consistency(*office, 3, 2)), "AUD002");
  EXPECT_EQ(code_of(consistency(*office, -1, 2)), "AUD002");
  EXPECT_EQ(code_of(consistency(*office, 0, after.head.size + 1)), "AUD002");
}

TEST_F(JournalLogTest, AnUntouchedLogIsGood) {
  const auto note = must(signed_head(*office)).note;
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  accepted(*office, kProtection2010, drills_content({"甲", "乙"}));
  const Verification good = verified({note});
  EXPECT_FALSE(good.report.fault) << good.report.fault->text;
  EXPECT_EQ(static_cast<std::int64_t>(good.report.size), office->work()->size);
  EXPECT_EQ(good.report.root.hex(), must(audit::Hash::from_raw(must(signed_head(*office)).head.root)).hex());
  EXPECT_EQ(good.imports, 2U);
}

TEST_F(JournalLogTest, AChangedFigureIsNamedByItsImport) {
  accepted(*office, kProtection2010, drills_content({"甲"}));
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  go_behind("UPDATE figures SET value = '7000000' WHERE figure = 'gdp'");
  const Verification found = verified();
  ASSERT_TRUE(found.report.fault);
  EXPECT_EQ(found.report.fault->code, "AUD108");
  const std::int64_t number = found.report.fault->number;
  const JournalEntry blamed = entries_of(*office)[static_cast<std::size_t>(number) - 1];
  EXPECT_EQ(blamed.kind, "import");
  EXPECT_TRUE(contains(blamed.body, "市统计局|2010#1")) << blamed.body;
  EXPECT_TRUE(contains(found.report.fault->text, "第 2 次导入")) << found.report.fault->text;
}

TEST_F(JournalLogTest, AChangedRecordIsNamedToo) {
  accepted(*office, kProtection2010, drills_content({"甲"}));
  go_behind("DELETE FROM record_fields WHERE field = 'participants'");
  ASSERT_TRUE(verified().report.fault);
  EXPECT_EQ(verified().report.fault->code, "AUD108");
}

TEST_F(JournalLogTest, AChangedEntryIsNamed) {
  go_behind("UPDATE journal SET who = '别人' WHERE entry_id = 5");
  const Verification found = verified();
  ASSERT_TRUE(found.report.fault);
  EXPECT_EQ(found.report.fault->number, 5);
  EXPECT_EQ(found.report.fault->code, "AUD103");
  go_behind("UPDATE journal SET who = '测试' WHERE entry_id = 5");
  EXPECT_FALSE(verified().report.fault);
  go_behind("UPDATE journal SET body = replace(body, '\"days\":60', '\"days\":61') WHERE entry_id = 5");
  ASSERT_TRUE(verified().report.fault);
  EXPECT_EQ(verified().report.fault->number, 5);
}

// Somebody who writes the whole log anew, consistent in itself, has the signed checkpoint against him.
TEST_F(JournalLogTest, ASignedCheckpointHoldsAgainstALogWrittenAnew) {
  SampleOffice forged;
  static_cast<void>(must(log_key(office.root(), "shuozhou")));
  std::filesystem::copy_file(office.root() / "log.key", forged.root() / "log.key");
  change_with(*office, workflow::SettingSet{"clamd", "甲"});
  change_with(*forged, workflow::SettingSet{"clamd", "乙"});
  const auto printed = must(signed_head(*office));
  auto reading = must(forged->reader());
  EXPECT_FALSE(must(verify_log(*reading, {})).report.fault);
  const auto found = must(verify_log(*reading, {printed.note}));
  ASSERT_TRUE(found.report.fault);
  EXPECT_EQ(found.report.fault->code, "AUD105");
  EXPECT_NE(code_of(verify_log(*reading, {"x"})), "");  // somebody else's note is no evidence
}

}  // namespace
}  // namespace chuangmo::app
