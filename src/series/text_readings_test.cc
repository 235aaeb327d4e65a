#include "series/text_readings.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "series/made_texts.h"
#include "series/read_both_ways.h"

namespace chuangmo::series {
namespace {

using testing::BothWays;
using testing::made_parameters;
using testing::MadeText;
using testing::read_both_ways;
using testing::TextMaker;
using testing::Way;

constexpr std::uint64_t kHead_bytes = 2048;
constexpr std::uint64_t kRange_bytes = 300;

ReadingsRequest air() {
  ReadingsRequest request;
  request.set = request.medium = "air";
  request.interval = "hour";
  request.recorded_at = Instant::at(Date::of(2020, 1, 1));
  request.parameters = &made_parameters();
  return request;
}

// Sixty plain rows of two stations, hour by hour; `change` may put another line in place of one, from 0 on.
std::string wide(const std::map<int, std::string>& change = {},
                 std::string_view heading = "时间,点位编码,SO2,NO2,备注") {
  std::string text(heading);
  text += "\n";
  for (int i = 0; i < 80; ++i) {
    const auto other = change.find(i);
    text += other != change.end() ? other->second
                                  : fmt::format("2014-03-{:02} {:02}:00,{},{},{}.5,\n", 5 + i / 48,
                                                i / 2 % 24, i % 2 == 0 ? "甲站" : "S2", 10 + i, i);
  }
  return text;
}

BothWays both(std::string_view text, const ReadingsRequest& request = air()) {
  BothWays result = read_both_ways(text, request, kHead_bytes, kRange_bytes);
  EXPECT_EQ(result.difference, "");
  return result;
}

// --- the property ---

// In pieces or as a table: the same blocks, counts, stations and diagnostics, or the table is what is used.
TEST(TextReadings, ReadWhatATableReads) {
  constexpr unsigned kTexts = 1600;
  constexpr std::array<std::uint64_t, 5> kRanges = {64, 150, 400, 1000, 4096};
  std::map<testing::MadeLayout, std::array<int, 4>> ways;
  for (unsigned seed = 1; seed <= kTexts; ++seed) {
    const MadeText made = TextMaker(seed).make();
    const BothWays result = read_both_ways(made.text, made.request, made.text.size() / 2,
                                           kRanges.at(seed % kRanges.size()), seed);
    ++ways[made.layout].at(static_cast<std::size_t>(result.way));
    ASSERT_EQ(result.difference, "") << "seed " << seed << "\n" << made.text;
  }
  // Every layout really came to be read in pieces.
  ASSERT_EQ(ways.size(), testing::kMadeLayouts);
  for (const auto& [layout, counts] : ways) {
    const int in_pieces = counts.at(static_cast<std::size_t>(Way::in_pieces));
    EXPECT_GT(in_pieces, 20) << static_cast<int>(layout) << ": table " << counts[0] << " whole " << counts[1]
                             << " again " << counts[2] << " pieces " << counts[3];
  }
}

// --- one quirk each ---

TEST(TextReadings, OfPlainRowsAreReadInPieces) {
  EXPECT_EQ(both(wide()).way, Way::in_pieces);
}

TEST(TextReadings, OfSmallTextsAreAMatterOfTables) {
  const HeldBytes bytes("时间,点位编码,SO2\n2014-03-05 00:00,a,1\n");
  EXPECT_EQ(TextReadings::open(bytes, "a.csv", air()).value(), nullptr);
  const HeldBytes nothing("");
  EXPECT_EQ(TextReadings::open(nothing, "a.csv", air()).value(), nullptr);
}

TEST(TextReadings, KeepTheWordsOfGaps) {
  const std::string text = wide({{70, "2014-03-06 11:00,甲站,NA,,\n"}, {71, "2014-03-06 11:00,S2,--,3,\n"}});
  EXPECT_EQ(both(text).way, Way::in_pieces);
}

// Year 0 is no date that was read before.
TEST(TextReadings, TakeNoZeroForADate) {
  std::string text = "year,month,day,hour,站点编码,SO2\n";
  for (int i = 0; i < 120; ++i) text += "0000,0,00,5,S1,1\n";
  text.replace(text.find("0000,0,00,5"), 11, "2014,3,05,5");
  EXPECT_EQ(both(text).way, Way::in_pieces);
}

TEST(TextReadings, SayInOrderWhereRowsAreOutOfOrder) {
  // Station S2 steps back at the beginning of a piece, 甲站 within it and before.
  std::map<int, std::string> change;
  for (const int i : {9, 23, 40, 41, 42, 57})
    change[i] = fmt::format("2014-03-05 00:00,{},1,1,x\n", i % 2 == 0 ? "甲站" : "S2");
  for (std::uint64_t range = 60; range < 400; range += 10)
    EXPECT_EQ(read_both_ways(wide(change), air(), kHead_bytes, range).difference, "") << range;
}

// A code that is not in the register, with a name that is: each row says for itself whom it means.
TEST(TextReadings, FindStationsByNameRowByRow) {
  ReadingsRequest request = air();
  Station station;
  station.set = "air";
  station.key = "2166A";
  station.name = "平朔";
  request.stations = {station};
  std::string text = "时间,点位编码,点位名称,SO2\n";
  for (int i = 0; i < 80; ++i)
    text +=
        fmt::format("2014-03-{:02} {:02}:00,X1,{},{}\n", 5 + i / 24, i % 24, i % 3 == 0 ? "平朔" : "别处", i);
  EXPECT_EQ(both(text, request).way, Way::in_pieces);
  const ReadingsFound found = read_readings(rows_of(read_csv(text, "a.csv"), "a.csv"), request);
  ASSERT_EQ(found.stations.size(), 1U);
  EXPECT_EQ(found.stations[0].key, "X1");
}

// A name that stands for two places is nobody's (SER139): that takes the whole text.
TEST(TextReadings, LeaveNamesakesToTables) {
  std::string text = "时间,断面名称,省份,SO2\n";
  for (int i = 0; i < 80; ++i)
    text +=
        fmt::format("2014-03-{:02} {:02}:00,江桥,{},{}\n", 5 + i / 24, i % 24, i == 70 ? "吉林" : "辽宁", i);
  EXPECT_NE(both(text).way, Way::in_pieces);
  // With codes names do not matter; a row without one does.
  ReadingsRequest request = air();
  for (const char* key : {"A", "B"}) {
    Station station;
    station.set = "air";
    station.key = key;
    station.name = "江桥";
    request.stations.push_back(station);
  }
  std::string coded = "时间,点位编码,点位名称,SO2\n";
  for (int i = 0; i < 80; ++i)
    coded += fmt::format("2014-03-{:02} {:02}:00,A,江桥,{}\n", 5 + i / 24, i % 24, i);
  EXPECT_EQ(both(coded, request).way, Way::in_pieces);
  EXPECT_NE(both(replace_all(coded, "05:00,A,", "05:00,,"), request).way, Way::in_pieces);
}

struct Quirk {
  const char* what;
  std::map<int, std::string> change;
  Way way;
};

TEST(TextReadings, NeedTheWholeTextOnlyWhereARowGoesOverLines) {
  const std::string row = "2014-03-07 05:00,甲站,";  // an hour of which nothing is known
  const std::vector<Quirk> quirks = {
      {"quoted", {{75, row + "\"7\",\"8\",\"a,b\"\"c\"\"\"\n"}}, Way::in_pieces},
      {"a quoted comma in a short row", {{75, "2014-03-07 05:00,甲站,7,\"8,a\"\n"}}, Way::in_pieces},
      {"a quote within", {{75, row + "7,8,a\"b\n"}}, Way::in_pieces},
      {"CRLF", {{75, row + "7,8,\r\n"}, {76, "\r\n"}}, Way::in_pieces},
      {"blank lines", {{75, "\n\n"}, {76, "  \n"}}, Way::in_pieces},
      {"no last line end", {{79, row + "7,8,"}}, Way::in_pieces},
      {"a last CR", {{79, row + "7,8,\r"}}, Way::in_pieces},
      {"a line break in quotes", {{75, row + "7,8,\"a\nb\"\n"}}, Way::whole_text},
      {"a CR in quotes", {{75, row + "7,8,\"a\rb\"\n"}}, Way::whole_text},
      {"a CR", {{75, row + "7,8,\r" + row + "9,9,\n"}}, Way::whole_text},
      {"two CR", {{75, row + "7,8,\r\r\n"}}, Way::whole_text},
      {"words behind a quote", {{75, row + "7,8,\"a\"b\n"}}, Way::whole_text},
      {"an open quote", {{79, row + "7,8,\"a\n"}}, Way::whole_text},
      {"not UTF-8", {{75, row + "7,8,\xCC\xEC\n"}}, Way::whole_text},
      {"half a character", {{79, row + "7,8,\xE5\xA4"}}, Way::whole_text},
      {"NUL", {{75, row + std::string("7,8,a\0b\n", 8)}}, Way::whole_text},
  };
  for (const Quirk& quirk : quirks) {
    SCOPED_TRACE(quirk.what);
    EXPECT_EQ(both(wide(quirk.change)).way, quirk.way);
  }
}

TEST(TextReadings, CountLinesAboveTheRows) {
  EXPECT_EQ(both("\"标题\n两行\"\n\n" + wide()).way, Way::in_pieces);
  EXPECT_EQ(both("\xEF\xBB\xBF" + wide()).way, Way::in_pieces);
  both("标题\r" + wide());      // ends a line, too
  both("标题\r\r\n" + wide());  // two lines
  both("\"标\r题\"\n" + wide());
}

TEST(TextReadings, AreReadAgainWhenTheRowsLabelHoursOtherwise) {
  std::string text = "时间,点位编码,SO2\n";
  for (int i = 0; i < 200; ++i)  // 24:00 comes up behind the head
    text += fmt::format("2014-03-{:02} {:02}:00,S1,{}\n", 5 + i / 24, 1 + i % (i < 120 ? 23 : 24), i);
  EXPECT_EQ(both(text).way, Way::read_again);
}

TEST(TextReadings, NameStationsOfAnyLength) {
  for (const std::size_t size : {1U, 7U, 8U, 9U, 31U, 254U, 255U, 256U, 257U}) {
    std::string text = "时间,点位编码,SO2\n";
    for (int i = 0; i < 120; ++i)
      text += fmt::format("2014-03-{:02} {:02}:00,{}{},{}\n", 5 + i / 48, i / 2 % 24,
                          std::string(size - 1, 'n'), i % 2, i);
    EXPECT_EQ(read_both_ways(text, air(), 16384, 1000).difference, "") << size;
  }
}

// A piece is read through a buffer of 1 MiB: rows that lie across its end, and one that is longer.
TEST(TextReadings, GoBeyondTheBuffer) {
  std::string text = "时间,点位编码,SO2,备注\n";
  for (int i = 0; i < 40000; ++i)
    text += fmt::format("{} {:02}:00,S{},{},{}\n", (Date::of(1990, 1, 1) + i / 96).text(), i / 4 % 24, i % 4,
                        i % 997, i == 39000 ? std::string(1500000, 'x') : "");
  const BothWays result = read_both_ways(text, air(), kHead_bytes, 1U << 30U);
  EXPECT_EQ(result.difference, "");
  EXPECT_EQ(result.way, Way::in_pieces);
}

// As a file that has no line end, and does not end either.
class EndlessRow : public ByteSource {
 public:
  explicit EndlessRow(std::string head) : head_(std::move(head)) {}
  std::uint64_t size() const override { return std::uint64_t{1} << 40U; }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const override {
    std::fill(out.begin(), out.end(), '7');
    if (offset < head_.size())
      std::copy_n(head_.begin() + static_cast<std::ptrdiff_t>(offset),
                  std::min(out.size(), head_.size() - offset), out.begin());
    return out.size();
  }

 private:
  std::string head_;
};

TEST(TextReadings, HoldNoRowWithoutEnd) {
  const EndlessRow bytes(wide());
  const auto text = TextReadings::open(bytes, "a.csv", air(), kHead_bytes).value();
  ASSERT_NE(text, nullptr);
  BlockSink sink("air");
  const auto read = text->read({0, bytes.size()}, sink);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->rows, nullptr);
}

// Somebody takes the disk away.
class Unreadable : public HeldBytes {
 public:
  Unreadable(std::string_view bytes, std::uint64_t from) : HeldBytes(bytes), from_(from) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const override {
    if (offset + out.size() > from_) return fail("FIL001", "不能读取", "");
    return HeldBytes::read_at(offset, out);
  }

 private:
  std::uint64_t from_;
};

TEST(TextReadings, PassFailuresOn) {
  const std::string text = wide();
  EXPECT_EQ(TextReadings::open(Unreadable(text, 100), "a.csv", air(), kHead_bytes).error().code, "FIL001");
  const Unreadable bytes(text, kHead_bytes);
  const auto opened = TextReadings::open(bytes, "a.csv", air(), kHead_bytes).value();
  ASSERT_NE(opened, nullptr);
  BlockSink sink("air");
  EXPECT_EQ(opened->read({0, text.size()}, sink).error().code, "FIL001");
}

}  // namespace
}  // namespace chuangmo::series
