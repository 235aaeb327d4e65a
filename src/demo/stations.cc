#include "demo/stations.h"

#include <fmt/format.h>

#include "base/csv.h"
#include "demo/parts.h"

namespace chuangmo::demo {

namespace {

constexpr int kGrids = 108;
constexpr std::array<const char*, 8> kRoads = {"开发北路", "开发南路", "民福街", "振华街",
                                               "文远路",   "张辽路",   "古北街", "市府街"};
constexpr int kSectionsPerRoad = 3;

// The built-up area as a net of cells, and roads across it.
constexpr int kGridsPerRow = 12;
constexpr int kGridWest = 112'402;  // 0.001 degrees
constexpr int kGridNorth = 39'352;
constexpr int kGridStep = 6;

std::string degrees(int thousandths) {
  return Decimal(thousandths, 3).text();
}

// One line of the register.
std::string station_line(const std::string& set, const std::string& key, const std::string& name,
                         const std::string& county, const std::string& target, const std::string& kind,
                         const std::string& length, const Place& place) {
  return csv_line({set, key, name, county, target, kind, length, place.longitude, place.latitude});
}

std::string grid_lines() {
  std::string text;
  for (int i = 1; i <= kGrids; ++i) {
    const std::string longitude = degrees(kGridWest + (i - 1) % kGridsPerRow * kGridStep);
    const std::string latitude = degrees(kGridNorth - (i - 1) / kGridsPerRow * kGridStep);
    text += station_line("regional_noise", fmt::format("WG{:03}", i), fmt::format("网格{:03}", i), "朔城区",
                         "", "grid", "", {longitude.c_str(), latitude.c_str()});
  }
  return text;
}

// Every other road runs from north to south, the rest from west to east.
std::string road_lines(Chance& chance) {
  std::string text;
  for (std::size_t road = 0; road < kRoads.size(); ++road) {
    for (int part = 1; part <= kSectionsPerRoad; ++part) {
      const int along = 8 + 18 * part;
      const int across = 10 + 12 * static_cast<int>(road / 2);
      const bool is_meridian = road % 2 == 0;
      const std::string longitude = degrees(kGridWest + (is_meridian ? across : along));
      const std::string latitude = degrees(kGridNorth - (is_meridian ? along : across) * 2 / 3);
      text += station_line("traffic_noise", fmt::format("LD{}{}", road + 1, part),
                           fmt::format("{}第{}段", kRoads[road], part), "朔城区", "", "road",
                           std::to_string(chance.between(380, 1960)), {longitude.c_str(), latitude.c_str()});
    }
  }
  return text;
}

}  // namespace

void add_stations(Chance chance, std::vector<SimulatedFile>& files) {
  std::string text = csv_line(
      {"点位组", "点位编码", "点位名称", "县区", "功能区类别", "类型", "路段长度(m)", "经度", "纬度"});
  for (const AirStation& station : kAirStations)
    text += station_line("air", station.key, station.name, "朔城区", "", "urban", "", station.place);
  text += station_line("air", "SZ06", "紫荆山清洁对照点", "朔城区", "", "control", "", kControlPoint);
  for (const WaterSection& section : kWaterSections)
    text += station_line(section.set, section.key, section.name, section.county, section.target, "river", "",
                         section.place);
  for (const WaterSource& source : kWaterSources)
    text += station_line("drinking_water", source.key, source.name, "朔城区", "", "source_ground", "",
                         source.place);
  text += grid_lines();
  text += road_lines(chance);
  SimulatedFile file;
  file.path = "点位登记表.csv";
  file.text = std::move(text);
  file.kind = "stations";
  file.who = "市环保局";
  file.recorded_at = Instant::at(Date::of(2009, 1, 5), 9);
  files.push_back(std::move(file));
}

void add_noise(Chance chance, std::vector<SimulatedFile>& files) {
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    Chance of_year = chance.part(std::to_string(year));
    std::string regional = csv_line({"点位编码", "年份", "Leq(dB(A))"});
    for (int i = 1; i <= kGrids; ++i) {
      const Decimal level(of_year.between(486, 611) - (year - kFirstYear) * 2, 1);
      regional += csv_line({fmt::format("WG{:03}", i), std::to_string(year), level.text()});
    }
    std::string traffic = csv_line({"点位编码", "年份", "Leq(dB(A))"});
    for (std::size_t road = 0; road < kRoads.size(); ++road) {
      for (int part = 1; part <= kSectionsPerRoad; ++part) {
        const Decimal level(of_year.between(652, 721), 1);
        traffic += csv_line({fmt::format("LD{}{}", road + 1, part), std::to_string(year), level.text()});
      }
    }
    const auto add = [&](const char* name, const char* set, std::string text) {
      SimulatedFile file;
      file.path = fmt::format("{}/监测/{}.csv", year, name);
      file.text = std::move(text);
      file.kind = std::string("readings:") + set;
      file.who = "市环保局";
      file.recorded_at = Instant::at(Date::of(year, 11, 15), 16);
      files.push_back(std::move(file));
    };
    add("区域环境噪声", "regional_noise", std::move(regional));
    add("道路交通噪声", "traffic_noise", std::move(traffic));
  }
}

}  // namespace chuangmo::demo
