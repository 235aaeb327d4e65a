#include <fmt/format.h>

#include "plan/plan_names.h"
#include "plan/plan_toml.h"
#include "plan/toml_reader.h"

namespace chuangmo::plan {
namespace {

class PlanReader {
 public:
  explicit PlanReader(const toml::table& table) : table_(table) {}

  Plan read() {
    TomlReader top(table_);
    plan_.title = top.text("title");
    plan_.file = top.text("file");
    if (const toml::table* headings = top.table("headings")) read_headings(*headings);
    for (const toml::table* entry : top.tables("indicator"))
      plan_.indicators.push_back(read_indicator(*entry));
    for (const toml::table* entry : top.tables("diagnostic"))
      plan_.diagnostics.push_back(read_diagnostic(*entry));
    finish(top);
    return std::move(plan_);
  }
  const std::string& problem() const { return problem_; }

 private:
  void finish(TomlReader& reader) {
    std::string problem = reader.problem();
    if (problem_.empty()) problem_ = std::move(problem);
  }

  template <class Enum>
  Enum named(TomlReader& reader, std::string_view key, std::optional<Enum> (*from)(std::string_view),
             Enum fallback, std::string_view fallback_name) {
    const std::string name = reader.text(key, fallback_name);
    if (const auto value = from(name)) return *value;
    reader.add_problem(nullptr, fmt::format("{} 不认识「{}」", key, name));
    return fallback;
  }

  void read_headings(const toml::table& table) {
    TomlReader reader(table);
    PlanHeadings& headings = plan_.headings;
    headings.number = reader.text("number");
    headings.requirement = reader.text("requirement");
    headings.task = reader.text("task");
    headings.lead = reader.text("lead");
    headings.cooperating = reader.text("cooperating");
    headings.due = reader.text("due");
    headings.remark = reader.text("remark");
    finish(reader);
  }

  PlanIndicator read_indicator(const toml::table& table) {
    TomlReader reader(table);
    PlanIndicator indicator;
    indicator.number = reader.number("number");
    indicator.requirement = reader.text("requirement");
    indicator.original = reader.text("original", indicator.requirement);
    indicator.thresholds = read_thresholds_of(reader);
    indicator.source = read_where(reader, "source");
    for (const toml::table* entry : reader.tables("task")) indicator.tasks.push_back(read_task(*entry));
    finish(reader);
    return indicator;
  }

  Task read_task(const toml::table& table) {
    TomlReader reader(table);
    Task task;
    task.number = reader.number("number");
    task.label = reader.text("label");
    task.text = reader.text("text");
    task.original = reader.text("original", task.text);
    task.kind = named(reader, "kind", task_kind_from, TaskKind::works, "works");
    if (const toml::table* schedule = reader.table("schedule")) task.schedule = read_schedule_of(*schedule);
    task.thresholds = read_thresholds_of(reader);
    for (const std::string& name : reader.texts("deliverables")) {
      if (const auto deliverable = deliverable_from(name)) {
        task.deliverables.push_back(*deliverable);
      } else {
        reader.add_problem(nullptr, fmt::format("deliverables 不认识「{}」", name));
      }
    }
    task.lead = read_duties(reader, "lead");
    task.cooperating = read_duties(reader, "cooperating");
    task.notes = reader.texts("notes");
    task.lead_cell = reader.text("lead_cell");
    task.cooperating_cell = reader.text("cooperating_cell");
    task.due_cell = reader.text("due_cell");
    task.remark = reader.text("remark");
    task.source = read_where(reader, "source");
    finish(reader);
    return task;
  }

  Schedule read_schedule_of(const toml::table& table) {
    TomlReader reader(table);
    Schedule schedule;
    schedule.rhythm = named(reader, "rhythm", rhythm_from, Rhythm::none, "none");
    schedule.due = reader.text("due");
    schedule.years = reader.numbers("years");
    schedule.least_times = reader.number("least_times");
    schedule.original = reader.text("original");
    schedule.guessed = reader.flag("guessed");
    finish(reader);
    return schedule;
  }

  std::vector<Threshold> read_thresholds_of(TomlReader& owner) {
    std::vector<Threshold> thresholds;
    for (const toml::table* entry : owner.tables("thresholds")) {
      TomlReader reader(*entry);
      Threshold threshold;
      threshold.sense = named(reader, "sense", sense_from, ThresholdSense::bare, "bare");
      if (const std::string value = reader.text("value"); !value.empty()) {
        if (const auto decimal = Decimal::parse(value)) {
          threshold.value = *decimal;
        } else {
          reader.add_problem(nullptr, fmt::format("value 不是数字：{}", value));
        }
      }
      threshold.unit = reader.text("unit");
      threshold.subject = reader.text("subject");
      threshold.original = reader.text("original");
      finish(reader);
      thresholds.push_back(std::move(threshold));
    }
    return thresholds;
  }

  // Each item is a name, as people write it, or a table.
  std::vector<Duty> read_duties(TomlReader& owner, std::string_view key) {
    std::vector<Duty> duties;
    const toml::array* items = owner.array(key);
    if (items == nullptr) return duties;
    for (const toml::node& item : *items) {
      Duty duty;
      if (const auto name = item.value_exact<std::string>()) {
        duty.name = duty.original = *name;
      } else if (const toml::table* table = item.as_table()) {
        TomlReader reader(*table);
        duty.name = reader.text("name");
        duty.is_group = reader.flag("group");
        duty.guessed = reader.flag("guessed");
        duty.original = reader.text("original", duty.name);
        finish(reader);
      }
      if (duty.name.empty()) owner.add_problem(&item, fmt::format("{} 的每一项应有单位名称", key));
      duties.push_back(std::move(duty));
    }
    return duties;
  }

  Where read_where(TomlReader& owner, std::string_view key) {
    Where where;
    where.file = plan_.file;
    const toml::table* table = owner.table(key);
    if (table == nullptr) return where;
    TomlReader reader(*table);
    where.row = reader.number("row");
    where.file = reader.text("file", plan_.file);
    where.sheet = reader.text("sheet");
    where.column = reader.text("column");
    where.begin = static_cast<std::size_t>(reader.number("begin"));
    where.end = static_cast<std::size_t>(reader.number("end"));
    finish(reader);
    return where;
  }

  Diagnostic read_diagnostic(const toml::table& table) {
    TomlReader reader(table);
    Diagnostic diagnostic;
    diagnostic.code = reader.text("code");
    diagnostic.severity = named(reader, "severity", severity_from, Severity::warning, "warning");
    diagnostic.where = read_where(reader, "where");
    diagnostic.text = reader.text("text");
    diagnostic.fix = reader.text("fix");
    diagnostic.source = reader.text("source");
    finish(reader);
    return diagnostic;
  }

  const toml::table& table_;
  Plan plan_;
  std::string problem_;
};

}  // namespace

Result<Plan> read_plan_toml(std::string_view text, std::string_view file) {
  CHUANGMO_TRY(table, parse_toml(text, file, "PLN040"));
  PlanReader reader(table);
  Plan plan = reader.read();
  if (!reader.problem().empty())
    return fail("PLN041", fmt::format("{} {}", file, reader.problem()), "请改正后再试");
  return plan;
}

}  // namespace chuangmo::plan
