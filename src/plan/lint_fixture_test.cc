#include "plan/lint_fixture.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>

#include "base/file.h"
#include "base/text.h"
#include "plan/prose.h"
#include "plan/unit_cell.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

constexpr int kBaseYear = 2011;

std::vector<Duty> duties_in(const Plan& plan, std::string_view cell) {
  std::vector<Duty> duties;
  for (const CellPiece& piece : split_unit_cell(cell).pieces) {
    Duty duty;
    duty.original = piece.text;
    duty.name = piece.text;
    const auto group =
        std::find_if(plan.units.groups.begin(), plan.units.groups.end(),
                     [&](const GroupEntry& entry) { return unit_key(entry.name) == piece.key; });
    const bool is_listed = group != plan.units.groups.end();
    const UnitEntry* unit = plan.units.find(piece.text);
    if (unit) duty.name = unit->name;
    if (is_listed) duty.name = group->name;
    duty.is_group = is_listed || is_group_word(piece.key) || is_county_group(piece.key);
    duties.push_back(std::move(duty));
  }
  return duties;
}

// "名称:成员,成员"
std::pair<std::string, std::vector<std::string>> named_list(std::string_view text) {
  const std::vector<std::string> parts = split(text, ":");
  return {parts.at(0), split(parts.at(1), ",")};
}

bool read_heading_line(std::string_view line, Plan& plan) {
  if (starts_with(line, "title=")) {
    plan.title = std::string(line.substr(6));
  } else if (starts_with(line, "group=")) {
    auto [name, members] = named_list(line.substr(6));
    plan.units.groups.push_back({name, {}, members, false});
  } else if (starts_with(line, "unit=")) {
    auto [name, aliases] = named_list(line.substr(5));
    plan.units.units.push_back({name, aliases, unit_kind(unit_key(name)), false});
  } else {
    return false;
  }
  return true;
}

void add_task(Plan& plan, const std::vector<std::string>& cells, int row) {
  PlanIndicator& indicator = plan.indicators.back();
  Task task;
  task.number = static_cast<int>(indicator.tasks.size()) + 1;
  task.original = cells.at(2);
  task.text = cells.at(2);
  task.kind = task_kind_of(task.text);
  task.schedule = read_schedule(task.text, kBaseYear);
  task.thresholds = read_thresholds(task.text);
  task.deliverables = deliverables_of(task.text);
  task.lead_cell = cells.at(3);
  task.cooperating_cell = cells.at(4);
  task.lead = duties_in(plan, task.lead_cell);
  task.cooperating = duties_in(plan, task.cooperating_cell);
  task.source.row = row;
  indicator.tasks.push_back(std::move(task));
}

}  // namespace

Plan plan_of(std::string_view rows) {
  Plan plan;
  int row = 1;
  for (const std::string& line : split(rows, "\n")) {
    if (trim(line).empty() || read_heading_line(trim(line), plan)) continue;
    std::vector<std::string> cells = split(line, "|");
    for (std::string& cell : cells) cell = replace_all(cell, "¶", "\n");
    cells.resize(5);
    ++row;
    if (!trim(cells[0]).empty()) {
      PlanIndicator indicator;
      indicator.number = std::stoi(trim(cells[0]));
      indicator.original = cells[1];
      indicator.requirement = trim(cells[1]);
      indicator.thresholds = read_thresholds(cells[1]);
      indicator.source.row = row;
      plan.indicators.push_back(std::move(indicator));
    }
    if (cells[2] != "-") add_task(plan, cells, row);
  }
  return plan;
}

const LintContext& chinese_words() {
  static const LintContext context = [] {
    const std::filesystem::path path = std::filesystem::path(CHUANGMO_SOURCE_DIR) / "catalog/lint/zh.toml";
    const Result<std::string> text = read_file(path);
    if (!text) throw std::runtime_error(text.error().text);
    Result<LintContext> words = read_lint_toml(*text);
    if (!words) throw std::runtime_error(words.error().text);
    return std::move(words).value();
  }();
  return context;
}

}  // namespace chuangmo::plan
