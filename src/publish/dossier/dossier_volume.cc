#include "publish/dossier/dossier_volume.h"

#include <fmt/format.h>

#include "base/text.h"
#include "publish/dossier/dossier_parts.h"

namespace chuangmo::publish {

namespace {

struct Titles {
  std::string zh;
  std::string en;
};

DossierVolume volume(const DossierVolumeDefinition& definition, std::string id, const Titles& titles,
                     ViewValue view) {
  DossierVolume made;
  made.title = id + " " + titles.zh;
  if (!titles.en.empty()) made.title_en = id + " " + titles.en;
  made.file = definition.code.substr(0, 1) + "/" + file_name_of(made.title);
  made.id = std::move(id);
  made.part = definition.part;
  made.template_name = definition.template_name;
  made.view = std::move(view);
  return made;
}

std::string english_name(const Pack& pack, int number) {
  const IndicatorDefinition* indicator = pack.indicator(number);
  return indicator == nullptr ? "" : indicator->name_en;
}

}  // namespace

std::string file_name_of(std::string_view words) {
  constexpr std::size_t kMostCharacters = 60;
  std::u32string name;
  for (const char32_t each : to_u32(words)) {
    if (name.size() == kMostCharacters) break;
    const bool is_refused = each < 0x20 || each == 0x7F ||
                            std::u32string_view(U"/\\:*?\"<>|").find(each) != std::u32string_view::npos;
    name.push_back(is_refused ? U'_' : each);
  }
  while (!name.empty() && (name.back() == U'.' || name.back() == U' ')) name.pop_back();
  return name.empty() ? "_" : to_utf8(name);
}

std::vector<DossierVolume> dossier_volumes(const DossierSource& source) {
  std::vector<DossierVolume> volumes;
  for (const DossierVolumeDefinition& definition : source.shape.volumes) {
    const Titles titles{definition.title, definition.title_en};
    switch (definition.part) {
      case DossierPart::work_report:
        volumes.push_back(volume(definition, definition.code, titles, work_report_view(source)));
        break;
      case DossierPart::technical_report:
        volumes.push_back(volume(definition, definition.code, titles, technical_report_view(source)));
        break;
      case DossierPart::indicators:
        for (const IndicatorVerdict& verdict : source.now().indicators)
          volumes.push_back(volume(definition, volume_id(definition.code, verdict.number),
                                   {verdict.name, english_name(source.pack, verdict.number)},
                                   indicator_view(source, verdict)));
        break;
      case DossierPart::evidence:
        volumes.push_back(volume(definition, definition.code, titles, evidence_view(source)));
        break;
      case DossierPart::enterprises:
        volumes.push_back(
            volume(definition, definition.code, titles, enterprises_view(source, definition.ledgers)));
        break;
      case DossierPart::figures:
        volumes.push_back(volume(definition, definition.code, titles, figures_view(source)));
        break;
    }
  }
  return volumes;
}

ViewValue dossier_catalogue(const CatalogueSource& source) {
  ViewValue view = view_record();
  put_cover(view, source.dossier);
  view.put("有页码", view_flag(source.has_pages));
  view.put("页码说明", source.no_pages_why);
  int total = 0;
  ViewValue volumes = view_list();
  for (const CatalogueVolume& each : source.volumes) {
    ViewValue entry = view_record();
    entry.put("卷号", each.id);
    entry.put("题名", each.title);
    entry.put("页数", each.pages > 0 ? std::to_string(each.pages) : "—");
    entry.put("起止", each.pages > 0 ? fmt::format("{}—{}", total + 1, total + each.pages) : "—");
    entry.put("文件", each.file);
    ViewValue sections = view_list();
    for (const CatalogueSection& section : each.sections) {
      ViewValue row = view_record();
      row.put("标题", section.title);
      row.put("页", section.page > 0 ? std::to_string(section.page) : "—");
      sections.items.push_back(std::move(row));
    }
    entry.put("章节", std::move(sections));
    total += each.pages;
    volumes.items.push_back(std::move(entry));
  }
  view.put("卷", std::move(volumes));
  view.put("卷数", std::to_string(source.volumes.size()));
  view.put("总页数", total > 0 ? std::to_string(total) : "—");
  ViewValue papers = view_list();
  for (const DossierPaper& paper : source.dossier.papers) {
    ViewValue row = paper_row(paper);
    const auto page = source.paper_pages.find(paper.number);
    row.put("页", page == source.paper_pages.end() ? "—" : std::to_string(page->second));
    papers.items.push_back(std::move(row));
  }
  view.put("有佐证", view_flag(!papers.items.empty()));
  view.put("佐证", std::move(papers));
  ViewValue years = view_list();
  for (const IndicatorVerdict& verdict : source.dossier.now().indicators) {
    for (ViewValue& row : year_rows(source.dossier, verdict)) {
      row.put("指标", fmt::format("{} {}", verdict.number, verdict.name));
      years.items.push_back(std::move(row));
    }
  }
  view.put("三年", std::move(years));
  view.put("日志条数", std::to_string(source.journal));
  view.put("日志根", source.log_root);
  return view;
}

}  // namespace chuangmo::publish
