#include "app/reading_files.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <tuple>

#include "app/documents.h"
#include "app/station_list.h"
#include "base/byte_source.h"
#include "base/csv.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "methods/hourly_mean.h"
#include "ooxml/sniff.h"
#include "ooxml/xlsx_rows.h"
#include "series/tally.h"
#include "series/text_readings.h"

namespace chuangmo::app {

namespace {

struct ReadFile {
  Origin origin;
  series::ReadingsFound found;
};

// Blocks of one series from several files, laid over one another.
class Merger {
 public:
  Merger(const std::vector<ReadFile>& files, int least_minutes) : least_minutes_(least_minutes) {
    for (std::size_t i = 0; i < files.size(); ++i)
      for (const series::ReadingBlock& block : files[i].found.blocks)
        parts_[{block.parameter, block.station, block.step}].push_back(
            {static_cast<std::uint16_t>(i), &block});
    for (const ReadFile& file : files) origins_.push_back(file.origin);
  }

  std::vector<ReadingSeries> series(Diagnostics& diagnostics) {
    std::vector<ReadingSeries> out;
    for (const auto& [key, parts] : parts_) {
      const auto& [parameter, station, step] = key;
      const bool is_next = !out.empty() && out.back().parameter == parameter && out.back().station == station;
      if (!is_next) stated_days_.clear();
      if (step == PeriodKind::minute) {
        if (!is_next || out.back().step != PeriodKind::hour) out.push_back(hours_of(*parts.front().block));
        add_hours(parts, out.back());
        continue;
      }
      out.push_back(merged(parts));
      if (parts_.contains({parameter, station, PeriodKind::minute})) note_stated_days(out.back());
    }
    if (conflicts_ > 0) {
      const series::ReasonEntry& reason = series::reason_entry(series::Reason::conflicting);
      diagnostics.push_back({reason.code, reason.severity, first_conflict_,
                             fmt::format("{}: 文件之间共 {} 处", reason.text, conflicts_), reason.fix, ""});
    }
    return out;
  }

 private:
  struct Part {
    std::uint16_t file;
    const series::ReadingBlock* block;
  };

  // Before minutes, which come behind the hours and days of the same station: what they stand back for.
  void note_stated_days(const ReadingSeries& series) {
    if (series.step != PeriodKind::hour && series.step != PeriodKind::day) return;
    for (std::size_t i = 0; i < flags_.size(); ++i)
      if (flags_[i] != ReadingFlag::missing)
        stated_days_.insert(series::first_day(series.step, series.first + static_cast<std::int64_t>(i)).days);
  }

  ReadingSeries hours_of(const series::ReadingBlock& any) const {
    ReadingSeries hours{any.set, any.station, any.parameter, PeriodKind::hour};
    hours.origins = origins_;
    hours.recorded.assign(origins_.size(), Instant{});
    return hours;
  }

  // Makes room for [first, end).
  static void widen(ReadingSeries& series, std::int64_t first, std::int64_t end) {
    if (series.values.empty()) series.first = first;
    const auto ahead = static_cast<std::size_t>(std::max<std::int64_t>(0, series.first - first));
    series.values.insert(series.values.begin(), ahead, kNoReading);
    series.rows.insert(series.rows.begin(), ahead, 0);
    series.sources.insert(series.sources.begin(), ahead, 0);
    series.first -= static_cast<std::int64_t>(ahead);
    const auto size = std::max(series.values.size(), static_cast<std::size_t>(end - series.first));
    series.values.resize(size, kNoReading);
    series.rows.resize(size, 0);
    series.sources.resize(size, 0);
  }

  // Minutes day by day: a year of them is never held as such.
  void add_hours(const std::vector<Part>& parts, ReadingSeries& hours) {
    std::map<std::int64_t, std::vector<Part>> days;
    for (const Part& part : parts) days[part.block->first].push_back(part);
    constexpr std::int64_t kHour_min = 60;
    widen(hours, days.begin()->first / kHour_min, days.rbegin()->first / kHour_min + DaySum::kHours);
    for (const auto& [first, of_day] : days) {
      const ReadingSeries minutes = merged(of_day);
      MinuteDay day(series::first_day(PeriodKind::minute, first).days);
      if (stated_days_.contains(day.day)) continue;
      day.values = minutes.values;
      for (std::size_t i = 0; i < MinuteDay::kMinutes; ++i)
        day.said.set(i, flags_[i] != ReadingFlag::missing);
      const DayHourValues values = methods::hours_of_minutes(day, least_minutes_);
      auto at = static_cast<std::size_t>(first / kHour_min - hours.first);
      for (std::size_t hour = 0; hour < values.size(); ++hour, ++at) {
        const auto begin = minutes.rows.begin() + static_cast<std::ptrdiff_t>(hour * kHour_min);
        const auto said = std::find_if(begin, begin + kHour_min, [](std::uint32_t row) { return row != 0; });
        if (said == begin + kHour_min) continue;
        hours.values[at] = values.at(hour);
        hours.rows[at] = *said;
        hours.sources[at] = minutes.sources[static_cast<std::size_t>(said - minutes.rows.begin())];
      }
    }
  }

  ReadingSeries merged(const std::vector<Part>& parts) {
    const series::ReadingBlock& any = *parts.front().block;
    ReadingSeries series{any.set, any.station, any.parameter, any.step};
    std::int64_t end = std::numeric_limits<std::int64_t>::min();
    series.first = std::numeric_limits<std::int64_t>::max();
    for (const Part& part : parts) {
      series.first = std::min(series.first, part.block->first);
      end = std::max(end, part.block->first + static_cast<std::int64_t>(part.block->values.size()));
    }
    const auto count = static_cast<std::size_t>(end - series.first);
    series.values.assign(count, kNoReading);
    series.rows.assign(count, 0);
    series.sources.assign(count, 0);
    flags_.assign(count, ReadingFlag::missing);
    for (const Part& part : parts) lay(part, series);
    for (std::size_t i = 0; i < count; ++i)
      if (flags_[i] != ReadingFlag::valid) series.values[i] = kNoReading;
    series.origins = origins_;
    series.recorded.assign(origins_.size(), Instant{});
    return series;
  }

  void lay(const Part& part, ReadingSeries& series) {
    const series::ReadingBlock& block = *part.block;
    for (std::size_t offset = 0; offset < block.values.size(); ++offset) {
      if (!block.is_known(offset)) continue;
      const auto at = static_cast<std::size_t>(block.first - series.first) + offset;
      const bool has_content = series.rows[at] != 0 && flags_[at] != ReadingFlag::missing;
      if (has_content && block.flags[offset] == ReadingFlag::missing) continue;
      const bool is_same = flags_[at] == block.flags[offset] && series.values[at] == block.values[offset];
      if (has_content && !is_same) {
        note_conflict(part, block.rows[offset]);
        flags_[at] = ReadingFlag::suspect;
        continue;
      }
      if (has_content) continue;
      series.values[at] = block.values[offset];
      flags_[at] = block.flags[offset];
      series.rows[at] = block.rows[offset];
      series.sources[at] = part.file;
    }
  }

  void note_conflict(const Part& part, std::uint32_t row) {
    if (conflicts_++ == 0)
      first_conflict_ = {origins_[part.file].file,
                         origins_[part.file].sheet,
                         static_cast<int>(row),
                         part.block->parameter,
                         0,
                         0};
  }

  std::map<std::tuple<std::string, std::string, PeriodKind>, std::vector<Part>> parts_;
  std::vector<Origin> origins_;
  std::vector<ReadingFlag> flags_;  // of the series being merged
  int least_minutes_;
  std::set<std::int32_t> stated_days_;  // of the station and parameter at hand
  std::size_t conflicts_ = 0;
  Where first_conflict_;
};

}  // namespace

Result<std::vector<Station>> listed_stations(const std::string& file, Diagnostics& diagnostics) {
  if (file.empty()) return std::vector<Station>{};
  CHUANGMO_TRY(document, read_document(std::filesystem::path(file)));
  StationList list = read_station_list(document);
  diagnostics.insert(diagnostics.end(), list.diagnostics.begin(), list.diagnostics.end());
  return std::move(list.stations);
}

series::ReadingsRequest series_request(const Library& library, const ReadingFilesRequest& request,
                                       const std::vector<Station>& stations) {
  series::ReadingsRequest wanted;
  wanted.medium = request.medium;
  wanted.interval = request.interval;
  wanted.wanted = request.wanted;
  wanted.station = request.station;
  wanted.year = request.year;
  wanted.recorded_at = Instant::now();
  wanted.parameters = &library.standards.parameters;
  wanted.stations = stations;
  if (!request.unit.empty()) wanted.units["*"] = request.unit;
  return wanted;
}

// Whether two files may mean different stations by one name: what both say of its place must be the same.
bool is_elsewhere(const Station& a, const Station& b) {
  const auto differs = [](const std::string& one, const std::string& other) {
    return !one.empty() && !other.empty() && one != other;
  };
  return differs(a.province, b.province) || differs(a.basin, b.basin);
}

void add_stations(std::vector<Station>& all, const std::vector<Station>& found,
                  std::set<std::string>& doubtful) {
  for (const Station& station : found) {
    const auto known =
        std::find_if(all.begin(), all.end(), [&](const Station& each) { return each.key == station.key; });
    if (known == all.end()) {
      all.push_back(station);
    } else if (is_elsewhere(*known, station)) {
      doubtful.insert(station.key);
    }
  }
}

Diagnostics questions_about(const std::set<std::string>& doubtful) {
  Diagnostics questions;
  for (const std::string& key : doubtful)
    questions.push_back({"ING026",
                         Severity::warning,
                         {},
                         fmt::format("断面{}在几个文件里分属不同的省份或流域，未采用", quote(key)),
                         "在点位表里给每个断面一个编码，写明名称、省份、流域",
                         key});
  return questions;
}

namespace {

void leave_out(const std::set<std::string>& doubtful, std::vector<ReadFile>& files,
               std::vector<Station>& stations) {
  for (ReadFile& file : files)
    std::erase_if(file.found.blocks, [&](const auto& block) { return doubtful.contains(block.station); });
  std::erase_if(stations, [&](const Station& station) { return doubtful.contains(station.key); });
}

}  // namespace

Result<series::SourceTable> source_table(std::string_view bytes, const std::string& file) {
  if (ooxml::sniff(bytes) == ooxml::FileKind::text) {
    CHUANGMO_TRY(decoded, decode_text(bytes));
    return series::rows_of(read_csv(decoded.utf8, file), file);
  }
  CHUANGMO_TRY(document, read_document(bytes, file));
  if (document.tables.empty())
    return fail("ING901", file + " 里没有表格", "把数据放在第一张工作表，首行为表头");
  series::SourceTable table = series::rows_of(document.tables.front());
  table.diagnostics = std::move(document.diagnostics);
  return table;
}

namespace {

// A sheet too large to be held as a table, as the text that would be exported from it: line n is row n.
Result<std::string> sheet_text(std::string_view bytes, const std::string& file) {
  std::string text;
  int lines = 0;
  const auto write_row = [&](const std::vector<TableCell>& cells) -> Result<void> {
    const int row = cells.front().row;
    for (; lines < row; ++lines) text += '\n';
    std::vector<std::string> fields;
    for (const TableCell& cell : cells) {
      const auto column = static_cast<std::size_t>(cell.column);
      if (fields.size() <= column) fields.resize(column + 1);
      fields[column] = join(cell.paragraphs, " ");
    }
    text += csv_line(fields);
    ++lines;
    if (text.size() <= kMaxFileBytes) return {};
    return fail("SHT010", file + " 的工作表过大", "拆分后再导入");
  };
  CHUANGMO_CHECK(ooxml::read_xlsx_rows(bytes, file, write_row));
  return text;
}

// None when the text cannot be read in pieces.
Result<std::optional<series::ReadingsFound>> readings_of_text(const ByteSource& bytes,
                                                              const std::string& file,
                                                              const series::ReadingsRequest& request) {
  const std::optional<series::ReadingsFound> none;
  CHUANGMO_TRY(text, series::TextReadings::open(bytes, file, request));
  if (text == nullptr) return none;
  for (int pass = 0; pass < 2; ++pass) {
    series::BlockSink sink(request.set);
    sink.set_lines_before(text->lines_before());
    std::vector<series::TextReadings::Read> reads;
    for (const series::TextRange& range : text->ranges(bytes.size())) {
      CHUANGMO_TRY(read, text->read(range, sink));
      reads.push_back(std::move(read));
    }
    const auto rows = text->joined(std::move(reads));
    if (rows == nullptr) return none;
    if (text->is_as_assumed(*rows)) {
      series::ReadingsFound found = text->found(*rows);
      found.blocks = sink.take();
      return std::optional(std::move(found));
    }
    text->set_labels(labels_of(rows->counts().hours, request));
  }
  return none;
}

}  // namespace

Result<series::ReadingsFound> readings_of(std::string_view bytes, const std::string& file,
                                          const series::ReadingsRequest& request) {
  if (ooxml::sniff(bytes) == ooxml::FileKind::text) {
    CHUANGMO_TRY(found, readings_of_text(HeldBytes(bytes), file, request));
    if (found) return std::move(*found);
  }
  const auto table = source_table(bytes, file);
  if (table) return series::read_readings(*table, request);
  const bool is_too_large = table.error().code == "SHT010" && ooxml::sniff(bytes) == ooxml::FileKind::xlsx;
  if (!is_too_large) return tl::unexpected(table.error());
  CHUANGMO_TRY(text, sheet_text(bytes, file));
  CHUANGMO_TRY(found, readings_of_text(HeldBytes(text), file, request));
  if (!found) return tl::unexpected(table.error());
  return std::move(*found);
}

Result<ReadingFiles> read_reading_files(const Library& library, const ReadingFilesRequest& request) {
  ReadingFiles result;
  CHUANGMO_TRY(stations, listed_stations(request.stations_file, result.diagnostics));
  const series::ReadingsRequest wanted = series_request(library, request, stations);
  std::vector<std::string> names = request.files;
  std::sort(names.begin(), names.end());  // whatever order they are given in
  std::vector<ReadFile> files;
  std::set<std::string> doubtful;
  for (const std::string& name : names) {
    CHUANGMO_TRY(bytes, read_file(name, kMaxFileBytes));
    CHUANGMO_TRY(readings, readings_of(bytes, name, wanted));
    const std::string sheet = readings.sheet;
    files.push_back({{name, sha256_hex(bytes), sheet, 0, "", ""}, std::move(readings)});
    const series::ReadingsFound& found = files.back().found;
    result.diagnostics.insert(result.diagnostics.end(), found.diagnostics.begin(), found.diagnostics.end());
    add_stations(stations, found.stations, doubtful);
  }
  for (const std::string& name : request.files) {
    const auto place = std::find(names.begin(), names.end(), name);
    result.layouts.push_back(files[static_cast<std::size_t>(place - names.begin())].found.layout);
  }
  leave_out(doubtful, files, stations);
  const Diagnostics questions = questions_about(doubtful);
  result.diagnostics.insert(result.diagnostics.end(), questions.begin(), questions.end());
  std::sort(stations.begin(), stations.end(),
            [](const Station& a, const Station& b) { return a.key < b.key; });
  result.stations = std::move(stations);
  if (has_errors(result.diagnostics)) return result;
  result.series = Merger(files, methods::least_minutes(library.standards)).series(result.diagnostics);
  return result;
}

}  // namespace chuangmo::app
