#pragma once
#include <string>
#include <vector>

#include "eval/fact_view.h"
#include "methods/annual_mean.h"

namespace chuangmo::eval {

// The bodies behind the methods that criteria may call; call.cc holds the table that names them.
struct Call {
  const FactView& view;
  const MethodSignature& method;
  const std::vector<rule::Argument>& arguments;
  Period period;
};
using MethodBody = rule::Answer (*)(const Call&);

rule::Answer annual_mean_answer(const Call& call);
rule::Answer percentile_answer(const Call& call);
rule::Answer daily_mean_answer(const Call& call);
rule::Answer mda8_answer(const Call& call);
rule::Answer api_answer(const Call& call);
rule::Answer aqi_answer(const Call& call);
rule::Answer good_day_answer(const Call& call);
rule::Answer composite_index_answer(const Call& call);
rule::Answer water_class_answer(const Call& call);
rule::Answer target_class_answer(const Call& call);
rule::Answer attainment_rate_answer(const Call& call);
rule::Answer drinking_water_rate_answer(const Call& call);
rule::Answer mean_answer(const Call& call);
rule::Answer length_weighted_mean_answer(const Call& call);
rule::Answer regional_noise_grade_answer(const Call& call);
rule::Answer traffic_noise_grade_answer(const Call& call);

std::vector<std::string_view> bound_methods();  // every name the table of call.cc holds

// Common pieces.
TraceNode method_node(const Call& call);  // op, words and the period; details "set", "parameter" where given
MissingItem missing_item(const Call& call, const std::string& what, std::string reason, bool in_future);
std::string shown_number(const Rational& value, const std::string& unit);
std::string shortage_text(const std::vector<methods::Shortage>& shortages);
// Puts bounds and value of a number into its node.
void put_number(TraceNode& node, const rule::Number& number);
rule::Interval interval_of(const methods::Bounds& bounds);
// The node rests on this number too: of all it rests on, the least certain is cited. nullptr changes nothing.
void rest_on(TraceNode& node, const Citation* citation);
rule::Answer unknown_number(const Call& call, TraceNode node, const std::string& unit, MissingItem why);
rule::Answer no_edition(const Call& call, std::string_view family);  // none of the family was in force

}  // namespace chuangmo::eval
