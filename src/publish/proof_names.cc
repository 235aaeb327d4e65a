#include "publish/proof_names.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/text.h"

namespace chuangmo::publish {
namespace {

struct MediumFamilies {
  std::string_view medium;
  std::array<std::string_view, 4> families;
};
// Which families of standards take part when a set of that medium is evaluated.
constexpr std::array<MediumFamilies, 5> kMediumFamilies{
    {{"air", {"GB 3095", "HJ 663", "API", "HJ 633"}},
     {"water", {"GB 3838", "surface water method", "", ""}},
     {"drinking_water", {"GB 3838", "GB/T 14848", "surface water method", ""}},
     {"noise_region", {"HJ 640", "GB 3096", "", ""}},
     {"noise_traffic", {"HJ 640", "GB 3096", "", ""}}}};
// Fields that are computed from the others, and the family that says how.
constexpr std::array<std::pair<std::string_view, std::string_view>, 1> kDerivedFamilies{
    {{"event_grade", "event grades"}}};

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

std::set<std::string> words_of(std::string_view rule) {
  std::set<std::string> words;
  std::string word;
  for (const char c : rule) {
    if (is_word_byte(c)) {
      word += c;
    } else if (!word.empty()) {
      words.insert(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.insert(std::move(word));
  return words;
}

void add_set(const StationSetDefinition& set, ProofNames& names) {
  names.station_sets.insert(set.key);
  names.parameters.insert(set.parameters.begin(), set.parameters.end());
  for (const MediumFamilies& row : kMediumFamilies) {
    if (row.medium != set.medium) continue;
    for (const std::string_view family : row.families) {
      if (!family.empty()) names.families.emplace(family);
    }
  }
}

void add_ledger(const LedgerDefinition& ledger, ProofNames& names) {
  names.ledgers.insert(ledger.key);
  for (const FieldDefinition& field : ledger.fields) {
    for (const auto& [method, family] : kDerivedFamilies) {
      if (field.derived == method) names.families.emplace(family);
    }
  }
}

const std::string& detail(const TraceNode& node, std::string_view key) {
  static const std::string kNone;
  for (const auto& [name, value] : node.details) {
    if (name == key) return value;
  }
  return kNone;
}

void widen(std::optional<Period>& stretch, const std::string& text) {
  const auto period = Period::parse(text);
  if (!period) return;
  const Date begin = Date::of(period->begin.year(), 1, 1);
  const Date end = Date::of((period->end - 1).year() + 1, 1, 1);
  if (!stretch) {
    stretch = Period::of_span(begin, end);
    return;
  }
  stretch = Period::of_span(std::min(stretch->begin, begin), std::max(stretch->end, end));
}

void add_facts(const TraceNode& root, const Standards& standards, ProofNames& names) {
  std::vector<const TraceNode*> open{&root};
  while (!open.empty()) {
    const TraceNode& node = *open.back();
    open.pop_back();
    for (const TraceNode& child : node.children) open.push_back(&child);
    const std::string& period = detail(node, "period");
    if (!period.empty()) widen(names.stretch, period);
    // A value that was handed in for a period still open is not looked at.
    if (node.op == "figure" && node.value != "unknown")
      names.figure_facts.emplace(detail(node, "figure"), detail(node, "subject"), period);
    if (node.op == "record") names.records.emplace(detail(node, "ledger"), node.text, period);
    const std::string& parameter = detail(node, "parameter");
    if (standards.parameter(parameter) != nullptr) names.parameters.insert(parameter);
  }
}

}  // namespace

ProofNames names_of(const ProofContent& content) {
  ProofNames names;
  for (const CriterionVerdict& criterion : content.verdict.criteria) {
    for (const std::string& word : words_of(criterion.rule)) {
      if (content.pack.figure(word) != nullptr) names.figures.insert(word);
      if (const LedgerDefinition* ledger = content.pack.ledger(word)) add_ledger(*ledger, names);
      if (const StationSetDefinition* set = content.pack.station_set(word)) add_set(*set, names);
      if (content.pack.survey(word) != nullptr) {
        names.surveys.insert(word);
        if (content.pack.figure(word) != nullptr) names.figures.insert(word);
      }
    }
    add_facts(criterion.trace, content.standards, names);
    for (const Edition& edition : content.standards.editions) {
      if (contains(criterion.rule, "\"" + edition.family + "\"")) names.families.insert(edition.family);
    }
  }
  return names;
}

}  // namespace chuangmo::publish
