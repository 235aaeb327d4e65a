#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/page_words.h"
#include "publish/portal_frame.h"

namespace chuangmo::publish {
namespace {

// A cell as it was announced, its paragraphs as lines.
std::string cell_html(const std::string& original) {
  return replace_all(escape_html(trim(original)), "\n", "<br>");
}

std::string heading_html(std::string_view zh, std::string_view en) {
  return "<th scope=\"col\">" + both(zh, en) + "</th>";
}

std::string task_label(const PlanIndicator& indicator, const Task& task) {
  return task.label.empty() ? fmt::format("{}.{}", indicator.number, task.number) : task.label;
}

std::string units_cell(const PortalSite& site, const std::string& original, const std::vector<Duty>& duties,
                       Language language) {
  if (language == Language::zh && !trim(original).empty()) return cell_html(original);
  std::vector<std::string> units;
  for (const Duty& duty : duties) units.push_back(duty.name);
  return units.empty() ? "—" : units_html(site, units, units.size());
}

std::string task_cells(const PortalSite& site, const PlanIndicator& indicator, const Task& task,
                       Language language) {
  const PlanHeadings& headings = site.plan->headings;
  std::string html = "<td><span class=\"num\">" + escape_html(task_label(indicator, task)) + "</span> " +
                     chinese(task.text) + "</td><td>" +
                     units_cell(site, task.lead_cell, task.lead, language) + "</td><td>" +
                     units_cell(site, task.cooperating_cell, task.cooperating, language) + "</td>";
  if (!headings.due.empty()) html += "<td lang=\"zh-CN\">" + cell_html(task.due_cell) + "</td>";
  if (!headings.remark.empty()) html += "<td lang=\"zh-CN\">" + cell_html(task.remark) + "</td>";
  return html;
}

// The words of the table; in English those of the pack, where it has them.
std::string requirement_cell(const PortalSite& site, const PlanIndicator& indicator, Language language,
                             std::size_t rows) {
  const IndicatorDefinition* definition = site.pack->indicator(indicator.number);
  const std::string begin = fmt::format("<th scope=\"rowgroup\" rowspan=\"{}\"", rows);
  if (language == Language::en && definition != nullptr && !definition->requirement_en.empty())
    return begin + ">" + escape_html(definition->requirement_en) + "</th>";
  return begin + " lang=\"zh-CN\">" +
         cell_html(indicator.original.empty() ? indicator.requirement : indicator.original) + "</th>";
}

std::string indicator_rows(const PortalSite& site, const PlanIndicator& indicator, Language language) {
  const std::size_t rows = std::max<std::size_t>(1, indicator.tasks.size());
  const bool is_judged = site.pack->indicator(indicator.number) != nullptr;
  const std::string number = std::to_string(indicator.number);
  std::string html =
      fmt::format("<tbody id=\"i{}\"><tr><th scope=\"rowgroup\" rowspan=\"{}\">", number, rows) +
      (is_judged ? link_html("/indicators/" + number, language, number) : number) + "</th>" +
      requirement_cell(site, indicator, language, rows);
  for (std::size_t i = 0; i < indicator.tasks.size(); ++i)
    html += (i == 0 ? "" : "<tr>") + task_cells(site, indicator, indicator.tasks[i], language) + "</tr>";
  if (indicator.tasks.empty()) html += "<td>—</td><td>—</td><td>—</td></tr>";
  return html + "</tbody>";
}

std::string plan_table(const PortalSite& site, Language language) {
  const Plan& plan = *site.plan;
  std::string html =
      "<table class=\"plan\"><caption>" + chinese(plan.title) + "</caption><thead><tr>" +
      heading_html(plan.headings.number, "No.") + heading_html(plan.headings.requirement, "Indicator") +
      heading_html(plan.headings.task, "Task") + heading_html(plan.headings.lead, "Lead units") +
      heading_html(plan.headings.cooperating, "Cooperating units");
  if (!plan.headings.due.empty()) html += heading_html(plan.headings.due, "Due");
  if (!plan.headings.remark.empty()) html += heading_html(plan.headings.remark, "Remark");
  html += "</tr></thead>";
  for (const PlanIndicator& indicator : plan.indicators) html += indicator_rows(site, indicator, language);
  return html + "</table>";
}

}  // namespace

std::string portal_plan(const PortalSite& site, Language language) {
  PortalPage page;
  page.path = "/plan";
  page.title_zh = "任务分解表";
  page.title_en = "Plan of tasks";
  page.main = "<div class=\"hero\"><h1>" + both(page.title_zh, page.title_en) + "</h1><p class=\"lead\">";
  if (site.plan == nullptr) {
    page.main += both("任务分解表还没有公布。", "The plan has not been announced yet.") + "</p></div>\n";
    return portal_page(site, page, language);
  }
  const std::size_t indicators = site.plan->indicators.size();
  const std::size_t tasks = site.plan->task_count();
  page.main +=
      both(fmt::format("{} 项指标分解为 {} 项任务，每一项都有责任单位和配合单位。", indicators, tasks),
           fmt::format("{} indicators broken into {} tasks, each with lead and cooperating units.",
                       indicators, tasks)) +
      "</p></div>\n" + scroll_box(language, "任务分解表", "Plan of tasks", plan_table(site, language)) + "\n";
  return portal_page(site, page, language);
}

}  // namespace chuangmo::publish
