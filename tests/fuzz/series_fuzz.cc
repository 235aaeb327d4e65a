// The doors of series: l monitoring files (a second letter names the station set), b stored bytes, p the
// packed part of stored bytes without checksum, r readings in any order, t times and cells.
#include <zlib.h>

#include "fuzz.h"
#include "series/cell.h"
#include "series/codec.h"
#include "series/layout.h"
#include "series/moment.h"

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

// The names are the key under which the bytes are kept.
void check_comes_back(const ReadingBlock& block) {
  auto back = decode_block(encode_block(block));
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

void read_stored(std::string_view bytes) {
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

// Eight bytes each: step, offset (2), value (2), flag, row, length of the text.
void put_readings(std::string_view bytes) {
  constexpr PeriodKind kSteps[] = {PeriodKind::hour, PeriodKind::day, PeriodKind::month, PeriodKind::year};
  constexpr std::int64_t kFirst[] = {15000 * 24, 15000, 2011 * 12, 2011};
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  BlockBuilder builder;
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
    const std::size_t step = byte(0) % 4;
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
  const Knock input = knock(bytes, size, "lbprt");
  if (input.door == 'l') read_file_of_readings(input.text);
  if (input.door == 'b') read_stored(input.text);
  if (input.door == 'p') read_packed(input.text);
  if (input.door == 'r') put_readings(input.text);
  if (input.door == 't') read_times_and_cells(input.text);
  return 0;
}
