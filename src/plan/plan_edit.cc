#include "plan/plan_edit.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>

#include "base/civil.h"
#include "base/text.h"
#include "plan/plan_fields.h"
#include "plan/plan_names.h"
#include "plan/prose.h"
#include "plan/task_prose.h"
#include "plan/unit_resolver.h"

namespace chuangmo::plan {
namespace {

constexpr std::string_view kBetweenUnits = "、";
constexpr std::string_view kBetweenNotes = "；";

template <class Owner>
std::vector<std::string_view> differing(std::span<const PlanField<Owner>> fields, const Owner& one,
                                        const Owner& other) {
  std::vector<std::string_view> keys;
  for (const PlanField<Owner>& field : fields) {
    if (field.text(one) != field.text(other)) keys.push_back(field.key);
  }
  return keys;
}

bool is_edited(const Task& task, const Task& imported, std::string_view key) {
  const auto keys = edited_fields(task, imported);
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::string names_text(const std::vector<Duty>& duties) {
  std::vector<std::string> names;
  for (const Duty& duty : duties) names.push_back(duty.name);
  return join(names, kBetweenUnits);
}

// The words the duties were read from, each once: "神头一、二电厂" stands for two.
std::string words_text(const std::vector<Duty>& duties) {
  std::vector<std::string> words;
  for (const Duty& duty : duties) {
    const std::string& word = duty.original.empty() ? duty.name : duty.original;
    if (words.empty() || words.back() != word) words.push_back(word);
  }
  return join(words, kBetweenUnits);
}

// One column of units of a task.
struct UnitColumn {
  std::string_view key;
  std::vector<Duty> Task::*duties;
  std::string Task::*cell;
  std::string PlanHeadings::*heading;
};
constexpr std::array<UnitColumn, 2> kUnitColumns = {
    {{"lead", &Task::lead, &Task::lead_cell, &PlanHeadings::lead},
     {"cooperating", &Task::cooperating, &Task::cooperating_cell, &PlanHeadings::cooperating}}};

// Visits every task of both plans side by side: edits change what stands in a task, never which tasks there
// are.
template <class OfPlan, class Visit>
void visit_tasks(OfPlan& plan, const Plan& imported, const Visit& visit) {
  const std::size_t indicators = std::min(plan.indicators.size(), imported.indicators.size());
  for (std::size_t i = 0; i < indicators; ++i) {
    auto& tasks = plan.indicators[i].tasks;
    const auto& before = imported.indicators[i].tasks;
    for (std::size_t t = 0; t < std::min(tasks.size(), before.size()); ++t) visit(tasks[t], before[t]);
  }
}

bool is_same_schedule(const Schedule& a, const Schedule& b) {
  return a.rhythm == b.rhythm && a.due == b.due && a.years == b.years && a.least_times == b.least_times;
}

auto cannot_stand(const std::string& where, const std::string& why, std::string fix) {
  return fail("PLN054", fmt::format("{}：{}", where, why), std::move(fix));
}

// In which order edits of one task are made, whatever order they come in: what is set by hand stands before
// the text that it could be read from.
constexpr std::array<std::string_view, 7> kOrder = {"rhythm", "due",         "notes",      "text",
                                                    "lead",   "cooperating", "requirement"};

std::size_t order_of(const PlanEdit& edit) {
  return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), edit.field) - kOrder.begin());
}

// What stands in a field of a task; nullopt: it has no such field.
std::optional<std::string> present_text(const Task& task, std::string_view field) {
  if (field == "text") return task.text;
  if (field == "notes") return join(task.notes, kBetweenNotes);
  if (field == "due") return task.schedule.due;
  if (field == "rhythm") return std::string(rhythm_name(task.schedule.rhythm));
  for (const UnitColumn& column : kUnitColumns) {
    if (column.key == field) return names_text(task.*column.duties);
  }
  return std::nullopt;
}

class Editor {
 public:
  Editor(const Plan& plan, const Plan& imported)
      : present_(plan), imported_(imported), plan_(plan), base_year_(base_year_of(imported)) {}

  Result<void> make(const PlanEdit& edit) {
    const auto indicator =
        std::find_if(present_.indicators.begin(), present_.indicators.end(),
                     [&](const PlanIndicator& each) { return each.number == edit.indicator; });
    if (indicator == present_.indicators.end())
      return fail("PLN052", fmt::format("没有指标 {}", edit.indicator), "重新读取任务分解表");
    PlanIndicator& edited =
        plan_.indicators[static_cast<std::size_t>(indicator - present_.indicators.begin())];
    if (edit.task.empty()) return edit_indicator(edited, *indicator, edit);
    const auto task = std::find_if(indicator->tasks.begin(), indicator->tasks.end(),
                                   [&](const Task& each) { return each.label == edit.task; });
    if (task == indicator->tasks.end())
      return fail("PLN052", fmt::format("指标 {} 没有任务 {}", edit.indicator, edit.task),
                  "重新读取任务分解表");
    return edit_task(edited.tasks[static_cast<std::size_t>(task - indicator->tasks.begin())], *task, edit);
  }

  // Units last: what one cell spells out is proposed once, in the order of the plan.
  Result<Plan> finish() {
    UnitResolver resolver(imported_.units, {});
    Result<void> outcome;
    visit_tasks(plan_, imported_, [&](Task& task, const Task& before) {
      for (const UnitColumn& column : kUnitColumns) {
        if (outcome) outcome = settle_units(task, before, column, resolver);
      }
    });
    if (!outcome) return tl::unexpected(std::move(outcome).error());
    plan_.units = resolver.units();
    return std::move(plan_);
  }

 private:
  static Result<void> expect(const std::string& where, const PlanEdit& edit, const std::string& present) {
    if (remove_spaces(present) == remove_spaces(edit.before)) return {};
    return fail("PLN053", fmt::format("{}的内容已经是「{}」，不是「{}」", where, present, edit.before),
                "重新读取任务分解表，再改");
  }

  static Result<void> edit_indicator(PlanIndicator& indicator, const PlanIndicator& present,
                                     const PlanEdit& edit) {
    const std::string where = fmt::format("指标 {} 的指标要求", indicator.number);
    if (edit.field != "requirement")
      return fail("PLN052", "指标没有可以修改的“" + edit.field + "”", "指标只能改 requirement");
    CHUANGMO_CHECK(expect(where, edit, present.requirement));
    std::string text = reading_text(edit.after);
    if (text.empty()) return cannot_stand(where, "不能为空", "写出指标要求");
    indicator.requirement = std::move(text);
    indicator.thresholds = read_thresholds(indicator.requirement);
    return {};
  }

  Result<void> edit_task(Task& task, const Task& present, const PlanEdit& edit) {
    const auto seen = present_text(present, edit.field);
    if (!seen)
      return fail("PLN052", "任务没有可以修改的“" + edit.field + "”",
                  "可以改的是 text、lead、cooperating、notes、due、rhythm");
    CHUANGMO_CHECK(expect(fmt::format("任务 {} 的{}", task.label, edit.field), edit, *seen));
    if (edit.field == "text") return edit_text(task, edit.after);
    if (edit.field == "due") return edit_due(task, trim(edit.after));
    if (edit.field == "rhythm") return edit_rhythm(task, trim(edit.after));
    if (edit.field == "notes")
      edit_notes(task, edit.after);
    else
      cells_[{task.label, edit.field}] = reading_text(edit.after);
    return {};
  }

  Result<void> edit_text(Task& task, const std::string& after) const {
    std::string text = reading_text(after);
    if (text.empty())
      return cannot_stand(fmt::format("任务 {} 的内容", task.label), "不能为空", "写出要做的事");
    Task as_read = task;
    read_task_prose(as_read, base_year_);
    const bool is_by_hand = !is_same_schedule(as_read.schedule, task.schedule);
    Schedule schedule = task.schedule;
    task.text = std::move(text);
    read_task_prose(task, base_year_);
    if (is_by_hand) task.schedule = std::move(schedule);
    return {};
  }

  static void edit_notes(Task& task, const std::string& after) {
    task.notes.clear();
    for (const std::string& part : split(after, kBetweenNotes)) {
      std::string note = trim(part);
      if (!note.empty()) task.notes.push_back(std::move(note));
    }
  }

  static Result<void> edit_due(Task& task, const std::string& day) {
    if (!day.empty() && !Date::parse(day))
      return cannot_stand(fmt::format("任务 {} 的完成时限", task.label), "「" + day + "」不是日期",
                          "写作 2011-12-31，不定期的留空");
    task.schedule.due = day;
    task.schedule.guessed = false;
    if (!day.empty() && task.schedule.rhythm == Rhythm::none) task.schedule.rhythm = Rhythm::once;
    if (day.empty() && task.schedule.rhythm == Rhythm::once) task.schedule.rhythm = Rhythm::none;
    return {};
  }

  static Result<void> edit_rhythm(Task& task, const std::string& name) {
    const auto rhythm = rhythm_from(name);
    if (!rhythm)
      return cannot_stand(fmt::format("任务 {} 的频次", task.label), "「" + name + "」不是频次",
                          "例如 none、annual、quarterly");
    task.schedule.rhythm = *rhythm;
    task.schedule.guessed = false;
    return {};
  }

  std::string place_of(const Task& task, const UnitColumn& column) const {
    return fmt::format("任务 {} 的{}", task.label, imported_.headings.*column.heading);
  }

  Result<void> settle_units(Task& task, const Task& before, const UnitColumn& column,
                            UnitResolver& resolver) const {
    std::vector<Duty>& duties = task.*column.duties;
    const auto written = cells_.find({task.label, std::string(column.key)});
    const bool is_new = written != cells_.end();
    if (!is_new && names_text(duties) == names_text(before.*column.duties)) return {};
    const std::string cell = is_new ? written->second : words_text(duties);
    ResolvedCell resolved = resolver.resolve(cell, {});
    duties = std::move(resolved.duties);
    if (duties.empty() && (column.key == "lead" || !cell.empty()))
      return cannot_stand(place_of(task, column), "读不出单位", "写单位名册中的名称，以顿号分隔");
    for (std::string& note : resolved.notes) {
      if (std::find(task.notes.begin(), task.notes.end(), note) == task.notes.end())
        task.notes.push_back(std::move(note));
    }
    if (names_text(duties) == names_text(before.*column.duties)) duties = before.*column.duties;
    return {};
  }

  const Plan& present_;
  const Plan& imported_;
  Plan plan_;
  int base_year_;
  std::map<std::pair<std::string, std::string>, std::string> cells_;  // label, column -> new words
};

// A finding that stands for several rows still speaks of the others when its own is changed.
bool speaks_of_others(const Diagnostic& finding) {
  return contains(finding.text, "（另有 ");
}

}  // namespace

Result<Plan> edit_plan(const Plan& plan, const Plan& imported, std::span<const PlanEdit> edits) {
  Editor editor(plan, imported);
  std::vector<PlanEdit> in_order(edits.begin(), edits.end());
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const PlanEdit& a, const PlanEdit& b) { return order_of(a) < order_of(b); });
  for (const PlanEdit& edit : in_order) CHUANGMO_CHECK(editor.make(edit));
  return editor.finish();
}

std::vector<std::string_view> edited_fields(const Task& task, const Task& imported) {
  return differing(task_fields(), task, imported);
}
std::vector<std::string_view> edited_fields(const PlanIndicator& indicator, const PlanIndicator& imported) {
  return differing(indicator_fields(), indicator, imported);
}

Plan as_written(const Plan& plan, const Plan& imported) {
  Plan written = plan;
  for (std::size_t i = 0; i < std::min(written.indicators.size(), imported.indicators.size()); ++i) {
    PlanIndicator& indicator = written.indicators[i];
    if (indicator.requirement != imported.indicators[i].requirement)
      indicator.original = indicator.requirement;
  }
  visit_tasks(written, imported, [](Task& task, const Task& before) {
    if (task.text != before.text) {
      // The number in front stays: nobody changed it.
      const std::size_t at = before.original.find(before.text);
      task.original = at == std::string::npos ? task.text : before.original.substr(0, at) + task.text;
    }
    for (const UnitColumn& column : kUnitColumns) {
      if (is_edited(task, before, column.key)) task.*column.cell = words_text(task.*column.duties);
    }
  });
  return written;
}

Diagnostics reading_findings(const Plan& plan, const Plan& imported) {
  std::set<std::pair<int, std::string>> changed;  // row, heading
  Diagnostics asked;
  UnitResolver resolver(imported.units, {});
  visit_tasks(plan, imported, [&](const Task& task, const Task& before) {
    if (task.text != before.text) changed.emplace(task.source.row, plan.headings.task);
    for (const UnitColumn& column : kUnitColumns) {
      if (!is_edited(task, before, column.key)) continue;
      Where where = task.source;
      where.column = plan.headings.*column.heading;
      changed.emplace(where.row, where.column);
      const std::string cell = words_text(task.*column.duties);
      for (UnitQuestion& question : resolver.resolve(cell, {}).questions) {
        where.begin = question.begin;
        where.end = question.end;
        asked.push_back({std::move(question.code), question.severity, where, std::move(question.text),
                         std::move(question.fix), cell});
      }
    }
  });
  Diagnostics findings;
  for (const Diagnostic& finding : imported.diagnostics) {
    if (starts_with(finding.code, "LNT")) continue;
    if (changed.count({finding.where.row, finding.where.column}) > 0 && !speaks_of_others(finding)) continue;
    findings.push_back(finding);
  }
  findings.insert(findings.end(), asked.begin(), asked.end());
  return findings;
}

}  // namespace chuangmo::plan
