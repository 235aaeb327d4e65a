#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/civil.h"
#include "base/decimal.h"
#include "model/standard.h"

namespace chuangmo {

// Names are Chinese, and beside each stands an English one (`name_en`, `*_names_en`). A pack may lack it:
// then it is empty, the catalogue's check tells so (CAT081), and whoever shows it in English shows the
// Chinese.

// A number one unit owes for one period. A figure with subjects is a family: emission(COD), emission(SO2).
struct FigureDefinition {
  std::string key;   // "environmental_investment"
  std::string name;  // "环境保护投资"
  std::string name_en;
  std::string unit;  // canonical, e.g. "万元"
  PeriodKind period = PeriodKind::year;
  std::vector<std::string> subjects;       // empty: one number
  std::vector<std::string> subject_names;  // 中文, parallel to subjects; may be empty
  std::vector<std::string> subject_names_en;
  std::string scope;     // "全市域" "市辖区" "建成区"
  std::string supplier;  // unit that owes it; empty: nobody is asked (a lint finding)
  std::string definition;
  std::optional<Decimal> low;  // physical bounds in canonical unit: what a missing value cannot leave
  std::optional<Decimal> high;
  std::string part_of;  // key of the figure that this one is a part of: their ratio cannot leave 0..100 %
  Citation citation;
};

enum class FieldType { text, number, date, boolean, choice, ordinal };
struct FieldDefinition {
  std::string key;   // "severity"
  std::string name;  // "级别"
  std::string name_en;
  FieldType type = FieldType::text;
  std::string unit;            // of numbers
  std::optional<Decimal> low;  // of numbers: what a value cannot leave
  std::optional<Decimal> high;
  std::vector<std::string> choices;       // of choice and ordinal (lowest first); keys
  std::vector<std::string> choice_names;  // 中文, parallel to choices
  std::vector<std::string> choice_names_en;
  bool required = true;
  std::string derived;  // computed from the other fields of the record by this method, e.g. "event_grade"
};

// A typed list. One date field says when a record happened; without one, records belong to their stated
// period.
struct LedgerDefinition {
  std::string key;   // "incidents"
  std::string name;  // "突发环境事件"
  std::string name_en;
  std::vector<FieldDefinition> fields;
  std::string date_field;             // "occurred_on" or empty
  std::vector<std::string> identity;  // fields that tell two records apart
  std::string scope;
  std::string supplier;
  std::string definition;
  Citation citation;
  const FieldDefinition* field(std::string_view field_key) const;
};

// A set of stations that report parameters: what `annual_mean(air, p)` calls `air`.
struct StationSetDefinition {
  std::string key;   // "air"
  std::string name;  // "环境空气自动站"
  std::string name_en;
  std::string medium;    // "air" "water" "noise_region" "noise_traffic" "drinking_water"
  std::string interval;  // "hour" "day" "month" "once_a_year"
  std::vector<std::string> parameters;
  std::string scope;
  std::string supplier;
  std::string definition;
};

// A survey whose answers are figures: question totals per option.
struct SurveyDefinition {
  std::string key;  // "satisfaction"
  std::string name;
  std::string name_en;
  std::vector<std::string> options;       // keys, best first
  std::vector<std::string> option_names;  // 中文
  std::vector<std::string> option_names_en;
  std::vector<Decimal> weights;       // parallel; 0..1
  std::vector<std::string> excluded;  // option keys that do not count (说不清)
  std::string supplier;
  std::string scope;
  std::string definition;
  Citation citation;
};

struct CriterionDefinition {
  std::string id;    // "8.1"
  std::string name;  // "空气主要污染物年平均值达到二级标准"
  std::string name_en;
  std::string rule;  // the criteria language
  std::string scope;
  std::string source;    // "annex 8", "annex 14.1" : where the threshold stands
  bool decides = true;   // false: shown and watched, but not part of the indicator's verdict
  std::string evidence;  // what an inspector will ask for
  std::string evidence_en;
  Citation citation;
};

struct IndicatorDefinition {
  int number = 0;
  std::string key;   // "total-emission-control"
  std::string name;  // short 中文
  std::string name_en;
  std::string group;  // "环境质量"
  std::string requirement;
  std::string requirement_en;
  std::string scope;
  std::vector<CriterionDefinition> criteria;  // all of those that decide must hold
  std::string file;                           // catalogue file it was read from, for messages
};

struct Pack {
  std::string id;  // "shanxi-model-city-2011"
  std::string title;
  std::string title_en;
  std::vector<int> years;  // assessment years, ascending
  std::vector<std::string> groups;
  std::vector<std::string> groups_en;  // parallel to groups
  std::vector<std::string> scopes;     // those that definitions and indicators speak of
  std::vector<std::string> scopes_en;  // parallel to scopes
  std::vector<FigureDefinition> figures;
  std::vector<LedgerDefinition> ledgers;
  std::vector<StationSetDefinition> station_sets;
  std::vector<SurveyDefinition> surveys;
  std::vector<IndicatorDefinition> indicators;
  const FigureDefinition* figure(std::string_view key) const;
  const LedgerDefinition* ledger(std::string_view key) const;
  const StationSetDefinition* station_set(std::string_view key) const;
  const SurveyDefinition* survey(std::string_view key) const;
  const IndicatorDefinition* indicator(int number) const;
  std::string_view group_name_en(std::string_view group) const;  // empty when there is none
  std::string_view scope_name_en(std::string_view scope) const;  // likewise
};

}  // namespace chuangmo
