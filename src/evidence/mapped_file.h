#pragma once
#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace chuangmo::evidence {

// A file to be read as if it were in memory, for files too large to be. It must not be cut while it is
// mapped.
class MappedFile {
 public:
  static Result<MappedFile> open(const std::filesystem::path& path);  // EVI020
  MappedFile(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  ~MappedFile();
  std::string_view bytes() const { return bytes_; }

 private:
  explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

}  // namespace chuangmo::evidence
