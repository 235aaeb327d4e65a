#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace chuangmo::publish {

// QR codes (ISO/IEC 18004, byte mode, error level M: 15 % may be lost), the smallest that holds the text,
// with the quiet zone of four modules. The same text gives the same bytes. Empty for no text, and for one
// above kMaxQrBytes.
constexpr std::size_t kMaxQrBytes = 2'331;  // version 40-M
std::string qr_svg(std::string_view text);  // an <svg> that fills its box; one path of dark modules on white
std::string qr_terminal(std::string_view text);  // two rows of modules a line; light modules are the blocks

}  // namespace chuangmo::publish
