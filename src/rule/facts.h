#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/method.h"
#include "model/pack.h"
#include "rule/value.h"

namespace chuangmo::rule {

// One argument of a method call, of the kind the signature asks for. Only the member of that kind is set.
struct Argument {
  ArgumentKind kind = ArgumentKind::text;
  const StationSetDefinition* station_set = nullptr;
  const Station* station = nullptr;
  const Parameter* parameter = nullptr;
  const SurveyDefinition* survey = nullptr;
  Rational percentage;  // 98 % is 49/50
  std::string text;     // averaging "24h", grade "II", family "GB 3095", text
};

// The records of a ledger in a period.
struct LedgerRecords {
  std::vector<const RecordFact*> records;  // in the order of FactSet
  bool closed = false;                     // somebody said that these are all
  std::vector<MissingItem> missing;        // why not closed; empty when closed
  std::optional<TraceNode> closure;        // op "closure" with the origin of that word; none when not closed
};

enum class SurveyMeasure { rate, lower_bound, upper_bound, sample_size };

// What an evaluation asks about the world. Pure: the same question has the same answer. An answer that is not
// exact names what is missing, with in_future set where it is not late. Every answer brings its own trace
// node; the evaluator completes `text` (the words of the rule, when left empty) and adds the detail "factor"
// where a number's unit is not coherent.
class Facts {
 public:
  virtual ~Facts() = default;
  // op "figure": a Number in the figure's canonical unit. Missing: the definition's low and high are the
  // bounds.
  virtual Answer figure(const FigureDefinition& figure, std::string_view subject,
                        const Period& period) const = 0;
  // Records whose period lies in `period`.
  virtual LedgerRecords records(const LedgerDefinition& ledger, const Period& period) const = 0;
  // The stations of a set, ordered by key.
  virtual std::vector<const Station*> members(const StationSetDefinition& set) const = 0;
  // op "method:<name>". The arguments are those of the signature without its periods. A number comes in the
  // unit of the signature
  // ("parameter": that of the parameter); an ordinal uses Schema::scale.
  virtual Answer call(const MethodSignature& method, const std::vector<Argument>& arguments,
                      const Period& period) const = 0;
  // op "survey:<measure>": a Number, dimensionless (rate 0..1). `confidence` is set for the bounds: 95 % is
  // 19/20.
  virtual Answer survey(const SurveyDefinition& survey, SurveyMeasure measure,
                        const std::optional<Rational>& confidence, const Period& period) const = 0;
  // op "limit" with its citation and the detail "edition": a Number. Unknown when no edition in force has
  // such a limit.
  virtual Answer limit(std::string_view family, std::string_view parameter, std::string_view averaging,
                       std::string_view grade, const Period& period) const = 0;
};

}  // namespace chuangmo::rule
