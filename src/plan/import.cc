#include "plan/import.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <tuple>

#include "base/text.h"
#include "plan/body_rows.h"
#include "plan/label.h"
#include "plan/prose.h"
#include "plan/task_prose.h"
#include "plan/unit_resolver.h"

namespace chuangmo::plan {
namespace {

using Role = ColumnRole;

// The year the plan speaks from: the title's, else the latest any task names.
int base_year_of(const PlanRows& rows) {
  int year = latest_year_in(rows.title);
  if (year > 0) return year;
  for (const BodyRow& row : rows.rows) {
    for (const Role role : {Role::requirement, Role::task, Role::due})
      year = std::max(year, latest_year_in(row.at(role).text));
  }
  return year;
}

std::vector<std::string> unit_cells_of(const PlanRows& rows) {
  std::vector<std::string> cells;
  for (const BodyRow& row : rows.rows) {
    for (const Role role : {Role::lead, Role::cooperating}) {
      if (!row.at(role).is_blank() && row.at(role).begins) cells.push_back(row.at(role).text);
    }
  }
  return cells;
}

// Tables that number every task and merge only the requirement: the number column does not count indicators.
bool numbers_count_tasks(const PlanRows& rows) {
  if (!rows.layout.has(Role::requirement) || !rows.layout.has(Role::number)) return false;
  int numbered = 0;
  int without_requirement = 0;
  for (const BodyRow& row : rows.rows) {
    const RowCell& number = row.at(Role::number);
    if (!number.begins || number.is_blank()) continue;
    ++numbered;
    const RowCell& requirement = row.at(Role::requirement);
    if (!requirement.begins || requirement.is_blank()) ++without_requirement;
  }
  return without_requirement >= 2 && 2 * without_requirement > numbered;
}

class PlanBuilder {
 public:
  PlanBuilder(const PlanRows& rows, const UnitRegister& confirmed, Plan& plan)
      : rows_(rows), plan_(plan), cells_(unit_cells_of(rows)), resolver_(confirmed, cells_) {}

  void build() {
    base_year_ = base_year_of(rows_);
    numbers_count_tasks_ = numbers_count_tasks(rows_);
    for (const BodyRow& row : rows_.rows) {
      const bool is_new = begins_indicator(row);
      if (is_new) begin_indicator(row);
      read_tasks(row, is_new);
    }
    plan_.units = resolver_.units();
  }

 private:
  PlanIndicator* indicator() { return plan_.indicators.empty() ? nullptr : &plan_.indicators.back(); }
  Task* last_task() {
    return indicator() == nullptr || indicator()->tasks.empty() ? nullptr : &indicator()->tasks.back();
  }

  void report(const BodyRow& row, Role role, std::string code, Severity severity, std::string text,
              std::string fix) {
    Where where = row.where;
    where.column = rows_.layout.at(role).heading;
    plan_.diagnostics.push_back(
        {std::move(code), severity, where, std::move(text), std::move(fix), reading_text(row.at(role).text)});
  }

  bool begins_indicator(const BodyRow& row) const {
    if (plan_.indicators.empty()) return true;
    const PlanIndicator& current = plan_.indicators.back();
    const RowCell& number = row.at(Role::number);
    const RowCell& requirement = row.at(Role::requirement);
    const bool has_requirement = requirement.begins && !requirement.is_blank();
    const bool same_requirement = remove_spaces(requirement.text) == remove_spaces(current.original);
    if (!numbers_count_tasks_ && number.begins && !number.is_blank()) {
      // A number written again on every row, as spreadsheets that cannot merge do.
      return read_number(number.text) != printed_number_ || !printed_number_ ||
             (has_requirement && !same_requirement);
    }
    return has_requirement && !same_requirement;
  }

  void begin_indicator(const BodyRow& row) {
    const int last = plan_.indicators.empty() ? 0 : plan_.indicators.back().number;
    PlanIndicator indicator;
    indicator.source = row.where;
    indicator.source.column = rows_.layout.at(Role::requirement).heading;
    indicator.original = row.at(Role::requirement).text;
    indicator.requirement = reading_text(indicator.original);
    printed_number_ = numbers_count_tasks_ ? std::nullopt : read_number(row.at(Role::number).text);
    if (!rows_.layout.has(Role::number) || numbers_count_tasks_) {
      TaskLabel label = read_label(indicator.requirement, 0, last + 1);
      if (label.number > 0) indicator.requirement = label.text;
      indicator.number = last + 1;
    } else {
      indicator.number = number_of(row, last);
    }
    if (indicator.requirement.empty() && rows_.layout.has(Role::requirement)) {
      report(row, Role::requirement, "PLN013", Severity::warning,
             fmt::format("指标 {} 没有内容", indicator.number), "请写出指标要求");
    }
    indicator.thresholds = read_thresholds(indicator.requirement);
    plan_.indicators.push_back(std::move(indicator));
  }

  // The printed number while numbers ascend, so that an excerpt keeps its numbers; else the one after the
  // last.
  int number_of(const BodyRow& row, int last) {
    const std::string printed = reading_text(row.at(Role::number).text);
    if (!printed_number_) {
      report(row, Role::number, "PLN008", Severity::warning,
             printed.empty() ? fmt::format("指标缺少序号，按顺序读作 {}", last + 1)
                             : fmt::format("序号「{}」不是数字，按顺序读作 {}", printed, last + 1),
             fmt::format("请写作 {}", last + 1));
      return last + 1;
    }
    if (*printed_number_ <= last) {
      report(row, Role::number, "PLN009", Severity::warning,
             fmt::format("序号 {} 不在 {} 之后，按顺序读作 {}", *printed_number_, last, last + 1),
             fmt::format("请写作 {}", last + 1));
      return last + 1;
    }
    if (*printed_number_ != last + 1) {
      report(row, Role::number, "PLN009", Severity::warning,
             fmt::format("序号从 {} 跳到 {}", last, *printed_number_), "请核对是否缺少指标");
    }
    return *printed_number_;
  }

  void read_tasks(const BodyRow& row, bool is_new) {
    const RowCell& cell = row.at(Role::task);
    if (!cell.begins || cell.is_blank()) return read_row_without_task(row, is_new);
    std::vector<std::string> texts = tasks_in(cell.text);
    const bool has_units = !row.at(Role::lead).is_blank() || !row.at(Role::cooperating).is_blank();
    const int expected = static_cast<int>(indicator()->tasks.size()) + 1;
    if (texts.size() == 1 && !is_new && !has_units && last_task() != nullptr &&
        rows_.layout.has(Role::lead) && read_label(texts[0], indicator()->number, expected).number == 0) {
      return continue_text(row, texts[0]);
    }
    if (texts.size() > 1) {
      report(row, Role::task, "PLN015", Severity::warning,
             fmt::format("一格里有 {} 项任务，单位视为共同的", texts.size()),
             "请每项任务单独一行，分别写出单位");
    }
    for (const std::string& text : texts) add_task(row, text);
  }

  // Several numbered paragraphs in one cell are several tasks, when their numbers ascend by one.
  static std::vector<std::string> tasks_in(const std::string& cell) {
    std::vector<std::string> texts;
    int last = 0;
    for (const std::string& paragraph : split(reading_text(cell), "\n")) {
      const int number = read_label(paragraph, 0, last + 1).number;
      if (texts.empty() || (number > 0 && last > 0 && number == last + 1)) {
        texts.push_back(paragraph);
        last = number;
      } else {
        texts.back() += "\n" + paragraph;
      }
    }
    return texts;
  }

  void continue_text(const BodyRow& row, const std::string& text) {
    Task& task = *last_task();
    task.text += text;
    task.original += "\n" + row.at(Role::task).text;
    read_task_prose(task, base_year_);
    report(row, Role::task, "PLN016", Severity::warning,
           fmt::format("这一行没有编号也没有单位，接在任务 {} 之后", task.label),
           "若它是另一项任务，请编号并写出单位；否则请并入上一行");
  }

  void read_row_without_task(const BodyRow& row, bool is_new) {
    const auto has_new = [&](Role role) { return row.at(role).begins && !row.at(role).is_blank(); };
    const bool has_units = has_new(Role::lead) || has_new(Role::cooperating);
    if (is_new || last_task() == nullptr) {
      if (is_new || has_units) {
        report(row, Role::task, "PLN013", Severity::warning,
               fmt::format("指标 {} 的这一行没有任务", indicator()->number), "请写出工作任务");
      }
      if (has_units) add_task(row, "");
      return;
    }
    if (!has_units) return;
    Task& task = *last_task();
    report(row, Role::task, "PLN016", Severity::warning,
           fmt::format("这一行没有任务，单位并入任务 {}", task.label), "若有另一项任务，请写出");
    if (has_new(Role::lead)) add_units(row, Role::lead, task.lead_cell, task.lead, task);
    if (has_new(Role::cooperating))
      add_units(row, Role::cooperating, task.cooperating_cell, task.cooperating, task);
    remember(task);
  }

  void add_task(const BodyRow& row, const std::string& text) {
    Task task;
    task.number = static_cast<int>(indicator()->tasks.size()) + 1;
    task.label = fmt::format("{}.{}", indicator()->number, task.number);
    task.source = row.where;
    task.source.column = rows_.layout.at(Role::task).heading;
    task.original = row.at(Role::task).text;
    read_task_label(row, text, task);
    task.due_cell = row.at(Role::due).text;
    task.remark = reading_text(row.at(Role::remark).text);
    read_task_prose(task, base_year_);
    add_units(row, Role::lead, task.lead_cell, task.lead, task);
    add_units(row, Role::cooperating, task.cooperating_cell, task.cooperating, task);
    if (task.lead.empty() && rows_.layout.has(Role::lead)) {
      report(row, Role::lead, "PLN012", Severity::error, fmt::format("任务 {} 没有责任单位", task.label),
             "请写出责任单位");
    }
    remember(task);
    indicator()->tasks.push_back(std::move(task));
  }

  void read_task_label(const BodyRow& row, const std::string& text, Task& task) {
    const TaskLabel label = read_label(text, indicator()->number, task.number);
    task.text = label.text;
    if (text.empty()) return;
    if (label.number == 0 && !numbers_count_tasks_) {
      report(row, Role::task, "PLN010", Severity::note,
             fmt::format("任务没有编号，按顺序读作 {}", task.label),
             fmt::format("请在前面写 {}.", task.number));
    } else if (label.number != task.number && label.number > 0) {
      report(row, Role::task, "PLN011", Severity::warning,
             fmt::format("任务编号是 {}，按顺序应为 {}", label.number, task.number),
             fmt::format("请写作 {}.", task.number));
    }
  }

  void add_units(const BodyRow& row, Role role, std::string& cell, std::vector<Duty>& duties, Task& task) {
    const RowCell& source = row.at(role);
    cell += cell.empty() ? source.text : "\n" + source.text;
    if (source.is_blank()) return;
    PreviousTask before = previous_;
    before.same_column = role == Role::lead ? previous_lead_ : previous_cooperating_;
    ResolvedCell resolved = resolver_.resolve(source.text, before);
    open_list_ = open_list_ || resolved.open_list;
    for (Duty& duty : resolved.duties) {
      const bool is_there = std::any_of(duties.begin(), duties.end(),
                                        [&](const Duty& known) { return known.name == duty.name; });
      if (!is_there) duties.push_back(std::move(duty));
    }
    for (std::string& note : resolved.notes) {
      if (std::find(task.notes.begin(), task.notes.end(), note) == task.notes.end())
        task.notes.push_back(std::move(note));
    }
    for (const UnitQuestion& question : resolved.questions) ask(row, role, question);
    if (source.is_shared && source.begins) {
      report(row, role, "PLN018", Severity::note, "这一格跨多行合并，其中的单位用于每一行", "请确认");
    }
  }

  // The same question is asked once, with the other rows it concerns.
  void ask(const BodyRow& row, Role role, const UnitQuestion& question) {
    const auto key = std::make_tuple(question.code, question.text);
    const auto [place, is_first] = asked_.emplace(key, Asked{plan_.diagnostics.size(), {}});
    if (is_first) {
      Where where = row.where;
      where.column = rows_.layout.at(role).heading;
      where.begin = question.begin;
      where.end = question.end;
      plan_.diagnostics.push_back(
          {question.code, question.severity, where, question.text, question.fix, row.at(role).text});
      return;
    }
    place->second.rows.push_back(row.where.row);
  }

 public:
  void finish_questions() {
    for (const auto& [key, asked] : asked_) {
      if (asked.rows.empty()) continue;
      std::vector<std::string> rows;
      for (const int row : asked.rows) {
        const std::string text = std::to_string(row);
        if (rows.size() < 20 && (rows.empty() || rows.back() != text)) rows.push_back(text);
      }
      plan_.diagnostics[asked.at].text +=
          fmt::format("（另有 {} 处：第 {}{} 行）", asked.rows.size(), join(rows, "、"),
                      asked.rows.size() > rows.size() && rows.size() == 20 ? " 等" : "");
    }
  }

 private:
  void remember(const Task& task) {
    previous_lead_ = task.lead;
    previous_cooperating_ = task.cooperating;
    previous_.all = task.lead;
    previous_.all.insert(previous_.all.end(), task.cooperating.begin(), task.cooperating.end());
    previous_.open_list = open_list_;
    open_list_ = false;
  }

  struct Asked {
    std::size_t at;
    std::vector<int> rows;
  };

  const PlanRows& rows_;
  Plan& plan_;
  std::vector<std::string> cells_;
  UnitResolver resolver_;
  int base_year_ = 0;
  bool numbers_count_tasks_ = false;
  std::optional<int> printed_number_;
  std::vector<Duty> previous_lead_;
  std::vector<Duty> previous_cooperating_;
  PreviousTask previous_;
  bool open_list_ = false;
  std::map<std::tuple<std::string, std::string>, Asked> asked_;
};

void ask_for_register(const UnitRegister& confirmed, Plan& plan) {
  if (!confirmed.units.empty() || plan.units.units.empty()) return;
  std::vector<std::string> names;
  for (const UnitEntry& unit : plan.units.units) names.push_back(unit.name);
  plan.diagnostics.push_back(
      {"PLN032", Severity::note, Where{plan.file, "", 0, "", 0, 0},
       fmt::format("单位名册为空，从文中提议 {} 个单位：{}", names.size(), join(names, "、")),
       "请核对 units.proposed.toml，改正后存为 units.toml", ""});
}

PlanHeadings headings_of(const TableLayout& layout) {
  return {layout.at(Role::number).heading,      layout.at(Role::requirement).heading,
          layout.at(Role::task).heading,        layout.at(Role::lead).heading,
          layout.at(Role::cooperating).heading, layout.at(Role::due).heading,
          layout.at(Role::remark).heading};
}

}  // namespace

Plan read_plan(const Document& document, const UnitRegister& confirmed) {
  Plan plan;
  plan.file = document.file;
  plan.diagnostics = document.diagnostics;
  plan.units = confirmed;
  const PlanRows rows = read_rows(document, plan.diagnostics);
  if (!rows.found) return plan;
  plan.title = rows.title;
  plan.headings = headings_of(rows.layout);
  PlanBuilder builder(rows, confirmed, plan);
  builder.build();
  builder.finish_questions();
  if (plan.indicators.empty())
    plan.diagnostics.push_back({"PLN037", Severity::error, Where{document.file, "", 0, "", 0, 0},
                                "有表头，但表头之下没有一项指标或任务", "请确认文件是否完整", ""});
  ask_for_register(confirmed, plan);
  sort_by_position(plan.diagnostics);
  return plan;
}

std::string title_of(const Document& document) {
  Diagnostics ignored;  // read_plan tells them
  return read_rows(document, ignored).title;
}

}  // namespace chuangmo::plan
