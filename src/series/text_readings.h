#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/byte_source.h"
#include "series/row_reader.h"

namespace chuangmo::series {

// A piece of a text: the rows that begin in it.
struct TextRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

// A monitoring file as text, read in pieces: nothing of it is held but the piece at hand, and several threads
// may read several pieces. Only UTF-8 with rows of one line can be read so; whatever else turns up says
// "whole text needed", and read_readings() reads it as a table.
class TextReadings {
 public:
  static constexpr std::uint64_t kHeadBytes = 1U << 17U;      // of which the layout is understood
  static constexpr std::uint64_t kMostHeadBytes = 1U << 22U;  // where rows are very long

  // Looks at the beginning. None, unless a failure (FIL001), when it cannot be read in pieces, the layout is
  // not understood or the text ends in the head: then it is a matter of read_readings().
  static Result<std::unique_ptr<TextReadings>> open(const ByteSource& bytes, std::string file,
                                                    const ReadingsRequest& request,
                                                    std::uint64_t head_bytes = kHeadBytes);

  // The rows of readings, cut into pieces of about that size.
  std::vector<TextRange> ranges(std::uint64_t about_bytes) const;
  // How the head labels hours. What the rows say in the end must agree, or all is to be read again with that.
  const HourLabels& labels() const { return context_.labels; }
  void set_labels(const HourLabels& labels) { context_.labels = labels; }
  const LayoutPlan& plan() const { return plan_; }
  std::uint32_t lines_before() const { return static_cast<std::uint32_t>(first_line_ - 1); }  // the rows

  struct Read {
    std::unique_ptr<RowReader> rows;  // null: whole text needed
    int lines = 0;                    // of the piece; rows number theirs from 1 on
  };
  Result<Read> read(const TextRange& range, ReadingSink& sink) const;

  // All pieces in their order, one reader. Null when one of them needs the whole text.
  std::unique_ptr<RowReader> joined(std::vector<Read> pieces) const;
  // Whether the rows label hours as was assumed.
  bool is_as_assumed(const RowReader& rows) const {
    return labels_of(rows.counts().hours, request_) == context_.labels;
  }
  // Layout, counts and diagnostics.
  ReadingsFound found(const RowReader& rows) const;

 private:
  TextReadings(const ByteSource& bytes, ReadingsRequest request);
  const ByteSource& bytes_;
  ReadingsRequest request_;
  ParameterIndex index_;
  LayoutPlan plan_;
  RowContext context_;
  Diagnostics head_diagnostics_;
  char delimiter_ = ',';
  std::uint64_t first_row_at_ = 0;
  int first_line_ = 1;  // of the row there
};

}  // namespace chuangmo::series
