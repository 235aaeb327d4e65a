#include "identity/record_text.h"

#include <charconv>

namespace chuangmo::identity {

RecordWriter::RecordWriter(std::string_view kind) {
  out_.append(kind).push_back('\n');
}

RecordWriter& RecordWriter::text(std::string_view key, std::string_view value) {
  out_.append(key).push_back('=');
  for (const char c : value) {
    if (c == '\\') {
      out_ += "\\\\";
    } else if (c == '\n') {
      out_ += "\\n";
    } else {
      out_.push_back(c);
    }
  }
  out_.push_back('\n');
  return *this;
}

// Each value ends in a line feed, so that no value and one empty value differ.
RecordWriter& RecordWriter::texts(std::string_view key, const std::vector<std::string>& values) {
  std::string joined;
  for (const std::string& value : values) joined.append(value).push_back('\n');
  return text(key, joined);
}

RecordWriter& RecordWriter::number(std::string_view key, std::int64_t value) {
  return text(key, std::to_string(value));
}

RecordReader::RecordReader(std::string_view record, std::string_view kind) : rest_(record), kind_(kind) {
  if (rest_.substr(0, kind.size()) == kind && rest_.substr(kind.size(), 1) == "\n") {
    rest_.remove_prefix(kind.size() + 1);
  } else {
    is_good_ = false;
  }
}

std::string RecordReader::text(std::string_view key) {
  const std::size_t end = rest_.find('\n');
  if (!is_good_ || end == std::string_view::npos || rest_.substr(0, key.size()) != key ||
      rest_.substr(key.size(), 1) != "=") {
    is_good_ = false;
    return "";
  }
  const std::string_view written = rest_.substr(key.size() + 1, end - key.size() - 1);
  rest_.remove_prefix(end + 1);
  std::string value;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] != '\\') {
      value.push_back(written[i]);
      continue;
    }
    ++i;
    const char escaped = i < written.size() ? written[i] : '\0';
    if (escaped != '\\' && escaped != 'n') is_good_ = false;
    value.push_back(escaped == 'n' ? '\n' : escaped);
  }
  return value;
}

std::vector<std::string> RecordReader::texts(std::string_view key) {
  const std::string joined = text(key);
  std::vector<std::string> values;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = joined.find('\n', begin)) != std::string::npos; begin = end + 1)
    values.push_back(joined.substr(begin, end - begin));
  if (begin != joined.size()) is_good_ = false;
  return values;
}

std::int64_t RecordReader::number(std::string_view key) {
  const std::string written = text(key);
  std::int64_t value = 0;
  const char* end = written.data() + written.size();
  const auto read = std::from_chars(written.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || std::to_string(value) != written) is_good_ = false;
  return value;
}

Instant RecordReader::instant(std::string_view key) {
  constexpr std::int64_t kMostSeconds = std::int64_t{1} << 40U;
  const std::int64_t seconds = number(key);
  if (seconds >= -kMostSeconds && seconds <= kMostSeconds) return {seconds};
  is_good_ = false;
  return {};
}

bool RecordReader::flag(std::string_view key) {
  const std::int64_t value = number(key);
  if (value != 0 && value != 1) is_good_ = false;
  return value == 1;
}

Result<void> RecordReader::finish() const {
  if (is_good_ && rest_.empty()) return {};
  return fail("IDN001", "保存的“" + kind_ + "”记录已损坏", "让安全管理员重置这个账号，或从备份恢复");
}

}  // namespace chuangmo::identity
