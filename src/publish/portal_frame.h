#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "publish/portal.h"
#include "publish/verdict_words.h"

namespace chuangmo::publish {

// What stands around every public page, and the small pieces that several of them show. Markup carries both
// languages (page_words.h) until portal_page() takes one of them out.

struct PortalPage {
  std::string path;  // of the Chinese page: "/indicators/8"
  std::string title_zh;
  std::string title_en;
  std::string about_zh;  // what search engines and previews show; "" the title
  std::string about_en;
  std::string main;  // below <main>, <h1> included
  bool has_other_language = true;
};
std::string portal_page(const PortalSite& site, const PortalPage& page, Language language);

// In which words verdicts are told on a page.
Wording wording_of(const PortalSite& site, Language language);

// "/data" or "/en/data".
std::string portal_path(std::string_view path, Language language);
std::string link_html(std::string_view path, Language language, const std::string& inside);
// A name that has perhaps no English: then the Chinese, marked as such.
std::string named_html(std::string_view zh, std::string_view en);
std::string units_html(const PortalSite& site, const std::vector<std::string>& units, std::size_t at_most);
// Plain words of one language, for attributes.
std::string_view say(Language language, std::string_view zh, std::string_view en);

std::string moment_html(Instant instant);  // <time>
std::string day_html(Date date);           // "2012年2月20日" and "20 February 2012" as <time>
std::string period_html(const Period& period);
// A box that scrolls by itself, so that wide tables do not move the page.
std::string scroll_box(Language language, std::string_view name_zh, std::string_view name_en,
                       const std::string& inside);
std::string term_html(std::string_view zh, std::string_view en, const std::string& inside);  // of a <dl>

// A drawing with its heading and, behind a switch, the table of its numbers.
std::string figure_html(Language language, const std::string& title_zh, const std::string& title_en,
                        const std::string& drawing, const std::string& table);
// What the stations measured for an indicator, as such drawings; "" nothing.
std::string monitoring_figures(const Monitoring& monitoring, int indicator, Language language);

// The notices of a list, each with day, kind and title.
std::string notice_items(const PortalSite& site, std::size_t at_most, Language language);

}  // namespace chuangmo::publish
