#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "rule/schema.h"

namespace chuangmo::rule {

struct Node;  // rule/node.h

inline constexpr std::size_t kMaxRuleBytes = 4096;
inline constexpr int kMaxRuleDepth = 48;  // of nested expressions

// A checked criterion: immutable, cheap to copy. It refers to definitions of its schema, which must outlive
// it.
class Criterion {
 public:
  Criterion() = default;  // empty: is_valid() is false
  Criterion(std::string text, std::vector<int> years, std::shared_ptr<const Node> root)
      : text_(std::move(text)), years_(std::move(years)), root_(std::move(root)) {}
  bool is_valid() const { return root_ != nullptr; }
  const std::string& text() const { return text_; }
  const std::vector<int>& years() const { return years_; }  // assessment years of the schema
  const Node& root() const { return *root_; }               // only when valid

 private:
  std::string text_;
  std::vector<int> years_;
  std::shared_ptr<const Node> root_;
};

struct ReadCriterion {
  Criterion criterion;      // valid exactly when the diagnostics hold no error
  Diagnostics diagnostics;  // RUL001..., all of them at once, by position
};

// Reads one criterion and checks names, types, periods and units. `where` is the position of the text; the
// spans of diagnostics count bytes inside it, and their `source` is the text, so that render() shows the
// caret. Multi-line text is one criterion.
ReadCriterion read_criterion(std::string_view text, const Schema& schema, const Where& where = {});

}  // namespace chuangmo::rule
