// How the cells of units are written: one name beside another.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/text.h"
#include "plan/lint_input.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

Span span_of(const CellPiece& piece) {
  return {piece.begin, piece.end};
}

// The span of the piece's words without the blanks around them.
Span words_of(const LintCell& cell, const CellPiece& piece) {
  const std::string_view all = cell.text.substr(piece.begin, piece.end - piece.begin);
  const std::string inner = trim(all);
  const std::size_t lead = all.find(inner);
  return {piece.begin + lead, piece.begin + lead + inner.size()};
}

void missing_separators(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    for (const CellPiece& piece : cell.units.pieces) {
      const std::size_t at = missing_separator(piece.key);
      if (at == 0) continue;
      findings.add(cell, span_of(piece), fmt::format("「{}」中两个单位之间没有分隔符", piece.text),
                   fmt::format("改为「{}、{}」", piece.key.substr(0, at), piece.key.substr(at)));
    }
  }
}

void repeated_units(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    std::set<std::string> seen;
    for (const CellPiece& piece : cell.units.pieces) {
      if (seen.insert(piece.key).second) continue;
      findings.add(cell, span_of(piece), fmt::format("「{}」在同一格里写了两次", piece.text), "删去一处");
    }
  }
}

// A cell of more units is no list of duties, and is not compared name by name.
constexpr std::size_t kMostUnits = 300;

const std::vector<Duty>& duties_of(const LintInput& input, const LintCell& cell) {
  static const std::vector<Duty> kNone;
  const Task& task = input.task_of(cell);
  const std::vector<Duty>& duties = cell.role == CellRole::lead ? task.lead : task.cooperating;
  return duties.size() > kMostUnits ? kNone : duties;
}

// Where a duty's words stand in its cell; the whole cell when they cannot be found again.
Span span_of(const LintCell& cell, const Duty& duty) {
  const std::size_t at = duty.original.empty() ? std::string_view::npos : cell.text.find(duty.original);
  if (at != std::string_view::npos) return {at, at + duty.original.size()};
  for (const CellPiece& piece : cell.units.pieces) {
    if (piece.key == unit_key(duty.original)) return words_of(cell, piece);
  }
  return cell.trimmed();
}

void groups_beside_members(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (!cell.is_unit_cell()) continue;
    const std::vector<Duty>& duties = duties_of(input, cell);
    for (const Duty& group : duties) {
      const GroupEntry* entry = group.is_group ? input.plan.units.find_group(group.name) : nullptr;
      if (!entry) continue;
      for (const Duty& member : duties) {
        if (member.is_group ||
            std::find(entry->members.begin(), entry->members.end(), member.name) == entry->members.end())
          continue;
        findings.add(cell, span_of(cell, member),
                     fmt::format("「{}」已包括在「{}」之内，又单独列出", member.name, group.name),
                     "删去一处，或说明它另外承担什么");
      }
    }
  }
}

void open_unit_lists(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (!cell.is_unit_cell() || !cell.units.open_list) continue;
    std::size_t at = cell.text.rfind("等");
    const Span span =
        at == std::string_view::npos ? cell.trimmed() : Span{at, at + std::string_view("等").size()};
    findings.add(cell, span, "单位名单以“等”结尾，还有哪些单位没有说明", "列全单位，或写明所指名单的出处");
  }
}

void back_references(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (!cell.is_unit_cell()) continue;
    for (std::string_view word : {"同上", "同前", "同左", "〃"}) {
      const std::size_t at = cell.text.find(word);
      if (at == std::string_view::npos) continue;
      findings.add(cell, {at, at + word.size()}, fmt::format("用「{}」代替单位名单，行序一变就会指错", word),
                   "把单位名单写全");
      break;
    }
  }
}

struct Spelling {
  std::size_t count = 0;
  const LintCell* first = nullptr;
  Span span;
};
using Spellings =
    std::map<std::string, std::map<std::string, Spelling>>;  // canonical name -> words in the cells

bool is_whole_name(const LintCell& cell, const Duty& duty) {
  const std::string key = unit_key(duty.original);
  return missing_separator(key) == 0 && std::any_of(cell.units.pieces.begin(), cell.units.pieces.end(),
                                                    [&](const CellPiece& piece) { return piece.key == key; });
}

// Only whole pieces count: what a shared ending or a missing separator made of a cell is told by other rules.
Spellings spellings_of(const LintInput& input, bool groups) {
  Spellings spellings;
  for (const LintCell& cell : input.cells) {
    if (!cell.is_unit_cell()) continue;
    for (const Duty& duty : duties_of(input, cell)) {
      if (duty.is_group != groups || !is_whole_name(cell, duty)) continue;
      Spelling& spelling = spellings[duty.name][remove_spaces(duty.original)];
      if (spelling.count++ > 0) continue;
      spelling.first = &cell;
      spelling.span = span_of(cell, duty);
    }
  }
  return spellings;
}

// The canonical name where the table uses it, else what it uses most.
std::string best_spelling(const std::string& name, const std::map<std::string, Spelling>& ways) {
  if (ways.find(name) != ways.end()) return name;
  const auto most = std::max_element(
      ways.begin(), ways.end(), [](const auto& a, const auto& b) { return a.second.count < b.second.count; });
  return most->first;
}

void report_spellings(const Spellings& spellings, std::string_view what, Findings& findings) {
  for (const auto& [name, ways] : spellings) {
    if (ways.size() < 2) continue;
    const std::string best = best_spelling(name, ways);
    for (const auto& [words, spelling] : ways) {
      if (words == best) continue;
      findings.add(*spelling.first, spelling.span,
                   fmt::format("同一{}在表中有{}种写法，此处写作「{}」（共{}处）", what, ways.size(), words,
                               spelling.count),
                   fmt::format("统一为「{}」", best));
    }
  }
}

void uneven_unit_names(const LintInput& input, Findings& findings) {
  report_spellings(spellings_of(input, false), "单位", findings);
}
void uneven_group_names(const LintInput& input, Findings& findings) {
  report_spellings(spellings_of(input, true), "单位组", findings);
}

// 神头一、二电厂: a piece that ends with a numeral and has no ending of its own, and the next begins with
// one.
bool shares_numbered_ending(const CellPiece& left, const CellPiece& right) {
  const auto numbered = split_numeral_end(left.key);
  const auto begun = split_numeral_begin(right.key);
  return !numbered.second.empty() && !unit_suffix(left.key) && !begun.first.empty() &&
         unit_suffix(begun.second).has_value();
}

// 市、县区政府 and 市委、市政府办公厅: the ending stands only behind the last.
bool shares_word_ending(const CellPiece& left, const CellPiece& right) {
  if (is_level_word(left.key)) return ends_with(right.key, "政府");
  return is_level_organ(left.key) &&
         (ends_with(right.key, "政府办公厅") || ends_with(right.key, "政府办公室"));
}

std::string spelled_out(const CellPiece& left, const CellPiece& right) {
  if (shares_numbered_ending(left, right)) {
    const auto numbered = split_numeral_end(left.key);
    const auto begun = split_numeral_begin(right.key);
    return fmt::format("{}{}{}、{}{}{}", numbered.first, numbered.second, begun.second, numbered.first,
                       begun.first, begun.second);
  }
  const std::string_view ending = ends_with(right.key, "办公厅")   ? "办公厅"
                                  : ends_with(right.key, "办公室") ? "办公室"
                                                                   : "政府";
  return fmt::format("{}{}、{}", left.key, ending, right.text);
}

void shared_endings(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    const std::vector<CellPiece>& pieces = cell.units.pieces;
    for (std::size_t at = 1; at < pieces.size(); ++at) {
      if (!shares_numbered_ending(pieces[at - 1], pieces[at]) &&
          !shares_word_ending(pieces[at - 1], pieces[at]))
        continue;
      const Span span{words_of(cell, pieces[at - 1]).begin, words_of(cell, pieces[at]).end};
      findings.add(cell, span,
                   fmt::format("「{}」合写两个单位，分隔符与名单的分隔符分不清",
                               cell.text.substr(span.begin, span.end - span.begin)),
                   fmt::format("分开写全：「{}」", spelled_out(pieces[at - 1], pieces[at])));
    }
  }
}

void generic_units(const LintInput& input, Findings& findings) {
  for (const WatchedWord& word : input.context.generic_units) {
    const std::string key = unit_key(word.word);
    for (const LintCell& cell : input.cells) {
      const auto piece = std::find_if(cell.units.pieces.begin(), cell.units.pieces.end(),
                                      [&](const CellPiece& each) { return each.key == key; });
      if (piece == cell.units.pieces.end()) continue;
      findings.add(cell, words_of(cell, *piece),
                   fmt::format("「{}」不是单位全称，找不到具体的责任人", word.word), word.fix);
      break;
    }
  }
}

}  // namespace

const std::vector<LintRule>& unit_list_rules() {
  static const std::vector<LintRule> rules = {
      {"LNT005", Severity::warning, "单位间漏分隔符", missing_separators},
      {"LNT036", Severity::warning, "同格单位重复", repeated_units},
      {"LNT037", Severity::warning, "单位组与成员并列", groups_beside_members},
      {"LNT042", Severity::warning, "单位未列全", open_unit_lists},
      {"LNT043", Severity::warning, "用同上代替", back_references},
      {"LNT044", Severity::note, "单位名称不统一", uneven_unit_names},
      {"LNT045", Severity::note, "单位组名称不统一", uneven_group_names},
      {"LNT046", Severity::warning, "单位合写省略", shared_endings},
      {"LNT049", Severity::note, "单位不是全称", generic_units},
  };
  return rules;
}

}  // namespace chuangmo::plan
