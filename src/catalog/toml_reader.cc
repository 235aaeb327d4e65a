#include "catalog/toml_reader.h"

#include <algorithm>
#include <utility>

namespace chuangmo::catalog {
namespace {

std::optional<Date> date_in(const toml::node& node) {
  const auto day = node.value_exact<toml::date>();
  if (day && Date::is_valid(day->year, day->month, day->day))  // TOML has a year 0
    return Date::of(day->year, day->month, day->day);
  return std::nullopt;
}

// TOML has 64 bits; what does not fit here is as wrong as a text.
std::optional<int> int_in(const toml::node& node) {
  const auto value = node.value_exact<std::int64_t>();
  return value && std::in_range<int>(*value) ? std::optional<int>(static_cast<int>(*value)) : std::nullopt;
}

}  // namespace

TomlReader::TomlReader(const toml::table& table, std::string file, Diagnostics& diagnostics)
    : table_(table), file_(std::move(file)), diagnostics_(diagnostics) {}

const toml::node* TomlReader::take(std::string_view key) {
  taken_.emplace_back(key);
  return table_.get(key);
}

Where TomlReader::where(std::string_view key) const {
  const toml::node* node = key.empty() ? nullptr : table_.get(key);
  const auto& region = node != nullptr ? node->source() : table_.source();
  Where where;
  where.file = file_;
  where.row = static_cast<int>(region.begin.line);
  where.column = std::string(key);
  return where;
}

void TomlReader::complain(std::string code, std::string text, std::string fix, std::string_view key) {
  diagnostics_.push_back({std::move(code), Severity::error, where(key), std::move(text), std::move(fix), ""});
}

std::string TomlReader::text(std::string_view key, bool required) {
  const toml::node* node = take(key);
  if (node == nullptr) {
    if (required) complain("CAT002", "缺少 " + std::string(key), "补上 " + std::string(key) + " = \"…\"");
    return "";
  }
  if (const auto value = node->value_exact<std::string>()) return *value;
  complain("CAT004", std::string(key) + " 应为文本", "写成 " + std::string(key) + " = \"…\"", key);
  return "";
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
  std::vector<std::string> out;
  const toml::node* node = take(key);
  if (node == nullptr) return out;
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& element : *array) {
      if (const auto value = element.value_exact<std::string>()) {
        out.push_back(*value);
      } else {
        complain("CAT004", std::string(key) + " 的每一项应为文本", "写成 [\"…\", \"…\"]", key);
      }
    }
  } else {
    complain("CAT004", std::string(key) + " 应为文本列表", "写成 [\"…\", \"…\"]", key);
  }
  return out;
}

int TomlReader::integer(std::string_view key, int fallback) {
  const toml::node* node = take(key);
  if (node == nullptr) return fallback;
  if (const auto value = int_in(*node)) return *value;
  complain("CAT004", std::string(key) + " 应为整数", "写成 " + std::string(key) + " = 0", key);
  return fallback;
}

std::vector<int> TomlReader::integers(std::string_view key) {
  std::vector<int> out;
  const toml::node* node = take(key);
  const toml::array* array = node == nullptr ? nullptr : node->as_array();
  if (array == nullptr) {
    complain("CAT004", std::string(key) + " 应为整数列表", "写成 [2009, 2010, 2011]", key);
    return out;
  }
  for (const toml::node& element : *array) {
    if (const auto value = int_in(element)) {
      out.push_back(*value);
    } else {
      complain("CAT004", std::string(key) + " 的每一项应为整数", "写成 [2009, 2010, 2011]", key);
    }
  }
  return out;
}

bool TomlReader::truth(std::string_view key, bool fallback) {
  const toml::node* node = take(key);
  if (node == nullptr) return fallback;
  if (const auto value = node->value_exact<bool>()) return *value;
  complain("CAT004", std::string(key) + " 应为 true 或 false", "写成 " + std::string(key) + " = true", key);
  return fallback;
}

std::optional<Decimal> TomlReader::decimal(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return std::nullopt;
  std::string written;
  if (const auto value = node->value_exact<std::string>()) written = *value;
  if (const auto value = node->value_exact<std::int64_t>()) written = std::to_string(*value);
  if (auto value = Decimal::parse(written)) return *value;
  complain("CAT004", std::string(key) + " 应为十进制数，用引号写成文本",
           "写成 " + std::string(key) + " = \"0.15\"", key);
  return std::nullopt;
}

std::vector<Decimal> TomlReader::decimals(std::string_view key) {
  std::vector<Decimal> out;
  for (const std::string& written : texts(key)) {
    if (auto value = Decimal::parse(written)) {
      out.push_back(*value);
    } else {
      complain("CAT004", std::string(key) + " 中的 " + written + " 不是十进制数", "写成 [\"0.05\", \"0.15\"]",
               key);
    }
  }
  return out;
}

std::optional<Date> TomlReader::date(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return std::nullopt;
  if (const auto day = date_in(*node)) return day;
  if (const auto value = node->value_exact<std::string>()) {
    if (auto parsed = Date::parse(*value)) return *parsed;
  }
  complain("CAT004", std::string(key) + " 应为日期", "写成 " + std::string(key) + " = 2012-02-29", key);
  return std::nullopt;
}

std::vector<Date> TomlReader::dates(std::string_view key) {
  std::vector<Date> out;
  const toml::node* node = take(key);
  if (node == nullptr) return out;
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& element : *array) {
      if (const auto day = date_in(element)) out.push_back(*day);
    }
    if (out.size() == array->size()) return out;
  }
  complain("CAT004", std::string(key) + " 应为日期列表",
           "写成 " + std::string(key) + " = [2012-02-28, 2012-02-29]", key);
  return out;
}

Citation TomlReader::citation(std::string_view key) {
  Citation citation;
  const toml::node* node = take(key);
  if (node == nullptr || !node->is_table()) {
    complain("CAT002", "缺少出处 " + std::string(key),
             "补上 cite = { document = \"…\", clause = \"…\", confidence = \"V2\" }", key);
    return citation;
  }
  TomlReader inner(*node->as_table(), file_, diagnostics_);
  citation.document = inner.text("document");
  citation.clause = inner.text("clause");
  const std::string code = inner.text("confidence");
  if (const auto confidence = confidence_from(code)) {
    citation.confidence = *confidence;
  } else {
    inner.complain("CAT005", "不认识的可信度 " + code, "用 OFF、V2、V1、INF、MEM 之一", "confidence");
  }
  inner.finish();
  return citation;
}

std::vector<TomlReader> TomlReader::tables(std::string_view key) {
  std::vector<TomlReader> out;
  const toml::node* node = take(key);
  if (node == nullptr) return out;
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& element : *array) {
      if (const toml::table* table = element.as_table()) out.emplace_back(*table, file_, diagnostics_);
    }
    if (out.size() == array->size()) return out;
  }
  complain("CAT004", std::string(key) + " 应为一组表", "写成 [[" + std::string(key) + "]]", key);
  return out;
}

std::optional<TomlReader> TomlReader::table(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) {
    complain("CAT002", "缺少 [" + std::string(key) + "]", "补上这一节");
    return std::nullopt;
  }
  if (const toml::table* table = node->as_table())
    return std::optional<TomlReader>(std::in_place, *table, file_, diagnostics_);
  complain("CAT004", std::string(key) + " 应为一节", "写成 [" + std::string(key) + "]", key);
  return std::nullopt;
}

void TomlReader::finish() {
  for (const auto& [key, node] : table_) {
    const std::string name(key.str());
    if (std::find(taken_.begin(), taken_.end(), name) == taken_.end()) {
      complain("CAT003", "不认识的键 " + name, "检查拼写，或删去这一行", name);
    }
  }
}

std::optional<toml::table> parse_toml(std::string_view text, const std::string& file,
                                      Diagnostics& diagnostics) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {  // toml++ reports by exception
    Where where;
    where.file = file;
    where.row = static_cast<int>(error.source().begin.line);
    diagnostics.push_back({"CAT001", Severity::error, where,
                           "TOML 语法错误：" + std::string(error.description()), "改正这一行的语法", ""});
    return std::nullopt;
  }
}

}  // namespace chuangmo::catalog
