#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo {
// Whole files. FIL001 cannot be read, FIL002 cannot be written, FIL003 larger than max_bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes = 1ULL << 31);
// Writes beside the target, syncs and renames, so that a reader sees the old or the new file, never half of
// one.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

// Several that belong together: none takes its name before all are safely on the disk.
struct FileText {
  std::filesystem::path path;
  std::string_view bytes;
};
Result<void> write_files(const std::vector<FileText>& files);
}  // namespace chuangmo
