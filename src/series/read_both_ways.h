#pragma once
#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.h"
#include "base/text.h"
#include "series/day_condenser.h"
#include "series/text_readings.h"

// For the tests: one text read as a table and in pieces, and what differs between the two.
namespace chuangmo::series::testing {

enum class Way {
  as_table,    // the text is not of the kind that is read in pieces
  whole_text,  // a piece turned out to need the whole text
  read_again,  // in pieces, after the rows had said how hours are labelled
  in_pieces,
};
struct BothWays {
  Way way = Way::as_table;
  std::string difference;  // empty: none
};

inline std::string told(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& each : diagnostics)
    text += each.code + " " + std::to_string(each.where.row) + " " + each.where.column + " " + each.text +
            " [" + each.source + "]\n";
  return text;
}

inline std::string told(const std::vector<Station>& stations) {
  std::string text;
  for (const Station& each : stations)
    text += join({each.set, each.key, each.name, each.county, each.province, each.basin, each.river,
                  each.origin.file, std::to_string(each.origin.row)},
                 "|") +
            "\n";
  return text;
}

inline std::string told(const ReadingBlock& block) {
  std::string text = block.set + " " + block.station + " " + block.parameter + " " +
                     std::to_string(block.first) + " x" + std::to_string(block.values.size()) + "\n";
  for (std::size_t i = 0; i < block.values.size(); ++i)
    if (block.is_known(i))
      text += "  +" + std::to_string(i) + " = " + std::to_string(block.values[i]) + " flag " +
              std::to_string(static_cast<int>(block.flags[i])) + " line " + std::to_string(block.rows[i]) +
              "\n";
  for (const auto& [offset, given] : block.as_given)
    text += "  +" + std::to_string(offset) + " '" + given + "'\n";
  return text;
}

inline std::string difference(const ReadingsFound& table, const ReadingsFound& pieces) {
  const auto differ = [](const char* what, const std::string& a, const std::string& b) {
    return a == b ? std::string() : std::string(what) + "\n--- table\n" + a + "--- pieces\n" + b;
  };
  const auto counts = [](const ReadingsFound& found) {
    return found.layout + " " + std::to_string(found.rows) + " rows " + std::to_string(found.valid) +
           " valid " + std::to_string(found.gaps) + " gaps\n";
  };
  std::string all =
      differ("counts", counts(table), counts(pieces)) +
      differ("diagnostics", told(table.diagnostics), told(pieces.diagnostics)) +
      differ("stations", told(table.stations), told(pieces.stations)) +
      differ("blocks", std::to_string(table.blocks.size()), std::to_string(pieces.blocks.size()));
  for (std::size_t i = 0; i < std::min(table.blocks.size(), pieces.blocks.size()); ++i)
    if (!(table.blocks[i] == pieces.blocks[i]))
      all += differ("block", told(table.blocks[i]), told(pieces.blocks[i]));
  return all;
}

inline std::string told(const std::vector<StationYear>& years) {
  std::string text;
  for (const StationYear& year : years) {
    text += year.station + " " + year.parameter + " " + std::to_string(year.year) + "\n";
    for (std::size_t day = 0; day < year.day_count(); ++day) {
      if (!year.is_known(day)) continue;
      text += "  " + std::to_string(day) + ": " + std::to_string(year.sum(day)) + "/" +
              std::to_string(year.hours(day));
      if (year.has_windows())
        text += " windows " + std::to_string(year.window_sum(day)) + "/" +
                std::to_string(year.window_hours(day)) + " of " + std::to_string(year.windows(day)) +
                " maximum " + std::to_string(year.maximum(day));
      text += "\n";
    }
  }
  return text;
}

// For minutes: the last one of an hour that counts.
inline DayHourValues last_of_hours(const MinuteDay& day) {
  DayHourValues hours;
  hours.fill(kNoReading);
  for (std::size_t minute = 0; minute < MinuteDay::kMinutes; ++minute)
    if (day.values[minute] != kNoReading) hours.at(minute / 60) = day.values[minute];
  return hours;
}

// The days of a text as several condensers would make them that take pieces as they come; none when the
// order of the rows asks for one that holds everything.
inline std::optional<std::string> days_of_pieces(const TextReadings& text, std::uint64_t range_bytes,
                                                 const WindowRules& rules, std::mt19937& random) {
  std::vector<DayCondenser> condensers;
  for (int i = 0; i < 2; ++i) condensers.emplace_back(rules, DayCondenser::Holding::one_day, last_of_hours);
  std::vector<TextRange> ranges = text.ranges(range_bytes);
  std::shuffle(ranges.begin(), ranges.end(), random);
  for (const TextRange& range : ranges) {
    DayCondenser& condenser = condensers[random() % condensers.size()];
    const auto read = text.read(range, condenser);
    if (!read || read->rows == nullptr) return std::nullopt;
    condenser.end_piece();
  }
  condensers.front().add(std::move(condensers.back()));
  const std::vector<StationYear> years = condensers.front().take();
  if (condensers.front().is_disordered()) return std::nullopt;
  return told(years);
}

// seed: of the order in which condensers take the pieces.
inline BothWays read_both_ways(std::string_view text, const ReadingsRequest& request,
                               std::uint64_t head_bytes, std::uint64_t range_bytes, unsigned seed = 1) {
  BothWays result;
  const HeldBytes bytes(text);
  auto opened = TextReadings::open(bytes, "test.csv", request, head_bytes);
  if (!opened) return {Way::as_table, opened.error().text};
  if (*opened == nullptr) return result;
  TextReadings& pieces = **opened;
  const SourceTable table = rows_of(read_csv(text, "test.csv"), "test.csv");
  result.way = Way::in_pieces;
  for (;;) {
    BlockSink sink(request.set);
    std::vector<TextReadings::Read> reads;
    std::uint32_t lines = pieces.lines_before();
    for (const TextRange& range : pieces.ranges(range_bytes)) {
      sink.set_lines_before(lines);
      auto read = pieces.read(range, sink);
      if (!read) return {result.way, read.error().text};
      lines += static_cast<std::uint32_t>(read->lines);
      reads.push_back(std::move(*read));
    }
    const auto rows = pieces.joined(std::move(reads));
    if (rows == nullptr) return {Way::whole_text, ""};
    if (!pieces.is_as_assumed(*rows)) {
      if (result.way == Way::read_again) return {result.way, "labels change for ever"};
      result.way = Way::read_again;
      pieces.set_labels(labels_of(rows->counts().hours, request));
      continue;
    }
    ReadingsFound found = pieces.found(*rows);
    found.blocks = sink.take();
    result.difference = difference(read_readings(table, request), found);
    break;
  }
  const WindowRules rules{{"O3", {8, 6}}};
  DayCondenser whole(rules, DayCondenser::Holding::everything, last_of_hours);
  read_readings(table, request, whole);
  std::mt19937 random(seed);
  const auto days = days_of_pieces(pieces, range_bytes, rules, random);
  const std::string wanted = told(whole.take());
  if (days && *days != wanted) result.difference += "days\n--- table\n" + wanted + "--- pieces\n" + *days;
  return result;
}

}  // namespace chuangmo::series::testing
