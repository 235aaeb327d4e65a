#include "base/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "base/file.h"

namespace chuangmo {
namespace {

tl::unexpected<Failure> unreadable(const std::filesystem::path& path, int error) {
  return fail(
      "FIL001",
      "不能读取 " + path.string() + "：" + system_reason(std::error_code(error, std::generic_category())),
      "核对文件名和权限");
}

class FileBytes : public ByteSource {
 public:
  FileBytes(std::filesystem::path path, int descriptor, std::uint64_t size)
      : path_(std::move(path)), descriptor_(descriptor), size_(size) {}
  ~FileBytes() override { ::close(descriptor_); }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  std::uint64_t size() const override { return size_; }

  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const override {
    std::size_t done = 0;
    while (done < out.size() && offset + done < size_) {
      const std::size_t wanted = std::min<std::uint64_t>(out.size() - done, size_ - offset - done);
      const ssize_t got = ::pread(descriptor_, out.data() + done, wanted, static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return unreadable(path_, errno);
      if (got == 0) break;  // somebody cut the file meanwhile
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

 private:
  std::filesystem::path path_;
  int descriptor_;
  std::uint64_t size_;
};

}  // namespace

Result<std::size_t> HeldBytes::read_at(std::uint64_t offset, std::span<char> out) const {
  if (offset >= bytes_.size()) return 0;
  const std::size_t count = std::min(out.size(), bytes_.size() - static_cast<std::size_t>(offset));
  std::memcpy(out.data(), bytes_.data() + offset, count);
  return count;
}

Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(path, errno);
  struct stat about {};
  if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
    const int error = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
    ::close(descriptor);
    return unreadable(path, error);
  }
  return std::make_unique<FileBytes>(path, descriptor, static_cast<std::uint64_t>(about.st_size));
}

}  // namespace chuangmo
