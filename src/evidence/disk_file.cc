#include "evidence/disk_file.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "base/file.h"

namespace chuangmo::evidence {

tl::unexpected<Failure> disk_failure(const std::filesystem::path& path, int error) {
  return fail("EVI020",
              fmt::format("佐证材料的存储出错：{}：{}", path.string(),
                          system_reason(std::error_code(error, std::generic_category()))),
              "请检查磁盘空间和权限");
}

Result<DiskFile> DiskFile::open(const std::filesystem::path& path, int flags) {
  int number = -1;
  do {
    number = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
  } while (number < 0 && errno == EINTR);
  if (number < 0) return disk_failure(path, errno);
  return DiskFile(path, number);
}

Result<DiskFile> DiskFile::open_to_read(const std::filesystem::path& path) {
  return open(path, O_RDONLY);
}

Result<DiskFile> DiskFile::open_to_write(const std::filesystem::path& path) {
  return open(path, O_RDWR);
}

Result<DiskFile> DiskFile::create(const std::filesystem::path& path) {
  return open(path, O_RDWR | O_CREAT | O_EXCL);
}

DiskFile::DiskFile(DiskFile&& other) noexcept
    : path_(std::move(other.path_)), number_(std::exchange(other.number_, -1)) {}

DiskFile::~DiskFile() {
  if (number_ >= 0) ::close(number_);
}

Result<std::uint64_t> DiskFile::size() const {
  struct stat status {};
  if (::fstat(number_, &status) != 0) return disk_failure(path_, errno);
  if (!S_ISREG(status.st_mode)) return disk_failure(path_, S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
  return static_cast<std::uint64_t>(status.st_size);
}

Result<std::string> DiskFile::read(std::uint64_t offset, std::size_t count) const {
  std::string bytes(count, '\0');
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got =
        ::pread(number_, bytes.data() + done, count - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return disk_failure(path_, errno);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

Result<void> DiskFile::write(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(number_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return disk_failure(path_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  return {};
}

Result<void> DiskFile::cut(std::uint64_t size) {
  if (::ftruncate(number_, static_cast<off_t>(size)) != 0) return disk_failure(path_, errno);
  return {};
}

Result<void> DiskFile::sync() {
  if (::fsync(number_) != 0) return disk_failure(path_, errno);
  return {};
}

bool DiskFile::try_lock() {
  return ::flock(number_, LOCK_EX | LOCK_NB) == 0;
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const int number = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (number < 0) return disk_failure(folder, errno);
  const int error = ::fsync(number) == 0 ? 0 : errno;
  ::close(number);
  if (error != 0) return disk_failure(folder, error);
  return {};
}

Result<void> make_folder(const std::filesystem::path& folder) {
  if (::mkdir(folder.c_str(), 0700) == 0) return sync_folder(folder.parent_path());
  if (errno != EEXIST) return disk_failure(folder, errno);
  return {};
}

}  // namespace chuangmo::evidence
