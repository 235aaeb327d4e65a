#include "series/codec.h"

#include <gtest/gtest.h>

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
}

TEST(BlockSpan, index_and_period_are_inverse) {
  for (const char* text : {"2011-03-05T13", "2011-03-05", "2011-03", "2011", "1969-12-31T23", "1969-12-31"}) {
    const Period period = Period::parse(text).value();
    EXPECT_EQ(period_at(period.kind, index_of(period)).text(), text);
  }
}

TEST(BlockSpan, plausible_positions_lie_between_1900_and_2199) {
  for (const PeriodKind step : {PeriodKind::hour, PeriodKind::day, PeriodKind::month, PeriodKind::year}) {
    const auto index_at = [&](int year, int month, int day, int hour) {
      if (step == PeriodKind::hour)
        return index_of(Period::of_hour(Hour::of(Date::of(year, month, day), hour)));
      if (step == PeriodKind::day) return index_of(Period::of_day(Date::of(year, month, day)));
      if (step == PeriodKind::month) return index_of(Period::of_month(year, month));
      return index_of(Period::of_year(year));
    };
    EXPECT_TRUE(is_plausible_index(step, index_at(1900, 1, 1, 0)));
    EXPECT_FALSE(is_plausible_index(step, index_at(1900, 1, 1, 0) - 1));
    EXPECT_TRUE(is_plausible_index(step, index_at(2199, 12, 31, 23)));
    EXPECT_FALSE(is_plausible_index(step, index_at(2199, 12, 31, 23) + 1));
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

TEST(Codec, a_month_of_hours_comes_back_and_is_small) {
  const ReadingBlock block = january_hours();
  const std::string bytes = encode_block(block);
  EXPECT_LT(bytes.size(), 700U);
  ReadingBlock back = decode_block(bytes).value();
  back.set = block.set;  // names are the key, not the content
  back.station = block.station;
  back.parameter = block.parameter;
  EXPECT_EQ(back, block);
}

TEST(Codec, extreme_values_come_back) {
  BlockBuilder builder;
  const std::size_t year = builder.open("noise", "g1", "Leq", PeriodKind::month);
  builder.put(year, kMonth, std::numeric_limits<std::int32_t>::max(), ReadingFlag::valid, 0xFFFFFFFF, "");
  builder.put(year, kMonth + 1, kNoReading + 1, ReadingFlag::valid, 1, "");
  const ReadingBlock block = builder.take().front();
  const ReadingBlock back = decode_block(encode_block(block)).value();
  EXPECT_EQ(back.values, block.values);
  EXPECT_EQ(back.rows, block.rows);
}

TEST(Codec, every_flipped_bit_and_every_cut_is_named_as_damage) {
  const std::string bytes = encode_block(january_hours());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    const auto result = decode_block(damaged);
    ASSERT_FALSE(result) << i;
    EXPECT_EQ(result.error().code, i < 4 ? "SER001" : "SER003") << i;
    ASSERT_FALSE(decode_block(std::string_view(bytes).substr(0, i))) << i;
  }
}

}  // namespace
}  // namespace chuangmo::series
