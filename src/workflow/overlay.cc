#include "workflow/overlay.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace chuangmo::workflow {
namespace {

auto key_of(const FigureFact& fact) {
  return std::tie(fact.figure, fact.subject, fact.period);
}
auto key_of(const ClosureFact& fact) {
  return std::tuple(fact.ledger, fact.period);
}
auto key_of(const EvidenceFact& fact) {
  return std::tuple(fact.indicator, fact.period.text(), fact.digest);
}

// Facts that say nothing but that something is so: a second time adds nothing.
template <class Fact>
void add_unknown(std::vector<Fact>& known, const std::vector<Fact>& facts) {
  std::set<decltype(key_of(facts.front()))> keys;
  for (const Fact& fact : known) keys.insert(key_of(fact));
  for (const Fact& fact : facts) {
    if (keys.insert(key_of(fact)).second) known.push_back(fact);
  }
  std::stable_sort(known.begin(), known.end(),
                   [](const Fact& a, const Fact& b) { return key_of(a) < key_of(b); });
}

void lay_figures(std::vector<FigureFact>& known, const std::vector<FigureFact>& facts) {
  std::vector<FigureFact> added;
  for (const FigureFact& fact : facts) {
    const auto place =
        std::lower_bound(known.begin(), known.end(), fact,
                         [](const FigureFact& a, const FigureFact& b) { return key_of(a) < key_of(b); });
    if (place == known.end() || key_of(*place) != key_of(fact)) {
      added.push_back(fact);
    } else if (place->value != fact.value) {
      const int revision = place->revision + 1;
      *place = fact;
      place->revision = revision;
    }
  }
  known.insert(known.end(), added.begin(), added.end());
  std::sort(known.begin(), known.end(),
            [](const FigureFact& a, const FigureFact& b) { return key_of(a) < key_of(b); });
}

void lay_records(std::vector<RecordFact>& known, const std::vector<RecordFact>& facts) {
  std::map<std::pair<std::string, std::string>, std::size_t> places;  // ledger, identity
  for (std::size_t i = 0; i < known.size(); ++i) places.try_emplace({known[i].ledger, known[i].identity}, i);
  for (const RecordFact& fact : facts) {
    const auto [place, is_new] = places.try_emplace({fact.ledger, fact.identity}, known.size());
    if (is_new) {
      known.push_back(fact);
      continue;
    }
    RecordFact& before = known[place->second];
    const bool says_the_same =
        before.fields == fact.fields && before.period == fact.period && before.withdrawn == fact.withdrawn;
    if (says_the_same) continue;
    const int revision = before.revision + 1;
    before = fact;
    before.revision = revision;
  }
  std::erase_if(known, [](const RecordFact& fact) { return fact.withdrawn; });
  std::sort(known.begin(), known.end(), [](const RecordFact& a, const RecordFact& b) {
    return std::tie(a.ledger, a.period, a.identity) < std::tie(b.ledger, b.period, b.identity);
  });
}

}  // namespace

FactSet overlay(FactSet known, const SubmittedFacts& facts) {
  lay_figures(known.figures, facts.figures);
  lay_records(known.records, facts.records);
  add_unknown(known.closures, facts.closures);
  add_unknown(known.evidence, facts.evidence);
  return known;
}

}  // namespace chuangmo::workflow
