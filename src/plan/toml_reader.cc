#include "plan/toml_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace chuangmo::plan {

Result<toml::table> parse_toml(std::string_view text, std::string_view file, const std::string& code) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return fail(code,
                fmt::format("{} 第 {} 行第 {} 列不是合法的 TOML：{}", file, error.source().begin.line,
                            error.source().begin.column, error.description()),
                "请改正这一行");
  }
}

std::string at_line(const toml::node& node) {
  return fmt::format("第 {} 行", node.source().begin.line);
}

const toml::node* TomlReader::find(std::string_view key) {
  asked_.emplace_back(key);
  return table_->get(key);
}

void TomlReader::add_problem(const toml::node* node, const std::string& text) {
  if (problem_.empty()) problem_ = at_line(node == nullptr ? *table_ : *node) + "：" + text;
}

std::string TomlReader::text(std::string_view key, std::string_view fallback) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::string(fallback);
  if (const auto value = node->value_exact<std::string>()) return *value;
  add_problem(node, fmt::format("{} 应为文字", key));
  return std::string(fallback);
}

int TomlReader::number(std::string_view key, int fallback) {
  const toml::node* node = find(key);
  if (node == nullptr) return fallback;
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value >= 0 && *value <= std::numeric_limits<int>::max()) return static_cast<int>(*value);
  add_problem(node, fmt::format("{} 应为整数", key));
  return fallback;
}

bool TomlReader::flag(std::string_view key, bool fallback) {
  const toml::node* node = find(key);
  if (node == nullptr) return fallback;
  if (const auto value = node->value_exact<bool>()) return *value;
  add_problem(node, fmt::format("{} 应为 true 或 false", key));
  return fallback;
}

const toml::array* TomlReader::array(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return nullptr;
  if (node->is_array()) return node->as_array();
  add_problem(node, fmt::format("{} 应为数组", key));
  return nullptr;
}

const toml::table* TomlReader::table(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return nullptr;
  if (node->is_table()) return node->as_table();
  add_problem(node, fmt::format("{} 应为表", key));
  return nullptr;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
  std::vector<std::string> out;
  const toml::array* items = array(key);
  if (items == nullptr) return out;
  for (const toml::node& item : *items) {
    if (const auto value = item.value_exact<std::string>()) {
      out.push_back(*value);
    } else {
      add_problem(&item, fmt::format("{} 的每一项应为文字", key));
    }
  }
  return out;
}

std::vector<int> TomlReader::numbers(std::string_view key) {
  std::vector<int> out;
  const toml::array* items = array(key);
  if (items == nullptr) return out;
  for (const toml::node& item : *items) {
    const auto value = item.value_exact<std::int64_t>();
    if (value && *value >= 0 && *value <= std::numeric_limits<int>::max()) {
      out.push_back(static_cast<int>(*value));
    } else {
      add_problem(&item, fmt::format("{} 的每一项应为整数", key));
    }
  }
  return out;
}

std::vector<const toml::table*> TomlReader::tables(std::string_view key) {
  std::vector<const toml::table*> out;
  const toml::array* items = array(key);
  if (items == nullptr) return out;
  for (const toml::node& item : *items) {
    if (item.is_table()) {
      out.push_back(item.as_table());
    } else {
      add_problem(&item, fmt::format("{} 的每一项应为表", key));
    }
  }
  return out;
}

std::string TomlReader::problem() {
  for (const auto& [key, node] : *table_) {
    if (std::find(asked_.begin(), asked_.end(), std::string_view(key)) == asked_.end()) {
      add_problem(&node, fmt::format("不认识的键 {}", std::string_view(key)));
    }
  }
  return problem_;
}

}  // namespace chuangmo::plan
