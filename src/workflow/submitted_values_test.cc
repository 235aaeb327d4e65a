#include "workflow/submitted_values.h"

#include <gtest/gtest.h>

namespace chuangmo::workflow {
namespace {

const NumberReader kNoReader = [](const std::string& text, const std::string&) -> Result<Decimal> {
  return fail(text.find("吨") != std::string::npos ? "UNT002" : "ING001", "不是数字", "只填数字");
};

TEST(SubmittedValues, plain_numbers_are_read_at_once) {
  for (const char* text :
       {"0", "7", "-7", "12.50", "0.001", "007", "123456789012345678", "-1.00000000000000000"}) {
    const auto number = plain_number(text);
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(*number, Decimal::parse(text).value()) << text;
    EXPECT_EQ(number->text(), Decimal::parse(text)->text()) << text;
  }
  for (const char* text : {"", "-", ".", ".5", "5.", "1.2.3", "1,234", " 1", "1 ", "+1", "1e3", "１", "--1",
                           "1234567890123456789", "1.2亿"})
    EXPECT_FALSE(plain_number(text)) << text;
}

TEST(SubmittedValues, dates) {
  EXPECT_EQ(submitted_date("2011-06-05"), Date::of(2011, 6, 5));
  EXPECT_EQ(submitted_date("2011年6月5日"), Date::of(2011, 6, 5));
  EXPECT_EQ(submitted_date("２０１１-6-5"), Date::of(2011, 6, 5));
  for (const char* text : {"2011-02-30", "2011-6", "40699", "2011-0a-05", "", "----------"})
    EXPECT_FALSE(submitted_date(text)) << text;
}

TEST(SubmittedValues, truths) {
  for (const char* text : {"是", "有", "true", "TRUE", "√", "1", " 是 ", "１"})
    EXPECT_EQ(submitted_truth(text), true) << text;
  for (const char* text : {"否", "无", "False", "×", "0"}) EXPECT_EQ(submitted_truth(text), false) << text;
  for (const char* text : {"", "也许", "2"}) EXPECT_FALSE(submitted_truth(text)) << text;
}

TEST(SubmittedValues, choices_by_key_or_name) {
  FieldDefinition field;
  field.choices = {"minor", "major"};
  field.choice_names = {"一般", "重大（Ⅱ级）"};
  EXPECT_EQ(submitted_choice(field, "major"), 1U);
  EXPECT_EQ(submitted_choice(field, "一般"), 0U);
  EXPECT_EQ(submitted_choice(field, " MAJOR"), 1U);
  EXPECT_EQ(submitted_choice(field, "重大(II级)"), 1U);
  EXPECT_FALSE(submitted_choice(field, "特大"));
}

TEST(SubmittedValues, canonical_fields_and_their_failures) {
  FieldDefinition field;
  field.name = "排放量";
  field.unit = "万元";
  EXPECT_EQ(canonical_field(field, "  市政府　", kNoReader).value(), "市政府");
  field.type = FieldType::number;
  EXPECT_EQ(canonical_field(field, "1.50", kNoReader).value(), "1.50");
  EXPECT_EQ(canonical_field(field, "abc", kNoReader).error().code, "WRK104");
  EXPECT_EQ(canonical_field(field, "3吨", kNoReader).error().code, "WRK106");
  field.type = FieldType::date;
  EXPECT_EQ(canonical_field(field, "2011.6.5", kNoReader).value(), "2011-06-05");
  EXPECT_EQ(canonical_field(field, "去年", kNoReader).error().code, "WRK105");
  field.type = FieldType::boolean;
  EXPECT_EQ(canonical_field(field, "有", kNoReader).value(), "true");
  field.type = FieldType::ordinal;
  field.choices = {"minor"};
  EXPECT_EQ(canonical_field(field, "major", kNoReader).error().code, "WRK105");
}

TEST(SubmittedValues, blanks) {
  for (const char* text : {"", " ", "　", "\t\n"}) EXPECT_TRUE(is_unfilled(text));
  for (const char* text : {"a", " a", "　无", "0"}) EXPECT_FALSE(is_unfilled(text));
}

}  // namespace
}  // namespace chuangmo::workflow
