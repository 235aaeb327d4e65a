#include "publish/scoreboard_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "publish/line_breaks.h"
#include "publish/number_words.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

// What stands in a row.
struct Row {
  std::string number;
  std::string name;
  std::string outcome;
  std::string value;
  std::string room;
  std::string missing;
};

// Columns of the table. Values and rooms are as wide as the widest of them; names, then what is missing, take
// what is left.
struct Columns {
  int number = 3;
  int name = 0;
  int outcome = 0;
  int value = 0;
  int room = 0;
  int missing = 0;  // 0: does not fit
  int gap = 2;      // between columns
  bool two_lines = false;
};

constexpr int kLeastName = 14;
constexpr int kLeastMissing = 16;  // less says nothing about who owes what

constexpr std::array<std::string_view, 6> kHeadings{"号", "指标", "判定", "实际 / 限值", "余地", "缺少"};

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
  if (late == 0) return "待期末 " + std::to_string(items.size()) + "项";
  std::string text = "缺 " + std::to_string(late) + "项";
  if (!who.empty()) text += "：" + join(who, "、");
  return text;
}

std::string reach_summary(const CriterionVerdict& criterion) {
  if (!criterion.reachable.applicable) return "";
  const std::string room = room_text(criterion, Language::zh, true);
  return room.empty() ? reach_text(criterion) : room;
}

Row row_of(const IndicatorVerdict& indicator) {
  const CriterionVerdict* criterion = leading_criterion(indicator);
  Row row;
  row.number = std::to_string(indicator.number);
  row.name = indicator.name;
  row.outcome =
      std::string(outcome_sign(indicator.outcome)) + " " + std::string(outcome_name_zh(indicator.outcome));
  row.value = criterion == nullptr ? "" : value_against_limit(*criterion);
  row.room = criterion == nullptr ? "" : reach_summary(*criterion);
  row.missing = missing_summary(indicator);
  return row;
}

int widest(const std::vector<Row>& rows, std::string_view heading, std::string Row::*column) {
  int width = display_width(heading);
  for (const Row& row : rows) width = std::max(width, display_width(row.*column));
  return width;
}

Columns columns_of(const std::vector<Row>& rows, int width, int gap) {
  Columns columns;
  columns.gap = gap;
  columns.outcome = widest(rows, kHeadings[2], &Row::outcome);
  columns.value = widest(rows, kHeadings[3], &Row::value);
  columns.room = widest(rows, kHeadings[4], &Row::room);
  const int name = widest(rows, kHeadings[1], &Row::name);
  const int missing = widest(rows, "", &Row::missing);
  int rest = width - columns.number - columns.outcome - columns.value - columns.room - 4 * gap + 1;
  if (rest < kLeastName) {
    columns.two_lines = true;
    columns.name = std::max(4, std::min(name, width - columns.number - columns.outcome - 2 * gap + 1));
    return columns;
  }
  columns.name = std::min(name, rest);
  rest -= columns.name + gap;
  if (missing == 0 || rest < kLeastMissing) {
    // Who owes something is worth more than the end of a long name.
    const int wanted = std::min(missing, kLeastMissing) - std::max(rest, 0);
    if (missing == 0 || columns.name - wanted < kLeastName + 2) return columns;
    columns.name -= wanted;
    rest = std::min(missing, kLeastMissing);
  }
  columns.missing = std::min(missing, rest);
  return columns;
}

// Rather closer columns than names that are cut.
Columns columns_of(const std::vector<Row>& rows, int width) {
  const Columns wide = columns_of(rows, width, 2);
  const bool fits = !wide.two_lines && wide.name >= widest(rows, kHeadings[1], &Row::name) &&
                    wide.missing >= widest(rows, "", &Row::missing);
  return fits ? wide : columns_of(rows, width, 1);
}

std::string joined_columns(const Row& row, const Columns& columns, Ink outcome, const TerminalLook& look) {
  const std::string gap(static_cast<std::size_t>(columns.gap), ' ');
  std::string line = pad_left(row.number, columns.number) + " " + pad_right(row.name, columns.name) + gap +
                     inked(pad_right(row.outcome, columns.outcome), outcome, look);
  if (columns.two_lines) return line;
  line += gap + pad_right(row.value, columns.value) + gap + pad_right(row.room, columns.room);
  if (columns.missing > 0) line += gap + inked(pad_right(row.missing, columns.missing), Ink::dim, look);
  return line;
}

std::string row_lines(const Row& row, const Columns& columns, Ink outcome, const TerminalLook& look) {
  std::string lines = joined_columns(row, columns, outcome, look);
  if (!look.colour) lines.erase(lines.find_last_not_of(' ') + 1);
  lines += "\n";
  if (!columns.two_lines) return lines;
  std::string second = row.value;
  if (!row.room.empty()) second += (second.empty() ? "" : " · ") + row.room;
  if (second.empty()) return lines;
  const std::string indent(static_cast<std::size_t>(columns.number) + 1, ' ');
  for (const std::string& part : wrapped(second, std::max(8, look.width - columns.number - 1)))
    lines += indent + part + "\n";
  return lines;
}

std::string heading_line(const Columns& columns, const TerminalLook& look) {
  const Row row{std::string(kHeadings[0]), std::string(kHeadings[1]), std::string(kHeadings[2]),
                std::string(kHeadings[3]), std::string(kHeadings[4]), std::string(kHeadings[5])};
  std::string line = joined_columns(row, columns, Ink::plain, {look.width, false});
  line.erase(line.find_last_not_of(' ') + 1);
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
    line += inked(part, outcome_ink(outcome), look) + (look.width < 64 ? "  " : "   ");
  }
  return line + "共 " + std::to_string(evaluation.indicators.size()) + " 项\n";
}

std::string group_of(const Pack& pack, int number) {
  const IndicatorDefinition* definition = pack.indicator(number);
  return definition == nullptr ? "" : definition->group;
}

std::string heading_text(const Evaluation& evaluation, const Pack& pack, const TerminalLook& look,
                         const ScoreboardHead& head) {
  const std::string title = head.title.empty() ? evaluation.programme : head.title;
  std::string text = inked(title, Ink::bold, look);
  if (head.simulated) {
    const std::string_view mark = "【模拟数据】";
    const bool fits = display_width(title) + display_width(mark) + 2 <= look.width;
    text += (fits ? "  " : "\n") + inked(mark, Ink::amber, look);
  }
  const std::string known = evaluation.known_at.text();
  std::string second = pack.title + " · 评估日 " + evaluation.as_of.text() + " · 数据截至 " +
                       known.substr(0, 10) + " " + known.substr(11, 5);
  if (!evaluation.pinned.empty()) second += "\n同口径重算：" + join(evaluation.pinned, "、");
  return text + "\n" + join(wrapped(second, look.width), "\n") + "\n";
}

}  // namespace

std::string scoreboard_text(const Evaluation& evaluation, const Pack& pack, const TerminalLook& look,
                            const ScoreboardHead& head) {
  std::vector<Row> rows;
  for (const IndicatorVerdict& indicator : evaluation.indicators) rows.push_back(row_of(indicator));
  const Columns columns = columns_of(rows, look.width);
  std::string text =
      heading_text(evaluation, pack, look, head) + rule_line(look.width) + heading_line(columns, look);
  std::string group;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const IndicatorVerdict& indicator = evaluation.indicators[i];
    const std::string next = group_of(pack, indicator.number);
    if (next != group) {
      group = next;
      text += inked(group, Ink::bold, look) + "\n";
    }
    text += row_lines(rows[i], columns, outcome_ink(indicator.outcome), look);
  }
  return text + rule_line(look.width) + totals_line(evaluation, look);
}

}  // namespace chuangmo::publish
