#pragma once
// The ways a mutant is changed. Each says whether the plan must stay the same.
#include <functional>

#include "mutate_content.h"
#include "mutate_shape.h"
#include "plan_mutant.h"

namespace chuangmo::integration {

struct Mutation {
  const char* name;
  int stage;  // content, then rows, then columns, then pages: later ones do not upset earlier ones
  bool keeps_meaning;
  std::function<bool(Mutant&, Chance&)> apply;  // false: nothing to change here
};

inline const std::vector<Mutation>& mutations() {
  using namespace std::placeholders;
  static const std::vector<Mutation> all = {
      {"widths of digits and punctuation", 0, true, change_widths},
      {"other separators", 0, true, swap_separators},
      {"an alias", 0, true, swap_alias},
      {"another ellipsis", 0, true, swap_ellipsis},
      {"a line break in a sentence", 0, true, break_lines},
      {"spaces around", 0, true, pad_with_spaces},
      {"a name spread out", 0, true, spread_name},
      {"a slip of the pen", 0, false, slip_of_the_pen},
      {"a slip of the pen", 0, false, slip_of_the_pen},
      {"a slip of the pen", 0, false, slip_of_the_pen},
      {"units cut off", 0, false, truncate_units},
      {"a separator lost", 0, false, lose_separator},
      {"a separator too many", 0, false, separate_wrongly},
      {"rubbish among the units", 0, false, put_rubbish},
      {"a task cut off", 0, false, truncate_task},
      {"a cell blanked", 0, false, blank_a_cell},
      {"a heading renamed", 0, false, rename_heading},
      {"columns exchanged under their headings", 0, false, swap_bodies},
      {"a blank row", 1, true, add_blank_row},
      {"headings repeated", 1, true, repeat_headings},
      {"indicators written on every row", 1, true, write_indicators_on_every_row},
      {"indicators merged", 1, true, merge_indicator_cells},
      {"a row torn by a page break", 1, true, tear_row},
      {"cells joined down", 1, false, join_cells_down},
      {"columns permuted", 2, true, permute_columns},
      {"a blank column", 2, true, std::bind(add_column, _1, _2, "", "")},
      {"a foreign column", 2, true, std::bind(add_column, _1, _2, "联系电话", "0349-2022222")},
      {"a column without heading", 2, true, std::bind(add_column, _1, _2, "", "已报")},
      {"cells joined across", 3, false, join_cells_across},
      {"a cell deleted", 3, false, delete_cell},
      {"a table broken in two", 4, true, break_table},
  };
  return all;
}

// The mutant of a seed: up to three changes, at most one of them damage. Aliases mean the same only where
// somebody has confirmed them.
inline Mutant mutant_of(std::uint64_t seed, bool knows_aliases, bool& keeps_meaning) {
  Chance chance(seed);
  const std::size_t first = chance.below(indicator_rows().size() - 1);
  Mutant mutant = slice_of_annex(first, 2 + chance.below(3));
  mutant.form = static_cast<Form>(chance.below(kFormNames.size()));
  std::vector<const Mutation*> chosen;
  keeps_meaning = true;
  for (std::size_t i = 1 + chance.below(3); i > 0; --i) {
    const Mutation& mutation = chance.one_of(mutations());
    if (!keeps_meaning && !mutation.keeps_meaning) continue;
    if (!knows_aliases && std::string_view(mutation.name) == "an alias") continue;
    keeps_meaning = keeps_meaning && mutation.keeps_meaning;
    chosen.push_back(&mutation);
  }
  std::stable_sort(chosen.begin(), chosen.end(),
                   [](const Mutation* a, const Mutation* b) { return a->stage < b->stage; });
  mutant.story = fmt::format("seed {}, indicators from {}, {}", seed, first + 1,
                             kFormNames[static_cast<std::size_t>(mutant.form)]);
  for (const Mutation* mutation : chosen) {
    if (!mutation->apply(mutant, chance)) continue;
    mutant.applied.push_back(mutation->name);
    mutant.story += std::string(", ") + mutation->name;
  }
  return mutant;
}

}  // namespace chuangmo::integration
