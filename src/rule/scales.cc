#include "rule/schema.h"

namespace chuangmo::rule {

const Scale* shared_scale(MethodResult result) {
  static const Scale kWaterClass{"water_class",
                                 "水质类别",
                                 {"I", "II", "III", "IV", "V", "劣V"},
                                 {"Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"}};
  static const Scale kNoiseGrade{
      "noise_grade", "声环境质量等级", {"1", "2", "3", "4", "5"}, {"一级", "二级", "三级", "四级", "五级"}};
  static const Scale kSeverity{"severity",
                               "事件级别",
                               {"general", "larger", "major", "extraordinary"},
                               {"一般", "较大", "重大", "特别重大"}};
  switch (result) {
    case MethodResult::water_class:
      return &kWaterClass;
    case MethodResult::noise_grade:
      return &kNoiseGrade;
    case MethodResult::severity:
      return &kSeverity;
    case MethodResult::number:
    case MethodResult::truth:
      return nullptr;
  }
  return nullptr;
}

const Scale* Schema::scale(MethodResult result) const {
  return shared_scale(result);
}

}  // namespace chuangmo::rule
