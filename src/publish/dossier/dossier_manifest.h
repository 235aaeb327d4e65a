#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/document_view.h"
#include "publish/dossier/dossier_volume.h"

namespace chuangmo::publish {

// What a dossier says of itself in its own manifest.json: of each volume the values it was made from, so that
// whoever comes later can tell what has changed. docs/formats/dossier.md

struct ManifestFile {
  std::string path;    // within the dossier
  std::string digest;  // SHA-256
  friend bool operator==(const ManifestFile&, const ManifestFile&) = default;
};
struct ManifestSection {
  std::string title;
  int page = 0;  // 0: not known
  friend bool operator==(const ManifestSection&, const ManifestSection&) = default;
};
struct ManifestVolume {
  std::string id;
  std::string title;
  ManifestFile document;  // .docx
  ManifestFile print;     // .pdf; empty: none was made
  int pages = 0;          // of the print
  std::vector<ManifestSection> sections;
  std::map<std::string, std::string> values;            // binding -> as it stands in the document
  std::map<std::string, std::vector<int>> value_pages;  // binding -> pages of the print that it stands on
  friend bool operator==(const ManifestVolume&, const ManifestVolume&) = default;
};
struct ManifestPaper {
  std::string number;
  std::string digest;
  std::string path;
  int page = 0;  // of the bound volume; 0: not known
  friend bool operator==(const ManifestPaper&, const ManifestPaper&) = default;
};
struct DossierManifest {
  std::string programme;
  int year = 0;
  std::int64_t journal = 0;  // entries it was made upon
  std::vector<ManifestVolume> volumes;
  ManifestVolume catalogue;
  std::vector<ManifestPaper> papers;
  const ManifestVolume* volume(std::string_view id) const;  // nullptr: there is none
  friend bool operator==(const DossierManifest&, const DossierManifest&) = default;
};

inline constexpr std::size_t kMaxManifestBytes = 32U << 20;

std::string write_manifest(const DossierManifest& manifest);
// DSR010 not a manifest of a dossier, or damaged.
chuangmo::Result<DossierManifest> read_manifest(std::string_view text);

struct ChangedValue {
  std::string binding;
  std::string before;  // "" it was not there
  std::string after;   // "" it is gone
};
// What of a volume is not as it was made, by binding.
std::vector<ChangedValue> changed_values(const ManifestVolume& made,
                                         const std::map<std::string, std::string>& now);

}  // namespace chuangmo::publish
