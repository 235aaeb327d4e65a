// The hourly publication of the national platform, 2017-07-07 16:00, all stations: our real-time AQI by HJ
// 633-2012 with hourly particles equals the published one at every station that has one, in both layouts of
// the publication. What the platform does, as these data show: six items, each by its hour, particles against
// the table of their 24 h mean, rounded up; no running mean; the index of what is there where an item is
// missing; every pollutant of a tie is named.
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "app/air_hours.h"
#include "shared_files.h"

namespace chuangmo {
namespace {

constexpr const char* kPerHour = "air_cnemc/cnemc_2017-07-07T16.csv";
constexpr const char* kWide = "air_cnemc/china_sites_20170707_16h.csv";
constexpr int kStations = 1495;
constexpr int kPublished = 1462;

struct Published {
  std::optional<int> index;
  std::string level;
  std::set<std::string> primary;
};

const std::map<std::string, std::string>& parameter_words() {
  static const std::map<std::string, std::string> words{
      {"臭氧1小时", "O3"}, {"颗粒物(PM10)", "PM10"}, {"细颗粒物(PM2.5)", "PM2.5"},
      {"二氧化硫", "SO2"}, {"二氧化氮", "NO2"},      {"一氧化碳", "CO"}};
  return words;
}

std::optional<int> whole(const std::string& text) {
  const auto number = Rational::parse(text);
  return number ? std::optional<int>(static_cast<int>(number->numerator())) : std::nullopt;
}

std::map<std::string, Published> published_per_hour() {
  std::map<std::string, Published> published;
  const CsvText text = shared_csv(kPerHour);
  const auto& heading = text.rows.front().fields;
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::find(heading.begin(), heading.end(), name) - heading.begin());
  };
  for (std::size_t i = 1; i < text.rows.size(); ++i) {
    const auto& fields = text.rows[i].fields;
    Published& station = published[fields[column("stationcode")]];
    station.index = whole(fields[column("aqi")]);
    station.level = fields[column("quality")];
    for (const std::string& word : split(fields[column("primarypollutant")], ","))
      if (!word.empty()) station.primary.insert(parameter_words().at(word));
  }
  return published;
}

std::map<std::string, Published> published_wide() {
  std::map<std::string, Published> published;
  const CsvText text = shared_csv(kWide);
  const auto& heading = text.rows.front().fields;
  for (const CsvRow& row : text.rows) {
    if (row.fields[2] != "AQI") continue;
    for (std::size_t i = 3; i < heading.size(); ++i) published[heading[i]].index = whole(row.fields[i]);
  }
  return published;
}

app::AirRequest hour_request(const char* file, bool hourly_particles) {
  app::AirRequest request;
  request.files.files = {shared_file(file)};
  request.files.medium = "air";
  request.hourly_particles = hourly_particles;
  return request;
}

std::map<std::string, publish::AirRow> computed(const app::AirRequest& request) {
  static const app::Library library = app::read_library(std::nullopt).value();
  std::map<std::string, publish::AirRow> rows;
  const auto report = app::judge_air_hours(
      library, request, [&](publish::AirRow&& row) { rows.emplace(row.station, std::move(row)); });
  EXPECT_TRUE(report) << (report ? "" : report.error().text);
  EXPECT_TRUE(report && !has_errors(report->diagnostics));
  return rows;
}

// Equal, different and unpublished, with the first few that differ.
struct Comparison {
  int equal = 0;
  int other = 0;
  int unpublished = 0;
  std::string first;
};
Comparison compared(const std::map<std::string, Published>& published,
                    const std::map<std::string, publish::AirRow>& rows) {
  Comparison result;
  for (const auto& [station, theirs] : published) {
    if (!theirs.index) {
      ++result.unpublished;
      continue;
    }
    const auto ours = rows.find(station);
    const bool is_equal = ours != rows.end() && ours->second.index == theirs.index;
    (is_equal ? result.equal : result.other) += 1;
    if (!is_equal && result.first.size() < 200)
      result.first += station + " " + std::to_string(*theirs.index) + "; ";
  }
  return result;
}

TEST(NationalHour, EveryPublishedIndexIsOurs) {
  SKIP_WITHOUT_SHARED(kPerHour);
  const auto published = published_per_hour();
  ASSERT_EQ(published.size(), static_cast<std::size_t>(kStations));
  const Comparison result = compared(published, computed(hour_request(kPerHour, true)));
  EXPECT_EQ(result.equal, kPublished) << result.first;
  EXPECT_EQ(result.other, 0);
  EXPECT_EQ(result.unpublished, kStations - kPublished);
}

TEST(NationalHour, InTheWideLayoutToo) {
  SKIP_WITHOUT_SHARED(kWide);
  const auto published = published_wide();
  ASSERT_EQ(published.size(), static_cast<std::size_t>(kStations));
  const Comparison result = compared(published, computed(hour_request(kWide, true)));
  EXPECT_EQ(result.equal, kPublished) << result.first;
  EXPECT_EQ(result.other, 0);
}

TEST(NationalHour, LevelsAndPrimaryPollutantsAreOursToo) {
  SKIP_WITHOUT_SHARED(kPerHour);
  const auto rows = computed(hour_request(kPerHour, true));
  int ties = 0;
  int named = 0;
  for (const auto& [station, theirs] : published_per_hour()) {
    if (!theirs.index) continue;
    const publish::AirRow& ours = rows.at(station);
    EXPECT_EQ(ours.level, theirs.level) << station;
    EXPECT_EQ(std::set<std::string>(ours.primary.begin(), ours.primary.end()), theirs.primary) << station;
    named += theirs.primary.empty() ? 0 : 1;
    ties += theirs.primary.size() > 1 ? 1 : 0;
  }
  EXPECT_EQ(named, 477);
  EXPECT_EQ(ties, 4);
}

// 33 stations have no published index: 32 published nothing at all, 1792A all but PM2.5. Of those that have
// one, 138 lack an item.
TEST(NationalHour, AnIndexWithAGapIsPublishedAndMarkedHere) {
  SKIP_WITHOUT_SHARED(kPerHour);
  const auto rows = computed(hour_request(kPerHour, true));
  int incomplete = 0;
  int silent = 0;
  for (const auto& [station, theirs] : published_per_hour()) {
    const publish::AirRow& ours = rows.at(station);
    if (theirs.index) incomplete += ours.is_complete ? 0 : 1;
    if (!theirs.index && !ours.index) ++silent;
    EXPECT_TRUE(theirs.index || !ours.index || station == "1792A") << station;
  }
  EXPECT_EQ(incomplete, 138);
  EXPECT_EQ(silent, 32);
}

// One hour tells no running mean: by the letter of the standard particles are missing, and so is the 8 h O3.
TEST(NationalHour, ByTheRunningMeansOneHourIsNotEnough) {
  SKIP_WITHOUT_SHARED(kPerHour);
  const auto rows = computed(hour_request(kPerHour, false));
  const publish::AirRow& row = rows.at("1001A");
  EXPECT_FALSE(row.is_complete);
  EXPECT_EQ(std::set<std::string>(row.missing.begin(), row.missing.end()),
            (std::set<std::string>{"PM10", "PM2.5", "O3"}));
  EXPECT_EQ(row.index, 55);  // O3 164 ug/m3 of the hour: 50 + 50 x 4/40
}

}  // namespace
}  // namespace chuangmo
