#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/standard.h"

namespace chuangmo {

// What a criterion may call. The rule room checks calls against it, eval binds it to the code in methods/.
enum class ArgumentKind {
  station_set,
  station,
  parameter,
  survey,
  percentage,
  averaging,
  grade,
  family,
  text,
  period
};
enum class MethodResult { number, water_class, noise_grade, severity, truth };

struct MethodSignature {
  std::string name;  // "annual_mean"
  std::vector<ArgumentKind>
      arguments;  // trailing `period` arguments may be left out: the current period is taken
  MethodResult result = MethodResult::number;
  std::string unit;  // of a number: "" dimensionless, "parameter" = the parameter's unit, else a unit
  PeriodKind period = PeriodKind::year;  // what period it speaks of
  std::string name_zh;
  Citation citation;
};

}  // namespace chuangmo
