#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/english_names.h"
#include "publish/number_words.h"
#include "publish/page_words.h"
#include "publish/portal_frame.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::size_t kMostRows = 300;  // on the page; the file has all

std::string downloads_html(const OpenTable& table, Language language) {
  const std::string path = "/data/" + table.key;
  return "<a href=\"" + escape_html(portal_path(path + ".csv", language)) + "\" download>" +
         both("下载 CSV", "Download CSV") + "<span class=\"sr\"> " + escape_html(table.key) +
         "</span></a> <a href=\"" + escape_html(path + ".json") + "\">JSON<span class=\"sr\"> " +
         escape_html(table.key) + "</span></a>";
}

std::string periods_of(const OpenTable& table) {
  if (table.first_period.empty()) return both("还没有数据", "no data yet");
  if (table.first_period == table.last_period) return escape_html(table.first_period);
  return both(table.first_period + " 至 " + table.last_period,
              table.first_period + " to " + table.last_period);
}

std::string row_html(const OpenTable& table, Language language) {
  const std::string unit = table.unit.empty() ? "" : unit_words(table.unit, language);
  return "<tr><th scope=\"row\">" +
         link_html("/data/" + table.key, language, named_html(table.name, table.name_en)) + "</th>" +
         (table.is_ledger ? "" : "<td>" + (unit.empty() ? "—" : escape_html(unit)) + "</td>") + "<td>" +
         periods_of(table) + "</td><td>" + std::to_string(table.rows.size()) + "</td><td>" +
         (table.source.empty() ? "—" : named_html(table.source, table.source_en)) +
         "</td><td class=\"files\">" + downloads_html(table, language) + "</td></tr>";
}

std::string column_head(std::string_view zh, std::string_view en) {
  return "<th scope=\"col\">" + both(zh, en) + "</th>";
}

std::string list_html(const PortalSite& site, bool ledgers, std::string_view zh, std::string_view en,
                      Language language) {
  std::string rows;
  for (const OpenTable& table : site.tables) {
    if (table.is_ledger == ledgers) rows += row_html(table, language);
  }
  std::string html = "<section><h2>" + both(zh, en) + "</h2>";
  if (rows.empty())
    return html + "<p>" + both("目前没有公开的内容。", "Nothing is open at present.") + "</p></section>\n";
  const std::string head = column_head("名称", "Name") + (ledgers ? "" : column_head("单位", "Unit")) +
                           column_head("时段", "Periods") + column_head("行数", "Rows") +
                           column_head("来源", "Source") + column_head("下载", "Download");
  return html +
         scroll_box(language, zh, en,
                    "<table><caption class=\"sr\">" + both(zh, en) + "</caption><thead><tr>" + head +
                        "</tr></thead><tbody>" + rows + "</tbody></table>") +
         "</section>\n";
}

std::string rows_table(const OpenTable& table, Language language) {
  std::string html = "<table><caption>" + named_html(table.name, table.name_en) + "</caption><thead><tr>";
  for (const OpenColumn& column : table.columns) {
    html += "<th scope=\"col\">" + named_html(column.name, column.name_en) +
            (column.unit.empty()
                 ? ""
                 : " <small>" +
                       both(unit_words(column.unit, Language::zh), unit_words(column.unit, Language::en)) +
                       "</small>") +
            "</th>";
  }
  html += "</tr></thead><tbody>";
  const bool zh = language == Language::zh;
  for (std::size_t i = 0; i < table.rows.size() && i < kMostRows; ++i) {
    html += "<tr>";
    const std::vector<std::string>& cells = zh ? table.rows[i].zh : table.rows[i].en;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      const std::string text = cells[column].empty() ? "—" : escape_html(cells[column]);
      html += column == 0 ? "<th scope=\"row\">" + text + "</th>" : "<td>" + text + "</td>";
    }
    html += "</tr>";
  }
  return html + "</tbody></table>";
}

std::string facts_html(const OpenTable& table, Language language) {
  const std::string unit = table.unit.empty() ? "" : unit_words(table.unit, language);
  return "<dl class=\"facts\">" +
         term_html("来源", "Source", table.source.empty() ? "" : named_html(table.source, table.source_en)) +
         term_html("计量单位", "Unit", escape_html(unit)) +
         term_html("范围", "Scope", table.scope.empty() ? "" : named_html(table.scope, table.scope_en)) +
         term_html("时段", "Periods", periods_of(table)) +
         term_html("口径", "Definition", table.definition.empty() ? "" : chinese(table.definition)) +
         term_html("最近登记", "Last recorded", table.recorded_at ? moment_html(*table.recorded_at) : "") +
         "</dl>";
}

}  // namespace

std::string portal_data(const PortalSite& site, Language language) {
  PortalPage page;
  page.path = "/data";
  page.title_zh = "公开数据";
  page.title_en = "Open data";
  page.about_zh = "创建工作公开的统计数据和台账，可以下载";
  page.about_en = "Figures and ledgers that are open to everybody, for download";
  page.main =
      "<div class=\"hero\"><h1>" + both("公开数据", "Open data") + "</h1><p class=\"lead\">" +
      both("创模办决定公开的统计数据和台账。每一份都写明来源、单位和时段，可以下载。",
           "The figures and ledgers that the programme office has opened, each with its source, unit and "
           "periods, for download.") +
      "</p></div>\n" + list_html(site, false, "指标结论与统计数据", "Verdicts and figures", language) +
      list_html(site, true, "台账", "Ledgers", language) + "<section><h2>" +
      both("文件说明", "About the files") + "</h2><p>" +
      both(
          "CSV 是带字节顺序标记的 UTF-8，Excel 和 WPS "
          "可以直接打开；以等号、加号等开头的文字前面加了撇号。JSON 里是原始的键和值。",
          "CSV is UTF-8 with a byte order mark, as Excel and WPS read it; text that begins like a formula "
          "has "
          "an apostrophe before it. JSON has keys and values as they are kept.") +
      "</p></section>\n";
  return portal_page(site, page, language);
}

std::string portal_table(const PortalSite& site, const OpenTable& table, Language language) {
  PortalPage page;
  page.path = "/data/" + table.key;
  page.title_zh = table.name;
  page.title_en = table.name_en.empty() ? table.name : table.name_en;
  page.main = "<div class=\"hero\"><p class=\"eyebrow\">" +
              link_html("/data", language, both("公开数据", "Open data")) + "</p><h1>" +
              named_html(table.name, table.name_en) + "</h1>" + facts_html(table, language) +
              "<p class=\"files\">" + downloads_html(table, language) + "</p></div>\n";
  if (!table.rows.empty()) {
    page.main += "<section><h2>" + both("内容", "Content") + "</h2>" +
                 scroll_box(language, table.name, page.title_en, rows_table(table, language));
    if (table.rows.size() > kMostRows)
      page.main +=
          "<p>" +
          both(fmt::format("本页列出前 {} 行，共 {} 行；文件里是全部。", kMostRows, table.rows.size()),
               fmt::format("The first {} of {} rows; the files have all of them.", kMostRows,
                           table.rows.size())) +
          "</p>";
    page.main += "</section>\n";
  }
  return portal_page(site, page, language);
}

OpenTable verdicts_table(const Evaluation& evaluation, const Pack& pack) {
  OpenTable table;
  table.key = "verdicts";
  table.name = "各项判据的结论";
  table.name_en = "Outcomes of all criteria";
  table.source = "本系统按公开的规则算出";
  table.source_en = "Computed by public rules";
  table.first_period = table.last_period = evaluation.as_of.text();
  table.recorded_at = evaluation.known_at;
  table.columns = {{"criterion", "判据编号", "Criterion", ""},
                   {"indicator", "指标", "Indicator", ""},
                   {"name", "判据", "Name", ""},
                   {"decides", "参与判定", "Decides", ""},
                   {"outcome", "结论", "Outcome", ""},
                   {"value", "实际", "Value", ""},
                   {"limit", "要求", "Limit", ""},
                   {"unit", "单位", "Unit", ""}};
  const EnglishNames names(pack);
  for (const IndicatorVerdict& indicator : evaluation.indicators) {
    for (const CriterionVerdict& criterion : indicator.criteria) {
      OpenRow row;
      row.raw = {criterion.id,
                 std::to_string(indicator.number),
                 criterion.name,
                 criterion.decides ? "true" : "false",
                 std::string(outcome_name(criterion.outcome)),
                 criterion.value,
                 criterion.limit,
                 criterion.unit};
      row.zh = {criterion.id,
                indicator.name,
                criterion.name,
                criterion.decides ? "是" : "否",
                std::string(outcome_name_zh(criterion.outcome)),
                measured_text(criterion),
                limit_text(criterion),
                unit_words(criterion.unit, Language::zh)};
      row.en = {criterion.id,
                names.indicator(indicator),
                names.criterion(indicator.number, criterion),
                criterion.decides ? "yes" : "no",
                std::string(outcome_name_en(criterion.outcome)),
                measured_text(criterion, Language::en),
                limit_text(criterion, Language::en),
                unit_words(criterion.unit, Language::en)};
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

}  // namespace chuangmo::publish
