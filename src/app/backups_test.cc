#include "app/backups.h"

#include "app/journal_log.h"
#include "app/sample_office_test.h"
#include "audit/hash.h"

namespace chuangmo::app {
namespace {

TEST(BackUp, IsAWholeOfficeThatCanBeOpened) {
  SampleOffice office;
  add_sample_accounts(*office);
  EXPECT_TRUE(backups(*office).empty());
  must(office->change_vault(
      {{{"password", "tongji"}, "摘要", std::nullopt}, {{"session", "一"}, "甲", std::nullopt}}));
  accepted(*office, kStatistics2010, statistics_content("600亿元"));
  const Backup made = must(back_up(*office));
  EXPECT_EQ(made.size, office->work()->size);
  EXPECT_EQ(made.file, "2011-02-21T090000-" + std::to_string(made.size) + ".db");
  const auto head = must(signed_head(*office)).head;
  EXPECT_EQ(made.root, must(audit::Hash::from_raw(head.root)).hex());
  EXPECT_EQ(made.bytes, std::filesystem::file_size(office.root() / "backups" / made.file));
  // The office works on; the copy is of then.
  const std::string then = workflow::work_text(*office->work());
  change_with(*office, workflow::SettingSet{"clamd", "甲"});
  const TemporaryFolder elsewhere;
  must(restore(office.root() / "backups" / made.file, database_file(elsewhere.path()).string()));
  const auto restored = open_sample(elsewhere.path(), office.clock);
  EXPECT_EQ(parting(workflow::work_text(*restored->work()), then), "");
  EXPECT_EQ(must(restored->vault_value({"password", "tongji"})), "摘要");
  EXPECT_FALSE(must(restored->vault_value({"session", "一"})));  // whoever has the copy is not logged in
  EXPECT_EQ(must(known_facts(*restored, office->now())).figures.size(), 2U);
  {
    auto reading = must(restored->reader());
    EXPECT_FALSE(must(verify_log(*reading, {})).report.fault);
  }
  // And goes on from there.
  EXPECT_EQ(change_with(*restored, workflow::SettingSet{"clamd", "乙"}).report.head.size, made.size + 1);
}

TEST(BackUp, ListsTheLatestFirstAndOverwritesNothing) {
  SampleOffice office;
  const Backup first = must(back_up(*office));
  EXPECT_EQ(code_of(back_up(*office)), "STO019");  // of this very moment there is one
  office.clock.pass(1);
  const Backup second = must(back_up(*office));
  const auto all = backups(*office);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].file, first.file);
  EXPECT_EQ(all[0].file, second.file);
  EXPECT_EQ(all[0].bytes, second.bytes);
  EXPECT_EQ(code_of(restore(office.root() / "backups" / first.file, database_file(office.root()).string())),
            "STO019");
  EXPECT_NE(code_of(restore(office.root() / "backups" / "没有.db", (office.root() / "新.db").string())), "");
}

}  // namespace
}  // namespace chuangmo::app
