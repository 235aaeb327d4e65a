#include "methods/air_index.h"

#include <algorithm>

#include "base/text.h"
#include "base/unit.h"
#include "methods/exact.h"

namespace chuangmo::methods {
namespace {

constexpr std::string_view kRunning = "_running";
constexpr std::string_view kHourly = "1h";

bool has_hourly_table(const Edition& edition, const std::string& parameter) {
  return std::any_of(edition.breakpoints.begin(), edition.breakpoints.end(), [&](const auto& table) {
    return table.parameter == parameter && table.realtime_input == kHourly;
  });
}

// The average that enters a table in a report; "" when the table takes no part in it.
std::string_view input_of(const Edition& edition, const BreakpointTable& table, IndexReport report,
                          ParticleInput particles) {
  if (report == IndexReport::daily) return table.daily_input;
  if (particles == ParticleInput::as_standard || !ends_with(table.realtime_input, kRunning))
    return table.realtime_input;
  return has_hourly_table(edition, table.parameter) ? std::string_view() : kHourly;
}

bool is_left_out(std::span<const LeftOut> left_out, std::string_view parameter, std::string_view input) {
  return std::any_of(left_out.begin(), left_out.end(), [&](const LeftOut& item) {
    return item.parameter == parameter && (item.input.empty() || item.input == input);
  });
}

const Concentration* find(std::span<const Concentration> concentrations, std::string_view parameter,
                          std::string_view input) {
  const auto found = std::find_if(concentrations.begin(), concentrations.end(), [&](const Concentration& c) {
    return c.parameter == parameter && c.input == input;
  });
  return found == concentrations.end() ? nullptr : &*found;
}

// HJ 633-2026 4.2 rounds concentrations by GB/T 8170 before the index; the other editions do not.
Result<Rational> prepared(const Edition& edition, const std::string& parameter,
                          const Rational& concentration) {
  auto decimals = whole_constant(edition, "concentration.decimals." + parameter);
  if (!decimals) decimals = whole_constant(edition, "concentration.decimals");
  if (!decimals) return concentration;
  CHUANGMO_TRY(rounded, round_gbt8170(concentration, *decimals));
  return Rational::from(rounded);
}

Result<SubIndex> item(const Edition& edition, const BreakpointTable& table,
                      const Concentration* concentration, std::string_view input) {
  SubIndex unknown;
  unknown.parameter = table.parameter;
  unknown.input = std::string(input);
  if (concentration == nullptr || !concentration->value) return unknown;
  CHUANGMO_TRY(from, parse_unit(concentration->unit));
  CHUANGMO_TRY(to, parse_unit(table.unit));
  CHUANGMO_TRY(value, convert(*concentration->value, from, to));
  CHUANGMO_TRY(rounded, prepared(edition, table.parameter, value));
  CHUANGMO_TRY(sub, sub_index(edition, table, rounded));
  sub.input = std::string(input);
  return sub;
}

// A pollutant whose own index is not computed is reported by another average of it, if the report carries one
// (HJ 633-2012 表1 notes 2, 3).
Result<std::vector<SubIndex>> substitutes(const Edition& edition, const SubIndex& sub,
                                          std::span<const Concentration> concentrations, IndexReport report) {
  std::vector<SubIndex> out;
  for (const BreakpointTable& table : edition.breakpoints) {
    const bool is_other = table.parameter == sub.parameter && table.daily_input != sub.input;
    if (!is_other || report == IndexReport::daily || table.daily_input.empty() ||
        !table.realtime_input.empty())
      continue;
    const Concentration* other = find(concentrations, sub.parameter, table.daily_input);
    if (other == nullptr) continue;
    CHUANGMO_TRY(replaced, item(edition, table, other, table.daily_input));
    out.push_back(std::move(replaced));
  }
  return out;
}

void take_floor(const Edition& edition, SubIndex& sub) {
  const auto floor = whole_constant(edition, "index.floor");
  if (floor && sub.rounded) sub.rounded = std::max(*sub.rounded, *floor);
}

void find_primary(const Edition& edition, AirIndex& index) {
  const auto above = whole_constant(edition, "index.primary_above");
  if (!above || !index.index || *index.index <= *above) return;
  for (const SubIndex& sub : index.items) {
    const bool is_listed =
        std::find(index.primary.begin(), index.primary.end(), sub.parameter) != index.primary.end();
    if (sub.rounded == index.index && !is_listed) index.primary.push_back(sub.parameter);
  }
}

bool may_be_published(const Edition& edition, const AirIndex& index) {
  if (!index.index || index.is_complete) return index.index.has_value();
  const auto above = whole_constant(edition, "index.publish_incomplete_above");
  return !above || *index.index > *above;
}

void note_missing(AirIndex& index, const std::string& parameter) {
  if (std::find(index.missing.begin(), index.missing.end(), parameter) == index.missing.end())
    index.missing.push_back(parameter);
}

// A pollutant above its table whose other average is not known either has no index at all.
bool is_replaced(const AirIndex& index, const SubIndex& sub) {
  return std::any_of(index.items.begin(), index.items.end(), [&](const SubIndex& other) {
    return other.parameter == sub.parameter && other.input != sub.input && other.exact;
  });
}

void combine(const Edition& edition, AirIndex& index) {
  for (SubIndex& sub : index.items) {
    take_floor(edition, sub);
    if (sub.range == IndexRange::unknown) {
      note_missing(index, sub.parameter);
      continue;
    }
    if (sub.range == IndexRange::not_computed && !is_replaced(index, sub)) note_missing(index, sub.parameter);
    if (sub.exact && (!index.exact || *index.exact < *sub.exact)) index.exact = sub.exact;
    if (sub.rounded && (!index.index || *index.index < *sub.rounded)) index.index = sub.rounded;
    if (!index.at_least || *index.at_least < *sub.at_least) index.at_least = sub.at_least;
  }
  index.is_complete = index.missing.empty() && !index.items.empty() && index.index.has_value();
  index.may_be_published = may_be_published(edition, index);
  find_primary(edition, index);
  if (index.index) index.level = level_of(edition, *index.index);
}

}  // namespace

Result<AirIndex> air_index(const Edition& edition, std::span<const Concentration> concentrations,
                           IndexReport report, ParticleInput particles, std::span<const LeftOut> left_out) {
  AirIndex index;
  for (const BreakpointTable& table : edition.breakpoints) {
    const std::string_view input = input_of(edition, table, report, particles);
    if (input.empty() || is_left_out(left_out, table.parameter, input)) continue;
    CHUANGMO_TRY(sub, item(edition, table, find(concentrations, table.parameter, input), input));
    if (sub.range == IndexRange::not_computed) {
      CHUANGMO_TRY(others, substitutes(edition, sub, concentrations, report));
      index.items.push_back(std::move(sub));
      std::move(others.begin(), others.end(), std::back_inserter(index.items));
    } else {
      index.items.push_back(std::move(sub));
    }
  }
  combine(edition, index);
  return index;
}

bool may_leave_out(const Edition& edition) {
  return edition.constant("index.may_leave_out") != nullptr;
}

Truth is_at_most(const AirIndex& index, const Rational& most) {
  if (index.at_least && most < *index.at_least) return false;
  if (!index.is_complete) return std::nullopt;
  return true;
}

Truth is_good_day(const Edition& edition, const AirIndex& index) {
  const Decimal* good = edition.constant("index.good");
  const auto most = good == nullptr ? Result<Rational>(fail("MTH001", "")) : Rational::from(*good);
  return most ? is_at_most(index, *most) : Truth();
}

const IndexLevel* level_of(const Edition& edition, int index) {
  const IndexLevel* found = nullptr;
  for (const IndexLevel& level : edition.levels) {
    if (level.low <= index) found = &level;
  }
  return found;
}

}  // namespace chuangmo::methods
