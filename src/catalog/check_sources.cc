#include "catalog/check_sources.h"

#include "catalog/parameters.h"

namespace chuangmo::catalog {
namespace {

constexpr const char* kSources = "sources.toml";

// Where a definition of a pack is found again: its key, in some file of the pack.
Where place_of(const Pack& pack, const std::string& key) {
  return {.file = "packs/" + pack.id, .column = key};
}

}  // namespace

std::set<std::string> registered_documents(const CatalogFiles& files) {
  Diagnostics ignored;  // read_standards has told what is wrong with the file itself
  const auto found = files.find(kSources);
  return read_document_numbers(found == files.end() ? "" : found->second, kSources, ignored);
}

Diagnostics check_sources(const Pack& pack, const CatalogFiles& files) {
  const std::set<std::string> documents = registered_documents(files);
  Diagnostics diagnostics;
  const auto check = [&](const Citation& citation, Where where) {
    if (documents.contains(citation.document)) return;
    diagnostics.push_back({"CAT061", Severity::error, std::move(where),
                           "sources.toml 里没有文件 " + citation.document,
                           "在 sources.toml 补上 [[document]]，或改正 document", ""});
  };
  for (const IndicatorDefinition& indicator : pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria)
      check(criterion.citation, {.file = indicator.file, .column = criterion.id});
  }
  for (const FigureDefinition& figure : pack.figures) check(figure.citation, place_of(pack, figure.key));
  for (const LedgerDefinition& ledger : pack.ledgers) check(ledger.citation, place_of(pack, ledger.key));
  return diagnostics;  // the answers of a survey are a figure
}

Diagnostics check_suppliers(const Pack& pack, const std::set<std::string>& units) {
  Diagnostics diagnostics;
  const auto check = [&](const std::string& key, const std::string& name, const std::string& supplier) {
    if (units.contains(supplier)) return;
    diagnostics.push_back({"CAT062", Severity::error, place_of(pack, key),
                           "“" + name + "”的报送单位“" + supplier + "”不在 units.toml 的单位名中",
                           "改成单位的规范名称", ""});
  };
  for (const auto& figure : pack.figures) check(figure.key, figure.name, figure.supplier);
  for (const auto& ledger : pack.ledgers) check(ledger.key, ledger.name, ledger.supplier);
  for (const auto& set : pack.station_sets) check(set.key, set.name, set.supplier);
  return diagnostics;
}

}  // namespace chuangmo::catalog
