// Means and percentiles held against the R package openair: Marylebone Road, hourly 1998 to June 2005, in ppb
// and ug/m3 as published, with the tables openair made of it (timeAverage by day, month and year, aqStats;
// all with data.thresh 0, so that one hour makes a mean). The file comes in by the same door as every other,
// and methods/ calculate with rules that ask for nothing.
//
// R prints the first 15 digits of a double. Our values are exact fractions, so a printed number is
//   exact      when it is our value rounded to 15 digits,
//   by double  when it is not, but is the double nearest to our value, printed as R does: the digit differs
//              because the double lies on the other side of a tie,
//   apart      otherwise. Each of these is written down below.
//
// What openair has and methods/ have not, and what is therefore not compared: wind speed and wind direction
// (a vector mean), AOT40 (no Chinese standard knows it), roll.8.O3.gt.100 and .gt.120 (limits of the European
// Union in ug/m3, held against ppb there). openair's month and year are means over hours, ours (annual_mean)
// over days; they are compared with the hours of daily_means added up.
#include <cmath>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <map>

#include "methods/daily_mean.h"
#include "methods/exact.h"
#include "methods/mda8.h"
#include "methods/percentile.h"
#include "series/layout.h"
#include "shared_files.h"

namespace chuangmo {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kReadings = "openair/mydata.csv";
constexpr int kDecimals = 8;  // the most that the file has
const std::vector<std::string> kPollutants = {"nox", "no2", "o3", "pm10", "so2", "co", "pm25"};

const Date kFirst = Date::of(1998, 1, 1);
const Date kEnd = Date::of(2006, 1, 1);

// The readings of one pollutant as they came in, from kFirst on: integers of 10^-decimals.
struct Hours {
  int decimals = 0;
  std::vector<std::int32_t> values;
  std::span<const std::int32_t> between(Date from, Date to) const {
    return std::span(values).subspan(static_cast<std::size_t>((from - kFirst) * 24),
                                     static_cast<std::size_t>((to - from) * 24));
  }
};

// The same of all pollutants. SO2 has eight decimals and reaches 63, which 32 bits do not hold together: it
// is read twice, with seven decimals whole and with eight as far as they go.
struct Readings {
  std::map<std::string, Hours> coarse;
  std::map<std::string, Hours> fine;  // the same keys; no more gaps than `coarse` but for SO2
  series::ReadingsFound coarse_found;
  series::ReadingsFound fine_found;
};

series::ReadingsFound read(int so2_decimals, std::map<std::string, Hours>& hours) {
  std::vector<Parameter> parameters;
  for (const std::string& key : kPollutants) {
    Parameter parameter;
    parameter.key = key;
    parameter.name = key;
    parameter.unit = key == "pm10" || key == "pm25" ? "ug/m3" : "ppb";
    parameter.decimals = key == "co" ? kDecimals : key == "so2" ? so2_decimals : 0;
    hours[key].decimals = parameter.decimals;
    hours[key].values.assign(static_cast<std::size_t>((kEnd - kFirst) * 24), kNoReading);
    parameters.push_back(parameter);
  }
  series::ReadingsRequest request;
  request.set = "kerbside";
  request.interval = "hour";
  request.station = "Marylebone Road";
  request.parameters = &parameters;
  request.recorded_at = Instant::at(Date::of(2006, 1, 1));
  auto found = series::read_readings(series::rows_of(shared_csv(kReadings), kReadings), request);
  for (const series::ReadingBlock& block : found.blocks)
    for (std::size_t i = 0; i < block.values.size(); ++i)
      if (block.is_valid(i))
        hours[block.parameter].values[static_cast<std::size_t>(block.first + static_cast<std::int64_t>(i) -
                                                               Hour::of(kFirst, 0).hours)] = block.values[i];
  return found;
}

const Readings& readings() {
  static const Readings all = [] {
    Readings both;
    both.coarse_found = read(kDecimals - 1, both.coarse);
    both.fine_found = read(kDecimals, both.fine);
    return both;
  }();
  return all;
}

// Hours of one day added up, in 10^-8.
struct Sum {
  Int128 digits = 0;
  int hours = 0;
  void add(const methods::DailyMean& day, int decimals) {
    Int128 part = day.sum;
    for (int i = decimals; i < kDecimals; ++i) part *= 10;
    digits += part;
    hours += day.hours;
  }
  void add(const Sum& other) {
    digits += other.digits;
    hours += other.hours;
  }
  std::optional<Rational> mean() const {
    if (hours == 0) return std::nullopt;
    return divide(methods::unscaled(digits, kDecimals).value(), Rational(hours)).value();
  }
};

const std::vector<Sum>& day_sums(const std::string& pollutant) {
  static std::map<std::string, std::vector<Sum>> known;
  std::vector<Sum>& sums = known[pollutant];
  if (!sums.empty()) return sums;
  const Hours& fine = readings().fine.at(pollutant);
  Hours rest = readings().coarse.at(pollutant);  // what the fine reading leaves out
  for (std::size_t i = 0; i < rest.values.size(); ++i)
    if (fine.values[i] != kNoReading) rest.values[i] = kNoReading;
  sums.resize(static_cast<std::size_t>(kEnd - kFirst));
  for (const Hours* part : {&fine, static_cast<const Hours*>(&rest)}) {
    const auto days = methods::daily_means(part->values, Hour::of(kFirst, 0), kFirst, kEnd, 0, 0);
    for (std::size_t i = 0; i < days.size(); ++i) sums[i].add(days[i], part->decimals);
  }
  return sums;
}

Sum sum_between(const std::string& pollutant, Date from, Date to) {
  Sum total;
  for (Date day = from; day < to; day = day + 1)
    total.add(day_sums(pollutant)[static_cast<std::size_t>(day - kFirst)]);
  return total;
}

// --- printed numbers ---

std::optional<Rational> to_fifteen_digits(const Rational& value) {
  if (value.is_zero()) return value;
  int decimals = 14;
  for (Rational bound(10); bound <= value; bound = multiply(bound, Rational(10)).value()) --decimals;
  for (Rational bound(1); value < bound; bound = divide(bound, Rational(10)).value()) ++decimals;
  return Rational::from(round_gbt8170(value, decimals).value()).value();
}

// Numerator and denominator are held exactly, so that one division gives the nearest double.
std::string nearest_double(const Rational& value) {
  constexpr Int128 kHeld = Int128{1} << 53;
  EXPECT_LE(value.numerator(), kHeld);
  EXPECT_LE(value.denominator(), kHeld);
  const double nearest = static_cast<double>(value.numerator()) / static_cast<double>(value.denominator());
  return fmt::format("{:.15g}", nearest);
}

struct Agreement {
  int none = 0;  // neither has a value
  int exact = 0;
  int by_double = 0;
  std::vector<std::string> apart;
  void compare(const std::string& what, const std::optional<Rational>& ours, const std::string& printed) {
    if (!ours && printed.empty()) {
      ++none;
    } else if (!ours || printed.empty()) {
      apart.push_back(what + (ours ? " missing there" : " missing here"));
    } else if (to_fifteen_digits(*ours) == Rational::parse(printed).value()) {
      ++exact;
    } else if (nearest_double(*ours) == printed) {
      ++by_double;
    } else {
      apart.push_back(what + " " + printed + " not " + nearest_double(*ours));
    }
  }
};

class Rows {
 public:
  explicit Rows(const char* name) : csv_(shared_csv(name)) {}
  std::size_t size() const { return csv_.rows.size() - 1; }
  std::string text(std::size_t row, std::string_view column) const {
    const auto& head = csv_.rows.front().fields;
    const auto place = std::find(head.begin(), head.end(), column);
    if (place == head.end()) ADD_FAILURE() << "no column " << column;
    return csv_.rows[row + 1].fields.at(static_cast<std::size_t>(place - head.begin()));
  }

 private:
  CsvText csv_;
};

Agreement compare_means(const char* table, PeriodKind kind) {
  const Rows rows(table);
  Agreement agreement;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string date = rows.text(i, "date");
    const Date from = Date::parse(date).value();
    const Period period = kind == PeriodKind::day     ? Period::of_day(from)
                          : kind == PeriodKind::month ? Period::of_month(from.year(), from.month())
                                                      : Period::of_year(from.year());
    for (const std::string& pollutant : kPollutants)
      agreement.compare(date + " " + pollutant, sum_between(pollutant, period.begin, period.end).mean(),
                        rows.text(i, pollutant));
  }
  return agreement;
}

// --- tests ---

TEST(Openair, the_file_comes_in_whole) {
  SKIP_WITHOUT_SHARED(kReadings);
  const auto& found = readings().coarse_found;
  EXPECT_EQ(found.layout, "wide");
  EXPECT_EQ(found.rows, 65533U);
  EXPECT_EQ(found.valid,
            63110U + 63095 + 62944 + 63371 + 55083 + 63597 + 56758);  // counted with cut and grep
  EXPECT_EQ(found.valid + found.gaps, 65533U * 7);
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : found.diagnostics) codes.push_back(diagnostic.code);
  // Columns ws and wd; 13 values of SO2 with eight decimals, 3.47e-18 and 6.87e-16.
  EXPECT_THAT(codes, ElementsAre("SER107", "SER136"));
  EXPECT_THAT(found.diagnostics.front().text, testing::HasSubstr("共 15 处"));
  // With eight decimals SO2 from 21.5 on does not fit, and only that.
  std::size_t too_big = 0;
  for (std::size_t i = 0; i < readings().coarse.at("so2").values.size(); ++i) {
    const std::int32_t whole = readings().coarse.at("so2").values[i];
    if (readings().fine.at("so2").values[i] != kNoReading) continue;
    too_big += whole != kNoReading ? 1U : 0U;
    EXPECT_TRUE(whole == kNoReading || whole > 214748364);
  }
  EXPECT_EQ(readings().fine_found.valid + too_big, found.valid);
}

TEST(Openair, daily_means_to_the_printed_digit) {
  SKIP_WITHOUT_SHARED("openair/timeAverage_mydata_day_thresh0.csv");
  const Agreement agreement = compare_means("openair/timeAverage_mydata_day_thresh0.csv", PeriodKind::day);
  EXPECT_EQ(agreement.none, 810);
  EXPECT_EQ(agreement.exact, 18254);
  EXPECT_EQ(agreement.by_double, 53);
  EXPECT_THAT(agreement.apart, IsEmpty());
}

TEST(Openair, monthly_means_to_the_printed_digit) {
  SKIP_WITHOUT_SHARED("openair/timeAverage_mydata_month_thresh0.csv");
  const Agreement agreement =
      compare_means("openair/timeAverage_mydata_month_thresh0.csv", PeriodKind::month);
  EXPECT_EQ(agreement.none, 14);
  EXPECT_EQ(agreement.exact, 613);
  EXPECT_EQ(agreement.by_double, 3);
  EXPECT_THAT(agreement.apart, IsEmpty());
}

TEST(Openair, annual_means_to_the_printed_digit) {
  SKIP_WITHOUT_SHARED("openair/timeAverage_mydata_year_thresh0.csv");
  const Agreement agreement = compare_means("openair/timeAverage_mydata_year_thresh0.csv", PeriodKind::year);
  EXPECT_EQ(agreement.none, 1);
  EXPECT_EQ(agreement.exact, 53);
  EXPECT_EQ(agreement.by_double, 2);
  EXPECT_THAT(agreement.apart, IsEmpty());
}

// One row of aqStats: a pollutant in a year.
class YearStatistics {
 public:
  YearStatistics(std::string pollutant, int year)
      : pollutant_(std::move(pollutant)), begin_(Date::of(year, 1, 1)), end_(Date::of(year + 1, 1, 1)) {
    const Hours& fine = readings().fine.at(pollutant_);
    const Hours& coarse = readings().coarse.at(pollutant_);
    const auto finer = fine.between(begin_, end_);
    const auto all = coarse.between(begin_, end_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool is_fine = finer[i] != kNoReading;
      if (!is_fine && all[i] == kNoReading) continue;
      values_.push_back(
          methods::unscaled(is_fine ? finer[i] : all[i], is_fine ? fine.decimals : coarse.decimals).value());
    }
  }
  bool is_empty() const { return values_.empty(); }
  std::optional<Rational> mean() const { return sum_between(pollutant_, begin_, end_).mean(); }
  // Share of all hours of the year, in percent; of 2005 too, which ends in June.
  std::optional<Rational> capture() const {
    return Rational::make(Int128{100} * static_cast<Int128>(values_.size()), (end_ - begin_) * 24).value();
  }
  std::optional<Rational> percentile(int percent) const {
    if (is_empty()) return std::nullopt;
    return methods::percentile(values_, Rational::make(percent, 100).value()).value();
  }
  std::optional<Rational> largest_day() const {
    std::optional<Rational> largest;
    for (Date day = begin_; day < end_; day = day + 1) {
      const auto mean = sum_between(pollutant_, day, day + 1).mean();
      if (mean && (!largest || *largest < *mean)) largest = mean;
    }
    return largest;
  }
  int days_above(const Rational& bound) const {
    int days = 0;
    for (Date day = begin_; day < end_; day = day + 1) {
      const auto mean = sum_between(pollutant_, day, day + 1).mean();
      days += mean && bound < *mean ? 1 : 0;
    }
    return days;
  }
  int hours_above(const Rational& bound) const {
    return static_cast<int>(
        std::count_if(values_.begin(), values_.end(), [&](const Rational& hour) { return bound < hour; }));
  }
  // The largest mean of a window that touches the year, with one hour at least. mda8 gives the largest window
  // within 24 hours; these start so that every window lies in one of them.
  std::optional<Rational> largest_window(int width) const {
    const Hours& hours = readings().coarse.at(pollutant_);
    const auto year = hours.between(begin_, end_);
    std::vector<std::int32_t> padded(static_cast<std::size_t>(width - 1), kNoReading);
    padded.insert(padded.end(), year.begin(), year.end());
    padded.insert(padded.end(), 24, kNoReading);
    methods::Mda8Rules rules;
    rules.window_hours = width;
    rules.least_hours = 1;
    std::optional<Rational> largest;
    const std::size_t step = static_cast<std::size_t>(24 - width + 1);
    for (std::size_t first = 0; first + 24 <= padded.size(); first += step) {
      const auto day = methods::mda8(std::span(padded).subspan(first, 24), hours.decimals, rules).value();
      if (day.maximum && (!largest || *largest < *day.maximum)) largest = day.maximum;
    }
    return largest;
  }

 private:
  std::string pollutant_;
  Date begin_;
  Date end_;
  std::vector<Rational> values_;
};

class OpenairStatistics : public testing::Test {
 protected:
  void SetUp() override {
    SKIP_WITHOUT_SHARED(kTable);
    rows_.emplace(kTable);
    ASSERT_EQ(rows_->size(), 56U);
  }
  // Compares one column of the 56 rows; rows without any reading are left to `without_readings`.
  template <class Value>
  Agreement compare(const char* column, Value value) const {
    Agreement agreement;
    for (std::size_t i = 0; i < rows_->size(); ++i) {
      const std::string pollutant = rows_->text(i, "pollutant");
      const std::string year = rows_->text(i, "year");
      const YearStatistics statistics(pollutant, std::stoi(year));
      if (statistics.is_empty()) continue;
      agreement.compare(pollutant + " " + year, value(statistics), rows_->text(i, column));
    }
    return agreement;
  }
  static constexpr const char* kTable = "openair/aqStats_mydata_thresh0.csv";
  std::optional<Rows> rows_;
};

TEST_F(OpenairStatistics, without_readings) {
  for (std::size_t i = 0; i < rows_->size(); ++i) {
    const std::string name = rows_->text(i, "pollutant") + " " + rows_->text(i, "year");
    const bool is_empty =
        YearStatistics(rows_->text(i, "pollutant"), std::stoi(rows_->text(i, "year"))).is_empty();
    EXPECT_EQ(is_empty, name == "so2 2005") << name;
    EXPECT_EQ(is_empty, rows_->text(i, "mean").empty()) << name;
  }
}

TEST_F(OpenairStatistics, capture_mean_and_largest_day) {
  const auto capture = compare("dat.cap", [](const YearStatistics& year) { return year.capture(); });
  EXPECT_EQ(capture.exact, 54);
  EXPECT_EQ(capture.by_double, 1);
  EXPECT_THAT(capture.apart, IsEmpty());
  const auto mean = compare("mean", [](const YearStatistics& year) { return year.mean(); });
  EXPECT_EQ(mean.exact, 53);
  EXPECT_EQ(mean.by_double, 2);
  EXPECT_THAT(mean.apart, IsEmpty());
  const auto day = compare("max_daily", [](const YearStatistics& year) { return year.largest_day(); });
  EXPECT_EQ(day.exact, 54);
  EXPECT_EQ(day.by_double, 1);
  EXPECT_THAT(day.apart, IsEmpty());
}

TEST_F(OpenairStatistics, order_statistics) {
  for (const auto& [column, percent] :
       std::vector<std::pair<const char*, int>>{{"min", 0}, {"median", 50}, {"max", 100}}) {
    const auto agreement =
        compare(column, [&, p = percent](const YearStatistics& year) { return year.percentile(p); });
    EXPECT_EQ(agreement.exact, 55) << column;
    EXPECT_THAT(agreement.apart, IsEmpty()) << column;
  }
}

// R's type 7 takes the fraction between two values from a double near 8000, whose last places are noise:
// where neighbours lie far apart it shows. The exact value is the shorter one each time.
TEST_F(OpenairStatistics, percentiles) {
  const auto compare_percentile = [&](const char* column, int percent) {
    return compare(column, [&](const YearStatistics& year) { return year.percentile(percent); });
  };
  const Agreement p95 = compare_percentile("percentile.95", 95);
  EXPECT_EQ(p95.exact, 54);
  EXPECT_THAT(p95.apart, ElementsAre("nox 1999 442.799999999999 not 442.8"));
  const Agreement p98 = compare_percentile("percentile.98", 98);
  EXPECT_EQ(p98.exact, 52);
  EXPECT_THAT(p98.apart,
              ElementsAre("co 2003 2.79200000000001 not 2.792", "nox 1998 498.200000000001 not 498.2",
                          "pm10 2003 80.0200000000004 not 80.02"));
  const Agreement p99 = compare_percentile("percentile.99", 99);
  EXPECT_EQ(p99.exact, 49);
  EXPECT_THAT(p99.apart,
              ElementsAre("co 2002 3.53924999999999 not 3.53925", "nox 2000 604.450000000001 not 604.45",
                          "pm10 2001 99.9400000000005 not 99.94", "pm25 2001 71.8999999999996 not 71.9",
                          "pm25 2005 44.3599999999997 not 44.36", "so2 2003 15.4474999999998 not 15.4475"));
}

TEST_F(OpenairStatistics, days_and_hours_above) {
  for (std::size_t i = 0; i < rows_->size(); ++i) {
    const std::string pollutant = rows_->text(i, "pollutant");
    const YearStatistics statistics(pollutant, std::stoi(rows_->text(i, "year")));
    if (pollutant == "pm10") {
      EXPECT_EQ(std::to_string(statistics.days_above(Rational(50))), rows_->text(i, "days"));
    } else if (pollutant == "no2") {
      EXPECT_EQ(std::to_string(statistics.hours_above(Rational(200))), rows_->text(i, "hours"));
    }
  }
}

// Rolling means of 8 and 24 hours. openair takes every window that touches the year, down to one hour at its
// ends; HJ 663 takes 17 windows of a day with six hours each. The kernel is the same.
TEST_F(OpenairStatistics, rolling_means) {
  const auto eight = compare("roll_8_max", [](const YearStatistics& year) { return year.largest_window(8); });
  EXPECT_EQ(eight.exact, 55);
  EXPECT_THAT(eight.apart, IsEmpty());
  const auto day = compare("roll_24_max", [](const YearStatistics& year) { return year.largest_window(24); });
  EXPECT_EQ(day.exact, 55);
  EXPECT_THAT(day.apart, IsEmpty());
}

}  // namespace
}  // namespace chuangmo
