#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace chuangmo::ooxml {

// One end of a reference: "$B7". Rows and columns are 0-based; -1: it has none ("B:B", "3:5").
struct ReferenceEnd {
  int row = -1;
  int column = -1;
  bool is_row_fixed = false;
  bool is_column_fixed = false;
  std::string text() const;
};
// "B7", "$B7": nullopt when it is none.
std::optional<ReferenceEnd> parse_reference_end(std::string_view text);

struct Reference {
  std::string sheet;  // "" that of the formula
  ReferenceEnd first;
  ReferenceEnd last;  // the same where it is no range
  bool is_range = false;
  bool is_aggregated = false;  // a whole argument of SUM and the like
  std::string text() const;    // without its sheet
};
// "B7:C9", "3:5", "B7"; nullopt when it is none.
std::optional<Reference> parse_range(std::string_view text);

// A formula with other texts for its references; nullopt from `change` leaves one as it stands. References
// into other files and across several sheets are passed over.
using ReferenceChange = std::function<std::optional<std::string>(const Reference&)>;
std::string rewritten_formula(std::string_view formula, const ReferenceChange& change);

// As Excel has it in a cell so many rows and columns further: fixed ends stay.
std::string shifted_formula(std::string_view formula, int rows, int columns);

}  // namespace chuangmo::ooxml
