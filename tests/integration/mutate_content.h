#pragma once
// What may happen to the words in the cells of a plan.
#include "plan_mutant.h"

namespace chuangmo::integration {

// A stretch of a cell between separators and brackets.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};
inline std::vector<Span> unit_spans(const std::u32string& cell) {
  static constexpr std::u32string_view kEnds = U",，、；;。 \n()（）　";
  std::vector<Span> spans;
  for (std::size_t i = 0; i < cell.size();) {
    std::size_t end = i;
    while (end < cell.size() && kEnds.find(cell[end]) == std::u32string_view::npos) ++end;
    if (end > i) spans.push_back({i, end});
    i = end + 1;
  }
  return spans;
}

inline std::size_t any_row(const Mutant& mutant, Chance& chance) {
  return 1 + chance.below(mutant.rows.size() - 1);
}
inline Part any_units(Chance& chance) {
  return chance.once_in(2) ? Part::lead : Part::cooperating;
}

// A cell of units that is not blank, if some tries find one.
inline std::string* any_unit_cell(Mutant& mutant, Chance& chance) {
  for (int i = 0; i < 8; ++i) {
    std::string& text = mutant.text(any_row(mutant, chance), any_units(chance));
    if (!trim(text).empty()) return &text;
  }
  return nullptr;
}

// Whether a cell now spells a name out that it did not before: nobody could see that it was meant otherwise.
inline bool spells_another_name(const std::string& before, const std::string& after) {
  const auto names_in = [](const std::string& cell) {
    std::set<std::string> names;
    const std::u32string text = to_u32(cell);
    for (const Span& span : unit_spans(text)) {
      const std::string word = to_utf8(text.substr(span.begin, span.end - span.begin));
      const UnitEntry* unit = city_register().find(word);
      const GroupEntry* group = city_register().find_group(word);
      if (unit != nullptr) names.insert(unit->name);
      if (group != nullptr) names.insert(group->name);
    }
    return names;
  };
  const std::set<std::string> known = names_in(before);
  const std::set<std::string> now = names_in(after);
  return !std::includes(known.begin(), known.end(), now.begin(), now.end());
}

inline bool put_damaged(std::string& cell, const std::u32string& damaged) {
  const std::string text = to_utf8(damaged);
  if (spells_another_name(cell, text)) return false;
  cell = text;
  return true;
}

// ---- Content that means the same ----

inline bool change_widths(Mutant& mutant, Chance& chance) {
  static const std::u32string kNarrow = U"0123456789,.()%:;";
  static const std::u32string kWide = U"０１２３４５６７８９，．（）％：；";
  const bool widen = chance.once_in(2);
  for (std::size_t row = 1; row < mutant.rows.size(); ++row) {
    for (MutantCell& cell : mutant.rows[row].cells) {
      std::u32string text = to_u32(cell.text);
      for (char32_t& c : text) {
        const std::size_t at = (widen ? kNarrow : kWide).find(c);
        if (at != std::u32string::npos) c = (widen ? kWide : kNarrow)[at];
      }
      cell.text = to_utf8(text);
    }
  }
  return true;
}

inline bool swap_separators(Mutant& mutant, Chance& chance) {
  static const std::vector<std::string> kSeparators = {",", "，", "、", ";", "；", "\n", "，\n", ", ", "、 "};
  for (std::size_t row = 1; row < mutant.rows.size(); ++row) {
    for (const Part part : {Part::lead, Part::cooperating}) {
      std::string out;
      for (const char32_t c : to_u32(mutant.text(row, part))) {
        out += c == U',' || c == U'，' || c == U'、' ? chance.one_of(kSeparators)
                                                     : to_utf8(std::u32string(1, c));
      }
      mutant.text(row, part) = out;
    }
  }
  return true;
}

inline bool swap_alias(Mutant& mutant, Chance& chance) {
  std::string* cell = any_unit_cell(mutant, chance);
  if (cell == nullptr) return false;
  std::u32string text = to_u32(*cell);
  const std::vector<Span> spans = unit_spans(text);
  if (spans.empty()) return false;
  const Span span = chance.one_of(spans);
  const UnitEntry* unit = city_register().find(to_utf8(text.substr(span.begin, span.end - span.begin)));
  if (unit == nullptr || unit->aliases.empty()) return false;
  text.replace(span.begin, span.end - span.begin, to_u32(chance.one_of(unit->aliases)));
  *cell = to_utf8(text);
  return true;
}

inline bool swap_ellipsis(Mutant& mutant, Chance& chance) {
  static const std::vector<std::pair<std::string, std::string>> kForms = {
      {"神头一、二电厂", "神头一电厂、神头二电厂"}, {"神头一,二电厂", "神头一电厂、神头二电厂"},
      {"神头一，二电厂", "神头一、二电厂"},         {"市委、市政府办公厅", "市委办公厅、市政府办公厅"},
      {"市住建局、市园林局", "市住建、园林局"},     {"市环保局、市住建局", "市环保、住建局"},
      {"市住建局、市水务局", "市住建和水务局"},     {"各县（区）政府", "各县区政府"},
      {"市、县区政府", "市政府、各县区政府"}};
  bool changed = false;
  const std::size_t start = chance.below(kForms.size());
  for (std::size_t row = 1; row < mutant.rows.size(); ++row) {
    for (const Part part : {Part::lead, Part::cooperating}) {
      for (std::size_t i = 0; i < kForms.size() && !changed; ++i) {
        const auto& [from, to] = kForms[(start + i) % kForms.size()];
        std::string& text = mutant.text(row, part);
        changed = contains(text, from);
        text = replace_all(text, from, to);
      }
    }
  }
  return changed;
}

inline bool break_lines(Mutant& mutant, Chance& chance) {
  const std::size_t row = any_row(mutant, chance);
  const Part part = chance.once_in(2) ? Part::requirement : Part::task;
  std::u32string text = to_u32(mutant.text(row, part));
  if (text.size() < 12) return false;
  // Not behind a number, which would begin a task of its own.
  const std::size_t at = 6 + chance.below(text.size() - 8);
  if (text[at] < 0x80 || text[at - 1] < 0x80) return false;
  text.insert(at, 1, U'\n');
  mutant.text(row, part) = to_utf8(text);
  return true;
}

inline bool pad_with_spaces(Mutant& mutant, Chance& chance) {
  static const std::vector<std::string> kSpaces = {" ", "　", "\n", "  ", "\xC2\xA0"};
  const std::size_t row = any_row(mutant, chance);
  for (MutantCell& cell : mutant.rows[row].cells) {
    if (!cell.text.empty()) cell.text = chance.one_of(kSpaces) + cell.text + chance.one_of(kSpaces);
  }
  return true;
}

// 市 环 保 局: names spread to the width of a column.
inline bool spread_name(Mutant& mutant, Chance& chance) {
  std::string* cell = any_unit_cell(mutant, chance);
  if (cell == nullptr) return false;
  const std::u32string text = to_u32(*cell);
  const std::vector<Span> spans = unit_spans(text);
  if (spans.size() != 1 || spans[0].end - spans[0].begin > 6) return false;
  std::u32string out;
  for (std::size_t i = spans[0].begin; i < spans[0].end; ++i) {
    if (!out.empty()) out += U' ';
    out += text[i];
  }
  *cell = to_utf8(out);
  return true;
}

// ---- Content that is damaged ----

// Characters that names are made of, so that one slip may hit another name.
inline char32_t any_name_character(Chance& chance) {
  static const std::u32string kCharacters = [] {
    std::u32string all;
    for (const UnitEntry& unit : city_register().units) all += to_u32(unit.name);
    return all;
  }();
  return kCharacters[chance.below(kCharacters.size())];
}

inline bool slip_of_the_pen(Mutant& mutant, Chance& chance) {
  std::string* cell = any_unit_cell(mutant, chance);
  if (cell == nullptr) return false;
  std::u32string text = to_u32(*cell);
  const std::size_t at = chance.below(text.size());
  switch (chance.below(4)) {
    case 0:
      text[at] = any_name_character(chance);
      break;
    case 1:
      text.insert(at, 1, any_name_character(chance));
      break;
    case 2:
      text.erase(at, 1);
      break;
    default:
      if (at + 1 == text.size()) return false;
      std::swap(text[at], text[at + 1]);
  }
  return put_damaged(*cell, text);
}

// Within a name: a cell that ends behind one is a shorter list, and nothing is wrong with that.
inline bool truncate_units(Mutant& mutant, Chance& chance) {
  std::string* cell = any_unit_cell(mutant, chance);
  if (cell == nullptr) return false;
  const std::u32string text = to_u32(*cell);
  const std::vector<Span> spans = unit_spans(text);
  if (spans.empty()) return false;
  const Span span = chance.one_of(spans);
  if (span.end - span.begin < 2) return false;
  const std::size_t at = span.begin + 1 + chance.below(span.end - span.begin - 1);
  return put_damaged(*cell, chance.once_in(2) ? text.substr(0, at) : text.substr(at));
}

inline bool lose_separator(Mutant& mutant, Chance& chance) {
  for (int i = 0; i < 8; ++i) {
    std::string& cell = mutant.text(any_row(mutant, chance), any_units(chance));
    std::u32string text = to_u32(cell);
    std::vector<std::size_t> separators;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (std::u32string_view(U",，、").find(text[at]) != std::u32string_view::npos) separators.push_back(at);
    }
    if (separators.empty()) continue;
    text.erase(chance.one_of(separators), 1);
    return put_damaged(cell, text);
  }
  return false;
}

inline bool separate_wrongly(Mutant& mutant, Chance& chance) {
  std::string* cell = any_unit_cell(mutant, chance);
  if (cell == nullptr) return false;
  std::u32string text = to_u32(*cell);
  text.insert(chance.below(text.size() + 1), 1, U"、，\n和（"[chance.below(5)]);
  return put_damaged(*cell, text);
}

inline bool put_rubbish(Mutant& mutant, Chance& chance) {
  static const std::vector<std::string> kRubbish = {"？？？",
                                                    "□□",
                                                    "😀",
                                                    "((((",
                                                    "）））",
                                                    "“““",
                                                    "#REF!",
                                                    "0",
                                                    "等",
                                                    "同上",
                                                    "负责",
                                                    "x\x01y",
                                                    "各各各",
                                                    "一二三",
                                                    "：",
                                                    "http://例子",
                                                    std::string(3000, 'a')};
  std::string& cell = mutant.text(any_row(mutant, chance), any_units(chance));
  if (chance.once_in(2)) cell += chance.once_in(2) ? "、" : "";
  cell += chance.one_of(kRubbish);
  return true;
}

inline bool truncate_task(Mutant& mutant, Chance& chance) {
  const std::size_t row = any_row(mutant, chance);
  const std::u32string text = to_u32(mutant.text(row, Part::task));
  if (text.size() < 10) return false;
  const std::u32string kept = text.substr(0, 6 + chance.below(text.size() - 6));
  mutant.text(row, Part::task) = to_utf8(kept);
  mutant.task_texts[mutant.rows[row].origin] = to_utf8(kept);
  return true;
}

inline bool blank_a_cell(Mutant& mutant, Chance& chance) {
  std::string& text = mutant.rows[any_row(mutant, chance)].cells[chance.below(5)].text;
  if (text.empty()) return false;
  text.clear();
  return true;
}

inline bool rename_heading(Mutant& mutant, Chance& chance) {
  static const std::vector<std::string> kWords = {"联系电话", "", "工作", "单位", "？", "责任单位", "指标"};
  mutant.rows[0].cells[chance.below(5)].text = chance.one_of(kWords);
  return true;
}

inline bool swap_bodies(Mutant& mutant, Chance& chance) {
  const std::size_t a = chance.below(5);
  const std::size_t b = chance.below(5);
  if (a == b || a + b == 7) return false;  // lead and cooperating changed over: nobody can tell
  for (std::size_t row = 1; row < mutant.rows.size(); ++row)
    std::swap(mutant.rows[row].cells[a].text, mutant.rows[row].cells[b].text);
  return true;
}

}  // namespace chuangmo::integration
