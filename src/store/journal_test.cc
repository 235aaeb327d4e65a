#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "audit/entry_leaf.h"
#include "audit/merkle.h"
#include "base/digest.h"
#include "store/store.h"
#include "store/store_under_test.h"

namespace chuangmo::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

Instant moment(int day, int second = 0) {
  return Instant::at(Date::of(2012, 1, day), 0, 0, second);
}

class JournalContract : public testing::TestWithParam<Driver> {
 protected:
  void SetUp() override {
    store_ = place_.open();
    ASSERT_TRUE(store_->add_programme({"shuozhou", "朔州市", "pack-a", moment(1)}));
  }
  static NewEntry act(const std::string& object) {
    return {"tongji-editor", "submission.accepted", object, R"({"note":"\"引号\""})"};
  }
  static Change change(int day, std::vector<NewEntry> entries) {
    Change result;
    result.programme = "shuozhou";
    result.recorded_at = moment(day);
    result.entries = std::move(entries);
    return result;
  }
  // A change that only puts something into the vault, or takes it out.
  static Change keeping(int day, const VaultKey& at, std::optional<std::string> value,
                        std::optional<Instant> until = {}) {
    Change result = change(day, {});
    result.vault = {{at, std::move(value), until}};
    return result;
  }
  static FactBatch batch(const std::string& name, const char* gdp) {
    FactBatch result;
    result.import = {0, "d-" + name, name, "figures", "统计局", moment(1), "第一次"};
    FigureFact fact;
    fact.figure = "gdp";
    fact.period = Period::of_year(2010);
    fact.value = Decimal::parse(gdp).value();
    fact.origin.row = 2;
    result.figures = {fact};
    RecordFact record;
    record.ledger = "drills";
    record.identity = name;
    record.period = Period::of_year(2011);
    record.fields = {{"place", "电厂"}, {"kind", "综合"}};
    result.records = {record};
    result.closures = {{"drills", Period::of_year(2011), {}, {}}};
    result.stations = {{"air", "2166A", name, "", "", "", Decimal(1, 0), {}, {}, {}, {}}};
    result.evidence = {{"sha", name, "2.3", Period::of_year(2011), {}, {}}};
    series::BlockBuilder builder;
    const std::size_t handle = builder.open("air", "2166A", "SO2", PeriodKind::day);
    builder.put(handle, Date::of(2011, 3, 1).days, static_cast<std::int32_t>(name.size()), ReadingFlag::valid,
                2, "");
    result.readings = builder.take();
    return result;
  }
  std::vector<JournalEntry> entries(Store& store, std::int64_t after = 0, std::int64_t until = 1000) const {
    std::vector<JournalEntry> all;
    EXPECT_TRUE(store.visit_entries("shuozhou", after, until, [&](const JournalEntry& entry) {
      all.push_back(entry);
      return Result<void>();
    }));
    return all;
  }
  std::vector<JournalEntry> entries() const { return entries(*store_); }
  // The log as somebody computes it who has nothing but the entries.
  std::string computed_root() const {
    audit::Frontier frontier;
    for (const JournalEntry& entry : entries()) frontier.append(audit::leaf_hash(entry));
    return frontier.root().raw();
  }
  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_;
};

TEST_P(JournalContract, entries_are_numbered_and_the_head_is_that_of_their_leaves) {
  const LogHead empty = store_->head("shuozhou").value();
  EXPECT_EQ(empty, (LogHead{0, audit::empty_root().raw(), moment(1)}));
  const ChangeReport first = store_->commit(change(2, {act("a"), act("b")})).value();
  ASSERT_EQ(first.entries.size(), 2U);
  EXPECT_EQ(first.entries[1].number, 2);
  EXPECT_EQ(first.entries[1].salt.size(), 32U);
  EXPECT_NE(first.entries[0].salt, first.entries[1].salt);
  EXPECT_EQ(first.head.size, 2);
  ASSERT_TRUE(store_->commit(change(3, {act("c")})));
  const auto all = entries();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0], first.entries[0]);
  EXPECT_EQ(all[1], first.entries[1]);
  EXPECT_EQ(all[2].object, "c");
  EXPECT_EQ(all[2].recorded_at, moment(3));
  EXPECT_EQ(all[2].body, R"({"note":"\"引号\""})");
  EXPECT_EQ(store_->head("shuozhou").value(), (LogHead{3, computed_root(), moment(3)}));
  const auto leaves = store_->leaf_hashes("shuozhou", 2).value();
  EXPECT_THAT(leaves, ElementsAre(audit::leaf_hash(all[0]).raw(), audit::leaf_hash(all[1]).raw()));
  EXPECT_EQ(entries(*store_, 1, 2).at(0).object, "b");
  EXPECT_EQ(store_->head("nowhere").error().code, "STO004");
  EXPECT_EQ(store_->commit({"nowhere", moment(4), {}, {act("a")}, {}, {}, {}}).error().code, "STO004");
}

TEST_P(JournalContract, many_entries_are_visited_in_portions_and_a_visitor_may_stop) {
  std::vector<NewEntry> many;
  for (int i = 0; i < 1000; ++i) many.push_back(act(std::to_string(i)));
  ASSERT_TRUE(store_->commit(change(2, std::move(many))));
  const auto all = entries(*store_, 0, 1000);
  ASSERT_EQ(all.size(), 1000U);
  for (std::size_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i].object, std::to_string(i));
  EXPECT_EQ(entries(*store_, 100, 356).size(), 256U);
  EXPECT_EQ(store_->leaf_hashes("shuozhou", 1000)->size(), 1000U);
  int visits = 0;
  const auto stopped = store_->visit_entries("shuozhou", 0, 1000, [&](const JournalEntry&) -> Result<void> {
    ++visits;
    if (visits == 300) return fail("SER004", "enough");
    // The store may be asked meanwhile.
    EXPECT_EQ(store_->head("shuozhou")->size, 1000);
    return {};
  });
  EXPECT_EQ(stopped.error().code, "SER004");
  EXPECT_EQ(store_->head("shuozhou").value().root, computed_root());
}

TEST_P(JournalContract, what_is_recorded_never_lies_before_what_is_there) {
  ASSERT_TRUE(store_->commit(change(5, {act("a")})));
  EXPECT_TRUE(store_->commit(change(5, {act("b")})));
  EXPECT_EQ(store_->commit(change(4, {act("c")})).error().code, "STO006");
  FactBatch backdated = batch("a.csv", "1");
  backdated.programme = "shuozhou";
  backdated.import.recorded_at = moment(4);
  EXPECT_EQ(store_->append(backdated).error().code, "STO006");
  EXPECT_TRUE(store_->imports("shuozhou")->empty());
  // The vault is no history.
  EXPECT_TRUE(store_->commit(keeping(4, {"draft", "a"}, "x")));
  EXPECT_EQ(store_->head("shuozhou")->size, 2);
}

TEST_P(JournalContract, a_change_is_made_upon_the_journal_it_was_decided_upon) {
  Change decided = change(2, {act("a")});
  decided.decided_at = 0;
  ASSERT_TRUE(store_->commit(decided));
  EXPECT_EQ(store_->commit(decided).error().code, "STO014");
  decided.decided_at = 2;
  EXPECT_EQ(store_->commit(decided).error().code, "STO014");
  decided.decided_at = 1;
  EXPECT_EQ(store_->commit(decided)->head.size, 2);
  // Another connection decided upon what it saw before.
  auto other = place_.open();
  decided.decided_at = 2;
  ASSERT_TRUE(other->commit(decided));
  EXPECT_EQ(store_->commit(decided).error().code, "STO014");
  EXPECT_EQ(store_->head("shuozhou").value().root, computed_root());
}

TEST_P(JournalContract, all_of_a_change_is_there_or_nothing) {
  Change whole = change(2, {act("a")});
  whole.contents = {{sha256_hex("text"), "text"}};
  whole.facts = {batch("a.csv", "670.15"), batch("b.csv", "671")};
  whole.vault = {{{"draft", "x"}, "unfinished", {}}};
  const auto nothing_is_there = [&] {
    EXPECT_EQ(store_->head("shuozhou")->size, 0);
    EXPECT_EQ(store_->content("shuozhou", sha256_hex("text")).value(), std::nullopt);
    EXPECT_EQ(store_->vault_value("shuozhou", {"draft", "x"}, moment(2)).value(), std::nullopt);
    EXPECT_TRUE(store_->imports("shuozhou")->empty());
    EXPECT_TRUE(store_->read({"shuozhou", moment(9)})->figures.empty());
  };
  int withdrawn = 0;
  const auto refused = store_->commit(
      whole, {[] { return Result<void>(fail("FIL002", "磁盘已满")); }, [&withdrawn] { ++withdrawn; }});
  EXPECT_EQ(refused.error().code, "FIL002");
  EXPECT_EQ(withdrawn, 1);
  nothing_is_there();

  Change contradicting = whole;
  contradicting.facts[1].figures.push_back(contradicting.facts[1].figures[0]);
  contradicting.facts[1].figures[1].value = Decimal(5, 0);
  const ChangeReport told = store_->commit(contradicting).value();
  ASSERT_EQ(told.facts.size(), 2U);
  EXPECT_TRUE(told.facts[0].diagnostics.empty());
  EXPECT_EQ(told.facts[1].diagnostics.at(0).code, "STO101");
  EXPECT_TRUE(told.entries.empty());
  nothing_is_there();

  const ChangeReport done = store_->commit(whole).value();
  EXPECT_EQ(done.head.size, 3);
  EXPECT_EQ(done.facts.at(1).import, 2);
  EXPECT_EQ(done.facts.at(1).figures, (AppendCounts{0, 1, 0}));
  EXPECT_EQ(store_->content("shuozhou", sha256_hex("text")).value(), "text");
  EXPECT_EQ(store_->vault_value("shuozhou", {"draft", "x"}, moment(2)).value(), "unfinished");
  EXPECT_EQ(store_->imports("shuozhou")->at(1).recorded_at, moment(2));
}

TEST_P(JournalContract, an_import_is_an_entry_that_names_all_it_stored) {
  Change whole = change(2, {act("a")});
  whole.facts = {batch("数据 \"1\"\n.csv", "670.15"), batch("b.csv", "671")};
  ASSERT_TRUE(store_->commit(whole));
  FactBatch again = batch("b.csv", "671");
  again.programme = "shuozhou";
  again.import.recorded_at = moment(3);
  EXPECT_EQ(store_->append(again)->figures, (AppendCounts{0, 0, 1}));
  const auto all = entries();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].kind, "import");
  EXPECT_EQ(all[0].object, "import:1");
  EXPECT_EQ(all[0].who, "统计局");
  EXPECT_EQ(
      all[0].body,
      R"({"digest":"d-数据 \"1\"\n.csv","facts":")" + store_->import_digest("shuozhou", 1).value() +
          R"(","import":1,"kind":"figures","name":"数据 \"1\"\n.csv","reason":"第一次","who":"统计局"})");
  EXPECT_EQ(all[1].object, "import:2");
  EXPECT_EQ(all[2].object, "a");
  EXPECT_EQ(all[3].object, "import:3");
  EXPECT_EQ(all[3].recorded_at, moment(3));
  for (const std::size_t place : {1U, 3U})
    EXPECT_THAT(all[place].body, HasSubstr(store_->import_digest("shuozhou", place == 1 ? 2 : 3).value()));
  EXPECT_EQ(store_->import_digest("shuozhou", 4).error().code, "STO007");
}

// Goes round the program, as somebody with rights on the database can.
TEST_P(JournalContract, whatever_is_changed_behind_its_back_shows) {
  Change whole = change(2, {});
  whole.facts = {batch("a.csv", "670.15")};
  ASSERT_TRUE(store_->commit(whole));
  const std::string digest = store_->import_digest("shuozhou", 1).value();
  EXPECT_THAT(entries()[0].body, HasSubstr(digest));
  const std::pair<const char*, const char*> changes[] = {
      {"UPDATE figures SET value = '670.16'", "UPDATE figures SET value = '670.15'"},
      {"UPDATE figures SET line = 3", "UPDATE figures SET line = 2"},
      {"UPDATE records SET withdrawn = 1", "UPDATE records SET withdrawn = 0"},
      {"UPDATE record_fields SET value = '煤矿' WHERE field = 'place'",
       "UPDATE record_fields SET value = '电厂' WHERE field = 'place'"},
      {"UPDATE stations SET name = 'x'", "UPDATE stations SET name = 'a.csv'"},
      {"UPDATE closures SET unit = 'x'", "UPDATE closures SET unit = ''"},
      {"UPDATE evidence SET name = 'x'", "UPDATE evidence SET name = 'a.csv'"},
      {"UPDATE series SET parameter = 'NO2'", "UPDATE series SET parameter = 'SO2'"},
      {"UPDATE imports SET who = 'x'", "UPDATE imports SET who = '统计局'"},
  };
  for (const auto& [wrong, right] : changes) {
    place_.execute(wrong);
    EXPECT_NE(store_->import_digest("shuozhou", 1).value(), digest) << wrong;
    place_.execute(right);
    EXPECT_EQ(store_->import_digest("shuozhou", 1).value(), digest) << right;
  }
  place_.execute("DELETE FROM evidence");
  EXPECT_NE(store_->import_digest("shuozhou", 1).value(), digest);
  place_.execute("UPDATE journal SET body = '{}'");
  EXPECT_NE(computed_root(), store_->head("shuozhou")->root);
  EXPECT_NE(audit::leaf_hash(entries()[0]).raw(), store_->leaf_hashes("shuozhou", 1)->at(0));
}

TEST_P(JournalContract, contents_are_kept_once_and_damage_is_found) {
  Change first = change(2, {act("a")});
  first.contents = {{sha256_hex("text"), "text"}, {sha256_hex(""), ""}, {sha256_hex("text"), "text"}};
  ASSERT_TRUE(store_->commit(first));
  ASSERT_TRUE(store_->commit(first));
  EXPECT_EQ(store_->content("shuozhou", sha256_hex("")).value(), "");
  const std::string bytes = GetParam() == Driver::sqlite ? "x'00'" : "'\\x00'::bytea";
  place_.execute("UPDATE contents SET bytes = " + bytes);
  EXPECT_EQ(store_->content("shuozhou", sha256_hex("text")).error().code, "STO007");
}

TEST_P(JournalContract, the_vault_is_overwritten_and_forgets) {
  const std::string bytes("\0\xff\0", 3);
  ASSERT_TRUE(store_->commit(keeping(2, {"session", "b"}, bytes, moment(4))));
  ASSERT_TRUE(store_->commit(keeping(2, {"session", "a"}, "1", moment(5))));
  ASSERT_TRUE(store_->commit(keeping(2, {"session", "a"}, "2", moment(6))));
  ASSERT_TRUE(store_->commit(keeping(2, {"password", "a"}, "p")));
  EXPECT_EQ(store_->head("shuozhou")->size, 0);
  EXPECT_THAT(store_->vault_shelf("shuozhou", "session", moment(4)).value(),
              ElementsAre(Pair("a", "2"), Pair("b", bytes)));
  EXPECT_EQ(store_->vault_value("shuozhou", {"session", "b"}, moment(4)).value(), bytes);
  EXPECT_EQ(store_->vault_value("shuozhou", {"session", "b"}, moment(4, 1)).value(), std::nullopt);
  EXPECT_THAT(store_->vault_shelf("shuozhou", "session", moment(5)).value(), ElementsAre(Pair("a", "2")));
  ASSERT_TRUE(store_->commit(keeping(5, {"password", "a"}, std::nullopt)));
  EXPECT_EQ(store_->vault_value("shuozhou", {"password", "a"}, moment(2)).value(), std::nullopt);
  // What had expired is not only out of sight.
  EXPECT_EQ(place_.number("SELECT count(*) FROM vault"), 1);
}

TEST_P(JournalContract, whoever_reads_sees_what_was_committed_when_he_began) {
  ASSERT_TRUE(store_->commit(change(2, {act("a"), act("b")})));
  auto reader = open_store_read_only(place_.where()).value();
  std::vector<std::string> seen;
  ASSERT_TRUE(reader->visit_entries("shuozhou", 0, 1000, [&](const JournalEntry& entry) {
    seen.push_back(entry.object);
    EXPECT_TRUE(store_->commit(change(3, {act("c")})));
    EXPECT_EQ(reader->head("shuozhou")->size, 2);
    return Result<void>();
  }));
  EXPECT_THAT(seen, ElementsAre("a", "b"));
  EXPECT_EQ(reader->head("shuozhou")->size, 4);
  EXPECT_EQ(reader->commit(change(4, {act("d")})).error().code, "STO008");
}

TEST_P(JournalContract, nothing_is_written_by_whoever_is_reading) {
  ASSERT_TRUE(store_->commit(change(2, {act("a")})));
  ASSERT_TRUE(store_->visit_entries("shuozhou", 0, 9, [&](const JournalEntry&) {
    EXPECT_EQ(store_->commit(change(3, {act("b")})).error().code, "STO008");
    return Result<void>();
  }));
  EXPECT_EQ(store_->commit(change(3, {act("b")}))->head.size, 2);
}

TEST_P(JournalContract, connections_that_write_at_once_make_one_journal) {
  std::array<std::thread, 2> threads;
  for (std::size_t i = 0; i < threads.size(); ++i)
    threads[i] = std::thread([&, i] {
      auto store = place_.open();
      for (int n = 0; n < 20; ++n)
        EXPECT_TRUE(store->commit(change(2, {act(fmt::format("{}-{}", i, n)), act("second")})));
    });
  for (std::thread& thread : threads) thread.join();
  const auto all = entries();
  ASSERT_EQ(all.size(), 80U);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].number, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(all[i].object == "second", i % 2 == 1);
  }
  EXPECT_EQ(store_->head("shuozhou")->root, computed_root());
}

TEST_P(JournalContract, programmes_have_journals_of_their_own) {
  ASSERT_TRUE(store_->add_programme({"datong", "大同市", "pack-a", moment(1)}));
  Change here = change(5, {act("a")});
  here.contents = {{sha256_hex("text"), "text"}};
  here.vault = {{{"draft", "x"}, "mine", {}}};
  ASSERT_TRUE(store_->commit(here));
  Change there = change(2, {act("b")});
  there.programme = "datong";
  EXPECT_EQ(store_->commit(there)->head.size, 1);
  EXPECT_EQ(store_->content("datong", sha256_hex("text")).value(), std::nullopt);
  EXPECT_EQ(store_->vault_value("datong", {"draft", "x"}, moment(2)).value(), std::nullopt);
  EXPECT_EQ(entries().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(stores, JournalContract, testing::Values(Driver::sqlite, Driver::postgres),
                         [](const auto& driver) { return driver_name(driver.param); });

}  // namespace
}  // namespace chuangmo::store
