#include "ooxml/docx_template.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "ooxml/docx.h"
#include "ooxml/docx_fields.h"
#include "ooxml/docx_write.h"
#include "ooxml/zip.h"
#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

using Kind = ViewValue::Kind;

// A document of this body, in the way Word writes it.
std::string document(const std::string& body) {
  ZipWriter zip;
  zip.add("[Content_Types].xml",
          "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
          "Extension=\"rels\" ContentType=\"a\"/><Default Extension=\"xml\" ContentType=\"b\"/></Types>");
  zip.add("_rels/.rels",
          "<Relationships><Relationship Id=\"rId1\" Type=\"/officeDocument\" Target=\"word/document.xml\"/>"
          "</Relationships>");
  zip.add(
      "word/_rels/document.xml.rels",
      "<Relationships><Relationship Id=\"rId7\" Type=\"/footer\" Target=\"footer1.xml\"/></Relationships>");
  zip.add("word/footer1.xml", "<w:ftr xmlns:w=\"w\"><w:p><w:r><w:t>{{标题}}</w:t></w:r></w:p></w:ftr>");
  zip.add("word/document.xml", "<w:document xmlns:w=\"w\" xmlns:w14=\"w14\"><w:body>" + body +
                                   "<w:sectPr/></w:body></w:document>");
  return zip.finish();
}

std::string run(const std::string& text, const std::string& look = "") {
  return "<w:r>" + (look.empty() ? "" : "<w:rPr>" + look + "</w:rPr>") + "<w:t>" + text + "</w:t></w:r>";
}
std::string line(const std::string& text) {
  return "<w:p>" + run(text) + "</w:p>";
}
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "<w:tbl><w:tblPr/>";
  for (const auto& row : rows) {
    out += "<w:tr>";
    for (const std::string& cell : row) out += "<w:tc><w:tcPr><w:vAlign/></w:tcPr>" + line(cell) + "</w:tc>";
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

ViewShape shape() {
  return {{"标题", Kind::text, "", ""},      {"有逾期", Kind::flag, "", ""},
          {"指标", Kind::list, "", ""},      {"指标.编号", Kind::text, "", ""},
          {"指标.判定", Kind::text, "", ""}, {"指标.颜色", Kind::text, "", ""},
          {"指标.任务", Kind::list, "", ""}, {"指标.任务.名称", Kind::text, "", ""},
          {"段落", Kind::list, "", ""},      {"城市", Kind::record, "", ""},
          {"城市.名称", Kind::text, "", ""}, {"走势", Kind::chart, "", ""}};
}

ViewValue view() {
  ViewValue root = view_record();
  root.put("标题", "简报\n第一期");
  root.put("有逾期", view_flag(true));
  ViewValue& indicators = root.put("指标", view_list());
  for (int number = 1; number <= 2; ++number) {
    ViewValue indicator = view_record();
    indicator.put("编号", std::to_string(number));
    indicator.put("判定", number == 1 ? "达标" : "未达标",
                  "verdict:" + std::to_string(number) + "|2011|outcome");
    indicator.put("颜色", number == 1 ? "C6E0B4" : "F8CBAD");
    ViewValue& tasks = indicator.put("任务", view_list());
    for (const char* name : {"甲", "乙"}) {
      ViewValue task = view_record();
      task.put("名称", std::string(name) + std::to_string(number));
      tasks.items.push_back(task);
    }
    indicators.items.push_back(indicator);
  }
  root.put("段落", view_list({view_text("一段"), view_text("二段")}));
  root.put("城市", view_record()).put("名称", "朔州市");
  ViewChart chart;
  chart.title = "二氧化硫 <年均>";
  chart.categories = {"2009", "2010"};
  chart.series = {{"城区", {"0.07", ""}, "", false}, {"限值", {"0.06", "0.06"}, "", true}};
  root.put("走势", view_chart(chart));
  return root;
}

FilledDocument filled(const std::string& body) {
  const auto done =
      fill_docx_template(document(body), "模板.docx", shape(), view(), {"标题", "2012-01-01T00:00:00Z"});
  EXPECT_TRUE(done) << done.error().text;
  return done ? *done : FilledDocument{};
}

std::string part(const std::string& bytes, const char* name) {
  auto archive = ZipArchive::open(bytes);
  return archive ? archive->read(name).value_or("") : "";
}

// The paragraphs outside tables, then the rows of tables.
std::vector<std::string> lines(const std::string& body) {
  const FilledDocument done = filled(body);
  for (const Diagnostic& each : done.diagnostics) ADD_FAILURE() << render(each);
  const auto read = read_docx(done.bytes, "out.docx");
  if (!read) return {read.error().text};
  std::vector<std::string> out = read->paragraphs;
  for (const Table& each : read->tables) {
    for (int row = 0; row < each.rows; ++row) {
      std::string words;
      for (int column = 0; column < each.columns; ++column) {
        const TableCell* cell = each.at(row, column);
        words += (column == 0 ? "" : "|") + (cell == nullptr ? "^" : cell->text());
      }
      out.push_back(words);
    }
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(DocxTemplate, FillsAValueThatWordHasPartedOverRuns) {
  const std::string parted = "<w:p>" + run("市：{", "<w:b/>") + "<w:proofErr w:type=\"spellStart\"/>" +
                             run("{城市", "<w:i/>") + "<w:bookmarkStart w:id=\"1\"/>" + run(".名称}") +
                             "</w:p>";
  EXPECT_EQ(lines(line("{{城市.名称}}创模")), Lines{"朔州市创模"});
  // The bookmark stands within the mark, which is then none.
  const auto broken = filled(parted);
  ASSERT_EQ(broken.diagnostics.size(), 1U);
  const std::string whole = "<w:p>" + run("市：{", "<w:b/>") + "<w:proofErr/>" + run("{城市", "<w:i/>") +
                            run(".名称}}。") + "</w:p>";
  EXPECT_EQ(lines(whole), Lines{"市：朔州市。"});
  const std::string xml = part(filled(whole).bytes, "word/document.xml");
  EXPECT_NE(xml.find("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">朔州市</w:t>"), std::string::npos)
      << xml;
}

TEST(DocxTemplate, KnowsTheBracesOfAnInputMethod) {
  EXPECT_EQ(lines(line("｛｛ 城市．名称 ｝｝")), Lines{"朔州市"});
  EXPECT_EQ(lines(line("{{＃如果　有逾期}}有{{／如果}}")), Lines{"有"});
}

TEST(DocxTemplate, RepeatsWordsParagraphsAndRows) {
  EXPECT_EQ(lines(line("{{#每个 指标}}{{序号}}{{指标.判定}}、{{/每个}}完")), Lines{"1达标、2未达标、完"});
  EXPECT_EQ(lines(line("{{#每个 指标}}") + line("指标{{编号}}") + line("{{#每个 指标.任务}}") +
                  line("{{任务.名称}}") + line("{{/每个}}") + line("{{/每个}}") + line("完")),
            (Lines{"指标1", "甲1", "乙1", "指标2", "甲2", "乙2", "完"}));
  EXPECT_EQ(lines(line("{{#每个 段落}}{{段落}}") + line("间{{/每个}}")), (Lines{"一段", "间", "二段", "间"}));
  EXPECT_EQ(lines(table({{"号", "判定"}, {"{{#每个 指标}}{{编号}}", "{{判定}}{{/每个}}"}, {"止", ""}})),
            (Lines{"号|判定", "1|达标", "2|未达标", "止|"}));
  EXPECT_EQ(lines(table({{"{{#每个 指标}}", ""}, {"{{编号}}", "{{判定}}"}, {"另", "行"}, {"{{/每个}}", ""}})),
            (Lines{"1|达标", "另|行", "2|未达标", "另|行"}));
}

TEST(DocxTemplate, MergesCellsOfOneThing) {
  const std::string rows = table({{"{{#每个 指标}}{{#每个 指标.任务}}{{合并:指标.编号}}{{指标.编号}}",
                                   "{{底色:指标.颜色}}{{任务.名称}}{{/每个}}{{/每个}}"}});
  EXPECT_EQ(lines(rows), (Lines{"1|甲1", "^|乙1", "2|甲2", "^|乙2"}));
  const std::string xml = part(filled(rows).bytes, "word/document.xml");
  EXPECT_NE(
      xml.find("<w:tcPr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"C6E0B4\"/><w:vAlign/></w:tcPr>"),
      std::string::npos)
      << xml;
}

TEST(DocxTemplate, Decides) {
  EXPECT_EQ(lines(line("{{#如果 有逾期}}") + line("有") + line("{{否则}}") + line("无") + line("{{/如果}}")),
            Lines{"有"});
  EXPECT_EQ(lines(line("{{#如果没有 有逾期}}有{{否则}}无{{/如果}}")), Lines{"无"});
  EXPECT_EQ(lines(line("{{#每个 指标}}{{#如果 判定 是 未达标}}{{编号}}{{/如果}}{{#如果 判定 不是 "
                       "未达标}}好{{/如果}}{{/每个}}")),
            Lines{"好2"});
  EXPECT_EQ(lines(table({{"{{#如果没有 有逾期}}", ""}, {"没有", ""}, {"{{/如果}}", ""}}) + line("完")),
            Lines{"完"});
}

TEST(DocxTemplate, DrawsCharts) {
  const FilledDocument done = filled(line("{{图:走势 120×60}}"));
  EXPECT_NE(part(done.bytes, "word/document.xml").find("<wp:extent cx=\"4320000\" cy=\"2160000\"/>"),
            std::string::npos);
  EXPECT_NE(part(done.bytes, "word/charts/chuangmo1.xml").find("二氧化硫 &lt;年均&gt;"), std::string::npos);
  EXPECT_NE(part(done.bytes, "word/_rels/document.xml.rels").find("/word/charts/chuangmo1.xml"),
            std::string::npos);
  EXPECT_NE(part(done.bytes, "[Content_Types].xml").find("/word/charts/chuangmo1.xml"), std::string::npos);
}

TEST(DocxTemplate, SameInSameOut) {
  const std::string body =
      line("{{标题}}") + table({{"{{#每个 指标}}{{编号}}", "{{判定}}{{/每个}}"}}) + line("{{图:走势}}");
  EXPECT_EQ(filled(body).bytes, filled(body).bytes);
  EXPECT_NE(part(filled(body).bytes, "word/footer1.xml").find("第一期"), std::string::npos);
}

TEST(DocxTemplate, ValuesSayWhereTheyComeFrom) {
  const FilledDocument done =
      filled("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>" + run("一、{{城市.名称}}") + "</w:p>" +
             table({{"编号", "判定"}, {"{{#每个 指标}}{{编号}}", "{{判定}}{{/每个}}"}}));
  const auto fields = read_docx_fields(done.bytes);
  ASSERT_TRUE(fields);
  ASSERT_EQ(fields->size(), 2U);
  EXPECT_EQ((*fields)[1],
            (DocxField{"verdict:2|2011|outcome", "未达标", "未达标", 7, "一、朔州市", 1, 3, 2}));
  // Somebody changes a value by hand.
  std::string xml = part(done.bytes, "word/document.xml");
  xml = replace_all(xml, "preserve\">未达标<", "preserve\">基本达标<");
  ZipWriter zip;
  zip.add("word/document.xml", xml);
  const auto edited = read_docx_fields(zip.finish());
  ASSERT_TRUE(edited);
  EXPECT_EQ((*edited)[1].text, "基本达标");
  EXPECT_EQ((*edited)[1].written, "未达标");
}

Lines complaints(const std::string& body) {
  const auto found = check_docx_template(document(body), "模板.docx", shape());
  Lines out;
  if (!found) return {found.error().code};
  for (const Diagnostic& each : *found)
    out.push_back(each.code + " " + std::to_string(each.where.row) + " " + each.fix);
  return out;
}

TEST(DocxTemplate, TellsEverythingThatIsWrongAtOnce) {
  EXPECT_EQ(complaints(line("好{{城市.名称}}") + line("{{城市.名秤}}") + line("{{指标.判定}}") +
                       line("{{#每个 有逾期}}x{{/每个}}") + line("{{走势}}") + line("{{图:标题}}") +
                       line("{{合并:标题}}") + line("{{#循环 指标}}") + line("{{标题}")),
            (Lines{"TPL003 2 是不是 城市.名称？", "TPL007 3 写在 {{#每个 指标}} … {{/每个}} 之间",
                   "TPL007 4 写成 {{#如果 有逾期}} … {{/如果}}", "TPL008 5 写成 {{图:走势}}",
                   "TPL008 6 写成 {{标题}}", "TPL009 7 合并和底色写在表格的单元格里",
                   "TPL002 8 可以写 {{名称}}、{{#每个 名称}}、{{/每个}}、{{#如果 名称}}、{{#如果没有 "
                   "名称}}、{{否则}}、{{/如果}}、{{图:名称}}、"
                   "{{合并:名称}}、{{底色:名称}}",
                   "TPL001 9 标记写成 {{名称}}，在一段之内开始和结束"}));
  EXPECT_EQ(complaints(line("{{#每个 指标}}") + line("{{编号}}")).front().substr(0, 8), "TPL004 1");
  EXPECT_EQ(complaints(line("{{/每个}}") + line("x")).front().substr(0, 8), "TPL005 1");
  EXPECT_EQ(complaints(line("{{#每个 指标}}") + line("{{/如果}}")).front(), "TPL005 2 改为 {{/每个}}");
  EXPECT_EQ(complaints(table({{"{{#每个 指标}}"}, {"{{编号}}"}}) + line("{{/每个}}")).front().substr(0, 6),
            "TPL004");
  EXPECT_EQ(complaints(line("{{#每个 指标}}") + line("甲{{/每个}}乙{{#每个 指标}}") + line("{{/每个}}"))
                .front()
                .substr(0, 6),
            "TPL006");
}

TEST(DocxTemplate, IsBounded) {
  TemplateLimits limits;
  limits.max_elements = 40;
  std::string body = "{{#每个 指标}}";
  for (int i = 0; i < 100; ++i) body += "{{编号}}";
  body = line(body + "{{/每个}}");
  const auto done = fill_docx_template(document(body), "a.docx", shape(), view(), {}, limits);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "TPL020");
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "{{#每个 指标}}";
  EXPECT_EQ(complaints(line(deep)).front().substr(0, 6), "TPL004");
}

TEST(DocxTemplate, FillsWhatOurOwnWriterMakes) {
  DocxContent content;
  content.blocks.push_back(paragraph("{{城市.名称}}", DocxStyle::title));
  const auto done =
      fill_docx_template(write_docx(content), "a.docx", shape(), view(), {"题名", "2012-02-01T00:00:00Z"});
  ASSERT_TRUE(done);
  EXPECT_NE(part(done->bytes, "docProps/core.xml").find("题名"), std::string::npos);
  EXPECT_NE(part(done->bytes, "docProps/core.xml").find("2012-02-01"), std::string::npos);
}

}  // namespace
}  // namespace chuangmo::ooxml
