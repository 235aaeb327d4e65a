#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
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

// Bytes that are safely on the disk beside their target and wait for the moment to take its name. Unless they
// do, nothing of them stays.
class StagedFile {
 public:
  static Result<StagedFile> write(const std::filesystem::path& target, std::string_view bytes);  // FIL002
  StagedFile(StagedFile&& other) noexcept;
  StagedFile(const StagedFile&) = delete;
  ~StagedFile();
  Result<void> take_name();
  void withdraw();  // removes the target again, unless there was one before

 private:
  StagedFile(std::filesystem::path target, std::filesystem::path part)
      : target_(std::move(target)), part_(std::move(part)) {}
  std::filesystem::path target_;
  std::filesystem::path part_;  // empty: it has its name
  bool was_there_ = true;
};

// Why the system refused, in Chinese where people meet it: 没有权限, 磁盘已满 ...
std::string system_reason(const std::error_code& error);
}  // namespace chuangmo
