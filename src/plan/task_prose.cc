#include "plan/task_prose.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "plan/prose.h"

namespace chuangmo::plan {

std::string reading_text(std::string_view cell) {
  std::vector<std::string> lines;
  for (const std::string& paragraph : split(cell, "\n")) {
    std::string line = trim(paragraph);
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return join(lines, "\n");
}

int latest_year_in(std::string_view text) {
  int latest = 0;
  const std::string folded = nfkc(text);
  for (std::size_t at = folded.find("年"); at != std::string::npos; at = folded.find("年", at + 1)) {
    if (at < 4) continue;
    const std::string digits = folded.substr(at - 4, 4);
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) continue;
    const int year = std::stoi(digits);
    if (year >= 1990 && year <= 2100) latest = std::max(latest, year);
  }
  return latest;
}

int base_year_of(const Plan& plan) {
  int year = latest_year_in(plan.title);
  if (year > 0) return year;
  for (const PlanIndicator& indicator : plan.indicators) {
    year = std::max(year, latest_year_in(indicator.original));
    for (const Task& task : indicator.tasks)
      year = std::max({year, latest_year_in(task.original), latest_year_in(task.due_cell)});
  }
  return year;
}

void read_task_prose(Task& task, int base_year) {
  task.kind = task_kind_of(task.text);
  task.thresholds = read_thresholds(task.text);
  task.deliverables = deliverables_of(task.text);
  task.schedule = {};
  if (!trim(task.due_cell).empty()) task.schedule = read_schedule(reading_text(task.due_cell), base_year);
  if (task.schedule.due.empty() && task.schedule.rhythm == Rhythm::none)
    task.schedule = read_schedule(task.text, base_year);
  // Without any year in the document, 近三年 names no years.
  if (base_year == 0 && task.schedule.guessed) task.schedule = {};
}

}  // namespace chuangmo::plan
