// A small catalogue in which one file is the input. The doors name the file: k pack.toml, i an indicator,
// e editions of standards, m parameters.toml, o sources.toml, g programme.toml, c a year of the calendar,
// w workflow.toml, h checks.toml, u unit-changes.toml. A pack without a fault must be one that can be judged.
#include "catalog/calendar.h"
#include "catalog/check_rules.h"
#include "catalog/checks.h"
#include "catalog/files.h"
#include "catalog/pack.h"
#include "catalog/programme.h"
#include "catalog/standards.h"
#include "catalog/unit_changes.h"
#include "catalog/workflow_settings.h"
#include "eval/evaluate.h"
#include "fuzz.h"

namespace chuangmo::fuzz {
namespace {

using namespace chuangmo::catalog;

constexpr const char* kPack = R"(
id = "p"
title = "试点"
title_en = "trial"
years = [2009, 2010, 2011]
groups = ["环境质量"]

[[station_set]]
key = "air"
name = "空气点位"
medium = "air"
interval = "hour"
parameters = ["SO2"]
scope = "建成区"
definition = "国控点位"
)";
constexpr const char* kIndicator = R"(
number = 1
key = "air"
name = "空气"
name_en = "air"
group = "环境质量"
requirement = "达标"
requirement_en = "met"
scope = "建成区"

[[criterion]]
id = "1.1"
name = "投资"
rule = "each year: investment >= 5 万元"
source = "annex 1"
cite = { document = "annex", clause = "1", confidence = "V2" }

[[criterion]]
id = "1.2"
name = "年均值"
rule = 'each year: annual_mean(air, SO2) <= limit("GB 3095", SO2, annual, class II)'
source = "annex 1"
cite = { document = "annex", clause = "1", confidence = "V2" }

[[criterion]]
id = "1.3"
name = "好于二级的天数"
rule = "share of days in year where api(air) <= 100 >= 85 %"
source = "annex 1"
cite = { document = "annex", clause = "1", confidence = "V2" }

[[figure]]
key = "investment"
name = "投资"
unit = "万元"
scope = "全市域"
definition = "全年"
cite = { document = "annex", clause = "", confidence = "V2" }

[[ledger]]
key = "drills"
name = "演练"
date_field = "held_on"
identity = ["held_on"]
scope = "全市域"
definition = "每次一条"
cite = { document = "annex", clause = "", confidence = "V2" }
fields = [
  { key = "held_on", name = "日期", type = "date" },
  { key = "level", name = "级别", type = "ordinal", choices = ["low", "high"], choice_names = ["低", "高"] },
]
)";
constexpr const char* kEditions = R"(
[[edition]]
id = "GB 3095-1996"
family = "GB 3095"
title = "环境空气质量标准"
from = 1996-10-01

[[edition.limits]]
clause = "表1"
confidence = "MEM"
unit = "mg/m3"
grades = ["II"]
rows = [{ parameter = "SO2", averaging = "annual", II = "0.06" }]
)";
constexpr const char* kParameters = R"(
[[parameter]]
key = "SO2"
name = "二氧化硫"
unit = "ug/m3"
decimals = 1
medium = "air"
low = "0"
high = "10000"
)";

CatalogFiles files_with(const Knock& input) {
  CatalogFiles files = {{"packs/p/pack.toml", kPack},
                        {"packs/p/indicators/01-air.toml", kIndicator},
                        {"standards/gb-3095.toml", kEditions},
                        {"parameters.toml", kParameters},
                        {"sources.toml", "[[source]]\nid = \"s\"\nwhat = \"a book\"\n"},
                        {"programmes/p/programme.toml",
                         "id = \"p\"\ncity = \"甲市\"\ntitle = \"t\"\ntitle_en = \"t\"\npack = \"p\"\n"
                         "table = \"annex.txt\"\n"}};
  const char* path = input.door == 'k'   ? "packs/p/pack.toml"
                     : input.door == 'i' ? "packs/p/indicators/01-air.toml"
                     : input.door == 'e' ? "standards/gb-3095.toml"
                     : input.door == 'm' ? "parameters.toml"
                     : input.door == 'o' ? "sources.toml"
                     : input.door == 'c' ? "calendar/2011.toml"
                     : input.door == 'w' ? "workflow.toml"
                     : input.door == 'h' ? "packs/p/checks.toml"
                     : input.door == 'u' ? "programmes/p/unit-changes.toml"
                                         : "programmes/p/programme.toml";
  files[path] = std::string(input.text);
  return files;
}

void judge(const Pack& pack, const Standards& standards) {
  eval::EvaluationRequest request;
  request.programme = "p";
  request.as_of = Date::of(2011, 12, 31);
  const Evaluation evaluation = eval::evaluate(pack, standards, {}, request);
  FUZZ_EXPECT(evaluation.indicators.size() == pack.indicators.size());
  for (std::size_t i = 0; i < pack.indicators.size(); ++i) {
    FUZZ_EXPECT(evaluation.indicators[i].criteria.size() == pack.indicators[i].criteria.size());
    FUZZ_EXPECT(!evaluation.indicators[i].sentence.empty());
  }
}

void check_standards(const Standards& standards) {
  for (const Edition& edition : standards.editions) {
    for (const Limit& limit : edition.limits)
      FUZZ_EXPECT(edition.find_limit(limit.parameter, limit.averaging, limit.grade, limit.medium) == &limit);
    FUZZ_EXPECT(standards.by_id(edition.id) != nullptr);
  }
}

// What is read beside standards and packs: each day of the calendar is of its year, each rule has names.
void read_work(const CatalogFiles& files, const Pack& pack) {
  Diagnostics found;
  const WorkingCalendar calendar = read_calendar(files, found);
  for (const Date day : calendar.holidays) FUZZ_EXPECT(day.year() == 2011 && day.weekday() < 6);
  for (const Date day : calendar.worked_days) FUZZ_EXPECT(day.year() == 2011 && day.weekday() >= 6);
  if (files.contains("workflow.toml")) {
    const WorkflowSettings settings = read_workflow_settings(files, found);
    for (const auto& [rhythm, defaults] : settings.rhythms) FUZZ_EXPECT(defaults.due_days >= 0);
  }
  for (const CheckRule& rule : read_checks(files, pack, found)) FUZZ_EXPECT(!rule.left.empty());
  for (const UnitChangeProposal& proposal :
       read_unit_changes(files, "p", {"市环保局", "市住建局"}, pack, found))
    FUZZ_EXPECT(!proposal.edge.before.empty());
  check_findings(found);
}

void read_catalog(const Knock& input) {
  const CatalogFiles files = files_with(input);
  Diagnostics found;
  const auto programmes = read_programmes(files, found);
  FUZZ_EXPECT(programmes.size() <= 1);
  const auto standards = read_standards(files, found);
  if (!standards) return check_failure(standards.error());
  const auto pack = read_pack(files, "p", found);
  if (pack) {
    const Diagnostics of_rules = check_rules(*pack, *standards);
    found.insert(found.end(), of_rules.begin(), of_rules.end());
  }
  check_findings(found);
  if (pack) read_work(files, *pack);
  if (!pack) FUZZ_EXPECT(has_errors(found));
  if (has_errors(found)) return;
  check_standards(*standards);
  judge(*pack, *standards);
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  read_catalog(knock(bytes, size, "kiemogcwhu"));
  return 0;
}
