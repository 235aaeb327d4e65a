// The doors of series: l monitoring files (a second letter names the station set), w the same in pieces
// against the whole (a third letter says how long the pieces are), b stored bytes, p the packed part of
// stored bytes of version 1 without checksum, q the parts of version 2 without checksums, r readings in any
// order, t times and cells.
#include <zlib.h>

#include "fuzz.h"
#include "series/cell.h"
#include "series/codec.h"
#include "series/crc32c.h"
#include "series/day_sums.h"
#include "series/layout.h"
#include "series/moment.h"
#include "series/read_both_ways.h"

namespace chuangmo::fuzz {
namespace {

using namespace chuangmo::series;

void check_block(const ReadingBlock& block) {
  const std::size_t count = block.values.size();
  FUZZ_EXPECT(is_reading_step(block.step) && is_plausible_index(block.step, block.first));
  FUZZ_EXPECT(block_span(block.step, block.first) == (BlockSpan{block.first, std::int64_t(count)}));
  FUZZ_EXPECT(count <= kMaxBlockPositions);
  FUZZ_EXPECT(block.flags.size() == count && block.rows.size() == count);
  for (std::size_t i = 1; i < block.as_given.size(); ++i)
    FUZZ_EXPECT(block.as_given[i - 1].first < block.as_given[i].first);
  for (const auto& [offset, text] : block.as_given) FUZZ_EXPECT(offset < count);
}

// Days read alone are those of the readings.
void check_days(const ReadingBlock& block, const std::string& bytes) {
  std::array<DaySum, kMaxBlockDays> days;
  std::array<DaySum, kMaxBlockDays> wanted;
  for (const WindowRule rule : {WindowRule{}, WindowRule{8, 6}, WindowRule{24, 1}}) {
    const auto read = decode_days(bytes, rule, days);
    FUZZ_EXPECT(read.has_value());
    if (block.step != PeriodKind::hour) {
      FUZZ_EXPECT(read->count == 0);
      continue;
    }
    FUZZ_EXPECT(read->count == day_sums(block, rule, wanted));
    FUZZ_EXPECT(std::equal(days.begin(), days.begin() + std::ptrdiff_t(read->count), wanted.begin()));
  }
}

// The names are the key under which the bytes are kept.
void check_comes_back(const ReadingBlock& block) {
  const std::string bytes = encode_block(block, {8, 6});
  check_days(block, bytes);
  auto back = decode_block(bytes);
  FUZZ_EXPECT(back.has_value());
  back->set = block.set;
  back->station = block.station;
  back->parameter = block.parameter;
  FUZZ_EXPECT(*back == block);
}

Parameter parameter(const char* key, const char* medium, const char* unit, int decimals, const char* alias) {
  Parameter made;
  made.key = key;
  made.name = alias;
  made.unit = unit;
  made.decimals = decimals;
  made.medium = medium;
  made.aliases = {alias};
  made.plausible_low = Decimal(0, 0);
  made.plausible_high = Decimal(10000, 0);
  return made;
}

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> all = {parameter("SO2", "air", "ug/m3", 1, "二氧化硫"),
                                             parameter("NO2", "air", "ug/m3", 1, "二氧化氮"),
                                             parameter("PM2.5", "air", "ug/m3", 0, "细颗粒物"),
                                             parameter("CO", "air", "ug/m3", 0, "一氧化碳"),
                                             parameter("pH", "water", "", 2, "pH值"),
                                             parameter("NH3-N", "water", "mg/L", 3, "氨氮"),
                                             parameter("Leq", "noise", "dB(A)", 1, "等效声级"),
                                             parameter("intake", "drinking_water", "万m3", 4, "取水量"),
                                             parameter("TP", "drinking_water", "mg/L", 4, "总磷")};
  return all;
}

ReadingsRequest request_of(char set) {
  ReadingsRequest request;
  request.parameters = &parameters();
  request.recorded_at = Instant::at(Date::of(2020, 1, 1));
  request.set = "air";
  request.medium = "air";
  request.interval = "hour";
  if (set == 'w') request.set = request.medium = "water", request.interval = "month";
  if (set == 'n') request.set = request.medium = "noise_traffic", request.interval = "once_a_year";
  if (set == 'd') request.set = request.medium = "drinking_water", request.interval = "month";
  if (set == 'y') request.year = 2011;
  if (set == 'u') request.units["*"] = "mg/m3";
  if (set == 's') {
    Station station;
    station.set = "air";
    station.key = "2166A";
    station.name = "平朔";
    request.stations.push_back(station);
    request.station = "2166A";
  }
  return request;
}

void read_file_of_readings(std::string_view text) {
  const char set = text.empty() ? 'a' : text[0];
  take_line(text);
  const ReadingsFound found = read_readings(rows_of(read_csv(text, "a.csv"), "a.csv"), request_of(set));
  check_findings(found.diagnostics, is_valid_utf8(text));
  FUZZ_EXPECT(!found.layout.empty() || found.blocks.empty());
  FUZZ_EXPECT(!found.layout.empty() || has_errors(found.diagnostics));
  std::size_t valid = 0;
  for (const ReadingBlock& block : found.blocks) {
    FUZZ_EXPECT(!block.set.empty() && !block.station.empty() && !block.parameter.empty());
    check_block(block);
    check_comes_back(block);
    for (std::size_t i = 0; i < block.values.size(); ++i) {
      valid += block.is_valid(i) ? 1U : 0U;
      FUZZ_EXPECT(block.flags[i] != ReadingFlag::valid || block.values[i] != kNoReading);
      FUZZ_EXPECT(!block.is_valid(i) || block.rows[i] != 0);
    }
  }
  FUZZ_EXPECT(valid <= found.valid);
  for (const Station& station : found.stations) FUZZ_EXPECT(!station.key.empty() && !station.name.empty());
}

// Half of a text shows how it is to be read.
void read_file_in_pieces(std::string_view text) {
  const std::string_view manner = take_line(text);
  const std::uint64_t letter = manner.size() < 2 ? 0 : static_cast<unsigned char>(manner[1]);
  const auto both = testing::read_both_ways(text, request_of(manner.empty() ? 'a' : manner[0]),
                                            text.size() / 2, 64 + letter * 16, static_cast<unsigned>(letter));
  if (!both.difference.empty()) std::fprintf(stderr, "%s\n", both.difference.c_str());
  FUZZ_EXPECT(both.difference.empty());
}

void read_stored(std::string_view bytes) {
  std::array<DaySum, kMaxBlockDays> days;
  for (const WindowRule rule : {WindowRule{}, WindowRule{8, 6}}) {
    const auto read = decode_days(bytes, rule, days);
    if (!read) check_failure(read.error());
    FUZZ_EXPECT(!read || read->count <= kMaxBlockDays);
    for (std::size_t day = 0; read && day < read->count; ++day) {
      FUZZ_EXPECT(days[day].hours <= DaySum::kHours && days[day].hours_before_noon <= days[day].hours);
      FUZZ_EXPECT((days[day].window_hours == 0) == (days[day].windows == 0));
      FUZZ_EXPECT((days[day].hours == 0) == (days[day].maximum == kNoReading));
    }
  }
  const auto block = decode_block(bytes);
  if (!block) return check_failure(block.error());
  check_block(*block);
  check_comes_back(*block);
}

// As a stored block with a right checksum, for mutations never hit one.
void read_packed(std::string_view body) {
  std::string bytes("CMRB\x01", 5);
  std::size_t size = body.size();
  for (; size >= 0x80; size >>= 7) bytes.push_back(static_cast<char>((size & 0x7F) | 0x80));
  bytes.push_back(static_cast<char>(size));
  uLongf length = compressBound(body.size());
  std::string packed(length, '\0');
  compress(reinterpret_cast<Bytef*>(packed.data()), &length, reinterpret_cast<const Bytef*>(body.data()),
           body.size());
  bytes.append(packed, 0, length);
  const auto sum = static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>((sum >> shift) & 0xFF));
  read_stored(bytes);
}

// As a block of version 2 with right checksums: step, rule (2), first (4), positions (2), size of the days,
// then the days and the readings.
void read_parts(std::string_view text) {
  if (text.size() < 10) return;
  const std::string_view rest = text.substr(10);
  const std::string_view days = rest.substr(0, static_cast<unsigned char>(text[9]));
  const std::string_view readings = rest.substr(days.size());
  const auto put_u32 = [](std::string& out, std::uint64_t value) {
    for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>((value >> shift) & 0xFF));
  };
  std::string bytes("CMRB\x02", 5);
  bytes += text.substr(0, 9);
  bytes.push_back(static_cast<char>(days.size()));
  bytes.push_back(0);
  put_u32(bytes, readings.size());
  const std::uint32_t head = crc32c(bytes);
  bytes += days;
  put_u32(bytes, crc32c(days, head));
  bytes += readings;
  put_u32(bytes, crc32c(readings, head));
  read_stored(bytes);
}

// Eight bytes each: step, offset (2), value (2), flag, row, length of the text.
void put_readings(std::string_view bytes) {
  constexpr PeriodKind kSteps[] = {PeriodKind::hour, PeriodKind::day, PeriodKind::month, PeriodKind::year,
                                   PeriodKind::minute};
  constexpr std::int64_t kFirst[] = {15000 * 24, 15000, 2011 * 12, 2011, 15000 * 1440};
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  BlockBuilder builder;
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    const std::size_t step = byte(0) % 5;
    const std::int64_t index = kFirst[step] + (byte(1) | byte(2) << 8) % (step == 3 ? 100 : 2000);
    const std::int32_t number = (byte(3) | byte(4) << 8) * (byte(5) % 2 == 0 ? 32767 : -3);
    const auto flag = static_cast<ReadingFlag>(byte(5) % 5);
    const bool has_number = flag == ReadingFlag::valid || byte(5) > 127;
    const std::string text(byte(7), 'x');
    builder.put(builder.open("air", "a", "SO2", kSteps[step]), index, has_number ? number : kNoReading, flag,
                byte(6) + 1U, text);
  }
  for (const ReadingBlock& block : builder.take()) {
    check_block(block);
    for (const auto& [offset, text] : block.as_given) FUZZ_EXPECT(text.size() <= kMaxAsGivenBytes);
    check_comes_back(block);
  }
}

void read_times_and_cells(std::string_view text) {
  const Moment moment = read_moment(take_line(text));
  if (moment.is_good) {
    FUZZ_EXPECT(is_possible(moment));
    if (moment.year != 0) {
      const Period period = period_of(moment);
      FUZZ_EXPECT(period_at(period.kind, index_of(period)) == period);
    }
  }
  const std::string_view written = take_line(text);
  for (const bool comma : {false, true}) {
    const Cell cell = read_cell(written, comma);
    for (const Scaling& scaling : {Scaling{1, 1}, Scaling{1000, 1}, Scaling{1, 3}}) {
      const Scaled scaled = scale(cell.number, scaling);
      FUZZ_EXPECT((scaled.how == ScaledHow::too_big) == (scaled.value == kNoReading));
    }
    if (cell.kind == CellKind::below_limit) FUZZ_EXPECT(!cell.number.is_negative());
    const Cell again = read_cell(cell.number.text(), comma);
    if (cell.kind == CellKind::number && again.kind == CellKind::number)
      FUZZ_EXPECT(again.number == cell.number);
  }
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  const Knock input = knock(bytes, size, "lbprtqw");
  if (input.door == 'l') read_file_of_readings(input.text);
  if (input.door == 'w') read_file_in_pieces(input.text);
  if (input.door == 'b') read_stored(input.text);
  if (input.door == 'p') read_packed(input.text);
  if (input.door == 'q') read_parts(input.text);
  if (input.door == 'r') put_readings(input.text);
  if (input.door == 't') read_times_and_cells(input.text);
  return 0;
}
