#include "app/series_means.h"

#include <gtest/gtest.h>

#include "app/sample_office_test.h"
#include "series/block.h"

namespace chuangmo::app {
namespace {

// A series of one station, put together hour by hour.
class Means : public testing::Test {
 protected:
  SeriesStandard& standard(const std::string& medium, const std::string& parameter,
                           const std::string& kind = "", const std::string& target = "") {
    set_.medium = medium;
    station_.kind = kind;
    station_.target_class = target;
    const Standards& standards = sample_library().standards;
    standard_.emplace(standards, pinned_, set_, station_, *standards.parameter(parameter));
    return *standard_;
  }
  void put(PeriodKind step, std::int64_t index, std::int32_t value, ReadingFlag flag = ReadingFlag::valid) {
    series_.step = step;
    KnownPoint point;
    point.index = index;
    point.value = value;
    point.flag = flag;
    series_.points.push_back(point);
  }
  // The first `hours` hours of a day, in the unit of the parameter.
  void put_day(Date day, int hours, int value) {
    for (int hour = 0; hour < hours; ++hour)
      put(PeriodKind::hour, std::int64_t{day.days} * 24 + hour, scaled(value));
  }
  std::int32_t scaled(std::int32_t value) const {
    for (int i = 0; i < standard_->parameter().decimals; ++i) value *= 10;
    return value;
  }
  SeriesMean mean(const Period& period, Instant known_at = Instant::at(Date::of(2030, 1, 1))) {
    return must(SeriesMeans(*standard_, series_, 45, known_at).mean(period));
  }
  static std::string text(const SeriesMean& mean) { return mean.value ? mean.value->text() : "-"; }

  std::vector<std::string> pinned_;
  StationSetDefinition set_;
  Station station_;
  KnownSeries series_;
  std::optional<SeriesStandard> standard_;
};

TEST_F(Means, of_a_day_want_the_hours_of_the_edition_in_force) {
  standard("air", "SO2");
  put_day(Date::of(2011, 3, 5), 18, 60);
  put_day(Date::of(2011, 3, 6), 17, 60);
  put_day(Date::of(2017, 3, 5), 18, 60);
  const SeriesMean enough = mean(Period::of_day(Date::of(2011, 3, 5)));
  EXPECT_EQ(text(enough), "60");
  EXPECT_EQ(enough.count, 18);
  EXPECT_EQ(enough.needed, 18);
  EXPECT_EQ(enough.why, WhyNoMean::none);
  const SeriesMean few = mean(Period::of_day(Date::of(2011, 3, 6)));
  EXPECT_EQ(text(few), "-");
  EXPECT_EQ(few.count, 17);
  EXPECT_EQ(few.why, WhyNoMean::too_few_hours);
  const SeriesMean later = mean(Period::of_day(Date::of(2017, 3, 5)));  // by GB 3095-2012: 20
  EXPECT_EQ(text(later), "-");
  EXPECT_EQ(later.needed, 20);
  EXPECT_EQ(mean(Period::of_day(Date::of(2011, 3, 7))).why, WhyNoMean::no_readings);
  EXPECT_EQ(mean(Period::of_day(Date::of(1990, 3, 7))).why, WhyNoMean::no_readings);

  pinned_ = {"GB 3095-2012"};
  standard("air", "SO2");
  EXPECT_EQ(mean(Period::of_day(Date::of(2011, 3, 5))).needed, 20);
}

TEST_F(Means, count_valid_readings_alone) {
  standard("air", "SO2");
  put_day(Date::of(2011, 3, 5), 18, 60);
  series_.points.back().flag = ReadingFlag::suspect;
  EXPECT_EQ(mean(Period::of_day(Date::of(2011, 3, 5))).count, 17);
}

TEST_F(Means, of_a_day_of_ozone_are_what_its_limit_is_of) {
  SeriesStandard& ozone = standard("air", "O3");
  EXPECT_EQ(ozone.average_of(PeriodKind::day, ozone.on(Period::of_day(Date::of(2011, 3, 5)))), "1h_max");
  EXPECT_EQ(ozone.average_of(PeriodKind::day, ozone.on(Period::of_day(Date::of(2017, 3, 5)))), "max8h");
  put_day(Date::of(2011, 3, 5), 2, 100);
  put_day(Date::of(2017, 3, 5), 24, 100);
  put_day(Date::of(2017, 3, 6), 12, 100);
  EXPECT_EQ(text(mean(Period::of_day(Date::of(2011, 3, 5)))), "100");
  const SeriesMean whole = mean(Period::of_day(Date::of(2017, 3, 5)));
  EXPECT_EQ(text(whole), "100");
  EXPECT_EQ(whole.count, 17);
  EXPECT_EQ(whole.needed, 14);
  EXPECT_EQ(mean(Period::of_day(Date::of(2017, 3, 6))).why, WhyNoMean::too_few_windows);
}

TEST_F(Means, of_months_and_years_are_means_of_valid_days) {
  standard("air", "SO2");
  for (int day = 0; day < 365; ++day) put_day(Date::of(2011, 1, 1) + day, 24, day < 31 ? 61 : 60);
  EXPECT_EQ(text(mean(Period::of_month(2011, 1))), "61");
  EXPECT_EQ(mean(Period::of_month(2011, 1)).needed, 12);
  EXPECT_EQ(text(mean(Period::of_year(2011))), "21931/365");
  EXPECT_EQ(mean(Period::of_year(2011)).needed, 144);
  // Of a month that lost all but eleven days neither month nor year has a mean.
  std::erase_if(series_.points, [](const KnownPoint& point) {
    const Date day = series::first_day(PeriodKind::hour, point.index);
    return Date::of(2011, 5, 12) <= day && day < Date::of(2011, 6, 1);
  });
  const SeriesMean may = mean(Period::of_month(2011, 5));
  EXPECT_EQ(may.why, WhyNoMean::too_few_days);
  EXPECT_EQ(may.count, 11);
  EXPECT_EQ(mean(Period::of_year(2011)).why, WhyNoMean::too_few_days_in_month);
  EXPECT_EQ(mean(Period::of_year(2012)).why, WhyNoMean::no_readings);
}

TEST_F(Means, of_what_is_not_over_are_not_known_yet) {
  standard("air", "SO2");
  put_day(Date::of(2011, 3, 5), 24, 60);
  const Period day = Period::of_day(Date::of(2011, 3, 5));
  EXPECT_EQ(mean(day, Instant::at(Date::of(2011, 3, 5), 20)).why, WhyNoMean::not_over);
  EXPECT_EQ(text(mean(day, Instant::parse("2011-03-05").value())), "60");  // its end
  EXPECT_EQ(mean(Period::of_month(2011, 3), Instant::parse("2011-03-30").value()).why, WhyNoMean::not_over);
}

TEST_F(Means, of_a_year_of_water_want_the_months_of_the_method) {
  standard("water", "COD", "river", "III");
  for (int month = 1; month <= 6; ++month)
    put(PeriodKind::month, series::index_of(Period::of_month(2011, month)), scaled(month == 6 ? 26 : 20));
  const SeriesMean year = mean(Period::of_year(2011));
  EXPECT_EQ(text(year), "21");
  EXPECT_EQ(year.count, 6);
  EXPECT_EQ(year.needed, 6);
  EXPECT_EQ(text(mean(Period::of_month(2011, 6))), "26");
  EXPECT_EQ(mean(Period::of_month(2011, 7)).why, WhyNoMean::no_readings);
  series_.points.pop_back();
  EXPECT_EQ(mean(Period::of_year(2011)).why, WhyNoMean::too_few_months);
}

TEST_F(Means, nobody_says_how_are_not_made) {
  standard("noise_region", "Leq");
  put_day(Date::of(2011, 3, 5), 24, 55);
  EXPECT_EQ(mean(Period::of_day(Date::of(2011, 3, 5))).why, WhyNoMean::no_standard);
  EXPECT_EQ(mean(Period::of_month(2011, 3)).why, WhyNoMean::no_standard);
}

TEST_F(Means, of_minutes_go_by_their_hours) {
  standard("air", "SO2");
  const Date day = Date::of(2011, 3, 5);
  for (int minute = 0; minute < 1440; ++minute)
    put(PeriodKind::minute, std::int64_t{day.days} * 1440 + minute, scaled(60));
  const SeriesMean whole = mean(Period::of_day(day));
  EXPECT_EQ(text(whole), "60");
  EXPECT_EQ(whole.count, 24);
}

TEST_F(Means, limits_are_of_the_class_and_the_edition) {
  SeriesStandard& air = standard("air", "SO2", "urban");
  const SeriesRules old_rules = air.on(Period::of_year(2011));
  const SeriesLimit annual = air.limit(old_rules, "annual").value();
  EXPECT_EQ(annual.limit->grade, "II");
  EXPECT_EQ(annual.limit->unit, "mg/m3");
  EXPECT_EQ(annual.value.text(), "60");  // in ug/m3, as readings are
  EXPECT_FALSE(annual.is_broken_by(Rational(60)));
  EXPECT_TRUE(annual.is_broken_by(Rational::parse("60.0001").value()));
  EXPECT_FALSE(air.limit(old_rules, "month"));
  EXPECT_FALSE(standard("air", "SO2", "control").limit(old_rules, "annual"));

  SeriesStandard& acidity = standard("water", "pH", "river", "IV");
  const SeriesLimit range = acidity.limit(acidity.on(Period::of_month(2011, 3)), "").value();
  EXPECT_EQ(range.value.text(), "6");
  EXPECT_EQ(range.upper->text(), "9");
  EXPECT_TRUE(range.is_broken_by(Rational::parse("9.1").value()));
  EXPECT_FALSE(range.is_broken_by(Rational(9)));
  SeriesStandard& oxygen = standard("water", "DO", "river", "III");
  const SeriesLimit least = oxygen.limit(oxygen.on(Period::of_month(2011, 3)), "").value();
  EXPECT_TRUE(least.is_broken_by(Rational::parse("4.9").value()));
  EXPECT_FALSE(standard("water", "DO", "river", "").limit(oxygen.on(Period::of_month(2011, 3)), ""));

  SeriesStandard& well = standard("drinking_water", "NO3-N", "source_ground");
  EXPECT_EQ(well.on(Period::of_month(2011, 3)).quality->family, "GB/T 14848");
  EXPECT_TRUE(well.limit(well.on(Period::of_month(2011, 3)), ""));
  EXPECT_EQ(standard("drinking_water", "NO3-N").on(Period::of_month(2011, 3)).quality->family, "GB 3838");
}

TEST_F(Means, editions_change_on_their_days) {
  SeriesStandard& air = standard("air", "SO2");
  EXPECT_EQ(air.next_change(Date::of(2015, 6, 1), Date::of(2017, 1, 1)), Date::of(2016, 1, 1));
  EXPECT_EQ(air.next_change(Date::of(2016, 1, 1), Date::of(2017, 1, 1)), Date::of(2017, 1, 1));
}

}  // namespace
}  // namespace chuangmo::app
