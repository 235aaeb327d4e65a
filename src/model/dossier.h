#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/standard.h"

namespace chuangmo {

// What the volumes of a dossier are made of.
enum class DossierPart { work_report, technical_report, indicators, evidence, enterprises, figures };

// One volume, or for each indicator one, as packs/<id>/dossier.toml lists them.
struct DossierVolumeDefinition {
  std::string code;  // "A": of indicators and evidence the number of the indicator follows
  DossierPart part = DossierPart::indicators;
  std::string title;  // 中文
  std::string title_en;
  std::string template_name;         // catalog/templates/dossier/<name>.docx
  std::vector<std::string> ledgers;  // of enterprises: those that name them
};

// 迎检档案: the shape that the acceptance of a title asks for.
struct DossierDefinition {
  std::string title;
  std::string compiled_by;
  std::string catalogue_template;
  std::string separator_template;                // of the page before each original of the bound volume
  std::vector<DossierVolumeDefinition> volumes;  // in the order of the catalogue
  Citation citation;                             // where the shape is from
};

}  // namespace chuangmo
