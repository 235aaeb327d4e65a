#include "audit/signed_note.h"

#include <algorithm>

#include "base/base64.h"
#include "base/text.h"

namespace chuangmo::audit {
namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";  // em dash, blank
constexpr std::size_t kIdBytes = 4;

auto not_a_note() {
  return fail("AUD004", "签名文件不合格式", "用原来的文件，不要改动换行和空格；格式为 c2sp.org/signed-note");
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!starts_with(line, kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos || !is_key_name(line.substr(0, blank))) return std::nullopt;
  const auto coded = decode_base64(line.substr(blank + 1));
  if (!coded || coded->size() <= kIdBytes) return std::nullopt;
  return NoteSignature{std::string(line.substr(0, blank)), coded->substr(0, kIdBytes),
                       coded->substr(kIdBytes)};
}

}  // namespace

bool is_note_text(std::string_view text) {
  return ends_with(text, "\n") && is_valid_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 && c != '\n';
         });
}

Result<WrittenNote> parse_note(std::string_view bytes) {
  if (bytes.size() > kMaxNoteBytes || !is_note_text(bytes)) return not_a_note();
  const std::size_t gap = bytes.rfind("\n\n");
  if (gap == std::string_view::npos) return not_a_note();
  WrittenNote note;
  note.text = bytes.substr(0, gap + 1);
  std::string_view rest = bytes.substr(gap + 2);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    auto signature = parse_signature(rest.substr(0, end));
    if (!signature || note.signatures.size() == kMaxSignatures) return not_a_note();
    note.signatures.push_back(std::move(*signature));
    rest.remove_prefix(end + 1);
  }
  if (note.signatures.empty()) return not_a_note();
  return note;
}

std::string note_bytes(const WrittenNote& note) {
  std::string bytes = note.text + "\n";
  for (const NoteSignature& one : note.signatures)
    bytes += std::string(kDash) + one.name + " " + encode_base64(one.key_id + one.signature) + "\n";
  return bytes;
}

Result<std::string> sign_note(std::string text, const SigningKey& key) {
  if (!is_note_text(text)) {
    return fail("AUD015", "这段文字不能签名：应为以换行结束的 UTF-8 文本，不含控制字符",
                "去掉控制字符，在末尾加上换行");
  }
  const VerifierKey& verifier = key.verifier();
  WrittenNote note{std::move(text), {}};
  note.signatures.push_back({verifier.name, verifier.id(), key.sign(note.text)});
  return note_bytes(note);
}

Result<OpenedNote> open_note(std::string_view bytes, std::span<const VerifierKey> keys) {
  CHUANGMO_TRY(note, parse_note(bytes));
  OpenedNote opened{note.text, {}};
  for (const NoteSignature& one : note.signatures) {
    for (const VerifierKey& key : keys) {
      if (key.name != one.name || key.id() != one.key_id) continue;
      if (!key.is_signature(note.text, one.signature))
        return fail("AUD006", "“" + one.name + "”的签名不对：内容被改动过", "向签发者索取原来的文件");
      opened.signers.push_back(one.name);
    }
  }
  if (opened.signers.empty()) return fail("AUD005", "没有已知密钥的签名", "取得签发者的验证密钥再核对");
  return opened;
}

}  // namespace chuangmo::audit
