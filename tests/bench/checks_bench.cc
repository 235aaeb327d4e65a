// A large submission against a large book of rules: 100,000 rows of a register, 240 rules of every kind.
#include <array>
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "app/cell_number.h"
#include "workflow/checks.h"

namespace chuangmo {
namespace {

constexpr int kRows = 100'000;
constexpr int kRules = 240;
constexpr const char* kRegister = "enterprises";
constexpr std::array kAmounts{"capacity", "output", "water", "sewage", "treated", "waste", "used", "stored"};

Decimal decimal(const std::string& text) {
  return Decimal::parse(text).value();
}

FieldDefinition field(const char* key, FieldType type, const char* unit = "") {
  FieldDefinition field;
  field.key = key;
  field.name = key;
  field.type = type;
  field.unit = unit;
  field.required = false;
  return field;
}

Pack pack_of_one_register() {
  LedgerDefinition enterprises;
  enterprises.key = kRegister;
  enterprises.name = "重点企业";
  enterprises.fields = {field("name", FieldType::text),        field("permit", FieldType::text),
                        field("built_on", FieldType::date),    field("checked_on", FieldType::date),
                        field("licensed", FieldType::boolean), field("level", FieldType::choice)};
  enterprises.fields.back().choices = {"state", "province", "city"};
  enterprises.fields.back().choice_names = {"国控", "省控", "市控"};
  for (const char* amount : kAmounts) enterprises.fields.push_back(field(amount, FieldType::number, "万t"));
  enterprises.date_field = "checked_on";
  enterprises.identity = {"name"};
  Pack pack;
  pack.years = {2011};
  pack.ledgers = {enterprises};
  return pack;
}

// Numbers grow along kAmounts, so that rules hold but for one row in a thousand.
std::map<std::string, std::string> row(int number) {
  std::map<std::string, std::string> fields{
      {"name", fmt::format("第{}企业", number)},
      {"permit", fmt::format("晋{:06}", number)},
      {"built_on", fmt::format("200{}-0{}-15", number % 9, 1 + number % 9)},
      {"checked_on", fmt::format("2011-{:02}-{:02}", 1 + number % 12, 1 + number % 28)},
      {"licensed", number % 3 == 0 ? "是" : "否"},
      {"level", number % 2 == 0 ? "省控" : "city"}};
  const int amount = number % 1000 == 17 ? -1 : 1;
  for (std::size_t i = 0; i < kAmounts.size(); ++i)
    fields[kAmounts.at(i)] = fmt::format("{}.{:02}", amount * static_cast<int>(i + 1) * 100, number % 100);
  return fields;
}

CheckRule rule(int number) {
  constexpr std::array kKinds{CheckKind::at_most,    CheckKind::range,       CheckKind::parts_of_sum,
                              CheckKind::not_before, CheckKind::required_if, CheckKind::distinct};
  const auto at = static_cast<std::size_t>(number);
  CheckRule rule;
  rule.id = fmt::format("C{:03}", number);
  rule.ledger = kRegister;
  rule.kind = kKinds.at(at % kKinds.size());
  rule.severity = CheckSeverity::warning;
  rule.left = kAmounts.at(at % (kAmounts.size() - 1));
  rule.right = kAmounts.at(at % (kAmounts.size() - 1) + 1);
  rule.text = "不符";
  rule.fix = "核对";
  if (rule.kind == CheckKind::range) {
    rule.low = decimal("0");
    rule.high = decimal(std::to_string(1000 + number));
  } else if (rule.kind == CheckKind::parts_of_sum) {
    rule.left = "sewage";  // 400 of 100 and 300
    rule.parts = {"capacity", "water"};
    rule.tolerance = decimal("0.05");
  } else if (rule.kind == CheckKind::not_before) {
    rule.left = "checked_on";
    rule.right = "built_on";
  } else if (rule.kind == CheckKind::required_if) {
    rule.left = "permit";
    rule.right = "licensed";
    rule.equals = "true";
  } else if (rule.kind == CheckKind::distinct) {
    rule.left = "permit";
  }
  return rule;
}

void check_240_rules_on_100000_rows(benchmark::State& state) {
  const Pack pack = pack_of_one_register();
  workflow::Request request;
  request.id = "市环保局|2011";
  request.unit = "市环保局";
  request.period = Period::of_year(2011);
  request.items = {{workflow::ItemKind::ledger, kRegister}};
  workflow::SubmissionContent content;
  for (int i = 0; i < kRows; ++i) content.records.push_back({kRegister, row(i)});
  std::vector<CheckRule> rules;
  for (int i = 0; i < kRules; ++i) rules.push_back(rule(i));
  const std::vector<FigureFact> nothing_known;
  const workflow::NumberReader reader = app::read_number;
  const Date today = Date::of(2012, 1, 20);
  std::size_t findings = 0;
  for (auto _ : state)
    findings = workflow::check(content, {pack, request, rules, nothing_known, reader, today}).size();
  state.counters["rows"] = kRows;
  state.counters["rules"] = kRules;
  state.counters["findings"] = static_cast<double>(findings);
}
BENCHMARK(check_240_rules_on_100000_rows)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chuangmo
