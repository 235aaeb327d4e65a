#include "series/text_readings.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/csv.h"
#include "base/text.h"
#include "series/namesakes.h"
#include "series/plain_rows.h"

namespace chuangmo::series {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kBufferBytes = 1U << 20U;
constexpr std::size_t kMaxRowBytes = 1U << 26U;
constexpr std::size_t kHeadRows = 32;  // more than plan_layout looks at

// Sixteen bytes at once, in the compilers' own vectors.
using Bytes16 = std::uint8_t __attribute__((vector_size(16)));

struct OddBytes {
  bool has_non_ascii = false;
  bool has_nul = false;
};
OddBytes odd_bytes(std::string_view text) {
  Bytes16 high{};
  Bytes16 nul{};
  std::size_t at = 0;
  for (; at + sizeof(Bytes16) <= text.size(); at += sizeof(Bytes16)) {
    Bytes16 bytes;
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    high |= bytes;
    nul |= reinterpret_cast<Bytes16>(bytes == 0);
  }
  OddBytes found;
  for (std::size_t i = 0; i < sizeof(Bytes16); ++i) {
    found.has_non_ascii = found.has_non_ascii || (high[i] & 0x80U) != 0;
    found.has_nul = found.has_nul || nul[i] != 0;
  }
  for (; at < text.size(); ++at) {
    found.has_non_ascii = found.has_non_ascii || (static_cast<unsigned char>(text[at]) & 0x80U) != 0;
    found.has_nul = found.has_nul || text[at] == '\0';
  }
  return found;
}

bool is_plain_text(std::string_view text) {
  const OddBytes odd = odd_bytes(text);
  return !odd.has_nul && (!odd.has_non_ascii || is_valid_utf8(text));
}

// The cells of one line, as read_csv() takes them apart.
class LineFields {
 public:
  explicit LineFields(char delimiter) : delimiter_(delimiter) {}
  // False when the line is not a whole row, or not a faultless one: that needs read_csv().
  bool read(std::string_view line) {
    fields_.clear();
    unquoted_.clear();
    unquoted_.reserve(line.size());  // so that what points into it stays
    std::size_t at = 0;
    for (;;) {
      const bool is_good = at < line.size() && line[at] == '"' ? read_quoted(line, at) : read_bare(line, at);
      if (!is_good) return false;
      if (at == line.size()) return true;
      ++at;  // the delimiter
    }
  }
  std::span<const std::string_view> fields() const { return fields_; }

 private:
  bool read_bare(std::string_view line, std::size_t& at) {
    const std::size_t begin = at;
    while (at < line.size() && line[at] != delimiter_) {
      if (line[at] == '\r') return false;  // ends a line too
      ++at;
    }
    fields_.push_back(line.substr(begin, at - begin));
    return true;
  }
  bool read_quoted(std::string_view line, std::size_t& at) {
    const std::size_t begin = unquoted_.size();
    ++at;
    for (;;) {
      const std::size_t end = line.find('"', at);
      if (end == std::string_view::npos) return false;  // goes on in the next line
      const std::string_view part = line.substr(at, end - at);
      if (part.find('\r') != std::string_view::npos) return false;
      unquoted_ += part;
      at = end + 1;
      if (at == line.size() || line[at] != '"') break;
      unquoted_.push_back('"');
      ++at;
    }
    fields_.push_back(std::string_view(unquoted_).substr(begin));
    return at == line.size() || line[at] == delimiter_;
  }

  char delimiter_;
  std::string unquoted_;
  std::vector<std::string_view> fields_;
};

// Reads the rows of whole lines.
class LineReader {
 public:
  LineReader(const RowContext& context, char delimiter, RowReader& rows, ReadingSink& sink)
      : rows_(rows), plan_(*context.plan), fields_(delimiter) {
    needs_codes_ = may_have_namesakes(plan_, *context.request);
    if (PlainRows::fits(context)) plain_.emplace(context, delimiter, rows, sink);
  }
  // in: text that ends with '\n', with PlainRows::kSlack readable bytes behind. False: whole text needed.
  bool read(std::string_view text) {
    if (!is_plain_text(text)) return false;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
      const char* next = plain_ ? plain_->read(at, line_ + 1) : nullptr;
      if (next == nullptr) {
        next = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at))) + 1;
        if (!read_line(std::string_view(at, static_cast<std::size_t>(next - 1 - at)))) return false;
      }
      ++line_;
      at = next;
    }
    return true;
  }
  int lines() const { return line_; }

 private:
  bool read_line(std::string_view line) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) return true;
    if (!fields_.read(line)) return false;
    const RowView row{line_ + 1, fields_.fields()};
    if (needs_codes_ && trim(plan_.field(row, Role::station)).empty()) return false;
    rows_.read(row);
    return true;
  }

  RowReader& rows_;
  const LayoutPlan& plan_;
  bool needs_codes_;  // a row that names its station otherwise may mean one of several
  LineFields fields_;
  std::optional<PlainRows> plain_;
  int line_ = 0;
};

// A carriage return alone ends a line, too, but not one that is counted here.
bool has_lone_return(std::string_view text) {
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1))
    if (at + 1 == text.size() || text[at + 1] != '\n') return true;
  return false;
}

// Where a line begins, counted from 1.
std::size_t offset_of_line(std::string_view text, int line) {
  std::size_t at = 0;
  for (int i = 1; i < line; ++i) at = text.find('\n', at) + 1;
  return at;
}

struct Head {
  std::string text;  // whole lines
  std::uint64_t skipped = 0;
  bool is_all = false;
};
Result<Head> read_head(const ByteSource& bytes, std::uint64_t head_bytes) {
  Head head;
  head.text.resize(std::min(bytes.size(), head_bytes));
  CHUANGMO_TRY(count, bytes.read_at(0, head.text));
  head.text.resize(count);
  head.is_all = count == bytes.size();
  if (starts_with(head.text, kByteOrderMark)) head.skipped = kByteOrderMark.size();
  head.text.erase(0, head.skipped);
  const std::size_t end = head.text.rfind('\n');
  head.text.resize(end == std::string::npos ? 0 : end + 1);
  return head;
}

// The beginning of the first row at or behind `at`; the end of the text when there is none.
Result<std::uint64_t> row_from(const ByteSource& bytes, std::uint64_t at, std::uint64_t first_row) {
  if (at <= first_row) return first_row;
  std::array<char, 4096> buffer;
  for (--at; at < bytes.size();) {
    CHUANGMO_TRY(count, bytes.read_at(at, buffer));
    if (count == 0) break;
    const std::size_t end = std::string_view(buffer.data(), count).find('\n');
    if (end != std::string_view::npos) return at + end + 1;
    at += count;
  }
  return bytes.size();
}

// The lines between two beginnings of rows, as many at a time as the buffer holds.
class LineChunks {
 public:
  LineChunks(const ByteSource& bytes, std::uint64_t begin, std::uint64_t end)
      : bytes_(bytes),
        at_(begin),
        end_(end),
        buffer_(std::min<std::uint64_t>(kBufferBytes, end - begin) + PlainRows::kSlack) {}

  // Whole lines, the last one of the text with its end added; empty when there are no more. Something that
  // does not end with '\n' is the beginning of a row too long to be one.
  Result<std::string_view> next() {
    std::memmove(buffer_.data(), buffer_.data() + used_, size_ - used_);
    size_ -= used_;
    used_ = 0;
    while (at_ < end_) {
      const std::size_t room = buffer_.size() - PlainRows::kSlack - size_;
      const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(room, end_ - at_));
      CHUANGMO_TRY(count, bytes_.read_at(at_, std::span(buffer_).subspan(size_, wanted)));
      if (count == 0) end_ = at_;  // somebody cut the file meanwhile
      at_ += count;
      size_ += count;
      const std::size_t last = std::string_view(buffer_.data(), size_).rfind('\n');
      if (last != std::string_view::npos) used_ = last + 1;
      if (used_ != 0 || buffer_.size() > kMaxRowBytes) break;
      buffer_.resize(buffer_.size() * 2);
    }
    if (used_ == 0 && size_ != 0 && at_ >= end_) {
      buffer_[size_++] = '\n';
      used_ = size_;
    }
    if (used_ == 0) used_ = size_;
    return std::string_view(buffer_.data(), used_);
  }

 private:
  const ByteSource& bytes_;
  std::uint64_t at_;
  std::uint64_t end_;
  std::vector<char> buffer_;
  std::size_t size_ = 0;
  std::size_t used_ = 0;  // handed out
};

}  // namespace

TextReadings::TextReadings(const ByteSource& bytes, ReadingsRequest request)
    : bytes_(bytes),
      request_(std::move(request)),
      index_(*request_.parameters, request_.medium, request_.wanted) {}

Result<std::unique_ptr<TextReadings>> TextReadings::open(const ByteSource& bytes, std::string file,
                                                         const ReadingsRequest& request,
                                                         std::uint64_t head_bytes) {
  std::unique_ptr<TextReadings> none;
  CHUANGMO_TRY(head, read_head(bytes, head_bytes));
  if (head.is_all || !is_plain_text(head.text)) return none;
  CsvText csv = read_csv(head.text, file);
  const char delimiter = csv.delimiter;
  if (!csv.diagnostics.empty()) return none;
  const SourceTable table = rows_of(std::move(csv), file);
  auto text = std::unique_ptr<TextReadings>(new TextReadings(bytes, request));
  auto plan = plan_layout(table, text->request_, text->index_, text->head_diagnostics_);
  if (!plan || table.rows.size() < plan->first_row + kHeadRows)
    return head_bytes < kMostHeadBytes ? open(bytes, std::move(file), request, head_bytes * 8)
                                       : std::move(none);
  // The whole table says who is meant by a name.
  if (may_have_namesakes(*plan, request) && !plan->place(Role::station)) return none;
  text->plan_ = std::move(*plan);
  text->delimiter_ = delimiter;
  text->first_line_ = table.rows[text->plan_.first_row].line;
  const std::size_t first_row = offset_of_line(head.text, text->first_line_);
  if (has_lone_return(std::string_view(head.text).substr(0, first_row))) return none;
  text->first_row_at_ = head.skipped + first_row;
  text->context_ = {table, &text->request_, &text->index_, &text->plan_, {}};
  HourUse use;
  std::vector<std::string_view> fields;
  for (std::size_t i = text->plan_.first_row; i < table.rows.size(); ++i) {
    fields.assign(table.rows[i].fields.begin(), table.rows[i].fields.end());
    use.note(stated_moment(text->plan_, {table.rows[i].line, fields}));
  }
  text->context_.labels = labels_of(use, text->request_);
  return text;
}

std::vector<TextRange> TextReadings::ranges(std::uint64_t about_bytes) const {
  std::vector<TextRange> ranges;
  for (std::uint64_t at = first_row_at_; at < bytes_.size(); at += about_bytes)
    ranges.push_back({at, std::min(bytes_.size(), at + about_bytes)});
  return ranges;
}

Result<TextReadings::Read> TextReadings::read(const TextRange& range, ReadingSink& sink) const {
  CHUANGMO_TRY(begin, row_from(bytes_, std::max(range.begin, first_row_at_), first_row_at_));
  CHUANGMO_TRY(end, row_from(bytes_, range.end, first_row_at_));
  Read result;
  result.rows = std::make_unique<RowReader>(context_, sink);
  LineReader lines(context_, delimiter_, *result.rows, sink);
  LineChunks chunks(bytes_, begin, end);
  for (;;) {
    CHUANGMO_TRY(chunk, chunks.next());
    if (chunk.empty()) break;
    if (chunk.back() != '\n' || !lines.read(chunk)) return Read{};
  }
  result.lines = lines.lines();
  return result;
}

std::unique_ptr<RowReader> TextReadings::joined(std::vector<Read> pieces) const {
  int lines = first_line_ - 1;
  std::unique_ptr<RowReader> all;
  for (Read& piece : pieces) {
    if (piece.rows == nullptr) return nullptr;
    if (all == nullptr) all = std::make_unique<RowReader>(context_, piece.rows->sink());
    all->add(*piece.rows, lines);
    lines += piece.lines;
  }
  return all != nullptr && all->is_over() ? nullptr : std::move(all);
}

ReadingsFound TextReadings::found(const RowReader& rows) const {
  ReadingsFound found;
  found.diagnostics = head_diagnostics_;
  rows.report(found);
  return found;
}

}  // namespace chuangmo::series
