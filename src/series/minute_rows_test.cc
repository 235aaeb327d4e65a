// Files of minutes: found out by all their rows, kept as minutes, condensed to the hours a method makes.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "series/read_both_ways.h"

namespace chuangmo::series {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Way;

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> all = [] {
    std::vector<Parameter> list(1);
    list[0].key = list[0].name = "SO2";
    list[0].unit = "ug/m3";
    list[0].decimals = 1;
    list[0].medium = "air";
    return list;
  }();
  return all;
}

ReadingsRequest request(const char* medium = "air", const char* interval = "hour") {
  ReadingsRequest request;
  request.set = "air";
  request.medium = medium;
  request.interval = interval;
  request.recorded_at = Instant::at(Date::of(2011, 3, 9));
  request.parameters = &parameters();
  return request;
}

// A row every `step` minutes from 5 March 2011 0:00 + `from` on.
std::string rows(int from, int end, int step) {
  std::string text;
  for (int at = from; at < end; at += step)
    text += fmt::format("2011-03-{:02} {:02}:{:02},a,{}\n", 5 + at / 1440, at / 60 % 24, at % 60, at);
  return text;
}
const std::string kHeading = "时间,站点,SO2\n";

ReadingsFound read(const std::string& text, const ReadingsRequest& how = request()) {
  return read_readings(rows_of(read_csv(kHeading + text, "test.csv"), "test.csv"), how);
}

std::vector<std::string> codes(const ReadingsFound& found) {
  std::vector<std::string> list;
  for (const Diagnostic& each : found.diagnostics) list.push_back(each.code);
  return list;
}

bool is_of_minutes(const ReadingsFound& found) {
  for (const ReadingBlock& block : found.blocks)
    if (block.step != PeriodKind::minute) return false;
  return !found.blocks.empty();
}

TEST(MinuteRows, EveryRowIsAMinute) {
  const ReadingsFound found = read(rows(13 * 60, 14 * 60, 1));
  ASSERT_EQ(found.blocks.size(), 1U);
  EXPECT_TRUE(is_of_minutes(found));
  EXPECT_EQ(found.valid, 60U);
  const ReadingBlock& block = found.blocks.front();
  EXPECT_EQ(period_at(block.step, block.first + 13 * 60).text(), "2011-03-05T13:00");
  EXPECT_EQ(block.values.at(13 * 60), 13 * 60 * 10);
  EXPECT_EQ(block.values.at(13 * 60 + 59), (13 * 60 + 59) * 10);
  EXPECT_THAT(codes(found), ElementsAre("SER140"));
}

TEST(MinuteRows, TheStepIsSaid) {
  const auto is_said = [](const ReadingsFound& found, const char* words) {
    return found.diagnostics.front().text.find(words) != std::string::npos;
  };
  EXPECT_TRUE(is_said(read(rows(0, 600, 1)), "步长 1 分钟"));
  EXPECT_TRUE(is_said(read(rows(0, 600, 5)), "步长 5 分钟"));
  EXPECT_TRUE(is_said(read(rows(2, 600, 10)), "步长 10 分钟"));
  EXPECT_TRUE(is_said(read(rows(0, 600, 30)), "步长 30 分钟"));
  EXPECT_TRUE(is_said(read(rows(0, 600, 5) + "2011-03-06 10:07,a,1\n"), "步长 5 分钟"));
}

TEST(MinuteRows, AFewAmongHoursAreSlips) {
  EXPECT_THAT(codes(read(rows(0, 600, 60) + "2011-03-06 10:07,a,1\n2011-03-06 11:07,a,1\n")),
              ElementsAre("SER112"));
  EXPECT_THAT(codes(read("2011-03-05 13:30,a,40\n2011-03-05 14:00,a,41\n")), ElementsAre("SER112"));
  // All of them half an hour off: hours that somebody labels by their middle.
  EXPECT_THAT(codes(read(rows(30, 600, 60))), ElementsAre("SER112", "SER135"));
}

TEST(MinuteRows, OnlyAirHasMinutes) {
  std::vector<Parameter> water = parameters();
  water[0].medium = "water";
  ReadingsRequest how = request("water");
  how.parameters = &water;
  EXPECT_EQ(read(rows(0, 50, 10), how).blocks.at(0).step, PeriodKind::hour);
  // What is reported once a year belongs to its year, whenever it was measured.
  const ReadingsFound yearly =
      read("2011-03-05 10:20,a,1\n2011-03-05 11:40,b,2\n", request("air", "once_a_year"));
  EXPECT_EQ(yearly.valid, 2U);
  EXPECT_EQ(yearly.blocks.at(0).step, PeriodKind::year);
}

TEST(MinuteRows, MidnightOf24IsThatOfTheNextDay) {
  const ReadingsFound found = read(rows(1380, 1440, 5) + "2011-03-05 24:00,a,1\n");
  ASSERT_EQ(found.blocks.size(), 2U);
  EXPECT_EQ(found.blocks[1].first,
            index_of(Period::of_minute(Minute::of(Hour::of(Date::of(2011, 3, 6), 0), 0))));
  EXPECT_EQ(found.blocks[1].values.at(0), 10);
}

TEST(MinuteRows, AMinuteAheadIsAnError) {
  ReadingsRequest how = request();
  how.recorded_at = Instant::at(Date::of(2011, 3, 5), 0, 30);
  EXPECT_THAT(codes(read(rows(0, 31, 1), how)), ElementsAre("SER140"));
  EXPECT_THAT(codes(read(rows(0, 32, 1), how)), ElementsAre("SER140", "SER111"));
}

TEST(MinuteRows, TheHeadMayPromiseHours) {
  const auto both = [](const std::string& text) {
    const auto result = testing::read_both_ways(kHeading + text, request(), 1024, 1U << 20U);
    EXPECT_EQ(result.difference, "");
    return result.way;
  };
  EXPECT_EQ(both(rows(0, 4000, 10)), Way::in_pieces);
  EXPECT_EQ(both(rows(0, 2880, 60) + "2011-03-07 10:07,a,1\n2011-03-07 11:08,a,1\n"), Way::in_pieces);
  EXPECT_EQ(both(rows(0, 2880, 60) + rows(2881, 3000, 1)), Way::read_again);
}

// --- days of minutes ---

// Stands for the method: an hour is its first valid minute.
DayHourValues first_minutes(const MinuteDay& day) {
  DayHourValues hours;
  for (std::size_t hour = 0; hour < hours.size(); ++hour) {
    const auto begin = day.values.begin() + static_cast<std::ptrdiff_t>(hour * 60);
    const auto valid =
        std::find_if(begin, begin + 60, [](std::int32_t value) { return value != kNoReading; });
    hours.at(hour) = valid == begin + 60 ? kNoReading : *valid;
  }
  return hours;
}

class MinuteDays : public ::testing::Test {
 protected:
  DayCondenser condenser(DayCondenser::Holding holding = DayCondenser::Holding::one_day) const {
    return {rules_, holding, first_minutes};
  }
  static Placed put(DayCondenser& into, int minute, std::int32_t value,
                    ReadingFlag flag = ReadingFlag::valid) {
    const std::size_t series = into.open("a", parameters().front(), PeriodKind::minute);
    return into.put(series, minute, value, flag, 1, "");
  }
  WindowRules rules_;
};

TEST_F(MinuteDays, AreClosedToHours) {
  DayCondenser days = condenser();
  for (const int minute : {65, 66, 130, 1440, 1439 + 1440, 2880}) put(days, minute, minute);
  put(days, 2881, 7, ReadingFlag::suspect);
  const std::vector<StationYear> years = days.take();
  ASSERT_EQ(years.size(), 1U);
  EXPECT_EQ(years[0].year, 1970);
  EXPECT_EQ(years[0].hours(0), 2);
  EXPECT_EQ(years[0].sum(0), 65 + 130);
  EXPECT_EQ(years[0].hours(1), 2);
  EXPECT_EQ(years[0].sum(1), 1440 + 2879);
  EXPECT_EQ(years[0].hours(2), 1);
  EXPECT_FALSE(years[0].is_known(3));
}

TEST_F(MinuteDays, AreLaidTogetherFromPieces) {
  DayCondenser one = condenser();
  DayCondenser other = condenser();
  put(one, 10, 1);
  put(one, 70, 2);
  one.end_piece();
  put(other, 71, 3);
  put(other, 130, 4);
  put(other, 1500, 5);
  one.add(std::move(other));
  const std::vector<StationYear> years = one.take();
  EXPECT_FALSE(one.is_disordered());
  EXPECT_EQ(years.at(0).hours(0), 3);
  EXPECT_EQ(years.at(0).sum(0), 1 + 2 + 4);
  EXPECT_EQ(years.at(0).sum(1), 5);
}

TEST_F(MinuteDays, OutOfOrderAllIsHeld) {
  DayCondenser days = condenser();
  for (const int minute : {10, 1450, 2890, 1451, 4330, 11}) put(days, minute, 1);
  days.take();
  EXPECT_TRUE(days.is_disordered());
  DayCondenser all = condenser(DayCondenser::Holding::everything);
  for (const int minute : {10, 1450, 2890, 1510, 4330, 70}) put(all, minute, 1);
  const std::vector<StationYear> years = all.take();
  EXPECT_FALSE(all.is_disordered());
  EXPECT_EQ(years.at(0).hours(0), 2);
  EXPECT_EQ(years.at(0).hours(1), 2);
}

TEST_F(MinuteDays, TwoValuesOfAMinuteAreNone) {
  DayCondenser days = condenser();
  EXPECT_EQ(put(days, 10, 1), Placed::fresh);
  EXPECT_EQ(put(days, 10, 1), Placed::repeated);
  EXPECT_EQ(put(days, 10, 2), Placed::conflicting);
  EXPECT_EQ(put(days, 10, 0, ReadingFlag::missing), Placed::fresh);
  put(days, 11, 5);
  EXPECT_EQ(days.take().at(0).sum(0), 5);
}

TEST_F(MinuteDays, StandBackForWhatIsStated) {
  DayCondenser days = condenser();
  const std::size_t hours = days.open("a", parameters().front(), PeriodKind::hour);
  const std::size_t whole = days.open("a", parameters().front(), PeriodKind::day);
  for (const int day : {0, 1, 2}) put(days, day * 1440, 100);
  days.put(hours, 5, 7, ReadingFlag::valid, 1, "");
  days.put(whole, 1, 9, ReadingFlag::valid, 1, "");
  const std::vector<StationYear> years = days.take();
  ASSERT_EQ(years.size(), 1U);
  EXPECT_EQ(years[0].sum(0), 7);
  EXPECT_EQ(years[0].sum(1), 24 * 9);
  EXPECT_EQ(years[0].sum(2), 100);
}

TEST_F(MinuteDays, WithoutAMethodAreLeftOut) {
  DayCondenser days(rules_, DayCondenser::Holding::one_day);
  put(days, 10, 1);
  EXPECT_EQ(days.left_out(), 1U);
  EXPECT_THAT(days.take(), IsEmpty());
}

}  // namespace
}  // namespace chuangmo::series
