#include "eval/derived_fields.h"

#include "base/unit.h"
#include "methods/event_grade.h"

namespace chuangmo::eval {

namespace {

// A choice counts by its position: none, township, county, prefecture are 0, 1, 2, 3 in the grading tables.
std::optional<Rational> measure_of(const FieldDefinition& field, const std::string& text) {
  if (field.type == FieldType::number) {
    const auto value = Rational::parse(text);
    return value ? std::optional<Rational>(*value) : std::nullopt;
  }
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    if (field.choices[i] == text) return Rational(static_cast<std::int64_t>(i));
  }
  return std::nullopt;
}

// The grade of an incident by the rules in force on the day it happened.
void derive_event_grade(const LedgerDefinition& ledger, const FieldDefinition& target,
                        const Standards& standards, RecordFact& record) {
  const Edition* edition = standards.in_force("event grades", record.period.begin);
  if (edition == nullptr) return;
  std::map<std::string, std::optional<Rational>> measures;
  for (const FieldDefinition& field : ledger.fields) {
    const bool graded = field.type == FieldType::number || field.type == FieldType::choice;
    if (!graded || field.key == target.key) continue;
    const auto given = record.fields.find(field.key);
    measures[field.key] = given == record.fields.end() ? std::nullopt : measure_of(field, given->second);
  }
  const methods::EventGrade grade = methods::event_grade(*edition, measures);
  record.fields.erase(target.key);
  if (const auto severity = grade.value())
    record.fields[target.key] = std::string(methods::severity_name(*severity));
  record.fields[target.key + ".edition"] = edition->id;
  if (const Limit* basis = grade.basis()) {
    record.fields[target.key + ".clause"] = basis->citation.clause;
    record.fields[target.key + ".confidence"] = std::string(confidence_code(basis->citation.confidence));
  }
}

}  // namespace

void derive_fields(const LedgerDefinition& ledger, const Standards& standards, RecordFact& record) {
  for (const FieldDefinition& field : ledger.fields) {
    if (field.derived.empty()) continue;
    const auto reported = record.fields.find(field.key);
    if (reported != record.fields.end()) record.fields[field.key + ".reported"] = reported->second;
    if (field.derived == "event_grade") derive_event_grade(ledger, field, standards, record);
  }
}

}  // namespace chuangmo::eval
