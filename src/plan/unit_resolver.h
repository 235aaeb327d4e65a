#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"
#include "plan/unit_cell.h"
#include "plan/unit_index.h"

namespace chuangmo::plan {

// Something a person should confirm or repair about the units of one cell.
struct UnitQuestion {
  std::string code;
  Severity severity = Severity::note;
  std::string text;
  std::string fix;
  std::size_t begin = 0;  // byte span in the cell
  std::size_t end = 0;
};

struct ResolvedCell {
  std::vector<Duty> duties;        // each unit once, in the order of the cell
  std::vector<std::string> notes;  // what stood beside them
  std::vector<UnitQuestion> questions;
  bool open_list = false;
};

// What 同上 may point at.
struct PreviousTask {
  std::vector<Duty> same_column;
  std::vector<Duty> all;
  bool open_list = false;
};

// Cells of names into duties. What units.toml says is certain; everything else is read by rule, marked
// guessed and asked about. A name nobody knows stays what it is. With an empty register, names the document
// spells out in full are taken as they are, and units() proposes them.
class UnitResolver {
 public:
  // `cells` are all cells of units in the document: what they spell out in full explains what others
  // abbreviate.
  UnitResolver(const UnitRegister& confirmed, std::span<const std::string> cells);

  ResolvedCell resolve(std::string_view cell, const PreviousTask& previous);

  // The confirmed entries, then the proposals in the order of their first use.
  const UnitRegister& units() const { return units_; }

 private:
  struct Reading {
    std::vector<Duty> duties;
    std::vector<UnitQuestion> questions;
    bool is_remark = false;
  };
  struct Cell;  // the cell being resolved

  void learn(std::span<const std::string> cells);
  void learn_groups(const std::map<std::string, std::map<std::string, int>>& spellings);
  std::vector<CellPiece> prepare(std::vector<CellPiece> pieces, std::vector<std::string>& notes) const;

  // Each takes as many pieces from `at` as it understands and returns their number; 0 when it does not apply.
  std::size_t take_phrase(Cell& cell, std::size_t at);
  std::size_t take_back_reference(Cell& cell, std::size_t at, const PreviousTask& previous);
  std::size_t take_numeral_run(Cell& cell, std::size_t at);
  std::size_t take_shared_ending(Cell& cell, std::size_t at);
  std::size_t take_one(Cell& cell, std::size_t at);

  Reading read_name(std::string_view key, const std::string& text, int depth);
  Reading read_confirmed(const std::vector<const KnownUnit*>& known, const std::string& text) const;
  Reading read_group(std::string_view key, const std::string& text);
  Reading read_short_form(std::string_view key, const std::string& text) const;
  Reading read_run_together(std::string_view key, const std::string& text, int depth);
  Reading read_unknown(std::string_view key, const std::string& text) const;
  std::string shared_ending_name(std::string_view stem, std::string_view suffix, std::string_view last) const;

  void define_group(const CellPiece& piece, Cell& cell, const PreviousTask& previous);
  void add_duty(Cell& cell, Duty duty, std::size_t begin, std::size_t end);
  void propose(const Duty& duty);
  void propose_alias(const Duty& duty);

  UnitIndex index_;
  UnitRegister units_;
  std::map<std::string, std::size_t, std::less<>> proposed_;  // name -> position in units_.units or .groups
  std::map<std::string, Reading, std::less<>>
      readings_;  // by key: the same spelling reads the same everywhere
};

// Spellings a person could confirm as aliases: every guess of the plan, as entries with guessed = true. Units
// that nobody confirmed come first to last as used; confirmed units occur only with their new aliases.
UnitRegister propose_units(const Plan& plan, const UnitRegister& confirmed);

}  // namespace chuangmo::plan
