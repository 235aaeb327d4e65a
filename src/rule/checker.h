#pragma once
#include "rule/lexer.h"
#include "rule/node.h"
#include "rule/schema.h"

namespace chuangmo::rule {

// Gives every name its meaning and every expression its type, and reports what does not fit: names, types,
// units, periods. After a reported error the type is `unknown`, which fits everywhere.
void check_rule(Node& root, const Schema& schema, Findings& findings);

}  // namespace chuangmo::rule
