#include "workflow/ledger_columns.h"

#include <gtest/gtest.h>

namespace chuangmo::workflow {
namespace {

LedgerDefinition ledger() {
  LedgerDefinition ledger;
  ledger.key = "works";
  ledger.fields = {{.key = "name", .name = "名称", .type = FieldType::text},
                   {.key = "cost", .name = "投资", .type = FieldType::number, .unit = "万元"},
                   {.key = "begun", .name = "开工", .type = FieldType::date},
                   {.key = "done", .name = "完工", .type = FieldType::boolean}};
  return ledger;
}

LedgerColumns columns_of(const LedgerDefinition& ledger, const std::vector<SubmittedRecord>& records) {
  std::vector<const SubmittedRecord*> pointers;
  for (const SubmittedRecord& record : records) pointers.push_back(&record);
  const NumberReader reader = [](const std::string& text, const std::string&) {
    return Decimal::parse(text);
  };
  return ledger_columns(ledger, pointers, reader);
}
SubmittedRecord cost(const std::string& text) {
  return {"works", {{"cost", text}}};
}

TEST(LedgerColumns, numbers_of_one_column_have_one_scale) {
  const LedgerDefinition definition = ledger();
  const std::vector<SubmittedRecord> records{cost("1.5"), cost("-2"),    cost(""),
                                             cost("x"),   cost("1.250"), {"works", {}}};
  const LedgerColumns columns = columns_of(definition, records);
  const LedgerColumn& column = *columns.column("cost");
  EXPECT_EQ(column.scale, 2);
  EXPECT_EQ(column.values, (std::vector<std::int64_t>{150, -200, 0, 0, 125, 0}));
  using S = CellState;
  EXPECT_EQ(column.states, (std::vector<S>{S::filled, S::filled, S::blank, S::bad, S::filled, S::blank}));
  EXPECT_EQ(column.most, 200);
}

TEST(LedgerColumns, what_no_integer_holds_stays_exact) {
  const LedgerDefinition definition = ledger();
  const std::vector<SubmittedRecord> records{cost("99999999999999999999999"), cost("0.000000000000000001"),
                                             cost("100"), cost("0.0000000000000000000000001"),
                                             cost("7.0000000000000000000000")};
  const LedgerColumns columns = columns_of(definition, records);
  const LedgerColumn& column = *columns.column("cost");
  EXPECT_EQ(column.scale, 18);
  using S = CellState;
  EXPECT_EQ(column.states, (std::vector<S>{S::wide, S::filled, S::wide, S::wide, S::filled}));
  for (std::size_t row = 0; row < records.size(); ++row)
    EXPECT_EQ(column.number(row), Decimal::parse(records[row].fields.at("cost")).value()) << row;
}

TEST(LedgerColumns, equal_values_are_found_however_they_are_written) {
  const LedgerDefinition definition = ledger();
  const std::vector<SubmittedRecord> records{cost("1"),   cost("1.00"), cost("99999999999999999999999"),
                                             cost("0.0"), cost(""),     cost("99999999999999999999999.0"),
                                             cost(""),    cost("x"),    cost("x")};
  const LedgerColumns columns = columns_of(definition, records);
  EXPECT_EQ(columns.column("cost")->repeated(),
            (std::vector<std::pair<std::size_t, std::size_t>>{{1, 0}, {5, 2}}));
}

TEST(LedgerColumns, every_type_is_read_and_unknown_fields_are_named_once) {
  const LedgerDefinition definition = ledger();
  const std::vector<SubmittedRecord> records{
      {"works", {{"begun", "1970-01-03"}, {"done", "是"}, {"name", "甲"}, {"aaa", "1"}, {"zzz", "1"}}},
      {"works", {{"begun", "昨天"}, {"done", "否"}, {"name", " 甲"}, {"zzz", "1"}}}};
  const LedgerColumns columns = columns_of(definition, records);
  EXPECT_EQ(columns.column("begun")->values[0], 2);
  EXPECT_EQ(columns.column("begun")->states[1], CellState::bad);
  EXPECT_EQ(columns.column("done")->values, (std::vector<std::int64_t>{1, 0}));
  EXPECT_EQ(columns.column("name")->values[0], columns.column("name")->values[1]);
  ASSERT_EQ(columns.unknown.size(), 2U);
  EXPECT_EQ(columns.unknown[0].key, "aaa");
  EXPECT_EQ(columns.unknown[1].key, "zzz");
  EXPECT_EQ(columns.unknown[1].row, 0U);
  EXPECT_EQ(columns.column("nothing"), nullptr);
}

}  // namespace
}  // namespace chuangmo::workflow
