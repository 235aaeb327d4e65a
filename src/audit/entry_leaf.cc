#include "audit/entry_leaf.h"

#include <charconv>
#include <optional>
#include <sodium.h>

#include "audit/merkle.h"

namespace chuangmo::audit {
namespace {

constexpr std::string_view kFirstLine = "chuangmo-journal-entry 1\n";
constexpr std::string_view kDigits = "0123456789abcdef";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

void append_escaped(std::string& to, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\\') {
      to += "\\\\";
    } else if (is_control(c)) {
      to += {'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
    } else {
      to.push_back(c);
    }
  }
}

// The reverse; what leaf_bytes() would have written otherwise is found by writing it again.
std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out.push_back(text[i]);
    } else if (i + 1 < text.size() && text[i + 1] == '\\') {
      out.push_back('\\');
      ++i;
    } else if (i + 3 < text.size() && text[i + 1] == 'x') {
      const std::size_t high = kDigits.find(text[i + 2]);
      const std::size_t low = kDigits.find(text[i + 3]);
      if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
      out.push_back(static_cast<char>(high << 4U | low));
      i += 3;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

// The value of the next line, which must be of this key.
std::optional<std::string_view> take_value(std::string_view& rest, std::string_view key) {
  if (rest.substr(0, key.size()) != key || rest.substr(key.size(), 1) != " ") return std::nullopt;
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view value = rest.substr(key.size() + 1, end - key.size() - 1);
  rest.remove_prefix(end + 1);
  return value;
}

bool take_number(std::string_view& rest, std::string_view key, std::int64_t& number) {
  const auto value = take_value(rest, key);
  if (!value) return false;
  const char* end = value->data() + value->size();
  const auto read = std::from_chars(value->data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

bool take_text(std::string_view& rest, std::string_view key, std::string& text) {
  const auto value = take_value(rest, key);
  auto plain = value ? unescaped(*value) : std::nullopt;
  if (plain) text = std::move(*plain);
  return plain.has_value();
}

}  // namespace

std::string random_salt() {
  std::string salt(kSaltBytes, '\0');
  randombytes_buf(salt.data(), salt.size());
  return salt;
}

Hash salted_digest(std::string_view salt, std::string_view body) {
  return sha256({salt, body});
}

LeafLines leaf_lines(const JournalEntry& entry) {
  return {entry.number, entry.recorded_at, entry.who,
          entry.kind,   entry.object,      salted_digest(entry.salt, entry.body)};
}

std::string leaf_bytes(const LeafLines& lines) {
  std::string out(kFirstLine);
  out += "number " + std::to_string(lines.number);
  out += "\nrecorded_at " + std::to_string(lines.recorded_at.seconds);
  out += "\nwho ";
  append_escaped(out, lines.who);
  out += "\nkind ";
  append_escaped(out, lines.kind);
  out += "\nobject ";
  append_escaped(out, lines.object);
  out += "\nbody " + lines.body_digest.hex() + "\n";
  return out;
}

std::string leaf_bytes(const JournalEntry& entry) {
  return leaf_bytes(leaf_lines(entry));
}

Result<LeafLines> parse_leaf(std::string_view bytes) {
  const auto damaged = [] {
    return fail("AUD009", "日志条目的文字不合格式", "用原来的文件；格式见 docs/formats/journal.md");
  };
  std::string_view rest = bytes;
  if (rest.substr(0, kFirstLine.size()) != kFirstLine) return damaged();
  rest.remove_prefix(kFirstLine.size());
  LeafLines lines;
  if (!take_number(rest, "number", lines.number)) return damaged();
  if (!take_number(rest, "recorded_at", lines.recorded_at.seconds)) return damaged();
  if (!take_text(rest, "who", lines.who)) return damaged();
  if (!take_text(rest, "kind", lines.kind)) return damaged();
  if (!take_text(rest, "object", lines.object)) return damaged();
  const auto digest = Hash::from_hex(take_value(rest, "body").value_or(""));
  if (!digest) return damaged();
  lines.body_digest = *digest;
  if (leaf_bytes(lines) != bytes) return damaged();
  return lines;
}

Hash leaf_hash(const JournalEntry& entry) {
  return leaf_hash_of(leaf_bytes(entry));
}

}  // namespace chuangmo::audit
