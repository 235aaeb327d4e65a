#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

#include "app/workbook_comparison.h"
#include "app/workbook_desk.h"
#include "app/workbook_mishap_test.h"
#include "app/workbook_sample_test.h"
#include "app/workbook_values.h"
#include "base/text.h"
#include "publish/workbook.h"

// What people do to a workbook, ten thousand times: whatever they did, every value arrives as it was meant or
// is asked about, nothing lands in another's place, and nothing changes that nobody touched.
namespace chuangmo::app {
namespace {

constexpr int kFiles = 625;
constexpr int kAccidentsPerFile = 16;

struct Outcome {
  const Mishap& mishap;
  const RequestForm& form;
  const workflow::SubmissionContent& sent;
  const ReturnedWorkbook& returned;
  const WorkbookComparison& comparison;
};

// Somebody is told of something in the sheet, in that row or about the whole of it.
bool is_told(const Outcome& outcome, const std::string& sheet) {
  const auto is_it = [&](const Diagnostic& found) {
    return found.where.sheet == sheet || found.code == "WBK005" || found.code == "OFF005";
  };
  return std::any_of(outcome.returned.diagnostics.begin(), outcome.returned.diagnostics.end(), is_it) ||
         std::any_of(outcome.comparison.diagnostics.begin(), outcome.comparison.diagnostics.end(), is_it);
}

void check_figure(const Outcome& outcome, const FormFigure& figure) {
  const workflow::SubmittedFigure* before = given_figure(outcome.sent, figure);
  const workflow::SubmittedFigure* after = given_figure(outcome.comparison.next, figure);
  const std::string was = before == nullptr ? "" : before->as_given;
  const std::string is = after == nullptr ? "" : after->as_given;
  bool is_meant = is_same_number(is, was, figure.unit);
  std::vector<std::pair<std::string, std::string>> written;  // sheet, text
  for (const MeantSheet& sheet : outcome.mishap.sheets()) {
    for (const auto& [at, cell] : sheet.cells) {
      if (cell.meaning != figure.place) continue;
      written.emplace_back(sheet.name, cell.text);
      is_meant = is_meant || is_same_number(is, cell.text, figure.unit) || is == trim(cell.text) + "亿元";
    }
  }
  EXPECT_TRUE(is_meant) << figure.place << " became " << is << ", which nobody wrote there";
  for (const auto& [sheet, text] : written) {
    const bool arrived = is_same_number(is, text, figure.unit) ||
                         (text.empty() && written.size() > 1);  // a copy was filled in, which is told there
    // Of several that say the same, one is spoken of.
    const bool is_asked = std::any_of(written.begin(), written.end(), [&, &wanted = text](const auto& each) {
      return each.second == wanted && is_told(outcome, each.first);
    });
    EXPECT_TRUE(arrived || is_asked) << figure.place << ": " << text << " of " << sheet << " is lost, it is "
                                     << is;
  }
}

using Texts = std::map<std::string, std::string>;  // by field

// What stands in the rows of one ledger, by the record each is about.
std::map<std::string, std::vector<std::pair<std::string, Texts>>> written_records(const Mishap& mishap,
                                                                                  const std::string& ledger) {
  std::map<std::string, std::vector<std::pair<std::string, Texts>>> records;
  for (const MeantSheet& sheet : mishap.sheets()) {
    std::map<std::pair<std::string, int>, Texts> rows;
    for (const auto& [at, cell] : sheet.cells) {
      const auto parts = split(cell.meaning, ":");
      if (parts.size() == 3 && parts[0] == ledger) rows[{parts[1], at.first}][parts[2]] = cell.text;
    }
    for (auto& [key, texts] : rows) records[key.first].emplace_back(sheet.name, std::move(texts));
  }
  return records;
}

bool has_field(const Texts& texts, const FieldDefinition& field, const std::string& value) {
  const auto found = texts.find(field.key);
  const std::string text = found == texts.end() ? "" : found->second;
  const CellReading reading = read_field_cell(text, false, field, "");
  return is_same_field(value, reading.doubt ? "" : reading.text, field) || (reading.doubt && value.empty());
}

void check_ledger(const Outcome& outcome, const LedgerDefinition& ledger) {
  const auto written = written_records(outcome.mishap, ledger.key);
  std::vector<Texts> before;
  for (const auto& record : outcome.sent.records) {
    if (record.ledger == ledger.key) before.push_back(record.fields);
  }
  const auto value = [](const Texts& record, const std::string& key) {
    const auto found = record.find(key);
    return found == record.end() ? std::string() : found->second;
  };
  // Each record in the answer is of one origin: each field as that one has it, or as it was before.
  for (const auto& record : outcome.comparison.next.records) {
    if (record.ledger != ledger.key) continue;
    bool has_origin =
        std::any_of(before.begin(), before.end(), [&](const Texts& one) { return one == record.fields; });
    for (const auto& [number, rows] : written) {
      const auto index = static_cast<std::size_t>(std::stoi(number));
      for (const auto& [sheet, texts] : rows) {
        has_origin =
            has_origin ||
            std::all_of(ledger.fields.begin(), ledger.fields.end(), [&](const FieldDefinition& field) {
              const std::string is = value(record.fields, field.key);
              return has_field(texts, field, is) || is_told(outcome, sheet) ||
                     (index < before.size() && is_same_field(is, value(before[index], field.key), field));
            });
      }
    }
    EXPECT_TRUE(has_origin) << "a record of " << ledger.key
                            << " that nobody wrote: " << value(record.fields, "title")
                            << value(record.fields, "party");
  }
  // Each row is there, or somebody is asked.
  for (const auto& [number, rows] : written) {
    for (const auto& [sheet, texts] : rows) {
      const bool is_there = std::any_of(
          outcome.comparison.next.records.begin(), outcome.comparison.next.records.end(),
          [&](const auto& record) {
            return record.ledger == ledger.key &&
                   std::all_of(ledger.fields.begin(), ledger.fields.end(), [&](const FieldDefinition& field) {
                     return !field.derived.empty() ||
                            has_field(texts, field, value(record.fields, field.key));
                   });
          });
      const bool is_empty =
          std::all_of(texts.begin(), texts.end(), [](const auto& each) { return trim(each.second).empty(); });
      EXPECT_TRUE(is_there || is_empty || is_told(outcome, sheet))
          << "record " << number << " of " << sheet << " is lost";
    }
  }
}

TEST(WorkbookAccidents, TenThousandOfThem) {
  SampleOffice office;
  workflow::Request request = must(office->latest_work())->requests.at(kStatistics2010);
  using workflow::ItemKind;
  request.items = {{ItemKind::figure, "environmental_investment"},
                   {ItemKind::figure, "gdp"},
                   {ItemKind::figure, "per_capita_disposable_income"},
                   {ItemKind::figure, "total_emission"},
                   {ItemKind::ledger, "drills"},
                   {ItemKind::ledger, "violation_cases"},
                   {ItemKind::report, "10.7"}};
  const RequestForm form = must(request_form(*office, *must(office->latest_work()), request));
  ASSERT_GT(form.figures.size(), 3U);
  workflow::SubmissionContent sent = statistics_content("669.31亿元");
  for (const char* title : {"甲演练", "乙演练", "丙演练"})
    sent.records.push_back(
        {"drills", {{"title", title}, {"held_on", "2010-06-05"}, {"participants", "120"}}});
  sent.records.push_back(
      {"violation_cases",
       {{"party", "某厂"}, {"decided_on", "2010-03-01"}, {"serious", "否"}, {"fine", "5"}}});
  sent.reports["10.7"] = "正在推进";
  must(put_draft(*office, kStatistics2010, "", sent));
  const BookModel book =
      BookModel::of(must(make_workbook(*office, *must(office->latest_work()), request, true)));
  std::set<std::string> asked;
  for (unsigned seed = 0; seed < kFiles && !HasFailure(); ++seed) {
    Mishap mishap(seed, book, form);
    for (int i = 0; i < kAccidentsPerFile; ++i) mishap.happen();
    const Document document = must(ooxml::read_whole_xlsx(mishap.bytes(), "back.xlsx"));
    const ReturnedWorkbook returned = read_workbook(document, form);
    const WorkbookComparison comparison =
        compare_workbook(returned, &sent, sent, form, OnConflict::keep_current);
    const Outcome outcome{mishap, form, sent, returned, comparison};
    SCOPED_TRACE(fmt::format("seed {}: {}", seed, mishap.story()));
    for (const FormFigure& figure : form.figures) check_figure(outcome, figure);
    for (const LedgerDefinition* ledger : form.ledgers) check_ledger(outcome, *ledger);
    for (const Diagnostic& found : returned.diagnostics) asked.insert(found.code);
    for (const Diagnostic& found : comparison.diagnostics) asked.insert(found.code);
  }
  // The accidents reach every question there is.
  for (const char* code : {"WBK005", "WBK006", "WBK007", "WBK008", "WBK009", "WBK010", "WBK011", "WBK012",
                           "WBK014", "WBK016", "WBK017", "WBK022", "WBK023", "WBK024"})
    EXPECT_TRUE(asked.contains(code)) << code;
}

}  // namespace
}  // namespace chuangmo::app
