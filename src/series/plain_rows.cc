#include "series/plain_rows.h"

#include <bit>
#include <cstring>
#include <set>

#include "series/bits.h"

namespace chuangmo::series {
namespace {

constexpr unsigned kMaxDigits = 9;  // of a number, all together

bool is_digit(char c) {
  return static_cast<unsigned char>(c - '0') < 10;
}

std::uint32_t four_bytes(const char* at) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap32(bytes);
  return bytes;
}

// How many of the eight bytes are digits before one that is none.
unsigned leading_digits(std::uint64_t bytes) {
  const std::uint64_t values = bytes ^ 0x3030303030303030U;  // a digit is now 0..9
  // Adding 0x76 carries 10 and more into the highest bit, without touching the next byte.
  const std::uint64_t low = (values & 0x7F7F7F7F7F7F7F7FU) + 0x7676767676767676U;
  const std::uint64_t others = (low | values) & 0x8080808080808080U;
  return others == 0 ? 8 : static_cast<unsigned>(std::countr_zero(others)) / 8;
}

// The number that the first `count` of the bytes write, 1..8 digits: neighbours are joined to pairs, fours,
// eight.
std::uint32_t number_of(std::uint64_t bytes, unsigned count) {
  std::uint64_t digits = (bytes ^ 0x3030303030303030U) << (64 - 8 * count);
  digits = (digits * 10 + (digits >> 8U)) & 0x00FF00FF00FF00FFU;
  digits = (digits * 100 + (digits >> 16U)) & 0x0000FFFF0000FFFFU;
  return static_cast<std::uint32_t>(digits * 10000 + (digits >> 32U));
}

constexpr std::array<std::uint32_t, 9> kPowers = {1,      10,      100,      1000,     10000,
                                                  100000, 1000000, 10000000, 100000000};

// A whole number that is all of a text, of at most `most` digits.
bool read_whole(const char* at, std::size_t size, std::size_t most, int& value) {
  value = 0;
  if (size == 0 || size > most) return false;
  for (const char* end = at + size; at < end; ++at) {
    if (!is_digit(*at)) return false;
    value = value * 10 + (*at - '0');
  }
  return true;
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

struct PlainRows::Cell {
  const char* at;
  std::size_t size;
  std::string_view text() const { return {at, size}; }
};

struct PlainRows::Row {
  Known* station = nullptr;
  std::string_view time;
  int year = 0, month = 0, day = 0;
  int hour = -1;
  bool has_day = false;  // day_ is the row's day
  std::size_t count = 0;
  std::size_t gaps = 0;
  std::uint32_t written_gaps = 0;  // bit per reading
  std::string_view name;
  std::array<std::int32_t, kMaxColumns> values;
};

bool PlainRows::fits(const RowContext& context) {
  const LayoutPlan& plan = *context.plan;
  const std::string& interval = context.request->interval;
  if (plan.layout == "long" || plan.layout == "national_wide" || context.labels.are_days) return false;
  if (context.labels.are_minutes || plan.parts.size() > 1) return false;
  if (plan.place(Role::flag) || plan.place(Role::daypart) || !has_hours(plan)) return false;
  if (interval == "month" || interval == "once_a_year") return false;
  if (plan.readings.size() > kMaxColumns || plan.headings.size() > kMaxCells) return false;
  if (context.source.decimal_comma) return false;
  std::set<const Parameter*> parameters;
  for (const ReadingColumn& column : plan.readings)
    if (!parameters.insert(column.parameter).second) return false;
  return true;
}

PlainRows::PlainRows(const RowContext& context, char delimiter, RowReader& reader, ReadingSink& sink)
    : context_(context),
      delimiter_(delimiter),
      marks_(delimiter),
      reader_(reader),
      sink_(sink),
      zero_is_gap_(context.plan->zero_is_gap),
      pair_(context.plan->parts.empty() ? PartAndWhole{} : context.plan->parts.front()),
      has_names_(context.plan->place(Role::station) && context.plan->place(Role::station_name)) {
  const LayoutPlan& plan = *context.plan;
  constexpr std::int64_t kHour = 3600;
  constexpr std::int64_t kZone = 8 * kHour;
  last_index_ = (context.request->recorded_at.seconds + kZone) / kHour;
  std::vector<Part> parts(plan.headings.size(), Part::ignored);
  const auto mark = [&](Role role, Part part) {
    if (const auto place = plan.place(role)) parts[*place] = part;
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
  if (has_names_) mark(Role::station_name, Part::name);
  for (const ReadingColumn& column : plan.readings) {
    parts[column.index] = Part::reading;
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
    for (std::size_t decimals = 0; decimals < fast.short_most.size() && fast.low <= 0; ++decimals)
      if (fast.factor[decimals] != 0)
        fast.short_most.at(decimals) = static_cast<std::uint32_t>(fast.high) / fast.factor[decimals];
    columns_.push_back(fast);
  }
  // What stands behind the last heading makes a row too long.
  for (std::size_t i = plan.width; i < parts.size(); ++i) parts[i] = Part::nothing;
  for (const Part part : parts) {
    if (steps_.empty() || steps_.back().part != part || part != Part::reading) steps_.push_back({part, 0});
    ++steps_.back().count;
  }
}

// --- the parts of a row ---

PlainRows::Known* PlainRows::known(std::string_view words) {
  const auto place = known_.find(words);
  if (place != known_.end()) return place->second.get();
  if (words.size() >= kSlack) return nullptr;
  const auto number = reader_.known_station(std::string(words));
  if (!number) return nullptr;
  auto fresh = std::make_unique<Known>();
  fresh->words = std::string(words);
  std::array<char, sizeof fresh->first_bytes> first{};
  std::array<char, sizeof fresh->first_bytes> mask{};
  for (std::size_t i = 0; i < std::min(first.size(), words.size()); ++i) {
    first.at(i) = words[i];
    mask.at(i) = '\xFF';
  }
  fresh->first_bytes = eight_bytes(first.data());
  fresh->mask = eight_bytes(mask.data());
  fresh->number = *number;
  std::vector<std::size_t> series;
  for (const ReadingColumn& column : context_.plan->readings)
    series.push_back(reader_.series_of(*number, *column.parameter, PeriodKind::hour));
  fresh->row = sink_.open_row(series);
  Known* station = fresh.get();
  known_.emplace(std::string_view(station->words), std::move(fresh));
  return station;
}

bool PlainRows::is_here(const Known* station, const Cell& cell) {
  if (station == nullptr || station->words.size() != cell.size) return false;
  if (((eight_bytes(cell.at) ^ station->first_bytes) & station->mask) != 0) return false;
  constexpr std::size_t kFirst = sizeof station->first_bytes;
  return cell.size <= kFirst ||
         std::memcmp(cell.at + kFirst, station->words.data() + kFirst, cell.size - kFirst) == 0;
}

// Rows of a file follow each other in some order of stations: mostly it is the same one again, or the one
// that came next the last time.
bool PlainRows::read_station(const Cell& cell, Row& row) {
  if (!is_here(last_, cell)) return find_station(cell, row);
  row.station = last_;
  return true;
}

bool PlainRows::find_station(const Cell& cell, Row& row) {
  if (last_ != nullptr && is_here(last_->next, cell)) {
    row.station = last_->next;
  } else {
    if (cell.size == 0 || *cell.at == '"') return false;
    row.station = known(cell.text());
    if (row.station == nullptr) return false;
    if (last_ != nullptr) last_->next = row.station;
  }
  last_ = row.station;
  return true;
}

// A code beside another name may mean another station.
bool PlainRows::settle_name(const Row& row) {
  Known& station = *row.station;
  const auto number = reader_.known_station(station.words, std::string(row.name));
  if (number != station.number) return false;
  station.name = std::string(row.name);
  return true;
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
bool PlainRows::read_date(const Cell& cell, Row& row) {
  int year = 0, month = 0, day = 0;
  constexpr std::size_t kPacked = 8;
  constexpr std::size_t kYear = 4;
  if (cell.size == kPacked && read_whole(cell.at, kPacked, kPacked, day)) {
    year = day / 10000;
    month = day / 100 % 100;
    day = day % 100;
  } else {
    if (cell.size < kPacked || cell.size > date_text_.size() || !read_whole(cell.at, kYear, kYear, year))
      return false;
    const char mark = cell.at[kYear];
    const std::size_t second = cell.text().find(mark, kYear + 1);
    if ((mark != '-' && mark != '/') || second == std::string_view::npos) return false;
    if (!read_whole(cell.at + kYear + 1, second - kYear - 1, 2, month)) return false;
    if (!read_whole(cell.at + second + 1, cell.size - second - 1, 2, day)) return false;
  }
  row.has_day = settle_day(year, month, day);
  return row.has_day;
}

// "2017-07-07 16:00:00", "2017-07-07T16:00", "2017/7/7 6:00"
bool PlainRows::read_time(const Cell& cell, Row& row) {
  row.time = cell.text();
  std::size_t at = std::tuple_size_v<decltype(date_text_)>;
  // The date is mostly that of the row before.
  if (cell.size > at &&
      std::memcmp(cell.at, date_text_.data(), std::tuple_size_v<decltype(date_text_)>) == 0) {
    row.has_day = true;
  } else {
    at = cell.text().find_first_of(" T");
    if (at == std::string_view::npos || !read_date({cell.at, at}, row)) return false;
    date_text_.fill('\n');
    if (at == date_text_.size()) std::memcpy(date_text_.data(), cell.at, at);
  }
  if (cell.at[at] != ' ' && cell.at[at] != 'T') return false;
  ++at;
  const std::size_t digits = cell.at[at + 1] == ':' ? 1 : 2;
  const std::string_view rest = cell.text().substr(std::min(at + digits, cell.size));
  if (at + digits > cell.size || !read_whole(cell.at + at, digits, 2, row.hour)) return false;
  return rest == ":00" || rest == ":00:00" || rest.empty();
}

// Most readings are whole numbers of one to four digits, or have one decimal, or are not there at all. False:
// it is something else.
bool PlainRows::read_reading(const Cell& cell, const Column& column, std::int32_t& value) {
  constexpr std::size_t kShort = 4;
  value = kNoReading;
  if (cell.size - 1 >= kShort) return cell.size == 0;
  std::uint32_t digits = (four_bytes(cell.at) ^ 0x30303030U) << (8 * (kShort - cell.size));
  std::size_t decimals = 0;
  constexpr std::uint32_t kPoint = '.' ^ '0';
  if (((digits >> 16U) & 0xFFU) == kPoint && cell.size > 2) {  // "1.6", "12.6": the point is taken out
    digits = ((digits & 0xFFFFU) << 8U) | (digits & 0xFF000000U);
    decimals = 1;
  }
  if ((((digits + 0x76767676U) | digits) & 0x80808080U) != 0) return false;
  const std::uint32_t pairs = (digits * 10 + (digits >> 8U)) & 0x00FF00FFU;
  const std::uint32_t number = (pairs * 100 + (pairs >> 16U)) & 0xFFFFU;
  if (number > column.short_most.at(decimals) || (number == 0 && zero_is_gap_)) return false;
  if (decimals == 0 && is_remarkable(number)) return false;
  value = static_cast<std::int32_t>(number * column.factor[decimals]);
  return value >= column.low;
}

// Any plain decimal number, or a gap. False: the row is not plain.
bool PlainRows::read_number(const Cell& cell, const Column& column, std::int32_t& value) const {
  value = kNoReading;
  const std::uint64_t bytes = eight_bytes(cell.at);
  const unsigned whole = leading_digits(bytes);
  if (cell.size == 0) return true;
  if (whole == 0) return cell.size == 2 && cell.at[0] == 'N' && cell.at[1] == 'A';
  std::uint64_t digits = number_of(bytes, whole);
  unsigned decimals = 0;
  if (whole != cell.size) {
    if (cell.at[whole] != '.') return false;
    const std::uint64_t behind = eight_bytes(cell.at + whole + 1);
    decimals = leading_digits(behind);
    if (whole + 1 + decimals != cell.size) return false;
    if (decimals == 0 || decimals > kMaxDecimals || whole + decimals > kMaxDigits) return false;
    digits = digits * kPowers[decimals] + number_of(behind, decimals);
  } else if (is_remarkable(static_cast<std::uint32_t>(digits))) {
    return false;
  }
  const std::uint64_t factor = column.factor[decimals];
  const std::uint64_t scaled = digits * factor;  // 10^9 x 10^9 at most
  if (factor == 0 || (zero_is_gap_ && digits == 0)) return false;
  if (scaled > static_cast<std::uint64_t>(column.high)) return false;
  value = static_cast<std::int32_t>(scaled);
  return value >= column.low;
}

bool PlainRows::read_part(Part part, const Cell& cell, Row& row) {
  switch (part) {
    case Part::ignored:
      return *cell.at != '"';  // behind a quote a delimiter need not be one
    case Part::nothing:
      return cell.size == 0;
    case Part::reading:
      return false;  // read() reads these itself
    case Part::station:
      return read_station(cell, row);
    case Part::name:
      row.name = cell.text();
      return *cell.at != '"';
    case Part::time:
      return read_time(cell, row);
    case Part::date:
      row.time = cell.text();
      return read_date(cell, row);
    case Part::year:
      row.time = cell.text();
      return cell.size == 4 && read_whole(cell.at, cell.size, 4, row.year);
    case Part::month:
      return read_whole(cell.at, cell.size, 2, row.month);
    case Part::day:
      return read_whole(cell.at, cell.size, 2, row.day);
    case Part::hour:
      return read_whole(cell.at, cell.size, 2, row.hour);
  }
  return false;
}

// --- whole rows ---

const char* PlainRows::read(const char* const begin, int line) {
  const char* at = begin;
  RowMarks marks = marks_;  // a copy: nothing else can change it
  marks.start(at);
  Row row;
  const char* end = at;
  std::size_t left = context_.plan->headings.size();
  for (const Step& step : steps_) {
    for (std::size_t i = 0; i < step.count; ++i, at = end + 1) {
      end = marks.next();
      const Cell cell{at, static_cast<std::size_t>(end - at)};
      if (step.part == Part::reading) {
        const Column& column = columns_[row.count];
        std::int32_t& value = row.values[row.count++];
        if (!read_reading(cell, column, value) && !read_number(cell, column, value)) return nullptr;
        if (value == kNoReading) {
          ++row.gaps;
          row.written_gaps |= std::uint32_t{cell.size != 0} << (row.count - 1);
        }
      } else if (!read_part(step.part, cell, row)) {
        return nullptr;
      }
      if (--left != 0 && *end != delimiter_) return nullptr;
    }
  }
  if (end[0] == '\r' && end[1] == '\n') ++end;
  if (*end != '\n') return nullptr;
  if (!take(row, line)) return nullptr;
  if (row.values[pair_.part] > row.values[pair_.whole]) note_part(row, begin, line);
  return end + 1;
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
  if (has_names_ && row.name != row.station->name && !settle_name(row)) return false;
  if (!sink_.put_row(row.station->row, index, std::span(row.values).first(row.count),
                     static_cast<std::uint32_t>(line), row.written_gaps))
    return false;
  reader_.note_order(row.station->number, index, line, row.time);
  RowReader::Counts& counts = reader_.counts();
  ++counts.rows;
  counts.gaps += row.gaps;
  counts.valid += row.count - row.gaps;
  counts.hours.has_zero = counts.hours.has_zero || row.hour == 0;
  counts.hours.has_other = counts.hours.has_other || row.hour != 0;
  ++counts.hours.minutes[0];
  return true;
}

// Rare enough for the text to be looked up then. Neither readings nor what is ignored before them hold
// quoted delimiters.
void PlainRows::note_part(const Row& row, const char* begin, int line) {
  if (row.values[pair_.whole] == kNoReading) return;
  const char* at = begin;
  for (std::size_t left = context_.plan->readings[pair_.part].index; left > 0; ++at)
    left -= *at == delimiter_ ? 1U : 0U;
  const char* end = at;
  while (*end != delimiter_ && *end != '\r' && *end != '\n') ++end;
  reader_.note_part(line, pair_, {at, static_cast<std::size_t>(end - at)});
}

}  // namespace chuangmo::series
