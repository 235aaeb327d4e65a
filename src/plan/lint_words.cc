// Spelling, wording and terms. The words themselves are catalog/lint/zh.toml.
#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "plan/lint_input.h"

namespace chuangmo::plan {
namespace {

std::string words_at(const LintCell& cell, Span span) {
  return std::string(cell.text.substr(span.begin, span.end - span.begin));
}

bool is_prose(const LintCell& cell) {
  return cell.role == CellRole::requirement || cell.role == CellRole::task;
}

void misspellings(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    for (const WordHit& hit : hits_of(cell, input.context.spellings)) {
      const WatchedWord& word = input.context.spellings[hit.word];
      findings.add(cell, hit.span,
                   fmt::format("「{}」写法有误（错别字、漏字或不规范）", words_at(cell, hit.span)),
                   fmt::format("改为「{}」", word.fix));
    }
  }
}

void doubled_words(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    for (const WordHit& hit : hits_of(cell, input.context.doubled)) {
      findings.add(cell, hit.span, fmt::format("「{}」有字词重复", words_at(cell, hit.span)),
                   fmt::format("改为「{}」", input.context.doubled[hit.word].fix));
    }
  }
}

struct TermUse {
  std::size_t count = 0;
  const LintCell* first = nullptr;
  Span span;
};

// How often each way of writing is used; a longer way that contains a shorter one is counted as itself.
std::vector<TermUse> uses_of(const LintInput& input, const TermFamily& family) {
  std::vector<WatchedWord> ways = {{family.right, "", {}}};
  for (const std::string& variant : family.variants) ways.push_back({variant, "", {}});
  std::vector<TermUse> uses(ways.size());
  for (const LintCell& cell : input.cells) {
    if (!is_prose(cell)) continue;
    for (const WordHit& hit : hits_of(cell, ways)) {
      TermUse& use = uses[hit.word];
      if (use.count++ > 0) continue;
      use.first = &cell;
      use.span = hit.span;
    }
  }
  return uses;
}

void uneven_terms(const LintInput& input, Findings& findings) {
  for (const TermFamily& family : input.context.terms) {
    const std::vector<TermUse> uses = uses_of(input, family);
    const auto used =
        std::count_if(uses.begin(), uses.end(), [](const TermUse& use) { return use.count > 0; });
    if (used < 2) continue;
    for (std::size_t way = 1; way < uses.size(); ++way) {
      if (uses[way].count == 0) continue;
      findings.add(*uses[way].first, uses[way].span,
                   fmt::format("同一事物在表中有{}种写法，此处写作「{}」（共{}处）", used,
                               family.variants[way - 1], uses[way].count),
                   fmt::format("统一为「{}」", family.right));
    }
  }
}

bool overlaps(Span a, Span b) {
  return a.begin < b.end && b.begin < a.end;
}

// What a requirement leaves without a test is told by LNT058.
void fuzzy_words(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (!is_prose(cell)) continue;
    const std::vector<WordHit> told =
        cell.role == CellRole::requirement ? hits_of(cell, input.context.untestable) : std::vector<WordHit>{};
    for (const WordHit& hit : hits_of(cell, input.context.fuzzy)) {
      if (std::any_of(told.begin(), told.end(),
                      [&](const WordHit& other) { return overlaps(hit.span, other.span); }))
        continue;
      findings.add(cell, hit.span, fmt::format("「{}」说法含糊，无法考核", words_at(cell, hit.span)),
                   input.context.fuzzy[hit.word].fix);
    }
  }
}

bool is_explained(const LintInput& input, const WatchedWord& word) {
  const auto explains = [&](std::string_view text) {
    return contains(text, "简称“" + word.word) || contains(text, "简称" + word.word) ||
           contains(text, word.fix + "（" + word.word) || contains(text, word.fix + "（“" + word.word);
  };
  return explains(input.plan.title) || std::any_of(input.cells.begin(), input.cells.end(),
                                                   [&](const LintCell& cell) { return explains(cell.text); });
}

void unexplained_abbreviations(const LintInput& input, Findings& findings) {
  for (const WatchedWord& word : input.context.abbreviations) {
    if (is_explained(input, word)) continue;
    const std::vector<WatchedWord> one = {word};
    for (const LintCell& cell : input.cells) {
      if (!is_prose(cell)) continue;
      const std::vector<WordHit> hits = hits_of(cell, one);
      if (hits.empty()) continue;
      findings.add(cell, hits.front().span, fmt::format("简称「{}」在表中没有说明全称", word.word),
                   fmt::format("第一次出现时写“{}（以下简称‘{}’）”", word.fix, word.word));
      break;
    }
  }
}

void open_lists(const LintInput& input, Findings& findings) {
  static const std::vector<WatchedWord> kWords = {{"等",
                                                   "",
                                                   {"等级", "平等", "同等", "中等", "高等", "优等", "等于",
                                                    "对等", "上等", "初等", "等效", "等量", "相等"}}};
  for (const LintCell& cell : input.cells) {
    if (!is_prose(cell)) continue;
    for (const WordHit& hit : hits_of(cell, kWords)) {
      findings.add(cell, hit.span, "用“等”结束列举，还包括什么没有说明", "列全，或写明依据哪个文件的目录");
    }
  }
}

void relative_times(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (!is_prose(cell)) continue;
    for (const WordHit& hit : hits_of(cell, input.context.relative_times)) {
      const std::string& hint = input.context.relative_times[hit.word].fix;
      findings.add(cell, hit.span, fmt::format("「{}」从哪一年算起没有写明", words_at(cell, hit.span)),
                   hint.empty() ? "写明起止年份，例如“2009—2011年”" : hint);
    }
  }
}

void assessor_wording(const LintInput& input, Findings& findings) {
  for (const LintCell& cell : input.cells) {
    if (cell.role != CellRole::task) continue;
    for (const WordHit& hit : hits_of(cell, input.context.assessor_words)) {
      findings.add(cell, hit.span,
                   fmt::format("「{}」是考核者的口气，不是要责任单位做的事", words_at(cell, hit.span)),
                   input.context.assessor_words[hit.word].fix);
    }
  }
}

}  // namespace

const std::vector<LintRule>& word_rules() {
  static const std::vector<LintRule> rules = {
      {"LNT016", Severity::warning, "错别字", misspellings},
      {"LNT017", Severity::warning, "字词重复", doubled_words},
      {"LNT018", Severity::note, "名称不统一", uneven_terms},
      {"LNT019", Severity::note, "含糊词语", fuzzy_words},
      {"LNT020", Severity::note, "简称未说明", unexplained_abbreviations},
      {"LNT021", Severity::note, "列举未尽", open_lists},
      {"LNT022", Severity::note, "相对时间", relative_times},
      {"LNT023", Severity::warning, "考核口气", assessor_wording},
  };
  return rules;
}

}  // namespace chuangmo::plan
