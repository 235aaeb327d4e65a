#include "publish/chart_classes.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMonths = 12;

std::string period_of(int year, std::size_t cell) {
  return cell < kMonths ? fmt::format("{}-{:02}", year, cell + 1) : std::to_string(year);
}

std::string cell_title(const ClassRow& row, const ClassCell& cell, const std::string& period) {
  std::string title = period;
  if (cell.kind == ClassCell::Kind::known) title += " · " + cell.text;
  if (cell.kind == ClassCell::Kind::unknown) title += " · 数据不全 incomplete";
  if (!row.target.empty()) title += " / ≤ " + row.target;
  return cell.cause.empty() ? title : title + " · " + cell.cause;
}

std::string cell_html(const ClassRow& row, const ClassCell& cell, const std::string& period) {
  if (cell.kind == ClassCell::Kind::ahead) return "<td class=\"ahead\"></td>";
  std::string style = cell.kind == ClassCell::Kind::known ? fmt::format("w{}", cell.level) : "gap";
  if (cell.breaks) style += " over";
  return "<td class=\"" + style + "\" title=\"" + escape_html(cell_title(row, cell, period)) + "\">" +
         (cell.kind == ClassCell::Kind::known ? escape_html(cell.text) : "?") +
         (cell.breaks ? "<span class=\"sr\">" + both("不达标", "not met") + "</span>" : "") + "</td>";
}

std::string row_html(const ClassRow& row, int year) {
  std::string html =
      "<tr><th scope=\"row\">" + chinese(row.name) +
      (row.target.empty()
           ? ""
           : "<small>" + both("要求 " + row.target + " 类", "class " + row.target + " asked") + "</small>") +
      "</th>";
  for (std::size_t i = 0; i < row.cells.size(); ++i) html += cell_html(row, row.cells[i], period_of(year, i));
  return html + "</tr>";
}

// Section-months as they are counted for a rate of attainment.
std::string tally_words(const ClassTable& table) {
  int met = 0;
  int broken = 0;
  int unknown = 0;
  for (const ClassRow& row : table.rows) {
    for (std::size_t i = 0; i < std::min(kMonths, row.cells.size()); ++i) {
      const ClassCell& cell = row.cells[i];
      if (cell.kind == ClassCell::Kind::ahead) continue;
      ++(cell.breaks ? broken : cell.kind == ClassCell::Kind::unknown ? unknown : met);
    }
  }
  std::string zh = fmt::format("达标 {} 次，不达标 {} 次", met, broken);
  std::string en = fmt::format("{} met, {} not met", met, broken);
  if (unknown > 0) {
    zh += fmt::format("，不明 {} 次", unknown);
    en += fmt::format(", {} not known", unknown);
  }
  return both(zh, en);
}

std::string table_html(const WaterMonitoring& water, const ClassTable& table) {
  std::string html = fmt::format("<table class=\"classes\"><caption>{} <small>", table.year) +
                     tally_words(table) + "</small></caption><thead><tr><th scope=\"col\">" +
                     (water.is_source ? both("水源地", "Source") : both("断面", "Section")) + "</th>";
  for (std::size_t month = 1; month <= kMonths; ++month)
    html += fmt::format("<th scope=\"col\">{}</th>", month);
  if (water.has_year) html += "<th scope=\"col\">" + both("年", "Year") + "</th>";
  html += "</tr></thead><tbody>";
  for (const ClassRow& row : table.rows) html += row_html(row, table.year);
  return html + "</tbody></table>";
}

}  // namespace

std::string classes_html(const WaterMonitoring& water) {
  std::string html = "<div class=\"years\">";
  for (const ClassTable& table : water.years)
    html += "<div class=\"year\">" + table_html(water, table) + "</div>";
  return html + "</div>";
}

std::string breaches_html(const WaterMonitoring& water) {
  std::string rows;
  for (const ClassTable& table : water.years) {
    for (const ClassRow& row : table.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const ClassCell& cell = row.cells[i];
        const bool is_unknown = cell.kind == ClassCell::Kind::unknown;
        if (cell.kind == ClassCell::Kind::ahead || (!cell.breaks && !is_unknown)) continue;
        rows += "<tr><th scope=\"row\">" + chinese(row.name) + "</th><td>" + period_of(table.year, i) +
                "</td><td>" + (is_unknown ? both("不明", "not known") : escape_html(cell.text)) +
                (row.target.empty() ? "" : " <small>/ ≤ " + escape_html(row.target) + "</small>") +
                "</td><td>" + escape_html(cell.cause) + "</td></tr>";
      }
    }
  }
  if (rows.empty()) return "";
  return "<table><caption>" +
         both("没有达到要求的，和数据不全的", "What breaks its target, and what is incomplete") +
         "</caption><thead><tr><th scope=\"col\">" + both("点位", "Place") + "</th><th scope=\"col\">" +
         both("时段", "Period") + "</th><th scope=\"col\">" + both("类别与要求", "Class and target") +
         "</th><th scope=\"col\">" + both("决定项目或缺项", "Deciding or missing") +
         "</th></tr></thead><tbody>" + rows + "</tbody></table>";
}

}  // namespace chuangmo::publish
