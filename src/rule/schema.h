#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/method.h"
#include "model/pack.h"
#include "rule/value.h"

namespace chuangmo::rule {

enum class NameKind { figure, ledger, station_set, survey, method, parameter, family };

// The scales that the whole programme shares: classes of GB 3838, grades of noise and of events; nullptr for
// number and truth. Defined in scales.cc, together with Schema::scale, which gives these unless a schema
// knows better.
const Scale* shared_scale(MethodResult result);

// What a criterion may speak of; the catalogue implements it over a pack and the standards. Everything handed
// out must outlive the criteria checked against it. nullptr: no such name.
class Schema {
 public:
  virtual ~Schema() = default;
  virtual const FigureDefinition* figure(std::string_view key) const = 0;
  virtual const LedgerDefinition* ledger(std::string_view key) const = 0;
  virtual const StationSetDefinition* station_set(std::string_view key) const = 0;
  virtual const SurveyDefinition* survey(std::string_view key) const = 0;
  virtual const MethodSignature* method(std::string_view name) const = 0;
  virtual const Parameter* parameter(std::string_view key) const = 0;
  virtual bool has_family(std::string_view family) const = 0;  // "GB 3095"
  // Whether some edition of the family has such a limit; `grade` is "" when it is only known when evaluated.
  virtual bool has_limit(std::string_view family, std::string_view parameter, std::string_view averaging,
                         std::string_view grade) const {
    (void)family, (void)parameter, (void)averaging, (void)grade;
    return true;
  }
  virtual const std::vector<int>& years() const = 0;  // assessment years, ascending, not empty
  virtual std::vector<std::string> names(
      NameKind kind) const = 0;  // every key of that kind, for did-you-mean

  // The steps of a method's result; nullptr for number and truth. The default knows the classes of GB 3838
  // and the grades of noise and events that the whole programme shares.
  virtual const Scale* scale(MethodResult result) const;
};

}  // namespace chuangmo::rule
