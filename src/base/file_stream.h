#pragma once
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace chuangmo {

// A file written piece by piece, for what is too big to be put together first. It is written beside its
// target and takes the name when it is whole and on the disk; unless it does, nothing of it stays. FIL002
class FileStream {
 public:
  static Result<FileStream> open(const std::filesystem::path& target);
  FileStream(FileStream&&) noexcept = default;
  ~FileStream();
  Result<void> write(std::string_view bytes);
  Result<void> take_name();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  FileStream(std::filesystem::path target, std::filesystem::path part, std::FILE* file)
      : target_(std::move(target)), part_(std::move(part)), file_(file) {}
  tl::unexpected<Failure> failure() const;
  std::filesystem::path target_;
  std::filesystem::path part_;
  std::unique_ptr<std::FILE, Close> file_;  // null: moved from, or the file has its name
};

}  // namespace chuangmo
