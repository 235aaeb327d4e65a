#include "methods/trophic_index.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace chuangmo::methods {
namespace {

constexpr std::string_view kPrefix = "tli.";
constexpr std::string_view kIntercept = ".intercept";

// What the edition says of one parameter.
struct Coefficients {
  Rational intercept;
  Rational slope;
  Rational weight;  // r^2, not yet divided by the sum
};

Result<Rational> constant(const Edition& edition, const std::string& key) {
  const Decimal* value = edition.constant(key);
  if (value == nullptr) return fail("MTH001", edition.id + " 没有常数 " + key, "选用有营养状态评价的版本");
  return Rational::from(*value);
}

Result<std::map<std::string, Coefficients>> coefficients(const Edition& edition) {
  std::map<std::string, Coefficients> all;
  for (const auto& [key, value] : edition.constants) {
    if (!starts_with(key, kPrefix) || !ends_with(key, kIntercept)) continue;
    const std::string parameter = key.substr(kPrefix.size(), key.size() - kPrefix.size() - kIntercept.size());
    const std::string stem = std::string(kPrefix) + parameter;
    CHUANGMO_TRY(intercept, Rational::from(value));
    CHUANGMO_TRY(slope, constant(edition, stem + ".slope"));
    CHUANGMO_TRY(r, constant(edition, stem + ".r"));
    CHUANGMO_TRY(weight, multiply(r, r));
    all.emplace(parameter, Coefficients{intercept, slope, weight});
  }
  if (all.empty()) return fail("MTH001", edition.id + " 没有营养状态指数的系数", "选用有营养状态评价的版本");
  return all;
}

Result<Enclosure> times(const Enclosure& enclosure, const Rational& factor) {
  CHUANGMO_TRY(low, multiply(enclosure.low, factor));
  CHUANGMO_TRY(high, multiply(enclosure.high, factor));
  return factor.sign() < 0 ? Enclosure{high, low} : Enclosure{low, high};
}

Result<Enclosure> plus(const Enclosure& a, const Enclosure& b) {
  CHUANGMO_TRY(low, add(a.low, b.low));
  CHUANGMO_TRY(high, add(a.high, b.high));
  return Enclosure{low, high};
}

Result<Enclosure> part_index(const Coefficients& of, const Rational& value) {
  CHUANGMO_TRY(logarithm, natural_logarithm(value));
  CHUANGMO_TRY(sloped, times(logarithm, of.slope));
  CHUANGMO_TRY(sum, plus(sloped, {of.intercept, of.intercept}));
  return times(sum, Rational(10));
}

enum class Bound { below, most, above };
struct Grade {
  std::string name;
  Rational at;
  Bound bound;
  bool holds(const Rational& index) const {
    return bound == Bound::below ? index < at : bound == Bound::most ? index <= at : at < index;
  }
};

// From the least index up.
Result<std::vector<Grade>> grades(const Edition& edition) {
  std::vector<Grade> all;
  for (const auto& [key, value] : edition.constants) {
    for (const auto& [prefix, bound] :
         {std::pair("tli.below.", Bound::below), {"tli.most.", Bound::most}, {"tli.above.", Bound::above}}) {
      if (!starts_with(key, prefix)) continue;
      CHUANGMO_TRY(at, Rational::from(value));
      all.push_back({key.substr(std::string_view(prefix).size()), at, bound});
    }
  }
  std::sort(all.begin(), all.end(),
            [](const Grade& a, const Grade& b) { return a.at != b.at ? a.at < b.at : a.bound < b.bound; });
  return all;
}

std::string grade_of(const std::vector<Grade>& all, const Rational& index) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Grade& each) { return each.holds(index); });
  return found == all.end() ? "" : found->name;
}

const WaterValue* find(std::span<const WaterValue> values, std::string_view parameter) {
  for (const WaterValue& value : values)
    if (value.parameter == parameter && value.value) return &value;
  return nullptr;
}

Result<Enclosure> weighted_sum(const std::vector<TrophicPart>& parts) {
  Enclosure sum;
  for (const TrophicPart& part : parts) {
    CHUANGMO_TRY(piece, times(part.index, part.weight));
    CHUANGMO_TRY(next, plus(sum, piece));
    sum = next;
  }
  return sum;
}

}  // namespace

Result<TrophicIndex> trophic_index(const Edition& edition, std::span<const WaterValue> values) {
  CHUANGMO_TRY(all, coefficients(edition));
  CHUANGMO_TRY(steps, grades(edition));
  TrophicIndex result;
  Rational all_weights;
  for (const auto& [parameter, of] : all) {
    CHUANGMO_TRY(heavier, add(all_weights, of.weight));
    all_weights = heavier;
    const WaterValue* value = find(values, parameter);
    if (value == nullptr) {
      result.missing.push_back(parameter);
    } else if (value->value->is_zero()) {
      result.no_logarithm.push_back(parameter);
    } else {
      CHUANGMO_TRY(index, part_index(of, *value->value));
      result.parts.push_back({parameter, *value->value, index, of.weight});
    }
  }
  for (TrophicPart& part : result.parts) {
    CHUANGMO_TRY(share, divide(part.weight, all_weights));
    part.weight = share;
  }
  if (!result.missing.empty() || !result.no_logarithm.empty()) return result;
  CHUANGMO_TRY(index, weighted_sum(result.parts));
  result.index = index;
  const std::string lowest = grade_of(steps, index.low);
  if (lowest == grade_of(steps, index.high)) result.grade = lowest;
  return result;
}

}  // namespace chuangmo::methods
