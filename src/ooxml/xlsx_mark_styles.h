#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ooxml/xml_tags.h"

namespace chuangmo::ooxml {

// Cell styles with another ground, red where something is wrong, made when they are first asked for.
class MarkedStyles {
 public:
  static Result<MarkedStyles> read(std::string xml, std::string_view part);
  int red(int style);    // of that style, with a red ground; itself where the part has no such styles
  int plain(int style);  // of a red one, with the ground of a cell to be filled in
  int shaded(int style, const std::string& colour);  // of that style, with a ground of "RRGGBB"
  bool is_red(int style) const;
  bool has_red() const;  // of an earlier marking
  bool is_changed() const { return !made_.empty(); }
  std::string text() const;

 private:
  int with_fill(int style, const std::string& fill, std::map<int, int>& known);
  std::string xml_;
  std::string prefix_;
  std::vector<std::string> fills_;
  std::vector<std::string> styles_;  // xf of cellXfs
  std::size_t fills_end_ = 0;        // where a further one goes; 0: there are none
  std::size_t styles_end_ = 0;
  XmlTag fills_tag_;
  XmlTag styles_tag_;
  std::vector<std::string> made_fills_;
  std::vector<std::string> made_;
  std::map<int, int> red_;
  std::map<int, int> plain_;
  std::map<std::string, std::map<int, int>> shaded_;  // by colour
};

}  // namespace chuangmo::ooxml
