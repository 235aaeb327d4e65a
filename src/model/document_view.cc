#include "model/document_view.h"

#include <algorithm>
#include <array>
#include <set>

namespace chuangmo {

const ViewValue* ViewValue::member(std::string_view name) const {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const ViewMember& each) { return each.name == name; });
  return found == members.end() ? nullptr : &found->value;
}

ViewValue& ViewValue::put(std::string name, ViewValue value) {
  members.push_back({std::move(name), std::move(value)});
  return members.back().value;
}

ViewValue& ViewValue::put(std::string name, std::string words, std::string bound_to) {
  return put(std::move(name), view_text(std::move(words), std::move(bound_to)));
}

ViewValue view_text(std::string text, std::string binding) {
  ViewValue value;
  value.text = std::move(text);
  value.binding = std::move(binding);
  return value;
}

ViewValue view_flag(bool is_on) {
  ViewValue value;
  value.kind = ViewValue::Kind::flag;
  value.is_on = is_on;
  return value;
}

ViewValue view_list(std::vector<ViewValue> items) {
  ViewValue value;
  value.kind = ViewValue::Kind::list;
  value.items = std::move(items);
  return value;
}

ViewValue view_record() {
  ViewValue value;
  value.kind = ViewValue::Kind::record;
  return value;
}

ViewValue view_chart(ViewChart chart) {
  ViewValue value;
  value.kind = ViewValue::Kind::chart;
  value.chart = std::make_shared<const ViewChart>(std::move(chart));
  return value;
}

namespace {

void gather(const ViewValue& view, std::map<std::string, std::string>& out) {
  if (!view.binding.empty()) out.try_emplace(view.binding, view.text);
  for (const ViewValue& item : view.items) gather(item, out);
  for (const ViewMember& member : view.members) gather(member.value, out);
}

const ViewField* field_of(const ViewShape& shape, std::string_view path) {
  const auto found =
      std::find_if(shape.begin(), shape.end(), [&](const ViewField& field) { return field.path == path; });
  return found == shape.end() ? nullptr : &*found;
}

// The names that stand right below a path.
std::vector<std::string> names_below(const ViewShape& shape, const std::string& path) {
  const std::string start = path.empty() ? "" : path + ".";
  std::vector<std::string> names;
  for (const ViewField& field : shape) {
    if (field.path.size() <= start.size() || !field.path.starts_with(start)) continue;
    const std::string rest = field.path.substr(start.size());
    if (rest.find('.') == std::string::npos) names.push_back(rest);
  }
  return names;
}

void compare(const ViewValue& view, const ViewShape& shape, const std::string& path,
             std::set<std::string>& out) {
  if (view.kind == ViewValue::Kind::list) {
    for (const ViewValue& item : view.items) compare(item, shape, path, out);
    return;
  }
  if (view.kind != ViewValue::Kind::record) return;
  for (const ViewMember& member : view.members) {
    const std::string below = path.empty() ? member.name : path + "." + member.name;
    const ViewField* field = field_of(shape, below);
    if (field == nullptr || field->kind != member.value.kind) {
      out.insert(below);
    } else {
      compare(member.value, shape, below, out);
    }
  }
  for (const std::string& name : names_below(shape, path)) {
    if (view.member(name) == nullptr) out.insert(path.empty() ? name : path + "." + name);
  }
}

}  // namespace

std::map<std::string, std::string> bound_texts(const ViewValue& view) {
  std::map<std::string, std::string> texts;
  gather(view, texts);
  return texts;
}

std::string_view view_kind_name_zh(ViewValue::Kind kind) {
  constexpr std::array<std::string_view, 5> kNames{"文字", "是否", "列表", "一组", "图"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<std::string> disagreements(const ViewValue& view, const ViewShape& shape) {
  std::set<std::string> found;
  compare(view, shape, "", found);
  return {found.begin(), found.end()};
}

}  // namespace chuangmo
