#pragma once
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ooxml/zip.h"

namespace chuangmo::ooxml {
// The central directory, each entry checked against its local header, none overlapping another. Failures as
// ZipArchive::open.
Result<std::vector<ZipEntry>> read_zip_directory(std::string_view bytes, const ZipLimits& limits);
}  // namespace chuangmo::ooxml
