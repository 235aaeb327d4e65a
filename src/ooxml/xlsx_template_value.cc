#include "ooxml/xlsx_template_value.h"

#include <map>

#include "ooxml/xlsx_value.h"
#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

constexpr int kMostFormats = 1'000'000;
constexpr int kTextFormat = 49;

class StyleHandler : public XmlHandler {
 public:
  explicit StyleHandler(std::vector<CellStyle>& styles) : styles_(styles) {}
  void start(const XmlElement& element) override {
    const std::string_view name = element.name();
    if (name == "numFmt")
      codes_[element.number("numFmtId", -1, 0, kMostFormats)] = element.value("formatCode").substr(0, 1000);
    if (name == "fonts" || name == "cellXfs") list_ = name;
    if (name == "font" && list_ == "fonts") points_.push_back(11);
    if (name == "sz" && list_ == "fonts" && !points_.empty())
      points_.back() = element.number("val", 11, 1, 400);
    if (name == "xf" && list_ == "cellXfs") {
      const auto font = static_cast<std::size_t>(element.number("fontId", 0, 0, kMostFormats));
      styles_.push_back({form(element.number("numFmtId", 0, 0, kMostFormats)), false,
                         font < points_.size() ? points_[font] : 11.0});
    }
    if (name == "alignment" && list_ == "cellXfs" && !styles_.empty())
      styles_.back().wraps = element.attribute("wrapText") && element.is_on("wrapText");
  }
  void end(std::string_view name) override {
    if (name == list_) list_.clear();
  }
  void text(std::string_view) override {}

 private:
  CellForm form(int id) const {
    const auto code = codes_.find(id);
    if (id == 0 || (code != codes_.end() && code->second == "General")) return CellForm::general;
    if (id == kTextFormat || (code != codes_.end() && code->second == "@")) return CellForm::text;
    const NumberFormat format = code == codes_.end() ? format_of_id(id) : format_of_code(code->second);
    if (format.look == NumberFormat::Look::percent) return CellForm::percent;
    return format.look == NumberFormat::Look::date ? CellForm::date : CellForm::number;
  }
  std::vector<CellStyle>& styles_;
  std::map<int, std::string> codes_;
  std::vector<double> points_;  // of fonts
  std::string list_;            // that is being read
};

bool are_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "-12.5": no more digits than a cell keeps, no zeros before them.
bool is_decimal(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (!are_digits(whole) || (whole.size() > 1 && whole.front() == '0')) return false;
  if (point == std::string_view::npos) return whole.size() <= kMostDigits;
  return are_digits(text.substr(point + 1)) && text.size() - 1 <= kMostDigits;
}

// As a cell without a form of its own shows it.
bool is_shown_so(std::string_view text) {
  constexpr std::size_t kMostShown = 10;
  return text.size() <= kMostShown && text != "-0" &&
         (text.find('.') == std::string_view::npos || text.back() != '0');
}

// "85.5" -> "0.855": the point two places on.
std::string hundredth(std::string text) {
  const bool is_negative = text.front() == '-';
  if (is_negative) text.erase(0, 1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits = text.substr(0, point) + (point < text.size() ? text.substr(point + 1) : "");
  digits.insert(0, 2, '0');  // so that there are two to move over
  digits.insert(point, ".");
  const std::size_t first = std::min(digits.find_first_not_of('0'), point - 1);
  return (is_negative ? "-" : "") + digits.substr(std::min(first, point - 1));
}

}  // namespace

Result<std::vector<CellStyle>> read_cell_styles(std::string_view styles_xml) {
  std::vector<CellStyle> styles;
  StyleHandler handler(styles);
  CHUANGMO_CHECK(parse_xml(styles_xml, handler, "xl/styles.xml"));
  return styles;
}

std::optional<std::string> cell_number(std::string_view text, CellForm form) {
  if (form == CellForm::text || form == CellForm::date) return std::nullopt;
  if (form == CellForm::percent) {
    if (!text.ends_with('%') || !is_decimal(text.substr(0, text.size() - 1))) return std::nullopt;
    return hundredth(std::string(text.substr(0, text.size() - 1)));
  }
  if (!is_decimal(text) || (form == CellForm::general && !is_shown_so(text))) return std::nullopt;
  return std::string(text);
}

}  // namespace chuangmo::ooxml
