#include "series/day_condenser.h"

#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

#include "series/day_sums.h"
#include "series/made_texts.h"
#include "series/read_both_ways.h"

namespace chuangmo::series {
namespace {

using Holding = DayCondenser::Holding;
using testing::told;

const WindowRules kRules{{"O3", {8, 6}}};
const Parameter kSo2 = testing::made_parameter("SO2", "ug/m3", 1, {}, {});
const Parameter kO3 = testing::made_parameter("O3", "ug/m3", 1, {}, {});

std::int64_t hour_at(int year, int month, int day, int hour) {
  return std::int64_t{Date::of(year, month, day).days} * 24 + hour;
}

// What a file says in one row: SO2 and O3 of a station at an hour.
struct Row {
  std::size_t station = 0;
  std::int64_t index = 0;
  std::array<std::int32_t, 2> values{kNoReading, kNoReading};
  std::array<ReadingFlag, 2> flags{ReadingFlag::missing, ReadingFlag::missing};
  std::int64_t day() const { return (index - (index % 24 + 24) % 24) / 24; }
};

// Takes rows as RowReader and PlainRows do: side by side where nothing is remarkable, else cell by cell.
class Feeder {
 public:
  explicit Feeder(DayCondenser& condenser) : condenser_(condenser) {}
  void feed(const Row& row, bool is_plain_allowed) {
    const auto [place, is_new] = series_.try_emplace(row.station);
    if (is_new) {
      const std::string name = "S" + std::to_string(row.station);
      place->second = {condenser_.open(name, kSo2, PeriodKind::hour),
                       condenser_.open(name, kO3, PeriodKind::hour)};
    }
    const bool is_plain =
        is_plain_allowed && std::none_of(row.flags.begin(), row.flags.end(),
                                         [](ReadingFlag flag) { return flag == ReadingFlag::suspect; });
    if (is_plain && condenser_.put_row(condenser_.open_row(place->second), row.index, row.values, 1, 0))
      return;
    for (std::size_t i = 0; i < 2; ++i)
      condenser_.put(place->second[i], row.index, row.values[i], row.flags[i], 1, "");
  }

 private:
  DayCondenser& condenser_;
  std::map<std::size_t, std::array<std::size_t, 2>> series_;
};

// The definition: all hours at hand, a second value that differs leaves none.
std::string expected(const std::vector<Row>& rows) {
  std::map<std::tuple<std::string, std::string, std::int64_t>, std::int32_t> hours;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < 2; ++i) {
      if (row.flags[i] == ReadingFlag::missing) continue;
      const std::int32_t value = row.flags[i] == ReadingFlag::valid ? row.values[i] : kNoReading;
      const auto [place, is_new] =
          hours.try_emplace({i == 0 ? "SO2" : "O3", "S" + std::to_string(row.station), row.index}, value);
      if (!is_new && place->second != value) place->second = kNoReading;
    }
  }
  std::map<std::tuple<std::string, std::string, int>, StationYear> years;
  for (auto place = hours.begin(); place != hours.end();) {
    const auto& [parameter, station, index] = place->first;
    const auto day = Date{static_cast<std::int32_t>((index - (index % 24 + 24) % 24) / 24)};
    std::array<std::int32_t, 24> of_day;
    of_day.fill(kNoReading);
    const auto from = place;
    for (; place != hours.end() && std::get<0>(place->first) == std::get<0>(from->first) &&
           std::get<1>(place->first) == std::get<1>(from->first) &&
           std::get<2>(place->first) < (std::int64_t{day.days} + 1) * 24;
         ++place)
      of_day.at(static_cast<std::size_t>(std::get<2>(place->first) - std::int64_t{day.days} * 24)) =
          place->second;
    const bool is_o3 = std::get<0>(from->first) == "O3";
    StationYear& year =
        years
            .try_emplace({std::get<0>(from->first), std::get<1>(from->first), day.year()},
                         std::get<1>(from->first), std::get<0>(from->first), day.year(), is_o3)
            .first->second;
    year.set(static_cast<std::size_t>(day.days - year.first_day()),
             day_sum(of_day, is_o3 ? WindowRule{8, 6} : WindowRule{}));
  }
  std::vector<StationYear> list;
  for (auto& [key, year] : years) list.push_back(std::move(year));
  return told(list);
}

// Whether some station's day lies in two pieces, or is left and taken up again within one.
bool touches_a_closed_day(const std::vector<std::vector<Row>>& pieces) {
  std::set<std::pair<std::size_t, std::int64_t>> closed;
  for (const std::vector<Row>& piece : pieces) {
    std::map<std::size_t, std::int64_t> open;
    for (const Row& row : piece) {
      const auto [place, is_new] = open.try_emplace(row.station, row.day());
      if (!is_new && place->second == row.day()) continue;
      if (!is_new) closed.emplace(row.station, place->second);
      place->second = row.day();
      if (closed.contains({row.station, row.day()})) return true;
    }
    for (const auto& [station, day] : open) closed.emplace(station, day);
  }
  return false;
}

class RowMaker {
 public:
  explicit RowMaker(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t end) { return random_() % end; }

  // Some days of some stations around a place where calendars are remarkable, in order of time.
  std::vector<Row> rows() {
    constexpr std::array<std::array<int, 3>, 4> kPlaces = {
        {{2015, 12, 30}, {1969, 12, 30}, {2012, 2, 27}, {1900, 1, 1}}};
    const auto& [year, month, day] = kPlaces.at(below(kPlaces.size()));
    const std::int64_t first = hour_at(year, month, day, static_cast<int>(below(24)));
    const std::size_t stations = 1 + below(3);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < (24 + below(120)) * stations; ++i) {
      Row row;
      row.station = i % stations;
      row.index = first + static_cast<std::int64_t>(i / stations);
      if (below(10) == 0) continue;
      for (std::size_t k = 0; k < 2; ++k) fill(row, k);
      rows.push_back(row);
    }
    return rows;
  }
  void fill(Row& row, std::size_t k) {
    const std::size_t kind = below(20);
    if (kind == 0) return;  // a gap
    row.flags[k] = kind == 1 ? ReadingFlag::suspect : ReadingFlag::valid;
    row.values[k] = kind == 2 ? kNoReading + 1 : static_cast<std::int32_t>(below(3000)) - 100;
    if (kind == 1 && below(2) == 0) row.values[k] = kNoReading;
  }
  // Some rows stand once more, with the same values or other ones.
  void repeat(std::vector<Row>& rows) {
    for (std::size_t i = 1 + below(5); i > 0; --i) {
      Row row = rows[below(rows.size())];
      if (below(2) == 0) fill(row, below(2));
      rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(below(rows.size() + 1)), row);
    }
  }
  void disorder(std::vector<Row>& rows) {
    const std::size_t how = below(4);
    if (how == 0) std::shuffle(rows.begin(), rows.end(), random_);
    if (how == 1) std::reverse(rows.begin(), rows.end());  // newest first: in order, too
    if (how == 2)
      std::stable_sort(rows.begin(), rows.end(),
                       [](const Row& a, const Row& b) { return a.station < b.station; });
    if (how == 3) std::swap(rows[below(rows.size())], rows[below(rows.size())]);
  }
  std::vector<std::vector<Row>> cut(const std::vector<Row>& rows) {
    std::vector<std::vector<Row>> pieces(1);
    const std::size_t every = 1 + below(rows.size());
    for (const Row& row : rows) {
      if (below(every) == 0) pieces.emplace_back();
      pieces.back().push_back(row);
    }
    return pieces;
  }
  template <class List>
  void shuffle(List& list) {
    std::shuffle(list.begin(), list.end(), random_);
  }

 private:
  std::mt19937 random_;
};

struct Condensed {
  std::string days;
  bool is_disordered = false;
};
// Pieces to one of `count` condensers each, which are added in any order.
Condensed condense(RowMaker& maker, std::vector<std::vector<Row>> pieces, Holding holding,
                   std::size_t count) {
  std::vector<DayCondenser> condensers;
  for (std::size_t i = 0; i < count; ++i) condensers.emplace_back(kRules, holding);
  maker.shuffle(pieces);
  for (const std::vector<Row>& piece : pieces) {
    DayCondenser& condenser = condensers[maker.below(count)];
    Feeder feeder(condenser);
    for (const Row& row : piece) feeder.feed(row, maker.below(8) != 0);
    condenser.end_piece();
  }
  DayCondenser all(kRules, holding);
  const std::size_t first = maker.below(count);
  for (std::size_t i = 0; i < count; ++i) all.add(std::move(condensers[(first + i) % count]));
  Condensed result;
  result.days = told(all.take());
  result.is_disordered = all.is_disordered();
  return result;
}

TEST(DayCondenser, GivesTheDaysOfAllHoursWhateverTheOrder) {
  int in_order = 0;
  int again = 0;
  for (unsigned seed = 1; seed <= 1500; ++seed) {
    RowMaker maker(seed);
    std::vector<Row> rows = maker.rows();
    if (rows.empty()) continue;
    if (maker.below(3) == 0) maker.repeat(rows);
    if (maker.below(2) == 0) maker.disorder(rows);
    const std::string wanted = expected(rows);
    const auto pieces = maker.cut(rows);
    const Condensed days = condense(maker, pieces, Holding::one_day, 1 + maker.below(3));
    // Reading again is asked for only where a closed day was touched, and wherever the days would be wrong.
    if (days.is_disordered) {
      ASSERT_TRUE(touches_a_closed_day(pieces)) << seed;
      ++again;
    } else {
      ASSERT_EQ(days.days, wanted) << seed;
      ++in_order;
    }
    const Condensed held = condense(maker, pieces, Holding::everything, 1 + maker.below(3));
    ASSERT_FALSE(held.is_disordered) << seed;
    ASSERT_EQ(held.days, wanted) << seed;
  }
  EXPECT_GT(in_order, 300);
  EXPECT_GT(again, 300);
}

// --- by hand ---

class OneStation {
 public:
  explicit OneStation(Holding holding = Holding::one_day) : condenser_(kRules, holding) {
    so2_ = condenser_.open("S", kSo2, PeriodKind::hour);
    o3_ = condenser_.open("S", kO3, PeriodKind::hour);
  }
  Placed so2(std::int64_t index, std::int32_t value, ReadingFlag flag = ReadingFlag::valid) {
    return condenser_.put(so2_, index, value, flag, 1, "");
  }
  DayCondenser& condenser() { return condenser_; }
  std::size_t so2() const { return so2_; }
  std::size_t o3() const { return o3_; }
  std::string take() { return told(condenser_.take()); }

 private:
  DayCondenser condenser_;
  std::size_t so2_;
  std::size_t o3_;
};

TEST(DayCondenser, KeepsALeapDayAndTheDaysBefore1970) {
  OneStation station;
  station.so2(hour_at(1968, 2, 29, 23), 7);
  station.so2(hour_at(1968, 3, 1, 0), 8);
  station.so2(hour_at(1969, 12, 31, 23), 9);
  station.so2(hour_at(1970, 1, 1, 0), 10);
  EXPECT_EQ(station.take(),
            "S SO2 1968\n  59: 7/1\n  60: 8/1\nS SO2 1969\n  364: 9/1\nS SO2 1970\n  0: 10/1\n");
  EXPECT_FALSE(station.condenser().is_disordered());
}

TEST(DayCondenser, LaysTheHalvesOfADayTogether) {
  OneStation morning;
  OneStation afternoon;
  for (int hour = 0; hour < 24; ++hour)
    (hour < 12 ? morning : afternoon).so2(hour_at(2014, 5, 1, hour), hour);
  afternoon.condenser().add(std::move(morning.condenser()));
  EXPECT_EQ(afternoon.take(), "S SO2 2014\n  120: 276/24\n");
  EXPECT_FALSE(afternoon.condenser().is_disordered());
}

TEST(DayCondenser, AsksForMoreWhereTwoPiecesSpeakOfOneHour) {
  OneStation one;
  OneStation two;
  one.so2(hour_at(2014, 5, 1, 3), 5);
  two.so2(hour_at(2014, 5, 1, 3), 5);
  one.condenser().add(std::move(two.condenser()));
  one.take();
  EXPECT_TRUE(one.condenser().is_disordered());
}

// Whichever comes first: two values that differ leave none, and a gap says nothing against a value.
TEST(DayCondenser, TakesNeitherOfTwoValues) {
  for (const Holding holding : {Holding::one_day, Holding::everything}) {
    OneStation station(holding);
    const std::int64_t at = hour_at(2014, 5, 1, 0);
    EXPECT_EQ(station.so2(at, 5), Placed::fresh);
    EXPECT_EQ(station.so2(at, 5), Placed::repeated);
    EXPECT_EQ(station.so2(at, kNoReading, ReadingFlag::missing), Placed::fresh);
    EXPECT_EQ(station.so2(at, 6), Placed::conflicting);
    EXPECT_EQ(station.so2(at, 6), Placed::conflicting);
    EXPECT_EQ(station.so2(at + 1, -3, ReadingFlag::suspect), Placed::fresh);
    EXPECT_EQ(station.so2(at + 1, 4), Placed::conflicting);
    EXPECT_EQ(station.so2(at + 2, 4), Placed::fresh);
    EXPECT_EQ(station.so2(at + 2, 4, ReadingFlag::suspect), Placed::conflicting);
    EXPECT_EQ(station.so2(at + 3, 9), Placed::fresh);
    EXPECT_EQ(station.take(), "S SO2 2014\n  120: 9/1\n");
    EXPECT_FALSE(station.condenser().is_disordered());
  }
}

TEST(DayCondenser, TakesNoRowWhereSomethingIsKnown) {
  for (const Holding holding : {Holding::one_day, Holding::everything}) {
    OneStation station(holding);
    const std::int64_t at = hour_at(2014, 5, 1, 0);
    station.so2(at, 5);
    const std::size_t row = station.condenser().open_row(std::array{station.so2(), station.o3()});
    EXPECT_FALSE(station.condenser().put_row(row, at, std::array<std::int32_t, 2>{5, 8}, 1, 0));
    EXPECT_TRUE(station.condenser().put_row(row, at + 1, std::array<std::int32_t, 2>{6, kNoReading}, 1, 0));
    EXPECT_FALSE(station.condenser().put_row(row, at + 1, std::array<std::int32_t, 2>{7, 8}, 1, 0));
    EXPECT_EQ(station.condenser().open_row(std::array{station.so2(), station.o3()}), row);
    EXPECT_EQ(station.take(), "S SO2 2014\n  120: 11/2\n");
  }
}

// A day that was reported as a whole has 24 hours of its value, 17 windows, and no greatest hour.
TEST(DayCondenser, TakesAValueForADayForAllItsHours) {
  OneStation station;
  DayCondenser& condenser = station.condenser();
  const std::size_t so2 = condenser.open("S", kSo2, PeriodKind::day);
  const std::size_t o3 = condenser.open("S", kO3, PeriodKind::day);
  const std::int64_t day = Date::of(2014, 5, 1).days;
  EXPECT_EQ(condenser.put(o3, day, 50, ReadingFlag::valid, 1, ""), Placed::fresh);
  EXPECT_EQ(condenser.put(o3, day, 50, ReadingFlag::valid, 1, ""), Placed::repeated);
  EXPECT_EQ(condenser.put(so2, day, 5, ReadingFlag::valid, 1, ""), Placed::fresh);
  EXPECT_EQ(condenser.put(so2, day, 6, ReadingFlag::valid, 1, ""), Placed::conflicting);
  EXPECT_EQ(condenser.put(so2, day, 6, ReadingFlag::valid, 1, ""), Placed::conflicting);
  EXPECT_EQ(condenser.put(so2, day + 1, 7, ReadingFlag::valid, 1, ""), Placed::fresh);
  EXPECT_EQ(condenser.put(so2, day + 2, 0, ReadingFlag::missing, 1, ""), Placed::fresh);
  EXPECT_EQ(condenser.put(so2, day + 3, 0, ReadingFlag::suspect, 1, ""), Placed::fresh);
  EXPECT_EQ(condenser.put(so2, day + 3, 9, ReadingFlag::valid, 1, ""), Placed::conflicting);
  // Hours say more than a value for the day.
  EXPECT_EQ(station.so2((day + 1) * 24, 3), Placed::fresh);
  const std::string none = std::to_string(kNoReading);
  EXPECT_EQ(station.take(), "S O3 2014\n  120: 1200/24 windows 400/8 of 17 maximum " + none +
                                "\nS SO2 2014\n  120: 0/0\n  121: 3/1\n  123: 0/0\n");
}

TEST(DayCondenser, CountsWhatIsNeitherDayNorHour) {
  OneStation station;
  const std::size_t months = station.condenser().open("S", kSo2, PeriodKind::month);
  station.condenser().put(months, 2014 * 12, 5, ReadingFlag::valid, 1, "");
  EXPECT_EQ(station.condenser().left_out(), 1U);
  EXPECT_EQ(station.take(), "");
}

// A file with other columns goes on with a day that is open.
TEST(DayCondenser, MovesTheOpenDayWhenSeriesComeToStandOtherwise) {
  OneStation station;
  const std::int64_t at = hour_at(2014, 5, 1, 0);
  station.so2(at, 5);
  const std::size_t both = station.condenser().open_row(std::array{station.so2(), station.o3()});
  EXPECT_TRUE(station.condenser().put_row(both, at + 1, std::array<std::int32_t, 2>{6, 60}, 1, 0));
  const std::size_t turned = station.condenser().open_row(std::array{station.o3(), station.so2()});
  EXPECT_TRUE(station.condenser().put_row(turned, at + 2, std::array<std::int32_t, 2>{70, 7}, 1, 0));
  station.so2(at + 3, 8);
  EXPECT_EQ(station.take(), "S O3 2014\n  120: 130/2 windows 0/0 of 0 maximum 70\nS SO2 2014\n  120: 26/4\n");
  EXPECT_FALSE(station.condenser().is_disordered());
}

}  // namespace
}  // namespace chuangmo::series
