// Minutes of files and of a workspace come to the same hours, whatever way they take.
#include <fmt/format.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

#include "app/condensed_files.h"
#include "app/readings_windows.h"
#include "app/stored_air.h"
#include "methods/hourly_mean.h"
#include "store/store.h"

namespace chuangmo::app {
namespace {

const Library& library() {
  static const Library library = read_library(std::nullopt).value();
  return library;
}

class MinuteFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / fmt::format("minutes-{}", std::random_device{}());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const char* name, const std::vector<std::string>& rows) const {
    const std::string path = (folder_ / name).string();
    std::ofstream file(path);
    file << "时间,站点编码,SO2,PM2.5\n";
    for (const std::string& row : rows) file << row << "\n";
    return path;
  }

  // 5 March 2016: SO2 of minute m of hour h is h + (m odd); of hour 7 there are 44 minutes, of hour 8 45, and
  // PM2.5 is 2 h. Hour 9 has a value for 45 minutes of which one is no number.
  static std::vector<std::string> day() {
    std::vector<std::string> rows;
    for (int hour = 0; hour < 24; ++hour)
      for (int minute = 0; minute < (hour == 7 ? 44 : hour == 8 || hour == 9 ? 45 : 60); ++minute) {
        const bool is_fault = hour == 9 && minute == 20;
        rows.push_back(fmt::format("2016-03-05 {:02}:{:02},a,{},{}", hour, minute,
                                   is_fault ? "故障" : std::to_string(hour + minute % 2), 2 * hour));
      }
    return rows;
  }

  static ReadingFilesRequest request(const std::vector<std::string>& files) {
    ReadingFilesRequest request;
    request.files = files;
    request.medium = "air";
    request.interval = "hour";
    return request;
  }

  // SO2 of every hour in 10^-4 ug/m3: 30 minutes of h and 30 of h + 1 are h + 1/2; of the 45 minutes of hour
  // 8 22 are odd, 8 + 22/45 = 8.48888.. -> 8.4889.
  static std::int32_t so2_of(int hour) {
    if (hour == 7 || hour == 9) return kNoReading;
    return hour == 8 ? 84889 : hour * 10000 + 5000;
  }

  // The day as the condensed files and the store are to have it.
  static void expect_day(const std::vector<StationYear>& years) {
    ASSERT_EQ(years.size(), 2U);
    const StationYear& fine = years[0];
    const StationYear& so2 = years[1];
    const auto place = static_cast<std::size_t>(Date::of(2016, 3, 5).days - so2.first_day());
    std::int64_t sum = 0;
    for (int hour = 0; hour < 24; ++hour) sum += so2_of(hour) == kNoReading ? 0 : so2_of(hour);
    EXPECT_EQ(so2.parameter, "SO2");
    EXPECT_EQ(so2.hours(place), 22);
    EXPECT_EQ(so2.sum(place), sum);
    EXPECT_EQ(fine.parameter, "PM2.5");
    EXPECT_EQ(fine.hours(place), 23);  // hour 9 has all its 45 values
    EXPECT_EQ(fine.sum(place), (2 * (23 * 24 / 2 - 7)) * std::int64_t{10000});
    EXPECT_FALSE(so2.is_known(place + 1));
  }

  static std::vector<StationYear> condensed(const std::vector<std::string>& files, unsigned threads) {
    auto read = condense_files(library(), request(files), window_rules(library().standards), threads);
    EXPECT_TRUE(read.has_value());
    return std::move(read->years);
  }

  std::filesystem::path folder_;
};

TEST_F(MinuteFiles, make_hours) {
  const auto files = read_reading_files(library(), request({write("a.csv", day())}));
  ASSERT_TRUE(files);
  ASSERT_EQ(files->series.size(), 2U);
  const ReadingSeries& so2 = files->series[1];
  EXPECT_EQ(so2.parameter, "SO2");
  EXPECT_EQ(so2.step, PeriodKind::hour);
  EXPECT_EQ(so2.first, std::int64_t{Date::of(2016, 3, 5).days} * 24);
  ASSERT_EQ(so2.values.size(), 24U);
  for (int hour = 0; hour < 24; ++hour)
    EXPECT_EQ(so2.values[static_cast<std::size_t>(hour)], so2_of(hour)) << hour;
  EXPECT_NE(so2.rows[7], 0U);  // something was said, though not enough
  EXPECT_EQ(so2.rows[1] - so2.rows[0], 60U);
}

TEST_F(MinuteFiles, condense_to_the_same_in_any_order_of_files_and_rows) {
  std::vector<std::string> rows = day();
  expect_day(condensed({write("a.csv", rows)}, 1));
  const auto middle = rows.begin() + 777;  // within an hour
  expect_day(condensed({write("b.csv", {rows.begin(), middle}), write("c.csv", {middle, rows.end()})}, 2));
  std::mt19937 random(7);
  std::shuffle(rows.begin(), rows.end(), random);
  expect_day(condensed({write("d.csv", rows)}, 1));
  const auto split = rows.begin() + 500;
  expect_day(condensed({write("f.csv", {rows.begin(), split}), write("e.csv", {split, rows.end()})}, 2));
  const auto files =
      read_reading_files(library(), request({(folder_ / "e.csv").string(), (folder_ / "f.csv").string()}));
  for (int hour = 0; hour < 24; ++hour)
    EXPECT_EQ(files->series.at(1).values.at(static_cast<std::size_t>(hour)), so2_of(hour)) << hour;
}

TEST_F(MinuteFiles, come_out_of_the_store_as_they_went_in) {
  const Instant moment = Instant::at(Date::of(2021, 6, 1));
  const auto store = store::open_sqlite(":memory:").value();
  ASSERT_TRUE(store->add_programme({"city", "某市", "pack", moment}));
  std::vector<std::string> rows = day();
  const auto middle = rows.begin() + 777;
  int imports = 0;
  for (const auto& part : {std::vector<std::string>(rows.begin(), middle), {middle, rows.end()}}) {
    auto wanted = series_request(library(), request({}), {});
    wanted.set = "air";
    wanted.recorded_at = moment;
    std::string text = "时间,站点编码,SO2,PM2.5\n";
    for (const std::string& row : part) text += row + "\n";
    store::FactBatch batch;
    batch.programme = "city";
    batch.import = {0,  fmt::format("digest{}", imports),    "a.csv", "readings:air",
                    "", Instant{moment.seconds + ++imports}, ""};
    batch.window_rules = window_rules(library().standards);
    batch.readings = readings_of(text, "a.csv", wanted).value().blocks;
    ASSERT_FALSE(has_errors(store->append(batch).value().diagnostics));
  }
  StoredAirSource source{"city", "air", Instant{moment.seconds + 9}, window_rules(library().standards),
                         methods::least_minutes(library().standards)};
  Diagnostics diagnostics;
  expect_day(stored_days(*store, source, {"a"}, {}, {}, diagnostics).value());
  source.least_minutes = 0;
  EXPECT_TRUE(stored_days(*store, source, {"a"}, {}, {}, diagnostics).value().empty());
}

// A day of which hours or a value are stated is what is stated.
TEST_F(MinuteFiles, stand_back_for_what_is_stated) {
  const std::string minutes = write("minutes.csv", day());
  const std::string hours = write("hours.csv", {"2016-03-05 03:00,a,50,60", "2016-03-06 03:00,a,50,60"});
  for (const unsigned threads : {1U, 2U}) {
    const auto years = condensed({minutes, hours}, threads);
    const auto place = static_cast<std::size_t>(Date::of(2016, 3, 5).days - years.at(1).first_day());
    EXPECT_EQ(years.at(1).hours(place), 1);
    EXPECT_EQ(years.at(1).sum(place), 500000);
  }
  const auto files = read_reading_files(library(), request({minutes, hours}));
  const ReadingSeries& so2 = files->series.at(1);
  const auto at = static_cast<std::size_t>(std::int64_t{Date::of(2016, 3, 5).days} * 24 - so2.first);
  EXPECT_EQ(files->series.size(), 2U);
  EXPECT_EQ(so2.values.at(at + 3), 500000);
  EXPECT_EQ(so2.values.at(at + 4), kNoReading);
}

TEST_F(MinuteFiles, editions_ask_for_45_minutes) {
  EXPECT_EQ(methods::least_minutes(library().standards), 45);
}

}  // namespace
}  // namespace chuangmo::app
