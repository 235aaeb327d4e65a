#include "rule/period_reader.h"

#include <array>
#include <fmt/format.h>

namespace chuangmo::rule {
namespace {

constexpr int kMaxYears = 100;

struct KindWord {
  std::string_view one;
  std::string_view many;
  PeriodKind kind;
};
constexpr std::array<KindWord, 6> kKindWords = {{{"year", "years", PeriodKind::year},
                                                 {"half_year", "half_years", PeriodKind::half_year},
                                                 {"quarter", "quarters", PeriodKind::quarter},
                                                 {"month", "months", PeriodKind::month},
                                                 {"day", "days", PeriodKind::day},
                                                 {"school_year", "school_years", PeriodKind::school_year}}};

}  // namespace

std::optional<PeriodKind> PeriodReader::period_kind_of(const Token& token) {
  if (token.kind != TokenKind::word) return std::nullopt;
  for (const KindWord& word : kKindWords) {
    if (token.text == word.one || token.text == word.many) return word.kind;
  }
  return std::nullopt;
}

Binding PeriodReader::binding() {
  Binding result;
  result.span = peek().span;
  if (const auto kind = period_kind_of(peek())) {
    result.kind = BindingKind::periods;
    result.period_kind = *kind;
    result.name = std::string(period_kind_name(*kind));
    take();
    result.within.form = PeriodForm::assessment;
    result.within.span = result.span;
    if (accept("in")) result.within = period();
  } else if (peek().kind == TokenKind::word && !is_keyword(peek().text)) {
    result.name = take().text;
    if (expect("in", "写成 名称 in {甲, 乙} 或 名称 in 点位集")) read_members(result);
  } else {
    unexpected("这里应当是 year、quarter 或 名称 in 集合");
  }
  result.span.end = std::max(result.span.end, last_end());
  return result;
}

void PeriodReader::read_members(Binding& result) {
  if (accept("{")) {
    result.kind = BindingKind::words;
    do {
      read_member(result);
    } while (accept(","));
    if (!expect("}", "缺少右花括号")) skip_braces();
  } else if (peek().kind == TokenKind::word && !is_keyword(peek().text)) {
    result.set_span = peek().span;
    result.set = take().text;
  } else {
    unexpected("in 之后写 {甲, 乙} 或点位集的名称");
  }
}

void PeriodReader::skip_braces() {
  while (peek().kind != TokenKind::end && !peek().is("}") && !peek().is(":")) take();
  accept("}");
}

void PeriodReader::read_member(Binding& result) {
  if (peek().kind != TokenKind::word && peek().kind != TokenKind::text)
    return unexpected("花括号里写名称，用逗号分开");
  result.word_spans.push_back(peek().span);
  result.words.push_back(take().text);
}

bool PeriodReader::at_period(std::size_t ahead) const {
  const Token& token = peek(ahead);
  return token.kind == TokenKind::number || token.is("last") || token.is("previous") ||
         period_kind_of(token).has_value();
}

PeriodNode PeriodReader::years() {
  PeriodNode node = period();
  const bool fits = node.form == PeriodForm::years || node.form == PeriodForm::last_years;
  if (!fits && !was_reported_here()) {
    findings_.error("RUL024", node.span, "这里要写若干年", "写成 2009..2011 或 last 3 years");
  }
  return node;
}

PeriodNode PeriodReader::period() {
  PeriodNode node;
  node.span = peek().span;
  if (peek().kind == TokenKind::number) {
    read_years(node);
  } else if (accept("last")) {
    read_last(node);
  } else if (accept("previous")) {
    node.form = PeriodForm::previous;
    if (!read_kind(node)) unexpected("写成 previous year");
  } else {
    node.form = PeriodForm::enclosing;
    if (!read_kind(node)) unexpected("这里应当是时期: 2009..2011、last 3 years、previous year 或 year");
  }
  node.span.end = std::max(node.span.end, last_end());
  return node;
}

bool PeriodReader::read_kind(PeriodNode& node) {
  const auto kind = period_kind_of(peek());
  if (!kind) return false;
  node.kind = *kind;
  take();
  return true;
}

void PeriodReader::read_years(PeriodNode& node) {
  node.form = PeriodForm::years;
  node.first = node.last = year_number();
  if (accept("..")) {
    if (peek().kind == TokenKind::number) {
      node.last = year_number();
    } else {
      unexpected(".. 之后写年份");
    }
  }
  node.span.end = last_end();
  if (node.first > node.last) {
    findings_.error("RUL023", node.span, "年份前后颠倒", fmt::format("写成 {}..{}", node.last, node.first));
    std::swap(node.first, node.last);
  }
  if (node.last - node.first >= kMaxYears)
    findings_.error("RUL023", node.span, fmt::format("最多写{}年", kMaxYears));
}

int PeriodReader::year_number() {
  const Token token = take();
  const bool fits = !token.has_unit && token.number.is_integer() && token.number >= Rational(1900) &&
                    token.number <= Rational(2200);
  if (fits) return static_cast<int>(token.number.numerator());
  findings_.error("RUL023", token.span, "这不是年份: " + findings_.slice(token.span),
                  "年份写成 2009 这样的四位数");
  return 2000;
}

void PeriodReader::read_last(PeriodNode& node) {
  node.form = PeriodForm::last_years;
  node.first = 1;
  if (peek().kind != TokenKind::number) return unexpected("写成 last 3 years");
  const Token token = take();
  if (token.number.is_integer() && token.number >= Rational(1) && token.number <= Rational(kMaxYears)) {
    node.first = static_cast<int>(token.number.numerator());
  } else {
    findings_.error("RUL023", token.span, fmt::format("年数应当是1到{}的整数", kMaxYears));
  }
  if (!accept("years") && !accept("year")) unexpected("写成 last 3 years");
}

}  // namespace chuangmo::rule
