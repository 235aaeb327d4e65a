#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/result.h"
#include "publish/dossier/dossier_manifest.h"

namespace chuangmo::publish {

// What there is to know of a PDF that LibreOffice made of a volume: how many pages, and on which page each
// heading stands (its outline). Written by LibreOffice with its objects in the open; of another producer's
// packed objects it knows nothing: DSR011.
struct PrintedVolume {
  int pages = 0;
  std::vector<ManifestSection> sections;  // in the order of the outline
};
chuangmo::Result<PrintedVolume> read_printed_volume(std::string_view pdf);

// The same with the moment of its making in place of the clock's, so that the same document gives the same
// bytes: creation date, and the identifiers that were made of it. No byte is moved.
std::string with_fixed_date(std::string pdf, Instant made);

}  // namespace chuangmo::publish
