#include "publish/pack_text.h"

#include <array>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"

namespace chuangmo::publish {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kIntervals = {
    {{"hour", "每小时"}, {"day", "每天"}, {"month", "每月"}, {"once_a_year", "每年一次"}}};

std::string_view interval_zh(std::string_view interval) {
  for (const auto& [key, name] : kIntervals) {
    if (key == interval) return name;
  }
  return interval;
}

constexpr std::array<std::string_view, 8> kEvery = {"每年", "每半年", "每季度", "每月",
                                                    "每天", "每小时", "每学年", "每期"};

bool is_owed_by(const std::string& owner, const std::string& supplier) {
  return supplier.empty() || owner == supplier;
}

// "  name　detail　← supplier" and below it what is meant.
std::string entry(const std::string& name, const std::string& detail, const std::string& supplier,
                  const std::string& definition) {
  std::string text = "  " + name;
  if (!detail.empty()) text += "　" + detail;
  text += "　← " + (supplier.empty() ? std::string("未指定报送单位") : supplier) + "\n";
  if (!definition.empty()) text += "      " + definition + "\n";
  return text;
}

std::string figure_detail(const FigureDefinition& figure) {
  std::string detail(kEvery[static_cast<std::size_t>(figure.period)]);
  if (!figure.unit.empty()) detail += "，" + figure.unit;
  if (figure.subjects.empty()) return detail;
  return detail + "，对象：" +
         join(figure.subject_names.empty() ? figure.subjects : figure.subject_names, "、");
}

std::string figures_text(const Pack& pack, const std::string& supplier) {
  std::string text;
  for (const FigureDefinition& figure : pack.figures) {
    if (is_owed_by(figure.supplier, supplier))
      text += entry(figure.name, figure_detail(figure), figure.supplier, figure.definition);
  }
  if (text.empty()) return text;
  return "统计数据　列：统计数据、对象、期间、数值、单位　chuangmo import figures 文件\n" + text + "\n";
}

std::string columns_of(const LedgerDefinition& ledger) {
  std::vector<std::string> columns;
  for (const FieldDefinition& field : ledger.fields) {
    if (!field.derived.empty()) continue;  // computed, not asked
    std::string column = field.name;
    if (!field.unit.empty()) column += "(" + field.unit + ")";
    if (!field.choice_names.empty()) column += "：" + join(field.choice_names, "/");
    if (!field.required) column += "（可空）";
    columns.push_back(std::move(column));
  }
  return "列：" + join(columns, "、");
}

std::string ledgers_text(const Pack& pack, const std::string& supplier) {
  std::string text;
  for (const LedgerDefinition& ledger : pack.ledgers) {
    if (!is_owed_by(ledger.supplier, supplier)) continue;
    text += entry(ledger.name, "--ledger " + ledger.key, ledger.supplier, ledger.definition);
    text += "      " + columns_of(ledger) + "\n";
  }
  if (text.empty()) return text;
  return "台账　chuangmo import ledger 文件 --ledger 台账 [--complete 年份]\n" + text + "\n";
}

std::string station_sets_text(const Pack& pack, const std::string& supplier) {
  std::string text;
  for (const StationSetDefinition& set : pack.station_sets) {
    if (!is_owed_by(set.supplier, supplier)) continue;
    text += entry(set.name, fmt::format("--set {}，{}", set.key, interval_zh(set.interval)), set.supplier,
                  set.definition);
    text += "      项目：" + join(set.parameters, "、") + "\n";
  }
  if (text.empty()) return text;
  return "监测值　chuangmo import stations 文件；chuangmo import readings 文件 --set 点位组\n" + text;
}

}  // namespace

std::string pack_text(const Pack& pack, const std::string& supplier) {
  const std::string body =
      figures_text(pack, supplier) + ledgers_text(pack, supplier) + station_sets_text(pack, supplier);
  std::string text = pack.title + "（" + pack.id + "）\n";
  if (!supplier.empty()) text += supplier + "需要报送：\n";
  if (body.empty()) return text + "没有。不加 --unit 可查看全部单位。\n";
  return text + "\n" + body;
}

}  // namespace chuangmo::publish
