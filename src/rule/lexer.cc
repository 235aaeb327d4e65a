#include "rule/lexer.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace chuangmo::rule {
namespace {

constexpr std::array<std::string_view, 38> kKeywords = {
    "and",      "by",        "class",      "count",  "day",         "days",         "each",  "falling",
    "false",    "half_year", "half_years", "has",    "in",          "last",         "limit", "max",
    "mean",     "min",       "month",      "months", "not",         "of",           "or",    "over",
    "previous", "quarter",   "quarters",   "rising", "school_year", "school_years", "share", "some",
    "sum",      "survey",    "true",       "where",  "year",        "years"};

struct Character {
  char32_t code = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// The plain form of a full-width or typographic character.
char32_t folded(char32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) return code - 0xFEE0;
  switch (code) {
    case 0x3000:
    case 0x00A0:
    case 0xFEFF:
      return ' ';
    case 0x3001:  // 、
      return ',';
    case 0x2212:  // −
      return '-';
    case 0x00D7:  // ×
      return '*';
    case 0x00F7:  // ÷
      return '/';
    case 0x2266:  // ≦
      return 0x2264;
    case 0x2267:  // ≧
      return 0x2265;
    default:
      return code;
  }
}

// Code points of UTF-8 text; a byte that fits nothing becomes one U+FFFD.
std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  characters.reserve(text.size() + 1);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xF0 && first < 0xF8 ? 4
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xC2 && first < 0xE0 ? 2
                                                               : 0;
    bool good = length > 0 && at + length <= text.size();
    char32_t code = length <= 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; good && i < length; ++i) {
      const auto next = static_cast<unsigned char>(text[at + i]);
      good = (next & 0xC0U) == 0x80U;
      code = (code << 6U) | (next & 0x3FU);
    }
    const std::size_t used = good ? length : 1;
    characters.push_back({good ? folded(code) : 0xFFFD, static_cast<std::uint32_t>(at),
                          static_cast<std::uint32_t>(at + used)});
    at += used;
  }
  const auto end = static_cast<std::uint32_t>(text.size());
  characters.push_back({0, end, end});
  return characters;
}

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_plain_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
// Letters beyond ASCII: Greek, Roman numerals, CJK. Punctuation and operators are left out.
bool is_letter(char32_t c) {
  if (is_plain_letter(c)) return true;
  if (c < 0x80) return false;
  const bool letter = (c >= 0xC0 && c < 0x2000) || (c >= 0x2080 && c < 0x2090) ||
                      (c >= 0x2150 && c < 0x2190) || (c >= 0x3400 && c < 0xA000) ||
                      (c >= 0xF900 && c < 0xFB00) || (c >= 0x20000 && c < 0x30000) || c == 0xB5 ||
                      c == 0x3007;
  return letter;
}
bool is_word_character(char32_t c) {
  return is_letter(c) || is_digit(c);
}
bool is_unit_character(char32_t c) {
  return is_word_character(c) || c == '%' || c == 0x2030 || c == '/' || c == '^' || c == 0xB7 || c == 0xB0 ||
         c == 0x2103 || c == 0xB2 || c == 0xB3;
}

class Lexer {
 public:
  Lexer(std::string_view text, Findings& findings)
      : text_(text), findings_(findings), characters_(characters_of(text)) {}

  std::vector<Token> tokens() {
    while (true) {
      while (is_space(code())) ++at_;
      if (at_ + 1 == characters_.size()) break;
      read_token();
    }
    const auto end = static_cast<std::uint32_t>(text_.size());
    Token last;
    last.span = {end, end};
    tokens_.push_back(last);
    return std::move(tokens_);
  }

 private:
  char32_t code(std::size_t ahead = 0) const {
    return at_ + ahead < characters_.size() ? characters_[at_ + ahead].code : 0;
  }
  Span span_from(std::size_t first) const { return {characters_[first].begin, characters_[at_].begin}; }
  std::string folded_text(std::size_t first, std::size_t end) const {
    std::u32string folded_code;
    for (std::size_t i = first; i < end; ++i) folded_code.push_back(characters_[i].code);
    return to_utf8(folded_code);
  }
  void push(TokenKind kind, std::size_t first, std::string text) {
    Token token;
    token.kind = kind;
    token.span = span_from(first);
    token.text = std::move(text);
    tokens_.push_back(std::move(token));
  }

  void read_token() {
    const char32_t c = code();
    if (is_digit(c)) return read_date() ? void() : read_number();
    if (is_letter(c)) return read_word();
    if (c == '"' || c == 0x201C || c == 0x201D) return read_text();
    read_symbol();
  }

  bool read_date() {
    static constexpr std::string_view kShape = "dddd-dd-dd";
    for (std::size_t i = 0; i < kShape.size(); ++i) {
      if (kShape[i] == 'd' ? !is_digit(code(i)) : code(i) != '-') return false;
    }
    if (is_word_character(code(kShape.size()))) return false;
    const std::size_t first = at_;
    at_ += kShape.size();
    push(TokenKind::date, first, folded_text(first, at_));
    const auto date = Date::parse(tokens_.back().text);
    if (date) {
      tokens_.back().date = *date;
    } else {
      findings_.error("RUL038", span_from(first), "没有这一天: " + tokens_.back().text,
                      "写成 2011-12-31 这样的日期");
    }
    return true;
  }

  void read_number() {
    const std::size_t first = at_;
    while (is_digit(code())) ++at_;
    if (code() == '.' && is_digit(code(1))) {
      ++at_;
      while (is_digit(code())) ++at_;
    }
    const std::size_t end = at_;
    push(TokenKind::number, first, folded_text(first, end));
    const auto decimal = Decimal::parse(tokens_.back().text);
    const auto number = decimal ? Rational::from(*decimal) : tl::unexpected(decimal.error());
    if (number) {
      tokens_.back().number = *number;
    } else {
      findings_.error("RUL009", span_from(first), "数字太长，无法精确表示", "最多写38位有效数字");
    }
    if (tokens_.size() < 2 || !tokens_[tokens_.size() - 2].is("last")) read_unit();
  }

  // The longest text after a number that is a unit and does not cut a word.
  void read_unit() {
    constexpr std::size_t kLongestUnit = 24;
    std::size_t first = at_;
    while (is_space(characters_[first].code)) ++first;
    std::size_t end = first;
    while (end - first < kLongestUnit && is_unit_character(characters_[end].code)) ++end;
    if (end == first || is_digit(characters_[first].code) || characters_[first].code == '/') return;
    std::size_t word_end = first;
    while (is_word_character(characters_[word_end].code)) ++word_end;
    if (is_keyword(folded_text(first, word_end))) return;
    for (; end > first; --end) {
      std::size_t stop = end;
      // dB(A): the only unit with brackets
      if (folded_text(stop, std::min(stop + 3, characters_.size())) == "(A)") stop += 3;
      const bool cuts =
          is_word_character(characters_[stop].code) && is_word_character(characters_[stop - 1].code);
      if (cuts) continue;
      const auto unit = parse_unit(folded_text(first, stop));
      if (!unit) continue;
      at_ = stop;
      tokens_.back().unit = *unit;
      tokens_.back().has_unit = true;
      tokens_.back().span.end = characters_[at_].begin;
      return;
    }
  }

  // A hyphen between two letters and a point before a digit belong to the word: NH3-N, PM2.5.
  void read_word() {
    const std::size_t first = at_;
    while (is_word_character(code()) || (code() == '-' && is_letter(code(1))) ||
           (code() == '.' && is_digit(code(1))))
      ++at_;
    push(TokenKind::word, first, nfkc(folded_text(first, at_)));
  }

  void read_text() {
    const std::size_t first = at_++;
    while (at_ + 1 < characters_.size() && code() != '"' && code() != 0x201D && code() != '\n') ++at_;
    const std::uint32_t begin = characters_[first].end;
    const std::string inside(text_.substr(begin, characters_[at_].begin - begin));
    const bool closed = code() == '"' || code() == 0x201D;
    if (closed) ++at_;
    push(TokenKind::text, first, inside);
    if (!closed) findings_.error("RUL002", span_from(first), "引号没有结束", "在文字末尾补上 \"");
  }

  void read_symbol() {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kPairs = {{{">=", ">="},
                                                                                             {"<=", "<="},
                                                                                             {"!=", "!="},
                                                                                             {"<>", "!="},
                                                                                             {"=>", ">="},
                                                                                             {"=<", "<="},
                                                                                             {"==", "="},
                                                                                             {"..", ".."}}};
    const std::size_t first = at_;
    const std::string two = folded_text(at_, std::min(at_ + 2, characters_.size() - 1));
    for (const auto& [written, meant] : kPairs) {
      if (two != written) continue;
      at_ += 2;
      return push(TokenKind::symbol, first, std::string(meant));
    }
    const char32_t c = code();
    ++at_;
    if (c == 0x2265) return push(TokenKind::symbol, first, ">=");
    if (c == 0x2264) return push(TokenKind::symbol, first, "<=");
    if (c == 0x2260) return push(TokenKind::symbol, first, "!=");
    if (c < 0x80 && std::string_view("+-*/()<>=,:{}.").find(static_cast<char>(c)) != std::string_view::npos) {
      return push(TokenKind::symbol, first, std::string(1, static_cast<char>(c)));
    }
    report_unreadable(first);
  }

  // One finding for a run of characters that mean nothing here.
  void report_unreadable(std::size_t first) {
    while (at_ + 1 < characters_.size() && characters_[at_].code == characters_[first].code) ++at_;
    const bool percent = characters_[first].code == '%';
    findings_.error("RUL001", span_from(first), "这里不能有字符 " + nfkc(findings_.slice(span_from(first))),
                    percent ? "% 要写在数字后面: 85 %" : "删去它");
  }

  std::string_view text_;
  Findings& findings_;
  std::vector<Character> characters_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

bool is_keyword(std::string_view word) {
  return !word.empty() && std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
}

std::vector<Token> read_tokens(std::string_view text, Findings& findings) {
  return Lexer(text, findings).tokens();
}

void Findings::error(const char* code, Span span, std::string text, std::string fix) {
  add(Severity::error, code, span, std::move(text), std::move(fix));
}

void Findings::warning(const char* code, Span span, std::string text, std::string fix) {
  add(Severity::warning, code, span, std::move(text), std::move(fix));
}

void Findings::add(Severity severity, const char* code, Span span, std::string text, std::string fix) {
  Diagnostic found;
  found.code = code;
  found.severity = severity;
  found.where = where_;
  found.where.begin = span.begin;
  found.where.end = std::max(span.end, span.begin + 1);
  found.text = std::move(text);
  found.fix = std::move(fix);
  found.source = std::string(text_);
  found_.push_back(std::move(found));
}

Diagnostics Findings::take() {
  sort_by_position(found_);
  return std::move(found_);
}

}  // namespace chuangmo::rule
