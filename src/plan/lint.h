#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/result.h"
#include "model/plan.h"

namespace chuangmo::plan {

// A word that calls for attention, and the longer words in which it does not.
struct WatchedWord {
  std::string word;
  std::string fix;                  // 中文: the proposed wording or what to write instead
  std::vector<std::string> except;  // "定期检验率": here 定期 is part of a name
};

// One thing and the ways it is written.
struct TermFamily {
  std::string right;
  std::vector<std::string> variants;
};

// What the rules know about words. All of it is data of a language and a trade: catalog/lint/zh.toml.
struct LintContext {
  std::vector<WatchedWord> spellings;       // fix: the right spelling
  std::vector<WatchedWord> doubled;         // 年年度: one word typed twice
  std::vector<WatchedWord> fuzzy;           // 及时, 定期, 名列前列
  std::vector<WatchedWord> untestable;      // results nobody can check: 落实到位
  std::vector<WatchedWord> relative_times;  // 近三年
  std::vector<WatchedWord> assessor_words;  // wording of an assessor in a task: 考核市政府
  std::vector<WatchedWord>
      scopes;  // fix: the scope the word speaks of (市域, 市辖区 ...); "" general, such as 城市
  std::vector<WatchedWord> abbreviations;  // fix: the words in full
  std::vector<WatchedWord> generic_units;  // fix: what would name the unit: 电力公司
  std::vector<TermFamily> terms;
  std::vector<std::string> result_words;      // make a task checkable: 取缔, 建成
  std::vector<std::string> commitment_words;  // 确保, 保证
  std::vector<std::string> narrowing_words;   // 重点, 规模以上
  std::vector<std::string> widening_words;    // 全部, 所有
  std::vector<std::string> clause_openers;  // cannot directly follow a closing quotation mark: 依法, 开展
  int base_year = 0;  // the year the plan speaks from; 0: the title's, else the latest year the plan names
};

// LNT900: the file is no TOML; LNT901: an entry is not as the head of the file says.
Result<LintContext> read_lint_toml(std::string_view toml);

class Findings;
struct LintInput;

// One rule. Codes are stable: a rule that goes keeps its number to itself.
struct LintRule {
  std::string_view code;
  Severity severity;
  std::string_view name;  // short, 中文
  void (*check)(const LintInput& input, Findings& findings);
};

// All rules in the order of their codes.
const std::vector<LintRule>& lint_rules();
const LintRule* find_lint_rule(std::string_view code);

// Everything the rules find, in the order of the document: cell by cell, position by position, then by code.
// Every finding has file, row, column, the byte span inside the cell as it stands, the cell as its source,
// and a proposed fix.
Diagnostics lint(const Plan& plan, const LintContext& context = {});

}  // namespace chuangmo::plan
