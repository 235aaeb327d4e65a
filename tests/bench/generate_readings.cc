// Writes hourly readings of six pollutants as a wide CSV, the same bytes on every machine, and says their
// SHA-256.
//
//     generate_readings FILE [--stations 400] [--per-city 6] [--first-year 2019] [--years 3] [--seed 1]
//                            [--order station|time|shuffled] [--city-table FILE] [--expect SHA-256]
//
// Exit 1: the bytes are not the expected ones. Rows: station,time,SO2,NO2,PM10,PM2.5,CO,O3; a row for every
// hour.
#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <fmt/format.h>
#include <memory>
#include <numeric>
#include <openssl/evp.h>
#include <string>
#include <vector>

#include "base/civil.h"
#include "made_air.h"

namespace chuangmo::bench {
namespace {

constexpr int kFirstStation = 1001;  // 1001A, as the national network numbers its stations
constexpr std::size_t kBlock = std::size_t{1} << 20U;
constexpr int kHours = 24;

struct Request {
  Extent extent;
  std::string file;
  std::string order = "station";
  std::string city_table;
  std::string expected;
};

// A file that is digested as it is written. Its block is flushed when a mebibyte is full.
class DigestedFile {
 public:
  explicit DigestedFile(const std::string& path)
      : file_(std::fopen(path.c_str(), "wb"), &std::fclose), digest_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    is_good_ = file_ != nullptr && EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr) == 1;
  }
  void write(std::string_view text) {
    block_.append(text);
    if (block_.size() >= kBlock) flush();
  }
  // 64 hexadecimal digits; "" when the file could not be written.
  std::string close() {
    flush();
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    is_good_ = is_good_ && EVP_DigestFinal_ex(digest_.get(), bytes.data(), &size) == 1;
    is_good_ = is_good_ && std::fclose(file_.release()) == 0;
    if (!is_good_) return "";
    std::string text;
    for (unsigned int i = 0; i < size; ++i) text += fmt::format("{:02x}", bytes.at(i));
    return text;
  }
  std::size_t size() const { return size_; }

 private:
  void flush() {
    is_good_ = is_good_ && std::fwrite(block_.data(), 1, block_.size(), file_.get()) == block_.size() &&
               EVP_DigestUpdate(digest_.get(), block_.data(), block_.size()) == 1;
    size_ += block_.size();
    block_.clear();
  }

  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> digest_;
  std::string block_;
  std::size_t size_ = 0;
  bool is_good_ = false;
};

std::string station_name(int station) {
  return fmt::format("{}A", kFirstStation + station);
}

std::vector<std::string> hour_texts(const Extent& extent) {
  std::vector<std::string> out;
  const Date end = Date::of(extent.first_year + extent.years, 1, 1);
  for (Date day = Date::of(extent.first_year, 1, 1); day < end; day = day + 1) {
    for (int hour = 0; hour < kHours; ++hour) out.push_back(fmt::format(",{} {:02}:00,", day.text(), hour));
  }
  return out;
}

void put_number(std::string& row, int number) {
  if (number >= 100) row.push_back(static_cast<char>('0' + number / 100));
  if (number >= 10) row.push_back(static_cast<char>('0' + number / 10 % 10));
  row.push_back(static_cast<char>('0' + number % 10));
}

void put_cells(std::string& row, const Cells& cells) {
  constexpr std::size_t kCo = 4;
  for (std::size_t p = 0; p < kPollutants; ++p) {
    if (p > 0) row.push_back(',');
    const int cell = cells.at(p);
    if (cell == kEmpty) continue;
    if (cell == kNotAvailable) {
      row.append("NA");
    } else if (p == kCo) {
      put_number(row, cell / 10);
      row.push_back('.');
      row.push_back(static_cast<char>('0' + cell % 10));
    } else {
      put_number(row, cell);
    }
  }
  row.push_back('\n');
}

// Gives every row once to `take`, by station and then time or by time and then station.
template <class Take>
void each_row(const Extent& extent, bool by_time, Take take) {
  MadeAir air(extent);
  const std::vector<std::string> hours = hour_texts(extent);
  std::vector<std::string> names;
  for (int station = 0; station < extent.stations; ++station) names.push_back(station_name(station));
  std::string row;
  const auto give = [&](int station, std::size_t hour) {
    row.assign(names[static_cast<std::size_t>(station)]).append(hours[hour]);
    put_cells(row, air.next_hour(station));
    take(std::string_view(row));
  };
  if (by_time) {
    for (std::size_t hour = 0; hour < hours.size(); ++hour) {
      for (int station = 0; station < extent.stations; ++station) give(station, hour);
    }
  } else {
    for (int station = 0; station < extent.stations; ++station) {
      for (std::size_t hour = 0; hour < hours.size(); ++hour) give(station, hour);
    }
  }
}

// All rows in memory, exchanged from the last to the first (Fisher and Yates).
void write_shuffled(const Extent& extent, DigestedFile& file) {
  std::string text;
  std::vector<std::size_t> begins{0};
  each_row(extent, true, [&](std::string_view row) {
    text.append(row);
    begins.push_back(text.size());
  });
  std::vector<std::uint32_t> order(begins.size() - 1);
  std::iota(order.begin(), order.end(), 0U);
  Chance chance(extent.seed);
  for (std::size_t left = order.size(); left > 1; --left)
    std::swap(order[left - 1], order[static_cast<std::size_t>(chance.below(static_cast<int>(left)))]);
  for (const std::uint32_t row : order)
    file.write(std::string_view(text).substr(begins[row], begins[row + 1] - begins[row]));
}

bool write_city_table(const Extent& extent, const std::string& path) {
  DigestedFile file(path);
  file.write("station,city\n");
  const MadeAir air(extent);
  for (int station = 0; station < extent.stations; ++station)
    file.write(fmt::format("{},C{:03}\n", station_name(station), air.city_of(station) + 1));
  return !file.close().empty();
}

int run(const Request& request) {
  if (!request.city_table.empty() && !write_city_table(request.extent, request.city_table)) {
    fmt::print(stderr, "{} cannot be written\n", request.city_table);
    return 2;
  }
  DigestedFile file(request.file);
  file.write("station,time,SO2,NO2,PM10,PM2.5,CO,O3\n");
  if (request.order == "shuffled") {
    write_shuffled(request.extent, file);
  } else {
    each_row(request.extent, request.order == "time", [&](std::string_view row) { file.write(row); });
  }
  const std::string digest = file.close();
  if (digest.empty()) {
    fmt::print(stderr, "{} cannot be written\n", request.file);
    return 2;
  }
  fmt::print("{} {} bytes\n", digest, file.size());
  return request.expected.empty() || request.expected == digest ? 0 : 1;
}

}  // namespace
}  // namespace chuangmo::bench

int main(int count, char** arguments) {
  chuangmo::bench::Request request;
  CLI::App app("hourly readings, the same bytes on every machine");
  app.add_option("file", request.file)->required();
  app.add_option("--stations", request.extent.stations)->check(CLI::Range(1, 8999));
  app.add_option("--per-city", request.extent.stations_per_city)->check(CLI::Range(1, 100));
  app.add_option("--first-year", request.extent.first_year)->check(CLI::Range(1970, 2100));
  app.add_option("--years", request.extent.years)->check(CLI::Range(1, 20));
  app.add_option("--seed", request.extent.seed);
  app.add_option("--order", request.order)->check(CLI::IsMember({"station", "time", "shuffled"}));
  app.add_option("--city-table", request.city_table);
  app.add_option("--expect", request.expected);
  CLI11_PARSE(app, count, arguments);
  return chuangmo::bench::run(request);
}
