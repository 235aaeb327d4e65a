#pragma once
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "series/row_marks.h"
#include "series/row_reader.h"

namespace chuangmo::series {

// The fast path for rows in which nothing is remarkable: known station, plain hour, plain decimal numbers
// within what is plausible, gaps. It decides nothing by itself: a row that is not plain is left to RowReader,
// and a plain one is counted and placed exactly as RowReader would.
class PlainRows {
 public:
  // Whether the layout has such rows at all: hourly values, one column per parameter.
  static bool fits(const RowContext& context);
  PlainRows(const RowContext& context, char delimiter, RowReader& reader, ReadingSink& sink);

  // Bytes that may be looked at behind the end of a row.
  static constexpr std::size_t kSlack = 256;

  // in: the beginning of a row, which some '\n' behind it ends. out: the beginning of the next row, or
  // nullptr when the row is not plain; then nothing of it was taken.
  const char* read(const char* begin, int line);

 private:
  static constexpr std::size_t kMaxColumns = 32;
  static constexpr std::size_t kMaxCells = 64;
  static constexpr std::size_t kMaxDecimals = 6;
  enum class Part : std::uint8_t {
    ignored,
    nothing,
    station,
    name,
    time,
    date,
    year,
    month,
    day,
    hour,
    reading
  };
  struct Column {
    std::array<std::uint32_t, kMaxDecimals + 1> factor{};  // by decimals written; 0: not exact
    // The greatest number of few digits that is plausible, without and with one decimal; 0: none is read so.
    std::array<std::uint32_t, 2> short_most{};
    std::int32_t low = 0;
    std::int32_t high = 0;
  };
  struct Known {  // a station that rows have named
    std::string words;
    std::uint64_t first_bytes = 0;  // of `words`, and which of eight they are
    std::uint64_t mask = 0;
    std::size_t number = 0;
    std::size_t row = 0;    // handle of its readings in the sink
    std::string name;       // beside the words, where the table has codes and names
    Known* next = nullptr;  // named by the row after it, the last time
  };
  struct Step {  // cells of one kind that follow each other
    Part part = Part::ignored;
    std::size_t count = 0;
  };
  struct Row;
  struct Cell;  // what stands between two marks
  bool read_part(Part part, const Cell& cell, Row& row);
  [[gnu::always_inline]] inline bool read_reading(const Cell& cell, const Column& column,
                                                  std::int32_t& value);
  bool read_number(const Cell& cell, const Column& column, std::int32_t& value) const;
  [[gnu::always_inline]] inline bool read_time(const Cell& cell, Row& row);
  [[gnu::always_inline]] inline bool read_station(const Cell& cell, Row& row);
  [[gnu::always_inline]] static inline bool is_here(const Known* station, const Cell& cell);
  bool find_station(const Cell& cell, Row& row);
  bool read_date(const Cell& cell, Row& row);
  bool settle_day(int year, int month, int day);
  Known* known(std::string_view words);
  bool settle_name(const Row& row);
  [[gnu::always_inline]] inline bool take(Row& row, int line);
  void note_part(const Row& row, const char* begin, int line);

  const RowContext& context_;
  char delimiter_;
  RowMarks marks_;
  RowReader& reader_;
  ReadingSink& sink_;
  bool zero_is_gap_;
  PartAndWhole pair_;        // a column and itself where the plan knows of none
  bool has_names_;           // beside codes
  std::int64_t last_index_;  // an hour that begins later lies in the future
  std::vector<Step> steps_;
  std::vector<Column> columns_;
  std::unordered_map<std::string_view, std::unique_ptr<Known>> known_;  // keys point into the values
  Known* last_ = nullptr;
  Known* only_ = nullptr;  // of a file that names no station
  std::array<char, 10> date_text_{};
  std::int32_t day_ = 0;  // days since 1970, of the date read last
  std::int32_t day_key_ = -1;
};

}  // namespace chuangmo::series
