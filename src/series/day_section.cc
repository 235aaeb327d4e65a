#include "series/day_section.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "series/bits.h"
#include "series/byte_stream.h"

namespace chuangmo::series {
namespace {

std::uint64_t above(std::int64_t value, std::int64_t least) {
  return static_cast<std::uint64_t>(value - least);
}

// Numbers of a step have it in common; mostly the next is one of its multiples, which a division shows.
std::uint64_t common_step(std::uint64_t step, std::uint64_t next) {
  if (step == 1 || (step != 0 && next % step == 0)) return step;
  return std::gcd(step, next);
}

template <class Number>
void put_column(std::string& out, std::span<const DaySum> days, Number DaySum::*member) {
  Number least = days.front().*member;
  Number most = least;
  for (const DaySum& day : days) {
    least = std::min(least, day.*member);
    most = std::max(most, day.*member);
  }
  std::uint64_t step = 0;
  for (const DaySum& day : days) step = common_step(step, above(day.*member, least));
  if (step == 0) step = 1;
  const unsigned width = bits_of(above(most, least) / step);
  out.push_back(static_cast<char>(width));
  put_varint(out, zigzag(least));
  put_varint(out, step);
  const std::size_t begin = out.size();
  const std::size_t size = bytes_of_bits(days.size(), width);
  out.resize(begin + size + sizeof(std::uint64_t));
  if (step == 1)
    pack_bits(out.data() + begin, days.size(), width,
              [&](std::size_t day) { return above(days[day].*member, least); });
  else
    pack_bits(out.data() + begin, days.size(), width,
              [&](std::size_t day) { return above(days[day].*member, least) / step; });
  out.resize(begin + size);
}

// A day without hours has no maximum; it takes that of another day, so that the column stays narrow.
void put_maxima(std::string& out, std::span<const DaySum> days) {
  std::vector<DaySum> filled(days.begin(), days.end());
  std::int32_t some = 0;
  for (const DaySum& day : days) some = day.hours != 0 ? day.maximum : some;
  for (DaySum& day : filled) day.maximum = day.hours != 0 ? day.maximum : some;
  put_column(out, filled, &DaySum::maximum);
}

template <class Number>
bool read_column(ByteReader& source, std::span<DaySum> days, Number DaySum::*member) {
  const unsigned width = source.byte();
  const auto least = static_cast<std::uint64_t>(source.signed_varint());
  const std::uint64_t step = source.varint();
  if (!source.ok || width > kMaxBits) return false;
  const std::string_view packed = source.text(bytes_of_bits(days.size(), width));
  if (!source.ok) return false;
  if (width == 0) {
    for (DaySum& day : days) day.*member = static_cast<Number>(least);
    return true;
  }
  unpack_bits(packed.data(), days.size(), width, [&](std::size_t day, std::uint64_t steps) {
    days[day].*member = static_cast<Number>(least + steps * step);
  });
  return true;
}

bool skip_column(ByteReader& source, std::size_t days) {
  const unsigned width = source.byte();
  source.varint();
  source.varint();
  if (!source.ok || width > kMaxBits) return false;
  source.text(bytes_of_bits(days, width));
  return source.ok;
}

bool read_windows(ByteReader& source, bool wanted, std::span<DaySum> days) {
  if (!wanted)
    return skip_column(source, days.size()) && skip_column(source, days.size()) &&
           skip_column(source, days.size());
  return read_column(source, days, &DaySum::window_sum) && read_column(source, days, &DaySum::window_hours) &&
         read_column(source, days, &DaySum::windows);
}

bool is_possible(const DaySum& day) {
  return day.hours <= DaySum::kHours && day.hours_before_noon <= std::min<int>(DaySum::kNoon, day.hours) &&
         day.window_hours <= day.hours && day.windows <= DaySum::kHours &&
         (day.window_hours == 0) == (day.windows == 0) && (day.hours == 0) == (day.maximum == kNoReading);
}

}  // namespace

void put_days(std::string& out, std::span<const DaySum> days, bool with_windows) {
  put_column(out, days, &DaySum::sum);
  put_column(out, days, &DaySum::sum_before_noon);
  put_maxima(out, days);
  put_column(out, days, &DaySum::hours);
  put_column(out, days, &DaySum::hours_before_noon);
  if (!with_windows) return;
  put_column(out, days, &DaySum::window_sum);
  put_column(out, days, &DaySum::window_hours);
  put_column(out, days, &DaySum::windows);
}

bool read_days(std::string_view section, bool with_windows, bool wanted, std::span<DaySum> days) {
  ByteReader source{section};
  if (!read_column(source, days, &DaySum::sum) || !read_column(source, days, &DaySum::sum_before_noon) ||
      !read_column(source, days, &DaySum::maximum) || !read_column(source, days, &DaySum::hours) ||
      !read_column(source, days, &DaySum::hours_before_noon))
    return false;
  if (with_windows && !read_windows(source, wanted, days)) return false;
  bool is_good = source.at == section.size();
  const bool has_windows = with_windows && wanted;
  for (DaySum& day : days) {
    day.maximum = day.hours != 0 ? day.maximum : kNoReading;
    day.window_sum = has_windows ? day.window_sum : 0;
    day.window_hours = has_windows ? day.window_hours : std::uint8_t{0};
    day.windows = has_windows ? day.windows : std::uint8_t{0};
    is_good = is_good && is_possible(day);
  }
  return is_good;
}

}  // namespace chuangmo::series
