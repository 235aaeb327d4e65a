#include <gtest/gtest.h>

#include "store/store.h"
#include "store/store_under_test.h"

// What an import would do, and what it did: on both databases.
namespace chuangmo::store {
namespace {

Instant moment(int day) {
  return Instant::at(Date::of(2012, 1, day));
}

class Imports : public testing::TestWithParam<Driver> {
 protected:
  void SetUp() override {
    store_ = place_.open();
    must(store_->add_programme({"shuozhou", "朔州市", "pack-a", moment(1)}));
  }

  static FactBatch batch(int day, const std::string& name) {
    FactBatch result;
    result.programme = "shuozhou";
    result.import = {0, "digest of " + name, name, "figures", "统计局", moment(day), ""};
    return result;
  }
  static FigureFact gdp(int year, const char* value) {
    FigureFact fact;
    fact.figure = "gdp";
    fact.period = Period::of_year(year);
    fact.value = Decimal::parse(value).value();
    fact.as_given = value;
    fact.origin.row = 2;
    return fact;
  }
  static RecordFact drill(const char* identity, const char* place) {
    RecordFact record;
    record.ledger = "drills";
    record.identity = identity;
    record.period = Period::of_day(Date::of(2011, 5, 5));
    record.fields = {{"place", place}};
    return record;
  }
  static Station station(const char* key, const char* name) {
    Station result;
    result.set = "air";
    result.key = key;
    result.name = name;
    return result;
  }
  static std::vector<series::ReadingBlock> days(std::initializer_list<std::pair<int, std::int32_t>> values,
                                                ReadingFlag flag = ReadingFlag::valid) {
    series::BlockBuilder builder;
    const std::size_t handle = builder.open("air", "2166A", "SO2", PeriodKind::day);
    std::uint32_t row = 1;
    for (const auto& [day, value] : values)
      builder.put(handle, Date::of(2011, 3, day).days, value, flag, ++row, "raw");
    return builder.take();
  }
  // A batch of every kind, some of it new, some known, some other than it was.
  static FactBatch second_batch() {
    FactBatch second = batch(5, "b.csv");
    second.figures = {gdp(2009, "561.310"), gdp(2010, "671"), gdp(2011, "700"), gdp(2011, "700.0")};
    second.records = {drill("a", "电厂"), drill("b", "水厂"), drill("c", "煤矿"), drill("c", "煤矿")};
    second.closures = {{"drills", Period::of_year(2010), {}, {}},
                       {"drills", Period::of_year(2011), {}, {}},
                       {"drills", Period::of_year(2011), {}, {}}};
    second.stations = {station("2166A", "平朔"), station("2167A", "平朔新站"), station("2168A", "城北"),
                       station("2168A", "城北")};
    second.evidence = {{"sha", "纪要.pdf", "2.3", Period::of_year(2011), {}, {}},
                       {"new", "总结.pdf", "2.3", Period::of_year(2011), {}, {}},
                       {"new", "总结.pdf", "2.3", Period::of_year(2011), {}, {}}};
    second.readings = days({{1, 10}, {2, 21}, {3, 30}, {9, 90}});
    return second;
  }
  void append_first() {
    FactBatch first = batch(2, "a.csv");
    first.figures = {gdp(2009, "561.31"), gdp(2010, "670.15")};
    first.records = {drill("a", "电厂"), drill("b", "煤矿")};
    first.closures = {{"drills", Period::of_year(2010), {}, {}}};
    first.stations = {station("2166A", "平朔"), station("2167A", "平朔")};
    first.evidence = {{"sha", "纪要.pdf", "2.3", Period::of_year(2011), {}, {}}};
    first.readings = days({{1, 10}, {2, 20}});
    must(store_->append(first));
  }

  StorePlace place_{GetParam()};
  std::unique_ptr<Store> store_;
};

TEST_P(Imports, comparing_says_what_appending_will_do_and_does_nothing) {
  append_first();
  const FactBatch second = second_batch();
  const LogHead head = must(store_->head("shuozhou"));
  const auto reader = must(open_store_read_only(place_.where()));
  const AppendReport said = must(reader->compare(second));
  EXPECT_EQ(said.import, 0);
  EXPECT_EQ(must(store_->head("shuozhou")).size, head.size);
  EXPECT_EQ(must(store_->imports("shuozhou")).size(), 1U);

  const AppendReport done = must(store_->append(second));
  EXPECT_EQ(said.figures, done.figures);
  EXPECT_EQ(done.figures, (AppendCounts{1, 1, 2}));
  EXPECT_EQ(said.records, done.records);
  EXPECT_EQ(done.records, (AppendCounts{1, 1, 2}));
  EXPECT_EQ(said.closures, done.closures);
  EXPECT_EQ(done.closures, (AppendCounts{1, 0, 2}));
  EXPECT_EQ(said.stations, done.stations);
  EXPECT_EQ(done.stations, (AppendCounts{1, 1, 2}));
  EXPECT_EQ(said.evidence, done.evidence);
  EXPECT_EQ(done.evidence, (AppendCounts{1, 0, 2}));
  EXPECT_EQ(said.readings, done.readings);
  EXPECT_EQ(done.readings, (AppendCounts{2, 1, 1}));
}

TEST_P(Imports, comparing_names_what_contradicts_itself) {
  FactBatch wrong = batch(2, "a.csv");
  wrong.figures = {gdp(2010, "1"), gdp(2010, "2")};
  const AppendReport said = must(store_->compare(wrong));
  ASSERT_EQ(said.diagnostics.size(), 1U);
  EXPECT_EQ(said.diagnostics[0].code, "STO101");
  EXPECT_EQ(said.figures, AppendCounts{});
}

TEST_P(Imports, what_one_brought_stands_beside_what_was_known_before) {
  append_first();
  must(store_->append(second_batch()));
  FactBatch third = batch(7, "c.csv");
  third.figures = {gdp(2010, "672")};
  third.readings = days({{2, 22}, {3, kNoReading}}, ReadingFlag::suspect);
  must(store_->append(third));

  const ImportedFacts facts = must(store_->imported("shuozhou", 2, 100)).value();
  EXPECT_EQ(facts.import.name, "b.csv");
  EXPECT_EQ(facts.counts, (AppendCounts{7, 4, 0}));
  ASSERT_EQ(facts.figures.size(), 2U);  // corrections first
  EXPECT_EQ(facts.figures[0].before->value.text(), "670.15");
  EXPECT_EQ(facts.figures[0].before->origin.file, "a.csv");
  EXPECT_EQ(facts.figures[0].fact.value.text(), "671");
  EXPECT_EQ(facts.figures[1].fact.period, Period::of_year(2011));
  EXPECT_FALSE(facts.figures[1].before);
  ASSERT_EQ(facts.records.size(), 2U);
  EXPECT_EQ(facts.records[0].before->fields.at("place"), "煤矿");
  EXPECT_EQ(facts.records[0].fact.fields.at("place"), "水厂");
  EXPECT_FALSE(facts.records[1].before);
  ASSERT_EQ(facts.stations.size(), 2U);
  EXPECT_EQ(facts.stations[0].before->name, "平朔");
  EXPECT_EQ(facts.stations[0].fact.name, "平朔新站");
  ASSERT_EQ(facts.closures.size(), 1U);
  EXPECT_EQ(facts.closures[0].period, Period::of_year(2011));
  ASSERT_EQ(facts.evidence.size(), 1U);
  EXPECT_EQ(facts.evidence[0].name, "总结.pdf");
  ASSERT_EQ(facts.readings.size(), 3U);
  EXPECT_EQ(facts.readings[0].first.index, Date::of(2011, 3, 2).days);
  EXPECT_EQ(facts.readings[0].first.row, 3U);
  EXPECT_EQ(facts.readings[0].second.before->value, 20);
  EXPECT_EQ(facts.readings[0].second.fact.value, 21);
  EXPECT_EQ(facts.readings[1].second.fact.value, 30);
  EXPECT_FALSE(facts.readings[1].second.before);

  const ImportedFacts later = must(store_->imported("shuozhou", 3, 100)).value();
  EXPECT_EQ(later.figures[0].before->value.text(), "671");
  ASSERT_EQ(later.readings.size(), 2U);
  EXPECT_EQ(later.readings[1].second.before->value, 30);
  EXPECT_EQ(later.readings[1].second.fact.flag, ReadingFlag::suspect);
  EXPECT_EQ(later.readings[1].second.fact.as_given, "raw");

  const ImportedFacts few = must(store_->imported("shuozhou", 2, 1)).value();
  EXPECT_EQ(few.counts, facts.counts);
  EXPECT_EQ(few.figures.size(), 1U);
  EXPECT_EQ(few.readings.size(), 1U);
  EXPECT_FALSE(must(store_->imported("shuozhou", 4, 100)));
}

TEST_P(Imports, a_reading_knows_how_often_it_was_said_otherwise) {
  append_first();
  must(store_->append(second_batch()));
  FactBatch gap = batch(7, "c.csv");
  gap.readings = days({{1, kNoReading}, {2, kNoReading}}, ReadingFlag::missing);
  must(store_->append(gap));
  std::vector<int> revisions;
  const auto visit = [&](const KnownReading& reading) -> Result<void> {
    revisions.push_back(reading.revision);
    return {};
  };
  must(store_->visit_known({"shuozhou", moment(9)}, visit));
  EXPECT_EQ(revisions, (std::vector<int>{1, 2, 1, 1}));
  revisions.clear();
  must(store_->visit_known({"shuozhou", moment(3)}, visit));
  EXPECT_EQ(revisions, (std::vector<int>{1, 1}));
  const auto history =
      must(store_->reading_history("shuozhou", "air", "2166A", "SO2", Period::of_day(Date::of(2011, 3, 2))));
  ASSERT_EQ(history.size(), 2U);  // what says nothing new is not stored
  EXPECT_EQ(history[0].import, 1);
  EXPECT_EQ(history[1].import, 2);
}

INSTANTIATE_TEST_SUITE_P(stores, Imports, testing::Values(Driver::sqlite, Driver::postgres),
                         [](const auto& driver) { return driver_name(driver.param); });

}  // namespace
}  // namespace chuangmo::store
