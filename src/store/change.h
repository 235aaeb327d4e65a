#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/journal.h"

namespace chuangmo::store {

// An entry on its way into the journal; number, moment and salt are the store's to give.
struct NewEntry {
  std::string who;
  std::string kind;
  std::string object;
  std::string body;  // canonical JSON object
};

// Bytes that entries speak of by their digest: a submission, the text of a plan.
struct Content {
  std::string digest;  // SHA-256, hex
  std::string bytes;
};

// What is no history: password digests, sessions, tokens, drafts, uploads under way, answers to be repeated.
// It is overwritten and forgotten, and never part of a verdict or of the log.
struct VaultKey {
  std::string shelf;  // "password" "session" "token" "draft" ...
  std::string key;
  friend auto operator<=>(const VaultKey&, const VaultKey&) = default;
};
struct VaultChange {
  VaultKey at;
  std::optional<std::string> value;  // nullopt: forgotten
  std::optional<Instant> until;      // forgotten by itself after
};

// The log of a programme after some number of entries: RFC 6962 tree size and root.
struct LogHead {
  std::int64_t size = 0;
  std::string root;     // 32 bytes
  Instant recorded_at;  // of the last entry; of the programme when there is none
  friend bool operator==(const LogHead&, const LogHead&) = default;
};

using EntryVisitor = std::function<Result<void>(const JournalEntry&)>;

}  // namespace chuangmo::store
