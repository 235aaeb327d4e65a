#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace chuangmo::ooxml {

// How a number format shows a number, as far as that changes what the number means.
struct NumberFormat {
  enum class Look { number, percent, date };
  Look look = Look::number;
  bool shows_year = false;  // of a date
  bool shows_month = false;
  bool shows_day = false;
  bool shows_time = false;
  bool is_elapsed = false;  // [h]:mm counts on past 24 hours
};
// A format code (ECMA-376 part 1, 18.8.31): its first section decides.
NumberFormat format_of_code(std::string_view code);
// A built-in format (18.8.30), the East Asian ones as in Chinese Excel.
NumberFormat format_of_id(int id);

struct CleanNumber {
  std::string text;          // plain decimal; with exponent only beyond 40 places
  bool lost_digits = false;  // an integer longer than the 15 digits Excel can hold
};
// The number a file stores. Excel keeps a binary double of 15 reliable digits and writes it with 17: 0.1
// becomes 0.10000000000000001, and 0.1+0.2 becomes 0.30000000000000004. So: up to 15 significant digits the
// text counts as it stands; an integer written out counts as it stands; anything longer is the double,
// written with 15 significant digits, which is what Excel itself shows at most. Nothing when it is no number.
std::optional<CleanNumber> clean_number(std::string_view stored);
// x 100, exactly: "0.85" -> "85%". `number` as clean_number gave it.
std::string percent_text(std::string_view number);

// A serial day number as ISO text with the precision the format shows. Nothing when no such day exists
// (before 1900, the 29 February 1900 that Excel believes in, after 9999).
std::optional<std::string> date_text(std::string_view number, const NumberFormat& format, bool is_1904);

// "_x000D_" and its like, which stand for characters XML cannot hold (22.9.2.19).
std::string decode_escapes(std::string text);

}  // namespace chuangmo::ooxml
