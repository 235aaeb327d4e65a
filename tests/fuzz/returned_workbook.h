#pragma once
// The workbook that comes back, and the red cells put into it, on arbitrary bytes. An input that begins with
// '<' is a sheet of a workbook whose hidden keys it may hold; any other is a file.
#include <string>
#include <string_view>

#include "app/library.h"
#include "app/workbook_comparison.h"
#include "app/workbook_reading.h"
#include "fuzz.h"
#include "ooxml/xlsx.h"
#include "ooxml/xlsx_mark.h"
#include "ooxml/zip_write.h"

namespace chuangmo::fuzz {

inline const app::RequestForm& form() {
  static const Pack pack = [] {
    const app::Library library = app::read_library(std::nullopt).value();
    return app::load_pack(library, "shanxi-model-city-2011").value();
  }();
  static const app::RequestForm form = [] {
    app::RequestForm made;
    made.request.id = "市统计局|2010";
    made.request.period = Period::of_year(2010);
    for (const char* key : {"gdp", "per_capita_disposable_income"}) {
      const FigureDefinition* figure = pack.figure(key);
      made.figures.push_back({figure->key, "", made.request.period, std::string("figure:") + key,
                              figure->name, figure->name, figure->unit, "", "", "", false, std::nullopt,
                              std::nullopt});
    }
    made.ledgers = {pack.ledger("drills"), pack.ledger("violation_cases")};
    made.reports = {{"10.7", ""}};
    return made;
  }();
  return form;
}

inline std::string workbook_around(std::string_view xml) {
  ooxml::ZipWriter zip;
  zip.add("[Content_Types].xml", "<Types xmlns='t'></Types>");
  zip.add(
      "xl/_rels/workbook.xml.rels",
      "<R><Relationship Id='r1' Type='/worksheet' Target='sheet.xml'/><Relationship Id='s' Type='/styles' "
      "Target='styles.xml'/></R>");
  zip.add("xl/styles.xml",
          "<styleSheet><fills count='1'><fill/></fills><cellXfs><xf fillId='0'/></cellXfs></styleSheet>");
  zip.add("xl/workbook.xml", "<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>");
  zip.add("xl/sheet.xml", xml);
  return zip.finish();
}

inline void come_back(std::string_view input) {
  const std::string bytes = input.starts_with('<') ? workbook_around(input) : std::string(input);
  const auto document = ooxml::read_whole_xlsx(bytes, "fuzz.xlsx");
  if (!document) return check_failure(document.error());
  const app::ReturnedWorkbook returned = app::read_workbook(*document, form());
  check_findings(returned.diagnostics);
  const workflow::SubmissionContent nothing;
  const app::WorkbookComparison comparison =
      app::compare_workbook(returned, &nothing, nothing, form(), app::OnConflict::keep_current);
  check_findings(comparison.diagnostics);
  for (const workflow::SubmittedFigure& figure : comparison.next.figures)
    FUZZ_EXPECT(form().figure(figure.figure, figure.subject, figure.period) != nullptr &&
                !figure.as_given.empty());
  for (const workflow::SubmittedRecord& record : comparison.next.records)
    FUZZ_EXPECT(form().ledger(record.ledger) != nullptr && !record.fields.empty());
  std::vector<ooxml::XlsxMark> marks;
  for (const app::CellChange& cell : comparison.cells)
    marks.push_back({cell.where.sheet, cell.where.row % 9, 3, cell.name});
  marks.push_back({"a", 2, 1, "<看> & ]]>"});
  const auto marked = ooxml::mark_xlsx(bytes, "fuzz.xlsx", marks, app::kOurComment);
  if (!marked) return check_failure(marked.error());
  // What is marked reads as before.
  const auto again = ooxml::read_whole_xlsx(*marked, "fuzz.xlsx");
  FUZZ_EXPECT(again.has_value() && again->tables.size() == document->tables.size());
}

}  // namespace chuangmo::fuzz
