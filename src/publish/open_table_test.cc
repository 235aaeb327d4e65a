#include "publish/open_table.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/csv.h"

namespace chuangmo::publish {
namespace {

OpenTable drills() {
  OpenTable table;
  table.key = "drills";
  table.is_ledger = true;
  table.name = "应急演练";
  table.name_en = "Drills";
  table.columns = {{"title", "演练名称", "Drill", ""}, {"participants", "参加人数", "Participants", "人"}};
  table.rows = {{{"=cmd|' /C calc'!A0", "120"}, {"=cmd|' /C calc'!A0", "120"}, {"=cmd|' /C calc'!A0", "120"}},
                {{"水厂，\"泄漏\"\n演练", "-3"}, {"水厂，\"泄漏\"\n演练", "-3"}, {"水厂", "-3"}}};
  return table;
}

TEST(OpenTable, ItsCsvIsForExcelAndRunsNothing) {
  const std::string csv = open_table_csv(drills(), Language::zh);
  EXPECT_EQ(csv.substr(0, 3), "\xEF\xBB\xBF");
  const CsvText read = read_csv(std::string_view(csv).substr(3), "drills.csv");
  ASSERT_EQ(read.rows.size(), 3U);
  EXPECT_EQ(read.rows[0].fields, (std::vector<std::string>{"演练名称", "参加人数（人）"}));
  EXPECT_EQ(read.rows[1].fields, (std::vector<std::string>{"'=cmd|' /C calc'!A0", "120"}));
  EXPECT_EQ(read.rows[2].fields, (std::vector<std::string>{"水厂，\"泄漏\"\n演练", "-3"}));
  EXPECT_NE(csv.find("\r\n'=cmd"), std::string::npos);
  EXPECT_EQ(open_table_csv(drills(), Language::en).substr(3, 28), "Drill,Participants (persons)");
}

TEST(OpenTable, EverythingThatBeginsAFormulaIsMadeText) {
  for (const char* cell : {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "+", "-"})
    EXPECT_NE(csv_record({cell, "x"}).find('\''), std::string::npos) << cell;
  for (const char* cell : {"-1.5", "+12", "1=1", "a-b", ""})
    EXPECT_EQ(csv_record({cell, "x"}).find('\''), std::string::npos) << cell;
}

TEST(OpenTable, ItsJsonHasWhatIsKept) {
  const auto json = nlohmann::json::parse(open_table_json(drills()));
  EXPECT_EQ(json.at("key"), "drills");
  EXPECT_EQ(json.at("kind"), "ledger");
  EXPECT_EQ(json.at("columns").at(1).at("unit"), "人");
  EXPECT_EQ(json.at("rows").at(0).at("title"), "=cmd|' /C calc'!A0");
  EXPECT_EQ(json.at("rows").at(1).at("participants"), "-3");
}

}  // namespace
}  // namespace chuangmo::publish
