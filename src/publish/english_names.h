#pragma once
#include <string>
#include <string_view>

#include "model/pack.h"
#include "model/plan.h"
#include "model/verdict.h"

namespace chuangmo::publish {

// What pack and plan call things in English. Where nobody has written it, the Chinese: a page has no holes.
class EnglishNames {
 public:
  explicit EnglishNames(const Pack& pack, const Plan* plan = nullptr) : pack_(pack), plan_(plan) {}

  std::string indicator(const IndicatorVerdict& indicator) const;
  std::string criterion(int indicator, const CriterionVerdict& criterion) const;
  std::string group(std::string_view name) const;
  std::string scope(std::string_view name) const;
  std::string unit(std::string_view name) const;  // or group of units
  std::string item(const MissingItem& item) const;

 private:
  const Pack& pack_;
  const Plan* plan_;
};

}  // namespace chuangmo::publish
