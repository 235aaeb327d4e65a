#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/standard.h"

namespace chuangmo::series {

// What a column of a monitoring table is for, as its heading says.
enum class Role {
  none,
  time,
  date,
  year,
  month,
  day,
  hour,
  station,
  station_name,
  item,
  value,
  unit,
  flag,
  daypart,
  weight,
  county,
  province,
  basin,
  river,
  rolling,
  reading
};

// A heading taken apart: "二氧化硫（微克/立方米）" -> word "二氧化硫", unit "ug/m3".
struct Heading {
  std::string original;
  std::string word;                 // folded: NFKC, lower case, without blanks, '.', '_' and '-'
  std::optional<std::string> unit;  // as written; none when the heading has none
};
Heading read_heading(std::string_view text);

std::string folded_word(std::string_view text);  // how headings and aliases are compared
Role role_of(const Heading& heading);            // without parameters: never `reading`
// Whether the words of a station column say what was computed of several stations or times: "平均值", "合计".
bool is_total_word(std::string_view text);

// Finds parameters by key, name or alias. Only those of the medium take part: 氨氮 of water is not NH3 of the
// air.
class ParameterIndex {
 public:
  ParameterIndex(const std::vector<Parameter>& parameters, std::string_view medium,
                 const std::vector<std::string>& wanted);
  const Parameter* find(std::string_view folded) const;
  // "昼间" beside "Leq": the word of a part of the day may stand before or behind the word of the parameter.
  const Parameter* find(std::string_view folded, std::string_view folded_daypart) const;

 private:
  std::map<std::string, const Parameter*, std::less<>> by_word_;
};

// A unit as monitoring tables write it: "微克/立方米", "μg·m-3", "无量纲" besides what parse_unit reads.
std::string plain_unit(std::string_view text);

}  // namespace chuangmo::series
