#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo::store {

enum class ColumnKind { integer, text, bytes, integer_or_null };
struct Column {
  std::string_view name;
  ColumnKind kind;
};

// A table as the newest state has it: what is copied from one database into another.
struct Table {
  std::string_view name;
  std::size_t key_columns;      // how many of the columns, from the first on, are the primary key
  std::vector<Column> columns;  // programme_id first
};

// All of them, each after those that it refers to.
const std::vector<Table>& tables();
const Table& table_named(std::string_view name);  // one of them

std::string column_list(const Table& table, std::string_view prefix = "");  // "programme_id, title, pack"
std::string insert_statement(const Table& table);
std::string select_statement(const Table& table);  // of one programme, in the order of the key

}  // namespace chuangmo::store
