#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo {

enum class Encoding { utf8, utf8_bom, utf16le, utf16be, gb18030 };
std::string_view encoding_name(Encoding encoding);

struct DecodedText {
  std::string utf8;
  Encoding encoding;
};
// Bytes of a text file to UTF-8: BOM, else valid UTF-8, else GB18030. TXT001 when none fits (binary,
// damaged).
Result<DecodedText> decode_text(std::string_view bytes);
bool is_valid_utf8(std::string_view text);

std::string nfkc(std::string_view utf8);  // full-width digits, ％, （）: folded; invalid bytes become U+FFFD
std::string trim(std::string_view text);             // ASCII and ideographic white space, NBSP, BOM
std::string collapse_spaces(std::string_view text);  // all white space removed at ends, runs become one blank
std::string remove_spaces(std::string_view text);    // every white space removed
std::vector<std::string> split(std::string_view text, std::string_view separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
bool starts_with(std::string_view text, std::string_view prefix);
bool ends_with(std::string_view text, std::string_view suffix);
bool contains(std::string_view text, std::string_view part);

std::u32string to_u32(std::string_view utf8);
std::string to_utf8(std::u32string_view text);
std::size_t length_in_characters(std::string_view utf8);
int display_width(std::string_view utf8);                 // terminal columns: CJK count two
std::string pad_right(std::string_view utf8, int width);  // to terminal columns, cut with … when longer
std::string pad_left(std::string_view utf8, int width);
std::string escape_html(std::string_view text);
// The words of somebody in a message: “…”, as given, control characters dropped, cut after 40 characters.
std::string quote(std::string_view text);

}  // namespace chuangmo
