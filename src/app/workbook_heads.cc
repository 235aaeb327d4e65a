#include "app/workbook_heads.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/table_columns.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

constexpr int kSearchedRows = 60;

bool is_named(const WantedColumn& wanted, const std::string& head) {
  const std::string whole = folded_name(head);
  const std::string words = words_and_unit(head).first;
  return std::any_of(wanted.words.begin(), wanted.words.end(), [&](const std::string& each) {
    const std::string folded = folded_name(each);
    return folded == whole || folded == words;
  });
}

// By the words of one row: column by key, and which columns share a key.
struct NamedColumns {
  std::map<std::string, std::vector<int>> at;
};

NamedColumns named_columns(const WorkbookGrid& grid, int row, const std::vector<int>& columns,
                           const std::vector<WantedColumn>& wanted) {
  NamedColumns named;
  for (const int column : columns) {
    const std::string head = grid.text(row, column);
    if (head.size() > 300) continue;
    for (const WantedColumn& each : wanted) {
      if (is_named(each, head)) named.at[each.key].push_back(column);
    }
  }
  return named;
}

class ColumnFinder {
 public:
  ColumnFinder(const WorkbookGrid& grid, const std::vector<WantedColumn>& wanted, Diagnostics& diagnostics)
      : grid_(grid), wanted_(wanted), diagnostics_(diagnostics) {}

  FoundColumns find(std::size_t least) {
    for (const auto& [row, columns] : grid_.filled()) {
      if (row > kSearchedRows) break;
      NamedColumns named = named_columns(grid_, row, columns, wanted_);
      if (named.at.size() < least) continue;
      found_.head_row = row;
      named_ = std::move(named);
      break;
    }
    for (const WantedColumn& each : wanted_) place(each);
    return std::move(found_);
  }

 private:
  void place(const WantedColumn& wanted) {
    const std::optional<int> keyed = grid_.key_column(wanted.key);
    const auto by_words = named_.at.find(wanted.key);
    const bool is_worded = by_words != named_.at.end();
    const bool is_repeated = std::find(grid_.repeated_keys().begin(), grid_.repeated_keys().end(),
                                       wanted.key) != grid_.repeated_keys().end();
    if (!keyed && !is_worded) return;
    if (is_repeated || (is_worded && by_words->second.size() > 1))
      return complain("WBK007", keyed.value_or(is_worded ? by_words->second.front() : 0),
                      fmt::format("“{}”有两列，不知道以哪一列为准，这一列没有读取", wanted.words.front()),
                      "只留一列");
    if (keyed && is_worded && by_words->second.front() != *keyed)
      return complain(
          "WBK007", *keyed,
          fmt::format("“{}”的表头在 {} 列，隐藏的标记在 {} 列，不知道以哪一列为准，这一列没有读取",
                      wanted.words.front(), sheet_letters(by_words->second.front()), sheet_letters(*keyed)),
          "整列移动时连同隐藏的第一行一起移动；或重新下载后填写");
    const int column = keyed ? *keyed : by_words->second.front();
    if (keyed && !is_worded && !check_words(wanted, column)) return;
    found_.at[wanted.key] = column;
    if (found_.head_row >= 0)
      found_.units[wanted.key] = words_and_unit(grid_.text(found_.head_row, column)).second;
  }

  // What stands over a keyed column is not its own words. Another column's words: which is meant is not
  // known.
  bool check_words(const WantedColumn& wanted, int column) {
    if (found_.head_row < 0) return true;
    const std::string head = grid_.text(found_.head_row, column);
    const bool is_others = std::any_of(wanted_.begin(), wanted_.end(), [&](const WantedColumn& each) {
      return each.key != wanted.key && is_named(each, head);
    });
    if (is_others) {
      complain("WBK007", column,
               fmt::format("这一列原来是“{}”，表头成了{}，没有读取", wanted.words.front(), quote(head)),
               "恢复表头；或重新下载后填写");
      return false;
    }
    diagnostics_.push_back(
        {"WBK016", Severity::warning, grid_.where(found_.head_row, column),
         fmt::format("表头{}仍按“{}”读取", head.empty() ? "已清空，" : "成了" + quote(head) + "，",
                     wanted.words.front()),
         "如果改了这一列的含义，请恢复表头后另行说明", ""});
    return true;
  }

  void complain(const char* code, int column, std::string text, std::string fix) {
    const int row = found_.head_row >= 0 ? found_.head_row : std::max(grid_.key_row(), 0);
    diagnostics_.push_back(
        {code, Severity::error, grid_.where(row, column), std::move(text), std::move(fix), ""});
  }

  const WorkbookGrid& grid_;
  const std::vector<WantedColumn>& wanted_;
  Diagnostics& diagnostics_;
  FoundColumns found_;
  NamedColumns named_;
};

}  // namespace

std::pair<std::string, std::string> words_and_unit(const std::string& head) {
  const std::string folded = folded_name(head);
  const std::size_t open = folded.rfind('(');
  if (open == std::string::npos || open == 0 || !ends_with(folded, ")")) return {folded, ""};
  return {folded.substr(0, open), folded.substr(open + 1, folded.size() - open - 2)};
}

FoundColumns find_columns(const WorkbookGrid& grid, const std::vector<WantedColumn>& wanted,
                          std::size_t least, Diagnostics& diagnostics) {
  return ColumnFinder(grid, wanted, diagnostics).find(least);
}

}  // namespace chuangmo::app
