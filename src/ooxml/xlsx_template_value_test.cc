#include "ooxml/xlsx_template_value.h"

#include <gtest/gtest.h>

namespace chuangmo::ooxml {
namespace {

std::string number(const std::string& text, CellForm form) {
  return cell_number(text, form).value_or("text");
}

TEST(XlsxTemplateValue, TakesForANumberWhatTheCellShowsAsItWasWritten) {
  EXPECT_EQ(number("12", CellForm::general), "12");
  EXPECT_EQ(number("-0.052", CellForm::general), "-0.052");
  EXPECT_EQ(number("8.10", CellForm::general), "text");
  EXPECT_EQ(number("8.10", CellForm::number), "8.10");
  EXPECT_EQ(number("12345678901", CellForm::general), "text");
  EXPECT_EQ(number("12345678901", CellForm::number), "12345678901");
  EXPECT_EQ(number("1234567890123456", CellForm::number), "text");
  for (const char* text :
       {"", "-", ".", "1.", ".5", "007", "1e5", "=1", "+1", "1,000", "1.5%", "≥ 1.7", "—", "1.2.3"})
    EXPECT_EQ(number(text, CellForm::number), "text") << text;
  EXPECT_EQ(number("12", CellForm::text), "text");
  EXPECT_EQ(number("12", CellForm::date), "text");
}

TEST(XlsxTemplateValue, WritesPercentsWhereTheCellShowsPercents) {
  EXPECT_EQ(number("85.5%", CellForm::percent), "0.855");
  EXPECT_EQ(number("5%", CellForm::percent), "0.05");
  EXPECT_EQ(number("0.5%", CellForm::percent), "0.005");
  EXPECT_EQ(number("100%", CellForm::percent), "1.00");
  EXPECT_EQ(number("-12%", CellForm::percent), "-0.12");
  EXPECT_EQ(number("0.0%", CellForm::percent), "0.000");
  EXPECT_EQ(number("85.5%", CellForm::general), "text");
  EXPECT_EQ(number("85.5", CellForm::percent), "text");
}

TEST(XlsxTemplateValue, KnowsTheFormsOfStyles) {
  const auto styles = read_cell_styles(
      "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='0.0%'/><numFmt numFmtId='171' "
      "formatCode='yyyy\"年\"m\"月\"'/></numFmts><fonts><font><sz val='11'/></font><font><sz "
      "val='16'/></font></fonts>"
      "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='49'/><xf "
      "numFmtId='170'/><xf numFmtId='171'/><xf numFmtId='2' fontId='1'><alignment "
      "wrapText='1'/></xf></cellXfs>"
      "</styleSheet>");
  ASSERT_TRUE(styles);
  std::vector<CellForm> forms;
  for (const CellStyle& each : *styles) forms.push_back(each.form);
  EXPECT_EQ(forms, (std::vector<CellForm>{CellForm::general, CellForm::text, CellForm::percent,
                                          CellForm::date, CellForm::number}));
  EXPECT_FALSE(styles->front().wraps);
  EXPECT_TRUE(styles->back().wraps);
  EXPECT_EQ(styles->back().points, 16);
}

}  // namespace
}  // namespace chuangmo::ooxml
