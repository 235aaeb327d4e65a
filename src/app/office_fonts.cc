#include "app/office_fonts.h"

#include <array>
#include <initializer_list>
#include <string_view>

namespace chuangmo::app {
namespace {

struct StandIn {
  std::initializer_list<std::string_view> names;  // of one design
  std::string_view otherwise;
};

}  // namespace

std::string font_configuration() {
  static const std::array<StandIn, 5> kStandIns{{
      {{"仿宋_GB2312", "仿宋", "FangSong_GB2312", "FangSong"}, "Noto Serif CJK SC"},
      {{"楷体_GB2312", "楷体", "KaiTi_GB2312", "KaiTi", "AR PL UKai CN"}, "Noto Serif CJK SC"},
      {{"宋体", "SimSun", "NSimSun"}, "Noto Serif CJK SC"},
      {{"方正小标宋简体", "小标宋体", "FZXiaoBiaoSong-B05S"}, "Noto Serif CJK SC"},
      {{"黑体", "SimHei"}, "Noto Sans CJK SC"},
  }};
  std::string out = "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n";
  for (const StandIn& design : kStandIns) {
    for (const std::string_view name : design.names) {
      out += "<alias binding=\"same\"><family>";
      out += name;
      out += "</family><accept>";
      for (const std::string_view other : design.names) {
        if (other != name) out.append("<family>").append(other).append("</family>");
      }
      out.append("<family>").append(design.otherwise).append("</family></accept></alias>\n");
    }
  }
  return out + "</fontconfig>\n";
}

}  // namespace chuangmo::app
