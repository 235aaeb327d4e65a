#include "audit/proof_lines.h"

namespace chuangmo::audit {

std::string proof_tail(std::span<const Hash> hashes, std::string_view checkpoint) {
  std::string text;
  for (const Hash& hash : hashes) text += hash.base64() + "\n";
  text += "\n";
  return text.append(checkpoint);
}

std::optional<ProofTail> parse_proof_tail(std::string_view text) {
  ProofTail tail;
  while (true) {
    const auto line = take_line(text);
    if (!line) return std::nullopt;
    if (line->empty()) break;
    const auto hash = Hash::from_base64(*line);
    if (!hash || tail.hashes.size() == kMaxProofHashes) return std::nullopt;
    tail.hashes.push_back(*hash);
  }
  if (text.empty()) return std::nullopt;
  tail.checkpoint = text;
  return tail;
}

std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::optional<std::string_view> take_keyed_line(std::string_view& rest, std::string_view key) {
  std::string_view after = rest;
  const auto line = take_line(after);
  if (!line || line->size() <= key.size() || line->substr(0, key.size()) != key || (*line)[key.size()] != ' ')
    return std::nullopt;
  rest = after;
  return line->substr(key.size() + 1);
}

}  // namespace chuangmo::audit
