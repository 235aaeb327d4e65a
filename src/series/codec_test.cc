#include "series/codec.h"

#include <gtest/gtest.h>
#include <random>

#include "series/crc32c.h"
#include "series/day_sums.h"

namespace chuangmo::series {
namespace {

ReadingBlock january_hours() {
  BlockBuilder builder;
  const std::size_t so2 = builder.open("air", "2166A", "SO2", PeriodKind::hour);
  const std::int64_t first = index_of(Period::of_hour(Hour::of(Date::of(2011, 1, 1), 0)));
  for (int hour = 0; hour < 700; ++hour)
    builder.put(so2, first + hour, 40 + hour % 24 * 3, ReadingFlag::valid,
                static_cast<std::uint32_t>(hour + 2), "");
  builder.put(so2, first + 710, kNoReading, ReadingFlag::missing, 712, "NA");
  builder.put(so2, first + 711, 9999, ReadingFlag::suspect, 713, "9999");
  builder.put(so2, first + 712, kNoReading, ReadingFlag::excluded, 714, "设备故障");
  auto blocks = builder.take();
  EXPECT_EQ(blocks.size(), 1U);
  return blocks.front();
}

constexpr std::int64_t kMonth = std::int64_t{2011} * 12;  // January 2011, counted in months

TEST(BlockSpan, is_a_month_a_year_of_months_or_a_year) {
  const std::int64_t leap_day = Date::of(2012, 2, 29).days;
  EXPECT_EQ(block_span(PeriodKind::day, leap_day), (BlockSpan{Date::of(2012, 2, 1).days, 29}));
  EXPECT_EQ(block_span(PeriodKind::hour, leap_day * 24 + 23),
            (BlockSpan{std::int64_t{24} * Date::of(2012, 2, 1).days, std::int64_t{29} * 24}));
  EXPECT_EQ(block_span(PeriodKind::month, kMonth + 11), (BlockSpan{kMonth, 12}));
  EXPECT_EQ(block_span(PeriodKind::year, 2011), (BlockSpan{2011, 1}));
  const std::int64_t minute = index_of(Period::parse("1969-12-31T23:59").value());
  EXPECT_EQ(minute, -1);
  EXPECT_EQ(block_span(PeriodKind::minute, minute), (BlockSpan{-1440, 1440}));
}

TEST(BlockSpan, index_and_period_are_inverse) {
  for (const char* text : {"2011-03-05T13", "2011-03-05", "2011-03", "2011", "1969-12-31T23", "1969-12-31",
                           "2011-03-05T13:07", "1969-12-31T23:59"}) {
    const Period period = Period::parse(text).value();
    EXPECT_EQ(period_at(period.kind, index_of(period)).text(), text);
  }
}

TEST(BlockSpan, plausible_positions_lie_between_1900_and_2199) {
  for (const PeriodKind step :
       {PeriodKind::minute, PeriodKind::hour, PeriodKind::day, PeriodKind::month, PeriodKind::year}) {
    const auto index_at = [&](int year, int month, int day, int hour) {
      if (step == PeriodKind::hour)
        return index_of(Period::of_hour(Hour::of(Date::of(year, month, day), hour)));
      if (step == PeriodKind::minute)
        return index_of(Period::of_minute(Minute::of(Hour::of(Date::of(year, month, day), hour), hour)));
      if (step == PeriodKind::day) return index_of(Period::of_day(Date::of(year, month, day)));
      if (step == PeriodKind::month) return index_of(Period::of_month(year, month));
      return index_of(Period::of_year(year));
    };
    EXPECT_TRUE(is_plausible_index(step, index_at(1900, 1, 1, 0)));
    EXPECT_FALSE(is_plausible_index(step, index_at(1900, 1, 1, 0) - 1));
    const int last_minutes = step == PeriodKind::minute ? 36 : 0;  // 23:23, and what the day has left
    EXPECT_TRUE(is_plausible_index(step, index_at(2199, 12, 31, 23) + last_minutes));
    EXPECT_FALSE(is_plausible_index(step, index_at(2199, 12, 31, 23) + last_minutes + 1));
  }
}

TEST(BlockBuilder, repeated_values_are_ignored_and_conflicts_become_suspect) {
  BlockBuilder builder;
  const std::size_t so2 = builder.open("air", "a", "SO2", PeriodKind::day);
  const std::int64_t day = Date::of(2011, 5, 3).days;
  EXPECT_EQ(builder.put(so2, day, 40, ReadingFlag::valid, 2, "40"), Placed::fresh);
  EXPECT_EQ(builder.put(so2, day, 40, ReadingFlag::valid, 3, "40"), Placed::repeated);
  EXPECT_EQ(builder.put(so2, day, kNoReading, ReadingFlag::missing, 4, ""), Placed::repeated);
  EXPECT_EQ(builder.put(so2, day, 41, ReadingFlag::valid, 5, "41"), Placed::conflicting);
  const auto blocks = builder.take();
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].flags[2], ReadingFlag::suspect);
  EXPECT_EQ(blocks[0].rows[2], 2U);
  ASSERT_EQ(blocks[0].as_given.size(), 1U);
  EXPECT_EQ(blocks[0].as_given[0].second, "#2 | 41");
}

TEST(BlockBuilder, a_value_after_a_gap_fills_it) {
  BlockBuilder builder;
  const std::size_t so2 = builder.open("air", "a", "SO2", PeriodKind::day);
  const std::int64_t day = Date::of(2011, 5, 1).days;
  builder.put(so2, day, kNoReading, ReadingFlag::missing, 2, "NA");
  EXPECT_EQ(builder.put(so2, day, 41, ReadingFlag::valid, 5, ""), Placed::fresh);
  const auto blocks = builder.take();
  EXPECT_TRUE(blocks[0].is_valid(0));
  EXPECT_EQ(blocks[0].rows[0], 5U);
}

// Names are the key of the bytes, not their content.
ReadingBlock named_as(const ReadingBlock& block, ReadingBlock back) {
  back.set = block.set;
  back.station = block.station;
  back.parameter = block.parameter;
  return back;
}

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  return bytes;
}

ReadingBlock march_days() {
  BlockBuilder builder;
  const std::size_t so2 = builder.open("air", "2166A", "SO2", PeriodKind::day);
  const std::int64_t first = Date::of(2011, 3, 1).days;
  builder.put(so2, first, 40, ReadingFlag::valid, 2, "");
  builder.put(so2, first + 1, 43, ReadingFlag::valid, 3, "");
  builder.put(so2, first + 2, kNoReading, ReadingFlag::missing, 4, "NA");
  builder.put(so2, first + 4, 9999, ReadingFlag::suspect, 5, "9999");
  builder.put(so2, first + 30, -7, ReadingFlag::valid, 6, "");
  return builder.take().front();
}

TEST(Crc32c, is_that_of_the_rfc) {
  EXPECT_EQ(crc32c("123456789"), 0xE3069283U);
  EXPECT_EQ(crc32c_by_table("123456789"), 0xE3069283U);
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAU);  // RFC 3720 B.4
  EXPECT_EQ(crc32c("6789", crc32c("12345")), 0xE3069283U);
  std::mt19937 random(7);
  std::string bytes;
  for (int size = 0; size < 100; ++size, bytes.push_back(static_cast<char>(random())))
    EXPECT_EQ(crc32c(bytes), crc32c_by_table(bytes)) << size;
}

TEST(Codec, a_month_of_hours_comes_back_and_is_small) {
  const ReadingBlock block = january_hours();
  const std::string bytes = encode_block(block, {8, 6});
  EXPECT_LT(bytes.size(), 1100U);
  EXPECT_EQ(named_as(block, decode_block(bytes).value()), block);
}

TEST(Codec, extreme_values_come_back) {
  BlockBuilder builder;
  const std::size_t year = builder.open("noise", "g1", "Leq", PeriodKind::month);
  builder.put(year, kMonth, std::numeric_limits<std::int32_t>::max(), ReadingFlag::valid, 0xFFFFFFFF, "");
  builder.put(year, kMonth + 1, kNoReading + 1, ReadingFlag::valid, 1, "");
  builder.put(year, kMonth + 2, std::numeric_limits<std::int32_t>::max(), ReadingFlag::valid, 0xFFFFFFFF, "");
  const ReadingBlock block = builder.take().front();
  EXPECT_EQ(named_as(block, decode_block(encode_block(block)).value()), block);
}

TEST(Codec, random_blocks_of_every_step_come_back) {
  std::mt19937 random(20110305);
  const auto up_to = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random()) % end; };
  for (int round = 0; round < 400; ++round) {
    const PeriodKind step =
        std::array{PeriodKind::minute, PeriodKind::hour, PeriodKind::day, PeriodKind::month}[up_to(4)];
    const std::int64_t index = index_of(period_at(step, step == PeriodKind::hour ? 500000 : 24000));
    const BlockSpan span = block_span(step, index);
    const std::int32_t scale = std::array{1, 100, 1000003}[up_to(3)];
    const std::uint32_t gaps = up_to(101);
    BlockBuilder builder;
    const std::size_t handle = builder.open("air", "a", "SO2", step);
    for (std::int64_t at = 0; at < span.count; ++at) {
      if (up_to(100) < gaps) continue;
      const auto flag = static_cast<ReadingFlag>(up_to(10) == 0 ? up_to(5) : 0);
      const bool has_number = flag != ReadingFlag::missing;
      builder.put(handle, span.first + at,
                  has_number ? static_cast<std::int32_t>(up_to(2000)) * scale : kNoReading, flag,
                  up_to(3) == 0 ? 1 + up_to(1U << 31) : 2 + static_cast<std::uint32_t>(at) * 7,
                  up_to(2) == 0 ? "NA" : "停电");
    }
    for (const ReadingBlock& block : builder.take()) {
      const WindowRule rule = up_to(2) == 0 ? WindowRule{} : WindowRule{8, 6};
      const std::string bytes = encode_block(block, rule);
      ASSERT_EQ(named_as(block, decode_block(bytes).value()), block) << round;
      std::array<DaySum, kMaxBlockDays> days;
      std::array<DaySum, kMaxBlockDays> wanted;
      const BlockDays read = decode_days(bytes, rule, days).value();
      if (step != PeriodKind::hour) {
        EXPECT_EQ(read.count, 0U);
        continue;
      }
      ASSERT_EQ(read.count, day_sums(block, rule, wanted));
      EXPECT_EQ(read.first, first_day(step, block.first));
      ASSERT_TRUE(std::equal(days.begin(), days.begin() + read.count, wanted.begin())) << round;
    }
  }
}

// Worked by hand from docs/formats/readings.md; the checksums by another program.
TEST(Codec, one_year_is_these_bytes) {
  BlockBuilder builder;
  builder.put(builder.open("noise", "g1", "Leq", PeriodKind::year), 2011, 5, ReadingFlag::valid, 2, "");
  const std::string bytes = bytes_of(
      "434d5242"  // CMRB
      "02"
      "00"
      "00"
      "00"  // version, step year, no rule
      "db070000"
      "0100"  // 2011, one position
      "0000"
      "07000000"  // sizes: no days, seven bytes of readings
      "00150f4a"  // checksum of the head
      "c0"
      "01"  // valid, with value and row, one position
      "0a"
      "01"  // 5, step 1
      "01"
      "04"          // one row, 2
      "00"          // no texts
      "2cf3414a");  // checksum of head and readings
  EXPECT_EQ(encode_block(builder.take().front()), bytes);
}

TEST(Codec, what_version_1_wrote_is_read) {
  const std::string bytes = bytes_of(
      "434d52420129789c63f9f28a51fe0093232323e3214646c9038c016c276633ae9ec3c8c204017e8e2c2c96400000e5f10936a6"
      "ab4"
      "11e");
  const ReadingBlock block = march_days();
  EXPECT_EQ(named_as(block, decode_block(bytes).value()), block);
  ReadingBlock kept;
  kept.station = "2166A";
  ASSERT_TRUE(decode_block(bytes, kept));
  EXPECT_EQ(kept.station, "2166A");
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    EXPECT_FALSE(decode_block(damaged)) << i;
  }
}

TEST(Codec, every_flipped_bit_and_every_cut_is_named_as_damage) {
  const std::string bytes = encode_block(january_hours(), {8, 6});
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    const auto result = decode_block(damaged);
    ASSERT_FALSE(result) << i;
    EXPECT_EQ(result.error().code, i < 4 ? "SER001" : i == 4 ? "SER002" : "SER003") << i;
    ASSERT_FALSE(decode_block(std::string_view(bytes).substr(0, i))) << i;
  }
}

TEST(Codec, days_are_trusted_without_the_readings_and_only_they) {
  const std::string bytes = encode_block(january_hours(), {8, 6});
  const std::size_t days_end =
      20U + static_cast<unsigned char>(bytes[14]) + 256U * static_cast<unsigned char>(bytes[15]) + 4U;
  std::array<DaySum, kMaxBlockDays> whole;
  ASSERT_EQ(decode_days(bytes, {8, 6}, whole)->count, 31U);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    std::array<DaySum, kMaxBlockDays> days;
    const auto read = decode_days(damaged, {8, 6}, days);
    ASSERT_EQ(read.has_value(), i >= days_end) << i;
    EXPECT_TRUE(!read || days == whole) << i;
    // Another rule needs the readings, so that their damage counts.
    EXPECT_FALSE(decode_days(damaged, {8, 5}, days)) << i;
  }
}

TEST(Codec, days_of_another_rule_are_condensed_from_the_readings) {
  const ReadingBlock block = january_hours();
  std::array<DaySum, kMaxBlockDays> days;
  std::array<DaySum, kMaxBlockDays> wanted;
  for (const WindowRule written : {WindowRule{}, WindowRule{8, 6}}) {
    const std::string bytes = encode_block(block, written);
    for (const WindowRule asked : {WindowRule{}, WindowRule{8, 6}, WindowRule{8, 5}, WindowRule{24, 1}}) {
      days.fill(DaySum{1, 1, 1, 1, 1, 1, 1, 1});
      ASSERT_EQ(decode_days(bytes, asked, days)->count, day_sums(block, asked, wanted));
      EXPECT_EQ(days, wanted);
    }
  }
}

TEST(Codec, what_is_not_valid_is_in_no_day) {
  std::array<DaySum, kMaxBlockDays> days;
  ASSERT_TRUE(decode_days(encode_block(january_hours()), {}, days));
  // Hours 700..719 of the month are the last of day 30: 696..699 are there, 711 is suspect, 712 excluded.
  EXPECT_EQ(days[29].hours, 4);
  EXPECT_EQ(days[29].sum, 4 * 40 + (0 + 1 + 2 + 3) * 3);
  EXPECT_EQ(days[29].maximum, 49);
  EXPECT_EQ(days[30], DaySum{});
}

}  // namespace
}  // namespace chuangmo::series
