#pragma once
#include <filesystem>
#include <string_view>

namespace chuangmo {

// A folder of its own among the machine's temporary ones, for this user alone; gone afterwards with
// everything in it.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(std::string_view purpose);  // "conversion", a part of its name
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }  // empty: it could not be made, errno says why

 private:
  std::filesystem::path path_;
};

}  // namespace chuangmo
