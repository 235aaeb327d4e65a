#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/dossier_basis.h"
#include "base/diagnostic.h"
#include "publish/dossier/dossier_manifest.h"

namespace chuangmo::app {

// How far a building has come. `total` grows no more once the volumes are known.
struct DossierStep {
  std::string doing;  // 中文: "填写 A08 城区空气质量"
  int done = 0;
  int total = 0;
};
using DossierProgress = std::function<void(const DossierStep& step)>;

struct DossierOptions {
  bool with_pdf = false;
  DossierProgress progress;  // may be empty
};

struct BuiltDossier {
  publish::DossierManifest manifest;
  std::vector<std::string> made;  // volumes, by id; the others were as they should be
  std::vector<std::string> kept;
  Diagnostics diagnostics;  // papers that are not there, pages that are not known
};

// The dossier in a folder: a folder for each part, the catalogue and manifest.json. What is there and would
// come out the same is left as it is; what a former dossier had and this one has not is removed. DSR004
// something else lies in the folder, DSR005 a template is faulty, CNV... of LibreOffice.
Result<BuiltDossier> build_dossier(Office& office, const DossierBasis& basis,
                                   const std::filesystem::path& folder, const DossierOptions& options);

// A dossier that was built, as one archive. DSR006 there is none, or more than an archive of ours takes.
Result<std::string> dossier_archive(const std::filesystem::path& folder);

// The manifest of a folder; nullopt: nothing was built there.
Result<std::optional<publish::DossierManifest>> dossier_manifest(const std::filesystem::path& folder);

// Where a workspace keeps its own.
std::filesystem::path dossier_folder(const Office& office, int year);

}  // namespace chuangmo::app
