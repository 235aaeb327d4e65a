#include "publish/portal_frame.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/english_names.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

struct Part {
  std::string_view path;
  std::string_view zh;
  std::string_view en;
};
constexpr std::array<Part, 5> kParts{{{"/", "指标", "Indicators"},
                                      {"/data", "数据", "Data"},
                                      {"/notices", "公告", "Notices"},
                                      {"/plan", "任务分解", "Plan"},
                                      {"/proof", "存证", "Proof"}}};

// "/indicators/8" belongs to "/", for that is where the indicators are listed.
bool is_part_of(std::string_view path, std::string_view part) {
  if (part == "/") return path == "/" || starts_with(path, "/indicators/");
  return path == part || starts_with(path, std::string(part) + "/");
}

std::string title_of(const PortalSite& site, Language language) {
  if (language == Language::en && !site.marks.title_en.empty()) return site.marks.title_en;
  return site.marks.title;
}

std::string head_html(const PortalSite& site, const PortalPage& page, Language language) {
  const std::string& title = language == Language::zh ? page.title_zh : page.title_en;
  const std::string& about = language == Language::zh ? page.about_zh : page.about_en;
  const std::string whole = page.path == "/" ? title : title + " · " + title_of(site, language);
  std::string html = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n"
      "<meta name=\"description\" content=\"{}\">\n<link rel=\"stylesheet\" href=\"{}\">\n"
      "<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">\n",
      language == Language::zh ? "zh-CN" : "en", escape_html(whole),
      escape_html(about.empty() ? title : about), escape_html(site.style), escape_html(site.icon));
  if (page.has_other_language) {
    html += "<link rel=\"alternate\" hreflang=\"zh-CN\" href=\"" + escape_html(page.path) +
            "\">\n<link rel=\"alternate\" hreflang=\"en\" href=\"" +
            escape_html(portal_path(page.path, Language::en)) + "\">\n";
  }
  return html + "</head>\n";
}

std::string language_link(const PortalPage& page, Language language) {
  const bool zh = language == Language::zh;
  const std::string path = page.has_other_language ? page.path : "/";
  return fmt::format("<a href=\"{}\" lang=\"{}\" hreflang=\"{}\">{}</a>",
                     escape_html(portal_path(path, zh ? Language::en : Language::zh)), zh ? "en" : "zh-CN",
                     zh ? "en" : "zh-CN", zh ? "English" : "中文");
}

std::string parts_html(const PortalPage& page, Language language) {
  std::string html = "<ul>";
  for (const Part& part : kParts) {
    const std::string_view current = page.path == part.path             ? " aria-current=\"page\""
                                     : is_part_of(page.path, part.path) ? " aria-current=\"true\""
                                                                        : "";
    html += fmt::format("<li><a href=\"{}\"{}>{}</a></li>", portal_path(part.path, language), current,
                        both(part.zh, part.en));
  }
  return html + "</ul>";
}

std::string simulated_html(const PortalSite& site) {
  if (!site.marks.simulated) return "";
  return "<p class=\"simulated\"><strong>" + both("模拟数据", "Simulated data") + "</strong><span>" +
         both("本站全部数据均为模拟，不反映任何城市的实际情况。",
              "Every number on this site is made up and describes no real city.") +
         "</span></p>";
}

std::string header_html(const PortalSite& site, const PortalPage& page, Language language) {
  return "<a class=\"skip\" href=\"#main\">" + both("跳到正文", "Skip to the content") +
         "</a>\n<header class=\"site\"><div class=\"wrap\"><a class=\"brand\" href=\"" +
         portal_path("/", language) + "\"><img src=\"" + escape_html(site.icon) +
         "\" alt=\"\" width=\"32\" height=\"32\"><span>" + escape_html(title_of(site, language)) +
         "</span></a><p class=\"tools\">" + language_link(page, language) + "<a href=\"/console/\">" +
         both("工作人员登录", "Staff login") + "</a></p></div><nav class=\"wrap\" aria-label=\"" +
         std::string(say(language, "网站栏目", "Sections")) + "\">" + parts_html(page, language) + "</nav>" +
         simulated_html(site) + "</header>\n";
}

std::string footer_html(const PortalSite& site, Language language) {
  const Evaluation& evaluation = site.verdicts->evaluation;
  return "<footer class=\"site\"><div class=\"wrap\"><p>" + both("评价到 ", "Judged up to ") +
         day_html(evaluation.as_of) + both("；所用数据截至 ", "; data known at ") +
         moment_html(evaluation.known_at) + both("。", ".") + "</p><p>" +
         both("每一项结论都由公开的规则从登记的数据算出，可以独立复核。",
              "Every verdict is computed from recorded data by public rules, and can be checked "
              "independently.") +
         " " + link_html("/proof", language, both("怎样核验", "How to check")) + "</p><p>" +
         both("创模：环境保护模范城市创建工作系统", "Chuangmo: the system of an environmental model city") +
         (site.marks.version.empty() ? "" : " " + escape_html(site.marks.version)) + "</p></div></footer>\n";
}

}  // namespace

std::string named_html(std::string_view zh, std::string_view en) {
  return en.empty() || en == zh ? chinese(zh) : both(zh, en);
}

std::string units_html(const PortalSite& site, const std::vector<std::string>& units, std::size_t at_most) {
  const EnglishNames names(*site.pack, site.plan.get());
  std::string html;
  for (std::size_t i = 0; i < units.size() && i < at_most; ++i)
    html += (i == 0 ? "" : both("、", ", ")) + named_html(units[i], names.unit(units[i]));
  if (units.size() <= at_most) return html;
  return html + both(fmt::format(" 等 {} 个单位", units.size()),
                     fmt::format(" and {} more", units.size() - at_most));
}

Wording wording_of(const PortalSite& site, Language language) {
  const PortalVerdicts& verdicts = *site.verdicts;
  return {language, *site.pack, language == Language::zh ? verdicts.rules_zh : verdicts.rules_en,
          site.plan.get()};
}

std::string_view say(Language language, std::string_view zh, std::string_view en) {
  return language == Language::zh ? zh : en;
}

std::string portal_path(std::string_view path, Language language) {
  if (language == Language::zh) return std::string(path);
  return path == "/" ? "/en" : "/en" + std::string(path);
}

std::string link_html(std::string_view path, Language language, const std::string& inside) {
  return "<a href=\"" + escape_html(portal_path(path, language)) + "\">" + inside + "</a>";
}

std::string moment_html(Instant instant) {
  const std::string exact = instant.text();
  return "<time datetime=\"" + exact + "\">" + exact.substr(0, 10) + " " + exact.substr(11, 5) + "</time>";
}

std::string day_html(Date date) {
  static constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                            "May",       "June",     "July",     "August",
                                                            "September", "October",  "November", "December"};
  const YearMonthDay civil = date.civil();
  return "<time datetime=\"" + date.text() + "\">" +
         both(fmt::format("{}年{}月{}日", civil.year, civil.month, civil.day),
              fmt::format("{} {} {}", civil.day, kMonths.at(static_cast<std::size_t>(civil.month - 1)),
                          civil.year)) +
         "</time>";
}

std::string period_html(const Period& period) {
  return both(period.text_zh(), period.text());
}

std::string scroll_box(Language language, std::string_view name_zh, std::string_view name_en,
                       const std::string& inside) {
  return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
         escape_html(say(language, name_zh, name_en)) + "\">" + inside + "</div>";
}

std::string term_html(std::string_view zh, std::string_view en, const std::string& inside) {
  return inside.empty() ? "" : "<div><dt>" + both(zh, en) + "</dt><dd>" + inside + "</dd></div>";
}

std::string figure_html(Language language, const std::string& title_zh, const std::string& title_en,
                        const std::string& drawing, const std::string& table) {
  return "<figure><figcaption><h3>" + named_html(title_zh, title_en) + "</h3></figcaption>" + drawing +
         (table.empty() ? ""
                        : "<details class=\"numbers\"><summary>" + both("数据表", "Table of the numbers") +
                              "</summary>" + scroll_box(language, title_zh, title_en, table) + "</details>") +
         "</figure>";
}

std::string notice_items(const PortalSite& site, std::size_t at_most, Language language) {
  std::string html = "<ul class=\"notices\">";
  for (std::size_t i = 0; i < site.notices.size() && i < at_most; ++i) {
    const PortalNotice& notice = site.notices[i];
    html += std::string("<li") + (notice.withdrawn_at ? " class=\"withdrawn\"" : "") + "><p class=\"when\">" +
            day_html(notice.published_at.date()) + "<span class=\"kind\">" +
            (notice.is_bulletin ? both("公报", "Bulletin") : both("公告", "Announcement")) + "</span>" +
            (notice.withdrawn_at ? "<strong>" + both("已撤回", "Withdrawn") + "</strong>" : "") + "</p>" +
            link_html("/notices/" + notice.id, language, chinese(notice.title)) + "</li>";
  }
  return html + "</ul>";
}

std::string portal_page(const PortalSite& site, const PortalPage& page, Language language) {
  std::string html =
      one_language(head_html(site, page, language) + "<body>\n" + header_html(site, page, language) +
                       "<main id=\"main\" class=\"wrap\" tabindex=\"-1\">\n" + page.main + "</main>\n" +
                       footer_html(site, language) + "</body>\n</html>\n",
                   language);
  // Whatever somebody wrote: HTML knows no control characters.
  std::erase_if(html, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  });
  return html;
}

}  // namespace chuangmo::publish
