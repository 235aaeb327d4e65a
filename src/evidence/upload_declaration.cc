#include "evidence/upload_declaration.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/text.h"
#include "evidence/evidence_folder.h"

namespace chuangmo::evidence {
namespace {

constexpr std::size_t kMaxNameBytes = 1'000;

bool is_one_line(std::string_view text) {
  return text.size() <= kMaxNameBytes && is_valid_utf8(text) &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// "key value"; none when the line has another key.
std::optional<std::string> value_of(std::string_view line, std::string_view key) {
  if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != ' ') return std::nullopt;
  return std::string(line.substr(key.size() + 1));
}

template <class Number>
std::optional<Number> number(const std::optional<std::string>& text) {
  Number value{};
  if (!text) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  return error == std::errc() && end == text->data() + text->size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string declaration_text(const UploadDeclaration& declared) {
  return fmt::format("unit {}\nname {}\nbytes {}\nsha256 {}\ncreated {}\n", declared.unit, declared.name,
                     declared.bytes, declared.sha256, declared.created.seconds);
}

std::optional<UploadDeclaration> read_declaration(std::string_view text, const std::string& id) {
  const auto lines = split(text, "\n");
  if (lines.size() != 6) return std::nullopt;
  const auto unit = value_of(lines[0], "unit");
  const auto name = value_of(lines[1], "name");
  const auto bytes = number<std::uint64_t>(value_of(lines[2], "bytes"));
  const auto sha256 = value_of(lines[3], "sha256");
  const auto created = number<std::int64_t>(value_of(lines[4], "created"));
  if (!unit || !name || !bytes || !sha256 || !created) return std::nullopt;
  return UploadDeclaration{id, *unit, *name, *bytes, *sha256, Instant{*created}};
}

Result<void> check_declaration(const UploadDeclaration& declared) {
  const bool is_good = is_upload_id(declared.id) && is_one_line(declared.unit) && !declared.unit.empty() &&
                       is_one_line(declared.name) && !declared.name.empty() &&
                       (declared.sha256.empty() || is_digest(declared.sha256));
  if (is_good) return {};
  return fail("EVI030", "上传的声明有误：文件名、单位、摘要或编号不合规", "请检查文件名后重新上传");
}

bool is_upload_id(std::string_view id) {
  return id.size() >= 16 && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                  c == '_';
         });
}

}  // namespace chuangmo::evidence
