#include "rule/parser.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "rule/criterion.h"
#include "rule/period_reader.h"

namespace chuangmo::rule {
namespace {

std::optional<Comparison> comparison_of(const Token& token) {
  static constexpr std::array<std::pair<std::string_view, Comparison>, 6> kOperators = {
      {{"<", Comparison::less},
       {"<=", Comparison::less_equal},
       {"=", Comparison::equal},
       {"!=", Comparison::not_equal},
       {">=", Comparison::greater_equal},
       {">", Comparison::greater}}};
  if (token.kind != TokenKind::symbol) return std::nullopt;
  for (const auto& [symbol, comparison] : kOperators) {
    if (token.text == symbol) return comparison;
  }
  return std::nullopt;
}

constexpr std::array<std::pair<const char*, NodeKind>, 5> kAggregates = {{{"count", NodeKind::count},
                                                                          {"sum", NodeKind::sum},
                                                                          {"min", NodeKind::minimum},
                                                                          {"max", NodeKind::maximum},
                                                                          {"mean", NodeKind::mean}}};

std::optional<NodeKind> aggregate_of(const Token& token) {
  if (token.kind != TokenKind::word) return std::nullopt;
  for (const auto& [word, kind] : kAggregates) {
    if (token.text == word) return kind;
  }
  return std::nullopt;
}

class Parser : private PeriodReader {
 public:
  Parser(std::vector<Token> tokens, Findings& findings) : PeriodReader(std::move(tokens), findings) {}

  Node rule() {
    if (peek().kind == TokenKind::end) {
      findings_.error("RUL005", peek().span, "判据是空的", "写一行判据，例如 gdp >= 5 亿元");
      return {};
    }
    Node node = disjunction();
    if (peek().kind != TokenKind::end) unexpected("判据到这里应当结束");
    return node;
  }

 private:
  // ---- depth
  struct Level {
    explicit Level(int& depth) : depth_(depth) { ++depth_; }
    ~Level() { --depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    int& depth_;
  };
  bool too_deep() {
    if (depth_ <= kMaxRuleDepth) return false;
    if (!deep_reported_) {
      findings_.error("RUL006", peek().span, fmt::format("判据嵌套超过{}层", kMaxRuleDepth), "拆成几条判据");
    }
    deep_reported_ = true;
    give_up();
    return true;
  }

  // ---- logic
  Node disjunction() { return chain(NodeKind::disjunction, "or"); }
  Node conjunction() { return chain(NodeKind::conjunction, "and"); }
  Node operand_of(NodeKind kind) { return kind == NodeKind::disjunction ? conjunction() : inversion(); }
  Node chain(NodeKind kind, std::string_view word) {
    Node first = operand_of(kind);
    if (!peek().is(word)) return first;
    Node node;
    node.kind = kind;
    node.span = first.span;
    node.head = peek().span;
    node.children.push_back(std::move(first));
    while (peek().is(word)) {
      warn_of_short_body(node.children.back());
      take();
      node.children.push_back(operand_of(kind));
    }
    return finish(std::move(node));
  }
  // "each year: a and b": b stands outside of the quantifier, which is easily read otherwise.
  void warn_of_short_body(const Node& operand) {
    const bool quantified = operand.kind == NodeKind::each || operand.kind == NodeKind::some;
    if (!quantified || operand.parenthesised || operand.children.empty() || operand.children[0].parenthesised)
      return;
    findings_.warning("RUL028", peek().span, "each 和 some 只管到这个 " + peek().text + " 为止",
                      "要管到后面，写成 each ...: (A and B)；不要，就把这一项放到最后或加括号");
  }

  Node inversion() {
    const Level level(depth_);
    if (too_deep()) return begin(NodeKind::broken);
    if (!peek().is("not")) return quantified();
    Node node = begin(NodeKind::negation);
    take();
    node.children.push_back(inversion());
    return finish(std::move(node));
  }

  Node quantified() {
    if (peek().is("each")) return quantifier(NodeKind::each);
    if (peek().is("some")) return quantifier(NodeKind::some);
    if (peek().is("falling")) return trend(NodeKind::falling);
    if (peek().is("rising")) return trend(NodeKind::rising);
    return comparison();
  }
  Node quantifier(NodeKind kind) {
    Node node = begin(kind);
    take();
    do {
      node.bindings.push_back(binding());
    } while (accept(","));
    if (!expect(":", "约束之后要有冒号，例如 each year in 2009..2011: ...")) skip_to_colon();
    node.children.push_back(inversion());
    return finish(std::move(node));
  }
  void skip_to_colon() {
    const std::size_t from = position();
    while (peek().kind != TokenKind::end && !peek().is(":") && !peek().is(")")) take();
    if (!accept(":")) go_to(from);
  }
  Node trend(NodeKind kind) {
    Node node = begin(kind);
    take();
    expect("over", "写成 falling over 2009..2011: ...");
    node.period = years();
    expect(":", "年份之后要有冒号");
    node.children.push_back(sum());
    return finish(std::move(node));
  }

  Node comparison() {
    Node left = sum();
    const auto operation = comparison_of(peek());
    if (!operation) return left;
    Node node = compare(std::move(left), *operation);
    while (comparison_of(peek())) {
      findings_.error("RUL007", peek().span, "比较不能连写", "用 and 连接两个比较，例如 a >= 1 and a <= 5");
      take();
      sum();
    }
    return node;
  }
  Node compare(Node left, Comparison operation) {
    Node node;
    node.kind = NodeKind::compare;
    node.span = left.span;
    node.head = take().span;
    node.comparison = operation;
    node.children.push_back(std::move(left));
    node.children.push_back(sum());
    return finish(std::move(node));
  }

  // ---- arithmetic
  Node sum() {
    Node left = product();
    while (peek().is("+") || peek().is("-")) {
      left = binary(std::move(left), peek().is("+") ? NodeKind::add : NodeKind::subtract);
    }
    return left;
  }
  Node product() {
    Node left = factor();
    while (peek().is("*") || peek().is("/")) {
      left = binary(std::move(left), peek().is("*") ? NodeKind::multiply : NodeKind::divide);
    }
    return left;
  }
  // A chain of operators leans to the left: its length counts as depth.
  Node binary(Node left, NodeKind kind) {
    Node node;
    node.kind = kind;
    node.span = left.span;
    node.head = take().span;
    if (++chain_length_ > kMaxChain && !deep_reported_) {
      deep_reported_ = true;
      findings_.error("RUL006", node.head, fmt::format("运算超过{}个", kMaxChain), "拆成几条判据");
    }
    if (chain_length_ > kMaxChain) give_up();
    node.children.push_back(std::move(left));
    node.children.push_back(kind == NodeKind::add || kind == NodeKind::subtract ? product() : factor());
    return finish(std::move(node));
  }
  Node factor() {
    const Level level(depth_);
    if (too_deep()) return begin(NodeKind::broken);
    if (peek().is("-")) {
      Node node = begin(NodeKind::negate);
      take();
      node.children.push_back(factor());
      return finish(std::move(node));
    }
    return postfix(primary());
  }
  // "in previous year" and ".lower_bound(95 %)".
  Node postfix(Node node) {
    while (true) {
      if (peek().is("in") && at_period(1)) {
        take();
        node.period = period();
        node.has_period = true;
      } else if (peek().is(".") && peek(1).kind == TokenKind::word) {
        node = member(std::move(node));
      } else {
        return finish(std::move(node));
      }
    }
  }
  Node member(Node node) {
    take();
    const Token name = take();
    if (node.kind != NodeKind::survey_call || !node.field_word.empty()) {
      findings_.error("RUL030", name.span, "只有 survey(...) 后面可以写 ." + name.text,
                      "例如 survey(satisfaction).lower_bound(95 %)；台账字段写在 sum(台账.字段) 里");
    }
    node.field_word = name.text;
    node.field_span = name.span;
    if (accept("(")) read_arguments(node);
    return node;
  }

  // ---- primaries
  Node primary() {
    const Token& token = peek();
    switch (token.kind) {
      case TokenKind::number:
        return number();
      case TokenKind::text:
        return literal(NodeKind::text);
      case TokenKind::date:
        return literal(NodeKind::date);
      case TokenKind::word:
        return word();
      default:
        return token.is("(") ? parenthesised() : broken("需要一个数、名称或括号");
    }
  }
  Node number() {
    Node node = begin(NodeKind::number);
    const Token token = take();
    node.number = token.number;
    node.unit = token.unit;
    node.has_unit = token.has_unit;
    node.word = token.text;
    if (!token.has_unit && peek().kind == TokenKind::word && !is_keyword(peek().text))
      return unknown_unit(std::move(node));
    return node;
  }
  // A word right behind a number can only have been meant as its unit.
  Node unknown_unit(Node node) {
    const Token word = take();
    findings_.error("RUL037", word.span, "不认识的计量单位 " + word.text,
                    "写成 万元、t、mg/m3、% 这样的单位");
    node.kind = NodeKind::broken;
    return finish(std::move(node));
  }
  Node literal(NodeKind kind) {
    Node node = begin(kind);
    const Token token = take();
    node.word = token.text;
    node.date = token.date;
    return node;
  }
  Node parenthesised() {
    const Token open = take();
    const Level level(depth_);
    if (too_deep()) return begin(NodeKind::broken);
    Node node = disjunction();
    if (!accept(")")) {
      unexpected("缺少右括号");
      skip();
      accept(")");
    }
    node.parenthesised = true;
    node.span = {open.span.begin, last_end()};
    return node;
  }
  Node word() {
    const Token& token = peek();
    const Token& next = peek(1);
    // mean(regional_noise, Leq) is the method, not a mean over the records of a ledger.
    const bool names_method = next.is("(") && peek(3).is(",") && !at_period(4);
    if (names_method && token.is("mean")) return call(NodeKind::call);
    if (const auto kind = aggregate_of(token); kind && next.is("(")) return aggregate(*kind);
    if (token.is("share")) return share();
    if (token.is("true") || token.is("false")) return truth();
    if (token.is("class")) return grade();
    if (token.is("survey") && next.is("(")) return survey();
    if (token.is("limit") && next.is("(")) return call(NodeKind::limit);
    if (token.is("has") && next.is("(")) return has_field();
    if (token.is("year")) return literal(NodeKind::year_number);
    if (token.is("each") || token.is("some") || token.is("falling") || token.is("rising")) {
      return broken(token.text + " 不能参加运算，要加括号单独成为一项");
    }
    if (is_keyword(token.text)) return broken("这是保留字，需要一个数、名称或括号");
    return next.is("(") ? call(NodeKind::call) : literal(NodeKind::name);
  }
  Node truth() {
    Node node = begin(NodeKind::truth);
    node.truth = take().is("true");
    return node;
  }
  Node grade() {
    Node node = begin(NodeKind::grade);
    take();
    if (peek().kind != TokenKind::word && peek().kind != TokenKind::number &&
        peek().kind != TokenKind::text) {
      return broken("class 之后要写类别，例如 class II");
    }
    const Token token = take();
    node.word =
        token.kind == TokenKind::number ? remove_spaces(nfkc(findings_.slice(token.span))) : token.text;
    return finish(std::move(node));
  }
  Node has_field() {
    Node node = begin(NodeKind::has_field);
    take();
    take();
    if (peek().kind != TokenKind::word) return broken("has 的括号里写字段名");
    node.field_span = peek().span;
    node.field_word = take().text;
    expect(")", "缺少右括号");
    return finish(std::move(node));
  }
  Node survey() {
    Node node = begin(NodeKind::survey_call);
    take();
    take();
    if (peek().kind != TokenKind::word) return broken("survey 的括号里写调查名");
    node.head = peek().span;
    node.word = take().text;
    expect(")", "缺少右括号");
    return finish(std::move(node));
  }
  Node call(NodeKind kind) {
    Node node = begin(kind);
    node.word = take().text;
    take();
    read_arguments(node);
    return finish(std::move(node));
  }
  // Behind "(": the arguments up to and with ")".
  void read_arguments(Node& node) {
    if (accept(")")) return;
    do {
      node.children.push_back(argument());
    } while (accept(","));
    if (accept(")")) return;
    unexpected("参数之间用逗号，最后是右括号");
    skip();
    accept(")");
  }
  Node argument() {
    const bool alone = peek(1).is(",") || peek(1).is(")");
    if (alone && peek().kind == TokenKind::word && is_keyword(peek().text)) return literal(NodeKind::name);
    if (!peek().is("year") && at_period(0) && (peek().kind != TokenKind::number || peek(1).is(".."))) {
      Node node = begin(NodeKind::period);
      node.period = period();
      return finish(std::move(node));
    }
    return sum();
  }

  // count(LEDGER where C, PERIOD), sum(LEDGER.FIELD where C, PERIOD)
  Node aggregate(NodeKind kind) {
    Node node = begin(kind);
    take();
    take();
    if (peek().kind != TokenKind::word || is_keyword(peek().text))
      return close_aggregate(broken("括号里先写台账名"));
    node.head = peek().span;
    node.word = take().text;
    if (accept(".")) {
      node.field_span = peek().span;
      if (peek().kind == TokenKind::word) {
        node.field_word = take().text;
      } else {
        unexpected("点后面写字段名");
      }
    }
    if (peek().is("in") && at_period(1)) {
      take();
      node.period = period();
      node.has_period = true;
    }
    if (accept("where")) {
      node.has_condition = true;
      node.children.push_back(disjunction());
    }
    if (accept(",")) {
      node.period = period();
      node.has_period = true;
    }
    return close_aggregate(std::move(node));
  }
  Node close_aggregate(Node node) {
    if (!accept(")")) {
      unexpected("这里应当是右括号");
      skip();
      accept(")");
    }
    return finish(std::move(node));
  }

  // share of LEDGER [in PERIOD] [by FIELD] where C; share of days in year where C; share of x in SET where C
  Node share() {
    Node node = begin(NodeKind::share);
    take();
    expect("of", "写成 share of 集合 where 条件");
    if (peek().kind != TokenKind::word) return broken("share of 之后写台账名或 days in year 这样的集合");
    const bool over_members = period_kind_of(peek()) || (peek(1).is("in") && !at_period(2));
    if (over_members) {
      node.bindings.push_back(binding());
    } else {
      read_share_ledger(node);
    }
    if (!expect("where", "share 要有条件: share of 集合 where 条件")) return finish(std::move(node));
    node.has_condition = true;
    node.children.push_back(share_condition());
    return finish(std::move(node));
  }
  void read_share_ledger(Node& node) {
    node.head = peek().span;
    node.word = take().text;
    if (accept("in")) {
      node.period = period();
      node.has_period = true;
    }
    if (!accept("by")) return;
    node.field_span = peek().span;
    if (peek().kind == TokenKind::word) {
      node.field_word = take().text;
    } else {
      unexpected("by 之后写作为权重的字段");
    }
  }
  // The last comparison operator belongs to what stands around the share.
  Node share_condition() {
    const Level level(depth_);
    if (too_deep()) return begin(NodeKind::broken);
    if (peek().is("not")) {
      Node node = begin(NodeKind::negation);
      take();
      node.children.push_back(share_condition());
      return finish(std::move(node));
    }
    Node left = sum();
    const auto operation = comparison_of(peek());
    if (!operation || !another_comparison_follows()) return left;
    return compare(std::move(left), *operation);
  }
  // Looks over one operand at the same bracket level.
  bool another_comparison_follows() const {
    int depth = 0;
    for (std::size_t ahead = 1; position() + ahead < token_count(); ++ahead) {
      const Token& token = peek(ahead);
      if (token.is("(") || token.is("{")) ++depth;
      if (token.is(")") || token.is("}")) --depth;
      if (depth < 0 || token.kind == TokenKind::end) return false;
      if (depth > 0) continue;
      if (comparison_of(token)) return true;
      if (token.is("and") || token.is("or") || token.is(",") || token.is(":")) return false;
    }
    return false;
  }

  static constexpr int kMaxChain = 200;
  int depth_ = 0;
  int chain_length_ = 0;
  bool deep_reported_ = false;
};

}  // namespace

const char* aggregate_word(NodeKind kind) {
  for (const auto& [word, aggregate] : kAggregates) {
    if (aggregate == kind) return word;
  }
  return "";
}

Node parse_rule(std::string_view text, Findings& findings) {
  return Parser(read_tokens(text, findings), findings).rule();
}

}  // namespace chuangmo::rule
