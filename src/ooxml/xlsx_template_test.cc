#include "ooxml/xlsx_template.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "ooxml/xlsx.h"
#include "ooxml/xlsx_write.h"
#include "ooxml/zip.h"
#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

using Kind = ViewValue::Kind;

// A workbook of one sheet in the way Excel writes it; parts by name replace or join those.
std::string workbook(const std::string& rows, const std::string& behind = "",
                     const std::map<std::string, std::string>& others = {}) {
  std::map<std::string, std::string> parts{
      {"[Content_Types].xml",
       "<Types><Default Extension=\"xml\"/><Override PartName=\"/xl/calcChain.xml\" "
       "ContentType=\"c\"/></Types>"},
      {"_rels/.rels",
       "<Relationships><Relationship Id=\"r\" Type=\"/officeDocument\" "
       "Target=\"xl/workbook.xml\"/></Relationships>"},
      {"docProps/core.xml", "<cp/>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" "
       "Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
       "Type=\"/styles\" Target=\"styles.xml\"/><Relationship Id=\"r3\" Type=\"/calcChain\" "
       "Target=\"calcChain.xml\"/>"
       "<Relationship Id=\"r4\" Type=\"/worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>"},
      {"xl/calcChain.xml", "<calcChain><c r=\"A1\"/></calcChain>"},
      {"xl/theme/theme1.xml", "<theme  odd = 'yes'/>"},
      {"xl/styles.xml",
       "<styleSheet><fills count=\"1\"><fill/></fills><cellXfs count=\"3\"><xf numFmtId=\"0\" "
       "fillId=\"0\"/><xf numFmtId=\"49\" "
       "fillId=\"0\"/><xf numFmtId=\"10\" fillId=\"0\"/></cellXfs></styleSheet>"},
      {"xl/workbook.xml",
       "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" r:id=\"r1\"/><sheet name=\"汇总\" "
       "r:id=\"r4\"/></sheets><definedNames><definedName name=\"_xlnm.Print_Area\" "
       "localSheetId=\"0\">表!$A$1:$C$5</definedName><definedName "
       "name=\"各项\">表!$B$3:$B$3</definedName></definedNames><extLst/></workbook>"},
      {"xl/worksheets/sheet1.xml", "<worksheet xmlns=\"m\"><dimension ref=\"A1:C9\"/><sheetData>" + rows +
                                       "</sheetData>" + behind + "</worksheet>"},
      {"xl/worksheets/sheet2.xml",
       "<worksheet><sheetData><row r=\"1\"><c "
       "r=\"A1\"><f>SUM(表!B3:B3)</f><v>7</v></c></row></sheetData></worksheet>"}};
  for (const auto& [name, text] : others) parts[name] = text;
  ZipWriter zip;
  for (const auto& [name, text] : parts) zip.add(name, text);
  return zip.finish();
}

std::string text_cell(const std::string& at, const std::string& text, int style = 0) {
  return fmt::format("<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t>{}</t></is></c>", at, style, text);
}
std::string row(int number, const std::string& cells, const std::string& attributes = "") {
  return fmt::format("<row r=\"{}\"{}>{}</row>", number, attributes, cells);
}

ViewShape shape() {
  return {{"标题", Kind::text, "", ""},      {"有逾期", Kind::flag, "", ""},
          {"指标", Kind::list, "", ""},      {"指标.编号", Kind::text, "", ""},
          {"指标.值", Kind::text, "", ""},   {"指标.颜色", Kind::text, "", ""},
          {"指标.任务", Kind::list, "", ""}, {"指标.任务.名称", Kind::text, "", ""},
          {"空的", Kind::list, "", ""},      {"空的.名称", Kind::text, "", ""},
          {"走势", Kind::chart, "", ""}};
}

ViewValue view() {
  ViewValue root = view_record();
  root.put("标题", "=SUM(A1) & <甲>\n第一期");
  root.put("有逾期", view_flag(true));
  ViewValue& indicators = root.put("指标", view_list());
  for (int number = 1; number <= 3; ++number) {
    ViewValue indicator = view_record();
    indicator.put("编号", number == 3 ? "8.10" : std::to_string(number));
    indicator.put("值", std::to_string(number * 10));
    indicator.put("颜色", number == 1 ? "C6E0B4" : "");
    ViewValue& tasks = indicator.put("任务", view_list());
    for (const char* name : {"甲", "乙"}) {
      ViewValue task = view_record();
      task.put("名称", name + std::to_string(number));
      tasks.items.push_back(task);
    }
    indicators.items.push_back(indicator);
  }
  root.put("空的", view_list());
  ViewChart chart;
  chart.title = "走势";
  root.put("走势", view_chart(chart));
  return root;
}

std::string filled(const std::string& bytes, const std::string& mark = "") {
  const auto done =
      fill_xlsx_template(bytes, "模板.xlsx", shape(), view(), {"题名", "2012-01-01T00:00:00Z", mark});
  EXPECT_TRUE(done) << done.error().text;
  if (!done) return "";
  for (const Diagnostic& each : done->diagnostics) ADD_FAILURE() << render(each);
  return done->bytes;
}

std::string part(const std::string& bytes, const std::string& name) {
  auto archive = ZipArchive::open(bytes);
  return archive && archive->has(name) ? archive->read(name).value_or("") : "";
}
std::string sheet(const std::string& bytes) {
  return part(bytes, "xl/worksheets/sheet1.xml");
}

// The rows as a reader sees them.
std::vector<std::string> lines(const std::string& bytes) {
  const auto read = read_xlsx(bytes, "out.xlsx");
  if (!read) return {read.error().text};
  std::vector<std::string> out;
  const Table& table = read->tables.at(0);
  for (int at = 0; at < table.rows; ++at) {
    std::string words;
    for (int column = 0; column < table.columns; ++column) {
      const TableCell* cell = table.at(at, column);
      words += (column == 0 ? "" : "|") + (cell == nullptr ? "^" : cell->text());
    }
    out.push_back(words);
  }
  return out;
}
using Lines = std::vector<std::string>;

// A head, a row for each, a total: what an office draws.
std::string list_rows() {
  return row(1, text_cell("A1", "{{标题}}")) + row(2, text_cell("A2", "编号") + text_cell("B2", "值")) +
         row(3,
             text_cell("A3", "{{#每个 指标}}{{编号}}") + text_cell("B3", "{{值}}") +
                 "<c r=\"C3\"><f>B3/SUM(B$3:B$3)</f><v>9</v></c>" + text_cell("D3", "{{/每个}}"),
             " ht=\"20\" customHeight=\"1\"") +
         row(5, text_cell("A5", "合计") + "<c r=\"B5\" s=\"2\"><f>SUM(B3)</f><v>1</v></c>");
}

TEST(XlsxTemplate, RepeatsARowAndMovesWhatStandsBelow) {
  const std::string done = filled(workbook(
      list_rows(),
      "<autoFilter ref=\"A2:C3\"/><mergeCells count=\"2\"><mergeCell ref=\"C3:D3\"/><mergeCell "
      "ref=\"A5:A6\"/></mergeCells><conditionalFormatting sqref=\"B3\"><cfRule><formula>B3&gt;$B$5</formula>"
      "</cfRule></conditionalFormatting><dataValidations count=\"1\"><dataValidation "
      "sqref=\"B3 B5\"/></dataValidations><pageSetup  orientation='landscape'/>"));
  const std::string xml = sheet(done);
  for (const char* wanted :
       {"<c r=\"B3\" s=\"0\"><v>10</v></c>", "<c r=\"B5\" s=\"0\"><v>30</v></c>", "<f>B4/SUM(B$3:B$5)</f>",
        "<row r=\"5\" ht=\"20\" customHeight=\"1\">", "<c r=\"B7\" s=\"2\"><f>SUM(B3:B5)</f></c>",
        "<autoFilter ref=\"A2:C5\"/>",
        "<mergeCells count=\"4\"><mergeCell ref=\"C3:D3\"/><mergeCell ref=\"C4:D4\"/><mergeCell "
        "ref=\"C5:D5\"/><mergeCell "
        "ref=\"A7:A8\"/></mergeCells>",
        "<conditionalFormatting sqref=\"B3:B5\"><cfRule><formula>B3&gt;$B$7</formula>", "sqref=\"B3:B5 B7\"",
        "<pageSetup  orientation='landscape'/>", "=SUM(A1) &amp; &lt;甲&gt;&#10;第一期</t>"})
    EXPECT_NE(xml.find(wanted), std::string::npos) << wanted << "\n" << xml;
  EXPECT_EQ(xml.find("<v>9</v>"), std::string::npos);
  EXPECT_NE(xml.find(">8.10</t>"), std::string::npos);  // as a number it would be shown as 8.1
  EXPECT_NE(part(done, "xl/worksheets/sheet2.xml").find("<f>SUM(表!B3:B5)</f></c>"), std::string::npos);
  const std::string book = part(done, "xl/workbook.xml");
  EXPECT_NE(book.find("表!$A$1:$C$7<"), std::string::npos) << book;
  EXPECT_NE(book.find("表!$B$3:$B$5<"), std::string::npos) << book;
  EXPECT_NE(book.find("<calcPr fullCalcOnLoad=\"1\"/><extLst/>"), std::string::npos) << book;
  EXPECT_EQ(part(done, "xl/theme/theme1.xml"), "<theme  odd = 'yes'/>");
  EXPECT_EQ(part(done, "xl/calcChain.xml"), "");
  EXPECT_EQ(part(done, "[Content_Types].xml").find("calcChain"), std::string::npos);
  EXPECT_EQ(part(done, "xl/_rels/workbook.xml.rels").find("calcChain"), std::string::npos);
  EXPECT_NE(part(done, "docProps/core.xml").find("题名"), std::string::npos);
  EXPECT_EQ(done,
            filled(workbook(list_rows(),
                            "<autoFilter ref=\"A2:C3\"/><mergeCells count=\"2\"><mergeCell ref=\"C3:D3\"/>"
                            "<mergeCell ref=\"A5:A6\"/></mergeCells><conditionalFormatting sqref=\"B3\">"
                            "<cfRule><formula>B3&gt;$B$5</formula></cfRule></conditionalFormatting>"
                            "<dataValidations count=\"1\"><dataValidation sqref=\"B3 B5\"/></dataValidations>"
                            "<pageSetup  orientation='landscape'/>")));
}

TEST(XlsxTemplate, RepeatsOverSeveralRowsAndInsideEachOther) {
  EXPECT_EQ(
      lines(filled(workbook(
          row(1, text_cell("A1", "{{#每个 指标}}")) + row(2, text_cell("A2", "指标{{编号}}")) +
          row(3, text_cell("A3", "{{#每个 指标.任务}}{{序号}}") + text_cell("B3", "{{任务.名称}}{{/每个}}")) +
          row(5, text_cell("A5", "{{/每个}}")) + row(6, text_cell("A6", "完"))))),
      (Lines{"指标1|^", "1|甲1", "2|乙1", "^|^", "指标2|^", "1|甲2", "2|乙2", "^|^", "指标8.10|^", "1|甲3",
             "2|乙3", "^|^", "完|^"}));
}

TEST(XlsxTemplate, MergesAndShades) {
  const std::string rows =
      row(1, text_cell("A1", "{{#每个 指标}}{{#每个 指标.任务}}{{合并:指标.编号}}{{指标.编号}}", 1) +
                 text_cell("C1", "{{底色:指标.颜色}}{{任务.名称}}{{/每个}}{{/每个}}"));
  const std::string done = filled(workbook(rows, "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>"));
  EXPECT_NE(sheet(done).find(
                "<mergeCells count=\"3\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"A3:B4\"/><mergeCell "
                "ref=\"A5:B6\"/></mergeCells>"),
            std::string::npos)
      << sheet(done);
  EXPECT_EQ(lines(done), (Lines{"1|^|甲1", "^|^|乙1", "2|^|甲2", "^|^|乙2", "8.10|^|甲3", "^|^|乙3"}));
  EXPECT_NE(sheet(done).find("<c r=\"C1\" s=\"3\""), std::string::npos) << sheet(done);
  EXPECT_NE(part(done, "xl/styles.xml").find("FFC6E0B4"), std::string::npos);
  EXPECT_NE(sheet(done).find("<c r=\"A1\" s=\"1\" t=\"inlineStr\">"), std::string::npos)
      << "a cell of texts has texts";
}

TEST(XlsxTemplate, Decides) {
  EXPECT_EQ(lines(filled(workbook(row(1, text_cell("A1", "{{#如果 有逾期}}")) +
                                  row(2, text_cell("A2", "有")) + row(3, text_cell("A3", "{{否则}}")) +
                                  row(4, text_cell("A4", "无")) + row(5, text_cell("A5", "{{/如果}}")) +
                                  row(6, text_cell("A6", "{{#如果没有 有逾期}}a{{否则}}b{{/如果}}"))))),
            (Lines{"有", "b"}));
}

// An empty list: its rows go, a total over them says nothing, a rule about them goes with them.
TEST(XlsxTemplate, AnEmptyListLeavesNoRows) {
  const std::string done =
      filled(workbook(row(1, text_cell("A1", "头")) +
                          row(3, text_cell("A3", "{{#每个 空的}}{{名称}}") + text_cell("B3", "{{/每个}}")) +
                          row(4, text_cell("A4", "尾") + "<c r=\"B4\"><f>SUM(B3:B3)</f><v>0</v></c>"),
                      "<dataValidations count=\"1\"><dataValidation sqref=\"B3\"/></dataValidations>"));
  EXPECT_EQ(lines(done), (Lines{"头", "^", "尾"}));
  EXPECT_NE(sheet(done).find("<c r=\"B3\" s=\"0\"/>"), std::string::npos) << sheet(done);
  EXPECT_EQ(sheet(done).find("dataValidation"), std::string::npos);
  EXPECT_NE(part(done, "xl/workbook.xml").find("\"各项\">#REF!<"), std::string::npos);
}

TEST(XlsxTemplate, KeepsTheLookOfRunsAndFormulasThatAreShared) {
  const std::string rich =
      "<c r=\"A1\" t=\"inlineStr\"><is><r><t>甲</t></r><r><rPr><b/></rPr><t>{{#每个 "
      "指标}}{{编</t></r><r><rPr><i/></rPr><t>号}}"
      "、{{/每个}}</t></r></is></c>";
  const std::string done = filled(
      workbook(row(1, rich) + row(2, "<c r=\"A2\"><f t=\"shared\" si=\"0\" ref=\"A2:A3\">B2*2</f></c>") +
               row(3, "<c r=\"A3\"><f t=\"shared\" si=\"0\"/><v>1</v></c>")));
  EXPECT_NE(sheet(done).find("<r><t xml:space=\"preserve\">甲</t></r><r><rPr><b/></rPr><t "
                             "xml:space=\"preserve\">1</t></r><r><rPr><i/>"),
            std::string::npos)
      << sheet(done);
  EXPECT_NE(sheet(done).find("<c r=\"A3\" s=\"0\"><f>B3*2</f></c>"), std::string::npos) << sheet(done);
}

TEST(XlsxTemplate, WhatIsSimulatedSaysSoOnTheSheetAndOnEveryPage) {
  const std::string done = filled(
      workbook(list_rows(), "<headerFooter><oddFooter>&amp;C{{标题}}</oddFooter></headerFooter><drawing/>",
               {{"xl/worksheets/sheet2.xml",
                 "<worksheet><sheetViews><sheetView><pane ySplit=\"2\" topLeftCell=\"A3\" "
                 "state=\"frozen\"/></sheetView></sheetViews><sheetData/></worksheet>"}}),
      "模拟数据");
  EXPECT_EQ(lines(done).at(0), "模拟数据|^");
  EXPECT_NE(sheet(done).find("<f>SUM(B4:B6)</f>"), std::string::npos) << sheet(done);
  EXPECT_NE(sheet(done).find("<headerFooter><oddHeader>&amp;C模拟数据</oddHeader><oddFooter>&amp;C=SUM(A1) "
                             "&amp;&amp; &lt;甲&gt;&#10;第一期"),
            std::string::npos)
      << sheet(done);
  const std::string other = part(done, "xl/worksheets/sheet2.xml");
  EXPECT_NE(other.find("<pane ySplit=\"3\" topLeftCell=\"A4\" state=\"frozen\"/>"), std::string::npos)
      << other;
  EXPECT_NE(other.find("<oddHeader>&amp;C模拟数据</oddHeader></headerFooter></worksheet>"), std::string::npos)
      << other;
}

TEST(XlsxTemplate, ChartsTablesCommentsAndPicturesFollow) {
  const std::string done = filled(workbook(
      list_rows(), "<drawing r:id=\"d\"/>",
      {{"xl/worksheets/_rels/sheet1.xml.rels",
        "<Relationships><Relationship Id=\"d\" Type=\"/drawing\" "
        "Target=\"../drawings/drawing1.xml\"/><Relationship Id=\"t\" "
        "Type=\"/table\" Target=\"../tables/table1.xml\"/><Relationship Id=\"c\" Type=\"/comments\" "
        "Target=\"../comments1.xml\"/><Relationship Id=\"v\" Type=\"/vmlDrawing\" "
        "Target=\"../drawings/v.vml\"/></Relationships>"},
       {"xl/drawings/drawing1.xml",
        "<xdr:wsDr><xdr:twoCellAnchor><xdr:from><xdr:row>6</xdr:row></xdr:from><xdr:to><xdr:row>20</"
        "xdr:row></xdr:to>"
        "</xdr:twoCellAnchor></xdr:wsDr>"},
       {"xl/tables/table1.xml", "<table ref=\"A2:C3\"><autoFilter ref=\"A2:C3\"/></table>"},
       {"xl/comments1.xml", "<comments><commentList><comment ref=\"B5\"/></commentList></comments>"},
       {"xl/drawings/v.vml", "<xml><x:Anchor>1, 15, 4, 2, 3, 15, 8, 4</x:Anchor><x:Row>4</x:Row></xml>"},
       {"xl/charts/chart1.xml",
        "<c:chartSpace><c:ser><c:tx><c:strRef><c:f>表!$B$2</c:f><c:strCache/></c:strRef></"
        "c:tx><c:val><c:numRef>"
        "<c:f>表!$B$3</c:f><c:numCache/></c:numRef></c:val></c:ser></c:chartSpace>"}}));
  EXPECT_NE(part(done, "xl/charts/chart1.xml").find("<c:numRef><c:f>表!$B$3:$B$5</c:f></c:numRef>"),
            std::string::npos);
  EXPECT_NE(part(done, "xl/charts/chart1.xml").find("<c:strRef><c:f>表!$B$2</c:f></c:strRef>"),
            std::string::npos);
  EXPECT_NE(
      part(done, "xl/drawings/drawing1.xml").find("<xdr:row>8</xdr:row></xdr:from><xdr:to><xdr:row>22<"),
      std::string::npos);
  EXPECT_NE(part(done, "xl/tables/table1.xml").find("<table ref=\"A2:C5\"><autoFilter ref=\"A2:C5\"/>"),
            std::string::npos);
  EXPECT_NE(part(done, "xl/comments1.xml").find("\"B7\""), std::string::npos);
  EXPECT_NE(part(done, "xl/drawings/v.vml").find("1, 15, 6, 2, 3, 15, 10, 4</x:Anchor><x:Row>6<"),
            std::string::npos)
      << part(done, "xl/drawings/v.vml");
}

Lines complaints(const std::string& rows, const std::string& behind = "") {
  const auto found = check_xlsx_template(workbook(rows, behind), "模板.xlsx", shape());
  if (!found) return {found.error().code};
  Lines out;
  for (const Diagnostic& each : *found)
    out.push_back(fmt::format("{} {}{} {} {}", each.code, each.where.column, each.where.row,
                              each.text.substr(0, each.text.find("：")), each.fix));
  return out;
}

TEST(XlsxTemplate, TellsEverythingThatIsWrongAtOnceBySheetAndCell) {
  EXPECT_EQ(complaints(row(1, text_cell("B1", "好{{标提}}") + text_cell("C1", "{{指标.值}}")) +
                       row(2, text_cell("A2", "{{标题}")) +
                       row(4, text_cell("A4", "{{图:走势}}") + text_cell("B4", "{{#循环 指标}}") +
                                  "<c r=\"C4\"><f>\"{{标题}}\"</f></c>") +
                       row(5, text_cell("A5", "{{#每个 有逾期}}x{{/每个}}"))),
            (Lines{"TPL003 B1 表!B1 是不是 标题？", "TPL007 C1 表!C1 写在 {{#每个 指标}} … {{/每个}} 之间",
                   "TPL001 A2 表!A2 标记写成 {{名称}}，在一个单元格之内开始和结束",
                   "TPL012 A4 表!A4 在模板里插入一个普通图表，数据取自重复的行：行数变化时图表的范围跟着变",
                   "TPL002 B4 表!B4 可以写 {{名称}}、{{#每个 名称}}、{{/每个}}、{{#如果 名称}}、{{#如果没有 "
                   "名称}}、{{否则}}、{{/如果}}、{{合并:名称}}、{{底色:名称}}",
                   "TPL002 C4 表!C4 把标记写在单独的单元格里，公式引用那个单元格",
                   "TPL007 A5 表!A5 写成 {{#如果 有逾期}} … {{/如果}}"}));
  EXPECT_EQ(complaints(row(1, text_cell("A1", "{{#每个 指标}}")) + row(2, text_cell("A2", "x")))
                .front()
                .substr(0, 9),
            "TPL004 A1");
  EXPECT_EQ(complaints(row(3, text_cell("C3", "{{/每个}}x"))).front().substr(0, 9), "TPL005 C3");
  EXPECT_EQ(complaints("", "<headerFooter><oddFooter>{{合并:标题}}</oddFooter></headerFooter>")
                .front()
                .substr(0, 7),
            "TPL009 ");
}

TEST(XlsxTemplate, IsBounded) {
  TemplateLimits limits;
  limits.max_elements = 100;
  std::string cells;
  for (int i = 0; i < 30; ++i)
    cells += text_cell("A1", "{{#每个 指标}}{{#每个 任务}}{{名称}}{{标题}}{{/每个}}{{/每个}}");
  const auto done = fill_xlsx_template(workbook(row(1, cells)), "a.xlsx", shape(), view(), {}, limits);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "TPL020");
  EXPECT_EQ(check_xlsx_template("%PDF-1.4", "a.pdf", shape()).error().code, "OFF001");
}

TEST(XlsxTemplate, ASheetWithoutMarksStaysByteForByte) {
  const std::string plain =
      "<worksheet><dimension ref='A1'/><sheetData>\n <row r='1'><c "
      "r='A1'><v>1</v></c></row>\n</sheetData></worksheet>";
  const std::string done = filled(workbook(list_rows(), "", {{"xl/worksheets/sheet2.xml", plain}}));
  EXPECT_EQ(part(done, "xl/worksheets/sheet2.xml"), plain);
}

// A height of the program's own choice is let go, so that the row is as high as its text.
TEST(XlsxTemplate, KeepsHeightsThatSomebodyChose) {
  const std::string done =
      filled(workbook(row(1, text_cell("A1", "{{标题}}"), " ht=\"14.25\" customHeight=\"false\"") +
                      row(2, text_cell("A2", "{{标题}}"), " ht=\"30\" customHeight=\"1\"") +
                      row(3, text_cell("A3", "完"), " ht=\"14.25\"")));
  EXPECT_EQ(sheet(done).find("14.25\" customHeight"), std::string::npos) << sheet(done);
  EXPECT_NE(sheet(done).find("<row r=\"2\" ht=\"30\""), std::string::npos);
  EXPECT_NE(sheet(done).find("<row r=\"3\" ht=\"14.25\""), std::string::npos);
}

TEST(XlsxTemplate, RowsAreAsHighAsTheirTextAndJoinedCellsAsTheirs) {
  const std::string styles =
      "<styleSheet><fonts><font><sz val=\"11\"/></font></fonts><fills count=\"1\"><fill/></fills><cellXfs "
      "count=\"1\"><xf><alignment wrapText=\"1\"/></xf></cellXfs></styleSheet>";
  const std::string rows =
      row(1, text_cell(
                 "A1",
                 "{{#每个 指标}}{{#每个 任务}}{{合并:指标.编号}}一二三四五六七八九十一二三四五六七八九十") +
                 text_cell("B1", "{{名称}}{{/每个}}{{/每个}}")) +
      row(2, text_cell("C2", "{{标题}}"));
  const std::string done = filled(workbook(rows, "", {{"xl/styles.xml", styles}}));
  // Six lines of 15.4 points over two rows; two lines.
  EXPECT_NE(sheet(done).find("<row ht=\"46.5\" r=\"1\">"), std::string::npos) << sheet(done);
  EXPECT_NE(sheet(done).find("<row ht=\"46.5\" r=\"2\">"), std::string::npos);
  EXPECT_NE(sheet(done).find("<row ht=\"62.0\" r=\"7\">"), std::string::npos);
}

TEST(XlsxTemplate, FillsWhatOurOwnWriterMakes) {
  XlsxContent content;
  XlsxSheet& made = content.sheets.emplace_back();
  made.name = "表";
  XlsxCell cell;
  cell.value = std::string("{{#每个 指标}}{{编号}}{{/每个}}");
  made.cells = {cell};
  made.frozen_rows = 1;
  EXPECT_EQ(lines(filled(write_xlsx(content).value())), Lines{"128.10"});
}

}  // namespace
}  // namespace chuangmo::ooxml
