#include "audit/checkpoint.h"

#include <charconv>
#include <optional>

#include "audit/merkle.h"
#include "audit/signed_note.h"
#include "base/text.h"

namespace chuangmo::audit {

std::string checkpoint_text(const Checkpoint& checkpoint) {
  std::string text =
      checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + checkpoint.root.base64() + "\n";
  for (const std::string& line : checkpoint.extensions) text += line + "\n";
  return text;
}

std::optional<std::uint64_t> parse_log_number(std::string_view digits) {
  if (digits.empty() || (digits[0] == '0' && digits.size() > 1)) return std::nullopt;
  std::uint64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number > kMaxLogSize) return std::nullopt;
  return number;
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  const auto damaged = [] {
    return fail("AUD007", "检查点不合格式", "用原来的文件；格式为 c2sp.org/tlog-checkpoint");
  };
  if (!is_note_text(text)) return damaged();
  std::vector<std::string> lines = split(text.substr(0, text.size() - 1), "\n");
  if (lines.size() < 3) return damaged();
  for (const std::string& line : lines)
    if (line.empty()) return damaged();
  const auto size = parse_log_number(lines[1]);
  const auto root = Hash::from_base64(lines[2]);
  if (!size || !root || (*size == 0 && *root != empty_root())) return damaged();
  Checkpoint checkpoint{lines[0], *size, *root, {}};
  checkpoint.extensions.assign(lines.begin() + 3, lines.end());
  return checkpoint;
}

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
  const std::string text = checkpoint_text(checkpoint);
  const auto again = parse_checkpoint(text);
  if (!again || *again != checkpoint)
    return fail("AUD015", "这个检查点不能签名：日志名称或附加行为空，或含换行等控制字符", "改正日志名称");
  return sign_note(text, key);
}

Result<Checkpoint> open_checkpoint(std::string_view note, std::span<const VerifierKey> keys,
                                   std::string_view origin) {
  CHUANGMO_TRY(opened, open_note(note, keys));
  CHUANGMO_TRY(checkpoint, parse_checkpoint(opened.text));
  if (checkpoint.origin != origin) {
    return fail("AUD012", "检查点属于另一个日志" + quote(checkpoint.origin),
                "用日志" + quote(origin) + "的检查点");
  }
  return checkpoint;
}

}  // namespace chuangmo::audit
