#include "plan/plan_diff.h"

#include <array>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/text.h"
#include "plan/plan_fields.h"
#include "plan/plan_match.h"

namespace chuangmo::plan {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"added", "removed", "moved", "changed"};
constexpr std::array<std::string_view, 4> kNamesZh = {"新增", "删除", "移动", "修改"};

std::string place_of(const PlanIndicator& indicator) {
  return fmt::format("指标 {}", indicator.number);
}
std::string place_of(const Task& task) {
  return "任务 " + task.label;
}

template <class Owner>
void compare_fields(std::span<const PlanField<Owner>> fields, const Owner& before, const Owner& after,
                    PlanDiff& diff) {
  for (const PlanField<Owner>& field : fields) {
    std::string old_text = field.text(before);
    std::string new_text = field.text(after);
    if (remove_spaces(old_text) == remove_spaces(new_text)) continue;
    diff.changes.push_back({ChangeKind::changed, place_of(after), std::string(field.key), std::move(old_text),
                            std::move(new_text)});
  }
}

class Differ {
 public:
  Differ(const Plan& before, const Plan& after, bool same_document)
      : before_(before), after_(after), match_(match_plans(before, after, same_document)) {}

  PlanDiff diff() {
    std::map<std::size_t, std::size_t> old_indicator;
    for (const auto& [old_index, new_index] : match_.indicators) {
      old_indicator[new_index] = old_index;
      kept_indicators_.insert(old_index);
    }
    std::map<std::pair<std::size_t, std::size_t>, TaskPlace> old_task;
    for (const auto& [old_place, new_place] : match_.tasks) {
      old_task[{new_place.indicator, new_place.task}] = old_place;
      kept_tasks_.insert({old_place.indicator, old_place.task});
    }
    for (std::size_t i = 0; i < after_.indicators.size(); ++i) {
      const PlanIndicator& indicator = after_.indicators[i];
      const auto found = old_indicator.find(i);
      compare(indicator, found == old_indicator.end() ? nullptr : &before_.indicators[found->second]);
      for (std::size_t t = 0; t < indicator.tasks.size(); ++t) {
        const auto place = old_task.find({i, t});
        compare(indicator.tasks[t],
                place == old_task.end()
                    ? nullptr
                    : &before_.indicators[place->second.indicator].tasks[place->second.task]);
      }
    }
    list_removed();
    return std::move(diff_);
  }

 private:
  void compare(const PlanIndicator& after, const PlanIndicator* before) {
    if (before == nullptr) {
      diff_.changes.push_back({ChangeKind::added, place_of(after), "", "", after.requirement});
      return;
    }
    if (before->number != after.number) {
      diff_.changes.push_back({ChangeKind::moved, place_of(after), "", place_of(*before), place_of(after)});
    }
    compare_fields(indicator_fields(), *before, after, diff_);
  }

  void compare(const Task& after, const Task* before) {
    if (before == nullptr) {
      diff_.changes.push_back({ChangeKind::added, place_of(after), "", "", after.text});
      return;
    }
    if (before->label != after.label) {
      diff_.changes.push_back({ChangeKind::moved, place_of(after), "", place_of(*before), place_of(after)});
    }
    compare_fields(task_fields(), *before, after, diff_);
  }

  void list_removed() {
    for (std::size_t i = 0; i < before_.indicators.size(); ++i) {
      const PlanIndicator& indicator = before_.indicators[i];
      if (kept_indicators_.count(i) == 0) {
        diff_.changes.push_back({ChangeKind::removed, place_of(indicator), "", indicator.requirement, ""});
      }
      for (std::size_t t = 0; t < indicator.tasks.size(); ++t) {
        if (kept_tasks_.count({i, t}) > 0) continue;
        diff_.changes.push_back(
            {ChangeKind::removed, place_of(indicator.tasks[t]), "", indicator.tasks[t].text, ""});
      }
    }
  }

  const Plan& before_;
  const Plan& after_;
  PlanMatch match_;
  PlanDiff diff_;
  std::set<std::size_t> kept_indicators_;
  std::set<std::pair<std::size_t, std::size_t>> kept_tasks_;
};

std::string_view field_name(std::string_view key) {
  for (const auto& field : task_fields()) {
    if (field.key == key) return field.name;
  }
  for (const auto& field : indicator_fields()) {
    if (field.key == key) return field.name;
  }
  return key;
}

std::string shown(const std::string& text) {
  return text.empty() ? "（空）" : collapse_spaces(text);
}

}  // namespace

std::string_view change_kind_name(ChangeKind kind) {
  return kNames.at(static_cast<std::size_t>(kind));
}
std::string_view change_kind_name_zh(ChangeKind kind) {
  return kNamesZh.at(static_cast<std::size_t>(kind));
}

PlanDiff diff_plans(const Plan& before, const Plan& after, bool same_document) {
  return Differ(before, after, same_document).diff();
}

std::string render(const PlanDiff& diff) {
  std::string out;
  for (const PlanChange& change : diff.changes) {
    out += fmt::format("{} {}", change_kind_name_zh(change.kind), change.place);
    switch (change.kind) {
      case ChangeKind::added:
        out += "：" + shown(change.after);
        break;
      case ChangeKind::removed:
        out += "：" + shown(change.before);
        break;
      case ChangeKind::moved:
        out += "：原为" + change.before;
        break;
      case ChangeKind::changed:
        out +=
            fmt::format(" {}：{} → {}", field_name(change.field), shown(change.before), shown(change.after));
        break;
    }
    out += "\n";
  }
  return out;
}

}  // namespace chuangmo::plan
