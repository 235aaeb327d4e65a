#include "evidence/evidence_folder.h"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "evidence/disk_file.h"
#include "evidence/mapped_file.h"

namespace chuangmo::evidence {
namespace {

Result<void> check_digest(std::string_view digest) {
  if (is_digest(digest)) return {};
  return fail("EVI023", "不是佐证材料的摘要", "摘要是 64 位小写十六进制数字");
}

std::filesystem::path place_of(const std::filesystem::path& root, const std::string& digest) {
  return root / digest.substr(0, 2) / digest;
}

bool is_file(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(std::filesystem::symlink_status(path, ignored));
}

}  // namespace

bool is_digest(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Result<EvidenceFolder> EvidenceFolder::open(const std::filesystem::path& root) {
  CHUANGMO_CHECK(make_folder(root));
  return EvidenceFolder(root);
}

Result<StoredFile> EvidenceFolder::store(std::string_view bytes) const {
  const std::string digest = sha256_hex(bytes);
  if (has_whole(digest, bytes.size())) return StoredFile{digest, bytes.size(), false};
  const std::filesystem::path place = place_of(root_, digest);
  CHUANGMO_CHECK(make_folder(place.parent_path()));
  CHUANGMO_CHECK(write_file(place, bytes));
  CHUANGMO_CHECK(sync_folder(place.parent_path()));
  return StoredFile{digest, bytes.size(), true};
}

Result<StoredFile> EvidenceFolder::adopt(const std::filesystem::path& file, const std::string& digest) const {
  CHUANGMO_CHECK(check_digest(digest));
  CHUANGMO_TRY(incoming, DiskFile::open_to_write(file));
  CHUANGMO_TRY(bytes, incoming.size());
  if (has_whole(digest, bytes)) return StoredFile{digest, bytes, false};
  CHUANGMO_CHECK(incoming.sync());
  const std::filesystem::path place = place_of(root_, digest);
  CHUANGMO_CHECK(make_folder(place.parent_path()));
  if (::link(file.c_str(), place.c_str()) != 0) {
    if (errno != EEXIST) return disk_failure(place, errno);
    // Somebody was quicker, or what is there is damaged.
    if (has_whole(digest, bytes)) return StoredFile{digest, bytes, false};
    CHUANGMO_CHECK(remove(digest));
    if (::link(file.c_str(), place.c_str()) != 0) return disk_failure(place, errno);
  }
  CHUANGMO_CHECK(sync_folder(place.parent_path()));
  return StoredFile{digest, bytes, true};
}

bool EvidenceFolder::has_whole(const std::string& digest, std::uint64_t bytes) const {
  return exists(digest) && size(digest) == bytes;
}

bool EvidenceFolder::exists(const std::string& digest) const {
  return path_of(digest).has_value();
}

Result<std::filesystem::path> EvidenceFolder::path_of(const std::string& digest) const {
  CHUANGMO_CHECK(check_digest(digest));
  for (const auto& place : {place_of(root_, digest), root_ / digest}) {
    if (is_file(place)) return place;
  }
  return fail("EVI021", "没有摘要为 " + digest + " 的佐证材料", "请从备份恢复，或请报送单位重新上传");
}

Result<std::uint64_t> EvidenceFolder::size(const std::string& digest) const {
  CHUANGMO_TRY(path, path_of(digest));
  CHUANGMO_TRY(file, DiskFile::open_to_read(path));
  return file.size();
}

Result<std::string> EvidenceFolder::read_range(const std::string& digest, std::uint64_t offset,
                                               std::size_t count) const {
  CHUANGMO_TRY(path, path_of(digest));
  CHUANGMO_TRY(file, DiskFile::open_to_read(path));
  CHUANGMO_TRY(size, file.size());
  if (offset >= size) return std::string();
  return file.read(offset, static_cast<std::size_t>(std::min<std::uint64_t>(count, size - offset)));
}

Result<void> EvidenceFolder::verify(const std::string& digest) const {
  CHUANGMO_TRY(path, path_of(digest));
  CHUANGMO_TRY(file, MappedFile::open(path));
  if (sha256_hex(file.bytes()) == digest) return {};
  return fail("EVI022", "佐证材料 " + digest + " 的内容与摘要不符", "请从备份恢复，或请报送单位重新上传");
}

Result<void> EvidenceFolder::remove(const std::string& digest) const {
  CHUANGMO_CHECK(check_digest(digest));
  for (const auto& place : {place_of(root_, digest), root_ / digest}) {
    std::error_code error;
    const bool was_there = std::filesystem::remove(place, error);
    if (error) return disk_failure(place, error.value());
    if (was_there) CHUANGMO_CHECK(sync_folder(place.parent_path()));
  }
  return {};
}

}  // namespace chuangmo::evidence
