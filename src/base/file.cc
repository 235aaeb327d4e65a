#include "base/file.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace chuangmo {
namespace {

// An open file descriptor, closed on the way out.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  bool close() {
    const int number = number_;
    number_ = -1;
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

struct Reason {
  int error;
  const char* text;
};
// What people meet; the rest speaks the system's own language.
constexpr std::array kReasons{
    Reason{ENOENT, "没有这个文件或目录"},
    Reason{EACCES, "没有权限"},
    Reason{EPERM, "没有权限"},
    Reason{EISDIR, "这是目录，不是文件"},
    Reason{ENOTDIR, "路径中有一段不是目录"},
    Reason{ENOSPC, "磁盘已满"},
    Reason{EDQUOT, "磁盘配额已用完"},
    Reason{EROFS, "磁盘只读"},
    Reason{ENAMETOOLONG, "文件名过长"},
    Reason{EIO, "磁盘读写错误"},
};

std::string reason_of(int error) {
  return system_reason(std::error_code(error, std::generic_category()));
}

auto unreadable(const std::filesystem::path& path, int error) {
  return fail("FIL001", "无法读取文件 " + path.string() + "：" + reason_of(error), "请检查路径和权限");
}

auto unwritable(const std::filesystem::path& path, int error) {
  return fail("FIL002", "无法写入文件 " + path.string() + "：" + reason_of(error),
              "请检查目录、权限和磁盘空间");
}

auto too_large(const std::filesystem::path& path, std::uint64_t max_bytes) {
  constexpr std::uint64_t kMegabyte = 1U << 20U;
  const std::string limit = max_bytes % kMegabyte == 0 ? fmt::format("{} MB", max_bytes / kMegabyte)
                                                       : fmt::format("{} 字节", max_bytes);
  return fail("FIL003", fmt::format("文件 {} 超过 {} 的上限", path.string(), limit), "请拆分文件后重试");
}

int open_retrying(const char* path, int flags, mode_t mode = 0) {
  int number = -1;
  do {
    number = ::open(path, flags | O_CLOEXEC, mode);
  } while (number < 0 && errno == EINTR);
  return number;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// A pipe or terminal cannot be renamed over: the bytes go straight in.
Result<void> write_straight(const std::filesystem::path& path, std::string_view bytes) {
  Descriptor file(open_retrying(path.c_str(), O_WRONLY));
  if (!file.is_open() || !write_all(file.number(), bytes) || !file.close()) return unwritable(path, errno);
  return {};
}

std::filesystem::path name_beside(const std::filesystem::path& target) {
  static std::atomic<unsigned> count{0};
  return target.parent_path() /
         fmt::format(".{}.{}-{}.part", target.filename().string(), ::getpid(), count.fetch_add(1));
}

// New bytes beside their target. Unless they take its name, nothing of them stays.
class Part {
 public:
  explicit Part(std::filesystem::path target)
      : target_(std::move(target)),
        path_(name_beside(target_)),
        file_(open_retrying(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0666)),
        is_left_(file_.is_open()) {}
  ~Part() {
    if (is_left_) ::unlink(path_.c_str());
  }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  const std::filesystem::path& target() const { return target_; }
  bool write(std::string_view bytes) { return file_.is_open() && write_all(file_.number(), bytes); }
  bool sync() { return ::fsync(file_.number()) == 0 && file_.close(); }
  // Somebody else sees to it from here.
  std::filesystem::path release() {
    is_left_ = false;
    return path_;
  }
  bool take_name() {
    if (::rename(path_.c_str(), target_.c_str()) != 0) return false;
    is_left_ = false;
    return true;
  }

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  Descriptor file_;
  bool is_left_;
};

std::filesystem::path folder_of(const std::filesystem::path& target) {
  return target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
}

// Without it the new name itself may be lost with the power.
void sync_folder(const std::filesystem::path& folder) {
  const Descriptor directory(open_retrying(folder.c_str(), O_RDONLY | O_DIRECTORY));
  if (directory.is_open()) ::fsync(directory.number());
}

// The file whose name is taken: that of a link's end. None for what is written straight.
Result<std::optional<std::filesystem::path>> target_of(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto status = std::filesystem::status(path, ignored);
  if (std::filesystem::is_directory(status)) return unwritable(path, EISDIR);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) return std::nullopt;
  auto target = path;
  if (std::filesystem::is_symlink(path, ignored)) target = std::filesystem::weakly_canonical(path, ignored);
  return ignored ? path : target;
}

}  // namespace

std::string system_reason(const std::error_code& error) {
  const auto* const known = std::find_if(kReasons.begin(), kReasons.end(),
                                         [&](const Reason& each) { return error.value() == each.error; });
  return known == kReasons.end() ? error.message() : known->text;
}

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes) {
  const Descriptor file(open_retrying(path.c_str(), O_RDONLY));
  struct stat status {};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) return unreadable(path, errno);
  if (S_ISDIR(status.st_mode)) return unreadable(path, EISDIR);
  const auto expected = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0));
  if (expected > max_bytes) return too_large(path, max_bytes);
  constexpr std::size_t kStep = 1U << 16U;
  std::string bytes(static_cast<std::size_t>(expected) + 1, '\0');  // one more to meet the end of file
  std::size_t size = 0;
  for (;;) {
    if (size == bytes.size()) bytes.resize(size + kStep);
    const ssize_t got = ::read(file.number(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(path, errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > max_bytes) return too_large(path, max_bytes);
  }
  bytes.resize(size);
  return bytes;
}

Result<void> write_files(const std::vector<FileText>& files) {
  std::vector<std::unique_ptr<Part>> parts;
  for (const FileText& file : files) {
    CHUANGMO_TRY(target, target_of(file.path));
    if (!target) {
      CHUANGMO_CHECK(write_straight(file.path, file.bytes));
      continue;
    }
    parts.push_back(std::make_unique<Part>(*target));
    if (!parts.back()->write(file.bytes)) return unwritable(*target, errno);
  }
  // After all are written: the first sync then carries most of what the others would wait for.
  for (const auto& part : parts) {
    if (!part->sync()) return unwritable(part->target(), errno);
  }
  std::set<std::filesystem::path> folders;
  for (const auto& part : parts) {
    if (!part->take_name()) return unwritable(part->target(), errno);
    folders.insert(folder_of(part->target()));
  }
  for (const std::filesystem::path& folder : folders) sync_folder(folder);
  return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  return write_files({{path, bytes}});
}

Result<StagedFile> StagedFile::write(const std::filesystem::path& target, std::string_view bytes) {
  Part part(target);
  if (!part.write(bytes) || !part.sync()) return unwritable(target, errno);
  return StagedFile(target, part.release());
}

StagedFile::StagedFile(StagedFile&& other) noexcept
    : target_(std::move(other.target_)),
      part_(std::exchange(other.part_, {})),
      was_there_(std::exchange(other.was_there_, true)) {}

StagedFile::~StagedFile() {
  if (!part_.empty()) ::unlink(part_.c_str());
}

Result<void> StagedFile::take_name() {
  was_there_ = ::access(target_.c_str(), F_OK) == 0;
  if (::rename(part_.c_str(), target_.c_str()) != 0) return unwritable(target_, errno);
  part_.clear();
  sync_folder(folder_of(target_));
  return {};
}

void StagedFile::withdraw() {
  if (part_.empty() && !was_there_) ::unlink(target_.c_str());
  was_there_ = true;
}

}  // namespace chuangmo
