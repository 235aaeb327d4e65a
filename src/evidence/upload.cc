#include "evidence/upload.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <sys/stat.h>
#include <vector>

#include "base/digest.h"
#include "base/file.h"
#include "evidence/disk_file.h"
#include "evidence/mapped_file.h"
#include "evidence/upload_declaration.h"

namespace chuangmo::evidence {
namespace {

constexpr const char* kDeclared = "declared";
constexpr const char* kBytes = "bytes";
constexpr std::uint64_t kMaxDeclaredBytes = 16U << 10U;

std::string in_megabytes(std::uint64_t bytes) {
  return fmt::format("{} MB", bytes >> 20U);
}

tl::unexpected<Failure> no_such_upload() {
  return fail("EVI038", "没有这个上传，可能已过期", "请重新上传");
}

Result<Instant> last_written(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return disk_failure(path, errno);
  return Instant{status.st_mtim.tv_sec};
}

std::vector<std::filesystem::path> folders_in(const std::filesystem::path& root) {
  std::vector<std::filesystem::path> folders;
  std::error_code error;
  for (auto each = std::filesystem::directory_iterator(root, error);
       !error && each != std::filesystem::directory_iterator(); each.increment(error)) {
    if (is_upload_id(each->path().filename().string())) folders.push_back(each->path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

// `declared` goes first: without it nothing is an upload, whatever else a kill leaves.
Result<void> remove_upload(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::remove(folder / kDeclared, error);
  if (!error) std::filesystem::remove_all(folder, error);
  if (error) return disk_failure(folder, error.value());
  return sync_folder(folder.parent_path());
}

}  // namespace

Result<Uploads> Uploads::open(const std::filesystem::path& evidence_root, const EvidenceLimits& limits) {
  const std::filesystem::path root = evidence_root / "uploads";
  CHUANGMO_CHECK(make_folder(root));
  return Uploads(root, limits);
}

Result<std::filesystem::path> Uploads::folder_of(const std::string& id) const {
  if (!is_upload_id(id)) return no_such_upload();  // and no path of anybody's
  return root_ / id;
}

Result<void> Uploads::check_room(const UploadDeclaration& declared, std::uint64_t stored_bytes) const {
  if (declared.bytes == 0) return fail("EVI032", "文件是空的", "请检查原文件");
  if (declared.bytes > limits_.max_file_bytes) {
    return fail("EVI032", "文件超过 " + in_megabytes(limits_.max_file_bytes) + " 的上限",
                "请拆分或压缩后上传");
  }
  const auto open = open_uploads(declared.unit);
  if (std::ssize(open) >= limits_.max_open_uploads) {
    return fail("EVI037", fmt::format("本单位未完成的上传已有 {} 个", open.size()), "请先完成或取消其中一些");
  }
  std::uint64_t used = stored_bytes;
  for (const UploadState& each : open) used += each.declared.bytes;
  if (used > limits_.max_unit_bytes || declared.bytes > limits_.max_unit_bytes - used) {
    return fail("EVI036", "本单位的佐证材料将超过 " + in_megabytes(limits_.max_unit_bytes) + " 的上限",
                "请联系创模办");
  }
  return {};
}

Result<UploadState> Uploads::create(const UploadDeclaration& declared, std::uint64_t stored_bytes) {
  CHUANGMO_CHECK(check_declaration(declared));
  CHUANGMO_CHECK(check_room(declared, stored_bytes));
  const std::filesystem::path folder = root_ / declared.id;
  if (::mkdir(folder.c_str(), 0700) != 0) {
    if (errno == EEXIST) return fail("EVI031", "上传编号已用过", "请重新开始上传");
    return disk_failure(folder, errno);
  }
  {
    CHUANGMO_TRY(bytes, DiskFile::create(folder / kBytes));
    CHUANGMO_CHECK(bytes.sync());
  }
  CHUANGMO_CHECK(write_file(folder / kDeclared, declaration_text(declared)));
  CHUANGMO_CHECK(sync_folder(folder));
  CHUANGMO_CHECK(sync_folder(root_));
  return state(declared.id);
}

Result<UploadState> Uploads::state(const std::string& id) const {
  CHUANGMO_TRY(folder, folder_of(id));
  const auto text = read_file(folder / kDeclared, kMaxDeclaredBytes);
  const auto declared = text ? read_declaration(*text, id) : std::nullopt;
  if (!declared) return no_such_upload();
  CHUANGMO_TRY(bytes, DiskFile::open_to_read(folder / kBytes));
  CHUANGMO_TRY(offset, bytes.size());
  CHUANGMO_TRY(written, last_written(folder / kBytes));
  return UploadState{*declared, offset, written};
}

Result<AppendAnswer> Uploads::append(const std::string& id, std::uint64_t offset, std::string_view bytes) {
  CHUANGMO_TRY(upload, state(id));
  CHUANGMO_TRY(file, DiskFile::open_to_write(root_ / id / kBytes));
  if (!file.try_lock()) return fail("EVI033", "这个文件的另一段正在写入", "请稍后继续");
  CHUANGMO_TRY(here, file.size());  // again, now that nobody else writes
  if (offset != here) return AppendAnswer{false, here};
  if (bytes.size() > upload.declared.bytes - std::min(here, upload.declared.bytes)) {
    return fail("EVI039", "收到的内容比声明的多", "请重新上传");
  }
  auto written = file.write(here, bytes);
  if (written) written = file.sync();
  if (!written) {
    static_cast<void>(file.cut(here));  // what may not be on the disk does not count
    return tl::unexpected(written.error());
  }
  return AppendAnswer{true, here + bytes.size()};
}

Result<FinishedUpload> Uploads::finish(const std::string& id) {
  CHUANGMO_TRY(upload, state(id));
  if (!upload.is_complete()) {
    return fail("EVI034", fmt::format("文件还没有传完：{} / {} 字节", upload.offset, upload.declared.bytes),
                "请从断点继续上传");
  }
  const std::filesystem::path path = root_ / id / kBytes;
  std::string digest;
  {
    CHUANGMO_TRY(file, MappedFile::open(path));
    digest = sha256_hex(file.bytes());
  }
  if (!upload.declared.sha256.empty() && upload.declared.sha256 != digest) {
    CHUANGMO_CHECK(discard(id));
    return fail("EVI035", "收到的内容与声明的摘要不符，传输中有误", "请重新上传");
  }
  return FinishedUpload{upload.declared, digest, path};
}

Result<void> Uploads::discard(const std::string& id) {
  CHUANGMO_TRY(folder, folder_of(id));
  std::error_code ignored;
  if (!std::filesystem::exists(folder, ignored)) return no_such_upload();
  return remove_upload(folder);
}

Result<int> Uploads::expire(Instant now) {
  const std::int64_t oldest = now.seconds - std::int64_t{limits_.upload_expires_hours} * 3600;
  int count = 0;
  for (const std::filesystem::path& folder : folders_in(root_)) {
    std::error_code ignored;
    const bool has_bytes = std::filesystem::exists(folder / kBytes, ignored);
    const auto written = last_written(has_bytes ? folder / kBytes : folder);
    if (!written || written->seconds >= oldest) continue;
    CHUANGMO_CHECK(remove_upload(folder));
    ++count;
  }
  return count;
}

std::vector<UploadState> Uploads::open_uploads(const std::string& unit) const {
  std::vector<UploadState> open;
  for (const std::filesystem::path& folder : folders_in(root_)) {
    auto upload = state(folder.filename().string());
    if (upload && upload->declared.unit == unit) open.push_back(std::move(*upload));
  }
  return open;
}

}  // namespace chuangmo::evidence
