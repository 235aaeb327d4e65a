#include "publish/sample_page.h"

#include <array>
#include <fmt/format.h>
#include <string_view>

namespace chuangmo::publish::sample {
namespace {

struct Row {
  int group;
  std::string_view name;
  std::string_view name_en;
  Outcome outcome;
  std::string_view rule;
  std::string_view value;
  std::string_view limit;
  std::string_view unit;
  std::string_view best;
  std::string_view worst;
  std::string_view room;
  std::string_view room_unit;
  bool reachable;
  bool safe;
  int missing;
};

constexpr std::array<std::string_view, 5> kGroups{"基本条件", "经济社会", "环境质量", "环境建设", "环境管理"};
constexpr std::array<std::string_view, 5> kGroupsEn{"Basic conditions", "Economy", "Environment",
                                                    "Infrastructure", "Management"};
constexpr auto kMet = Outcome::met;
constexpr auto kNot = Outcome::not_met;
constexpr auto kUnd = Outcome::undecided;
constexpr auto kDue = Outcome::not_due;

constexpr std::array<Row, 26> kRows{{
    {0, "主要污染物总量控制", "Total emission control", kMet,
     "each year in 2009..2011, p in {COD, SO2}: emission(p) <= quota(p)", "18420", "19000", "t", "", "",
     "580", "t", true, true, 0},
    {0, "无重特大环境事件，应急演练", "No major incidents; drills", kMet,
     "count(incidents where severity >= major, last 3 years) = 0", "0", "0", "起", "", "", "", "", true,
     false, 0},
    {0, "城考连续三年名列前列", "Provincial ranking", kUnd, "each year in 2009..2011: rank <= 3", "", "3", "",
     "2", "6", "", "", true, false, 1},
    {1, "居民收入与环保投资指数", "Income and environmental investment", kNot,
     "each year in 2009..2011: environmental_investment / gdp >= 1.7 %", "1.58", "1.7", "%", "", "", "-1320",
     "万元", true, false, 0},
    {1, "工业增加值能耗逐年下降", "Energy intensity falling", kMet,
     "falling over 2009..2011: energy_consumption / industrial_value_added", "2.31", "2.47", "tce/万元", "",
     "", "0.16", "tce/万元", true, false, 0},
    {1, "单位GDP用水量逐年下降", "Water per GDP falling", kMet, "falling over 2009..2011: water_use / gdp",
     "52.4", "56.9", "m3/万元", "", "", "4.5", "m3/万元", true, false, 0},
    {1, "主要污染物排放强度逐年下降", "Emission intensity falling", kUnd,
     "falling over 2009..2011: emission(COD) / industrial_value_added", "", "3.1", "kg/万元", "2.6", "3.4",
     "", "", true, false, 2},
    {2, "城区空气质量达到二级标准", "Urban air quality", kNot,
     "share of days in year where api(air) <= 100 >= 85 %", "83.2", "85", "%", "", "", "-7", "d", false,
     false, 0},
    {2, "集中式饮用水水源地水质达标率", "Drinking-water sources", kMet, "drinking_water_rate = 100 %", "100",
     "100", "%", "", "", "", "", true, true, 0},
    {2, "水环境功能区与跨界断面达标", "Water function zones", kUnd,
     "each section in water_sections: water_class(section, year) <= target_class(section)", "", "", "", "",
     "", "", "", true, false, 3},
    {2, "区域环境噪声平均值", "Regional noise", kMet, "mean(region_noise, leq) <= 60 dB(A)", "54.3", "60",
     "dB(A)", "", "", "5.7", "dB(A)", true, true, 0},
    {2, "交通干线噪声平均值", "Traffic noise", kMet, "length_weighted_mean(traffic_noise, leq) <= 70 dB(A)",
     "68.9", "70", "dB(A)", "", "", "1.1", "dB(A)", true, false, 0},
    {3, "建成区绿化覆盖率", "Green coverage", kMet, "green_area / built_up_area >= 35 %", "39.7", "35", "%",
     "", "", "1.2", "km2", true, true, 0},
    {3, "生活污水集中处理与再生利用", "Sewage treatment and reuse", kDue,
     "each year in 2009..2011: sewage_treated / sewage_total >= 80 %", "", "80", "%", "91", "74", "", "",
     true, false, 2},
    {3, "重点工业企业稳定达标", "Key enterprises in compliance", kNot,
     "share of enterprises where compliant = 100 %", "96.4", "100", "%", "", "", "-2", "家", true, false, 0},
    {3, "城市清洁能源使用率", "Clean energy", kMet, "clean_energy / energy_total >= 50 %", "57.2", "50", "%",
     "", "", "31000", "tce", true, false, 0},
    {3, "机动车环保定期检验率", "Vehicle inspection", kUnd, "vehicles_inspected / vehicles_due >= 85 %", "",
     "85", "%", "88.1", "79.5", "4200", "辆", true, false, 1},
    {3, "生活垃圾无害化处理率", "Refuse treatment", kMet, "refuse_treated / refuse_total >= 85 %", "92.6",
     "85", "%", "", "", "", "", true, true, 0},
    {3, "工业固体废物处置利用率", "Industrial solid waste", kMet,
     "(waste_used + waste_disposed) / waste_generated >= 90 %", "93.8", "90", "%", "", "", "", "", true,
     false, 0},
    {3, "危险废物依法安全处置", "Hazardous waste", kMet, "hazardous_disposed / hazardous_generated = 100 %",
     "100", "100", "%", "", "", "", "", true, false, 0},
    {4, "环境管理目标责任制", "Responsibility system", kDue,
     "each quarter in year: count(meetings where body = \"市政府\") >= 1", "3", "4", "次", "4", "3", "1",
     "次", true, false, 1},
    {4, "环评与“三同时”执行率", "EIA and three simultaneities", kMet,
     "share of construction_projects where eia_approved = 100 %", "100", "100", "%", "", "", "", "", true,
     false, 0},
    {4, "环保机构独立建制与能力建设", "Institutions and capacity", kMet,
     "each county in counties: bureau(county)", "", "", "", "", "", "", "", true, true, 0},
    {4, "公众对城市环境的满意率", "Public satisfaction", kUnd,
     "survey(satisfaction).lower_bound(95 %) >= 80 %", "", "80", "%", "82.4", "78.9", "", "", true, false, 1},
    {4, "中小学环境教育普及率", "Environmental education", kDue,
     "share of schools where class_hours >= 12 >= 85 %", "", "85", "%", "100", "61", "", "", true, false, 4},
    {4, "城市环境卫生工作", "Urban sanitation", kMet, "title_of_sanitary_city", "", "", "", "", "", "", "",
     true, true, 0},
}};

TraceNode leaf(int index) {
  TraceNode node;
  node.op = "figure";
  node.text = fmt::format("{}年环境保护投资", 2009 + index % 3);
  node.value = std::to_string(48200 + index * 137);
  node.unit = "万元";
  node.shown = fmt::format("{} 万元", 48200 + index * 137);
  node.origin =
      Origin{"data/figures_2011.xlsx", std::string(64, 'a'), "统计数据", 12 + index, "数值", "市统计局"};
  return node;
}

std::vector<MissingItem> missing_items(int count, bool in_future) {
  static constexpr std::array<std::string_view, 4> kSuppliers{"市统计局", "市环保局", "市公安局", "市教育局"};
  std::vector<MissingItem> items;
  for (int i = 0; i < count; ++i) {
    items.push_back({fmt::format("figure_{}", i), fmt::format("应报数据第{}项", i + 1), "2011",
                     std::string(kSuppliers[static_cast<std::size_t>(i) % kSuppliers.size()]),
                     in_future ? "期末尚未到" : "未报送", in_future});
  }
  return items;
}

CriterionVerdict criterion_of(const Row& row, int number) {
  CriterionVerdict criterion;
  criterion.id = fmt::format("{}.1", number);
  criterion.name = row.name;
  criterion.rule = row.rule;
  criterion.outcome = row.outcome;
  criterion.value = row.value;
  criterion.limit = row.limit;
  criterion.unit = row.unit;
  criterion.best = row.best;
  criterion.worst = row.worst;
  criterion.missing = missing_items(row.missing, row.outcome == kDue);
  if (row.outcome == kUnd)
    criterion.would_decide = "市统计局报送2011年数据后即可判定；若不低于 4.86 亿元则达标。";
  criterion.reachable = {true,
                         row.reachable,
                         row.safe,
                         std::string(row.room),
                         std::string(row.room_unit),
                         row.reachable ? "年底前仍可达标" : "剩余天数全部优良也达不到"};
  criterion.editions = {"GB 3095-1996"};
  criterion.weakest = number % 8 == 0 ? Confidence::memory : Confidence::verified;
  criterion.trace = tree(number == 8 ? 5 : 3, number == 8 ? 9 : 3);
  criterion.trace.value = row.outcome == kMet ? "true" : row.outcome == kNot ? "false" : "unknown";
  criterion.trace.text = row.rule;
  return criterion;
}

void add_task(PlanIndicator& indicator, int number, std::string text, TaskKind kind) {
  Task task;
  task.number = number;
  task.label = fmt::format("{}.{}", indicator.number, number);
  task.text = std::move(text);
  task.kind = kind;
  task.schedule.due = number % 2 == 0 ? "2011-12-31" : "";
  task.lead = {{"市环保局", false, false, "市环保局"}};
  task.cooperating = {{"市统计局", false, false, "市统计局"}, {"各县（区）政府", true, true, "各县区政府"}};
  task.notes = {"等"};
  task.source.row = indicator.number * 4 + number;
  indicator.tasks.push_back(std::move(task));
}

Chart trend(int indicator, std::string title, std::string unit, std::vector<std::string> values,
            std::string limit, bool is_ceiling) {
  Chart chart;
  chart.indicator = indicator;
  chart.kind = ChartKind::trend;
  chart.title = std::move(title);
  chart.title_en = "Three years";
  chart.unit = std::move(unit);
  chart.limit = std::move(limit);
  chart.limit_is_ceiling = is_ceiling;
  ChartSeries series;
  int year = 2009;
  for (std::string& value : values) series.points.push_back({std::to_string(year++), std::move(value), ""});
  chart.series.push_back(std::move(series));
  return chart;
}

}  // namespace

TraceNode tree(int levels, int width) {
  TraceNode node;
  node.op = "each";
  node.text = fmt::format("第{}层：逐年检查", levels);
  node.value = "true";
  node.citation =
      Citation{"GB 3095-1996", "表1", levels % 2 == 0 ? Confidence::memory : Confidence::verified};
  node.details = {{"edition", "GB 3095-1996"}, {"valid_days", "361"}};
  for (int i = 0; i < width; ++i) node.children.push_back(levels <= 1 ? leaf(i) : tree(levels - 1, width));
  if (!node.children.empty() && levels == 2) {
    node.children.back().value = "false";
    node.value = "false";
  }
  return node;
}

Pack pack() {
  Pack result;
  result.id = "sample-pack";
  result.title = "山西省环境保护模范城市考核指标（2011）";
  result.title_en = "Shanxi model city indicators (2011)";
  result.years = {2009, 2010, 2011};
  for (const std::string_view group : kGroups) result.groups.emplace_back(group);
  for (const std::string_view group : kGroupsEn) result.groups_en.emplace_back(group);
  result.scopes = {"全市域"};
  result.scopes_en = {"Whole municipality"};
  int number = 0;
  for (const Row& row : kRows) {
    IndicatorDefinition definition;
    definition.number = ++number;
    definition.name = row.name;
    definition.name_en = row.name_en;
    definition.group = kGroups[static_cast<std::size_t>(row.group)];
    definition.requirement = fmt::format("{}达到任务分解表规定的要求，近三年逐年考核", row.name);
    definition.requirement_en = fmt::format("{} as the plan requires, in each of three years", row.name_en);
    definition.scope = "全市域";
    result.indicators.push_back(std::move(definition));
  }
  return result;
}

Plan plan() {
  Plan result;
  result.title = "朔州市创建山西省环境保护模范城市任务分解表";
  result.file = "annex.txt";
  for (int number = 1; number <= 26; ++number) {
    PlanIndicator indicator;
    indicator.number = number;
    indicator.requirement = kRows[static_cast<std::size_t>(number - 1)].name;
    add_task(indicator, 1, "加强组织领导，落实目标责任，确保本项指标按期达到规定要求", TaskKind::works);
    add_task(indicator, 2, "及时提供各年度数据资料", TaskKind::data_supply);
    add_task(indicator, 3, "在新闻媒体发布进展情况", TaskKind::publication);
    result.indicators.push_back(std::move(indicator));
  }
  result.units.units = {{"市环保局", {"环保局"}, UnitKind::agency, false, "Environmental Protection Bureau"},
                        {"市统计局", {}, UnitKind::agency, true}};
  result.units.groups = {{"各县（区）政府", {"各县区政府"}, {"朔城区政府", "平鲁区政府"}, false}};
  result.diagnostics = {{"PLN012",
                         Severity::warning,
                         {"annex.txt", "", 2, "责任单位", 0, 6},
                         "疑为错别字：环境投保护",
                         "改为：环境保护",
                         ""}};
  return result;
}

Evaluation evaluation() {
  Evaluation result;
  result.programme = "shuozhou";
  result.pack = "sample-pack";
  result.as_of = Date::of(2011, 10, 31);
  result.known_at = Instant::at(Date::of(2011, 11, 1), 9, 30);
  int number = 0;
  for (const Row& row : kRows) {
    IndicatorVerdict verdict;
    verdict.number = ++number;
    verdict.name = row.name;
    verdict.outcome = row.outcome;
    verdict.sentence = fmt::format("{}：{}，{}。", row.name, outcome_name_zh(row.outcome),
                                   row.value.empty() ? "现有数据不足以下结论" : "依据已报数据");
    verdict.criteria.push_back(criterion_of(row, number));
    if (number == 8 || number == 14) {
      CriterionVerdict second = criterion_of(row, number);
      second.id = fmt::format("{}.2", number);
      second.name = number == 8 ? "主要污染物年平均值达到二级标准" : "污水再生利用率";
      second.rule =
          number == 8
              ? "each p in {SO2, NO2, PM10}: annual_mean(air, p) <= limit(\"GB 3095\", p, annual, class II)"
              : "reused / treated >= 20 %";
      second.value = number == 8 ? "0.098" : "";
      second.limit = number == 8 ? "0.10" : "20";
      second.unit = number == 8 ? "mg/m3" : "%";
      if (number == 8) second.outcome = kMet;
      verdict.criteria.push_back(std::move(second));
    }
    result.indicators.push_back(std::move(verdict));
  }
  return result;
}

std::vector<Chart> charts() {
  std::vector<Chart> all;
  all.push_back(trend(1, "化学需氧量排放量", "t", {"21300", "19870", "18420"}, "19000", true));
  all.push_back(trend(4, "环境保护投资指数", "%", {"1.82", "1.74", "1.58"}, "1.7", false));
  all.push_back(trend(5, "万元工业增加值能耗", "tce/万元", {"2.66", "2.47", "2.31"}, "", true));
  all.push_back(trend(6, "万元GDP用水量", "m3/万元", {"61.2", "56.9", "52.4"}, "", true));
  all.push_back(trend(7, "化学需氧量排放强度", "kg/万元", {"3.6", "3.1", ""}, "", true));
  Chart means = trend(8, "污染物年平均浓度", "mg/m3", {"0.112", "0.104", "0.098"}, "0.10", true);
  means.series[0].name = "可吸入颗粒物";
  means.series[0].name_en = "PM10";
  means.series.push_back(
      {"二氧化硫", "SO2", {{"2009", "0.071", ""}, {"2010", "0.062", ""}, {"2011", "0.055", ""}}});
  means.series.push_back(
      {"二氧化氮", "NO2", {{"2009", "0.031", ""}, {"2010", "0.033", ""}, {"2011", "0.030", ""}}});
  all.push_back(means);
  Chart roads = trend(12, "各路段等效声级", "dB(A)", {}, "70", true);
  roads.kind = ChartKind::bars;
  for (int i = 0; i < 24; ++i)
    roads.series[0].points.push_back(
        {fmt::format("路段{}", i + 1), fmt::format("{}.{}", 64 + (i * 5) % 9, i % 10), ""});
  all.push_back(roads);
  Chart grids = trend(11, "各网格等效声级", "dB(A)", {}, "60", true);
  grids.kind = ChartKind::bars;
  for (int i = 0; i < 120; ++i)
    grids.series[0].points.push_back(
        {fmt::format("{}", i + 1), fmt::format("{}.{}", 48 + (i * 7) % 14, i % 10), ""});
  all.push_back(grids);
  all.push_back(trend(13, "建成区绿化覆盖率", "%", {"36.1", "38.0", "39.7"}, "35", false));
  return all;
}

}  // namespace chuangmo::publish::sample
