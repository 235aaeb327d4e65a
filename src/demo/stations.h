#pragma once
#include <array>

namespace chuangmo::demo {

// Invented monitoring places of the demonstration city, at places where such stations could stand.
struct Place {
  const char* longitude;
  const char* latitude;
};
struct AirStation {
  const char* key;
  const char* name;
  int level_permille;  // against the city's mean
  Place place;
};
inline constexpr std::array<AirStation, 5> kAirStations = {
    {{"SZ01", "北城站", 1060, {"112.431", "39.346"}},
     {"SZ02", "南城站", 1010, {"112.427", "39.311"}},
     {"SZ03", "开发区站", 1040, {"112.457", "39.331"}},
     {"SZ04", "七里河公园站", 930, {"112.445", "39.321"}},
     {"SZ05", "平朔生活区站", 960, {"112.411", "39.337"}}}};
inline constexpr Place kControlPoint = {"112.352", "39.214"};

struct WaterSection {
  const char* set;
  const char* key;
  const char* name;
  const char* county;
  const char* target;
  Place place;
};
inline constexpr std::array<WaterSection, 7> kWaterSections = {{
    {"function_sections", "FS01", "七里河公园断面", "朔城区", "IV", {"112.449", "39.317"}},
    {"function_sections", "FS02", "恢河红旗牧场断面", "朔城区", "IV", {"112.471", "39.302"}},
    {"function_sections", "FS03", "桑干河东榆林水库断面", "朔城区", "III", {"112.752", "39.421"}},
    {"function_sections", "FS04", "平鲁大沙沟断面", "平鲁区", "IV", {"112.296", "39.508"}},
    {"border_sections", "BS01", "桑干河固定桥出境断面", "怀仁县", "IV", {"113.231", "39.853"}},
    {"border_sections", "BS02", "浑河西朱庄出境断面", "应县", "IV", {"113.247", "39.649"}},
    {"border_sections", "BS03", "苍头河杀虎口出境断面", "右玉县", "III", {"112.318", "40.241"}},
}};

struct WaterSource {
  const char* key;
  const char* name;
  int intake_per_month;  // 万m3 x 100
  Place place;
};
inline constexpr std::array<WaterSource, 3> kWaterSources = {
    {{"DW01", "耿庄水源地", 9200, {"112.366", "39.303"}},
     {"DW02", "平朔刘家口水源地", 6150, {"112.358", "39.419"}},
     {"DW03", "神头泉域水源地", 7480, {"112.533", "39.372"}}}};

}  // namespace chuangmo::demo
