#include "series/plain_rows.h"

#include <cstring>
#include <set>

namespace chuangmo::series {
namespace {

constexpr std::size_t kMaxDigits = 9;

bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') < 10;
}

// Between `least` and `most` digits; nullptr when there are fewer, or more follow.
const char* read_whole(const char* at, int least, int most, int& value) {
  value = 0;
  int count = 0;
  for (; count < most && is_digit(*at); ++at, ++count) value = value * 10 + (*at - '0');
  return count < least || is_digit(*at) ? nullptr : at;
}

// Texts of whole numbers that are not just numbers: instrument caps and codes for "no value" (cell.cc).
bool is_remarkable(std::uint32_t digits) {
  return digits >= 999 && (digits == 999 || digits == 9999 || digits == 10000 || digits == 99999);
}

std::int32_t scaled_bound(const Decimal& bound, int decimals) {
  Scaling scaling;
  for (int i = 0; i < decimals; ++i) scaling.numerator *= 10;
  return scale(bound, scaling).value;
}

// An hour, and nothing else, is what a row speaks of.
bool has_hours(const LayoutPlan& plan) {
  const bool is_moment = plan.place(Role::time).has_value() && !plan.place(Role::hour);
  const bool is_date = !plan.place(Role::time) && plan.place(Role::date) && plan.place(Role::hour);
  const bool is_parts = !plan.place(Role::time) && !plan.place(Role::date) && plan.place(Role::year) &&
                        plan.place(Role::month) && plan.place(Role::day) && plan.place(Role::hour);
  return is_moment || is_date || is_parts;
}

}  // namespace

struct PlainRows::Row {
  Known* station = nullptr;
  const char* time = nullptr;
  const char* time_end = nullptr;
  int year = 0, month = 0, day = 0;
  int hour = -1;
  bool has_day = false;  // day_ is the row's day
  std::size_t count = 0;
  std::size_t gaps = 0;
  std::array<std::int32_t, kMaxColumns> values;
};

bool PlainRows::fits(const RowContext& context) {
  const LayoutPlan& plan = *context.plan;
  const std::string& interval = context.request->interval;
  if (plan.layout == "long" || plan.layout == "national_wide" || context.labels.are_days) return false;
  if (plan.place(Role::flag) || plan.place(Role::daypart) || !has_hours(plan)) return false;
  if (interval == "month" || interval == "once_a_year") return false;
  if (plan.readings.size() > kMaxColumns || context.source.decimal_comma) return false;
  std::set<const Parameter*> parameters;
  for (const ReadingColumn& column : plan.readings)
    if (!parameters.insert(column.parameter).second) return false;
  return true;
}

PlainRows::PlainRows(const RowContext& context, char delimiter, RowReader& reader, ReadingSink& sink)
    : context_(context),
      delimiter_(delimiter),
      reader_(reader),
      sink_(sink),
      zero_is_gap_(context.plan->zero_is_gap) {
  const LayoutPlan& plan = *context.plan;
  constexpr std::int64_t kHour = 3600;
  constexpr std::int64_t kZone = 8 * kHour;
  last_index_ = (context.request->recorded_at.seconds + kZone) / kHour;
  parts_.assign(plan.headings.size(), Part::ignored);
  const auto mark = [&](Role role, Part part) {
    if (const auto place = plan.place(role)) parts_[*place] = part;
  };
  if (plan.place(Role::time)) {
    mark(Role::time, Part::time);
  } else if (plan.place(Role::date)) {
    mark(Role::date, Part::date);
    mark(Role::hour, Part::hour);
  } else {
    mark(Role::year, Part::year);
    mark(Role::month, Part::month);
    mark(Role::day, Part::day);
    mark(Role::hour, Part::hour);
  }
  mark(plan.place(Role::station) ? Role::station : Role::station_name, Part::station);
  for (const ReadingColumn& column : plan.readings) {
    parts_[column.index] = Part::reading;
    Column fast;
    Int128 denominator = column.scaling.denominator;
    for (std::uint32_t& factor : fast.factor) {
      const Int128 whole = column.scaling.numerator / denominator;
      const bool is_exact = column.scaling.numerator % denominator == 0 && whole <= 1000000000;
      factor = is_exact ? static_cast<std::uint32_t>(whole) : 0;
      denominator *= 10;
    }
    const Parameter& parameter = *column.parameter;
    if (parameter.plausible_low) fast.low = scaled_bound(*parameter.plausible_low, parameter.decimals);
    fast.high = std::numeric_limits<std::int32_t>::max();
    const auto high =
        parameter.plausible_high ? scaled_bound(*parameter.plausible_high, parameter.decimals) : kNoReading;
    if (high != kNoReading) fast.high = high;
    columns_.push_back(fast);
  }
}

// --- the parts of a row ---

// Over one cell that nobody reads; nullptr at a quote, behind which a delimiter need not be one.
const char* PlainRows::skip(const char* at) const {
  if (*at == '"') return nullptr;
  while (!is_end(*at)) ++at;
  return at;
}

PlainRows::Known* PlainRows::known(std::string_view words) {
  const auto place = known_.find(words);
  if (place != known_.end()) return place->second.get();
  if (words.size() >= kSlack) return nullptr;
  const auto number = reader_.known_station(std::string(words));
  if (!number) return nullptr;
  auto fresh = std::make_unique<Known>();
  fresh->words = std::string(words);
  fresh->number = *number;
  for (const ReadingColumn& column : context_.plan->readings)
    fresh->series.push_back(reader_.series_of(*number, *column.parameter, PeriodKind::hour));
  Known* station = fresh.get();
  known_.emplace(std::string_view(station->words), std::move(fresh));
  return station;
}

const char* PlainRows::read_station(const char* at, Row& row) {
  // Rows of a file follow each other in some order of stations: mostly it is the same one again, or the one
  // that came next the last time.
  const auto is_here = [&](const Known* station) {
    return station != nullptr && std::memcmp(at, station->words.data(), station->words.size()) == 0 &&
           is_end(at[station->words.size()]);
  };
  if (is_here(last_)) {
    row.station = last_;
  } else if (last_ != nullptr && is_here(last_->next)) {
    row.station = last_->next;
  } else {
    const char* end = skip(at);
    if (end == nullptr || end == at) return nullptr;
    row.station = known(std::string_view(at, static_cast<std::size_t>(end - at)));
    if (row.station == nullptr) return nullptr;
    if (last_ != nullptr) last_->next = row.station;
  }
  last_ = row.station;
  return at + row.station->words.size();
}

bool PlainRows::settle_day(int year, int month, int day) {
  const std::int32_t key = year * 10000 + month * 100 + day;
  if (key == day_key_) return true;
  if (year < 1900 || year > 2199 || !Date::is_valid(year, month, day)) return false;
  day_ = Date::of(year, month, day).days;
  day_key_ = key;
  return true;
}

// "2017-07-07", "2017/7/7", "20170707"
const char* PlainRows::read_date(const char* at, Row& row) {
  int year = 0, month = 0, day = 0;
  const char* begin = at;
  at = read_whole(at, 4, 8, year);
  if (at == nullptr) return nullptr;
  if (at - begin == 8) {
    month = year / 100 % 100;
    day = year % 100;
    year /= 10000;
  } else {
    const char mark = *at;
    if (at - begin != 4 || (mark != '-' && mark != '/')) return nullptr;
    at = read_whole(at + 1, 1, 2, month);
    if (at == nullptr || *at != mark) return nullptr;
    at = read_whole(at + 1, 1, 2, day);
    if (at == nullptr) return nullptr;
  }
  row.has_day = settle_day(year, month, day);
  return row.has_day ? at : nullptr;
}

// "2017-07-07 16:00:00", "2017-07-07T16:00", "2017/7/7 16:00"
const char* PlainRows::read_time(const char* at, Row& row) {
  row.time = at;
  // The date is mostly that of the row before.
  if (std::memcmp(at, date_text_.data(), date_text_.size()) == 0) {
    at += date_text_.size();
    row.has_day = true;
  } else {
    at = read_date(at, row);
    if (at == nullptr) return nullptr;
    date_text_.fill('\n');
    if (at - row.time == static_cast<std::ptrdiff_t>(date_text_.size()))
      std::memcpy(date_text_.data(), row.time, date_text_.size());
  }
  if (*at != ' ' && *at != 'T') return nullptr;
  at = read_whole(at + 1, 1, 2, row.hour);
  if (at == nullptr || row.hour > 23) return nullptr;
  for (int i = 0; i < 2 && *at == ':'; ++i) {
    if (at[1] != '0' || at[2] != '0') return nullptr;
    at += 3;
  }
  row.time_end = at;
  return at;
}

const char* PlainRows::read_reading(const char* at, Row& row) {
  const std::size_t place = row.count++;
  if (is_end(*at)) {
    row.values[place] = kNoReading;
    ++row.gaps;
    return at;
  }
  if (at[0] == 'N' && at[1] == 'A') {
    row.values[place] = kNoReading;
    ++row.gaps;
    return at + 2;
  }
  std::uint64_t digits = 0;
  const char* begin = at;
  while (is_digit(*at)) digits = digits * 10 + static_cast<unsigned char>(*at++ - '0');
  std::size_t written = static_cast<std::size_t>(at - begin);
  std::size_t decimals = 0;
  if (written == 0) return nullptr;
  if (*at == '.') {
    const char* point = at++;
    while (is_digit(*at)) digits = digits * 10 + static_cast<unsigned char>(*at++ - '0');
    decimals = static_cast<std::size_t>(at - point) - 1;
    written += decimals;
    if (decimals == 0 || decimals > kMaxDecimals) return nullptr;
  } else if (is_remarkable(static_cast<std::uint32_t>(digits))) {
    return nullptr;
  }
  const Column& column = columns_[place];
  const std::uint64_t factor = column.factor[decimals];
  if (written > kMaxDigits || factor == 0 || (zero_is_gap_ && digits == 0)) return nullptr;
  const std::uint64_t value = digits * factor;  // 10^9 x 10^9 at most
  if (value > static_cast<std::uint64_t>(column.high)) return nullptr;
  row.values[place] = static_cast<std::int32_t>(value);
  return row.values[place] < column.low ? nullptr : at;
}

const char* PlainRows::read_part(Part part, const char* at, Row& row) {
  switch (part) {
    case Part::ignored:
      return skip(at);
    case Part::reading:
      return read_reading(at, row);
    case Part::station:
      return read_station(at, row);
    case Part::time:
      return read_time(at, row);
    case Part::date:
      row.time = at;
      at = read_date(at, row);
      row.time_end = at;
      return at;
    case Part::year:
      row.time = at;
      at = read_whole(at, 4, 4, row.year);
      row.time_end = at;
      return at;
    case Part::month:
      return read_whole(at, 1, 2, row.month);
    case Part::day:
      return read_whole(at, 1, 2, row.day);
    case Part::hour:
      return read_whole(at, 1, 2, row.hour);
  }
  return nullptr;
}

// --- whole rows ---

const char* PlainRows::read(const char* at, int line) {
  Row row;
  const std::size_t last = parts_.size() - 1;
  for (std::size_t i = 0;; ++i) {
    at = read_part(parts_[i], at, row);
    if (at == nullptr) return nullptr;
    if (i == last) break;
    if (*at++ != delimiter_) return nullptr;
  }
  if (at[0] == '\r' && at[1] == '\n') ++at;
  if (*at != '\n') return nullptr;
  return take(row, line) ? at + 1 : nullptr;
}

bool PlainRows::take(Row& row, int line) {
  if (!row.has_day && !settle_day(row.year, row.month, row.day)) return false;
  if (row.hour < 0 || row.hour > 23) return false;
  if (row.station == nullptr) {
    if (only_ == nullptr) only_ = known(context_.request->station);
    row.station = only_;
    if (row.station == nullptr) return false;
  }
  std::int64_t index = std::int64_t{day_} * 24 + row.hour;
  if (context_.labels.are_ends) --index;
  if (index > last_index_ || (context_.labels.are_ends && row.hour == 0)) return false;
  if (!sink_.put_row(row.station->series, index, std::span(row.values).first(row.count),
                     static_cast<std::uint32_t>(line)))
    return false;
  reader_.note_order(row.station->number, index, line,
                     std::string_view(row.time, static_cast<std::size_t>(row.time_end - row.time)));
  RowReader::Counts& counts = reader_.counts();
  ++counts.rows;
  counts.gaps += row.gaps;
  counts.valid += row.count - row.gaps;
  counts.hours.has_zero = counts.hours.has_zero || row.hour == 0;
  counts.hours.has_other = counts.hours.has_other || row.hour != 0;
  return true;
}

}  // namespace chuangmo::series
