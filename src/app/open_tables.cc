#include "app/open_tables.h"

#include <algorithm>

#include "app/reporting.h"
#include "publish/english_names.h"

namespace chuangmo::app {

namespace {

using publish::OpenColumn;
using publish::OpenRow;
using publish::OpenTable;

// The name at the same place of a parallel list; the key where there is none.
std::string name_beside(const std::vector<std::string>& keys, const std::vector<std::string>& names,
                        const std::string& key) {
  const auto found = std::find(keys.begin(), keys.end(), key);
  const auto at = static_cast<std::size_t>(found - keys.begin());
  return found == keys.end() || at >= names.size() || names[at].empty() ? key : names[at];
}

void note_period(OpenTable& table, const Period& period) {
  const std::string text = period.text();
  if (table.first_period.empty() || text < table.first_period) table.first_period = text;
  table.last_period = std::max(table.last_period, text);
}

void note_moment(OpenTable& table, Instant recorded_at) {
  table.recorded_at = std::max(table.recorded_at.value_or(recorded_at), recorded_at);
}

OpenRow figure_row(const FigureDefinition& figure, const FigureFact& fact,
                   const publish::EnglishNames& names) {
  OpenRow row;
  const auto put = [&](const std::string& raw, const std::string& zh, const std::string& en) {
    row.raw.push_back(raw);
    row.zh.push_back(zh);
    row.en.push_back(en);
  };
  const auto same = [&](const std::string& text) { put(text, text, text); };
  same(fact.period.text());
  if (!figure.subjects.empty())
    put(fact.subject, name_beside(figure.subjects, figure.subject_names, fact.subject),
        name_beside(figure.subjects, figure.subject_names_en, fact.subject));
  same(fact.value.text());
  put(fact.origin.unit, fact.origin.unit, names.unit(fact.origin.unit));
  same(fact.recorded_at.text());
  same(std::to_string(fact.revision));
  return row;
}

OpenTable figure_table(const FigureDefinition& figure, const FactSet& facts,
                       const publish::EnglishNames& names) {
  OpenTable table;
  table.key = figure.key;
  table.name = figure.name;
  table.name_en = figure.name_en;
  table.unit = figure.unit;
  table.scope = figure.scope;
  table.scope_en = names.scope(figure.scope);
  table.source = figure.supplier;
  table.source_en = names.unit(figure.supplier);
  table.definition = figure.definition;
  table.columns.push_back({"period", "时段", "Period", ""});
  if (!figure.subjects.empty()) table.columns.push_back({"subject", "分项", "Subject", ""});
  table.columns.push_back({"value", "数值", "Value", figure.unit});
  table.columns.push_back({"reported_by", "报送单位", "Reported by", ""});
  table.columns.push_back({"recorded_at", "登记时间", "Recorded at", ""});
  table.columns.push_back({"revision", "第几版", "Revision", ""});
  for (const FigureFact& fact : facts.figures) {
    if (fact.figure != figure.key) continue;
    table.rows.push_back(figure_row(figure, fact, names));
    note_period(table, fact.period);
    note_moment(table, fact.recorded_at);
  }
  return table;
}

std::string field_words(const FieldDefinition& field, const std::string& value, publish::Language language) {
  const bool zh = language == publish::Language::zh;
  if (field.type == FieldType::choice || field.type == FieldType::ordinal)
    return name_beside(field.choices, zh ? field.choice_names : field.choice_names_en, value);
  if (field.type != FieldType::boolean) return value;
  if (value == "true") return zh ? "是" : "yes";
  return value == "false" ? (zh ? "否" : "no") : value;
}

OpenRow record_row(const LedgerDefinition& ledger, const RecordFact& record) {
  OpenRow row;
  for (const FieldDefinition& field : ledger.fields) {
    const auto found = record.fields.find(field.key);
    const std::string value = found == record.fields.end() ? "" : found->second;
    row.raw.push_back(value);
    row.zh.push_back(value.empty() ? "" : field_words(field, value, publish::Language::zh));
    row.en.push_back(value.empty() ? "" : field_words(field, value, publish::Language::en));
  }
  if (ledger.date_field.empty()) {
    for (auto* cells : {&row.raw, &row.zh, &row.en}) cells->push_back(record.period.text());
  }
  return row;
}

OpenTable ledger_table(const LedgerDefinition& ledger, const FactSet& facts,
                       const publish::EnglishNames& names) {
  OpenTable table;
  table.is_ledger = true;
  table.key = ledger.key;
  table.name = ledger.name;
  table.name_en = ledger.name_en;
  table.scope = ledger.scope;
  table.scope_en = names.scope(ledger.scope);
  table.source = ledger.supplier;
  table.source_en = names.unit(ledger.supplier);
  table.definition = ledger.definition;
  for (const FieldDefinition& field : ledger.fields)
    table.columns.push_back({field.key, field.name, field.name_en, field.unit});
  if (ledger.date_field.empty()) table.columns.push_back({"period", "时段", "Period", ""});
  for (const RecordFact& record : facts.records) {
    if (record.ledger != ledger.key) continue;
    table.rows.push_back(record_row(ledger, record));
    note_period(table, record.period);
    note_moment(table, record.recorded_at);
  }
  return table;
}

}  // namespace

Result<std::vector<OpenTable>> open_tables(Office& office, const workflow::Work& work) {
  std::vector<OpenTable> tables;
  if (work.publication.figures.empty() && work.publication.ledgers.empty()) return tables;
  CHUANGMO_TRY(facts, known_facts(office, office.now()));
  const auto plan = work.plan_digest.empty() ? nullptr : office.plan(work).value_or(nullptr);
  const publish::EnglishNames names(office.pack(), plan.get());
  for (const std::string& key : work.publication.figures) {
    if (const FigureDefinition* figure = office.pack().figure(key))
      tables.push_back(figure_table(*figure, facts, names));
  }
  for (const std::string& key : work.publication.ledgers) {
    if (const LedgerDefinition* ledger = office.pack().ledger(key))
      tables.push_back(ledger_table(*ledger, facts, names));
  }
  return tables;
}

}  // namespace chuangmo::app
