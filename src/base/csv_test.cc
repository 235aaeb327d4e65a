#include "base/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace chuangmo {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text) {
  Rows rows;
  for (const auto& row : read_csv(text, "f.csv").rows) rows.push_back(row.fields);
  return rows;
}

TEST(ReadCsv, Plain) {
  EXPECT_EQ(rows_of("a,b\nc,d\n"), (Rows{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(rows_of("a,b\r\nc,d"), (Rows{{"a", "b"}, {"c", "d"}}));
  EXPECT_EQ(rows_of("a\rb\r"), (Rows{{"a"}, {"b"}}));
  EXPECT_EQ(rows_of("a,,\n,\n"), (Rows{{"a", "", ""}, {"", ""}}));
  EXPECT_EQ(rows_of(""), Rows{});
  EXPECT_EQ(rows_of("\n\r\n\n"), Rows{});
  EXPECT_EQ(rows_of(" a , b "), (Rows{{" a ", " b "}}));
  EXPECT_EQ(rows_of("\xEF\xBB\xBF序号,值"), (Rows{{"序号", "值"}}));
}

TEST(ReadCsv, Quotes) {
  EXPECT_EQ(rows_of("\"a,b\",\"c\"\"d\"\n"), (Rows{{"a,b", "c\"d"}}));
  EXPECT_EQ(rows_of("\"\",x"), (Rows{{"", "x"}}));
  EXPECT_EQ(rows_of("\"\""), (Rows{{""}}));
  EXPECT_EQ(rows_of("\"a\nb\",c\n"), (Rows{{"a\nb", "c"}}));
  EXPECT_EQ(rows_of("a\"b,c"), (Rows{{"a\"b", "c"}}));  // a quote inside a bare field is a character
  EXPECT_EQ(rows_of("\"\"\"\""), (Rows{{"\""}}));
}

TEST(ReadCsv, LinesAreThoseOfTheFile) {
  const auto csv = read_csv("a\n\n\"b\nc\nd\",x\r\ne\n", "f.csv");
  ASSERT_EQ(csv.rows.size(), 3U);
  EXPECT_EQ(csv.rows[0].line, 1);
  EXPECT_EQ(csv.rows[1].line, 3);
  EXPECT_EQ(csv.rows[2].line, 6);
  EXPECT_TRUE(csv.diagnostics.empty());
}

TEST(ReadCsv, SniffsTheDelimiter) {
  EXPECT_EQ(read_csv("a;b;c\n1,5;2;3\n", "").delimiter, ';');
  EXPECT_EQ(read_csv("a\tb\n1,5\t2\n2\t3", "").delimiter, '\t');
  EXPECT_EQ(read_csv("a,b\n", "").delimiter, ',');
  EXPECT_EQ(read_csv("\"x;y;z\",b\n", "").delimiter, ',');
  EXPECT_EQ(read_csv("alone\n", "").delimiter, ',');
  EXPECT_EQ(rows_of("a;b\n1,5;2\nx;y"), (Rows{{"a", "b"}, {"1,5", "2"}, {"x", "y"}}));
}

TEST(ReadCsv, AnUnclosedQuoteIsReportedWhereItOpened) {
  const auto csv = read_csv("a,b\nc,\"d\ne,f\n", "f.csv");
  ASSERT_EQ(csv.diagnostics.size(), 1U);
  const auto& diagnostic = csv.diagnostics[0];
  EXPECT_EQ(diagnostic.code, "CSV001");
  EXPECT_EQ(diagnostic.severity, Severity::error);
  EXPECT_EQ(diagnostic.where.file, "f.csv");
  EXPECT_EQ(diagnostic.where.row, 2);
  EXPECT_EQ(diagnostic.where.column, "B");
  ASSERT_EQ(csv.rows.size(), 2U);
  EXPECT_EQ(csv.rows[1].fields, (std::vector<std::string>{"c", "d\ne,f\n"}));
}

TEST(ReadCsv, TextAfterAClosingQuoteIsKeptAndReported) {
  const auto csv = read_csv("\"a\"b,c\n\"x\" ,y\n", "f.csv");
  ASSERT_EQ(csv.diagnostics.size(), 2U);
  EXPECT_EQ(csv.diagnostics[0].code, "CSV002");
  EXPECT_EQ(csv.diagnostics[0].where.row, 1);
  EXPECT_EQ(csv.diagnostics[0].where.column, "A");
  EXPECT_EQ(csv.diagnostics[1].where.row, 2);
  EXPECT_EQ(csv.rows[0].fields, (std::vector<std::string>{"ab", "c"}));
}

TEST(ReadCsv, ColumnLettersGoOnAfterZ) {
  const auto csv = read_csv(",,,,,,,,,,,,,,,,,,,,,,,,,,\"a\"b", "f.csv");
  ASSERT_EQ(csv.diagnostics.size(), 1U);
  EXPECT_EQ(csv.diagnostics[0].where.column, "AA");
}

TEST(CsvLine, QuotesWhatNeedsIt) {
  EXPECT_EQ(csv_line({"a", "b,c", "d\"e", "f\ng", " h"}), "a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\"\n");
  EXPECT_EQ(csv_line({""}), "\"\"\n");
  EXPECT_EQ(csv_line({"", ""}), ",\n");
  EXPECT_EQ(read_csv(csv_line({"\uFEFFa", "b"}), "").rows.at(0).fields.at(0), "\uFEFFa");
}

RC_GTEST_PROP(CsvProperty, LinesReadBack, ()) {
  const auto cells = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,;\t\"\r\n 中")))));
  const std::string line = csv_line({"x", "y", "z"}) + csv_line(cells) + csv_line({"p,q", "r"});
  const auto csv = read_csv(line, "");
  RC_PRE(csv.delimiter == ',');
  RC_ASSERT(csv.rows.size() == 3U);
  RC_ASSERT(csv.rows[1].fields == cells);
  RC_ASSERT(csv.diagnostics.empty());
}

RC_GTEST_PROP(CsvProperty, AnyBytesEndAndLoseNoLine, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a,\"\n\r;")));
  const auto csv = read_csv(text, "");
  int last = 0;
  for (const auto& row : csv.rows) {
    RC_ASSERT(row.line > last);
    RC_ASSERT(!row.fields.empty());
    last = row.line;
  }
}

}  // namespace
}  // namespace chuangmo
