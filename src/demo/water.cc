#include <fmt/format.h>

#include "base/csv.h"
#include "demo/parts.h"
#include "demo/stations.h"

namespace chuangmo::demo {

namespace {

struct Item {
  const char* header;
  int low;  // in 10^-decimals of the unit
  int high;
  int decimals;
};
// Class IV and better for rivers.
constexpr std::array<Item, 21> kRiverItems = {{{"pH", 742, 836, 2},
                                               {"溶解氧(mg/L)", 58, 92, 1},
                                               {"高锰酸盐指数(mg/L)", 28, 57, 1},
                                               {"化学需氧量(mg/L)", 11, 19, 0},
                                               {"五日生化需氧量(mg/L)", 18, 39, 1},
                                               {"氨氮(mg/L)", 210, 960, 3},
                                               {"总磷(mg/L)", 40, 190, 3},
                                               {"挥发酚(mg/L)", 5, 40, 4},
                                               {"石油类(mg/L)", 10, 40, 3},
                                               {"氟化物(mg/L)", 42, 93, 2},
                                               {"铜(mg/L)", 1, 9, 3},
                                               {"锌(mg/L)", 5, 45, 3},
                                               {"硒(mg/L)", 2, 9, 4},
                                               {"砷(mg/L)", 5, 48, 4},
                                               {"汞(mg/L)", 10, 40, 6},
                                               {"镉(mg/L)", 1, 9, 4},
                                               {"六价铬(mg/L)", 2, 9, 3},
                                               {"铅(mg/L)", 1, 9, 3},
                                               {"氰化物(mg/L)", 1, 4, 3},
                                               {"阴离子表面活性剂(mg/L)", 5, 18, 2},
                                               {"硫化物(mg/L)", 5, 45, 3}}};
// Class III of groundwater.
constexpr std::array<Item, 23> kSourceItems = {{{"pH", 721, 812, 2},
                                                {"氨氮(mg/L)", 20, 160, 3},
                                                {"氟化物(mg/L)", 38, 92, 2},
                                                {"硝酸盐氮(mg/L)", 240, 1380, 2},
                                                {"硫酸盐(mg/L)", 68, 186, 0},
                                                {"氯化物(mg/L)", 24, 92, 0},
                                                {"铁(mg/L)", 30, 240, 3},
                                                {"锰(mg/L)", 8, 86, 3},
                                                {"总硬度(mg/L)", 236, 412, 0},
                                                {"铜(mg/L)", 1, 40, 3},
                                                {"锌(mg/L)", 5, 120, 3},
                                                {"挥发酚(mg/L)", 3, 15, 4},
                                                {"阴离子表面活性剂(mg/L)", 5, 15, 2},
                                                {"高锰酸盐指数(mg/L)", 6, 24, 1},
                                                {"亚硝酸盐氮(mg/L)", 1, 15, 3},
                                                {"氰化物(mg/L)", 1, 4, 3},
                                                {"汞(mg/L)", 10, 60, 6},
                                                {"砷(mg/L)", 5, 60, 4},
                                                {"硒(mg/L)", 2, 9, 4},
                                                {"镉(mg/L)", 1, 9, 4},
                                                {"六价铬(mg/L)", 2, 18, 3},
                                                {"铅(mg/L)", 1, 9, 3},
                                                {"总大肠菌群(个/L)", 0, 2, 0}}};

template <class Items>
void append_items(const Items& items, Chance& chance, std::vector<std::string>& row) {
  for (const Item& item : items)
    row.push_back(Decimal(chance.between(item.low, item.high), item.decimals).text());
}

std::string month_text(int year, int month) {
  return fmt::format("{}-{:02}", year, month);
}

void add_file(std::vector<SimulatedFile>& files, int year, const char* name, const char* set,
              std::string text) {
  SimulatedFile file;
  file.path = fmt::format("{}/监测/{}.csv", year, name);
  file.text = std::move(text);
  file.kind = std::string("readings:") + set;
  file.who = "市环保局";
  file.recorded_at = Instant::at(Date::of(year + 1, 1, 12), 9);
  files.push_back(std::move(file));
}

}  // namespace

void add_water(Chance chance, std::vector<SimulatedFile>& files) {
  std::vector<std::string> river_header = {"断面编码", "监测时间"};
  for (const Item& item : kRiverItems) river_header.emplace_back(item.header);
  std::vector<std::string> source_header = {"水源地编码", "监测时间", "取水量(万m3)"};
  for (const Item& item : kSourceItems) source_header.emplace_back(item.header);
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    Chance of_year = chance.part(std::to_string(year));
    for (const char* set : {"function_sections", "border_sections"}) {
      std::string text = csv_line(river_header);
      for (const WaterSection& section : kWaterSections) {
        if (std::string_view(section.set) != set) continue;
        for (int month = 1; month <= 12; ++month) {
          std::vector<std::string> row = {section.key, month_text(year, month)};
          append_items(kRiverItems, of_year, row);
          text += csv_line(row);
        }
      }
      add_file(files, year, std::string_view(set) == "function_sections" ? "功能区断面水质" : "跨界断面水质",
               set, std::move(text));
    }
    std::string text = csv_line(source_header);
    for (const WaterSource& source : kWaterSources) {
      for (int month = 1; month <= 12; ++month) {
        const int intake = source.intake_per_month * (1000 + of_year.between(-60, 60)) / 1000;
        std::vector<std::string> row = {source.key, month_text(year, month), Decimal(intake, 2).text()};
        append_items(kSourceItems, of_year, row);
        text += csv_line(row);
      }
    }
    add_file(files, year, "饮用水源水质", "drinking_water", std::move(text));
  }
}

}  // namespace chuangmo::demo
