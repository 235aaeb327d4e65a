#include "plan/plan_merge.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "plan/plan_fields.h"
#include "plan/plan_match.h"

namespace chuangmo::plan {
namespace {

using Place = std::pair<std::size_t, std::size_t>;
Place place(const TaskPlace& task) {
  return {task.indicator, task.task};
}

class Merger {
 public:
  Merger(const Plan& imported, const Plan& edited, const Plan& incoming)
      : imported_(imported),
        edited_(edited),
        by_hand_(match_plans(imported, edited, true)),
        by_document_(match_plans(imported, incoming, false)) {
    for (const auto& pair : by_hand_.indicators) edited_indicator_[pair.before] = pair.after;
    for (const auto& pair : by_hand_.tasks) edited_task_[place(pair.before)] = pair.after;
    for (const auto& pair : by_document_.indicators) incoming_indicator_[pair.before] = pair.after;
    for (const auto& pair : by_document_.tasks) incoming_task_[place(pair.before)] = pair.after;
    merged_.plan = incoming;
    merged_.changes = diff_plans(imported, incoming);
  }

  MergedPlan merge() {
    for (std::size_t i = 0; i < imported_.indicators.size(); ++i) {
      merge_indicator(i);
      for (std::size_t t = 0; t < imported_.indicators[i].tasks.size(); ++t) merge_task(i, t);
    }
    add_new_tasks();
    remove_deleted();
    return std::move(merged_);
  }

 private:
  void report(std::string code, const Where& where, std::string text, std::string fix) {
    merged_.diagnostics.push_back(
        {std::move(code), Severity::warning, where, std::move(text), std::move(fix), ""});
  }

  // The field as people left it wins wherever they touched it.
  template <class Owner>
  void merge_fields(std::span<const PlanField<Owner>> fields, const Owner& before, const Owner& by_hand,
                    Owner& result, const std::string& name) {
    for (const PlanField<Owner>& field : fields) {
      const std::string old_text = field.text(before);
      const std::string hand_text = field.text(by_hand);
      const std::string document_text = field.text(result);
      if (hand_text == old_text) continue;
      merged_.kept.changes.push_back(
          {ChangeKind::changed, name, std::string(field.key), old_text, hand_text});
      if (hand_text == document_text) continue;
      if (document_text != old_text) {
        report("PLN050", result.source,
               fmt::format("{} 的{}两边都改过：手工改为「{}」，新文件为「{}」", name, field.name, hand_text,
                           document_text),
               "已保留手工修改；若应以文件为准，请在 plan.toml 中改正");
      }
      field.copy(result, by_hand);
    }
  }

  void merge_indicator(std::size_t i) {
    const auto hand = edited_indicator_.find(i);
    const auto document = incoming_indicator_.find(i);
    if (hand == edited_indicator_.end() || document == incoming_indicator_.end()) return;
    PlanIndicator& result = merged_.plan.indicators[document->second];
    merge_fields(indicator_fields(), imported_.indicators[i], edited_.indicators[hand->second], result,
                 fmt::format("指标 {}", result.number));
  }

  void merge_task(std::size_t i, std::size_t t) {
    const Task& before = imported_.indicators[i].tasks[t];
    const auto hand = edited_task_.find({i, t});
    const auto document = incoming_task_.find({i, t});
    if (hand == edited_task_.end()) {
      merged_.kept.changes.push_back({ChangeKind::removed, "任务 " + before.label, "", before.text, ""});
      if (document != incoming_task_.end()) deleted_.insert(place(document->second));
      return;
    }
    const Task& by_hand = edited_.indicators[hand->second.indicator].tasks[hand->second.task];
    if (document == incoming_task_.end()) {
      if (is_edited(before, by_hand)) {
        report("PLN051", before.source,
               fmt::format("任务 {} 手工改过，但新文件中没有了：{}", before.label, by_hand.text),
               "若仍然需要，请加回文件");
      }
      return;
    }
    Task& result = merged_.plan.indicators[document->second.indicator].tasks[document->second.task];
    merge_fields(task_fields(), before, by_hand, result, "任务 " + result.label);
  }

  static bool is_edited(const Task& before, const Task& by_hand) {
    return std::any_of(task_fields().begin(), task_fields().end(), [&](const PlanField<Task>& field) {
      return field.text(before) != field.text(by_hand);
    });
  }

  // Where an indicator of the edited plan stands in the new document, by way of the last import.
  std::optional<std::size_t> indicator_in_document(std::size_t edited) const {
    for (const auto& [before, after] : edited_indicator_) {
      if (after != edited) continue;
      const auto document = incoming_indicator_.find(before);
      if (document != incoming_indicator_.end()) return document->second;
    }
    return std::nullopt;
  }

  void add_new_tasks() {
    std::set<Place> known;
    for (const auto& [before, after] : edited_task_) known.insert(place(after));
    for (std::size_t i = 0; i < edited_.indicators.size(); ++i) {
      const auto target = indicator_in_document(i);
      for (std::size_t t = 0; t < edited_.indicators[i].tasks.size(); ++t) {
        if (known.count({i, t}) > 0) continue;
        const Task& task = edited_.indicators[i].tasks[t];
        if (!target) {
          report("PLN051", task.source,
                 fmt::format("手工加入的任务 {} 的指标在新文件中没有了：{}", task.label, task.text),
                 "若仍然需要，请加回文件");
          continue;
        }
        merged_.kept.changes.push_back({ChangeKind::added, "任务 " + task.label, "", "", task.text});
        merged_.plan.indicators[*target].tasks.push_back(task);
      }
    }
  }

  void remove_deleted() {
    for (std::size_t i = 0; i < merged_.plan.indicators.size(); ++i) {
      PlanIndicator& indicator = merged_.plan.indicators[i];
      std::vector<Task> left;
      for (std::size_t t = 0; t < indicator.tasks.size(); ++t) {
        if (deleted_.count({i, t}) > 0) continue;
        Task task = std::move(indicator.tasks[t]);
        task.number = static_cast<int>(left.size()) + 1;
        task.label = fmt::format("{}.{}", indicator.number, task.number);
        left.push_back(std::move(task));
      }
      indicator.tasks = std::move(left);
    }
  }

  const Plan& imported_;
  const Plan& edited_;
  PlanMatch by_hand_;
  PlanMatch by_document_;
  std::map<std::size_t, std::size_t> edited_indicator_;    // imported -> edited
  std::map<std::size_t, std::size_t> incoming_indicator_;  // imported -> incoming
  std::map<Place, TaskPlace> edited_task_;
  std::map<Place, TaskPlace> incoming_task_;
  std::set<Place> deleted_;  // places in incoming
  MergedPlan merged_;
};

}  // namespace

MergedPlan merge_plans(const Plan& imported, const Plan& edited, const Plan& incoming) {
  return Merger(imported, edited, incoming).merge();
}

void attach_units(Plan& plan, UnitRegister units) {
  plan.units = std::move(units);
  for (PlanIndicator& indicator : plan.indicators) {
    for (Task& task : indicator.tasks) {
      for (std::vector<Duty>* duties : {&task.lead, &task.cooperating}) {
        for (Duty& duty : *duties) duty.is_group = plan.units.find_group(duty.name) != nullptr;
      }
    }
  }
}

}  // namespace chuangmo::plan
