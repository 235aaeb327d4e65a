#include <algorithm>
#include <fmt/format.h>

#include "base/csv.h"
#include "demo/parts.h"
#include "demo/stations.h"

namespace chuangmo::demo {

namespace {

// Mean of a pollutant over the city on one day, ug/m3.
struct CityDay {
  int so2 = 0;
  int no2 = 0;
  int pm10 = 0;
};

struct YearShape {
  int year;
  int bad_days;  // days whose PM10 lies above the grade II daily limit
  int so2_winter;
  int so2_summer;
};
// 2011 ends a day from the 85 % that the indicator asks for, and a hard heating season takes SO2 over its
// limit.
constexpr std::array<YearShape, 3> kYears = {{{2009, 49, 98, 22}, {2010, 46, 98, 21}, {2011, 53, 104, 22}}};

// 1000 in mid January, 0 in mid July, straight in between: coal heating without a libm.
int winter_permille(Date day) {
  const int from_january = (day - Date::of(day.year(), 1, 15) + 730) % 365;
  const int distance = std::min(from_january, 365 - from_january);
  return 1000 - distance * 1000 / 183;
}

// Which days are bad: spring dust and winter heating more often than summer.
std::vector<bool> bad_days(const YearShape& shape, Chance chance) {
  const Date begin = Date::of(shape.year, 1, 1);
  std::vector<bool> bad(static_cast<std::size_t>(days_in_year(shape.year)), false);
  int left = shape.bad_days;
  while (left > 0) {
    const int at = chance.between(0, static_cast<int>(bad.size()) - 1);
    const int month = (begin + at).month();
    const int weight = 150 + winter_permille(begin + at) * 7 / 10 + (month == 3 || month == 4 ? 350 : 0);
    if (bad[static_cast<std::size_t>(at)] || chance.between(0, 1199) > weight) continue;
    bad[static_cast<std::size_t>(at)] = true;
    --left;
  }
  return bad;
}

CityDay city_day(const YearShape& shape, Date day, bool is_bad, Chance& chance) {
  const int winter = winter_permille(day);
  CityDay city;
  city.so2 = shape.so2_summer + (shape.so2_winter - shape.so2_summer) * winter / 1000 + chance.between(-9, 9);
  city.no2 = 22 + 18 * winter / 1000 + chance.between(-5, 5);
  city.pm10 = is_bad ? chance.between(168, 236) : 58 + 34 * winter / 1000 + chance.between(-16, 26);
  return city;
}

// The share of the daily mean that falls on an hour, permille; the 24 add up to 24,000.
constexpr std::array<int, 24> kDaily = {1010, 970, 930, 900, 890, 920,  1000, 1120, 1180, 1130, 1040, 960,
                                        900,  870, 860, 880, 930, 1010, 1110, 1160, 1140, 1090, 1020, 980};

int hourly(int daily, const AirStation& station, int hour, Chance& chance) {
  const std::int64_t scaled =
      std::int64_t{daily} * station.level_permille * kDaily[static_cast<std::size_t>(hour)];
  const int mean = static_cast<int>(scaled / 1'000'000);
  return std::max(1, mean + chance.between(-mean / 12 - 1, mean / 12 + 1));
}

std::string milligrams(int micrograms) {
  return Decimal(micrograms, 3).text();
}

// An instrument that was silent for days: station index, first day of the year, days.
struct Outage {
  int year;
  std::size_t station;
  int day;
  int days;
};
constexpr std::array<Outage, 5> kOutages = {
    {{2009, 3, 40, 6}, {2009, 0, 201, 2}, {2010, 1, 118, 9}, {2011, 4, 75, 4}, {2011, 2, 288, 12}}};

bool is_silent(int year, std::size_t station, int day) {
  return std::any_of(kOutages.begin(), kOutages.end(), [&](const Outage& outage) {
    return outage.year == year && outage.station == station && day >= outage.day &&
           day < outage.day + outage.days;
  });
}

// In 2011 the instrument writes what it did instead of measuring.
const char* pm10_in_gap(int year, int hour) {
  constexpr int kZeroCheckHour = 10;
  return year == 2011 && hour == kZeroCheckHour ? "校零" : "";
}

const std::vector<std::string> kHeader = {"监测时间", "点位编码", "二氧化硫(mg/m3)", "二氧化氮(mg/m3)",
                                          "可吸入颗粒物(mg/m3)"};

SimulatedFile year_file(const YearShape& shape, Chance chance) {
  SimulatedFile file;
  file.path = std::to_string(shape.year) + "/监测/城区空气小时值.csv";
  file.kind = "readings:air";
  file.who = "市环保局";
  file.recorded_at = Instant::at(Date::of(shape.year + 1, 1, 8), 11);
  file.text = csv_line(kHeader);
  const std::vector<bool> bad = bad_days(shape, chance.part("bad"));
  Chance values = chance.part("values");
  const Date begin = Date::of(shape.year, 1, 1);
  for (int at = 0; at < static_cast<int>(bad.size()); ++at) {
    const CityDay city = city_day(shape, begin + at, bad[static_cast<std::size_t>(at)], values);
    for (int hour = 0; hour < 24; ++hour) {
      for (std::size_t i = 0; i < kAirStations.size(); ++i) {
        const AirStation& station = kAirStations[i];
        const std::string so2 = milligrams(hourly(city.so2, station, hour, values));
        const std::string no2 = milligrams(hourly(city.no2, station, hour, values));
        const std::string pm10 = milligrams(hourly(city.pm10, station, hour, values));
        const bool gap = values.once_in(120);
        if (is_silent(shape.year, i, at)) continue;
        file.text +=
            csv_line({fmt::format("{} {:02}:00", (begin + at).text(), hour), station.key, so2,
                      gap && hour % 3 == 0 ? "--" : no2, gap ? pm10_in_gap(shape.year, hour) : pm10});
      }
    }
  }
  return file;
}

// Two days of one station, measured again after a leak in the sampling line was found.
SimulatedFile late_correction(Chance chance) {
  SimulatedFile file;
  file.path = "更正/2011-04-20 市环保局 南城站复核.csv";
  file.kind = "readings:air";
  file.who = "市环保局";
  file.recorded_at = Instant::at(Date::of(2012, 2, 6), 9);
  file.reason = "采样管路漏气，按备用仪器数据更正";
  file.text = csv_line(kHeader);
  for (int day = 12; day <= 13; ++day) {
    for (int hour = 0; hour < 24; ++hour) {
      file.text +=
          csv_line({fmt::format("2011-04-{} {:02}:00", day, hour), "SZ02", milligrams(chance.between(38, 52)),
                    milligrams(chance.between(24, 36)), milligrams(chance.between(84, 118))});
    }
  }
  return file;
}

}  // namespace

void add_air(Chance chance, std::vector<SimulatedFile>& files) {
  for (const YearShape& shape : kYears)
    files.push_back(year_file(shape, chance.part(std::to_string(shape.year))));
  files.push_back(late_correction(chance.part("correction")));
}

}  // namespace chuangmo::demo
