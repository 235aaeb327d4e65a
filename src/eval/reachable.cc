#include "eval/reachable.h"

#include "base/text.h"

namespace chuangmo::eval {

using rule::DecidingComparison;
using rule::Truth;

namespace {

const std::string* detail(const TraceNode& node, std::string_view key) {
  for (const auto& [name, value] : node.details) {
    if (name == key) return &value;
  }
  return nullptr;
}

// The share node under the comparison that decided, if it is one of days. Depth first; the text tells which
// comparison.
const TraceNode* find_comparison(const TraceNode& node, const std::string& text) {
  if (node.op == "compare" && node.text == text && node.value != "true") return &node;
  for (const TraceNode& child : node.children) {
    if (const TraceNode* found = find_comparison(child, text)) return found;
  }
  return nullptr;
}

struct Room {
  Rational value;
  std::string unit;
};

// "share of days ... >= 85 %" with a room of 0.1 share and 365 days leaves 36 days that may fail.
std::optional<Room> counted_room(const rule::Evaluated& evaluated, const Rational& room) {
  const TraceNode* comparison = find_comparison(evaluated.trace, evaluated.deciding->text);
  if (comparison == nullptr) return std::nullopt;
  for (const TraceNode& side : comparison->children) {
    if (side.op != "share") continue;
    const std::string* total = detail(side, "total");
    const std::string* of = detail(side, "of");
    if (total == nullptr || of == nullptr) continue;
    const auto count = Rational::parse(*total);
    if (!count) continue;
    const auto exact = multiply(room, *count);
    if (!exact) continue;
    // Whole things only: what is left over of one does not help.
    const auto whole = round_up(negate(*exact));
    if (!whole) continue;
    const auto value = Rational::make(-*whole, 1);
    if (!value) continue;
    return Room{*value, *of == "days" ? "d" : *of == "months" ? "个月" : "项"};
  }
  return std::nullopt;
}

std::string zh_unit(const std::string& unit) {
  return unit == "d" ? "天" : unit;
}

std::string sentence(Truth truth, const std::optional<Room>& room, bool counted) {
  if (truth == Truth::no)
    return room ? "已不可能达标，差 " + display(negate(room->value), 4) + " " + zh_unit(room->unit)
                : "已不可能达标";
  if (truth == Truth::yes)
    return room ? "已达标，余量 " + display(room->value, 4) + " " + zh_unit(room->unit) : "已达标";
  if (!room) return "还来得及，结果取决于尚缺的数据";
  if (counted)
    return "还来得及，最多还可以有 " + display(room->value, 4) + " " + zh_unit(room->unit) + "不合格";
  return "还来得及，最好情形余量 " + display(room->value, 4) + " " + zh_unit(room->unit);
}

}  // namespace

Reachability reachability(const rule::Evaluated& evaluated) {
  Reachability result;
  if (!evaluated.deciding) return result;
  const DecidingComparison& deciding = *evaluated.deciding;
  result.applicable = true;
  result.reachable = evaluated.truth != Truth::no;
  result.safe = evaluated.truth == Truth::yes;
  std::optional<Room> room;
  bool counted = false;
  if (deciding.best_room) {
    if (auto whole = counted_room(evaluated, *deciding.best_room)) {
      room = std::move(whole);
      counted = true;
    } else if (deciding.value_text.empty()) {
      room = Room{*deciding.best_room, deciding.unit.symbol};
      if (deciding.unit.symbol == "%") room->unit = "个百分点";
    }
  }
  if (room) {
    result.room = room->value.text();
    result.room_unit = room->unit;
  }
  result.text = sentence(evaluated.truth, room, counted);
  return result;
}

}  // namespace chuangmo::eval
