#pragma once
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "rule/evaluation.h"

namespace chuangmo::rule {

// The small city that the tests and the examples of docs/formats/criteria.md speak of; its names and facts
// are listed there. Fields are public: a test changes what it is about.
class TestCity : public Schema, public Facts {
 public:
  TestCity() {
    add_figures();
    add_ledgers();
    add_stations();
    add_methods();
    add_figure_values();
    add_records();
    add_limits();
  }

  // ---- Schema
  const FigureDefinition* figure(std::string_view key) const override { return find(figures, key); }
  const LedgerDefinition* ledger(std::string_view key) const override { return find(ledgers, key); }
  const StationSetDefinition* station_set(std::string_view key) const override { return find(sets, key); }
  const SurveyDefinition* survey(std::string_view key) const override { return find(surveys, key); }
  const Parameter* parameter(std::string_view key) const override { return find(parameters, key); }
  const MethodSignature* method(std::string_view name) const override {
    for (const auto& one : methods) {
      if (one.name == name) return &one;
    }
    return nullptr;
  }
  bool has_family(std::string_view family) const override {
    return family == "GB 3095" || family == "GB 3838";
  }
  bool has_limit(std::string_view family, std::string_view parameter, std::string_view averaging,
                 std::string_view grade) const override {
    return grade.empty() || limits.contains(std::tuple(std::string(family), std::string(parameter),
                                                       std::string(averaging), std::string(grade)));
  }
  const std::vector<int>& years() const override { return assessed; }
  std::vector<std::string> names(NameKind kind) const override {
    switch (kind) {
      case NameKind::figure:
        return keys(figures);
      case NameKind::ledger:
        return keys(ledgers);
      case NameKind::station_set:
        return keys(sets);
      case NameKind::survey:
        return keys(surveys);
      case NameKind::parameter:
        return keys(parameters);
      case NameKind::family:
        return {"GB 3095", "GB 3838"};
      case NameKind::method:
        break;
    }
    std::vector<std::string> found;
    for (const auto& one : methods) found.push_back(one.name);
    return found;
  }

  // ---- Facts
  Answer figure(const FigureDefinition& definition, std::string_view subject,
                const Period& period) const override {
    Answer answer;
    answer.trace.op = "figure";
    answer.trace.details = {{"figure", definition.key}, {"period", period.text()}};
    const Unit unit = parse_unit(definition.unit).value();
    const auto known = figure_values.find(std::tuple(definition.key, std::string(subject), period.text()));
    if (known != figure_values.end()) {
      answer.value = Number::exactly(Rational::from(known->second).value(), unit);
      return answer;
    }
    Number number = Number::unknown(
        unit, {definition.key, definition.name, period.text(), definition.supplier, "未报送", false});
    if (definition.low) number.range.low = Bound{Rational::from(*definition.low).value()};
    if (definition.high) number.range.high = Bound{Rational::from(*definition.high).value()};
    answer.value = number;
    return answer;
  }
  LedgerRecords records(const LedgerDefinition& definition, const Period& period) const override {
    LedgerRecords found;
    for (const RecordFact& record : all_records) {
      if (record.ledger == definition.key && period.contains(record.period)) found.records.push_back(&record);
    }
    found.closed = true;
    for (int year = period.begin.year(); year <= (period.end - 1).year(); ++year) {
      const bool closed = closed_years.contains({definition.key, year});
      found.closed = found.closed && closed;
      if (!closed)
        found.missing.push_back(
            {definition.key, definition.name, std::to_string(year), "", "未确认填报完毕", year > 2011});
    }
    if (found.closed) {
      found.closure.emplace();
      found.closure->op = "closure";
    }
    return found;
  }
  std::vector<const Station*> members(const StationSetDefinition& set) const override {
    std::vector<const Station*> found;
    for (const Station& station : stations) {
      if (station.set == set.key) found.push_back(&station);
    }
    return found;
  }
  Answer call(const MethodSignature& method, const std::vector<Argument>& arguments,
              const Period& period) const override;
  Answer survey(const SurveyDefinition&, SurveyMeasure measure, const std::optional<Rational>& confidence,
                const Period&) const override {
    Answer answer;
    if (measure == SurveyMeasure::sample_size) {
      answer.value = Number::exactly(Rational(600));
    } else {
      const bool bound = measure != SurveyMeasure::rate && confidence;
      answer.value = Number::exactly(Rational::make(bound ? 81 : 84, 100).value());
    }
    return answer;
  }
  Answer limit(std::string_view family, std::string_view parameter, std::string_view averaging,
               std::string_view grade, const Period& period) const override {
    Answer answer;
    const auto found = limits.find(
        std::tuple(std::string(family), std::string(parameter), std::string(averaging), std::string(grade)));
    if (found == limits.end()) {
      answer.value = Number::unknown(
          parse_unit(find(parameters, parameter)->unit).value(),
          {std::string(family), std::string(parameter), period.text(), "", "没有限值", false});
      return answer;
    }
    answer.trace.citation = Citation{"GB 3095-1996", "表1", Confidence::verified};
    answer.value = Number::exactly(Rational::from(found->second.first).value(),
                                   parse_unit(found->second.second).value());
    return answer;
  }

  std::vector<int> assessed = {2009, 2010, 2011};
  std::vector<FigureDefinition> figures;
  std::vector<LedgerDefinition> ledgers;
  std::vector<StationSetDefinition> sets;
  std::vector<SurveyDefinition> surveys;
  std::vector<Parameter> parameters;
  std::vector<MethodSignature> methods;
  std::map<std::tuple<std::string, std::string, std::string>, Decimal>
      figure_values;  // figure, subject, period
  std::vector<RecordFact> all_records;
  std::map<std::pair<std::string, int>, bool> closed_years;
  std::vector<Station> stations;
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::pair<Decimal, std::string>>
      limits;

  void add_record(const std::string& ledger, const std::string& identity, const std::string& date,
                  std::map<std::string, std::string> fields) {
    RecordFact record;
    record.ledger = ledger;
    record.identity = identity;
    record.period = Period::parse(date).value();
    record.fields = std::move(fields);
    record.origin = {"records.csv", "", "", static_cast<int>(all_records.size()) + 2, "", ""};
    all_records.push_back(std::move(record));
  }

 private:
  template <class Items>
  static auto find(const Items& items, std::string_view key) -> const typename Items::value_type* {
    for (const auto& item : items) {
      if (item.key == key) return &item;
    }
    return nullptr;
  }
  template <class Items>
  static std::vector<std::string> keys(const Items& items) {
    std::vector<std::string> found;
    for (const auto& item : items) found.push_back(item.key);
    return found;
  }

  void add_figure(const char* key, const char* name, const char* unit, PeriodKind period = PeriodKind::year,
                  std::vector<std::string> subjects = {}, std::optional<Decimal> high = std::nullopt) {
    FigureDefinition definition;
    definition.key = key;
    definition.name = name;
    definition.unit = unit;
    definition.period = period;
    definition.subjects = std::move(subjects);
    definition.supplier = "市统计局";
    definition.low = Decimal(0, 0);
    definition.high = high;
    figures.push_back(std::move(definition));
  }
  void add_figures() {
    add_figure("gdp", "地区生产总值", "亿元");
    add_figure("environmental_investment", "环境保护投资", "万元");
    add_figure("per_capita_disposable_income", "城镇居民人均可支配收入", "元");
    add_figure("energy_consumption", "规模以上工业能源消费量", "tce");
    add_figure("industrial_value_added", "规模以上工业增加值", "万元");
    add_figure("water_use", "用水总量", "万m3");
    add_figure("water_reused", "再生水利用量", "万m3");
    figures.back().part_of = "water_use";
    add_figure("sewage_rate", "城市生活污水集中处理率", "%", PeriodKind::year, {}, Decimal(100, 0));
    add_figure("emission", "排放量", "t", PeriodKind::year, {"COD", "SO2", "NH3-N"});
    add_figure("emission_quota", "总量控制指标", "t", PeriodKind::year, {"COD", "SO2", "NH3-N"});
    add_figure("sewage_treated", "污水处理量", "万m3", PeriodKind::month);
    add_figure("teaching_hours", "环境教育课时", "课时", PeriodKind::school_year);
  }
  void set(const char* figure_key, const char* subject, const char* period, const char* value) {
    figure_values[{figure_key, subject, period}] = Decimal::parse(value).value();
  }
  void set_years(const char* figure_key, const char* subject, const char* first, const char* second,
                 const char* third) {
    const std::array<const char*, 3> values = {first, second, third};
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (*values[i] != '\0') set(figure_key, subject, std::to_string(2009 + i).c_str(), values[i]);
    }
  }
  void add_figure_values() {
    set_years("gdp", "", "500", "600", "700");
    set_years("environmental_investment", "", "90000", "108000", "130000");
    set_years("per_capita_disposable_income", "", "13000", "15000", "17000");
    set_years("energy_consumption", "", "900000", "950000", "980000");
    set_years("industrial_value_added", "", "2500000", "3000000", "");
    set_years("water_use", "", "20000", "20500", "20800");
    set_years("water_reused", "", "2000", "2500", "");
    set_years("sewage_rate", "", "78", "82", "");
    set_years("emission", "COD", "1000", "980", "950");
    set_years("emission", "SO2", "3000", "2900", "2950");
    set_years("emission_quota", "COD", "1100", "1000", "960");
    set_years("emission_quota", "SO2", "3100", "3000", "2900");
    for (int month = 1; month <= 12; ++month)
      set("sewage_treated", "", Period::of_month(2011, month).text().c_str(), "150");
    set("teaching_hours", "", "2009/2010", "12");
    set("teaching_hours", "", "2010/2011", "14");
  }

  static FieldDefinition field(const char* key, const char* name, FieldType type, const char* unit = "") {
    FieldDefinition definition;
    definition.key = key;
    definition.name = name;
    definition.type = type;
    definition.unit = unit;
    return definition;
  }
  void add_ledger(const char* key, const char* name, std::vector<FieldDefinition> fields) {
    LedgerDefinition definition;
    definition.key = key;
    definition.name = name;
    definition.fields = std::move(fields);
    definition.supplier = "市环保局";
    ledgers.push_back(std::move(definition));
  }
  void add_ledgers() {
    FieldDefinition severity = field("severity", "级别", FieldType::ordinal);
    severity.choices = {"general", "larger", "major", "extraordinary"};
    severity.choice_names = {"一般", "较大", "重大", "特大"};
    FieldDefinition body = field("body", "会议主体", FieldType::choice);
    body.choices = {"party", "government"};
    body.choice_names = {"市委", "市政府"};
    add_ledger("incidents", "突发环境事件",
               {field("occurred_on", "发生日期", FieldType::date), severity,
                field("deaths", "死亡人数", FieldType::number, "人")});
    add_ledger("drills", "应急演练", {field("held_on", "演练日期", FieldType::date)});
    add_ledger(
        "meetings", "环保专题会议",
        {field("held_on", "会议日期", FieldType::date), body, field("topic", "议题", FieldType::text)});
    add_ledger(
        "construction_projects", "建设项目",
        {field("name", "项目名称", FieldType::text), field("eia_approved", "环评已批复", FieldType::boolean),
         field("approved_on", "批复日期", FieldType::date),
         field("completed_on", "竣工日期", FieldType::date),
         field("investment", "总投资", FieldType::number, "万元")});
    add_ledger("schools", "中小学",
               {field("hours", "环境教育课时", FieldType::number, "课时"),
                field("pupils", "学生数", FieldType::number, "人")});
    add_ledger("plans", "规划", {field("eia_done", "规划环评已开展", FieldType::boolean)});
  }
  void add_records() {
    for (const auto& definition : ledgers) {
      for (const int year : {2009, 2010, 2011}) {
        if (definition.key != "drills" && (definition.key != "incidents" || year < 2011))
          closed_years[{definition.key, year}] = true;
      }
    }
    add_record("incidents", "E1", "2009-06-01",
               {{"occurred_on", "2009-06-01"}, {"severity", "general"}, {"deaths", "0"}});
    add_record("incidents", "E2", "2010-03-05",
               {{"occurred_on", "2010-03-05"}, {"severity", "larger"}, {"deaths", "3"}});
    for (const char* day : {"2009-06-05", "2010-06-05", "2011-06-05"})
      add_record("drills", std::string("D") + day, day, {{"held_on", day}});
    for (const char* day : {"2011-02-10", "2011-05-11", "2011-08-12", "2011-11-13"}) {
      add_record("meetings", std::string("M") + day, day,
                 {{"held_on", day}, {"body", "government"}, {"topic", "创模"}});
    }
    add_record("construction_projects", "P1", "2011",
               {{"eia_approved", "true"},
                {"approved_on", "2011-01-20"},
                {"completed_on", "2011-02-19"},
                {"investment", "3000"}});
    add_record("construction_projects", "P2", "2011",
               {{"eia_approved", "true"}, {"approved_on", "2011-03-20"}, {"investment", "1000"}});
    add_record("construction_projects", "P3", "2011",
               {{"eia_approved", "false"}, {"completed_on", "2011-05-01"}, {"investment", "1000"}});
    add_record("construction_projects", "P4", "2010", {{"eia_approved", "true"}, {"investment", "500"}});
    add_record("schools", "S1", "2011", {{"hours", "12"}, {"pupils", "900"}});
    add_record("schools", "S2", "2011", {{"hours", "14"}, {"pupils", "600"}});
    add_record("schools", "S3", "2011", {{"hours", "10"}, {"pupils", "300"}});
    add_record("schools", "S4", "2011", {{"pupils", "200"}});
  }

  void add_station(const char* set_key, const char* key, const char* target) {
    Station station;
    station.set = set_key;
    station.key = key;
    station.name = key;
    station.target_class = target;
    stations.push_back(std::move(station));
  }
  void add_stations() {
    const auto add_set = [&](const char* key, const char* name, const char* medium,
                             std::vector<std::string> reported) {
      StationSetDefinition definition;
      definition.key = key;
      definition.name = name;
      definition.medium = medium;
      definition.parameters = std::move(reported);
      sets.push_back(std::move(definition));
    };
    add_set("air", "环境空气自动站", "air", {"SO2", "NO2", "PM10"});
    add_set("water_sections", "地表水断面", "water", {"COD"});
    add_set("traffic_noise", "道路交通噪声路段", "noise_traffic", {"leq"});
    add_station("water_sections", "W1", "III");
    add_station("water_sections", "W2", "IV");
    add_station("water_sections", "W3", "V");
    const auto add_parameter = [&](const char* key, const char* name, const char* unit) {
      Parameter parameter;
      parameter.key = key;
      parameter.name = name;
      parameter.unit = unit;
      parameter.medium = std::string_view(unit).ends_with("g/m3") ? "air" : "";
      parameters.push_back(std::move(parameter));
    };
    add_parameter("SO2", "二氧化硫", "ug/m3");
    add_parameter("NO2", "二氧化氮", "ug/m3");
    add_parameter("PM10", "可吸入颗粒物", "ug/m3");
    add_parameter("CO", "一氧化碳", "mg/m3");
    add_parameter("COD", "化学需氧量", "mg/L");
    add_parameter("leq", "等效声级", "dB(A)");
    SurveyDefinition satisfaction;
    satisfaction.key = "satisfaction";
    satisfaction.name = "公众满意率调查";
    surveys.push_back(std::move(satisfaction));
  }
  void add_method(const char* name, const char* name_zh, std::vector<ArgumentKind> arguments,
                  MethodResult result, const char* unit, PeriodKind period) {
    MethodSignature signature;
    signature.name = name;
    signature.name_zh = name_zh;
    signature.arguments = std::move(arguments);
    signature.result = result;
    signature.unit = unit;
    signature.period = period;
    methods.push_back(std::move(signature));
  }
  void add_methods() {
    constexpr ArgumentKind kSet = ArgumentKind::station_set;
    constexpr ArgumentKind kParameter = ArgumentKind::parameter;
    constexpr ArgumentKind kStation = ArgumentKind::station;
    constexpr ArgumentKind kPeriod = ArgumentKind::period;
    constexpr ArgumentKind kPercentage = ArgumentKind::percentage;
    add_method("annual_mean", "年平均浓度", {kSet, kParameter, kPeriod}, MethodResult::number, "parameter",
               PeriodKind::year);
    add_method("api", "空气污染指数", {kSet}, MethodResult::number, "", PeriodKind::day);
    add_method("water_class", "水质类别", {kStation, kPeriod}, MethodResult::water_class, "",
               PeriodKind::year);
    add_method("target_class", "水质目标", {kStation}, MethodResult::water_class, "", PeriodKind::span);
    add_method("length_weighted_mean", "路长加权平均声级", {kSet, kParameter}, MethodResult::number,
               "parameter", PeriodKind::year);
    add_method("percentile", "百分位数", {kSet, kParameter, kPercentage}, MethodResult::number, "parameter",
               PeriodKind::year);
  }

  void add_limits() {
    limits[{"GB 3095", "SO2", "annual", "II"}] = {Decimal(6, 2), "mg/m3"};
    limits[{"GB 3095", "NO2", "annual", "II"}] = {Decimal(8, 2), "mg/m3"};
    limits[{"GB 3095", "PM10", "annual", "II"}] = {Decimal(10, 2), "mg/m3"};
    limits[{"GB 3095", "PM10", "24h", "II"}] = {Decimal(15, 2), "mg/m3"};
    limits[{"GB 3838", "COD", "", "III"}] = {Decimal(20, 0), "mg/L"};
    limits[{"GB 3838", "COD", "", "IV"}] = {Decimal(30, 0), "mg/L"};
    limits[{"GB 3838", "COD", "", "V"}] = {Decimal(40, 0), "mg/L"};
  }
};

// annual_mean: SO2 45, NO2 30, PM10 95 ug/m3. api: 80, but 120 in January; unknown in December 2011. Water:
// W1 III, W2 IV, W3 劣V.
inline Answer TestCity::call(const MethodSignature& method, const std::vector<Argument>& arguments,
                             const Period& period) const {
  Answer answer;
  if (method.name == "annual_mean" || method.name == "percentile") {
    const std::string key = arguments[1].parameter->key;
    answer.value = Number::exactly(Rational(key == "SO2"   ? 45
                                            : key == "NO2" ? 30
                                                           : 95),
                                   parse_unit(arguments[1].parameter->unit).value());
  } else if (method.name == "length_weighted_mean") {
    answer.value = Number::exactly(Rational::make(685, 10).value(), parse_unit("dB(A)").value());
  } else if (method.name == "api") {
    const bool unknown = period.begin.year() == 2011 && period.begin.month() == 12;
    answer.value = unknown ? Number::unknown(
                                 {}, {"air", "环境空气自动站", period.text(), "市环保局", "没有监测值", true})
                           : Number::exactly(Rational(period.begin.month() == 1 ? 120 : 80));
  } else {
    const std::string key = arguments[0].station->key;
    const bool target = method.name == "target_class";
    const std::string grade = target        ? arguments[0].station->target_class
                              : key == "W1" ? "III"
                              : key == "W2" ? "IV"
                                            : "劣V";
    const Scale* classes = shared_scale(MethodResult::water_class);
    answer.value = Ordinal{classes, *classes->rank(grade), *classes->rank(grade), {}};
  }
  return answer;
}

}  // namespace chuangmo::rule
