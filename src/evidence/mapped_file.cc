#include "evidence/mapped_file.h"

#include <cerrno>
#include <sys/mman.h>
#include <sys/stat.h>
#include <utility>

#include "evidence/disk_file.h"

namespace chuangmo::evidence {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  CHUANGMO_TRY(file, DiskFile::open_to_read(path));
  CHUANGMO_TRY(size, file.size());
  if (size == 0) return MappedFile(std::string_view());  // nothing can be mapped of nothing
  void* place = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (place == MAP_FAILED) return disk_failure(path, errno);
  ::madvise(place, size, MADV_SEQUENTIAL);
  return MappedFile(std::string_view(static_cast<const char*>(place), size));
}

MappedFile::MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace chuangmo::evidence
