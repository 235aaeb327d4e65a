#include "workflow/submitted_facts.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "workflow/checking.h"

namespace chuangmo::workflow {
namespace {

class FactReader {
 public:
  FactReader(const SubmissionContent& content, const FactSources& sources)
      : content_(content), sources_(sources) {}

  SubmittedFacts read() {
    for (const SubmittedFigure& figure : content_.figures) take(figure);
    std::map<std::string, int> rows;
    for (const SubmittedRecord& record : content_.records) take(record, ++rows[record.ledger]);
    for (const SubmittedClosure& closure : content_.closures) {
      if (sources_.pack.ledger(closure.ledger) != nullptr)
        closures_.insert_or_assign(
            {closure.ledger, closure.period},
            ClosureFact{closure.ledger, closure.period, origin(), sources_.recorded_at});
    }
    for (const SubmittedEvidence& evidence : content_.evidence) {
      evidence_.insert_or_assign({evidence.criterion, evidence.digest},
                                 EvidenceFact{evidence.digest, evidence.name, evidence.criterion,
                                              sources_.request.period, origin(), sources_.recorded_at});
    }
    return finish();
  }

 private:
  Origin origin() const {
    Origin origin;
    origin.file = sources_.submission.id;
    origin.digest = sources_.submission.digest;
    origin.unit = sources_.submission.unit;
    return origin;
  }

  void take(const SubmittedFigure& given) {
    const FigureDefinition* figure = sources_.pack.figure(given.figure);
    if (is_unfilled(given.as_given)) return;
    const FigureKey key{given.figure, given.subject, given.period};
    const auto number = figure == nullptr
                            ? Result<Decimal>(fail("WRK101", "没有这项统计数据"))
                            : submitted_number(given.as_given, figure->unit, sources_.read_number);
    if (!number) {
      facts_.unread.push_back(figure_place(key, sources_.request));
      return;
    }
    FigureFact fact{given.figure,   given.subject, given.period,         *number,
                    given.as_given, origin(),      sources_.recorded_at, 1,
                    given.note};
    figures_.insert_or_assign(key, std::move(fact));
  }

  void take(const SubmittedRecord& given, int row) {
    const LedgerDefinition* ledger = sources_.pack.ledger(given.ledger);
    RecordFact fact;
    fact.ledger = given.ledger;
    fact.period = sources_.request.period;
    fact.origin = origin();
    fact.origin.sheet = given.ledger;
    fact.origin.row = row;
    fact.recorded_at = sources_.recorded_at;
    if (ledger == nullptr || !read_fields(given, *ledger, fact)) {
      facts_.unread.push_back(record_place(given.ledger, static_cast<std::size_t>(row) - 1));
      return;
    }
    std::vector<std::string> identity;
    for (const std::string& field : ledger->identity) identity.push_back(fact.fields[field]);
    std::erase_if(fact.fields, [](const auto& field) { return field.second.empty(); });
    if (ledger->date_field.empty()) identity.push_back(fact.period.text());
    fact.identity = join(identity, " | ");
    records_.insert_or_assign({fact.ledger, fact.identity}, std::move(fact));
  }

  bool read_fields(const SubmittedRecord& given, const LedgerDefinition& ledger, RecordFact& fact) const {
    for (const auto& [key, text] : given.fields) {
      const FieldDefinition* field = ledger.field(key);
      if (field == nullptr) return false;
      if (is_unfilled(text)) continue;
      auto value = canonical_field(*field, text, sources_.read_number);
      if (!value) return false;
      fact.fields[key] = std::move(*value);
    }
    if (ledger.date_field.empty()) return true;
    const auto day = fact.fields.find(ledger.date_field);
    if (day == fact.fields.end()) return false;
    const auto date = submitted_date(day->second);
    if (date) fact.period = Period::of_day(*date);
    return date.has_value();
  }

  SubmittedFacts finish() {
    for (auto& [key, fact] : figures_) facts_.figures.push_back(std::move(fact));
    for (auto& [key, fact] : records_) facts_.records.push_back(std::move(fact));
    for (auto& [key, fact] : closures_) facts_.closures.push_back(std::move(fact));
    for (auto& [key, fact] : evidence_) facts_.evidence.push_back(std::move(fact));
    std::sort(facts_.records.begin(), facts_.records.end(), [](const RecordFact& a, const RecordFact& b) {
      return std::tie(a.ledger, a.period, a.identity) < std::tie(b.ledger, b.period, b.identity);
    });
    return std::move(facts_);
  }

  const SubmissionContent& content_;
  const FactSources& sources_;
  SubmittedFacts facts_;
  std::map<FigureKey, FigureFact> figures_;
  std::map<std::pair<std::string, std::string>, RecordFact> records_;  // ledger, identity
  std::map<std::pair<std::string, Period>, ClosureFact> closures_;
  std::map<std::pair<std::string, std::string>, EvidenceFact> evidence_;  // criterion, digest
};

}  // namespace

SubmittedFacts facts_of(const SubmissionContent& content, const FactSources& sources) {
  return FactReader(content, sources).read();
}

std::vector<RecordFact> withdrawn_records(const SubmittedFacts& before, const SubmittedFacts& now) {
  std::set<std::pair<std::string, std::string>> said;
  for (const RecordFact& record : now.records) said.emplace(record.ledger, record.identity);
  std::vector<RecordFact> gone;
  for (const RecordFact& record : before.records) {
    if (said.contains({record.ledger, record.identity})) continue;
    RecordFact& fact = gone.emplace_back(record);
    fact.withdrawn = true;
    fact.reason = "重新报送时不再填报";
  }
  return gone;
}

}  // namespace chuangmo::workflow
