#include "plan/unit_cell.h"

#include <algorithm>

#include "base/text.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

struct Character {
  char32_t code;
  std::size_t begin;  // byte offset
};

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  std::size_t offset = 0;
  for (const char32_t code : to_u32(text)) {
    characters.push_back({code, offset});
    offset += to_utf8(std::u32string_view(&code, 1)).size();
  }
  return characters;
}

bool opens_bracket(char32_t c) {
  return std::u32string_view(U"(（[［〔【").find(c) != std::u32string_view::npos;
}
bool closes_bracket(char32_t c) {
  return std::u32string_view(U")）]］〕】").find(c) != std::u32string_view::npos;
}
bool opens_quote(char32_t c) {
  return c == U'“' || c == U'「' || c == U'『';
}
bool closes_quote(char32_t c) {
  return c == U'”' || c == U'」' || c == U'』';
}

// What brackets hold inside a name: 各县（区）政府, 市（县）政府.
bool is_name_part(std::string_view inside) {
  const std::string key = unit_key(inside);
  return key == "区" || key == "县" || key == "市" || key == "旗" || key == "县区" || key == "市区" ||
         key == "区县" || key == "州" || key == "集团" || key == "有限";
}

class CellReader {
 public:
  explicit CellReader(std::string_view cell)
      : cell_(cell), characters_(characters_of(cell)) {}  // valid UTF-8

  UnitCell read() {
    while (at_ < characters_.size()) step();
    end_piece(cell_.size());
    return std::move(out_);
  }

 private:
  std::size_t byte_at(std::size_t i) const {
    return i < characters_.size() ? characters_[i].begin : cell_.size();
  }

  void step() {
    const char32_t c = characters_[at_].code;
    if (opens_bracket(c)) return read_bracket();
    if (closes_bracket(c)) out_.unbalanced = true;
    if (opens_quote(c)) quote_left_ = kLongestQuote;
    if (closes_quote(c)) quote_left_ = 0;
    if (quote_left_ > 0) --quote_left_;
    const bool hard = quote_left_ == 0 && (is_hard_separator(c) || closes_bracket(c));
    const bool soft = quote_left_ == 0 && is_soft_separator(c);
    if (hard || soft) {
      end_piece(byte_at(at_));
      if (hard) soft_ = false;
      begin_ = byte_at(at_ + 1);
    } else {
      text_ += to_utf8(std::u32string_view(&c, 1));
    }
    ++at_;
  }

  void read_bracket() {
    std::size_t close = at_ + 1;
    while (close < characters_.size() && !closes_bracket(characters_[close].code)) ++close;
    if (close == characters_.size()) {
      out_.unbalanced = true;
      end_piece(byte_at(at_));
      begin_ = byte_at(++at_);
      return;
    }
    const std::string_view inside = cell_.substr(byte_at(at_ + 1), byte_at(close) - byte_at(at_ + 1));
    if (is_name_part(inside)) {
      text_ += cell_.substr(byte_at(at_), byte_at(close + 1) - byte_at(at_));
    } else {
      take_bracket_note(inside, byte_at(at_));
      begin_ = byte_at(close + 1);
    }
    at_ = close + 1;
  }

  // A note ends the name before it: 朔城区政府(…)市环保局 are two.
  void take_bracket_note(std::string_view inside, std::size_t end) {
    end_piece(end);
    if (is_back_reference(unit_key(inside))) {
      if (!out_.pieces.empty()) out_.pieces.back().back_reference = true;
    }
    add_note(collapse_spaces(inside));
    soft_ = false;
  }

  void add_note(std::string note) {
    if (note.empty() || std::find(out_.notes.begin(), out_.notes.end(), note) != out_.notes.end()) return;
    out_.notes.push_back(std::move(note));
  }

  void end_piece(std::size_t end) {
    std::string text = trim(text_);
    text_.clear();
    const std::size_t begin = begin_;
    begin_ = end;
    if (text.empty()) return;
    if (const std::size_t length = open_list_length(text); length > 0 || is_open_list_word(text)) {
      const std::size_t keep = length > 0 ? text.size() - length : 0;
      add_note(text.substr(keep));
      out_.open_list = true;
      end -= text.size() - keep;
      text.resize(keep);
      text = trim(text);
    }
    if (text.empty()) return;
    CellPiece piece;
    piece.key = unit_key(text);
    piece.text = std::move(text);
    piece.begin = begin;
    piece.end = end;
    piece.after_soft = soft_ && !out_.pieces.empty();
    soft_ = true;
    if (!piece.key.empty()) out_.pieces.push_back(std::move(piece));
  }

  static constexpr int kLongestQuote = 20;  // an unclosed quotation mark must not swallow the cell
  std::string_view cell_;
  std::vector<Character> characters_;
  UnitCell out_;
  std::string text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  int quote_left_ = 0;
  bool soft_ = false;
};

}  // namespace

UnitCell split_unit_cell(std::string_view cell) {
  if (is_valid_utf8(cell)) return CellReader(cell).read();
  const std::string repaired = to_utf8(to_u32(cell));
  return CellReader(repaired).read();
}

}  // namespace chuangmo::plan
