#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "audit/checkpoint.h"
#include "audit/verify_journal.h"

namespace chuangmo::app {

// The key a programme signs checkpoints with: log.key in its folder, readable by its owner alone; made when
// absent. APP010 it can be read by others.
Result<audit::SigningKey> log_key(const std::filesystem::path& root, const std::string& programme);
// The same where it must be there already: APP011.
Result<audit::SigningKey> known_log_key(const std::filesystem::path& root);

// The log as it stands, signed now: what is printed on documents and handed to whoever will verify later.
struct SignedHead {
  store::LogHead head;
  std::string note;  // C2SP signed note
};
Result<SignedHead> signed_head(Office& office);

// That entry `number` stands in the log of now, as a file that verifies by itself. AUD002 no such entry.
Result<std::string> entry_proof(Office& office, std::int64_t number, bool is_disclosed);

// That the log of `to` entries is the log of `from` entries and more: hashes in hexadecimal. AUD002 sizes the
// log never had.
Result<std::vector<std::string>> consistency(Office& office, std::int64_t from, std::int64_t to);

// Every entry against its leaf, every import against the facts that are stored, and the whole against the
// checkpoints that were signed, those in `notes` included. Linear in the journal.
struct Verification {
  audit::JournalReport report;
  std::size_t imports = 0;  // whose facts were recomputed
};
Result<Verification> verify_log(Workspace& workspace, const std::vector<std::string>& notes);

}  // namespace chuangmo::app
