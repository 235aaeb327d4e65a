#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "rule/lexer.h"

namespace chuangmo::rule {

// Walks over the tokens of one rule; reports what should stand where something else stands, once per
// position.
class Cursor {
 protected:
  Cursor(std::vector<Token> tokens, Findings& findings) : findings_(findings), tokens_(std::move(tokens)) {}

  // ---- tokens
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  Token take() {
    Token token = peek();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool accept(std::string_view text) {
    if (!peek().is(text)) return false;
    take();
    return true;
  }
  bool expect(std::string_view text, const char* why) {
    if (accept(text)) return true;
    unexpected(why);
    return false;
  }
  std::uint32_t last_end() const { return at_ == 0 ? 0 : tokens_[at_ - 1].span.end; }
  Node begin(NodeKind kind) const {
    Node node;
    node.kind = kind;
    node.span = peek().span;
    node.head = peek().span;
    return node;
  }
  Node finish(Node node) const {
    node.span.end = std::max(node.span.begin, last_end());
    return node;
  }

  // ---- errors
  // Reports once per position what should stand here.
  void unexpected(const std::string& expected) {
    const Token& token = peek();
    if (reported_at_ == static_cast<long>(at_)) return;
    reported_at_ = static_cast<long>(at_);
    if (token.kind == TokenKind::end)
      return findings_.error("RUL003", token.span, "判据没有写完: " + expected);
    findings_.error("RUL003", token.span, "这里不该是 " + findings_.slice(token.span) + ": " + expected);
  }
  Node broken(const std::string& expected) {
    Node node = begin(NodeKind::broken);
    unexpected(expected);
    skip();
    return finish(std::move(node));
  }
  // Up to a place where reading can go on; brackets are skipped in pairs.
  void skip() {
    int depth = 0;
    while (peek().kind != TokenKind::end) {
      const Token& token = peek();
      if (depth == 0 && (token.is(",") || token.is(")") || token.is("and") || token.is("or"))) return;
      if (token.is("(") || token.is("{")) ++depth;
      if (token.is(")") || token.is("}")) --depth;
      take();
    }
  }

  bool was_reported_here() const { return reported_at_ == static_cast<long>(at_); }
  std::size_t position() const { return at_; }
  std::size_t token_count() const { return tokens_.size(); }
  void go_to(std::size_t position) { at_ = position; }
  void give_up() {
    at_ = tokens_.size() - 1;
    reported_at_ = static_cast<long>(at_);
  }

  Findings& findings_;

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  long reported_at_ = -1;
};

}  // namespace chuangmo::rule
