#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/office.h"
#include "workflow/submission.h"

namespace chuangmo::app {

// What a workbook carries in its hidden sheet: whose it is, what was sent in it, and a signature over both
// with a secret of the workspace. Keeping what was sent in the workbook itself needs no memory of ours for
// every download, and works after a restore; the signature keeps it honest.
struct WorkbookIdentity {
  std::string programme;
  std::string request;
  std::string pack;  // id and the digest of what it asks for
};
WorkbookIdentity workbook_identity(const Office& office, const workflow::Request& request);

std::vector<std::pair<std::string, std::string>> workbook_seal(const std::string& secret,
                                                               const WorkbookIdentity& identity,
                                                               const workflow::SubmissionContent& sent);
// Whether somebody with the secret wrote it.
bool is_genuine_seal(const std::string& secret, const std::map<std::string, std::string>& seal);
// Derived from the key of the log, so that there is one secret to look after.
Result<std::string> workbook_secret(const Office& office);

inline constexpr const char* kSealProgramme = "programme";
inline constexpr const char* kSealRequest = "request";
inline constexpr const char* kSealPack = "pack";
inline constexpr const char* kSealSent = "sent";
inline constexpr const char* kSealSignature = "signature";

}  // namespace chuangmo::app
