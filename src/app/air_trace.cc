#include "app/air_trace.h"

#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::app {

namespace {

// "1682-1705", "12,14-16": lines in the order of the hours, runs drawn together.
class Lines {
 public:
  void add(std::uint32_t row) {
    if (first_ != 0 && row == last_ + 1) {
      last_ = row;
      return;
    }
    close();
    first_ = last_ = row;
  }
  std::string text() {
    close();
    return text_;
  }

 private:
  void close() {
    if (first_ == 0) return;
    if (!text_.empty()) text_ += ",";
    text_ += first_ == last_ ? std::to_string(first_) : fmt::format("{}-{}", first_, last_);
    first_ = 0;
  }
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
  std::string text_;
};

void put_origin(TraceNode& node, const ReadingSeries& series, std::size_t at) {
  node.origin = series.origins[series.sources[at]];
  node.origin->row = static_cast<int>(series.rows[at]);
  node.origin->column = series.parameter;
}

std::optional<std::size_t> position(const ReadingSeries& series, std::int64_t index) {
  const std::int64_t at = index - series.first;
  if (at < 0 || at >= static_cast<std::int64_t>(series.values.size())) return std::nullopt;
  return static_cast<std::size_t>(at);
}

}  // namespace

void put_hours(TraceNode& node, const ReadingSeries* series, Hour begin, int count, int decimals) {
  if (series == nullptr) return;
  std::vector<std::string> hours;
  Lines lines;
  for (int i = 0; i < count; ++i) {
    const auto at = position(*series, std::int64_t{begin.hours} + i);
    const std::int32_t value = at ? series->values[*at] : kNoReading;
    hours.push_back(value == kNoReading ? "-" : Decimal(value, decimals).text());
    if (value == kNoReading || series->rows[*at] == 0) continue;
    if (!node.origin) put_origin(node, *series, *at);
    lines.add(series->rows[*at]);
  }
  node.details.emplace_back("first_hour", std::to_string(begin.hour_of_day()));
  node.details.emplace_back("hours", join(hours, " "));
  node.details.emplace_back("lines", lines.text());
}

void put_reading(TraceNode& node, const ReadingSeries& series, std::int64_t index, int decimals) {
  const auto at = position(series, index);
  if (!at || series.values[*at] == kNoReading) {
    node.value = "unknown";
    return;
  }
  const Decimal value(series.values[*at], decimals);
  const auto exact = Rational::from(value);
  node.value = exact ? exact->text() : value.text();
  if (series.rows[*at] != 0) put_origin(node, series, *at);
}

std::int32_t reading_at(const ReadingSeries* series, std::int64_t index) {
  const auto at = series == nullptr ? std::nullopt : position(*series, index);
  return at ? series->values[*at] : kNoReading;
}

}  // namespace chuangmo::app
