#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/document_view.h"
#include "publish/dossier/dossier_source.h"

namespace chuangmo::publish {

// A volume before it is set: what stands in it, and the template that says how.
struct DossierVolume {
  std::string id;     // "G1" "A08" "B00"
  std::string title;  // "A08 城区空气质量"
  std::string title_en;
  std::string file;  // within the dossier, without its ending: "A/A08 城区空气质量"
  DossierPart part = DossierPart::indicators;
  std::string template_name;
  ViewValue view;
};

// Every volume but the catalogue, in the order of the definition. The same source gives the same volumes.
std::vector<DossierVolume> dossier_volumes(const DossierSource& source);

// What a template of that part may ask for.
const ViewShape& dossier_shape(DossierPart part);

// The catalogue, which can only be made when the volumes are: pages are known then.
struct CatalogueSection {
  std::string title;
  int page = 0;  // 0: not known
};
struct CatalogueVolume {
  std::string id;
  std::string title;
  std::string file;
  int pages = 0;  // 0: not known
  std::vector<CatalogueSection> sections;
};
struct CatalogueSource {
  const DossierSource& dossier;
  std::vector<CatalogueVolume> volumes;
  bool has_pages = false;
  std::string no_pages_why;                // 中文, and what to install
  std::map<std::string, int> paper_pages;  // by number, in the bound volume; without: not known
  std::int64_t journal = 0;                // entries of the log it was compiled upon
  std::string log_root;
};
ViewValue dossier_catalogue(const CatalogueSource& source);
const ViewShape& dossier_catalogue_shape();

// The page that stands before an original in the bound volume.
struct Separator {
  const DossierPaper& paper;
  std::string kind;  // 中文: "PDF 文档"
  int pages = 0;     // bound behind it; 0: none
  std::string why;   // 中文, then
};
ViewValue dossier_separators(const DossierSource& source, const std::vector<Separator>& separators);
const ViewShape& dossier_separators_shape();
// What its number is bound to: the page it is printed on is found by it. "paper:A08-003"
std::string separator_binding(const DossierPaper& paper);

// A name that every file system takes, of at most 60 characters.
std::string file_name_of(std::string_view words);

}  // namespace chuangmo::publish
