#include "app/stored_air.h"

#include <gtest/gtest.h>
#include <random>

#include "app/library.h"
#include "app/readings_windows.h"
#include "publish/air_annual.h"
#include "series/block.h"

namespace chuangmo::app {
namespace {

constexpr int kFirstYear = 2019;
const std::vector<std::string> kPollutants = {"SO2", "NO2", "PM10", "PM2.5", "CO", "O3"};

// A store with a city of some stations, and edits of it by a seeded hand.
class CityOfReadings : public testing::Test {
 protected:
  void SetUp() override {
    library_ = read_library(std::nullopt).value();
    store_ = store::open_sqlite(":memory:").value();
    ASSERT_TRUE(store_->add_programme({"city", "某市", "pack", Instant::at(Date::of(2020, 1, 1))}));
    for (const char* key : {"S1", "S2", "S3"}) {
      Station station;
      station.set = "air";
      station.key = key;
      stations_.push_back(station);
    }
    stations_.push_back(stations_.front());
    stations_.back().key = "清洁对照点";
    stations_.back().kind = "control";
    for (const Station& station : stations_) members_.push_back(&station);
    judge_ = eval::AirJudge::prepare(library_.standards, {"GB 3095-2012", "HJ 633-2012", "HJ 663-2013"}, "II",
                                     kFirstYear, kFirstYear + 1)
                 .value();
    source_ = {"city", "air", moment(), window_rules(library_.standards)};
  }

  Instant moment() const { return Instant{Instant::at(Date::of(2021, 6, 1)).seconds + imports_}; }

  // Values scatter around the limits, so that an edit may turn an outcome.
  std::int32_t value_of(const std::string& pollutant) {
    const std::int32_t most = pollutant == "CO" ? 45000 : pollutant == "O3" ? 1800000 : 900000;
    return static_cast<std::int32_t>(random_() % static_cast<std::uint32_t>(most));
  }

  void append(series::BlockBuilder& builder) {
    ++imports_;
    store::FactBatch batch;
    batch.programme = "city";
    batch.import = {0, "digest", "readings.csv", "readings:air", "", moment(), ""};
    batch.window_rules = source_.windows;
    batch.readings = builder.take();
    const auto report = store_->append(batch);
    ASSERT_TRUE(report);
    ASSERT_FALSE(has_errors(report->diagnostics));
    source_.known_at = moment();
  }

  void fill() {
    series::BlockBuilder builder;
    const std::int64_t first = std::int64_t{Date::of(kFirstYear, 1, 1).days} * 24;
    const std::int64_t end = std::int64_t{Date::of(kFirstYear + 1, 3, 1).days} * 24;
    for (const Station& station : stations_) {
      for (const std::string& pollutant : kPollutants) {
        const std::size_t series = builder.open("air", station.key, pollutant, PeriodKind::hour);
        for (std::int64_t hour = first; hour < end; ++hour)
          if (random_() % 20 != 0) builder.put(series, hour, value_of(pollutant), ReadingFlag::valid, 2, "");
      }
    }
    append(builder);
  }

  std::string anew() {
    const auto fresh = LiveCity::read(*store_, source_, judge_, "某市", members_);
    return publish::air_annual_json(fresh.value().years());
  }

  std::mt19937 random_{20240217};
  Library library_;
  std::unique_ptr<store::Store> store_;
  std::vector<Station> stations_;
  std::vector<const Station*> members_;
  eval::AirJudge judge_;
  StoredAirSource source_;
  std::int64_t imports_ = 0;
};

TEST_F(CityOfReadings, follows_every_edit_as_if_all_were_judged_anew) {
  fill();
  LiveCity live = LiveCity::read(*store_, source_, judge_, "某市", members_).value();
  ASSERT_EQ(publish::air_annual_json(live.years()), anew());
  std::size_t turned = 0;
  for (int edit = 0; edit < 60; ++edit) {
    const std::string before = publish::air_annual_json(live.years());
    const Station& station = stations_[random_() % stations_.size()];
    const std::string& pollutant = kPollutants.at(random_() % kPollutants.size());
    const Date day =
        Date::of(kFirstYear, 1, 1) + static_cast<int>(random_() % 500);  // beyond what is there, too
    series::BlockBuilder builder;
    const std::size_t series = builder.open("air", station.key, pollutant, PeriodKind::hour);
    const auto first = static_cast<int>(random_() % 24);
    const auto count = 1 + static_cast<int>(random_() % 24);
    for (int hour = first; hour < std::min(24, first + count); ++hour) {
      const bool is_valid = random_() % 4 != 0;
      builder.put(series, std::int64_t{day.days} * 24 + hour, value_of(pollutant),
                  is_valid ? ReadingFlag::valid : ReadingFlag::suspect, 3, is_valid ? "" : "?");
    }
    append(builder);
    ASSERT_TRUE(live.refresh(*store_, station.key, pollutant, day, source_.known_at));
    const std::string after = publish::air_annual_json(live.years());
    ASSERT_EQ(after, anew()) << "edit " << edit << " of " << station.key << " " << pollutant << " "
                             << day.text();
    turned += after != before ? 1U : 0U;
  }
  EXPECT_GT(turned, std::size_t{20});  // edits of the control point change nothing, those of the city do
}

TEST_F(CityOfReadings, a_value_for_a_whole_day_counts_until_hours_say_more) {
  series::BlockBuilder values;
  const std::size_t daily = values.open("air", "S1", "SO2", PeriodKind::day);
  const Date day = Date::of(kFirstYear, 5, 4);
  values.put(daily, day.days, 300000, ReadingFlag::valid, 2, "");
  values.put(daily, day.days + 1, 400000, ReadingFlag::valid, 3, "");
  append(values);
  series::BlockBuilder hours;
  const std::size_t hourly = hours.open("air", "S1", "SO2", PeriodKind::hour);
  hours.put(hourly, std::int64_t{day.days} * 24 + 7, 500000, ReadingFlag::valid, 2, "");
  append(hours);
  Diagnostics diagnostics;
  const auto days = stored_days(*store_, source_, {"S1"}, {}, {}, diagnostics);
  ASSERT_TRUE(days);
  ASSERT_EQ(days->size(), 1U);
  const StationYear& year = days->front();
  const auto place = static_cast<std::size_t>(day.days - year.first_day());
  EXPECT_EQ(year.hours(place), 1);
  EXPECT_EQ(year.sum(place), 500000);
  EXPECT_EQ(year.hours(place + 1), 24);
  EXPECT_EQ(year.sum(place + 1), 24 * 400000);
  EXPECT_TRUE(diagnostics.empty());
}

TEST_F(CityOfReadings, what_is_known_later_does_not_change_what_was_known) {
  fill();
  const StoredAirSource before = source_;
  const std::string then = anew();
  series::BlockBuilder builder;
  const std::size_t series = builder.open("air", "S1", "PM10", PeriodKind::hour);
  for (int hour = 0; hour < 24; ++hour)
    builder.put(series, std::int64_t{Date::of(kFirstYear, 7, 1).days} * 24 + hour, 9000000,
                ReadingFlag::valid, 2, "");
  append(builder);
  EXPECT_NE(anew(), then);
  source_ = before;
  EXPECT_EQ(anew(), then);
}

}  // namespace
}  // namespace chuangmo::app
