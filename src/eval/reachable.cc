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

using Bindings = std::vector<std::pair<std::string, std::string>>;

// The comparison that decided: its words, under the bindings it was made with (a member names all around it).
const TraceNode* find_comparison(const TraceNode& node, const DecidingComparison& deciding,
                                 const Bindings& at) {
  if (node.op == "compare" && node.text == deciding.text && at == deciding.at) return &node;
  for (const TraceNode& child : node.children) {
    const Bindings& inside = child.op == "member" ? child.details : at;
    if (const TraceNode* found = find_comparison(child, deciding, inside)) return found;
  }
  return nullptr;
}

struct Room {
  Rational value;
  std::string unit;
};

// What the members of a share are counted in: the last binding of a member is its own.
std::string counted_unit(const TraceNode& share) {
  const bool has_members = !share.children.empty() && share.children.front().op == "member";
  const Bindings at = has_members ? share.children.front().details : Bindings{};
  const std::string kind = at.empty() ? "" : at.back().first;
  return kind == "day" ? "d" : kind == "month" ? "个月" : "项";
}

// "share of days ... >= 85 %" with a room of 0.1 share and 365 days leaves 36 days that may fail.
std::optional<Room> counted_room(const rule::Evaluated& evaluated, const Rational& room) {
  const TraceNode* comparison = find_comparison(evaluated.trace, *evaluated.deciding, {});
  if (comparison == nullptr) return std::nullopt;
  for (const TraceNode& side : comparison->children) {
    if (side.op != "share") continue;
    const std::string* members = detail(side, "members");
    const bool may_grow = detail(side, "closed") != nullptr && *detail(side, "closed") != "true";
    if (members == nullptr || may_grow || detail(side, "weight") != nullptr) continue;
    const auto count = Rational::parse(*members);
    const auto share = multiply(room, evaluated.deciding->unit.factor);
    const auto exact = count && share ? multiply(*share, *count) : Result<Rational>(fail("NUM002", ""));
    if (!exact) continue;
    // Whole things only: what is left over of one does not help.
    const auto whole = round_up(negate(*exact));
    const auto value = whole ? Rational::make(-*whole, 1) : Result<Rational>(fail("NUM002", ""));
    if (value) return Room{*value, counted_unit(side)};
  }
  return std::nullopt;
}

std::string amount(const Rational& value, const std::string& unit) {
  return trim(display(value, 4) + " " + (unit == "d" ? "天" : unit));
}

std::string sentence(Truth truth, const std::optional<Room>& room, bool counted) {
  if (truth == Truth::no)
    return room ? "已不可能达标，差 " + amount(negate(room->value), room->unit) : "已不可能达标";
  if (truth == Truth::yes) return room ? "已达标，余量 " + amount(room->value, room->unit) : "已达标";
  if (!room) return "还来得及，结果取决于尚缺的数据";
  if (counted) return "还来得及，最多还可以有 " + amount(room->value, room->unit) + "不合格";
  return "还来得及，最好情形余量 " + amount(room->value, room->unit);
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
  // What is met has the room that even the worst case leaves; what is open or lost, that of the best.
  const auto& distance = result.safe && deciding.worst_room ? deciding.worst_room : deciding.best_room;
  if (distance) {
    if (auto whole = counted_room(evaluated, *distance)) {
      room = std::move(whole);
      counted = true;
    } else if (deciding.value_text.empty()) {
      room = Room{*distance, deciding.unit.symbol};
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
