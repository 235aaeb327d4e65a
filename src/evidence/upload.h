#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/result.h"
#include "model/evidence_policy.h"

namespace chuangmo::evidence {

// What is going to be sent.
struct UploadDeclaration {
  std::string id;  // 16 to 64 letters, digits, '-', '_': from the caller, not to be guessed
  std::string unit;
  std::string name;  // as the sender calls the file
  std::uint64_t bytes = 0;
  std::string sha256;  // when the sender knows it; else empty
  Instant created;
  friend bool operator==(const UploadDeclaration&, const UploadDeclaration&) = default;
};

struct UploadState {
  UploadDeclaration declared;
  std::uint64_t offset = 0;  // bytes that are here and on the disk
  Instant last_written;
  bool is_complete() const { return offset == declared.bytes; }
};

// The answer to a piece. When it does not continue what is here, nothing is written, and `offset` is where to
// go on.
struct AppendAnswer {
  bool is_taken = false;
  std::uint64_t offset = 0;
};

struct FinishedUpload {
  UploadDeclaration declared;
  std::string digest;
  std::filesystem::path file;  // for inspection, then EvidenceFolder::adopt() or discard()
};

// Files on their way in, by pieces, in <evidence>/uploads/<id>/: the file `declared`, and `bytes`, whose size
// is how far the upload has come. So it goes on after a kill at any byte. A piece is on the disk when
// append() returns. EVI020 the disk, EVI030 a malformed declaration, EVI031 the id is taken, EVI032 empty or
// too large, EVI033 another piece is being written, EVI034 not complete, EVI035 not the declared digest,
// EVI036 the unit's room is used up, EVI037 too many unfinished uploads, EVI038 no such upload, EVI039 more
// bytes than declared.
class Uploads {
 public:
  static Result<Uploads> open(const std::filesystem::path& evidence_root, const EvidenceLimits& limits);

  // `stored_bytes`: of evidence the unit has already.
  Result<UploadState> create(const UploadDeclaration& declared, std::uint64_t stored_bytes);
  Result<UploadState> state(const std::string& id) const;
  Result<AppendAnswer> append(const std::string& id, std::uint64_t offset, std::string_view bytes);
  // Computes the digest, and holds it against the declared one; an upload that differs is thrown away.
  Result<FinishedUpload> finish(const std::string& id);
  Result<void> discard(const std::string& id);
  // Throws away what got no byte for the hours of the limits; how many.
  Result<int> expire(Instant now);
  std::vector<UploadState> open_uploads(const std::string& unit) const;  // by id

 private:
  Uploads(std::filesystem::path root, const EvidenceLimits& limits)
      : root_(std::move(root)), limits_(limits) {}
  Result<std::filesystem::path> folder_of(const std::string& id) const;
  Result<void> check_room(const UploadDeclaration& declared, std::uint64_t stored_bytes) const;
  std::filesystem::path root_;
  EvidenceLimits limits_;
};

}  // namespace chuangmo::evidence
