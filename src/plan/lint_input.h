#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plan/lint.h"
#include "plan/unit_cell.h"

namespace chuangmo::plan {

enum class CellRole { requirement, task, lead, cooperating };

// One character of a cell with its bytes.
struct Glyph {
  char32_t code;
  std::size_t begin;
  std::size_t end;
};

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// "3..": how a task cell begins.
struct Numbering {
  int number = 0;  // 0: none
  Span digits;
  Span mark;             // "." "、" ".." ")"
  std::size_t body = 0;  // where the text begins, blanks passed
};

// No sentence is longer; what a rule keeps of a cell stays bounded.
inline constexpr std::size_t kMostCellBytes = 8192;

// A cell as the rules see it: as it stands, glyph by glyph, and folded with the way back.
struct LintCell {
  CellRole role = CellRole::task;
  std::size_t indicator = 0;  // index in the plan
  std::size_t task = 0;       // index in the indicator; of no meaning for a requirement
  std::string_view text;      // as it stands, at most kMostCellBytes of it
  bool is_cut = false;        // there was more
  Where where;                // without span
  std::vector<Glyph> glyphs;
  std::string folded;  // NFKC
  std::vector<std::size_t>
      origins;          // per byte of `folded`: begin of its glyph in `text`; one more for the end
  Numbering numbering;  // task cells
  UnitCell units;       // unit cells

  bool is_unit_cell() const { return role == CellRole::lead || role == CellRole::cooperating; }
  Span original(std::size_t begin, std::size_t end) const;  // of a span of `folded`
  Span trimmed() const;                                     // of `text` without the white space around it
};

struct LintInput {
  LintInput(const Plan& plan, const LintContext& context);

  const Plan& plan;
  const LintContext& context;
  std::vector<LintCell> cells;  // in the order of the document
  int base_year = 0;            // 0: unknown

  const PlanIndicator& indicator_of(const LintCell& cell) const { return plan.indicators[cell.indicator]; }
  const Task& task_of(const LintCell& cell) const { return indicator_of(cell).tasks[cell.task]; }
  // Of an indicator's requirement, or of a task's cell; nullptr when the plan was too large to look at in
  // whole.
  const LintCell* requirement_cell(std::size_t indicator) const;
  const LintCell* task_cell(std::size_t indicator, std::size_t task, CellRole role) const;
  std::string label(const LintCell& cell) const;  // "10.7", "指标10"

 private:
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> task_cells_;  // indicator, task -> its task cell
  std::map<std::size_t, std::size_t> requirement_cells_;
};

// Where a rule puts what it finds.
class Findings {
 public:
  struct Entry {
    std::size_t cell;  // index in LintInput::cells
    Diagnostic diagnostic;
  };
  Findings(const LintInput& input, std::vector<Entry>& entries) : input_(input), entries_(entries) {}
  void begin_rule(const LintRule& rule);
  void add(const LintCell& cell, Span span, std::string text, std::string fix);

 private:
  static constexpr std::size_t kMostOfOneRule = 1000;
  static constexpr std::size_t kMostInAll = 10000;
  const LintInput& input_;
  std::vector<Entry>& entries_;
  const LintRule* rule_ = nullptr;
  std::size_t of_this_rule_ = 0;
};

// Words.
struct WordHit {
  std::size_t word;  // index in the list
  Span span;         // in the cell as it stands
};
// Leftmost and longest first, without overlaps, exceptions left out.
std::vector<WordHit> hits_of(const LintCell& cell, const std::vector<WatchedWord>& words);
bool has_any(std::string_view text, const std::vector<std::string>& words);

// Folded text without white space, punctuation and quotation marks: what two sentences share when they say
// the same.
std::string bare_text(std::string_view text);
std::vector<std::string> clauses_of(
    std::string_view text);  // folded, split at ，。；! and line ends; blank ones left out
std::size_t common_length(std::u32string_view a,
                          std::u32string_view b);  // longest common subsequence, of at most 160 characters
double sentence_likeness(
    std::string_view a,
    std::string_view b);  // common length / length of the shorter; for advice only, never for a verdict

bool is_han(char32_t c);
std::string quoted(std::string_view words);  // 「words」, cut when long

// The families of rules, one file each.
const std::vector<LintRule>& mark_rules();
const std::vector<LintRule>& word_rules();
const std::vector<LintRule>& numbering_rules();
const std::vector<LintRule>& unit_list_rules();
const std::vector<LintRule>& unit_role_rules();
const std::vector<LintRule>& limit_rules();
const std::vector<LintRule>& coverage_rules();

}  // namespace chuangmo::plan
