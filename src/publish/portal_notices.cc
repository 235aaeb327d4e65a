#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/english_names.h"
#include "publish/page_indicator.h"
#include "publish/page_words.h"
#include "publish/portal_frame.h"
#include "publish/qr_code.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

std::string kind_html(const PortalNotice& notice) {
  return notice.is_bulletin ? both("公报", "Bulletin") : both("公告", "Announcement");
}

std::string size_words(std::int64_t bytes) {
  constexpr double kKibibyte = 1024;
  const auto kib = static_cast<double>(bytes) / kKibibyte;
  return kib < kKibibyte ? fmt::format("{:.0f} KB", std::max(1.0, kib))
                         : fmt::format("{:.1f} MB", kib / kKibibyte);
}

std::string papers_html(const PortalNotice& notice) {
  if (notice.papers.empty()) return "";
  std::string html = "<section><h2>" + both("附件", "Attached papers") + "</h2><ul>";
  for (const PortalPaper& paper : notice.papers) {
    html += "<li><a href=\"/notices/" + escape_html(notice.id) + "/files/" + escape_html(paper.digest) +
            "\" download>" + chinese(paper.name) + "</a> <small>" + escape_html(size_words(paper.size)) +
            " · SHA-256 <code class=\"hash\">" + escape_html(paper.digest) + "</code></small></li>";
  }
  return html + "</ul></section>\n";
}

std::string verdicts_html(const PortalSite& site, const std::vector<IndicatorVerdict>& known,
                          Language language) {
  if (known.empty()) return "";
  const EnglishNames names(*site.pack);
  std::string rows;
  for (const IndicatorVerdict& verdict : known) {
    const CriterionVerdict* criterion = leading_criterion(verdict);
    rows += "<tr><th scope=\"row\">" +
            link_html(fmt::format("/indicators/{}", verdict.number), language,
                      fmt::format("<span class=\"num\">{}</span> ", verdict.number) +
                          named_html(verdict.name, names.indicator(verdict))) +
            "</th><td>" + outcome_chip(verdict.outcome) + "</td><td>" +
            (criterion == nullptr ? "" : value_html(*criterion)) + "</td></tr>";
  }
  return "<section><h2>" + both("发布时的结论", "Verdicts when it was published") + "</h2>" +
         scroll_box(language, "发布时的结论", "Verdicts when it was published",
                    "<table><caption>" +
                        both("所涉及指标在发布时的结论", "Its indicators as known when it was published") +
                        "</caption><thead><tr><th scope=\"col\">" + both("指标", "Indicator") +
                        "</th><th scope=\"col\">" + both("结论", "Outcome") + "</th><th scope=\"col\">" +
                        both("实际 / 要求", "Value / limit") + "</th></tr></thead><tbody>" + rows +
                        "</tbody></table>") +
         "</section>\n";
}

std::string figures_html(const PortalSite& site, const PortalNotice& notice, Language language) {
  std::string items;
  for (const std::string& key : notice.figures) {
    const FigureDefinition* figure = site.pack->figure(key);
    if (figure == nullptr) continue;
    const bool is_open = std::any_of(site.tables.begin(), site.tables.end(),
                                     [&](const OpenTable& table) { return table.key == key; });
    const std::string name = named_html(figure->name, figure->name_en);
    items += "<li>" + (is_open ? link_html("/data/" + key, language, name) : name) + "</li>";
  }
  if (items.empty()) return "";
  return "<section><h2>" + both("涉及的统计数据", "Figures it speaks of") + "</h2><ul>" + items +
         "</ul></section>\n";
}

std::string proof_html(const PortalSite& site, const PortalNotice& notice, const std::string& root,
                       Language language) {
  const std::string number = std::to_string(notice.entry);
  std::string html = "<section class=\"proof\"><h2>" + both("存证", "Proof") + "</h2><dl>" +
                     term_html("日志条目", "Log entry",
                               link_html("/proof/entries/" + number, language,
                                         both("第 " + number + " 条", "No. " + number)));
  if (!root.empty())
    html += term_html("发布时日志的根", "Root of the log then",
                      "<code class=\"hash\">" + escape_html(root) + "</code>");
  if (notice.withdrawn_at) {
    const std::string later = std::to_string(notice.withdrawn_entry);
    html += term_html(
        "撤回的日志条目", "Entry of the withdrawal",
        link_html("/proof/entries/" + later, language, both("第 " + later + " 条", "No. " + later)));
  }
  html += "</dl>";
  if (!root.empty())
    html += "<div class=\"qr\">" +
            qr_svg("chuangmo-log " + site.verdicts->evaluation.programme + " " + number + " " + root) +
            "</div>";
  return html + "</section>\n";
}

std::string body_html(const PortalNotice& notice, Language language) {
  if (notice.withdrawn_at)
    return "<div class=\"gone\"><p><strong>" + both("本公告已撤回。", "This notice has been withdrawn.") +
           "</strong></p><dl>" + term_html("撤回时间", "Withdrawn at", moment_html(*notice.withdrawn_at)) +
           term_html("理由", "Reason", chinese(notice.withdrawn_reason)) + "</dl><p>" +
           both("正文不再显示；发布和撤回都留在日志里。",
                "Its text is no longer shown; that it was published and withdrawn stays in the log.") +
           "</p></div>\n";
  return "<div class=\"text\"" + std::string(language == Language::en ? " lang=\"zh-CN\"" : "") + ">" +
         notice_html(notice_blocks(notice.text), Language::zh) + "</div>\n";
}

}  // namespace

std::string portal_notices(const PortalSite& site, Language language) {
  PortalPage page;
  page.path = "/notices";
  page.title_zh = "公报与公告";
  page.title_en = "Bulletins and announcements";
  page.main =
      "<div class=\"hero\"><h1>" + both(page.title_zh, page.title_en) + "</h1><p class=\"lead\">" +
      both(
          "创模办发布的环境质量公报、简报，任务分解等公告。每一份都登记在只能追加的日志里。",
          "Bulletins on the environment and announcements of the programme office. Each stands in a log that "
          "only grows.") +
      "</p></div>\n" +
      (site.notices.empty() ? "<p>" + both("还没有发布。", "Nothing has been published yet.") + "</p>\n"
                            : notice_items(site, site.notices.size(), language) + "\n");
  return portal_page(site, page, language);
}

std::string portal_notice(const PortalSite& site, const PortalNotice& notice,
                          const std::vector<IndicatorVerdict>& known, const std::string& root,
                          Language language) {
  PortalPage page;
  page.path = "/notices/" + notice.id;
  page.title_zh = notice.title;
  page.title_en = notice.title;
  page.main = "<article><div class=\"hero\"><p class=\"eyebrow\">" +
              link_html("/notices", language, kind_html(notice)) + "</p><h1>" + chinese(notice.title) +
              "</h1><dl class=\"facts\">" + term_html("发布", "Published", moment_html(notice.published_at)) +
              term_html("期间", "Period", notice.period ? period_html(*notice.period) : "") +
              "</dl></div>\n" + body_html(notice, language);
  if (!notice.withdrawn_at)
    page.main +=
        papers_html(notice) + verdicts_html(site, known, language) + figures_html(site, notice, language);
  page.main += proof_html(site, notice, root, language) + "</article>\n";
  return portal_page(site, page, language);
}

}  // namespace chuangmo::publish
