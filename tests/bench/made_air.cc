#include "made_air.h"

#include <algorithm>

#include "base/civil.h"

namespace chuangmo::bench {
namespace {

enum Pollutant : std::size_t { so2, no2, pm10, pm25, co, o3 };

constexpr int kOne = 1000;  // all shares are in thousandths

// Levels of the middle of each month.
constexpr int kSeason[kPollutants][12] = {
    {1700, 1450, 1150, 900, 750, 650, 600, 650, 750, 950, 1250, 1600},     // SO2
    {1350, 1100, 1100, 950, 850, 750, 700, 750, 900, 1100, 1250, 1350},    // NO2
    {1200, 1200, 1450, 1400, 1050, 750, 600, 600, 800, 1000, 1150, 1200},  // coarse particles: spring dust
    {1750, 1450, 1150, 850, 700, 600, 550, 550, 700, 950, 1250, 1600},     // PM2.5
    {1500, 1300, 1100, 900, 800, 750, 750, 800, 850, 950, 1150, 1400},     // CO
    {550, 700, 900, 1150, 1350, 1400, 1300, 1250, 1150, 900, 650, 500},    // O3
};
constexpr int kDay[kPollutants][24] = {
    {900,  880,  870, 860, 870, 900,  980,  1080, 1180, 1240, 1220, 1150,
     1080, 1020, 980, 960, 970, 1000, 1020, 1020, 1000, 980,  950,  920},
    {1050, 980, 920, 880, 870, 920,  1040, 1180, 1220, 1120, 980,  860,
     780,  740, 740, 780, 880, 1040, 1200, 1280, 1280, 1240, 1180, 1120},
    {980, 950, 930, 920, 930, 960, 1010, 1070, 1110, 1110, 1080, 1030,
     980, 950, 930, 930, 950, 990, 1030, 1050, 1060, 1050, 1030, 1010},
    {1080, 1060, 1040, 1020, 1010, 1010, 1030, 1060, 1080, 1060, 1010, 950,
     900,  870,  850,  850,  880,  930,  980,  1020, 1050, 1070, 1090, 1090},
    {1030, 1000, 970, 950, 950, 980, 1050, 1140, 1160, 1090, 1000, 930,
     880,  860,  850, 860, 900, 970, 1050, 1100, 1110, 1100, 1080, 1050},
    {560,  520,  480,  450,  430,  420,  420,  480, 640, 880, 1150, 1400,
     1600, 1720, 1760, 1720, 1600, 1400, 1150, 950, 820, 730, 670,  610},
};
// Annual level of the cleanest and the dirtiest city, thousandths of the unit (CO: of a tenth of mg/m3).
constexpr int kBase[kPollutants][2] = {{7'000, 62'000},  {20'000, 46'000}, {18'000, 48'000},
                                       {19'000, 48'000}, {5'000, 23'000},  {46'000, 80'000}};
constexpr int kHourly[kPollutants] = {300, 260, 220, 180, 240, 140};  // scatter of one instrument's hour

constexpr int kMonths = 12;

std::vector<int> season_by_day(const Extent& extent, std::size_t pollutant) {
  std::vector<int> out;
  for (int year = extent.first_year; year < extent.first_year + extent.years; ++year) {
    for (int month = 0; month < kMonths; ++month) {
      const int length = days_in_month(year, month + 1);
      for (int day = 0; day < length; ++day) {  // between the middles of two months
        const bool is_late = 2 * day >= length;
        const int from = kSeason[pollutant][is_late ? month : (month + kMonths - 1) % kMonths];
        const int to = kSeason[pollutant][is_late ? (month + 1) % kMonths : month];
        const int halves = is_late ? 2 * day - length : 2 * day + length;  // of 2 * length
        out.push_back(from + (to - from) * halves / (2 * length));
      }
    }
  }
  return out;
}

// What weather does to a level: -1000 halves it, 1000 doubles it, roughly.
int factor(int weather) {
  return weather >= 0 ? kOne + weather : kOne * kOne / (kOne - weather);
}

// Today like yesterday, and a step.
int next_weather(int weather, Chance& chance) {
  return (weather * 70 + (chance.between(-kOne, kOne) + chance.between(-kOne, kOne)) * 45) / 100;
}

int gap_length(Chance& chance, bool whole_station) {
  if (!whole_station) return chance.between(2, 13);
  return chance.below(16) == 0 ? chance.between(48, 200) : chance.between(3, 22);
}

constexpr int kStationGapEvery = 1600;     // hours, on average
constexpr int kInstrumentGapEvery = 1200;  // hours, on average
constexpr int kCityLossOdds = 2600;        // one day in so many, by pollutant
constexpr unsigned kCellLossIn1024 = 14;   // one cell by itself

}  // namespace

std::uint64_t Chance::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31U);
}

int Chance::below(int end) {
  return static_cast<int>((next() >> 32U) * static_cast<std::uint64_t>(end) >> 32U);
}

int Chance::between(int least, int most) {
  return least + below(most - least + 1);
}

MadeAir::MadeAir(const Extent& extent) : extent_(extent) {
  std::vector<int> season[kPollutants];
  for (std::size_t p = 0; p < kPollutants; ++p) season[p] = season_by_day(extent, p);
  days_ = static_cast<int>(season[0].size());
  city_days_.resize(static_cast<std::size_t>(cities()) * static_cast<std::size_t>(days_));
  for (int city = 0; city < cities(); ++city) make_city(city, season);
  stations_.resize(static_cast<std::size_t>(extent.stations));
  for (int station = 0; station < extent.stations; ++station) make_station(station);
}

void MadeAir::make_city(int city, std::vector<int> (&season)[kPollutants]) {
  Chance chance(extent_.seed * 1'000'003 + static_cast<std::uint64_t>(city) * 2);
  std::array<int, kPollutants> base{};
  for (std::size_t p = 0; p < kPollutants; ++p) {
    base.at(p) = chance.between(kBase[p][0], kBase[p][1]);
    if (p == so2 && chance.below(4) != 0) base.at(p) /= 3;  // few cities still burn much coal
  }
  int stagnation = 0;
  int sun = 0;
  std::array<int, kPollutants> lost_days{};
  for (int day = 0; day < days_; ++day) {
    stagnation = next_weather(stagnation, chance);
    sun = next_weather(sun, chance);
    CityDay& out = city_days_[at(city, day)];
    for (std::size_t p = 0; p < kPollutants; ++p) {
      const int weather = p == o3 ? sun * 7 / 10 : p == pm10 ? (stagnation - sun) / 2 : stagnation;
      const std::int64_t level = std::int64_t{base.at(p)} * season[p][static_cast<std::size_t>(day)] / kOne;
      out.level.at(p) = static_cast<int>(level * factor(weather) / kOne);
      if (lost_days.at(p) > 0) {
        lost_days.at(p) -= 1;
      } else if (chance.below(kCityLossOdds) == 0) {
        lost_days.at(p) = chance.between(1, 7);
      }
      if (lost_days.at(p) > 0) out.lost |= 1U << p;
    }
  }
}

void MadeAir::make_station(int station) {
  Station& made = stations_[static_cast<std::size_t>(station)];
  made.chance = Chance(extent_.seed * 1'000'003 + static_cast<std::uint64_t>(station) * 2 + 1);
  for (int& share : made.share) share = made.chance.between(850, 1150);
  for (Channel& channel : made.channels) channel.until_gap = made.chance.between(1, 2 * kInstrumentGapEvery);
}

bool MadeAir::is_in_gap(Channel& channel, Chance& chance, bool whole_station) {
  if (channel.gap == 0) {
    if (--channel.until_gap > 0) return false;
    channel.gap = gap_length(chance, whole_station);
    channel.until_gap = chance.between(1, 2 * (whole_station ? kStationGapEvery : kInstrumentGapEvery));
    channel.mark = chance.below(4) == 0 ? kNotAvailable : kEmpty;
  }
  channel.gap -= 1;
  return true;
}

void MadeAir::mark_gaps(Station& station, unsigned lost, std::uint64_t odds, Cells& cells) {
  Channel& mains = station.channels.back();
  if (is_in_gap(mains, station.chance, true)) {
    cells.fill(mains.mark);
    return;
  }
  for (std::size_t p = 0; p < kPollutants; ++p) {
    Channel& instrument = station.channels.at(p);
    if (is_in_gap(instrument, station.chance, false)) {
      cells.at(p) = instrument.mark;
    } else if ((lost >> p & 1U) != 0 || (odds >> (10 * p) & 1023U) < kCellLossIn1024) {
      cells.at(p) = kEmpty;
    }
  }
}

Cells MadeAir::next_hour(int station) {
  constexpr int kHours = 24;
  Station& here = stations_[static_cast<std::size_t>(station)];
  const CityDay& today = city_days_[at(city_of(station), here.hour / kHours)];
  const auto hour = static_cast<std::size_t>(here.hour % kHours);
  if (hour == 0) {
    for (std::size_t p = 0; p < kPollutants; ++p)
      here.level.at(p) = static_cast<int>(std::int64_t{today.level.at(p)} * here.share.at(p) / kOne);
  }
  const std::uint64_t noise = here.chance.next();
  here.gust = (here.gust * 3 + static_cast<int>(noise >> 60U) * 24 - 180) / 4;

  Cells cells{};
  for (std::size_t p = 0; p < kPollutants; ++p) {
    const int own = static_cast<int>(noise >> (10 * p) & 1023U) - 512;  // thousandths of 1.024 of the scatter
    const int scatter = kOne + own * kHourly[p] / 512 + (p == o3 ? -here.gust : here.gust);
    const std::int64_t level = std::int64_t{here.level.at(p)} * kDay[p][hour] / kOne * scatter / kOne;
    cells.at(p) = static_cast<int>(std::clamp<std::int64_t>((level + kOne / 2) / kOne, 1, 990));
  }
  cells[pm10] = std::min(990, cells[pm10] + cells[pm25]);
  mark_gaps(here, today.lost, here.chance.next(), cells);
  here.hour += 1;
  return cells;
}

}  // namespace chuangmo::bench
