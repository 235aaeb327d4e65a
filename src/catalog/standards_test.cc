#include "catalog/standards.h"

#include <gtest/gtest.h>

#include "base/unit.h"

namespace chuangmo::catalog {
namespace {

constexpr const char* kParameters = R"(
[[parameter]]
key = "SO2"
name = "二氧化硫"
unit = "ug/m3"
decimals = 4
medium = "air"
low = "0"
high = "10000"
)";
constexpr const char* kSources = R"(
[[source]]
id = "scan"
what = "official scan"
)";

CatalogFiles files_with(const std::string& editions) {
  return {{"parameters.toml", kParameters}, {"sources.toml", kSources}, {"standards/x.toml", editions}};
}

std::string edition(const std::string& id, const std::string& from, const std::string& until,
                    const std::string& rest) {
  return "[[edition]]\nid = \"" + id + "\"\nfamily = \"X\"\ntitle = \"标准\"\nfrom = " + from + "\n" +
         (until.empty() ? "" : "until = " + until + "\n") + rest;
}

std::string limits(const std::string& head, const std::string& rows) {
  return "[[edition.limits]]\nclause = \"表1\"\n" + head + "grades = [\"I\", \"II\"]\nrows = [\n" + rows +
         "\n]\n";
}

constexpr const char* kGoodHead = "confidence = \"V2\"\nsources = [\"scan\"]\nunit = \"mg/m3\"\n";

using Codes = std::vector<std::string>;

Codes codes_of(const std::string& editions) {
  Diagnostics diagnostics;
  const auto standards = read_standards(files_with(editions), diagnostics);
  std::vector<std::string> codes;
  if (!standards) codes.push_back(standards.error().code);
  for (const auto& diagnostic : diagnostics) codes.push_back(diagnostic.code);
  return codes;
}

class RealCatalog : public ::testing::Test {
 protected:
  static const Standards& standards() {
    static const Standards kStandards = [] {
      Diagnostics diagnostics;
      auto read = read_standards(embedded_catalog(), diagnostics);
      for (const auto& diagnostic : diagnostics) ADD_FAILURE() << render(diagnostic);
      return read ? *read : Standards{};
    }();
    return kStandards;
  }
  static std::string in_force(std::string_view family, int year, int month, int day) {
    const Edition* edition = standards().in_force(family, Date::of(year, month, day));
    return edition == nullptr ? "" : edition->id;
  }
  static std::string limit(std::string_view id, std::string_view parameter, std::string_view averaging,
                           std::string_view grade, std::string_view medium = "") {
    const Edition* edition = standards().by_id(id);
    const Limit* found =
        edition == nullptr ? nullptr : edition->find_limit(parameter, averaging, grade, medium);
    return found == nullptr ? "none" : found->value.text() + " " + found->unit;
  }
};

TEST_F(RealCatalog, ReadsWithoutAnyDiagnostic) {
  EXPECT_EQ(standards().editions.size(), 20u);
  EXPECT_EQ(standards().parameters.size(), 140u);
}

TEST_F(RealCatalog, DaysDecideWhichEditionOfTheAirStandardHolds) {
  EXPECT_EQ(in_force("GB 3095", 1996, 9, 30), "");
  EXPECT_EQ(in_force("GB 3095", 1999, 12, 31), "GB 3095-1996 original");
  EXPECT_EQ(in_force("GB 3095", 2000, 1, 6), "GB 3095-1996");
  EXPECT_EQ(in_force("GB 3095", 2011, 12, 31), "GB 3095-1996");
  EXPECT_EQ(in_force("GB 3095", 2015, 12, 31), "GB 3095-1996");
  EXPECT_EQ(in_force("GB 3095", 2016, 1, 1), "GB 3095-2012");
  EXPECT_EQ(in_force("GB 3095", 2026, 2, 28), "GB 3095-2012");
  EXPECT_EQ(in_force("GB 3095", 2026, 3, 1), "GB 3095-2026");
  EXPECT_EQ(in_force("GB 3095", 2030, 12, 31), "GB 3095-2026");
  EXPECT_EQ(in_force("GB 3095", 2031, 1, 1), "GB 3095-2026 final");
}

TEST_F(RealCatalog, OtherFamiliesFollowTheirDates) {
  EXPECT_EQ(in_force("API", 2011, 6, 1), "API");
  EXPECT_EQ(in_force("API", 2016, 1, 1), "");
  EXPECT_EQ(in_force("HJ 633", 2015, 12, 31), "");
  EXPECT_EQ(in_force("HJ 633", 2016, 1, 1), "HJ 633-2012");
  EXPECT_EQ(in_force("HJ 633", 2026, 3, 1), "HJ 633-2026");
  EXPECT_EQ(in_force("HJ 663", 2013, 9, 30), "");
  EXPECT_EQ(in_force("HJ 663", 2013, 10, 1), "HJ 663-2013");
  EXPECT_EQ(in_force("event grades", 2011, 4, 30), "国家突发环境事件应急预案(2006)");
  EXPECT_EQ(in_force("event grades", 2011, 5, 1), "环境保护部令第17号(2011)");
  EXPECT_EQ(in_force("event grades", 2014, 12, 29), "国办函〔2014〕119号");
  EXPECT_EQ(in_force("HJ 640", 2011, 7, 1), "声环境质量评价方法技术规定");
  EXPECT_EQ(in_force("HJ 640", 2013, 3, 1), "HJ 640-2012");
}

TEST_F(RealCatalog, LimitsOfTheAirStandards) {
  EXPECT_EQ(limit("GB 3095-1996", "SO2", "annual", "II"), "0.06 mg/m3");
  EXPECT_EQ(limit("GB 3095-1996", "NO2", "annual", "II"), "0.08 mg/m3");
  EXPECT_EQ(limit("GB 3095-1996 original", "NO2", "annual", "II"), "0.04 mg/m3");
  EXPECT_EQ(limit("GB 3095-1996 original", "NOx", "24h", "II"), "0.10 mg/m3");
  EXPECT_EQ(limit("GB 3095-1996", "NOx", "24h", "II"), "none");
  EXPECT_EQ(limit("GB 3095-1996", "PM10", "24h", "III"), "0.25 mg/m3");
  EXPECT_EQ(limit("GB 3095-2012", "PM2.5", "annual", "II"), "35 ug/m3");
  EXPECT_EQ(limit("GB 3095-2012", "O3", "max8h", "II"), "160 ug/m3");
  EXPECT_EQ(limit("GB 3095-2012", "BaP", "24h", "I"), "0.0025 ug/m3");
  EXPECT_EQ(limit("GB 3095-2026", "PM2.5", "24h", "II"), "60 ug/m3");
  EXPECT_EQ(limit("GB 3095-2026", "NOx", "24h", "II"), "100 ug/m3");
  EXPECT_EQ(limit("GB 3095-2026 final", "NOx", "24h", "II"), "70 ug/m3");
  EXPECT_EQ(limit("GB 3095-2026 final", "SO2", "annual", "II"), "20 ug/m3");
}

TEST_F(RealCatalog, LimitsOfWaterAndNoise) {
  EXPECT_EQ(limit("GB 3838-2002", "TP", "", "III"), "0.2 mg/L");
  EXPECT_EQ(limit("GB 3838-2002", "TP", "", "III", "lake"), "0.05 mg/L");
  EXPECT_EQ(limit("GB 3838-2002", "TN", "", "V"), "none");
  EXPECT_EQ(limit("GB 3838-2002", "TN", "", "V", "lake"), "2.0 mg/L");
  EXPECT_EQ(limit("GB 3838-2002", "DO", "", "I"), "7.5 mg/L");
  EXPECT_EQ(limit("GB 3838-2002", "FColi", "", "III"), "10000 个/L");
  EXPECT_EQ(limit("GB 3838-2002", "methylmercury", "", "source"), "0.0000010 mg/L");
  EXPECT_EQ(limit("GB/T 14848-93", "TH", "", "III"), "450 mg/L");
  EXPECT_EQ(limit("GB 3096-2008", "Leq", "night", "4b"), "60 dB(A)");
  EXPECT_EQ(limit("HJ 640-2012", "Leq", "night", "2", "traffic"), "60.0 dB(A)");
  const Edition* surface = standards().by_id("GB 3838-2002");
  ASSERT_NE(surface, nullptr);
  const Limit* ph = surface->find_limit("pH", "", "V");
  ASSERT_NE(ph, nullptr);
  EXPECT_EQ(ph->sense, "range");
  ASSERT_TRUE(ph->upper);
  EXPECT_EQ(ph->upper->text(), "9");
}

TEST_F(RealCatalog, ValidityKnowsHowCertainItIs) {
  const Edition* old = standards().by_id("GB 3095-1996");
  const Edition* now = standards().by_id("GB 3095-2012");
  ASSERT_TRUE(old != nullptr && now != nullptr);
  const ValidityRule* year = old->find_validity("PM10", "annual", "day", "year");
  ASSERT_NE(year, nullptr);
  EXPECT_EQ(year->least, 60);
  EXPECT_EQ(year->citation.confidence, Confidence::memory);
  EXPECT_EQ(old->find_validity("SO2", "24h", "hour", "day")->least, 18);
  EXPECT_EQ(now->find_validity("PM10", "annual", "day", "february")->least, 25);
  EXPECT_EQ(now->find_validity("PM10", "24h", "hour", "day")->least, 20);
  EXPECT_EQ(now->find_validity("O3", "annual", "day", "year"), nullptr);
  EXPECT_EQ(standards().by_id("HJ 663-2013")->find_validity("O3", "annual", "day", "year")->least, 324);
}

TEST_F(RealCatalog, BreakpointTablesSayWhatEntersThem) {
  const Edition* aqi = standards().by_id("HJ 633-2012");
  ASSERT_NE(aqi, nullptr);
  const BreakpointTable* so2 = aqi->find_breakpoints("SO2", "24h");
  ASSERT_NE(so2, nullptr);
  EXPECT_EQ(so2->concentrations.at(3).text(), "475");
  EXPECT_EQ(so2->daily_input, "24h");
  EXPECT_EQ(so2->realtime_input, "");
  EXPECT_EQ(aqi->find_breakpoints("O3", "8h")->concentrations.size(), 6u);
  EXPECT_EQ(standards().by_id("HJ 633-2026")->find_breakpoints("PM10", "24h")->concentrations.at(2).text(),
            "120");
  EXPECT_EQ(aqi->levels.at(3).name, "中度污染");
  EXPECT_EQ(aqi->levels.at(0).colour, "#00e400");
}

TEST_F(RealCatalog, EveryParameterOfALimitConvertsToTheUnitOfTheLimit) {
  for (const Edition& edition : standards().editions) {
    for (const Limit& limit : edition.limits) {
      const Parameter* parameter = standards().parameter(limit.parameter);
      ASSERT_NE(parameter, nullptr) << limit.parameter;
      const auto from = parse_unit(parameter->unit);
      const auto to = parse_unit(limit.unit);
      ASSERT_TRUE(from && to);
      EXPECT_TRUE(convert(Rational(1), *from, *to)) << edition.id << " " << limit.parameter;
    }
  }
}

TEST_F(RealCatalog, ParametersKeepTheSmallestLimitExactly) {
  for (const Edition& edition : standards().editions) {
    for (const Limit& limit : edition.limits) {
      const Parameter* parameter = standards().parameter(limit.parameter);
      const auto from = parse_unit(limit.unit);
      const auto to = parse_unit(parameter->unit);
      auto value = convert(*Rational::from(limit.value), *from, *to);
      ASSERT_TRUE(value);
      for (int i = 0; i < parameter->decimals; ++i) value = multiply(*value, Rational(10));
      EXPECT_TRUE(value->is_integer()) << edition.id << " " << limit.parameter << " " << limit.value.text();
    }
  }
}

TEST(ReadStandards, AcceptsATwoRowTable) {
  const auto text =
      edition("X-1", "2000-01-01", "",
              limits(kGoodHead, R"({ parameter = "SO2", averaging = "24h", I = "0.05", II = "0.15" })"));
  EXPECT_TRUE(codes_of(text).empty());
}

TEST(ReadStandards, FailsWithoutAnyStandard) {
  Diagnostics diagnostics;
  const auto read = read_standards({}, diagnostics);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "CAT006");
}

TEST(ReadStandards, PointsAtTheLineOfAFault) {
  Diagnostics diagnostics;
  const auto text = edition("X-1", "2000-01-01", "",
                            limits("confidence = \"V9\"\nsources = [\"scan\"]\nunit = \"mg/m3\"\n",
                                   R"({ parameter = "SO2", I = "0.05" })"));
  ASSERT_TRUE(read_standards(files_with(text), diagnostics));
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].code, "CAT005");
  EXPECT_EQ(diagnostics[0].where.file, "standards/x.toml");
  EXPECT_EQ(diagnostics[0].where.row, 8);
}

TEST(ReadStandards, ReportsSyntaxErrors) {
  EXPECT_EQ(codes_of("[[edition]\nid = 1"), (Codes{"CAT006", "CAT001"}));
}

TEST(ReadStandards, KnowsNoYearZero) {
  EXPECT_EQ(codes_of(edition("X-1", "0000-01-01", "", "")), (Codes{"CAT004", "CAT002"}));
}

TEST(ReadStandards, ReportsOverlappingEditions) {
  EXPECT_EQ(codes_of(edition("X-1", "2000-01-01", "2010-01-02", "") + edition("X-2", "2010-01-01", "", "")),
            Codes{"CAT010"});
  EXPECT_EQ(codes_of(edition("X-1", "2000-01-01", "", "") + edition("X-2", "2010-01-01", "", "")),
            Codes{"CAT010"});
  EXPECT_TRUE(codes_of(edition("X-1", "2000-01-01", "2010-01-01", "") + edition("X-2", "2010-01-01", "", ""))
                  .empty());
}

TEST(ReadStandards, ReportsDoubles) {
  EXPECT_EQ(codes_of(edition("X-1", "2000-01-01", "2010-01-01", "") + edition("X-1", "2010-01-01", "", "")),
            Codes{"CAT015"});
  const std::string row = R"({ parameter = "SO2", I = "0.05" })";
  EXPECT_EQ(codes_of(edition("X-1", "2000-01-01", "", limits(kGoodHead, row + ",\n" + row))),
            Codes{"CAT015"});
}

TEST(ReadStandards, ReportsWhatItDoesNotKnow) {
  const std::string row = R"({ parameter = "SO2", I = "0.05" })";
  EXPECT_EQ(codes_of(edition("X-1", "2000-01-01", "",
                             limits("confidence = \"V2\"\nsources = [\"scan\"]\nunit = \"mg/M9\"\n", row))),
            Codes{"CAT011"});
  EXPECT_EQ(codes_of(edition("X-1", "2000-01-01", "",
                             limits("confidence = \"V2\"\nsources = [\"rumour\"]\nunit = \"mg/m3\"\n", row))),
            Codes{"CAT012"});
  EXPECT_EQ(
      codes_of(edition("X-1", "2000-01-01", "", limits("confidence = \"V2\"\nunit = \"mg/m3\"\n", row))),
      Codes{"CAT012"});
  EXPECT_TRUE(
      codes_of(edition("X-1", "2000-01-01", "", limits("confidence = \"MEM\"\nunit = \"mg/m3\"\n", row)))
          .empty());
  EXPECT_EQ(
      codes_of(edition("X-1", "2000-01-01", "", limits(kGoodHead, R"({ parameter = "SO3", I = "0.05" })"))),
      Codes{"CAT014"});
  EXPECT_EQ(
      codes_of(edition("X-1", "2000-01-01", "", limits(std::string(kGoodHead) + "sense = \"lt\"\n", row))),
      Codes{"CAT017"});
  EXPECT_EQ(
      codes_of(edition("X-1", "2000-01-01", "", limits(kGoodHead, R"({ parameter = "SO2", III = "0.05" })"))),
      Codes{"CAT003"});
}

TEST(ReadStandards, ReportsUnreadableCells) {
  EXPECT_EQ(
      codes_of(edition("X-1", "2000-01-01", "", limits(kGoodHead, R"({ parameter = "SO2", I = "0,05" })"))),
      Codes{"CAT016"});
  EXPECT_EQ(
      codes_of(edition("X-1", "2000-01-01", "", limits(kGoodHead, R"({ parameter = "SO2", I = "6..9" })"))),
      Codes{"CAT016"});
  EXPECT_EQ(codes_of(edition("X-1", "2000-01-01", "1999-01-01", "")), Codes{"CAT018"});
}

TEST(ReadStandards, ReportsBreakpointsThatDoNotAscend) {
  const auto table = [](const std::string& at) {
    return edition("X-1", "2000-01-01", "",
                   "index = [0, 50, 100]\n[[edition.breakpoints]]\nclause = \"表1\"\n" +
                       std::string(kGoodHead) +
                       "rows = [ { parameter = \"SO2\", averaging = \"24h\", at = " + at + " } ]\n");
  };
  EXPECT_TRUE(codes_of(table(R"(["0", "50", "150"])")).empty());
  EXPECT_TRUE(codes_of(table(R"(["0", "50"])")).empty());
  EXPECT_EQ(codes_of(table(R"(["0", "150", "150"])")), Codes{"CAT013"});
  EXPECT_EQ(codes_of(table(R"(["0", "50", "150", "250"])")), Codes{"CAT013"});
}

TEST(ReadStandards, AParameterMayHaveAnEnglishName) {
  CatalogFiles files = files_with(edition("X-1", "2000-01-01", "", ""));
  Diagnostics diagnostics;
  EXPECT_EQ(read_standards(files, diagnostics)->parameter("SO2")->name_en, "");
  files["parameters.toml"] += "name_en = \"Sulphur dioxide\"\n";
  EXPECT_EQ(read_standards(files, diagnostics)->parameter("SO2")->name_en, "Sulphur dioxide");
  EXPECT_TRUE(diagnostics.empty());
}

TEST(ReadStandards, ReportsParametersThatDoNotFit) {
  CatalogFiles files = files_with(edition("X-1", "2000-01-01", "", ""));
  std::string text = kParameters;
  text.replace(text.find("10000"), 5, "300000");
  files["parameters.toml"] = text + R"(
[[parameter]]
key = "NO2"
name = "二氧化硫"
unit = "ug/m3"
decimals = 4
medium = "air"
)";
  Diagnostics diagnostics;
  ASSERT_TRUE(read_standards(files, diagnostics));
  ASSERT_EQ(diagnostics.size(), 2u);
  EXPECT_EQ(diagnostics[0].code, "CAT020");
  EXPECT_EQ(diagnostics[1].code, "CAT019");
}

}  // namespace
}  // namespace chuangmo::catalog
