#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/plan.h"

namespace chuangmo::plan {

// What is generally true of how Chinese public bodies are named, whatever the city. The names of one city are
// data: catalog/programmes/<city>/units.toml.

// Two spellings with one key are one name: NFKC, without white space, quotation marks and brackets (not what
// they enclose). "各县（区）政府" and "各县区政府" have the same key.
std::string unit_key(std::string_view text);

bool is_hard_separator(char32_t c);  // , ， 、 ; ； 。 / |
bool is_soft_separator(char32_t c);  // white space: separates names, but may also stand inside one

// The ending that makes a word a unit ("局", "办公厅", "电厂"); none when it has none. Of a key.
std::optional<std::string_view> unit_suffix(std::string_view key);
std::vector<std::string_view> unit_suffixes(std::string_view key);  // all of them, longest first: 组织部, 部
UnitKind unit_kind(std::string_view key);

// The level a name speaks of: "市委" of 市委宣传部, "市" of 市环保局, "" of 平朔公司.
std::string_view level_prefix(std::string_view key);
bool is_level_organ(
    std::string_view key);  // 市委, 市政府, 县政府, 市人大 ...: whole names that may also stand for a part
bool is_level_word(std::string_view key);  // 市, 县, 区: never a name by itself

// A name that needs nothing added: level and suffix (市环保局), a county government (应县政府), an enterprise
// (平朔公司).
bool is_complete_name(std::string_view key);

// Byte position after the first suffix that is directly followed by a new name's beginning
// (市环保局|市住建局); 0 when none is.
std::size_t missing_separator(std::string_view key);

// 各县区政府, 县区政府, 各区县政府 ...: all county-level governments of the city.
bool is_county_group(std::string_view key);
bool is_group_word(std::string_view key);  // begins with 各, 有关 or 相关: a set of units

// 神头一 -> {神头, 一}; second empty when the key does not end with a numeral.
std::pair<std::string_view, std::string_view> split_numeral_end(std::string_view key);
// 二电厂 -> {二, 电厂}; first empty when the key does not begin with a numeral.
std::pair<std::string_view, std::string_view> split_numeral_begin(std::string_view key);

bool is_open_list_word(std::string_view key);  // 等, 等单位, 等有关部门
std::size_t open_list_length(
    std::string_view text);                    // bytes of such a word at the end of "大唐等"; 0 when none
bool is_back_reference(std::string_view key);  // 同上, 同前
bool is_duty_remark(std::string_view key);  // 分别负责, 按职责分工 ...: words about the units, not a unit

}  // namespace chuangmo::plan
