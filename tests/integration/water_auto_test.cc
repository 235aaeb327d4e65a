// The national automatic surface-water stations, one publication of 2026-02-04 with the classes that were
// published beside the values: files of real data beside the repository. pH, dissolved oxygen, permanganate
// index, ammonia and phosphorus take part in that class; total nitrogen, which is printed too, does not, and
// what is missing ('--') is passed over.
#include <filesystem>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "app/reading_files.h"
#include "app/water_classes.h"
#include "base/file.h"
#include "base/text.h"
#include "methods/water_class.h"
#include "shared_files.h"

namespace chuangmo::integration {
namespace {

const std::string kHalf = "water/water_auto_2026-02-04_a.csv";
const std::string kShanxi = "water/water_info_山西省.xlsx";

// Lakes and reservoirs, which the publication does not mark: limits of phosphorus of their own.
const std::map<std::string, std::string> kLakes{
    {"草海中心", "滇池草海"},
    {"鲁班岛", "鲁班水库"},
    {"兆河入湖区", "巢湖"},
    {"新河入湖区", "巢湖"},
    {"靠近大坝", "水库"},
    {"黄麓", "巢湖"},
    {"龟山", "巢湖"},
    {"石骨水库", "石骨水库"},
    {"胥湖心", "太湖胥湖"},
    {"蛤蟆石", "鄱阳湖"},
    {"白龟山水库", "白龟山水库"},
    {"丹江口水库坝上中", "丹江口水库"},
    {"南嘴", "洞庭湖"},
    {"小河嘴", "洞庭湖"},
    {"花鱼洞", "红枫湖"},
    {"瀛湖坝前", "瀛湖"},
    {"三道", "水库"},
};

// Rivers whose phosphorus is printed exactly as a limit: the class was made from the unrounded value, just
// above.
struct AtLimit {
  const char* section;
  const char* printed;
  int published;
};
constexpr AtLimit kAtLimit[] = {
    {"高速公路桥", "0.100", 3}, {"黄果树", "0.020", 2}, {"长沙", "0.020", 2}, {"碛塄", "0.020", 2}};

// Two sections are called 江桥.
constexpr const char* kBridges =
    "点位编码,点位名称,流域\n江桥（辽河）,江桥,辽河流域\n江桥（嫩江）,江桥,松花江流域\n";

const app::Library& library() {
  static const app::Library kLibrary = app::read_library(std::nullopt).value();
  return kLibrary;
}

app::WaterRequest request_of(const std::string& file) {
  app::WaterRequest request;
  request.files = {shared_file(file)};
  request.year = 2026;
  return request;
}

// The published class of each section, and its row of cells.
std::map<std::string, std::vector<std::string>> published(const std::string& file) {
  const auto bytes = read_file(shared_file(file));
  const auto table = app::source_table(*bytes, file);
  std::map<std::string, std::vector<std::string>> rows;
  for (std::size_t i = 1; i < table->rows.size(); ++i) {
    std::vector<std::string> fields = table->rows[i].fields;
    fields.resize(16);
    std::string section = trim(fields[2]);
    if (section == "江桥") section += fields[1] == "辽河流域" ? "（辽河）" : "（嫩江）";
    rows[section] = std::move(fields);
  }
  return rows;
}

// "section: published, ours" where the two differ.
std::vector<std::string> differences(const publish::WaterClassReport& report, const std::string& file) {
  const auto rows = published(file);
  std::vector<std::string> found;
  EXPECT_EQ(report.rows.size(), rows.size());
  for (const publish::WaterSampleRow& row : report.rows) {
    const auto fields = rows.find(row.place.section);
    if (fields == rows.end()) {
      ADD_FAILURE() << row.place.section << " is not in the publication";
      continue;
    }
    const auto theirs = methods::water_class_from(fields->second[4]);
    const std::string name = theirs ? std::string(methods::water_class_name(*theirs)) : "";
    if (name != row.water_class) found.push_back(row.place.section + ": " + name + ", " + row.water_class);
  }
  return found;
}

class BridgesFile {
 public:
  BridgesFile()
      : path_(std::filesystem::temp_directory_path() / ("bridges-" + std::to_string(::getpid()) + ".csv")) {
    EXPECT_TRUE(write_file(path_.string(), kBridges));
  }
  ~BridgesFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST(WaterAuto, ShanxiEqualsThePublishedClasses) {
  SKIP_WITHOUT_SHARED(kShanxi);
  const auto report = app::water_classes(library(), request_of(kShanxi));
  ASSERT_TRUE(report) << report.error().text;
  EXPECT_FALSE(has_errors(report->diagnostics));
  EXPECT_EQ(report->rows.size(), 38U);
  EXPECT_EQ(report->indicators, (std::vector<std::string>{"pH", "DO", "CODMn", "NH3-N", "TP"}));
  EXPECT_EQ(differences(*report, kShanxi), std::vector<std::string>{});
}

// With the lakes named, only values that stand at a limit as printed are left.
TEST(WaterAuto, HalfTheCountryEqualsThePublishedClasses) {
  SKIP_WITHOUT_SHARED(kHalf);
  const BridgesFile bridges;
  app::WaterRequest request = request_of(kHalf);
  request.stations_file = bridges.path();
  for (const auto& [section, water] : kLakes) request.lakes.push_back(section);
  const auto report = app::water_classes(library(), request);
  ASSERT_TRUE(report) << report.error().text;
  EXPECT_FALSE(has_errors(report->diagnostics));
  std::vector<std::string> expected;
  for (const publish::WaterSampleRow& row : report->rows)
    for (const AtLimit& each : kAtLimit)
      if (row.place.section == each.section)
        expected.push_back(fmt::format("{}: {}, {}", each.section, methods::water_class_name(each.published),
                                       methods::water_class_name(each.published - 1)));
  EXPECT_EQ(differences(*report, kHalf), expected);
  EXPECT_EQ(expected.size(), std::size(kAtLimit));
}

// Each lake is needed: as a river it would differ. And as a lake, total nitrogen would make 滇池 and most
// others worse.
TEST(WaterAuto, EveryExceptionIsExplained) {
  SKIP_WITHOUT_SHARED(kHalf);
  const auto rows = published(kHalf);
  const Edition& quality = *library().standards.by_id("GB 3838-2002");
  for (const auto& [section, water] : kLakes) {
    const Rational phosphorus = Rational::parse(rows.at(section)[12]).value();
    const int theirs = methods::water_class_from(rows.at(section)[4]).value();
    EXPECT_NE(methods::indicator_class(quality, "TP", phosphorus, ""), theirs) << section;
    EXPECT_EQ(methods::indicator_class(quality, "TP", phosphorus, "lake"), theirs) << section;
  }
  for (const AtLimit& each : kAtLimit) {
    EXPECT_EQ(rows.at(each.section)[12], each.printed) << each.section;
    const Rational phosphorus = Rational::parse(each.printed).value();
    const Rational above = add(phosphorus, Rational::parse("0.0001").value()).value();
    EXPECT_EQ(methods::indicator_class(quality, "TP", phosphorus, ""), each.published - 1) << each.section;
    EXPECT_EQ(methods::indicator_class(quality, "TP", above, ""), each.published) << each.section;
  }
}

TEST(WaterAuto, TwoSectionsOfOneNameAreAskedAbout) {
  SKIP_WITHOUT_SHARED(kHalf);
  const auto report = app::water_classes(library(), request_of(kHalf));
  ASSERT_TRUE(report) << report.error().text;
  EXPECT_EQ(report->rows.size(), published(kHalf).size() - 2);
  const auto asked = std::count_if(report->diagnostics.begin(), report->diagnostics.end(),
                                   [](const Diagnostic& each) { return each.code == "SER139"; });
  EXPECT_EQ(asked, 1);
}

// A section of which nothing was measured is told as such, not left out.
TEST(WaterAuto, ASectionWithoutValuesHasNoClass) {
  SKIP_WITHOUT_SHARED(kShanxi);
  const auto report = app::water_classes(library(), request_of(kShanxi));
  ASSERT_TRUE(report);
  const auto row = std::find_if(report->rows.begin(), report->rows.end(),
                                [](const auto& each) { return each.place.section == "刘家庄"; });
  ASSERT_NE(row, report->rows.end());
  EXPECT_EQ(row->water_class, "");
  EXPECT_EQ(row->missing.size(), 5U);
  EXPECT_FALSE(row->attained);
  EXPECT_EQ(row->time, "2026-02-04T10");
  EXPECT_EQ(row->place.basin, "海河流域");
}

}  // namespace
}  // namespace chuangmo::integration
