// Punctuation, blanks and digits (GB/T 15834-2011, GB/T 15835-2011).
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "plan/lint_input.h"

namespace chuangmo::plan {
namespace {

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0x3000 || c == 0xA0 || c == 0xFEFF;
}

// Chinese writing: an ideograph, or a mark that only Chinese text has.
bool is_chinese(char32_t c) {
  return is_han(c) || std::u32string_view(U"，。、；：（）“”《》").find(c) != std::u32string_view::npos;
}

char32_t before(const LintCell& cell, std::size_t at) {
  return at == 0 ? U'\0' : cell.glyphs[at - 1].code;
}
char32_t behind(const LintCell& cell, std::size_t at) {
  return at + 1 >= cell.glyphs.size() ? U'\0' : cell.glyphs[at + 1].code;
}

Span span_of(const LintCell& cell, std::size_t first, std::size_t last) {
  return {cell.glyphs[first].begin, cell.glyphs[last].end};
}

bool in_numbering(const LintCell& cell, const Glyph& glyph) {
  return cell.numbering.number > 0 && glyph.begin < cell.numbering.body;
}

// The first glyph that asks for the rule, and how many do.
struct Occurrences {
  std::size_t first = 0;
  std::size_t count = 0;
};
template <class Test>
Occurrences occurrences(const LintCell& cell, Test&& test) {
  Occurrences found;
  for (std::size_t at = 0; at < cell.glyphs.size(); ++at) {
    if (!test(at)) continue;
    if (found.count++ == 0) found.first = at;
  }
  return found;
}

std::string times(std::size_t count) {
  return count > 1 ? fmt::format("（本格共{}处）", count) : "";
}

void mixed_separators(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (!cell.is_unit_cell()) continue;
    std::string seen;
    std::size_t first_other = 0;
    std::size_t kinds = 0;
    for (std::size_t at = 0; at < cell.glyphs.size(); ++at) {
      const char32_t c = cell.glyphs[at].code;
      if (c != U',' && c != U'，' && c != U'、' && c != U';' && c != U'；') continue;
      const std::string mark = to_utf8(std::u32string_view(&c, 1));
      if (contains(seen, mark)) continue;
      seen += (seen.empty() ? "" : " ") + mark;
      if (++kinds == 2) first_other = at;
    }
    if (kinds < 2) continue;
    findings.add(cell, span_of(cell, first_other, first_other),
                 fmt::format("同一格里单位之间混用了{}种分隔符：{}", kinds, seen), "单位之间统一用顿号“、”");
  }
}

void half_width_commas(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    const Occurrences found = occurrences(cell, [&](std::size_t at) {
      return cell.glyphs[at].code == U',' && (is_chinese(before(cell, at)) || is_chinese(behind(cell, at)));
    });
    if (found.count == 0) continue;
    findings.add(cell, span_of(cell, found.first, found.first), "中文里用了半角逗号“,”" + times(found.count),
                 cell.is_unit_cell() ? "单位之间用顿号“、”" : "改为全角逗号“，”；并列的词语之间用顿号“、”");
  }
}

void half_width_stops(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    const Occurrences found = occurrences(cell, [&](std::size_t at) {
      const char32_t c = cell.glyphs[at].code;
      return (c == U'.' || c == U'．') && !in_numbering(cell, cell.glyphs[at]) &&
             is_chinese(before(cell, at)) &&
             (is_han(behind(cell, at)) || behind(cell, at) == U'\0' || is_blank(behind(cell, at)));
    });
    if (found.count == 0) continue;
    findings.add(cell, span_of(cell, found.first, found.first),
                 "中文句末用了半角句点“.”" + times(found.count), "改为句号“。”");
  }
}

void other_half_width(const LintInput& input, Findings& findings) {
  static constexpr std::u32string_view kMarks = U"();:!?";
  for (const LintCell& cell : input.cells) {
    const Occurrences found = occurrences(cell, [&](std::size_t at) {
      const char32_t c = cell.glyphs[at].code;
      if (kMarks.find(c) == std::u32string_view::npos || in_numbering(cell, cell.glyphs[at])) return false;
      return is_chinese(before(cell, at)) || is_chinese(behind(cell, at));
    });
    if (found.count == 0) continue;
    const Span span = span_of(cell, found.first, found.first);
    findings.add(cell, span,
                 fmt::format("中文里用了半角标点「{}」{}",
                             cell.text.substr(span.begin, span.end - span.begin), times(found.count)),
                 "改为全角标点");
  }
}

void line_break_separators(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (!cell.is_unit_cell()) continue;
    for (std::size_t at = 1; at < cell.units.pieces.size(); ++at) {
      const Span gap{cell.units.pieces[at - 1].end, cell.units.pieces[at].begin};
      if (gap.end <= gap.begin || gap.end > cell.text.size()) continue;
      const std::string_view between = cell.text.substr(gap.begin, gap.end - gap.begin);
      if (!contains(between, "\n") || !trim(between).empty()) continue;
      findings.add(cell, gap, "单位之间只用换行分隔", "写在一行里，用顿号“、”分隔");
      break;
    }
  }
}

bool separates(char32_t c) {
  return std::u32string_view(U",，、;；").find(c) != std::u32string_view::npos;
}

void blanks_inside(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    const Span inner = cell.trimmed();
    const Occurrences found = occurrences(cell, [&](std::size_t at) {
      const Glyph& glyph = cell.glyphs[at];
      const bool blank =
          glyph.code == U' ' || glyph.code == U'\t' || glyph.code == 0x3000 || glyph.code == 0xA0;
      if (!blank || glyph.begin < inner.begin || glyph.end >= inner.end || in_numbering(cell, glyph))
        return false;
      const char32_t left = before(cell, at);
      const char32_t right = behind(cell, at);
      return (is_chinese(left) || separates(left)) && (is_chinese(right) || separates(right));
    });
    if (found.count == 0) continue;
    findings.add(cell, span_of(cell, found.first, found.first), "中文之间有空格" + times(found.count),
                 "删去空格");
  }
}

void blanks_around(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    const Span inner = cell.trimmed();
    if (cell.text.empty() || inner.end == 0) continue;
    if (inner.end < cell.text.size()) {
      findings.add(cell, {inner.end, cell.text.size()}, "单元格末尾有多余的空格或空行", "删去");
    } else if (inner.begin > 0) {
      findings.add(cell, {0, inner.begin}, "单元格开头有多余的空格或空行", "删去");
    }
  }
}

const Glyph* last_glyph(const LintCell& cell) {
  const Span inner = cell.trimmed();
  for (std::size_t at = cell.glyphs.size(); at > 0; --at) {
    if (cell.glyphs[at - 1].end == inner.end) return &cell.glyphs[at - 1];
  }
  return nullptr;
}

void trailing_commas(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    const Glyph* last = last_glyph(cell);
    if (!last || std::u32string_view(U",，、;；:：").find(last->code) == std::u32string_view::npos) continue;
    const std::string_view mark = cell.text.substr(last->begin, last->end - last->begin);
    findings.add(cell, {last->begin, last->end},
                 fmt::format("以「{}」结尾，话没有说完，或漏了后面的内容", mark),
                 cell.is_unit_cell() ? "删去末尾标点，或补上漏掉的单位" : "补全后面的内容，或改为句号“。”");
  }
}

void full_width_digits(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    for (std::size_t at = 0; at < cell.glyphs.size(); ++at) {
      const auto is_wide = [&](std::size_t i) {
        const char32_t c = cell.glyphs[i].code;
        return (c >= U'０' && c <= U'９') || c == U'％' || c == U'．' || (c >= U'Ａ' && c <= U'Ｚ') ||
               (c >= U'ａ' && c <= U'ｚ');
      };
      if (!is_wide(at) || cell.glyphs[at].code == U'．' || cell.glyphs[at].code == U'％') continue;
      std::size_t last = at;
      while (last + 1 < cell.glyphs.size() && is_wide(last + 1)) ++last;
      const Span span = span_of(cell, at, last);
      const std::string words(cell.text.substr(span.begin, span.end - span.begin));
      findings.add(cell, span, fmt::format("「{}」用了全角数字或字母", words),
                   fmt::format("改为半角「{}」", nfkc(words)));
      at = last;
    }
  }
}

void repeated_marks(const LintInput& input, Findings& findings) {
  static constexpr std::u32string_view kMarks = U",，。、;；:：.";
  for (const LintCell& cell : input.cells) {
    for (std::size_t at = 1; at < cell.glyphs.size(); ++at) {
      const char32_t c = cell.glyphs[at].code;
      const char32_t left = cell.glyphs[at - 1].code;
      const bool both =
          kMarks.find(c) != std::u32string_view::npos && kMarks.find(left) != std::u32string_view::npos;
      if (!both || in_numbering(cell, cell.glyphs[at])) continue;
      const Span span = span_of(cell, at - 1, at);
      findings.add(cell, span,
                   fmt::format("标点重复：「{}」", cell.text.substr(span.begin, span.end - span.begin)),
                   "只留一个");
    }
  }
}

struct Pair {
  char32_t open;
  char32_t close;
};
constexpr std::array<Pair, 7> kPairs{{{U'“', U'”'},
                                      {U'‘', U'’'},
                                      {U'（', U'）'},
                                      {U'《', U'》'},
                                      {U'(', U')'},
                                      {U'【', U'】'},
                                      {U'〔', U'〕'}}};

// （…) opens one way and closes the other: for the balance they are one kind.
char32_t kind_of_opening(char32_t c) {
  for (const Pair& pair : kPairs) {
    if (c == pair.open) return c == U'（' ? U'(' : c;
  }
  return 0;
}
char32_t kind_of_closing(char32_t c) {
  for (const Pair& pair : kPairs) {
    if (c == pair.close) return kind_of_opening(pair.open);
  }
  return 0;
}

void unbalanced_pairs(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    std::vector<std::size_t> open;
    const auto report = [&](std::size_t at, std::string_view what) {
      const Span span = span_of(cell, at, at);
      findings.add(cell, span,
                   fmt::format("「{}」{}", cell.text.substr(span.begin, span.end - span.begin), what),
                   "补上与它配对的另一半，或删去");
    };
    for (std::size_t at = 0; at < cell.glyphs.size(); ++at) {
      if (in_numbering(cell, cell.glyphs[at])) continue;
      if (kind_of_opening(cell.glyphs[at].code) != 0) open.push_back(at);
      const char32_t closing = kind_of_closing(cell.glyphs[at].code);
      if (closing == 0) continue;
      if (!open.empty() && kind_of_opening(cell.glyphs[open.back()].code) == closing) {
        open.pop_back();
      } else {
        report(at, "没有对应的前一半");
      }
    }
    for (std::size_t at : open) report(at, "没有对应的后一半");
  }
}

void missing_mark_behind_quote(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.is_unit_cell()) continue;
    for (const Glyph& glyph : cell.glyphs) {
      if (glyph.code != U'”') continue;
      const std::string_view rest = cell.text.substr(glyph.end);
      for (const std::string& opener : input.context.clause_openers) {
        if (!starts_with(rest, opener)) continue;
        findings.add(cell, {glyph.begin, glyph.end + opener.size()},
                     fmt::format("引号之后直接接「{}」，两句话连在了一起", opener),
                     fmt::format("在引号后断句，并补全前一句，例如“……执行‘三同时’制度，{}……”", opener));
        break;
      }
    }
  }
}

// Cells that end with 。 and cells that do not, by role.
void uneven_endings(const LintInput& input, Findings& findings) {
  for (CellRole role : {CellRole::requirement, CellRole::task}) {
    std::vector<const LintCell*> with;
    std::vector<const LintCell*> without;
    for (const LintCell& cell : input.cells) {
      if (cell.role != role || cell.folded.empty()) continue;
      const Glyph* last = last_glyph(cell);
      if (!last) continue;
      if (last->code == U'。') with.push_back(&cell);
      if (is_han(last->code) || last->code == U'%' || last->code == U'”' || last->code == U')')
        without.push_back(&cell);
    }
    if (with.empty() || without.empty()) continue;
    const bool stops_are_rare = with.size() < without.size();
    const LintCell& first = stops_are_rare ? *with.front() : *without.front();
    const Glyph* last = last_glyph(first);
    findings.add(first, {last->begin, last->end},
                 fmt::format("{}的末尾有的有句号（{}格）、有的没有（{}格），此处起不一致",
                             role == CellRole::task ? "任务" : "指标要求", with.size(), without.size()),
                 "全表统一：都加句号，或单句都不加");
  }
}

struct QuoteUse {
  std::vector<std::pair<const LintCell*, Span>> with;
  std::vector<std::pair<const LintCell*, Span>> without;
};

void uneven_quoting(const LintInput& input, Findings& findings) {
  constexpr std::size_t kMostBytes = 18;
  constexpr std::size_t kMostTerms = 100;
  std::map<std::string, QuoteUse> uses;
  for (const LintCell& cell : input.cells) {
    for (std::size_t open = cell.text.find("“"); open != std::string_view::npos;
         open = cell.text.find("“", open + 3)) {
      const std::size_t begin = open + 3;
      const std::size_t close = cell.text.find("”", begin);
      if (close == std::string_view::npos || close - begin > kMostBytes || close == begin) continue;
      const std::string term(cell.text.substr(begin, close - begin));
      if (uses.size() >= kMostTerms && uses.find(term) == uses.end()) continue;
      uses[term].with.push_back({&cell, {open, close + 3}});
    }
  }
  for (const LintCell& cell : input.cells) {
    if (cell.is_unit_cell()) continue;
    for (auto& [term, use] : uses) {
      const std::size_t at = cell.text.find(term);
      if (at == std::string_view::npos || (at >= 3 && cell.text.substr(at - 3, 3) == "“")) continue;
      use.without.push_back({&cell, {at, at + term.size()}});
    }
  }
  for (const auto& [term, use] : uses) {
    if (use.without.empty()) continue;
    const auto& [cell, span] = use.with.size() <= use.without.size() ? use.with.front() : use.without.front();
    findings.add(
        *cell, span,
        fmt::format("「{}」有时加引号（{}处）、有时不加（{}处）", term, use.with.size(), use.without.size()),
        "全表统一写法");
  }
}

}  // namespace

const std::vector<LintRule>& mark_rules() {
  static const std::vector<LintRule> rules = {
      {"LNT001", Severity::warning, "单位分隔符混用", mixed_separators},
      {"LNT002", Severity::note, "半角逗号", half_width_commas},
      {"LNT003", Severity::note, "半角句点", half_width_stops},
      {"LNT004", Severity::note, "其他半角标点", other_half_width},
      {"LNT006", Severity::note, "用换行分隔单位", line_break_separators},
      {"LNT007", Severity::note, "中文之间有空格", blanks_inside},
      {"LNT008", Severity::note, "首尾多余空白", blanks_around},
      {"LNT009", Severity::warning, "以逗号结尾", trailing_commas},
      {"LNT010", Severity::note, "全角数字", full_width_digits},
      {"LNT011", Severity::warning, "标点重复", repeated_marks},
      {"LNT012", Severity::warning, "引号括号不成对", unbalanced_pairs},
      {"LNT013", Severity::warning, "引号后漏标点", missing_mark_behind_quote},
      {"LNT014", Severity::note, "句末标点不统一", uneven_endings},
      {"LNT015", Severity::note, "引号用法不统一", uneven_quoting},
  };
  return rules;
}

}  // namespace chuangmo::plan
