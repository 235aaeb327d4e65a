#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/unit.h"
#include "rule/node.h"

namespace chuangmo::rule {

enum class TokenKind : std::uint8_t { word, number, text, date, symbol, end };

// One word of the language. Full-width forms are folded: （ ） ， ： ％ ≥ ≤ ≠ × ÷ － and digits mean the
// plain ones.
struct Token {
  TokenKind kind = TokenKind::end;
  Span span;
  std::string text;  // folded: a word, the digits, what stands between quotes, the symbol
  Rational number;
  bool has_unit = false;
  Unit unit;  // of a number that is followed by one
  Date date;
  bool is(std::string_view word_or_symbol) const {
    return (kind == TokenKind::word || kind == TokenKind::symbol) && text == word_or_symbol;
  }
};

// Collects findings about one rule.
class Findings {
 public:
  Findings(std::string_view text, Where where) : text_(text), where_(std::move(where)) {}
  void error(const char* code, Span span, std::string text, std::string fix = "");
  void warning(const char* code, Span span, std::string text, std::string fix = "");
  std::string slice(Span span) const { return std::string(text_.substr(span.begin, span.end - span.begin)); }
  Diagnostics take();  // by position

 private:
  void add(Severity severity, const char* code, Span span, std::string text, std::string fix);
  std::string_view text_;
  Where where_;
  Diagnostics found_;
};

// Always ends with one token of kind `end`. Linear in the text.
std::vector<Token> read_tokens(std::string_view text, Findings& findings);

bool is_keyword(std::string_view word);

}  // namespace chuangmo::rule
