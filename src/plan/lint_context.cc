#include <array>

#include "base/text.h"
#include "plan/lint.h"
#include "plan/toml_reader.h"

namespace chuangmo::plan {
namespace {

constexpr std::string_view kFile = "catalog/lint/zh.toml";

struct WatchedList {
  std::string_view key;
  std::vector<WatchedWord> LintContext::*list;
};
constexpr std::array<WatchedList, 9> kWatchedLists{{{"spelling", &LintContext::spellings},
                                                    {"doubled", &LintContext::doubled},
                                                    {"fuzzy", &LintContext::fuzzy},
                                                    {"untestable", &LintContext::untestable},
                                                    {"relative_time", &LintContext::relative_times},
                                                    {"assessor", &LintContext::assessor_words},
                                                    {"scope", &LintContext::scopes},
                                                    {"abbreviation", &LintContext::abbreviations},
                                                    {"generic_unit", &LintContext::generic_units}}};

struct WordList {
  std::string_view key;
  std::vector<std::string> LintContext::*list;
};
constexpr std::array<WordList, 5> kWordLists{{{"result_words", &LintContext::result_words},
                                              {"commitment_words", &LintContext::commitment_words},
                                              {"narrowing_words", &LintContext::narrowing_words},
                                              {"widening_words", &LintContext::widening_words},
                                              {"clause_openers", &LintContext::clause_openers}}};

Result<void> checked(TomlReader& reader) {
  const std::string problem = reader.problem();
  if (problem.empty()) return {};
  return fail("LNT901", std::string(kFile) + " " + problem, "按文件开头的说明改正");
}

Result<WatchedWord> read_watched(const toml::table& table) {
  TomlReader reader(table);
  // Cells are searched in their folded form, so the words are folded as well.
  WatchedWord word{nfkc(reader.text("word")), reader.text("fix"), reader.texts("except")};
  for (std::string& except : word.except) except = nfkc(except);
  if (word.word.empty()) reader.add_problem(&table, "word 不能为空");
  CHUANGMO_CHECK(checked(reader));
  return word;
}

Result<TermFamily> read_family(const toml::table& table) {
  TomlReader reader(table);
  TermFamily family{nfkc(reader.text("right")), reader.texts("variants")};
  for (std::string& variant : family.variants) variant = nfkc(variant);
  if (family.right.empty() || family.variants.empty())
    reader.add_problem(&table, "right 和 variants 不能为空");
  CHUANGMO_CHECK(checked(reader));
  return family;
}

}  // namespace

Result<LintContext> read_lint_toml(std::string_view toml) {
  CHUANGMO_TRY(root, parse_toml(toml, kFile, "LNT900"));
  TomlReader reader(root);
  LintContext context;
  for (const WatchedList& row : kWatchedLists) {
    for (const toml::table* table : reader.tables(row.key)) {
      CHUANGMO_TRY(word, read_watched(*table));
      (context.*row.list).push_back(std::move(word));
    }
  }
  for (const toml::table* table : reader.tables("term")) {
    CHUANGMO_TRY(family, read_family(*table));
    context.terms.push_back(std::move(family));
  }
  for (const WordList& row : kWordLists) context.*row.list = reader.texts(row.key);
  CHUANGMO_CHECK(checked(reader));
  return context;
}

}  // namespace chuangmo::plan
