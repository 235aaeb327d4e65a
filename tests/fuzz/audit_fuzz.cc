// The doors of audit: n signed notes, c texts of checkpoints, p proofs of entries, g proofs of growth, l
// leaves, k keys, f stored frontiers. What reads is written back byte for byte.
#include "audit/checkpoint.h"
#include "audit/consistency_bundle.h"
#include "audit/entry_leaf.h"
#include "audit/merkle.h"
#include "audit/proof_bundle.h"
#include "audit/proof_lines.h"
#include "audit/signed_note.h"
#include "audit/signing_key.h"
#include "fuzz.h"

namespace chuangmo::fuzz {
namespace {

using namespace chuangmo::audit;

const std::vector<VerifierKey>& keys() {
  static const std::vector<VerifierKey> all = {
      VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").value()};
  return all;
}

void read_note(std::string_view text) {
  const auto note = parse_note(text);
  if (!note) return check_failure(note.error());
  FUZZ_EXPECT(note_bytes(*note) == text);
  FUZZ_EXPECT(!note->signatures.empty() && note->signatures.size() <= kMaxSignatures);
  const auto opened = open_note(text, keys());
  if (!opened) return check_failure(opened.error());
  FUZZ_EXPECT(opened->text == note->text && !opened->signers.empty());
}

void read_checkpoint(std::string_view text) {
  const auto checkpoint = parse_checkpoint(text);
  if (!checkpoint) return check_failure(checkpoint.error());
  FUZZ_EXPECT(checkpoint_text(*checkpoint) == text);
  FUZZ_EXPECT(checkpoint->size <= kMaxLogSize && !checkpoint->origin.empty());
}

void read_proof(std::string_view text) {
  const auto bundle = parse_bundle(text);
  if (!bundle) return check_failure(bundle.error());
  FUZZ_EXPECT(bundle_bytes(*bundle) == text);
  FUZZ_EXPECT(bundle->hashes.size() <= kMaxProofHashes);
  const auto proven = verify_bundle(*bundle, keys(), "PeterNeumann");
  if (!proven) check_failure(proven.error());
  verify_inclusion(leaf_hash_of(leaf_bytes(bundle->entry)), bundle->index,
                   bundle->index + bundle->hashes.size(), bundle->hashes, empty_root());
}

void read_growth(std::string_view text) {
  const auto bundle = parse_consistency_bundle(text);
  if (!bundle) return check_failure(bundle.error());
  FUZZ_EXPECT(bundle_bytes(*bundle) == text);
  const auto proven = verify_bundle(*bundle, keys(), "PeterNeumann");
  if (!proven) check_failure(proven.error());
  for (const std::uint64_t size : {bundle->old_size, bundle->old_size + 1, bundle->old_size * 2, kMaxLogSize})
    verify_consistency(bundle->old_size, bundle->old_root, size, empty_root(), bundle->hashes);
}

void read_leaf(std::string_view text) {
  const auto lines = parse_leaf(text);
  if (!lines) return check_failure(lines.error());
  FUZZ_EXPECT(leaf_bytes(*lines) == text);
}

// A line feed at the end is the one thing that may be missing.
void read_key(std::string_view text) {
  const auto verifier = VerifierKey::parse(text);
  if (verifier) FUZZ_EXPECT(verifier->text() == text || verifier->text() + "\n" == text);
  const auto key = SigningKey::parse(text);
  if (key) FUZZ_EXPECT(key->text() == text || key->text() + "\n" == text);
  if (key) FUZZ_EXPECT(key->verifier().is_signature("x", key->sign("x")));
}

void read_frontier(std::string_view bytes) {
  auto frontier = Frontier::from_bytes(bytes);
  if (!frontier) return check_failure(frontier.error());
  FUZZ_EXPECT(frontier->bytes() == bytes);
  const std::uint64_t size = frontier->size();
  if (size < kMaxLogSize) frontier->append(empty_root());
  FUZZ_EXPECT(frontier->size() == size + (size < kMaxLogSize ? 1U : 0U));
  frontier->root();
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  const Knock input = knock(bytes, size, "ncpglkf");
  if (input.door == 'n') read_note(input.text);
  if (input.door == 'c') read_checkpoint(input.text);
  if (input.door == 'p') read_proof(input.text);
  if (input.door == 'g') read_growth(input.text);
  if (input.door == 'l') read_leaf(input.text);
  if (input.door == 'k') read_key(input.text);
  if (input.door == 'f') read_frontier(input.text);
  return 0;
}
