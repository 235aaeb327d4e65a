#pragma once
#include <string>

namespace chuangmo::app {

// Official papers name their fonts (GB/T 9704-2012: 仿宋, 楷体, 黑体, 小标宋). What stands in for one that is
// not installed, as a configuration of fontconfig: the same design by another name, else Noto CJK, a serif
// for a serif.
std::string font_configuration();

}  // namespace chuangmo::app
