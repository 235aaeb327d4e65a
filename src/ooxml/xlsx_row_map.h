#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "ooxml/xlsx_formula.h"

namespace chuangmo::ooxml {

inline constexpr int kSheetRows = 1'048'576;
inline constexpr int kSheetColumns = 16'384;

struct RowSpan {
  int first = 0;  // 0-based, inclusive
  int last = 0;
  friend bool operator==(const RowSpan&, const RowSpan&) = default;
};

// Where the rows of a template's sheet went: rows are repeated, left out, moved. A turn is one time through a
// repeated block; turn 0 is the whole sheet.
class RowMap {
 public:
  RowMap();
  // A turn through the block of these rows, within another turn. Turns are opened and rows placed in order.
  int open_turn(int within, RowSpan block);
  // Rows that stand together, placed at `out` in a turn and in all around it.
  void place(RowSpan rows, int out, int turn);
  void is_moved() { is_identity_ = false; }
  bool is_identity() const { return is_identity_; }

  // What becomes of rows as seen from a turn: those of a block that one goes through are its own, except
  // fixed ones; others are those of the sheet. nullopt: all of them are gone.
  std::optional<RowSpan> moved(const ReferenceEnd& first, const ReferenceEnd& last, int turn) const;
  std::optional<RowSpan> moved(RowSpan rows) const;  // as seen from outside
  // The stretches that rows became, joined where they touch; the whole when there are more than `most`.
  std::vector<RowSpan> pieces(RowSpan rows, std::size_t most) const;
  // What becomes of a thing of these rows (a merged cell): once for each turn of the innermost block around.
  std::vector<RowSpan> copies(RowSpan rows) const;

 private:
  struct Turn {
    int within = -1;
    RowSpan block;
    int depth = 0;
    std::map<int, std::pair<RowSpan, RowSpan>>
        places;  // by first row: the rows, from where to where they are
  };
  std::optional<int> first_of(int turn, RowSpan rows) const;
  std::optional<int> last_of(int turn, RowSpan rows) const;
  int turn_around(int row, int turn) const;

  std::vector<Turn> turns_;
  // Turns through a block, by its rows; blocks of the same rows stand in each other, the outer before the
  // inner.
  std::map<std::tuple<int, int, int>, std::vector<int>> by_block_;
  struct Placed {
    RowSpan rows;
    int out = 0;
  };
  std::vector<Placed> placed_;
  bool is_identity_ = true;
};

// What the references of formulas are moved by.
struct FormulaPlace {
  const RowMap* own = nullptr;  // of the sheet that the formula stands in; nullptr: of none
  int turn = 0;
  const std::map<std::string, const RowMap*>* sheets = nullptr;  // by name
  bool spreads = false;  // one cell that is repeated becomes all of them, as in a chart
};
// nullopt: what it refers to is gone.
std::optional<std::string> moved_formula(std::string_view formula, const FormulaPlace& place);
// A list of ranges ("A1:B2 D4") as seen from outside; "" when all of them are gone.
std::string moved_ranges(std::string_view ranges, const RowMap& map);

}  // namespace chuangmo::ooxml
