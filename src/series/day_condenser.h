#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "model/day_sum.h"
#include "model/minute_day.h"
#include "model/station_year.h"
#include "series/reading_sink.h"

namespace chuangmo::series {

// The running means of a day that are wanted, by parameter key; others have none.
using WindowRules = std::map<std::string, WindowRule>;

// The hours that the minutes of a day make: a method's business. Empty: minutes are left out.
using HoursOfMinutes = std::function<DayHourValues(const MinuteDay&)>;

// Condenses hourly readings to days as they are read, so that no reading is held longer than its day. A value
// reported for a day as a whole stands for a full day; minutes become hours where neither hours nor a value
// of the day are stated.
//
// A day is closed when a reading of another day follows. That is how files are ordered; in one that is not, a
// reading turns up for a day that is closed. Then is_disordered() says so, and all must be read again by a
// condenser that holds everything.
class DayCondenser : public ReadingSink {
 public:
  enum class Holding { one_day, everything };
  DayCondenser(const WindowRules& rules, Holding holding, HoursOfMinutes hours_of_minutes = {})
      : rules_(rules), holding_(holding), hours_of_minutes_(std::move(hours_of_minutes)) {}

  std::size_t open(std::string_view station, const Parameter& parameter, PeriodKind step) override;
  Placed put(std::size_t series, std::int64_t index, std::int32_t value, ReadingFlag flag, std::uint32_t row,
             std::string_view as_given) override;
  std::size_t open_row(std::span<const std::size_t> series) override;
  bool put_row(std::size_t row_handle, std::int64_t index, std::span<const std::int32_t> values,
               std::uint32_t row, std::uint32_t written_gaps) override;

  // What follows belongs to another piece of a file, or to another file: the first and the last day of a
  // piece may be continued elsewhere.
  void end_piece();
  // Takes over what another condenser read, which is empty afterwards.
  void add(DayCondenser&& other);
  bool is_disordered() const { return is_disordered_; }
  // Readings of steps that make no days.
  std::size_t left_out() const { return left_out_; }
  // Closes all days; is_disordered() is final only now. Ordered by parameter, station, year. Nothing stays.
  std::vector<StationYear> take();

 private:
  static constexpr std::size_t kHours = DaySum::kHours;
  static constexpr std::size_t kNoRows = std::numeric_limits<std::size_t>::max();
  static constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
  // The day at hand of the series that come side by side in a row, as rows of hours: what a row of the file
  // says is one row here.
  struct OpenRows {
    std::vector<std::size_t> series;
    std::int32_t day = kNoDay;
    std::uint32_t touched = 0;         // bit per hour: something was said, of one series at least
    std::vector<std::int32_t> hours;   // [hour][series]; kNoReading unless valid
    std::vector<std::uint32_t> voids;  // by series, bit per hour: something that is not valid was said
  };
  // A day of one series.
  struct DayHours {
    std::int32_t day = 0;
    std::uint32_t known = 0;  // bit per hour: something was said of it
    std::array<std::int32_t, kHours> hours;
  };
  struct HeldYear {
    std::vector<std::int32_t> hours;
    std::vector<std::uint32_t> known;  // by day, bit per hour
  };
  struct Series {
    std::string station;
    std::string parameter;
    PeriodKind step = PeriodKind::hour;
    WindowRule windows;
    bool is_first = true;        // of its piece
    std::size_t rows = kNoRows;  // in which the series stands
    std::size_t column = 0;      // and where there
    std::vector<DayHours> ends;  // first and last days of pieces
    StationYear* last = nullptr;
    std::map<int, StationYear> years;
    std::map<int, HeldYear> held;
    std::unique_ptr<MinuteDay> minutes;              // the day at hand
    std::vector<MinuteDay> minute_ends;              // first and last days of pieces
    std::map<std::int32_t, MinuteDay> held_minutes;  // by day
  };
  Placed put_open(const Series& series, std::int32_t day, std::size_t hour, std::int32_t value);
  Placed put_day(Series& series, std::int64_t day, std::int32_t value);
  Placed put_minute(Series& series, std::int64_t index, std::int32_t value);
  static bool is_held(const Series& series, std::int32_t day, std::size_t hour);
  static Placed put_held(Series& series, std::int32_t day, std::size_t hour, std::int32_t value);
  void move_open(OpenRows& from, OpenRows& to, std::size_t column);
  void open_day(OpenRows& rows, std::int32_t day);
  void close(OpenRows& rows);
  void enter(Series& series, const DayHours& day);
  void add_held(Series& mine, const Series& theirs);
  void enter_ends(Series& series);
  void enter_held(Series& series);
  void close_minutes(Series& series);
  void enter_minutes(Series& series, const MinuteDay& day);
  void enter_all_minutes(Series& series);
  StationYear& year_of(Series& series, std::int32_t day);

  const WindowRules& rules_;
  Holding holding_;
  HoursOfMinutes hours_of_minutes_;
  bool is_disordered_ = false;
  std::size_t left_out_ = 0;
  std::vector<std::unique_ptr<Series>> series_;
  std::vector<OpenRows> rows_;  // by row handle
  std::map<std::tuple<std::string, std::string, PeriodKind>, std::size_t> handles_;
};

}  // namespace chuangmo::series
