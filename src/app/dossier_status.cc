#include "app/dossier_status.h"

#include <algorithm>

#include "app/origin.h"
#include "base/file.h"
#include "ooxml/docx_fields.h"

namespace chuangmo::app {

namespace {

using publish::ManifestVolume;

// Heading of each value, as the document that was built has it.
std::map<std::string, std::string> headings_of(const std::filesystem::path& folder,
                                               const ManifestVolume& made) {
  std::map<std::string, std::string> headings;
  const std::u8string name(made.document.path.begin(), made.document.path.end());
  const auto bytes = read_file(folder / std::filesystem::path(name));
  if (!bytes) return headings;
  const auto fields = ooxml::read_docx_fields(*bytes);
  if (!fields) return headings;
  for (const ooxml::DocxField& field : *fields) headings.try_emplace(field.binding, field.heading);
  return headings;
}

// Those that the value stands on; of one that was not there, that of the heading.
std::vector<int> pages_of(const ManifestVolume& made, const std::string& binding,
                          const std::string& section) {
  const auto known = made.value_pages.find(binding);
  if (known != made.value_pages.end()) return known->second;
  const auto found =
      std::find_if(made.sections.begin(), made.sections.end(),
                   [&](const publish::ManifestSection& each) { return each.title == section; });
  return found == made.sections.end() ? std::vector<int>() : std::vector<int>{found->page};
}

StaleValue stale_value(Office& office, const DossierBasis& basis, const publish::ChangedValue& changed,
                       std::int64_t since) {
  StaleValue value{changed.binding, "", changed.before, changed.after, "", {}, 0, "", ""};
  const auto origin = number_origin(office, basis, changed.binding);
  if (!origin) return value;  // what is gone has no origin any more
  value.what = origin->what;
  for (const OriginFact& fact : origin->facts) {
    if (fact.entry <= since || fact.entry <= value.entry) continue;
    value.entry = fact.entry;
    value.who = fact.who;
    value.recorded_at = fact.recorded_at;
  }
  return value;
}

VolumeStatus status_of(Office& office, const DossierBasis& basis, const publish::DossierVolume& volume,
                       const publish::DossierManifest* manifest, const std::filesystem::path& folder) {
  VolumeStatus status;
  status.id = volume.id;
  status.title = volume.title;
  status.title_en = volume.title_en;
  status.papers = static_cast<int>(std::count_if(
      basis.source->papers.begin(), basis.source->papers.end(), [&](const publish::DossierPaper& paper) {
        return volume.part == DossierPart::evidence ||
               (volume.part == DossierPart::indicators && paper.number.starts_with(volume.id + "-"));
      }));
  const ManifestVolume* made = manifest == nullptr ? nullptr : manifest->volume(volume.id);
  if (made == nullptr) {
    status.is_stale = true;
    status.why = "还没有编制";
    return status;
  }
  status.is_built = true;
  status.pages = made->pages;
  const Result<DossierDocument>& now = basis.documents.at(volume.id);
  status.is_stale = !now || now->digest != made->document.digest;
  if (!status.is_stale) return status;
  if (!now) {
    status.why = now.error().text;
    return status;
  }
  const auto changed = publish::changed_values(*made, now->values);
  const auto headings = headings_of(folder, *made);
  for (const publish::ChangedValue& each : changed) {
    StaleValue value = stale_value(office, basis, each, manifest->journal);
    const auto heading = headings.find(each.binding);
    if (heading != headings.end()) value.section = heading->second;
    value.pages = pages_of(*made, each.binding, value.section);
    status.values.push_back(std::move(value));
  }
  if (status.values.empty()) status.why = "数没有变，文字、来源、佐证或模板变了";
  return status;
}

}  // namespace

bool DossierStatus::is_stale() const {
  return std::any_of(volumes.begin(), volumes.end(), [](const VolumeStatus& each) { return each.is_stale; });
}

Result<DossierStatus> dossier_status(Office& office, const DossierBasis& basis,
                                     const std::filesystem::path& folder) {
  CHUANGMO_TRY(manifest, dossier_manifest(folder));
  DossierStatus status;
  status.year = basis.year;
  status.journal = basis.journal;
  if (manifest) status.built_at = manifest->journal;
  for (const publish::DossierVolume& volume : basis.volumes)
    status.volumes.push_back(status_of(office, basis, volume, manifest ? &*manifest : nullptr, folder));
  return status;
}

}  // namespace chuangmo::app
