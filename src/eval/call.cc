#include <algorithm>
#include <cassert>

#include "eval/bind.h"

namespace chuangmo::eval {

namespace {

constexpr std::pair<std::string_view, MethodBody> kBodies[] = {
    {"annual_mean", annual_mean_answer},
    {"api", api_answer},
    {"aqi", aqi_answer},
    {"attainment_rate", attainment_rate_answer},
    {"composite_index", composite_index_answer},
    {"daily_mean", daily_mean_answer},
    {"drinking_water_rate", drinking_water_rate_answer},
    {"good_day", good_day_answer},
    {"length_weighted_mean", length_weighted_mean_answer},
    {"mda8", mda8_answer},
    {"mean", mean_answer},
    {"percentile", percentile_answer},
    {"regional_noise_grade", regional_noise_grade_answer},
    {"target_class", target_class_answer},
    {"traffic_noise_grade", traffic_noise_grade_answer},
    {"water_class", water_class_answer},
};

}  // namespace

std::vector<std::string_view> bound_methods() {
  std::vector<std::string_view> names;
  for (const auto& [name, body] : kBodies) names.push_back(name);
  return names;
}

rule::Answer FactView::call(const MethodSignature& method, const std::vector<rule::Argument>& arguments,
                            const Period& period) const {
  const Call call{*this, method, arguments, period};
  const auto* found = std::find_if(std::begin(kBodies), std::end(kBodies),
                                   [&](const auto& body) { return body.first == method.name; });
  assert(found != std::end(kBodies));  // a test holds this table against methods::signatures()
  return found->second(call);
}

}  // namespace chuangmo::eval
