#pragma once
#include <span>
#include <string>
#include <vector>

#include "rule/schema.h"

namespace chuangmo::rule {

// The names that a pack, the standards and the known methods give to criteria. All three must outlive it.
class PackSchema : public Schema {
 public:
  PackSchema(const Pack& pack, const Standards& standards, std::span<const MethodSignature> methods);
  const FigureDefinition* figure(std::string_view key) const override;
  const LedgerDefinition* ledger(std::string_view key) const override;
  const StationSetDefinition* station_set(std::string_view key) const override;
  const SurveyDefinition* survey(std::string_view key) const override;
  const MethodSignature* method(std::string_view name) const override;
  const Parameter* parameter(std::string_view key) const override;
  bool has_family(std::string_view family) const override;
  const std::vector<int>& years() const override;
  std::vector<std::string> names(NameKind kind) const override;

 private:
  const Pack& pack_;
  const Standards& standards_;
  std::span<const MethodSignature> methods_;
};

}  // namespace chuangmo::rule
