#include "publish/drawing.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::publish {

std::string px(double value) {
  std::string text = fmt::format("{:.1f}", value);
  if (ends_with(text, ".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

std::optional<double> drawn_number(std::string_view text) {
  std::string plain = replace_all(trim(text), ",", "");
  std::size_t at = 0;
  while (at < plain.size() && (plain[at] < '0' || plain[at] > '9') && plain[at] != '-') ++at;
  double value = 0;
  const char* const end = plain.data() + plain.size();
  const auto [stop, error] = std::from_chars(plain.data() + at, end, value);
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  if (stop == end || *stop != '/') return value;
  double divisor = 0;
  const auto [last, divisor_error] = std::from_chars(stop + 1, end, divisor);
  if (divisor_error != std::errc{} || divisor == 0 || last == stop + 1) return std::nullopt;
  return value / divisor;
}

std::string text_at(double x, double y, std::string_view style, std::string_view anchor,
                    const std::string& markup) {
  return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\" text-anchor=\"{}\">{}</text>", px(x), px(y), style,
                     anchor, markup);
}

std::string line_from(double x1, double y1, double x2, double y2, std::string_view style) {
  return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>", px(x1), px(y1), px(x2),
                     px(y2), style);
}

}  // namespace chuangmo::publish
