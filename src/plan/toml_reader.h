#pragma once
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

#include "base/result.h"

namespace chuangmo::plan {

// A parsed file; "code" with line and column when it is not TOML.
Result<toml::table> parse_toml(std::string_view text, std::string_view file, const std::string& code);

// One table of a file, whose keys have fixed types. A value of another type, or a key nobody asked for, is
// the first problem(); after that every answer is the fallback, so that a reader may ask on and look once at
// the end.
class TomlReader {
 public:
  explicit TomlReader(const toml::table& table) : table_(&table) {}
  std::string text(std::string_view key, std::string_view fallback = "");
  int number(std::string_view key, int fallback = 0);
  bool flag(std::string_view key, bool fallback = false);
  std::vector<std::string> texts(std::string_view key);
  std::vector<int> numbers(std::string_view key);
  std::vector<const toml::table*> tables(std::string_view key);
  const toml::table* table(std::string_view key);  // nullptr when absent
  const toml::array* array(std::string_view key);  // nullptr when absent

  // "第 12 行: ..." of the first problem; "" when all was well. Keys that were never asked for are a problem
  // too.
  std::string problem();
  void add_problem(const toml::node* node, const std::string& text);

 private:
  const toml::node* find(std::string_view key);
  const toml::table* table_;
  std::vector<std::string> asked_;
  std::string problem_;
};

std::string at_line(const toml::node& node);  // "第 12 行"

}  // namespace chuangmo::plan
