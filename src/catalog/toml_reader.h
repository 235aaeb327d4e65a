#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

#include "base/civil.h"
#include "base/decimal.h"
#include "base/diagnostic.h"
#include "model/standard.h"

namespace chuangmo::catalog {

// One TOML table being read: typed access that reports what is missing or odd with file and line, and in the
// end the keys nobody asked for (a misspelt key must not pass in silence).
class TomlReader {
 public:
  TomlReader(const toml::table& table, std::string file, Diagnostics& diagnostics);

  std::string text(std::string_view key, bool required = true);
  std::vector<std::string> texts(std::string_view key);
  std::vector<int> integers(std::string_view key);
  int integer(std::string_view key, int fallback);
  bool truth(std::string_view key, bool fallback);
  std::optional<Decimal> decimal(std::string_view key);  // written as text, so that 0.10 stays 0.10
  std::vector<Decimal> decimals(std::string_view key);
  std::optional<Date> date(std::string_view key);  // TOML date or text
  std::vector<Date> dates(std::string_view key);   // a list of TOML dates
  Citation citation(std::string_view key);         // { document, clause, confidence }
  std::vector<TomlReader> tables(std::string_view key);
  std::optional<TomlReader> table(std::string_view key);  // CAT002 when there is none
  bool has(std::string_view key) const { return table_.contains(key); }
  void finish();  // CAT003 for every key that was not read
  void complain(std::string code, std::string text, std::string fix, std::string_view key = "");
  const toml::table& raw() const { return table_; }

 private:
  const toml::node* take(std::string_view key);
  Where where(std::string_view key) const;
  const toml::table& table_;
  std::string file_;
  Diagnostics& diagnostics_;
  std::vector<std::string> taken_;
};

// Parses one file; CAT001 with line on a syntax error.
std::optional<toml::table> parse_toml(std::string_view text, const std::string& file,
                                      Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
