#include "ooxml/template_scope.h"

#include <algorithm>

namespace chuangmo::ooxml {
namespace {

std::string last_step(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return std::string(dot == std::string_view::npos ? path : path.substr(dot + 1));
}

// "指标.判定" -> "指标", "判定".
std::pair<std::string_view, std::string_view> first_step(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {name, {}};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

std::string joined(const std::string& start, std::string_view rest) {
  if (start.empty()) return std::string(rest);
  return rest.empty() ? start : start + "." + std::string(rest);
}

}  // namespace

bool holds(const ViewValue* value, const TemplateMark& mark) {
  if (mark.words) return (value != nullptr && value->text == *mark.words) != mark.is_negated;
  bool is_there = value != nullptr;
  if (is_there && value->kind == ViewValue::Kind::flag) is_there = value->is_on;
  if (is_there && value->kind == ViewValue::Kind::text) is_there = !value->text.empty();
  if (is_there && value->kind == ViewValue::Kind::list) is_there = !value->items.empty();
  return is_there != mark.is_negated;
}

bool is_colour(std::string_view text) {
  return text.size() == 6 && text.find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos;
}

// ---- by shape

const ViewField* ShapeScope::field(std::string_view path) const {
  const auto found =
      std::find_if(shape_.begin(), shape_.end(), [&](const ViewField& each) { return each.path == path; });
  return found == shape_.end() ? nullptr : &*found;
}

// What stands at start.rest; a list on the way, `start` itself not counted, is in the way.
ShapeScope::Meaning ShapeScope::looked_up(const std::string& start, std::string_view rest) const {
  Meaning meaning;
  meaning.path = joined(start, rest);
  const ViewField* found = field(meaning.path);
  if (found == nullptr) return meaning;
  meaning.is_known = true;
  meaning.kind = found->kind;
  for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.', dot + 1)) {
    const std::string above = joined(start, rest.substr(0, dot));
    const ViewField* on_the_way = field(above);
    if (on_the_way != nullptr && on_the_way->kind == ViewValue::Kind::list) meaning.in_list = above;
  }
  return meaning;
}

ShapeScope::Meaning ShapeScope::meaning(std::string_view name) const {
  const auto [first, rest] = first_step(name);
  for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) {
    if (block->variable == first && rest.empty()) {  // one of the list: a record, or a text of its own
      const std::string below = block->path + ".";
      const bool has_members = std::any_of(
          shape_.begin(), shape_.end(), [&](const ViewField& each) { return each.path.starts_with(below); });
      return {true, has_members ? ViewValue::Kind::record : ViewValue::Kind::text, block->path, ""};
    }
    const Meaning named = block->variable == first ? looked_up(block->path, rest) : Meaning();
    if (named.is_known) return named;
    const Meaning bare = looked_up(block->path, name);
    if (bare.is_known) return bare;
    if (name == kPlaceName) return {true, ViewValue::Kind::text, std::string(name), ""};
  }
  return looked_up("", name);
}

std::vector<std::string> ShapeScope::names() const {
  std::vector<std::string> names;
  for (const Block& block : blocks_) {
    for (const ViewField& each : shape_) {
      const std::string below = block.path + ".";
      if (each.path.starts_with(below))
        names.push_back(block.variable + "." + each.path.substr(below.size()));
    }
  }
  for (const ViewField& each : shape_) names.push_back(each.path);
  return names;
}

void ShapeScope::enter(const std::string& name, const std::string& path) {
  blocks_.push_back({last_step(name), path});
}

// ---- by view

namespace {

const ViewValue* walk(const ViewValue* from, std::string_view rest) {
  while (from != nullptr && !rest.empty()) {
    const auto [first, after] = first_step(rest);
    from = from->member(first);
    rest = after;
  }
  return from;
}

}  // namespace

const ViewValue* ViewScope::value(std::string_view name) const {
  const auto [first, rest] = first_step(name);
  for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) {
    if (block->item == nullptr) continue;
    if (block->variable == first) {
      if (const ViewValue* found = walk(block->item, rest)) return found;
    }
    if (const ViewValue* found = walk(block->item, name)) return found;
    if (name == kPlaceName) return &block->place;
  }
  return walk(&view_, name);
}

void ViewScope::enter(const std::string& name) {
  blocks_.push_back({last_step(name), nullptr, {}});
}

void ViewScope::turn(const ViewValue& item, std::size_t index) {
  blocks_.back().item = &item;
  blocks_.back().place = view_text(std::to_string(index + 1));
}

}  // namespace chuangmo::ooxml
