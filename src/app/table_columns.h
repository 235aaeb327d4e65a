#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/table.h"

namespace chuangmo::app {

// Names compared the way people mean them: width, blanks and brackets folded.
std::string folded_name(std::string_view text);

// A table with a heading row, read by the meaning of its headings.
class HeadedTable {
 public:
  // Which column words mean which key: {"value", {"数值", "值", "value"}}. The heading row is the first that
  // names at least `least` of them; title rows before it are allowed. Periods as headings count as one more
  // beside the first of the words: a column per year.
  using Words = std::vector<std::pair<std::string, std::vector<std::string>>>;
  HeadedTable(const Table& table, const Words& words, std::size_t least);

  bool has_heading() const { return heading_row_ >= 0; }
  Where heading_where() const { return where(heading_row_, -1); }
  bool has(const std::string& key) const { return columns_.contains(key); }
  const std::string& heading(int column) const { return headings_[static_cast<std::size_t>(column)]; }
  std::optional<int> column(const std::string& key) const;
  int column_count() const { return static_cast<int>(headings_.size()); }
  // Rows of data: table rows after the heading that hold anything.
  const std::vector<int>& rows() const { return rows_; }
  std::string cell(int row, int column) const;              // trimmed; merged cells repeat
  std::string cell(int row, const std::string& key) const;  // "" when there is no such column
  Where where(int row, int column) const;
  Where where(int row, const std::string& key) const;
  // Columns that mean what an earlier one means: they are not read.
  const std::vector<int>& repeated() const { return repeated_; }
  // The unit written in a heading: "罚款(元)" -> "元"; "" none.
  std::string heading_unit(int column) const;

 private:
  const Table& table_;
  int heading_row_ = -1;
  std::vector<std::string> headings_;
  std::map<std::string, int> columns_;
  std::vector<int> rows_;
  std::vector<int> repeated_;
};

// The tables of a document that have headings. ING012 there is no table, ING003 none has headings (`wanted`
// says which), ING021 (note) one is left out for want of them, ING022 (warning) two columns mean the same.
std::vector<HeadedTable> headed_tables(const Document& document, const HeadedTable::Words& words,
                                       std::size_t least, const std::string& wanted,
                                       Diagnostics& diagnostics);

bool is_blank_mark(std::string_view cell);  // "", "-", "--", "—", "/", "…", "无数据", "NA"

// A near name for "did you mean"; "" when none is near.
std::string nearest_name(std::string_view name, const std::vector<std::string>& names);

}  // namespace chuangmo::app
