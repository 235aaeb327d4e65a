#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::evidence {

struct StoredFile {
  std::string digest;  // SHA-256, 64 lower-case hexadecimal digits
  std::uint64_t bytes = 0;
  bool is_new = false;  // it was not there before
};

// The files of a workspace, each by its digest and once: <root>/<first two digits>/<digest>. Older workspaces
// have them as <root>/<digest>; both are read. What is stored is on the disk, name and all, when the call
// returns. EVI020 the disk, EVI021 no such file, EVI022 it is not what its name says, EVI023 no digest.
class EvidenceFolder {
 public:
  static Result<EvidenceFolder> open(const std::filesystem::path& root);  // makes it when absent

  Result<StoredFile> store(std::string_view bytes) const;
  // Takes in a file of the same file system whose digest the caller has just computed, as a second name of
  // the same bytes: `file` stays until its owner removes it.
  Result<StoredFile> adopt(const std::filesystem::path& file, const std::string& digest) const;
  bool exists(const std::string& digest) const;
  Result<std::filesystem::path> path_of(const std::string& digest) const;
  Result<std::uint64_t> size(const std::string& digest) const;
  // At most `count` bytes from `offset`; fewer at the end, none behind it.
  Result<std::string> read_range(const std::string& digest, std::uint64_t offset, std::size_t count) const;
  Result<void> verify(const std::string& digest) const;  // reads it again and computes its digest
  Result<void> remove(const std::string& digest) const;  // what was found infected; it may be gone already

  const std::filesystem::path& root() const { return root_; }

 private:
  explicit EvidenceFolder(std::filesystem::path root) : root_(std::move(root)) {}
  bool has_whole(const std::string& digest, std::uint64_t bytes) const;
  std::filesystem::path root_;
};

bool is_digest(std::string_view text);

}  // namespace chuangmo::evidence
