#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "app/evidence_text.h"
#include "app/office.h"
#include "evidence/evidence_folder.h"
#include "evidence/upload.h"
#include "evidence/virus_scan.h"
#include "model/evidence_policy.h"

namespace chuangmo::app {

// Papers on their way in and as they are kept: by pieces into uploads, then looked at, then by digest into
// the folder of the workspace, with an entry in the journal. Files that nobody could look at for viruses stay
// quarantined when a scanner is configured (setting "clamd": a socket's path, or host:port).
class EvidenceDesk {
 public:
  static Result<std::unique_ptr<EvidenceDesk>> open(Office& office);

  Result<evidence::UploadState> begin(const std::string& unit, const std::string& name, std::uint64_t bytes,
                                      const std::string& sha256);
  // Of the unit's own uploads: EVI038 there is none.
  Result<evidence::UploadState> state(const std::string& unit, const std::string& id) const;
  Result<evidence::AppendAnswer> append(const std::string& unit, const std::string& id, std::uint64_t offset,
                                        std::string_view bytes);
  // EVI001 what was sent is refused, with every reason: nothing of it is kept.
  Result<workflow::EvidenceFile> finish(const std::string& account, const std::string& unit,
                                        const std::string& id);

  Result<std::filesystem::path> path_of(const std::string& digest) const { return folder_.path_of(digest); }
  Result<std::string> thumbnail(const std::string& digest) const;       // EVI010 .. EVI012
  Result<EvidenceText> text(const workflow::EvidenceFile& file) const;  // EVI060, EVI061
  Result<int> expire_uploads() { return uploads_.expire(office_.now()); }

 private:
  EvidenceDesk(Office& office, EvidencePolicy policy, evidence::EvidenceFolder folder,
               evidence::Uploads uploads)
      : office_(office),
        policy_(std::move(policy)),
        folder_(std::move(folder)),
        uploads_(std::move(uploads)) {}
  std::uint64_t stored_bytes(const std::string& unit) const;
  evidence::VirusScanner scanner() const;

  Office& office_;
  EvidencePolicy policy_;
  evidence::EvidenceFolder folder_;
  evidence::Uploads uploads_;
};

}  // namespace chuangmo::app
