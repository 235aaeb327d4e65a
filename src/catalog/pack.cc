#include "catalog/pack.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "base/unit.h"
#include "catalog/toml_reader.h"

namespace chuangmo::catalog {
namespace {

std::optional<PeriodKind> period_kind_from(const std::string& name) {
  for (const PeriodKind kind :
       {PeriodKind::year, PeriodKind::half_year, PeriodKind::quarter, PeriodKind::month, PeriodKind::day,
        PeriodKind::hour, PeriodKind::school_year}) {
    if (period_kind_name(kind) == name) return kind;
  }
  return std::nullopt;
}

std::optional<FieldType> field_type_from(std::string_view name) {
  static constexpr std::pair<std::string_view, FieldType> kTypes[] = {
      {"text", FieldType::text},       {"number", FieldType::number}, {"date", FieldType::date},
      {"boolean", FieldType::boolean}, {"choice", FieldType::choice}, {"ordinal", FieldType::ordinal}};
  for (const auto& [text, type] : kTypes) {
    if (text == name) return type;
  }
  return std::nullopt;
}

void check_unit(TomlReader& reader, const std::string& unit) {
  if (!parse_unit(unit))
    reader.complain("CAT050", "不认识的计量单位 " + unit, "用 ug/m3、万元、t、% 等已知单位", "unit");
}

// English beside each of `of`, or none at all: half a list would name the wrong things.
std::vector<std::string> english_names(TomlReader& reader, std::string_view key,
                                       const std::vector<std::string>& of) {
  std::vector<std::string> names = reader.texts(key);
  if (names.empty() || names.size() == of.size()) return names;
  reader.complain("CAT053", std::string(key) + " 与名称不成对", "一一对应，或者整行删去", key);
  return {};
}

FigureDefinition read_figure(TomlReader& reader) {
  FigureDefinition figure;
  figure.key = reader.text("key");
  figure.name = reader.text("name");
  figure.name_en = reader.text("name_en", false);
  figure.unit = reader.text("unit");
  check_unit(reader, figure.unit);
  const std::string period = reader.text("period", false);
  if (!period.empty()) {
    if (const auto kind = period_kind_from(period)) {
      figure.period = *kind;
    } else {
      reader.complain("CAT051", "不认识的期间 " + period, "用 year、quarter、month 等", "period");
    }
  }
  figure.subjects = reader.texts("subjects");
  figure.subject_names = reader.texts("subject_names");
  figure.subject_names_en = english_names(reader, "subject_names_en", figure.subjects);
  figure.scope = reader.text("scope");
  figure.supplier = reader.text("supplier", false);
  figure.definition = reader.text("definition");
  figure.low = reader.decimal("low");
  figure.high = reader.decimal("high");
  figure.part_of = reader.text("part_of", false);
  figure.citation = reader.citation("cite");
  reader.finish();
  return figure;
}

FieldDefinition read_field(TomlReader& reader) {
  FieldDefinition field;
  field.key = reader.text("key");
  field.name = reader.text("name");
  field.name_en = reader.text("name_en", false);
  const std::string type = reader.text("type");
  if (const auto known = field_type_from(type)) {
    field.type = *known;
  } else {
    reader.complain("CAT052", "不认识的字段类型 " + type, "用 text、number、date、boolean、choice、ordinal",
                    "type");
  }
  field.unit = reader.text("unit", false);
  check_unit(reader, field.unit);
  field.low = reader.decimal("low");
  field.high = reader.decimal("high");
  field.choices = reader.texts("choices");
  field.choice_names = reader.texts("choice_names");
  field.choice_names_en = english_names(reader, "choice_names_en", field.choices);
  const bool needs_choices = field.type == FieldType::choice || field.type == FieldType::ordinal;
  if (needs_choices == field.choices.empty() || field.choices.size() != field.choice_names.size()) {
    reader.complain("CAT053", "字段 " + field.key + " 的选项与名称不成对", "choices 与 choice_names 一一对应",
                    "choices");
  }
  field.required = reader.truth("required", true);
  field.derived = reader.text("derived", false);
  reader.finish();
  return field;
}

LedgerDefinition read_ledger(TomlReader& reader) {
  LedgerDefinition ledger;
  ledger.key = reader.text("key");
  ledger.name = reader.text("name");
  ledger.name_en = reader.text("name_en", false);
  ledger.date_field = reader.text("date_field", false);
  ledger.identity = reader.texts("identity");
  ledger.scope = reader.text("scope");
  ledger.supplier = reader.text("supplier", false);
  ledger.definition = reader.text("definition");
  ledger.citation = reader.citation("cite");
  for (TomlReader& field : reader.tables("fields")) ledger.fields.push_back(read_field(field));
  for (const std::string& key : ledger.identity) {
    if (ledger.field(key) == nullptr)
      reader.complain("CAT054", "identity 中没有字段 " + key, "改成已有字段", "identity");
  }
  if (!ledger.date_field.empty() && ledger.field(ledger.date_field) == nullptr) {
    reader.complain("CAT054", "没有日期字段 " + ledger.date_field, "改成已有字段", "date_field");
  }
  reader.finish();
  return ledger;
}

StationSetDefinition read_station_set(TomlReader& reader) {
  StationSetDefinition set;
  set.key = reader.text("key");
  set.name = reader.text("name");
  set.name_en = reader.text("name_en", false);
  set.medium = reader.text("medium");
  set.interval = reader.text("interval");
  set.parameters = reader.texts("parameters");
  set.scope = reader.text("scope");
  set.supplier = reader.text("supplier", false);
  set.definition = reader.text("definition");
  reader.finish();
  return set;
}

SurveyDefinition read_survey(TomlReader& reader) {
  SurveyDefinition survey;
  survey.key = reader.text("key");
  survey.name = reader.text("name");
  survey.name_en = reader.text("name_en", false);
  survey.options = reader.texts("options");
  survey.option_names = reader.texts("option_names");
  survey.option_names_en = english_names(reader, "option_names_en", survey.options);
  survey.weights = reader.decimals("weights");
  survey.excluded = reader.texts("excluded");
  survey.supplier = reader.text("supplier", false);
  survey.scope = reader.text("scope");
  survey.definition = reader.text("definition");
  survey.citation = reader.citation("cite");
  if (survey.options.size() != survey.weights.size() || survey.options.size() != survey.option_names.size()) {
    reader.complain("CAT053", "调查选项、名称与权重不成对", "options、option_names、weights 一一对应",
                    "weights");
  }
  reader.finish();
  return survey;
}

CriterionDefinition read_criterion(TomlReader& reader) {
  CriterionDefinition criterion;
  criterion.id = reader.text("id");
  criterion.name = reader.text("name");
  criterion.name_en = reader.text("name_en", false);
  criterion.rule = reader.text("rule");
  criterion.source = reader.text("source");
  criterion.scope = reader.text("scope", false);
  criterion.decides = reader.truth("decides", true);
  criterion.evidence = reader.text("evidence", false);
  criterion.evidence_en = reader.text("evidence_en", false);
  criterion.citation = reader.citation("cite");
  reader.finish();
  return criterion;
}

void read_definitions(TomlReader& reader, Pack& pack) {
  for (TomlReader& figure : reader.tables("figure")) pack.figures.push_back(read_figure(figure));
  for (TomlReader& ledger : reader.tables("ledger")) pack.ledgers.push_back(read_ledger(ledger));
  for (TomlReader& set : reader.tables("station_set")) pack.station_sets.push_back(read_station_set(set));
  for (TomlReader& survey : reader.tables("survey")) pack.surveys.push_back(read_survey(survey));
}

void read_indicator(const std::string& path, const std::string& text, Pack& pack, Diagnostics& diagnostics) {
  const auto table = parse_toml(text, path, diagnostics);
  if (!table) return;
  TomlReader reader(*table, path, diagnostics);
  IndicatorDefinition indicator;
  indicator.file = path;
  indicator.number = reader.integer("number", 0);
  indicator.key = reader.text("key");
  indicator.name = reader.text("name");
  indicator.name_en = reader.text("name_en");
  indicator.group = reader.text("group");
  indicator.requirement = reader.text("requirement");
  indicator.requirement_en = reader.text("requirement_en");
  indicator.scope = reader.text("scope");
  for (TomlReader& criterion : reader.tables("criterion"))
    indicator.criteria.push_back(read_criterion(criterion));
  read_definitions(reader, pack);
  if (indicator.criteria.empty())
    reader.complain("CAT055", "指标没有判据", "至少写一条 [[criterion]]", "number");
  if (std::find(pack.groups.begin(), pack.groups.end(), indicator.group) == pack.groups.end()) {
    reader.complain("CAT056", "指标包没有分组 " + indicator.group, "用 pack.toml 的 groups 之一", "group");
  }
  reader.finish();
  pack.indicators.push_back(std::move(indicator));
}

// The answers of a survey arrive as a figure: so many persons per option.
FigureDefinition answers_figure(const SurveyDefinition& survey) {
  FigureDefinition figure;
  figure.key = survey.key;
  figure.name = survey.name;
  figure.name_en = survey.name_en;
  figure.unit = "人";
  figure.subjects = survey.options;
  figure.subject_names = survey.option_names;
  figure.subject_names_en = survey.option_names_en;
  figure.scope = survey.scope;
  figure.supplier = survey.supplier;
  figure.definition = survey.definition;
  figure.low = Decimal(0, 0);
  figure.citation = survey.citation;
  return figure;
}

// Keys of one kind must be unique in a pack, whatever file they stand in.
template <class Definitions, class Key>
void check_unique(const Definitions& definitions, Key key, const std::string& kind, const std::string& file,
                  Diagnostics& diagnostics) {
  std::set<std::string> seen;
  for (const auto& definition : definitions) {
    const std::string name = fmt::format("{}", key(definition));
    if (!seen.insert(name).second) {
      diagnostics.push_back(
          {"CAT057", Severity::error, {.file = file}, kind + " " + name + " 定义了两次", "保留一处", ""});
    }
  }
}

// What can be asked about: each year once, in order, and none that no reading can have.
std::vector<int> usable_years(std::vector<int> years) {
  constexpr int kFirst = 1900;
  constexpr int kLast = 2199;
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  std::erase_if(years, [](int year) { return year < kFirst || year > kLast; });
  return years;
}

// A part and its whole are measured alike.
void check_parts(const Pack& pack, const std::string& file, Diagnostics& diagnostics) {
  for (const FigureDefinition& figure : pack.figures) {
    if (figure.part_of.empty()) continue;
    const FigureDefinition* whole = pack.figure(figure.part_of);
    if (whole != nullptr && whole != &figure && whole->period == figure.period) {
      const auto unit = parse_unit(figure.unit);
      const auto whole_unit = parse_unit(whole->unit);
      if (unit && whole_unit && unit->dimension == whole_unit->dimension) continue;
    }
    diagnostics.push_back({"CAT064",
                           Severity::error,
                           {.file = file},
                           "统计数据 " + figure.key + " 的 part_of 不能是 " + figure.part_of,
                           "写同一指标包中单位和期间相同的另一项统计数据",
                           ""});
  }
}

}  // namespace

std::vector<std::string> pack_ids(const CatalogFiles& files) {
  std::vector<std::string> ids;
  for (const auto& [path, text] : files) {
    const auto parts = split(path, "/");
    if (parts.size() == 3 && parts[0] == "packs" && parts[2] == "pack.toml") ids.push_back(parts[1]);
  }
  return ids;
}

std::optional<Pack> read_pack(const CatalogFiles& files, std::string_view id, Diagnostics& diagnostics) {
  const std::string folder = "packs/" + std::string(id) + "/";
  const std::string pack_path = folder + "pack.toml";
  const auto found = files.find(pack_path);
  if (found == files.end()) {
    diagnostics.push_back({"CAT058",
                           Severity::error,
                           {.file = pack_path},
                           "没有指标包 " + std::string(id),
                           "已有的指标包：" + join(pack_ids(files), "、"),
                           ""});
    return std::nullopt;
  }
  const auto table = parse_toml(found->second, pack_path, diagnostics);
  if (!table) return std::nullopt;

  Pack pack;
  TomlReader reader(*table, pack_path, diagnostics);
  pack.id = reader.text("id");
  pack.title = reader.text("title");
  pack.title_en = reader.text("title_en");
  pack.groups = reader.texts("groups");
  pack.groups_en = english_names(reader, "groups_en", pack.groups);
  pack.scopes = reader.texts("scopes");
  pack.scopes_en = english_names(reader, "scopes_en", pack.scopes);
  pack.years = reader.integers("years");
  read_definitions(reader, pack);
  reader.finish();
  if (const std::vector<int> usable = usable_years(pack.years); usable.empty() || usable != pack.years) {
    reader.complain("CAT059", "考核年份 years 为空、没有从早到晚排列，或不在 1900 至 2199 年之间",
                    "写成 years = [2009, 2010, 2011]", "years");
    pack.years = usable;
  }
  for (const auto& [path, text] : files) {
    if (starts_with(path, folder + "indicators/")) read_indicator(path, text, pack, diagnostics);
  }
  for (const SurveyDefinition& survey : pack.surveys) pack.figures.push_back(answers_figure(survey));
  std::sort(pack.indicators.begin(), pack.indicators.end(),
            [](const IndicatorDefinition& a, const IndicatorDefinition& b) { return a.number < b.number; });
  check_unique(
      pack.indicators, [](const auto& d) { return d.number; }, "指标", pack_path, diagnostics);
  check_unique(
      pack.figures, [](const auto& d) { return d.key; }, "统计数据", pack_path, diagnostics);
  check_parts(pack, pack_path, diagnostics);
  check_unique(
      pack.ledgers, [](const auto& d) { return d.key; }, "台账", pack_path, diagnostics);
  check_unique(
      pack.station_sets, [](const auto& d) { return d.key; }, "点位组", pack_path, diagnostics);
  return pack;
}

}  // namespace chuangmo::catalog
