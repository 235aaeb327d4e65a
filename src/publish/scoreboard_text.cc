#include "publish/scoreboard_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

// Columns of the table; the last takes what is left.
struct Columns {
  int number = 3;
  int name = 28;
  int outcome = 12;
  int value = 26;
  int room = 16;
  int rest = 20;
};

// Less than this says nothing about who owes what.
constexpr int kLeastRest = 10;

Columns columns_of(int width) {
  Columns columns;
  const int gaps = 6;
  int rest = width - gaps - columns.number - columns.name - columns.outcome - columns.value - columns.room;
  if (rest < 14) {  // a narrow terminal: names and values give way, what is missing stands last
    columns.name = 22;
    columns.value = 22;
    columns.room = 13;
    rest = width - gaps - columns.number - columns.name - columns.outcome - columns.value - columns.room;
  }
  if (rest > 40) {
    const int spare = (rest - 40) / 2;
    columns.name += spare;
    rest -= spare;
  }
  columns.rest = rest < kLeastRest ? 0 : rest;
  return columns;
}

std::string rule_line(int width) {
  std::string line;
  for (int i = 0; i < width; ++i) line += "─";
  return line + "\n";
}

std::string missing_summary(const IndicatorVerdict& indicator) {
  const std::vector<MissingItem> items = missing_of(indicator);
  std::vector<std::string> who;
  std::size_t late = 0;
  for (const MissingItem& item : items) {
    if (item.in_future) continue;
    ++late;
    if (item.supplier.empty() || std::find(who.begin(), who.end(), item.supplier) != who.end()) continue;
    who.push_back(item.supplier);
  }
  if (items.empty()) return "";
  if (late == 0) return "待期末 " + std::to_string(items.size()) + " 项";
  std::string text = "缺 " + std::to_string(late) + " 项";
  if (!who.empty()) text += "：" + join(who, "、");
  return text;
}

std::string reach_summary(const IndicatorVerdict& indicator, const CriterionVerdict* criterion) {
  if (criterion == nullptr || !criterion->reachable.applicable) return "";
  const Reachability& reachable = criterion->reachable;
  const std::string room = room_text(reachable);
  if (!room.empty()) return room;
  if (!reachable.reachable) return "已不可达";
  if (reachable.safe) return indicator.outcome == Outcome::met ? "已锁定" : "必能达标";
  return indicator.outcome == Outcome::met ? "须保持" : "仍可达标";
}

std::string indicator_line(const IndicatorVerdict& indicator, const Columns& columns,
                           const TerminalLook& look) {
  const CriterionVerdict* criterion = leading_criterion(indicator);
  const std::string outcome =
      std::string(outcome_sign(indicator.outcome)) + " " + std::string(outcome_name_zh(indicator.outcome));
  std::string line = pad_left(std::to_string(indicator.number), columns.number) + " ";
  line += pad_right(indicator.name, columns.name) + " ";
  line += inked(pad_right(outcome, columns.outcome), outcome_ink(indicator.outcome), look) + " ";
  line += pad_right(criterion == nullptr ? "" : value_against_limit(*criterion), columns.value) + " ";
  line += pad_right(reach_summary(indicator, criterion), columns.room) + " ";
  if (columns.rest > 0) line += inked(pad_right(missing_summary(indicator), columns.rest), Ink::dim, look);
  if (!look.colour) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
  }
  return line + "\n";
}

std::string heading_line(const Columns& columns, const TerminalLook& look) {
  std::string line = pad_left("号", columns.number) + " " + pad_right("指标", columns.name) + " " +
                     pad_right("判定", columns.outcome) + " " + pad_right("实际 / 限值", columns.value) +
                     " " + pad_right("余地", columns.room) + " ";
  if (columns.rest > 0) line += "缺少";
  return inked(line, Ink::dim, look) + "\n";
}

std::string totals_line(const Evaluation& evaluation, const TerminalLook& look) {
  std::array<std::size_t, 4> counts{};
  for (const IndicatorVerdict& indicator : evaluation.indicators)
    ++counts[static_cast<std::size_t>(indicator.outcome)];
  std::string line;
  for (const Outcome outcome : {Outcome::met, Outcome::not_met, Outcome::undecided, Outcome::not_due}) {
    const std::string part = std::string(outcome_sign(outcome)) + " " +
                             std::string(outcome_name_zh(outcome)) + " " +
                             std::to_string(counts[static_cast<std::size_t>(outcome)]);
    line += inked(part, outcome_ink(outcome), look) + "    ";
  }
  return line + "共 " + std::to_string(evaluation.indicators.size()) + " 项\n";
}

std::string group_of(const Pack& pack, int number) {
  const IndicatorDefinition* definition = pack.indicator(number);
  return definition == nullptr ? "" : definition->group;
}

}  // namespace

std::string scoreboard_text(const Evaluation& evaluation, const Pack& pack, const TerminalLook& look,
                            bool simulated) {
  const Columns columns = columns_of(look.width);
  std::string text = inked(evaluation.programme, Ink::bold, look);
  if (simulated) text += "  " + inked("【模拟数据】", Ink::amber, look);
  const std::string known = evaluation.known_at.text();
  const std::string dates =
      "评估日 " + evaluation.as_of.text() + " · 数据截至 " + known.substr(0, 10) + " " + known.substr(11, 5);
  const bool fits = display_width(pack.title) + display_width(dates) + 3 <= look.width;
  text += "\n" + pack.title + (fits ? " · " : "\n") + dates + "\n";
  if (!evaluation.pinned.empty()) text += "同口径重算：" + join(evaluation.pinned, "、") + "\n";
  text += rule_line(look.width) + heading_line(columns, look);
  std::string group;
  for (const IndicatorVerdict& indicator : evaluation.indicators) {
    const std::string next = group_of(pack, indicator.number);
    if (next != group) {
      group = next;
      text += inked(group, Ink::bold, look) + "\n";
    }
    text += indicator_line(indicator, columns, look);
  }
  return text + rule_line(look.width) + totals_line(evaluation, look);
}

}  // namespace chuangmo::publish
