#include "publish/documents/document_kinds.h"

#include <array>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "base/text.h"
#include "ooxml/docx.h"
#include "ooxml/docx_fields.h"
#include "ooxml/docx_template.h"
#include "ooxml/xlsx.h"
#include "ooxml/xlsx_template.h"
#include "publish/sample_page.h"

namespace chuangmo::publish {
namespace {

std::string shipped_template(const DocumentKind& kind, DocumentForm form = DocumentForm::docx) {
  std::ifstream file(
      std::string(CHUANGMO_SOURCE_DIR) + "/catalog/templates/documents/" + template_file(kind, form),
      std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

workflow::Slip slip(workflow::SlipColour colour, const std::string& unit) {
  workflow::Slip made;
  made.about = "request:" + unit + "|2010";
  made.unit = unit;
  made.colour = colour;
  made.due = Date::of(2011, 3, 1);
  made.overdue_working_days = colour == workflow::SlipColour::red ? 5 : 0;
  made.title = "报送 2010 年数据";
  made.reason = "已过期限";
  return made;
}

workflow::UnitScore score() {
  workflow::UnitScore made;
  made.unit = "市统计局";
  made.period = Period::of_year(2010);
  made.complete = {18, 20};
  made.on_time = {1, 3};
  made.mean_days_late = *Rational::make(5, 2);
  return made;
}

// Sources with something of everything.
struct Sample {
  Pack pack = sample::pack();
  Plan plan = sample::plan();
  Evaluation now = sample::evaluation();
  Evaluation before = now;

  DocumentSources of(const DocumentKind& kind) {
    before.indicators.front().outcome =
        now.indicators.front().outcome == Outcome::met ? Outcome::not_met : Outcome::met;
    const std::string unit = plan.indicators.front().tasks.front().lead.front().name;
    DocumentSources sources{pack, "朔州市", Date::of(2012, 1, 5), Instant::at(Date::of(2012, 1, 5)),
                            {},   unit};
    sources.period = kind.periods.empty() ? Period::of_year(2012) : period(kind.periods.front());
    sources.plan = &plan;
    sources.now = &now;
    sources.before = &before;
    sources.monitoring = sample::monitoring();
    sources.slips = {slip(workflow::SlipColour::red, unit), slip(workflow::SlipColour::blue, unit),
                     slip(workflow::SlipColour::red, "另一个单位")};
    sources.scores = {score()};
    sources.overdue = {{"市统计局", 2, Date::of(2011, 3, 1), 9}};
    sources.next = {{Date::of(2012, 3, 1), 4, {"市统计局", "市水务局"}}};
    sources.findings = {
        {"PLN021", Severity::warning, {.file = "a", .row = 1}, "漏了分隔符", "加上顿号", "甲乙"}};
    sources.assessment = {{"1", "生产总值", "万元", "5", "", "", "gdp", "123.4"}};
    return sources;
  }

  static Period period(PeriodKind kind) {
    switch (kind) {
      case PeriodKind::day:
        return Period::of_day(Date::of(2011, 3, 5));
      case PeriodKind::month:
        return Period::of_month(2011, 3);
      case PeriodKind::quarter:
        return Period::of_quarter(2011, 1);
      default:
        return Period::of_year(2011);
    }
  }
};

TEST(DocumentKinds, ViewsHaveWhatTheirShapesSay) {
  for (const DocumentKind& kind : document_kinds()) {
    Sample sample;
    const auto found = disagreements(kind.view(sample.of(kind)), kind.shape());
    EXPECT_EQ(found, std::vector<std::string>()) << kind.name;
    for (const ViewField& field : kind.shape())
      EXPECT_FALSE(field.meaning.empty()) << kind.name << " " << field.path;
  }
}

TEST(DocumentKinds, TheTemplatesThatComeAlongAreRight) {
  for (const DocumentKind& kind : document_kinds()) {
    const auto found = ooxml::check_docx_template(shipped_template(kind), template_file(kind), kind.shape());
    ASSERT_TRUE(found) << kind.name << " " << found.error().text;
    for (const Diagnostic& each : *found) ADD_FAILURE() << kind.name << "\n" << render(each);
  }
}

TEST(DocumentKinds, EachIsADocumentThatReadsAndKnowsItsNumbers) {
  for (const DocumentKind& kind : document_kinds()) {
    Sample sample;
    const ViewValue view = kind.view(sample.of(kind));
    const auto filled =
        ooxml::fill_docx_template(shipped_template(kind), template_file(kind), kind.shape(), view, {"题名"});
    ASSERT_TRUE(filled) << kind.name;
    const auto read = ooxml::read_docx(filled->bytes, "a.docx");
    ASSERT_TRUE(read) << kind.name << " " << read.error().text;
    for (const std::string& text : read->paragraphs) EXPECT_EQ(text.find("{{"), std::string::npos) << text;
    const auto fields = ooxml::read_docx_fields(filled->bytes);
    ASSERT_TRUE(fields);
    const auto texts = bound_texts(view);
    for (const ooxml::DocxField& field : *fields) {
      const auto bound = texts.find(field.binding);
      ASSERT_NE(bound, texts.end()) << field.binding;
      EXPECT_EQ(field.text, bound->second) << kind.name << " " << field.binding;
    }
  }
}

// Those that an office keeps as tables come along as workbooks too; filled in they read as the list that was
// asked for.
TEST(DocumentKinds, TheWorkbooksThatComeAlongAreFilledIn) {
  constexpr std::array<std::pair<const char*, const char*>, 4> kBooks{{{"task-table", "指标"},
                                                                       {"assessment-notice", "单位"},
                                                                       {"self-check", "指标"},
                                                                       {"city-assessment", "考核项目"}}};
  for (const auto& [name, list] : kBooks) {
    const DocumentKind& kind = *document_kind(name);
    Sample sample;
    const ViewValue view = kind.view(sample.of(kind));
    const auto filled = ooxml::fill_xlsx_template(shipped_template(kind, DocumentForm::xlsx),
                                                  template_file(kind, DocumentForm::xlsx), kind.shape(), view,
                                                  {"题名", "2012-01-01T00:00:00Z", "模拟数据"});
    ASSERT_TRUE(filled) << name << " " << filled.error().text;
    for (const Diagnostic& each : filled->diagnostics) ADD_FAILURE() << name << "\n" << render(each);
    const auto read = ooxml::read_xlsx(filled->bytes, "a.xlsx");
    ASSERT_TRUE(read) << name << " " << read.error().text;
    ASSERT_EQ(read->tables.size(), 1U);
    const Table& table = read->tables.front();
    EXPECT_EQ(table.at(0, 0)->text(), "模拟数据") << name;
    EXPECT_GE(table.rows, 3 + static_cast<int>(view.member(list)->items.size())) << name;
    for (const TableCell& cell : table.cells)
      EXPECT_EQ(cell.text().find("{{"), std::string::npos) << cell.text();
  }
}

TEST(DocumentKinds, SlipsOfOneUnitASheetForEachColour) {
  Sample sample;
  const DocumentKind& kind = *document_kind("reminder");
  const ViewValue view = kind.view(sample.of(kind));
  const auto& sheets = view.member("催办单")->items;
  ASSERT_EQ(sheets.size(), 2U);
  EXPECT_EQ(sheets[0].member("名称")->text, "红色督办");
  EXPECT_EQ(sheets[0].member("件数")->text, "1");
  EXPECT_FALSE(sheets[0].member("另起一页")->is_on);
  EXPECT_TRUE(sheets[1].member("另起一页")->is_on);
}

TEST(DocumentKinds, AreFoundByName) {
  EXPECT_EQ(document_kind("nothing"), nullptr);
  EXPECT_EQ(template_file(*document_kind("air-daily")), "air-daily.docx");
  EXPECT_EQ(template_file(*document_kind("air-daily"), DocumentForm::xlsx), "air-daily.xlsx");
  Sample sample;
  const DocumentKind& kind = *document_kind("monthly-bulletin");
  EXPECT_EQ(document_title(kind, sample.of(kind)), "朔州市创模工作月度简报（2011年3月）");
}

}  // namespace
}  // namespace chuangmo::publish
