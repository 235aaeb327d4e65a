#pragma once
#include <array>

namespace chuangmo::demo {

// Invented monitoring places of the demonstration city.
struct AirStation {
  const char* key;
  const char* name;
  int level_permille;  // against the city's mean
};
inline constexpr std::array<AirStation, 5> kAirStations = {{{"SZ01", "北城站", 1060},
                                                            {"SZ02", "南城站", 1010},
                                                            {"SZ03", "开发区站", 1040},
                                                            {"SZ04", "七里河公园站", 930},
                                                            {"SZ05", "平朔生活区站", 960}}};

struct WaterSection {
  const char* set;
  const char* key;
  const char* name;
  const char* county;
  const char* target;
};
inline constexpr std::array<WaterSection, 7> kWaterSections = {{
    {"function_sections", "FS01", "七里河公园断面", "朔城区", "IV"},
    {"function_sections", "FS02", "恢河红旗牧场断面", "朔城区", "IV"},
    {"function_sections", "FS03", "桑干河东榆林水库断面", "朔城区", "III"},
    {"function_sections", "FS04", "平鲁大沙沟断面", "平鲁区", "IV"},
    {"border_sections", "BS01", "桑干河固定桥出境断面", "怀仁县", "IV"},
    {"border_sections", "BS02", "浑河西朱庄出境断面", "应县", "IV"},
    {"border_sections", "BS03", "苍头河杀虎口出境断面", "右玉县", "III"},
}};

struct WaterSource {
  const char* key;
  const char* name;
  int intake_per_month;  // 万m3 x 100
};
inline constexpr std::array<WaterSource, 3> kWaterSources = {
    {{"DW01", "耿庄水源地", 9200}, {"DW02", "平朔刘家口水源地", 6150}, {"DW03", "神头泉域水源地", 7480}}};

}  // namespace chuangmo::demo
