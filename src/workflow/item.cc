#include "workflow/item.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace chuangmo::workflow {
namespace {

struct KindName {
  std::string_view english;
  std::string_view chinese;
};
constexpr std::array<KindName, 6> kKinds{{{"figure", "统计数据"},
                                          {"ledger", "台账"},
                                          {"readings", "监测数据"},
                                          {"survey", "问卷"},
                                          {"evidence", "佐证材料"},
                                          {"report", "进展报告"}}};

const KindName& names_of(ItemKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

}  // namespace

std::string item_text(const Item& item) {
  return std::string(names_of(item.kind).english) + ":" + item.key;
}

Result<Item> parse_item(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view kind = text.substr(0, colon);
  const auto row =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const KindName& name) { return name.english == kind; });
  if (colon == std::string_view::npos || colon + 1 == text.size() || row == kKinds.end())
    return fail(
        "WRK001", "无法识别的报送内容：" + quote(text),
        "请写成 figure:gdp、ledger:drills、readings:air、survey:satisfaction、evidence:2.3 或 report:10.7");
  return Item{static_cast<ItemKind>(row - kKinds.begin()), std::string(text.substr(colon + 1))};
}

std::string_view item_kind_name_zh(ItemKind kind) {
  return names_of(kind).chinese;
}

}  // namespace chuangmo::workflow
