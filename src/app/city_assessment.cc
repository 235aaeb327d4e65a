#include "app/city_assessment.h"

#include <algorithm>
#include <array>

#include "base/csv.h"
#include "base/file.h"
#include "base/text.h"

namespace chuangmo::app {
namespace {

constexpr std::array<std::string_view, 7> kColumns{"编号", "名称", "单位",    "权重",
                                                   "上限", "下限", "统计数据"};
constexpr std::size_t kMaxBytes = 1U << 20;

std::string value_of(const FactSet& facts, const std::string& figure, const Period& year) {
  for (const FigureFact& fact : facts.figures) {
    if (fact.figure == figure && fact.subject.empty() && fact.period == year) return fact.value.text();
  }
  return "";
}

}  // namespace

Result<std::vector<publish::AssessmentRow>> city_assessment_rows(Office& office, const Period& year,
                                                                 Instant known_at) {
  const std::filesystem::path file = office.root() / "templates" / "city-assessment.csv";
  std::error_code error;
  std::vector<publish::AssessmentRow> rows;
  if (!std::filesystem::exists(file, error)) return rows;
  CHUANGMO_TRY(bytes, read_file(file, kMaxBytes));
  CHUANGMO_TRY(text, decode_text(bytes));
  const CsvText csv = read_csv(text.utf8, file.filename().string());
  std::vector<std::string> head = csv.rows.empty() ? std::vector<std::string>() : csv.rows.front().fields;
  for (std::string& each : head) each = trim(each);
  if (!std::equal(head.begin(), head.end(), kColumns.begin(), kColumns.end()))
    return fail("OUT006", file.string() + " 的第一行不是所要的各栏",
                "第一行写：编号,名称,单位,权重,上限,下限,统计数据");
  CHUANGMO_TRY(reading, office.reader());
  store::FactQuery query;
  query.programme = office.programme().id;
  query.station_sets.emplace();  // no readings
  query.known_at = known_at;
  query.from = year.begin;
  query.until = year.end;
  CHUANGMO_TRY(facts, reading->store->read(query));
  for (std::size_t i = 1; i < csv.rows.size(); ++i) {
    std::vector<std::string> cells = csv.rows[i].fields;
    cells.resize(kColumns.size());
    for (std::string& cell : cells) cell = trim(cell);
    rows.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6],
                    value_of(facts, cells[6], year)});
  }
  return rows;
}

}  // namespace chuangmo::app
