#include "publish/rows_text.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

using Kind = RowCell::Kind;

TEST(RowsText, csv_quotes_what_needs_it) {
  EXPECT_EQ(row_csv({{Kind::text, "a,\"b\""}, {Kind::null, ""}, {Kind::number, "40.25"}}),
            "\"a,\"\"b\"\"\",,40.25\n");
}

TEST(RowsText, json_keeps_digits_and_order) {
  EXPECT_EQ(
      row_json({"b", "a", "c", "d"},
               {{Kind::number, "0.10"}, {Kind::text, "朔\"\n"}, {Kind::null, ""}, {Kind::number, "Inf"}}),
      "{\"b\": 0.10, \"a\": \"朔\\\"\\n\", \"c\": null, \"d\": null}");
}

}  // namespace
}  // namespace chuangmo::publish
