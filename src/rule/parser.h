#pragma once
#include <string_view>

#include "rule/lexer.h"
#include "rule/node.h"

namespace chuangmo::rule {

// Text to a tree by the grammar of docs/formats/criteria.md. A syntax error leaves a node of kind `broken`
// and the reading goes on behind the next ',' ')' 'and' or 'or', so that one look shows all errors.
Node parse_rule(std::string_view text, Findings& findings);

}  // namespace chuangmo::rule
