#include "eval/bind.h"

#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::eval {

TraceNode method_node(const Call& call) {
  TraceNode node;
  node.op = "method:" + call.method.name;
  node.text = call.method.name_zh;
  node.citation = call.method.citation;
  for (const rule::Argument& argument : call.arguments) {
    // A station brings the set it was bound from; it is named by itself.
    if (argument.station_set != nullptr && argument.station == nullptr) {
      node.details.emplace_back("set", argument.station_set->key);
      node.text = argument.station_set->name + " " + node.text;
    }
    if (argument.station != nullptr) {
      node.details.emplace_back("station", argument.station->key);
      node.text = argument.station->name + " " + node.text;
    }
    if (argument.parameter != nullptr) {
      node.details.emplace_back("parameter", argument.parameter->key);
      node.text += " " + argument.parameter->key;
    }
  }
  node.details.emplace_back("period", call.period.text());
  return node;
}

MissingItem missing_item(const Call& call, const std::string& what, std::string reason, bool in_future) {
  MissingItem item;
  item.what = what;
  item.name = call.method.name_zh;
  for (const rule::Argument& argument : call.arguments) {
    if (argument.station_set != nullptr) {
      item.name = argument.station_set->name;
      item.supplier = argument.station_set->supplier;
    }
    if (argument.station != nullptr) {
      item.name = argument.station->name;
      if (const auto* set = call.view.pack().station_set(argument.station->set))
        item.supplier = set->supplier;
    }
    if (argument.parameter != nullptr) item.name += " " + argument.parameter->key;
  }
  item.period = call.period.text();
  item.reason = std::move(reason);
  item.in_future = in_future;
  return item;
}

std::string shown_number(const Rational& value, const std::string& unit) {
  return display(value, 4) + (unit.empty() ? "" : " " + unit);
}

std::string shortage_text(const std::vector<methods::Shortage>& shortages) {
  std::vector<std::string> parts;
  for (const methods::Shortage& shortage : shortages) {
    if (parts.size() == 4) {
      parts.push_back(fmt::format("等 {} 处", shortages.size()));
      break;
    }
    parts.push_back(
        fmt::format("{}有效天数 {} 天，需 {} 天", shortage.period.text_zh(), shortage.have, shortage.need));
  }
  return join(parts, "；");
}

void put_number(TraceNode& node, const rule::Number& number) {
  node.unit = number.unit.symbol;
  if (number.is_exact()) {
    node.value = number.value().text();
    if (node.shown.empty()) node.shown = shown_number(number.value(), node.unit);
    return;
  }
  node.value = "unknown";
  if (number.range.low) node.low = number.range.low->value.text();
  if (number.range.high) node.high = number.range.high->value.text();
}

rule::Interval interval_of(const methods::Bounds& bounds) {
  rule::Interval interval;
  if (bounds.low) interval.low = rule::Bound{*bounds.low, false};
  if (bounds.high) interval.high = rule::Bound{*bounds.high, false};
  return interval;
}

void rest_on(TraceNode& node, const Citation* citation) {
  if (citation == nullptr) return;
  if (!node.citation || node.citation->confidence < citation->confidence) node.citation = *citation;
}

rule::Answer unknown_number(const Call&, TraceNode node, const std::string& unit, MissingItem why) {
  rule::Number number = rule::Number::unknown(parse_unit(unit).value_or(Unit{}), std::move(why));
  put_number(node, number);
  return {std::move(number), std::move(node)};
}

rule::Answer no_edition(const Call& call, std::string_view family) {
  TraceNode node = method_node(call);
  return unknown_number(
      call, std::move(node),
      call.arguments.size() > 1 && call.arguments[1].parameter != nullptr ? call.arguments[1].parameter->unit
                                                                          : call.method.unit,
      missing_item(call, std::string(family), "该期间没有施行的 " + std::string(family) + " 版本", false));
}

}  // namespace chuangmo::eval
