// What the page draws of measurements, against numbers worked by hand and against the verdicts of the same
// facts.
#include "app/monitoring.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "eval/evaluate.h"

namespace chuangmo::app {
namespace {

const Library& library() {
  static const Library library = read_library(std::nullopt).value();
  return library;
}

Station station(std::string set, std::string key, std::string kind, std::string target = "") {
  Station station;
  station.set = std::move(set);
  station.key = std::move(key);
  station.name = station.key;
  station.kind = std::move(kind);
  station.target_class = std::move(target);
  return station;
}

ReadingSeries series(const Station& station, const std::string& parameter, PeriodKind step,
                     std::int64_t first) {
  ReadingSeries series;
  series.set = station.set;
  series.station = station.key;
  series.parameter = parameter;
  series.step = step;
  series.first = first;
  series.origins = {{"监测.csv", "", "", 0, "", ""}};
  series.recorded = {Instant{}};
  return series;
}

void finish(ReadingSeries& series) {
  series.rows.assign(series.values.size(), 2);
  series.sources.assign(series.values.size(), 0);
}

constexpr std::int32_t kTenThousand = 10000;  // readings of air are kept with four decimals

// Every hour of a day has the day's concentration in ug/m3; none where the day has none.
template <typename OfDay>
ReadingSeries hourly(const Station& station, const std::string& parameter, Date until, OfDay of_day) {
  const Date begin = Date::of(2009, 1, 1);
  ReadingSeries hours = series(station, parameter, PeriodKind::hour, std::int64_t{begin.days} * 24);
  for (Date day = begin; day <= until; day = day + 1) {
    const std::optional<int> value = of_day(day);
    hours.values.insert(hours.values.end(), 24, value ? *value * kTenThousand : kNoReading);
  }
  finish(hours);
  return hours;
}

struct City {
  Workspace workspace;
  Judgement judgement;

  publish::Monitoring monitored(Date as_of) {
    workspace.pack = load_pack(library(), "shanxi-model-city-2011").value();
    FactSet& facts = judgement.facts;
    std::sort(facts.series.begin(), facts.series.end(), [](const ReadingSeries& a, const ReadingSeries& b) {
      return std::tie(a.set, a.parameter, a.station) < std::tie(b.set, b.parameter, b.station);
    });
    eval::EvaluationRequest request;
    request.as_of = as_of;
    judgement.evaluation = eval::evaluate(workspace.pack, library().standards, facts, request);
    return monitoring(workspace.pack, library(), judgement);
  }
};

const Date kAsOf = Date::of(2011, 6, 30);
const Date kDirtyDay = Date::of(2009, 5, 1);
const Date kGapDay = Date::of(2009, 5, 2);

// A: SO2 50 in 2009 and 2011, 61 in 2010. B: SO2 80 on the first 100 days of 2009, then silent. The control
// point: 20.
City air_city() {
  City city;
  const Station control = station("air", "A0", "control");
  const Station a = station("air", "A1", "urban");
  const Station b = station("air", "A2", "urban");
  FactSet& facts = city.judgement.facts;
  facts.stations = {control, a, b};
  using Value = std::optional<int>;
  facts.series.push_back(
      hourly(a, "SO2", kAsOf, [](Date day) -> Value { return day.year() == 2010 ? 61 : 50; }));
  facts.series.push_back(hourly(b, "SO2", kAsOf, [](Date day) -> Value {
    return day < Date::of(2009, 1, 1) + 100 ? Value(80) : std::nullopt;
  }));
  facts.series.push_back(hourly(control, "SO2", kAsOf, [](Date) -> Value { return 20; }));
  facts.series.push_back(
      hourly(a, "NO2", kAsOf, [](Date day) -> Value { return day == kGapDay ? Value() : Value(40); }));
  facts.series.push_back(
      hourly(a, "PM10", kAsOf, [](Date day) -> Value { return day == kDirtyDay ? 200 : 100; }));
  return city;
}

TEST(Monitoring, MonthsAndYearsOfTheCity) {
  const publish::Monitoring monitoring = air_city().monitored(kAsOf);
  ASSERT_EQ(monitoring.air.size(), 1U);
  ASSERT_EQ(monitoring.air[0].pollutants.size(), 3U);
  EXPECT_EQ(monitoring.air[0].indicators, std::vector<int>{8});
  const publish::PollutantPanel& so2 = monitoring.air[0].pollutants[0];
  EXPECT_EQ(so2.key, "SO2");
  EXPECT_EQ(so2.unit, "mg/m3") << "the unit of the limit, GB 3095-1996";
  ASSERT_EQ(so2.months.size(), 30U) << "to June 2011";
  EXPECT_EQ(so2.months[0].value, "0.065") << "(50 + 80) / 2";
  EXPECT_EQ(so2.months[0].valid_days, 31);
  EXPECT_EQ(so2.months[3].value, "0.055") << "April: 10 days of 65, 20 of 50";
  ASSERT_EQ(so2.years.size(), 3U);
  EXPECT_EQ(so2.years[0].value, "0.0541") << "(100 x 65 + 265 x 50) / 365 = 54.1096";
  EXPECT_EQ(so2.years[0].limit, "0.06");
  EXPECT_EQ(so2.years[0].limit_standard, "GB 3095-1996");
  EXPECT_FALSE(so2.years[0].breaks_limit);
  EXPECT_EQ(so2.years[1].value, "0.061");
  EXPECT_TRUE(so2.years[1].breaks_limit);
  EXPECT_FALSE(so2.years[2].is_valid) << "the year still runs";
  EXPECT_EQ(so2.years[2].valid_days, 181);
  EXPECT_TRUE(contains(so2.years[2].note, "184")) << so2.years[2].note;
  EXPECT_FALSE(so2.years[2].breaks_limit);
}

TEST(Monitoring, StationsWithTheirDays) {
  const publish::Monitoring monitoring = air_city().monitored(kAsOf);
  const std::vector<publish::StationYears>& stations = monitoring.air[0].pollutants[0].stations;
  ASSERT_EQ(stations.size(), 3U);
  EXPECT_EQ(stations[0].name, "A1");
  EXPECT_EQ(stations[0].years[0].value, "0.05");
  EXPECT_EQ(stations[0].years[0].valid_days, 365);
  EXPECT_TRUE(stations[0].years[1].breaks_limit);
  const publish::MeasuredYear& silent = stations[1].years[0];
  EXPECT_EQ(silent.value, "0.08") << "of the days there are";
  EXPECT_FALSE(silent.is_valid);
  EXPECT_FALSE(silent.breaks_limit) << "100 days make no annual mean";
  EXPECT_EQ(silent.valid_days, 100);
  EXPECT_EQ(silent.note, "2009年有效天数 100 天，需 144 天等 10 处") << "the year, and April to December";
  EXPECT_EQ(stations[1].years[1].value, "");
  EXPECT_EQ(stations[1].years[1].note, "没有监测值");
  EXPECT_TRUE(stations[2].is_control) << "after those that make the city";
  EXPECT_EQ(stations[2].name, "A0");
  EXPECT_EQ(stations[2].years[0].value, "0.02");
  EXPECT_EQ(stations[2].years[0].limit, "");
}

TEST(Monitoring, DaysByLevelAndGoodDays) {
  const publish::Monitoring monitoring = air_city().monitored(kAsOf);
  const publish::AirMonitoring& air = monitoring.air[0];
  ASSERT_EQ(air.calendars.size(), 1U);
  const publish::Chart& calendar = air.calendars[0];
  EXPECT_EQ(calendar.unit, "API");
  ASSERT_EQ(calendar.days.size(), 365U + 365U + 181U) << "no day to come";
  EXPECT_EQ(calendar.days[0].level, "II");
  EXPECT_EQ(calendar.days[0].value, "75") << "PM10 0.1 lies midway between 0.05 and 0.15";
  EXPECT_EQ(calendar.days[0].cause, "PM10");
  const publish::ChartDay& dirty = calendar.days[static_cast<std::size_t>(kDirtyDay - Date::of(2009, 1, 1))];
  EXPECT_EQ(dirty.level, "III1");
  EXPECT_EQ(dirty.value, "125") << "PM10 0.2, a quarter of the way from 0.15 to 0.35";
  const publish::ChartDay& gap = calendar.days[static_cast<std::size_t>(kGapDay - Date::of(2009, 1, 1))];
  EXPECT_EQ(gap.level, "");
  EXPECT_EQ(gap.cause, "NO2");
  ASSERT_EQ(calendar.levels.size(), 7U);
  EXPECT_TRUE(calendar.levels[1].attains);
  EXPECT_FALSE(calendar.levels[2].attains);
  ASSERT_EQ(air.good_days.size(), 3U);
  EXPECT_EQ(air.good_days[0].good, 363);
  EXPECT_EQ(air.good_days[0].not_good, 1);
  EXPECT_EQ(air.good_days[0].unknown, 1);
  EXPECT_EQ(air.good_days[0].share, "") << "a day is not known";
  EXPECT_EQ(air.good_days[1].share, "100");
  EXPECT_EQ(air.good_days[2].good, 181);
  EXPECT_EQ(air.good_days[2].ahead, 184);
  EXPECT_EQ(air.good_days[2].share, "");
}

TEST(Monitoring, SaysTheNumbersOfTheVerdicts) {
  City city = air_city();
  const publish::Monitoring monitoring = city.monitored(kAsOf);
  std::size_t compared = 0;
  for (const publish::Chart& chart : charts(city.workspace.pack, city.judgement.evaluation)) {
    if (chart.title_en != city.workspace.pack.indicator(8)->criteria[0].name_en) continue;
    for (const publish::PollutantPanel& panel : monitoring.air[0].pollutants) {
      for (const publish::ChartSeries& of_verdict : chart.series) {
        if (of_verdict.name != panel.key) continue;
        for (std::size_t i = 0; i < 2; ++i) {
          EXPECT_EQ(of_verdict.points[i].value, panel.years[i].value) << panel.key;
          EXPECT_EQ(of_verdict.points[i].label, std::to_string(panel.years[i].year));
          ++compared;
        }
      }
    }
  }
  EXPECT_EQ(compared, 6U);
}

TEST(Monitoring, AnotherEditionBringsItsIndexUnitAndLimit) {
  City city = air_city();
  city.monitored(kAsOf);
  city.judgement.evaluation.pinned = {"GB 3095-2012", "HJ 633-2012", "HJ 663-2013"};
  const publish::Monitoring monitoring = app::monitoring(city.workspace.pack, library(), city.judgement);
  const publish::PollutantPanel& so2 = monitoring.air[0].pollutants[0];
  EXPECT_EQ(so2.unit, "ug/m3");
  EXPECT_EQ(so2.stations[0].years[1].value, "61");
  EXPECT_EQ(so2.stations[0].years[1].limit, "60");
  EXPECT_TRUE(so2.stations[0].years[1].breaks_limit);
  EXPECT_EQ(so2.years[1].value, "") << "HJ 663-2013 asks for more than one of two stations";
  EXPECT_EQ(so2.years[1].valid_days, 0);
  EXPECT_EQ(monitoring.air[0].calendars.at(0).unit, "AQI");
  EXPECT_EQ(monitoring.air[0].calendars[0].levels.at(0).colour, "#00e400") << "the colour of the edition";
}

TEST(Monitoring, ClassesOfASectionByMonth) {
  City city;
  const Station section = station("function_sections", "S1", "river", "III");
  city.judgement.facts.stations = {section};
  const Pack pack = load_pack(library(), "shanxi-model-city-2011").value();
  for (const std::string& key : pack.station_set("function_sections")->parameters) {
    const Parameter& parameter = *library().standards.parameter(key);
    std::int32_t unit = 1;
    for (int i = 0; i < parameter.decimals; ++i) unit *= 10;
    ReadingSeries months = series(section, key, PeriodKind::month, std::int64_t{2009} * 12);
    months.values.assign(12, key == "pH" ? 7 * unit : key == "DO" ? 8 * unit : 0);
    if (key == "NH3-N") months.values[2] = 12 * unit / 10;  // 1.2 mg/L: class III to 1.0, class IV to 1.5
    if (key == "COD") months.values[3] = kNoReading;
    finish(months);
    city.judgement.facts.series.push_back(std::move(months));
  }
  const publish::Monitoring monitoring = city.monitored(Date::of(2009, 12, 31));
  ASSERT_EQ(monitoring.water.size(), 1U);
  EXPECT_TRUE(monitoring.air.empty()) << "what was not measured is not drawn";
  ASSERT_EQ(monitoring.water[0].years.size(), 1U) << "years to come are not drawn";
  const publish::ClassRow& row = monitoring.water[0].years[0].rows.at(0);
  ASSERT_EQ(row.cells.size(), 13U);
  using Kind = publish::ClassCell::Kind;
  EXPECT_EQ(row.cells[0].text, "I");
  EXPECT_FALSE(row.cells[0].breaks);
  EXPECT_EQ(row.cells[2].text, "IV");
  EXPECT_TRUE(row.cells[2].breaks) << "class III is asked";
  EXPECT_EQ(row.cells[2].cause, "NH3-N");
  EXPECT_EQ(row.cells[3].kind, Kind::unknown);
  EXPECT_EQ(row.cells[3].cause, "COD");
  EXPECT_FALSE(row.cells[3].breaks);
}

}  // namespace
}  // namespace chuangmo::app
