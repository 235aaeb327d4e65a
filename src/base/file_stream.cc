#include "base/file_stream.h"

#include <cerrno>
#include <system_error>
#include <unistd.h>

#include "base/file.h"

namespace chuangmo {
namespace {

tl::unexpected<Failure> cannot_write(const std::filesystem::path& path, int reason) {
  return fail("FIL002",
              "无法写入文件 " + path.string() + "：" +
                  system_reason(std::error_code(reason, std::generic_category())),
              "检查目录、权限和磁盘空间");
}

}  // namespace

Result<FileStream> FileStream::open(const std::filesystem::path& target) {
  std::filesystem::path part = target;
  part.replace_filename("." + target.filename().string() + "." + std::to_string(::getpid()) + ".part");
  std::FILE* file = std::fopen(part.c_str(), "wbx");
  if (file == nullptr) return cannot_write(target, errno);
  return FileStream(target, std::move(part), file);
}

FileStream::~FileStream() {
  if (!file_) return;
  file_.reset();
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

tl::unexpected<Failure> FileStream::failure() const {
  return cannot_write(target_, errno);
}

Result<void> FileStream::write(std::string_view bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) return failure();
  return {};
}

Result<void> FileStream::take_name() {
  if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0) return failure();
  std::error_code error;
  std::filesystem::rename(part_, target_, error);
  if (error) return cannot_write(target_, error.value());
  file_.reset();
  return {};
}

}  // namespace chuangmo
