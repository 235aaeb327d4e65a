#pragma once
#include <array>
#include <cstdint>
#include <vector>

namespace chuangmo::bench {

// Made-up air of a country, hour by hour: the same on every machine, because only integers take part.
// It has a year (coal smoke in winter, ozone in summer), a day (traffic, sun), weather that a city's stations
// share, differing cities, and the gaps of real instruments, so that the rules of validity bite.
struct Extent {
  int stations = 400;
  int stations_per_city = 6;  // the last city has what is left
  int first_year = 2019;
  int years = 3;
  std::uint64_t seed = 1;
};

inline constexpr std::size_t kPollutants = 6;  // SO2 NO2 PM10 PM2.5 CO O3
inline constexpr int kEmpty = -1;              // a cell with nothing in it
inline constexpr int kNotAvailable = -2;       // a cell that says NA
using Cells = std::array<int, kPollutants>;    // whole ug/m3; CO in tenths of mg/m3

// splitmix64 (Steele, Lea, Flood 2014).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  int below(int end);                // 0 .. end-1
  int between(int least, int most);  // both included

 private:
  std::uint64_t state_;
};

class MadeAir {
 public:
  explicit MadeAir(const Extent& extent);
  int city_of(int station) const { return station / extent_.stations_per_city; }
  int cities() const { return city_of(extent_.stations - 1) + 1; }
  int days() const { return days_; }
  // The hours of one station in order of time, from the first of the first year on.
  Cells next_hour(int station);

 private:
  struct City {
    std::array<int, kPollutants> base{};  // annual level in thousandths of the unit; PM10: its coarse part
  };
  struct CityDay {
    std::array<int, kPollutants> level{};  // thousandths
    unsigned lost = 0;                     // bit per pollutant: the city's whole day did not arrive
  };
  // An instrument, or what all six of a station hang on.
  struct Channel {
    int until_gap = 0;  // hours
    int gap = 0;        // hours left of it
    int mark = kEmpty;
  };
  struct Station {
    Chance chance{0};
    std::array<int, kPollutants> share{};  // of the city's level, thousandths
    std::array<Channel, kPollutants + 1> channels{};
    std::array<int, kPollutants> level{};  // today
    int gust = 0;                          // shared noise of the hour, thousandths
    int hour = 0;                          // since the beginning
  };
  std::size_t at(int city, int day) const {
    return static_cast<std::size_t>(city) * static_cast<std::size_t>(days_) + static_cast<std::size_t>(day);
  }
  void make_city(int city, std::vector<int> (&season)[kPollutants]);
  void make_station(int station);
  static bool is_in_gap(Channel& channel, Chance& chance, bool whole_station);
  static void mark_gaps(Station& station, unsigned lost, std::uint64_t odds, Cells& cells);

  Extent extent_;
  int days_ = 0;
  std::vector<CityDay> city_days_;  // by city, day
  std::vector<Station> stations_;
};

}  // namespace chuangmo::bench
