#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::identity {

// How records of this room are kept in the vault: the kind on the first line, then "key=value" lines in a
// fixed order; in values a backslash is written \\ and a line feed \n.
class RecordWriter {
 public:
  explicit RecordWriter(std::string_view kind);
  RecordWriter& text(std::string_view key, std::string_view value);
  RecordWriter& texts(std::string_view key, const std::vector<std::string>& values);  // joined, a line each
  RecordWriter& number(std::string_view key, std::int64_t value);
  RecordWriter& instant(std::string_view key, Instant value) { return number(key, value.seconds); }
  RecordWriter& flag(std::string_view key, bool value) { return number(key, value ? 1 : 0); }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

// Reads back exactly what RecordWriter wrote, key by key in the same order. What does not fit is remembered,
// and told once at the end.
class RecordReader {
 public:
  RecordReader(std::string_view record, std::string_view kind);
  std::string text(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  std::int64_t number(std::string_view key);
  Instant instant(std::string_view key);  // within 34,000 years: sums stay far from overflow
  bool flag(std::string_view key);
  void refuse() { is_good_ = false; }  // a value that the record cannot have
  Result<void> finish() const;         // IDN001

 private:
  std::string_view rest_;
  std::string kind_;
  bool is_good_ = true;
};

}  // namespace chuangmo::identity
