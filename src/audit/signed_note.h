#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/signing_key.h"
#include "base/result.h"

namespace chuangmo::audit {

// c2sp.org/signed-note: a text of whole lines, an empty line, and lines "— name base64(key id || signature)".
inline constexpr std::size_t kMaxNoteBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kMaxSignatures = 64;  // the specification asks for at least 16

struct NoteSignature {
  std::string name;
  std::string key_id;     // 4 bytes
  std::string signature;  // 64 bytes of Ed25519; of keys that we do not know, anything
  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

// A note as it stands there; nobody has looked at its signatures yet.
struct WrittenNote {
  std::string text;  // ends in a line feed
  std::vector<NoteSignature> signatures;
  friend bool operator==(const WrittenNote&, const WrittenNote&) = default;
};
Result<WrittenNote> parse_note(std::string_view bytes);  // AUD004
std::string note_bytes(const WrittenNote& note);

// UTF-8 without control characters other than line feeds, ending in one: what can be signed.
bool is_note_text(std::string_view text);
Result<std::string> sign_note(std::string text, const SigningKey& key);  // AUD015

// A note whose text may be believed.
struct OpenedNote {
  std::string text;
  std::vector<std::string> signers;  // names of the keys among those given, in the order of their lines
};
// Signatures of unknown keys are passed over; there must be one of a known key (AUD005), and none of a known
// key may be wrong (AUD006). AUD004
Result<OpenedNote> open_note(std::string_view bytes, std::span<const VerifierKey> keys);

}  // namespace chuangmo::audit
