#pragma once
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "ooxml/sniff.h"
#include "ooxml/xlsx.h"
#include "series/layout.h"
#include "shared_files.h"

// Reads monitoring files through the one door for readings, with the parameters of the catalogue, and says in
// plain words what came in.
namespace chuangmo {

inline series::ReadingsRequest sample_request(const char* medium = "air", const char* interval = "hour") {
  series::ReadingsRequest request;
  request.set = "set";
  request.medium = medium;
  request.interval = interval;
  request.recorded_at = Instant::at(Date::of(2026, 3, 1));
  request.parameters = &catalogued_standards().parameters;
  return request;
}

// Bytes of a file: text of any encoding, or a workbook, whose first sheet counts.
inline series::SourceTable source_of(std::string_view bytes, const std::string& file) {
  if (ooxml::sniff(bytes) != ooxml::FileKind::text)
    return series::rows_of(ooxml::read_xlsx(bytes, file).value().tables.front());
  return series::rows_of(read_csv(decode_text(bytes).value().utf8, file), file);
}

inline series::ReadingsFound read_sample(std::string_view bytes,
                                         const series::ReadingsRequest& request = sample_request()) {
  return series::read_readings(source_of(bytes, "sample.csv"), request);
}

inline std::string flag_text(ReadingFlag flag) {
  static constexpr const char* kFlags[] = {"", " missing", " suspect", " calibration", " excluded"};
  return kFlags[static_cast<std::size_t>(flag)];
}

// The text of a scaled value: "0.04".
inline std::string value_text(std::int32_t value, const std::string& parameter) {
  if (value == kNoReading) return "none";
  const Parameter* known = catalogued_standards().parameter(parameter);
  const auto exact = Rational::from(Decimal(value, known == nullptr ? 0 : known->decimals)).value();
  return display(exact, 9);
}

// "a SO2 2011-03-05T13 40" for every position that says anything, with its flag where it is not valid; by
// parameter, station and time.
inline std::vector<std::string> lines_of(const series::ReadingsFound& found) {
  std::vector<std::string> lines;
  for (const series::ReadingBlock& block : found.blocks)
    for (std::size_t i = 0; i < block.values.size(); ++i) {
      if (!block.is_known(i)) continue;
      const Period period = series::period_at(block.step, block.first + static_cast<std::int64_t>(i));
      lines.push_back(block.station + " " + block.parameter + " " + period.text() + " " +
                      value_text(block.values[i], block.parameter) + flag_text(block.flags[i]));
    }
  return lines;
}

// Only those that count.
inline std::vector<std::string> valid_lines_of(const series::ReadingsFound& found) {
  std::vector<std::string> lines = lines_of(found);
  std::erase_if(lines, [](const std::string& line) {
    for (const ReadingFlag flag :
         {ReadingFlag::missing, ReadingFlag::suspect, ReadingFlag::calibration, ReadingFlag::excluded})
      if (ends_with(line, flag_text(flag))) return true;
    return ends_with(line, " none");
  });
  return lines;
}

// "SER106 x1 @7" per finding: code, how many times, line of the first.
inline std::vector<std::string> findings_of(const series::ReadingsFound& found) {
  std::vector<std::string> list;
  for (const Diagnostic& diagnostic : found.diagnostics) {
    const std::size_t at = diagnostic.text.find("共 ");
    const std::string count =
        at == std::string::npos ? "" : " x" + std::to_string(std::atoi(diagnostic.text.c_str() + at + 4));
    list.push_back(diagnostic.code + count + " @" + std::to_string(diagnostic.where.row));
  }
  return list;
}

// Whether some finding of the file points at the line.
inline bool is_told_of(const series::ReadingsFound& found, int line) {
  for (const Diagnostic& diagnostic : found.diagnostics)
    if (diagnostic.where.row == line && diagnostic.code != "SER136") return true;
  return false;
}

}  // namespace chuangmo
