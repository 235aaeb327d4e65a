#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::evidence {

// An open file, closed on the way out. Every failure is EVI020 with the system's reason.
class DiskFile {
 public:
  static Result<DiskFile> open_to_read(const std::filesystem::path& path);
  static Result<DiskFile> open_to_write(const std::filesystem::path& path);  // that exists
  static Result<DiskFile> create(const std::filesystem::path& path);         // that does not
  DiskFile(DiskFile&& other) noexcept;
  DiskFile(const DiskFile&) = delete;
  ~DiskFile();

  int number() const { return number_; }
  Result<std::uint64_t> size() const;
  Result<std::string> read(std::uint64_t offset, std::size_t count) const;  // fewer bytes at the end
  Result<void> write(std::uint64_t offset, std::string_view bytes);
  Result<void> cut(std::uint64_t size);
  Result<void> sync();  // what is written is on the disk
  // For this process and others; false when somebody else holds it. Given up with the file.
  bool try_lock();

 private:
  DiskFile(std::filesystem::path path, int number) : path_(std::move(path)), number_(number) {}
  static Result<DiskFile> open(const std::filesystem::path& path, int flags);
  std::filesystem::path path_;
  int number_;
};

Result<void> sync_folder(const std::filesystem::path& folder);  // the names in it are on the disk
// Makes a folder whose name is on the disk; it may exist.
Result<void> make_folder(const std::filesystem::path& folder);

tl::unexpected<Failure> disk_failure(const std::filesystem::path& path, int error);

}  // namespace chuangmo::evidence
