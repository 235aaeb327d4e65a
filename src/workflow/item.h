#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::workflow {

// What can be asked of a unit.
enum class ItemKind { figure, ledger, readings, survey, evidence, report };

struct Item {
  ItemKind kind = ItemKind::figure;
  std::string key;  // figure, ledger, station set or survey of the pack; criterion "2.3"; task label "10.7"
  friend auto operator<=>(const Item&, const Item&) = default;
};
std::string item_text(const Item& item);         // "figure:gdp"
Result<Item> parse_item(std::string_view text);  // WRK001
std::string_view item_kind_name_zh(
    ItemKind kind);  // "统计数据" "台账" "监测数据" "问卷" "佐证材料" "进展报告"

}  // namespace chuangmo::workflow
