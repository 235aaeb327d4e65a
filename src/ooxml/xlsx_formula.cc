#include "ooxml/xlsx_formula.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <vector>

#include "ooxml/xlsx_book.h"
#include "ooxml/xlsx_row_map.h"

namespace chuangmo::ooxml {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
// Of names, functions, numbers and references; '$' belongs to the last.
bool is_word(char c) {
  return is_digit(c) || is_letter(c) || c == '_' || c == '.' || c == '\\' || c == '$' || c == '?' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Functions that take a range where a template has one cell, the one that is repeated.
bool aggregates(std::string_view function) {
  constexpr std::array<std::string_view, 13> kNames{"SUM",        "AVERAGE", "COUNT", "COUNTA",  "MAX",
                                                    "MIN",        "MEDIAN",  "STDEV", "PRODUCT", "SUBTOTAL",
                                                    "SUMPRODUCT", "COUNTIF", "SUMIF"};
  return std::find(kNames.begin(), kNames.end(), function) != kNames.end();
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

class FormulaRewriter {
 public:
  FormulaRewriter(std::string_view formula, const ReferenceChange& change)
      : formula_(formula), change_(change) {}

  std::string rewritten() {
    while (at_ < formula_.size()) {
      const char c = formula_[at_];
      if (c == '"') {
        copy(behind_quote('"'));
      } else if (c == '\'') {
        quoted_sheet();
      } else if (c == '[') {
        brackets();
      } else if (is_word(c)) {
        word();
      } else {
        sign(c);
      }
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t end) {
    out_ += formula_.substr(at_, end - at_);
    at_ = end;
  }

  // Behind the closing quote; a doubled one is a character.
  std::size_t behind_quote(char quote) const {
    std::size_t end = at_ + 1;
    while (end < formula_.size()) {
      if (formula_[end++] != quote) continue;
      if (end >= formula_.size() || formula_[end] != quote) return end;
      ++end;
    }
    return end;
  }

  void forget_sheet() {
    sheet_.clear();
    is_elsewhere_ = false;
    before_ = '\0';
  }

  void sign(char c) {
    if (c == '(') open_.push_back("");
    if (c == ')' && !open_.empty()) open_.pop_back();
    forget_sheet();
    if (c != ' ') last_sign_ = c;
    copy(at_ + 1);
  }

  void begin_prefix() {
    if (before_ == '\0') before_ = last_sign_;
    last_sign_ = 'x';
  }

  void quoted_sheet() {
    const std::size_t end = behind_quote('\'');
    if (end < formula_.size() && formula_[end] == '!') {
      begin_prefix();
      std::string name(formula_.substr(at_ + 1, end - at_ - 2));
      for (std::size_t at = 0; (at = name.find("''", at)) != std::string::npos; ++at) name.erase(at, 1);
      is_elsewhere_ = is_elsewhere_ || name.find('[') != std::string::npos;
      sheet_ = std::move(name);
      copy(end + 1);
      return;
    }
    copy(end);
  }

  // "[1]" of another file, or the columns of a table.
  void brackets() {
    int depth = 0;
    std::size_t end = at_;
    for (; end < formula_.size(); ++end) {
      if (formula_[end] == '[') ++depth;
      if (formula_[end] == ']' && --depth == 0) break;
    }
    copy(std::min(end + 1, formula_.size()));
    last_sign_ = 'x';
    is_elsewhere_ = true;
  }

  std::size_t word_end(std::size_t at) const {
    while (at < formula_.size() && is_word(formula_[at])) ++at;
    return at;
  }
  char at(std::size_t place) const { return place < formula_.size() ? formula_[place] : '\0'; }
  char sign_behind(std::size_t place) const {
    while (at(place) == ' ') ++place;
    return at(place);
  }

  void word() {
    const std::size_t end = word_end(at_);
    const std::string_view first = formula_.substr(at_, end - at_);
    if (at(end) == '!') {
      begin_prefix();
      sheet_ = std::string(first);
      return copy(end + 1);
    }
    if (at(end) == '(') {
      open_.push_back(upper(first));
      forget_sheet();
      last_sign_ = '(';
      return copy(end + 1);
    }
    begin_prefix();
    const std::size_t second_end = at(end) == ':' ? word_end(end + 1) : end;
    const bool is_pair = second_end > end + 1 && at(second_end) != '(';
    if (is_pair && at(second_end) == '!') {  // across several sheets
      is_elsewhere_ = true;
      return copy(end + 1);
    }
    reference(is_pair ? second_end : end);
  }

  void reference(std::size_t end) {
    auto found =
        is_elsewhere_ || at(end) == '[' ? std::nullopt : parse_range(formula_.substr(at_, end - at_));
    if (!found) {
      copy(end);
      return forget_sheet();
    }
    const char behind = sign_behind(end);
    const bool is_whole = (before_ == '(' || before_ == ',') && (behind == ')' || behind == ',');
    found->sheet = sheet_;
    found->is_aggregated = is_whole && !open_.empty() && aggregates(open_.back());
    if (const auto text = change_(*found)) {
      out_ += *text;
      at_ = end;
    } else {
      copy(end);
    }
    forget_sheet();
  }

  std::string_view formula_;
  const ReferenceChange& change_;
  std::string out_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;  // functions whose arguments are being read; "" plain brackets
  std::string sheet_;              // that a prefix named
  bool is_elsewhere_ = false;
  char last_sign_ = '\0';
  char before_ = '\0';  // the sign before a reference with its prefix
};

// "$12": a row alone.
std::optional<ReferenceEnd> parse_row(std::string_view text) {
  ReferenceEnd end;
  end.is_row_fixed = !text.empty() && text.front() == '$';
  if (end.is_row_fixed) text.remove_prefix(1);
  if (text.empty() || text.size() > 7 || !std::all_of(text.begin(), text.end(), is_digit))
    return std::nullopt;
  int row = 0;
  for (const char c : text) row = row * 10 + (c - '0');
  if (row < 1 || row > kSheetRows) return std::nullopt;
  end.row = row - 1;
  return end;
}

}  // namespace

std::string ReferenceEnd::text() const {
  std::string out;
  if (column >= 0) out += (is_column_fixed ? "$" : "") + column_letters(column);
  if (row >= 0) out += fmt::format("{}{}", is_row_fixed ? "$" : "", row + 1);
  return out;
}

std::string Reference::text() const {
  return is_range ? first.text() + ":" + last.text() : first.text();
}

std::optional<ReferenceEnd> parse_reference_end(std::string_view text) {
  ReferenceEnd end;
  end.is_column_fixed = !text.empty() && text.front() == '$';
  std::string plain = upper(text.substr(end.is_column_fixed ? 1 : 0));
  const std::size_t fixed = plain.find('$');
  end.is_row_fixed = fixed != std::string::npos;
  if (end.is_row_fixed) {
    if (fixed == 0) return std::nullopt;
    plain.erase(fixed, 1);
    if (!is_digit(plain.at(std::min(fixed, plain.size() - 1))) || !is_letter(plain[fixed - 1]))
      return std::nullopt;
  }
  CellPosition at;
  if (!parse_position(plain, at)) return std::nullopt;
  end.row = at.first;
  end.column = at.second;
  return end;
}

std::optional<Reference> parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  Reference found;
  found.is_range = colon != std::string_view::npos;
  auto first = parse_reference_end(text.substr(0, colon));
  auto last = found.is_range ? parse_reference_end(text.substr(colon + 1)) : first;
  if (found.is_range && !first && !last) {
    first = parse_row(text.substr(0, colon));
    last = parse_row(text.substr(colon + 1));
  }
  if (!first || !last) return std::nullopt;
  found.first = *first;
  found.last = *last;
  return found;
}

std::string rewritten_formula(std::string_view formula, const ReferenceChange& change) {
  return FormulaRewriter(formula, change).rewritten();
}

std::string shifted_formula(std::string_view formula, int rows, int columns) {
  return rewritten_formula(formula, [&](const Reference& reference) -> std::optional<std::string> {
    Reference moved = reference;
    for (ReferenceEnd* end : {&moved.first, &moved.last}) {
      if (end->row >= 0 && !end->is_row_fixed) end->row = std::clamp(end->row + rows, 0, kSheetRows - 1);
      if (end->column >= 0 && !end->is_column_fixed)
        end->column = std::clamp(end->column + columns, 0, kSheetColumns - 1);
    }
    return moved.text();
  });
}

}  // namespace chuangmo::ooxml
