#include <algorithm>
#include <array>
#include <cassert>
#include <fmt/format.h>
#include <memory>
#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/text.h"
#include "base/unicode.h"

namespace chuangmo {
namespace {

// ICU counts in 32 bits; a text of this size is no table of anybody.
constexpr std::size_t kMaxConvertedBytes = std::size_t{1} << 29U;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

auto undecodable(std::string_view what, std::ptrdiff_t line = 0) {
  const std::string where = line > 0 ? fmt::format("第 {} 行", line) : "";
  return fail("TXT001", fmt::format("文件不是可识别的文本：{}{}", where, what),
              "请用记事本或 Excel/WPS 打开，另存为 UTF-8 编码后重试");
}

template <class Text>
std::ptrdiff_t line_at(const Text& text, std::size_t at) {
  return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Result<void> without_nul(std::string_view text) {
  const std::size_t at = text.find('\0');
  if (at != std::string_view::npos) return undecodable("含有 NUL 字节", line_at(text, at));
  return {};
}

// Strict conversion: the first byte that fits nothing ends it. Lines before `good_until` are known to be good
// in another encoding, so the fault is not there.
Result<std::string> convert_strictly(std::string_view bytes, const char* charset,
                                     std::ptrdiff_t good_until = 0) {
  if (bytes.size() > kMaxConvertedBytes) return undecodable("文件过大");
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(charset, &status));
  if (U_FAILURE(status)) return undecodable("缺少编码表");
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::u16string wide(bytes.size() + 1, u'\0');  // no charset used here gives more units than bytes
  char16_t* end = wide.data();
  const char* read = bytes.data();
  ucnv_toUnicode(converter.get(), &end, wide.data() + wide.size(), &read, bytes.data() + bytes.size(),
                 nullptr, 1, &status);
  wide.resize(static_cast<std::size_t>(end - wide.data()));
  if (U_FAILURE(status))
    return undecodable("含有无效的字节", std::max(good_until, line_at(wide, wide.size())));
  std::string utf8(wide.size() * 3, '\0');
  std::int32_t utf8_size = 0;
  u_strToUTF8(utf8.data(), static_cast<std::int32_t>(utf8.size()), &utf8_size, wide.data(),
              static_cast<std::int32_t>(wide.size()), &status);
  if (U_FAILURE(status)) return undecodable("含有无效的字符");
  utf8.resize(static_cast<std::size_t>(utf8_size));
  return utf8;
}

Result<DecodedText> checked(Result<std::string> text, Encoding encoding) {
  if (!text) return tl::unexpected(std::move(text).error());
  CHUANGMO_CHECK(without_nul(*text));
  return DecodedText{std::move(*text), encoding};
}

// How much of the beginning is UTF-8.
std::size_t valid_size(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto next = next_character(bytes, at);
    if (!next.valid) break;
    at += next.size;
  }
  return at;
}

Result<std::string> valid_utf8(std::string_view bytes) {
  if (!is_valid_utf8(bytes)) return undecodable("含有无效的字节", line_at(bytes, valid_size(bytes)));
  return std::string(bytes);
}

// GB18030 reads almost any bytes as some characters. Text that is nearly all long UTF-8 sequences is not
// GB18030: in GB18030 text such sequences occur by chance only.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t sequences = 0;
  std::size_t broken = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto next = next_character(bytes, at);
    if (next.size >= 3) ++sequences;
    if (!next.valid) ++broken;
    at += next.size;
  }
  return sequences >= 8 * broken;
}

struct Name {
  Encoding encoding;
  std::string_view name;
};
constexpr std::array kNames{Name{Encoding::utf8, "UTF-8"}, Name{Encoding::utf8_bom, "UTF-8 (BOM)"},
                            Name{Encoding::utf16le, "UTF-16LE"}, Name{Encoding::utf16be, "UTF-16BE"},
                            Name{Encoding::gb18030, "GB18030"}};

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  const auto* found =
      std::find_if(kNames.begin(), kNames.end(), [&](const Name& n) { return n.encoding == encoding; });
  assert(found != kNames.end());
  return found->name;
}

Result<DecodedText> decode_text(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (bytes.starts_with("\xEF\xBB\xBF")) return checked(valid_utf8(bytes.substr(3)), Encoding::utf8_bom);
  if (bytes.starts_with("\xFF\xFE"sv)) {
    return checked(convert_strictly(bytes.substr(2), "UTF-16LE"), Encoding::utf16le);
  }
  if (bytes.starts_with("\xFE\xFF"sv)) {
    return checked(convert_strictly(bytes.substr(2), "UTF-16BE"), Encoding::utf16be);
  }
  CHUANGMO_CHECK(without_nul(bytes));
  if (is_valid_utf8(bytes)) return DecodedText{std::string(bytes), Encoding::utf8};
  const auto line = line_at(bytes, valid_size(bytes));
  if (is_damaged_utf8(bytes)) return undecodable("有损坏的字节（其余是 UTF-8）", line);
  return checked(convert_strictly(bytes, "gb18030", line), Encoding::gb18030);
}

bool is_valid_utf8(std::string_view text) {
  return valid_size(text) == text.size();
}

namespace {

std::u16string to_utf16(std::string_view utf8) {
  std::u16string wide;
  wide.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto next = next_character(utf8, at);
    at += next.size;
    if (next.value < 0x10000) {
      wide.push_back(static_cast<char16_t>(next.value));
    } else {
      wide.push_back(static_cast<char16_t>(0xD7C0U + (next.value >> 10U)));
      wide.push_back(static_cast<char16_t>(0xDC00U + (next.value & 0x3FFU)));
    }
  }
  return wide;
}

std::string from_utf16(const std::u16string& wide) {
  std::string utf8(wide.size() * 3, '\0');
  std::int32_t size = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8(utf8.data(), static_cast<std::int32_t>(utf8.size()), &size, wide.data(),
              static_cast<std::int32_t>(wide.size()), &status);
  assert(U_SUCCESS(status));
  utf8.resize(static_cast<std::size_t>(size));
  return utf8;
}

std::string nfkc_of_segment(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* normalizer = unorm2_getNFKCInstance(&status);
  assert(U_SUCCESS(status));
  const std::u16string wide = to_utf16(utf8);
  const auto size = static_cast<std::int32_t>(wide.size());
  const std::int32_t needed = unorm2_normalize(normalizer, wide.data(), size, nullptr, 0, &status);
  status = U_ZERO_ERROR;
  std::u16string folded(static_cast<std::size_t>(needed) + 1, u'\0');
  unorm2_normalize(normalizer, wide.data(), size, folded.data(), needed + 1, &status);
  assert(U_SUCCESS(status));
  folded.pop_back();
  return from_utf16(folded);
}

// Where a long text may be cut: before an ASCII character nothing ever composes.
std::size_t segment_end(std::string_view utf8, std::size_t begin) {
  constexpr std::size_t kMostBytes = std::size_t{1} << 24U;
  if (utf8.size() - begin <= kMostBytes) return utf8.size();
  std::size_t end = begin + kMostBytes;
  while (end > begin && static_cast<unsigned char>(utf8[end]) >= 0x80) --end;
  return end > begin ? end : begin + kMostBytes;
}

}  // namespace

std::string nfkc(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string(utf8);
  std::string result;
  for (std::size_t begin = 0; begin < utf8.size();) {
    const std::size_t end = segment_end(utf8, begin);
    result += nfkc_of_segment(utf8.substr(begin, end - begin));
    begin = end;
  }
  return result;
}

}  // namespace chuangmo
