#pragma once
#include <cstddef>
#include <string>

#include "model/verdict.h"
#include "publish/terminal.h"
#include "publish/trace_words.h"

namespace chuangmo::publish {

// Writes lines that keep their indent when they are broken.
class TerminalPage {
 public:
  explicit TerminalPage(const TerminalLook& look) : look_(look) {}
  void line(const std::string& first, const std::string& others, const std::string& text,
            Ink ink = Ink::plain);
  void field(const std::string& name, const std::string& value, Ink ink = Ink::plain);  // "" writes nothing
  void blank() { text_ += "\n"; }
  int room_after(const std::string& indent) const;
  std::string take() { return std::move(text_); }

 private:
  TerminalLook look_;
  std::string text_;
};

// A tree in a terminal. Unless `all` is wanted, what decided is opened down to its last fact, the rest is one
// line each, and of many siblings `children` are kept.
struct TreeDepth {
  bool all = false;
  std::size_t children = 8;
};
void write_tree(TerminalPage& page, const TraceNode& root, const RuleWords* rule, const TreeDepth& depth);

// One node: words, result, details, clause, cell.
std::string node_line(const TraceNode& node, const RuleWords* rule);
Ink node_ink(const TraceNode& node);

}  // namespace chuangmo::publish
