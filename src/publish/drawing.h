#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace chuangmo::publish {

// The few marks that all drawings are made of. Colours and strokes come from the page's style by class.

// A number for drawing out of what people read: "1,234.5 t", "83.2%", "7/3"; nothing when it is not a number.
std::optional<double> drawn_number(std::string_view text);

// A coordinate with at most one decimal.
std::string px(double value);

std::string text_at(double x, double y, std::string_view style, std::string_view anchor,
                    const std::string& markup);
std::string line_from(double x1, double y1, double x2, double y2, std::string_view style);

}  // namespace chuangmo::publish
