#include "plan/plan_toml.h"

#include <fmt/format.h>

#include "plan/plan_names.h"
#include "plan/toml_text.h"

namespace chuangmo::plan {
namespace {

class PlanWriter {
 public:
  explicit PlanWriter(const Plan& plan) : plan_(plan) {}

  std::string write() {
    key("title", plan_.title);
    key("file", plan_.file);
    write_headings();
    for (const PlanIndicator& indicator : plan_.indicators) write_indicator(indicator);
    for (const Diagnostic& diagnostic : plan_.diagnostics) write_diagnostic(diagnostic);
    return std::move(out_);
  }

 private:
  void key(std::string_view name, std::string_view value) {
    out_ += fmt::format("{} = {}\n", name, toml_string(value));
  }
  void key_unless(std::string_view name, std::string_view value, std::string_view usual) {
    if (value != usual) key(name, value);
  }

  void write_headings() {
    out_ += "\n[headings]\n";
    key("number", plan_.headings.number);
    key("requirement", plan_.headings.requirement);
    key("task", plan_.headings.task);
    key("lead", plan_.headings.lead);
    key("cooperating", plan_.headings.cooperating);
    key_unless("due", plan_.headings.due, "");
    key_unless("remark", plan_.headings.remark, "");
  }

  void write_indicator(const PlanIndicator& indicator) {
    out_ += fmt::format("\n[[indicator]]\nnumber = {}\n", indicator.number);
    key("requirement", indicator.requirement);
    key_unless("original", indicator.original, indicator.requirement);
    write_thresholds(indicator.thresholds);
    write_where("source", indicator.source);
    for (const Task& task : indicator.tasks) write_task(task);
  }

  void write_task(const Task& task) {
    out_ += fmt::format("\n[[indicator.task]]\nnumber = {}\n", task.number);
    key("label", task.label);
    key("text", task.text);
    key_unless("original", task.original, task.text);
    out_ += fmt::format("kind = \"{}\"\n", task_kind_name(task.kind));
    write_schedule(task.schedule);
    write_thresholds(task.thresholds);
    if (!task.deliverables.empty()) {
      std::vector<std::string> names;
      for (const Deliverable deliverable : task.deliverables)
        names.emplace_back(deliverable_name(deliverable));
      out_ += fmt::format("deliverables = {}\n", toml_strings(names));
    }
    write_duties("lead", task.lead);
    write_duties("cooperating", task.cooperating);
    if (!task.notes.empty()) out_ += fmt::format("notes = {}\n", toml_strings(task.notes));
    key_unless("lead_cell", task.lead_cell, "");
    key_unless("cooperating_cell", task.cooperating_cell, "");
    key_unless("due_cell", task.due_cell, "");
    key_unless("remark", task.remark, "");
    write_where("source", task.source);
  }

  void write_schedule(const Schedule& schedule) {
    out_ += fmt::format("schedule = {{ rhythm = \"{}\"", rhythm_name(schedule.rhythm));
    if (!schedule.due.empty()) out_ += ", due = " + toml_string(schedule.due);
    if (!schedule.years.empty()) out_ += fmt::format(", years = [{}]", fmt::join(schedule.years, ", "));
    if (schedule.least_times != 0) out_ += fmt::format(", least_times = {}", schedule.least_times);
    if (!schedule.original.empty()) out_ += ", original = " + toml_string(schedule.original);
    if (schedule.guessed) out_ += ", guessed = true";
    out_ += " }\n";
  }

  void write_thresholds(const std::vector<Threshold>& thresholds) {
    if (thresholds.empty()) return;
    out_ += "thresholds = [\n";
    for (const Threshold& threshold : thresholds) {
      out_ += fmt::format("  {{ sense = \"{}\"", sense_name(threshold.sense));
      if (threshold.value) out_ += ", value = " + toml_string(threshold.value->text());
      if (!threshold.unit.empty()) out_ += ", unit = " + toml_string(threshold.unit);
      if (!threshold.subject.empty()) out_ += ", subject = " + toml_string(threshold.subject);
      if (!threshold.original.empty()) out_ += ", original = " + toml_string(threshold.original);
      out_ += " },\n";
    }
    out_ += "]\n";
  }

  // A duty that stands in its cell as it is called is only its name.
  void write_duties(std::string_view name, const std::vector<Duty>& duties) {
    if (duties.empty()) return;
    out_ += fmt::format("{} = [\n", name);
    for (const Duty& duty : duties) {
      out_ += "  { name = " + toml_string(duty.name);
      if (duty.is_group) out_ += ", group = true";
      if (duty.guessed) out_ += ", guessed = true";
      if (duty.original != duty.name) out_ += ", original = " + toml_string(duty.original);
      out_ += " },\n";
    }
    out_ += "]\n";
  }

  void write_where(std::string_view name, const Where& where) {
    out_ += fmt::format("{} = {{ row = {}", name, where.row);
    if (where.file != plan_.file) out_ += ", file = " + toml_string(where.file);
    if (!where.sheet.empty()) out_ += ", sheet = " + toml_string(where.sheet);
    if (!where.column.empty()) out_ += ", column = " + toml_string(where.column);
    if (where.begin != 0) out_ += fmt::format(", begin = {}", where.begin);
    if (where.end != 0) out_ += fmt::format(", end = {}", where.end);
    out_ += " }\n";
  }

  void write_diagnostic(const Diagnostic& diagnostic) {
    out_ += fmt::format("\n[[diagnostic]]\ncode = {}\nseverity = \"{}\"\n", toml_string(diagnostic.code),
                        severity_name(diagnostic.severity));
    write_where("where", diagnostic.where);
    key("text", diagnostic.text);
    key_unless("fix", diagnostic.fix, "");
    key_unless("source", diagnostic.source, "");
  }

  const Plan& plan_;
  std::string out_;
};

}  // namespace

std::string write_plan_toml(const Plan& plan) {
  return PlanWriter(plan).write();
}

}  // namespace chuangmo::plan
