#include "app/workbook_seal.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/journal_log.h"
#include "base/digest.h"
#include "base/hmac.h"
#include "workflow/item.h"
#include "workflow/submission_content.h"

namespace chuangmo::app {

namespace {

std::string hexadecimal(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

std::string value_of(const std::map<std::string, std::string>& seal, const char* name) {
  const auto found = seal.find(name);
  return found == seal.end() ? "" : found->second;
}

std::string signature(const std::string& secret, const std::string& programme, const std::string& request,
                      const std::string& pack, const std::string& sent) {
  return hexadecimal(
      hmac_sha256(secret, fmt::format("{}\n{}\n{}\n{}", sha256_hex(programme), sha256_hex(request),
                                      sha256_hex(pack), sha256_hex(sent))));
}

// Takes as long whether the first or the last character differs.
bool is_equal(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  int difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= a[i] ^ b[i];
  return difference == 0;
}

}  // namespace

WorkbookIdentity workbook_identity(const Office& office, const workflow::Request& request) {
  std::string asked;
  for (const workflow::Item& item : request.items) asked += workflow::item_text(item) + "\n";
  return {office.programme().id, request.id, office.pack().id + " " + sha256_hex(asked).substr(0, 16)};
}

std::vector<std::pair<std::string, std::string>> workbook_seal(const std::string& secret,
                                                               const WorkbookIdentity& identity,
                                                               const workflow::SubmissionContent& sent) {
  const std::string text = workflow::content_json(sent);
  return {{kSealProgramme, identity.programme},
          {kSealRequest, identity.request},
          {kSealPack, identity.pack},
          {kSealSent, text},
          {kSealSignature, signature(secret, identity.programme, identity.request, identity.pack, text)}};
}

bool is_genuine_seal(const std::string& secret, const std::map<std::string, std::string>& seal) {
  return is_equal(value_of(seal, kSealSignature),
                  signature(secret, value_of(seal, kSealProgramme), value_of(seal, kSealRequest),
                            value_of(seal, kSealPack), value_of(seal, kSealSent)));
}

Result<std::string> workbook_secret(const Office& office) {
  CHUANGMO_TRY(key, log_key(office.root(), office.programme().id));
  return hmac_sha256(key.text(), "chuangmo workbook");
}

}  // namespace chuangmo::app
