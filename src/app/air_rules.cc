#include "app/air_rules.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "app/editions.h"
#include "base/text.h"
#include "methods/exact.h"
#include "methods/index_edition.h"

namespace chuangmo::app {

namespace {

constexpr std::string_view kApi = "API";
constexpr std::string_view kAqi = "HJ 633";
constexpr std::string_view kQuality = "GB 3095";
constexpr std::string_view kGrade = "II";
constexpr const char* kQuorum = "city.station_quorum";
constexpr int kFallbackDecimals = 1;

Rational quorum_of(const Edition* evaluation) {
  const Decimal* quorum = evaluation == nullptr ? nullptr : evaluation->constant(kQuorum);
  return quorum == nullptr ? Rational(0) : Rational::from(*quorum).value_or(Rational(0));
}

int start_hour_of(const Edition& index, bool report_day) {
  if (report_day) {
    if (const auto hour = methods::whole_constant(index, "day.report_start_hour")) return *hour;
  }
  return methods::whole_constant(index, "day.start_hour").value_or(0);
}

Failure no_edition(std::string_view family, Date day) {
  return {"AIR001", fmt::format("{} 没有施行的 {} 版本", day.text(), family),
          "用 --edition 指定版本，如 --edition \"GB 3095-2012\""};
}

}  // namespace

bool AirRules::is_api() const {
  return index != nullptr && index->family == kApi;
}

std::optional<Rational> AirRules::factor(std::string_view parameter) const {
  if (!wanted) return Rational(1);
  if (measured_by == nullptr || !state) return std::nullopt;
  if (!methods::is_stated_as_gas(*measured_by, parameter)) return Rational(1);
  const auto factor = methods::reference_factor(*state, *wanted);
  return factor ? std::optional<Rational>(*factor) : std::nullopt;
}

methods::StationDayRules AirRules::station_day(const Parameter& parameter) const {
  auto rules = methods::station_day_rules(*quality, evaluation, parameter.key, kGrade, parameter.unit);
  const auto times = factor(parameter.key);
  // The limit that makes a day of few windows valid is held against the converted value.
  if (rules.mda8 && times && !times->is_zero()) {
    if (const auto limit = divide(rules.mda8->limit, *times)) rules.mda8->limit = *limit;
  }
  return rules;
}

int AirRules::shown_decimals(const Parameter& parameter) const {
  for (const auto& [edition, key] : {std::pair(index, "concentration.decimals." + parameter.key),
                                     std::pair(index, std::string("concentration.decimals")),
                                     std::pair(evaluation, "decimals." + parameter.key),
                                     std::pair(evaluation, "decimals." + parameter.unit)}) {
    const auto decimals = edition == nullptr ? std::nullopt : methods::whole_constant(*edition, key);
    if (decimals) return *decimals;
  }
  return kFallbackDecimals;
}

Result<AirRuleBook> AirRuleBook::open(const Library& library, const AirChoices& choices) {
  AirRuleBook book;
  book.standards_ = &library.standards;
  book.choices_ = choices;
  CHUANGMO_TRY(pinned, with_companions(library, choices.editions));
  book.pinned_ = std::move(pinned);
  CHUANGMO_TRY(wanted, reference_state_named(library.standards, choices.reference));
  book.wanted_ = wanted;
  return book;
}

Result<const AirRules*> AirRuleBook::on(Date day) {
  const Period period = Period::of_day(day);
  AirRules rules;
  rules.quality = edition_for(*standards_, pinned_, kQuality, period);
  rules.evaluation = edition_for(*standards_, pinned_, "HJ 663", period);
  rules.index = methods::index_edition(*standards_, pinned_, period);
  rules.measured_by = standards_->in_force(kQuality, day);
  if (rules.measured_by != nullptr) rules.state = methods::gas_reference_state(*rules.measured_by, day);
  const bool is_same = generation_ > 0 && rules.quality == current_.quality &&
                       rules.evaluation == current_.evaluation && rules.index == current_.index &&
                       rules.measured_by == current_.measured_by && rules.state == current_.state;
  if (is_same) return &current_;
  if (rules.quality == nullptr) return tl::unexpected(no_edition(kQuality, day));
  if (rules.index == nullptr) return tl::unexpected(no_edition(kAqi, day));
  rules.wanted = wanted_;
  rules.start_hour = start_hour_of(*rules.index, choices_.report_day);
  rules.quorum = quorum_of(rules.evaluation);
  if (rules.evaluation != nullptr) {
    const auto cited = rules.evaluation->constant_citations.find(kQuorum);
    if (cited != rules.evaluation->constant_citations.end()) rules.quorum_citation = &cited->second;
  }
  if (methods::may_leave_out(*rules.index)) rules.left_out = choices_.not_monitored;
  current_ = std::move(rules);
  ++generation_;
  return &current_;
}

Result<std::optional<methods::ReferenceState>> reference_state_named(const Standards& standards,
                                                                     const std::string& name) {
  if (name.empty()) return std::optional<methods::ReferenceState>();
  std::set<std::string> known;
  for (const Edition& edition : standards.editions) {
    if (edition.family != kQuality) continue;
    const Date last = edition.until ? *edition.until - 1 : Date::of(2199, 12, 31);
    for (const Date day : {edition.from, last}) {
      const auto state = methods::gas_reference_state(edition, day);
      if (!state) continue;
      const auto whole = std::to_string(
          static_cast<int>(state->temperature_K.numerator() / state->temperature_K.denominator()));
      known.insert(whole);
      if (whole == name || display(state->temperature_K) == name) return state;
    }
  }
  return fail("AIR002", "没有哪个版本的 GB 3095 以 " + quote(name) + " K 为参比状态",
              "可用的：" + join({known.begin(), known.end()}, "、"));
}

}  // namespace chuangmo::app
