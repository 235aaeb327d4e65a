#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "eval/viewpoint.h"
#include "model/fact.h"
#include "model/pack.h"
#include "model/standard.h"
#include "rule/facts.h"

namespace chuangmo::eval {

// Families of the daily air indices.
inline constexpr std::string_view kApi = "API";
inline constexpr std::string_view kAqi = "HJ 633";

class AirDays;

// The facts as the criteria language sees them: figures, ledgers, stations, methods bound to the code in
// methods/. Everything given must outlive it. Answers are pure; derived tables are computed once and kept.
class FactView : public rule::Facts {
 public:
  FactView(const Pack& pack, const Standards& standards, const FactSet& facts, Viewpoint viewpoint);
  ~FactView() override;

  rule::Answer figure(const FigureDefinition& figure, std::string_view subject,
                      const Period& period) const override;
  rule::LedgerRecords records(const LedgerDefinition& ledger, const Period& period) const override;
  std::vector<const Station*> members(const StationSetDefinition& set) const override;
  rule::Answer call(const MethodSignature& method, const std::vector<rule::Argument>& arguments,
                    const Period& period) const override;
  rule::Answer survey(const SurveyDefinition& survey, rule::SurveyMeasure measure,
                      const std::optional<Rational>& confidence, const Period& period) const override;
  rule::Answer limit(std::string_view family, std::string_view parameter, std::string_view averaging,
                     std::string_view grade, const Period& period) const override;

  // The edition of a family that judges a period: the pinned one, else the one in force on its last day.
  const Edition* edition(std::string_view family, const Period& period) const;
  // The index that grades the days of a period: the pinned one, else the AQI once HJ 633 applies, the API
  // before.
  std::string_view index_family(const Period& period) const;
  bool is_future(const Period& period) const { return viewpoint_.as_of + 1 < period.end; }
  const Pack& pack() const { return pack_; }
  const Standards& standards() const { return standards_; }
  const FactSet& facts() const { return facts_; }
  Date as_of() const { return viewpoint_.as_of; }
  const Viewpoint& viewpoint() const { return viewpoint_; }
  std::vector<const ReadingSeries*> series(std::string_view set, std::string_view parameter) const;
  const AirDays& air() const { return *air_; }

 private:
  const FigureFact* find_figure(std::string_view figure, std::string_view subject,
                                const Period& period) const;
  const Pack& pack_;
  const Standards& standards_;
  const FactSet& facts_;
  Viewpoint viewpoint_;
  std::map<std::string, std::vector<RecordFact>> ledgers_;  // with derived fields, by ledger
  std::unique_ptr<AirDays> air_;
};

}  // namespace chuangmo::eval
