#include "app/readings_export.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/table_columns.h"
#include "base/csv.h"
#include "base/text.h"
#include "series/block.h"

namespace chuangmo::app {

namespace {

template <class Definitions>
Result<void> require_known(const char* what, const std::optional<std::string>& key,
                           const Definitions& definitions) {
  if (!key) return {};
  std::vector<std::string> keys;
  for (const auto& definition : definitions) keys.push_back(definition.key);
  if (std::find(keys.begin(), keys.end(), *key) != keys.end()) return {};
  const std::string near = nearest_name(*key, keys);
  return fail("EXP001", std::string("没有") + what + quote(*key),
              near.empty() ? "可用的：" + join(keys, "、") : "是不是 " + near + "？");
}

std::optional<std::vector<std::string>> only(const std::optional<std::string>& key) {
  if (!key) return std::nullopt;
  return std::vector{*key};
}

// A line without its end.
std::string cells(const std::vector<std::string>& fields) {
  std::string line = csv_line(fields);
  line.pop_back();
  return line;
}

// Writes rows; what is the same for a whole series is put together once.
class Rows {
 public:
  Rows(const Library& library, const ReadingsExport& request, const TextSink& sink)
      : library_(library), request_(request), sink_(sink) {}

  Result<void> head() {
    std::vector<std::string> headings;
    if (!request_.set) headings.emplace_back("点位组");
    for (const char* heading : {"点位编码", "监测项目", "时间", "监测值", "单位"})
      headings.emplace_back(heading);
    if (request_.with_flags)
      for (const char* heading : {"标记", "原文", "文件", "行", "登记时间"}) headings.emplace_back(heading);
    waiting_ += csv_line(headings);
    return {};
  }

  Result<void> row(const store::KnownReading& reading) {
    if (!request_.with_flags && reading.flag != ReadingFlag::valid) return {};
    if (begin_ == std::string() || key_ != reading.series) begin_series(reading.series);
    waiting_ += begin_;
    waiting_ += series::period_at(reading.series.step, reading.index).text();
    waiting_ += ',';
    if (reading.value != kNoReading) waiting_ += reading_text(reading.value, decimals_);
    waiting_ += ',';
    waiting_ += unit_;
    if (request_.with_flags) {
      waiting_ += ',';
      waiting_ +=
          cells({std::string(flag_word(reading.flag)), std::string(reading.as_given), reading.import.name,
                 std::to_string(reading.row), reading.import.recorded_at.text()});
    }
    waiting_ += '\n';
    ++rows_;
    constexpr std::size_t kPiece = 1 << 16;
    return waiting_.size() < kPiece ? Result<void>() : flush();
  }

  Result<void> flush() {
    auto done = sink_(waiting_);
    waiting_.clear();
    return done;
  }
  std::size_t count() const { return rows_; }

 private:
  void begin_series(const store::SeriesKey& key) {
    key_ = key;
    std::vector<std::string> names;
    if (!request_.set) names.push_back(key.set);
    names.push_back(key.station);
    names.push_back(key.parameter);
    begin_ = cells(names) + ",";
    const Parameter* parameter = library_.standards.parameter(key.parameter);
    decimals_ = parameter == nullptr ? 0 : parameter->decimals;
    unit_ = parameter == nullptr || parameter->unit.empty() ? "" : cells({parameter->unit});
  }

  const Library& library_;
  const ReadingsExport& request_;
  const TextSink& sink_;
  store::SeriesKey key_;
  std::string begin_;
  std::string unit_;
  int decimals_ = 0;
  std::string waiting_;
  std::size_t rows_ = 0;
};

}  // namespace

// series/reading_flags.cc reads them.
std::string_view flag_word(ReadingFlag flag) {
  constexpr std::array<std::string_view, 5> kWords{"有效", "缺测", "存疑", "校准", "无效"};
  return kWords.at(static_cast<std::size_t>(flag));
}

std::string reading_text(std::int32_t value, int decimals) {
  const std::int64_t size = value < 0 ? -std::int64_t{value} : value;
  std::string digits = fmt::format("{:0{}}", size, decimals + 1);
  std::string text = value < 0 ? "-" : "";
  text += digits.substr(0, digits.size() - static_cast<std::size_t>(decimals));
  std::string_view fraction =
      std::string_view(digits).substr(digits.size() - static_cast<std::size_t>(decimals));
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  if (!fraction.empty()) return text.append(".").append(fraction);
  // 9999 alone is read as no value: instruments write it for none.
  const bool looks_like_none = text.size() >= 4 && text.find_first_not_of('9') == std::string::npos;
  return looks_like_none ? text + ".0" : text;
}

Result<ExportReport> export_readings(Workspace& workspace, const Library& library,
                                     const ReadingsExport& request, const TextSink& sink) {
  CHUANGMO_CHECK(require_known("点位组", request.set, workspace.pack.station_sets));
  CHUANGMO_CHECK(require_known("监测项目", request.parameter, library.standards.parameters));
  store::ReadingsQuery query{workspace.programme.id, request.known_at.value_or(Instant::now())};
  query.from = request.from;
  if (request.last) query.until = *request.last + 1;
  query.sets = only(request.set);
  query.stations = only(request.station);
  query.parameters = only(request.parameter);
  Rows rows(library, request, sink);
  CHUANGMO_CHECK(rows.head());
  CHUANGMO_TRY(damage, workspace.store->visit_known(
                           query, [&](const store::KnownReading& reading) { return rows.row(reading); }));
  CHUANGMO_CHECK(rows.flush());
  return ExportReport{rows.count(), std::move(damage)};
}

}  // namespace chuangmo::app
