#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/workbook_grid.h"

namespace chuangmo::app {

// A column that a sheet is to have: its hidden key, the words that may stand over it.
struct WantedColumn {
  std::string key;
  std::vector<std::string> words;
};

// Where the columns of a sheet went: by their hidden keys and by the words of the head row, which must not
// disagree.
struct FoundColumns {
  std::map<std::string, int> at;             // by key; those that are sure
  std::map<std::string, std::string> units;  // in brackets behind the words: 罚款（元）
  int head_row = -1;                         // -1: no row has the words
};
// `least`: so many of the words make a row the head row. WBK007, WBK016, WBK022 where keys and words
// disagree, words are overwritten, or one column is there twice.
FoundColumns find_columns(const WorkbookGrid& grid, const std::vector<WantedColumn>& wanted,
                          std::size_t least, Diagnostics& diagnostics);

// "数值（万元）" -> "数值" and "万元".
std::pair<std::string, std::string> words_and_unit(const std::string& head);

}  // namespace chuangmo::app
