#include "app/condensed_files.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "app/documents.h"
#include "base/byte_source.h"
#include "base/file.h"
#include "methods/hourly_mean.h"
#include "series/text_readings.h"

namespace chuangmo::app {

namespace {

constexpr std::uint64_t kPieceBytes = 16U << 20U;

// A file, and how it turned out that it can be read.
struct File {
  std::string name;
  std::unique_ptr<ByteSource> bytes;
  std::unique_ptr<series::TextReadings> text;  // null: read as a table
  std::vector<series::TextRange> ranges;
  std::vector<series::TextReadings::Read> reads;  // parallel to ranges
  series::ReadingsFound found;
};

struct Piece {
  File* file;
  std::size_t range;
};

class Condensing {
 public:
  Condensing(const series::ReadingsRequest& request, const series::WindowRules& rules, int least_minutes,
             unsigned threads)
      : request_(request), rules_(rules), threads_(std::max(1U, threads)) {
    hours_ = [least_minutes](const MinuteDay& day) { return methods::hours_of_minutes(day, least_minutes); };
  }

  Result<void> open(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      File file;
      file.name = name;
      CHUANGMO_TRY(bytes, open_bytes(name));
      file.bytes = std::move(bytes);
      CHUANGMO_TRY(text, series::TextReadings::open(*file.bytes, name, request_));
      file.text = std::move(text);
      files_.push_back(std::move(file));
    }
    return {};
  }

  // Reads until what was assumed of every file has proved right: at most once more for each assumption.
  Result<std::vector<StationYear>> condense() {
    auto holding = series::DayCondenser::Holding::one_day;
    for (;;) {
      series::DayCondenser all(rules_, holding, hours_);
      CHUANGMO_CHECK(read_texts(all, holding));
      if (!confirm()) continue;
      CHUANGMO_CHECK(read_tables(all));
      std::vector<StationYear> years = all.take();
      if (!all.is_disordered()) return years;
      holding = series::DayCondenser::Holding::everything;
    }
  }

  const std::vector<File>& files() const { return files_; }

 private:
  Result<void> read_texts(series::DayCondenser& all, series::DayCondenser::Holding holding) {
    const bool is_in_order = holding == series::DayCondenser::Holding::everything;
    std::vector<Piece> pieces;
    for (File& file : files_) {
      if (file.text == nullptr) continue;
      // All in one order, so that of two values for one hour it is said where the second stands.
      file.ranges = file.text->ranges(is_in_order ? file.bytes->size() : kPieceBytes);
      file.reads.clear();
      file.reads.resize(file.ranges.size());
      for (std::size_t i = 0; i < file.ranges.size(); ++i) pieces.push_back({&file, i});
    }
    if (is_in_order || pieces.size() < 2) return read_pieces(pieces, all);
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    Result<void> outcome;
    const auto work = [&] {
      series::DayCondenser mine(rules_, holding, hours_);
      Result<void> done = read_pieces(pieces, mine, &next);
      const std::lock_guard lock(mutex);
      if (!done) outcome = done;
      all.add(std::move(mine));
    };
    std::vector<std::thread> workers;
    const std::size_t count = std::min<std::size_t>(threads_, pieces.size());
    for (std::size_t i = 1; i < count; ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
    return outcome;
  }

  static Result<void> read_pieces(const std::vector<Piece>& pieces, series::DayCondenser& into,
                                  std::atomic<std::size_t>* shared = nullptr) {
    std::atomic<std::size_t> own = 0;
    std::atomic<std::size_t>& next = shared == nullptr ? own : *shared;
    for (std::size_t i = next++; i < pieces.size(); i = next++) {
      File& file = *pieces[i].file;
      CHUANGMO_TRY(read, file.text->read(file.ranges[pieces[i].range], into));
      file.reads[pieces[i].range] = std::move(read);
      into.end_piece();
    }
    return {};
  }

  // Whether the texts turned out to be what their beginnings promised; what did not is set right.
  bool confirm() {
    bool is_right = true;
    for (File& file : files_) {
      if (file.text == nullptr) continue;
      const auto rows = file.text->joined(std::move(file.reads));
      if (rows == nullptr) {
        file.text = nullptr;
        is_right = false;
      } else if (!file.text->is_as_assumed(*rows)) {
        file.text->set_labels(labels_of(rows->counts().hours, request_));
        is_right = false;
      } else {
        file.found = file.text->found(*rows);
      }
    }
    return is_right;
  }

  Result<void> read_tables(series::DayCondenser& all) {
    for (File& file : files_) {
      if (file.text != nullptr) continue;
      CHUANGMO_TRY(bytes, read_file(file.name, kMaxFileBytes));
      CHUANGMO_TRY(table, source_table(bytes, file.name));
      file.found = series::read_readings(table, request_, all);
      all.end_piece();
    }
    return {};
  }

  const series::ReadingsRequest& request_;
  const series::WindowRules& rules_;
  series::HoursOfMinutes hours_;
  unsigned threads_;
  std::vector<File> files_;
};

}  // namespace

Result<CondensedFiles> condense_files(const Library& library, const ReadingFilesRequest& request,
                                      const series::WindowRules& rules, unsigned threads) {
  CondensedFiles result;
  CHUANGMO_TRY(stations, listed_stations(request.stations_file, result.diagnostics));
  const series::ReadingsRequest wanted = series_request(library, request, stations);
  std::vector<std::string> names = request.files;
  std::sort(names.begin(), names.end());  // whatever order they are given in
  Condensing condensing(wanted, rules, methods::least_minutes(library.standards), threads);
  CHUANGMO_CHECK(condensing.open(names));
  CHUANGMO_TRY(years, condensing.condense());
  std::set<std::string> doubtful;
  for (const File& file : condensing.files()) {
    result.diagnostics.insert(result.diagnostics.end(), file.found.diagnostics.begin(),
                              file.found.diagnostics.end());
    add_stations(stations, file.found.stations, doubtful);
  }
  const Diagnostics questions = questions_about(doubtful);
  result.diagnostics.insert(result.diagnostics.end(), questions.begin(), questions.end());
  std::erase_if(stations, [&](const Station& station) { return doubtful.contains(station.key); });
  std::sort(stations.begin(), stations.end(),
            [](const Station& a, const Station& b) { return a.key < b.key; });
  result.stations = std::move(stations);
  if (!has_errors(result.diagnostics)) result.years = std::move(years);
  return result;
}

}  // namespace chuangmo::app
