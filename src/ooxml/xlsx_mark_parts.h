#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ooxml/xlsx_book.h"
#include "ooxml/xml_tags.h"

namespace chuangmo::ooxml {

// What mark_xlsx is made of: each takes the text of one part and gives it changed.

using CellComments = std::map<CellPosition, std::string>;

// Cell styles with a red ground, made when they are first asked for.
class MarkedStyles {
 public:
  static Result<MarkedStyles> read(std::string xml, std::string_view part);
  int red(int style);    // of that style, with a red ground; itself where the part has no such styles
  int plain(int style);  // of a red one, with the ground of a cell to be filled in
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
};

// What to change of a sheet: the styles of the marked cells, cells and rows put in where there are none, and,
// unless `drawing_id` is
// "", the link to the drawing of its comments.
Result<XmlEdits> marked_sheet(const std::string& xml, std::string_view part,
                              const std::set<CellPosition>& marked, MarkedStyles& styles,
                              const std::string& drawing_id);

// Comments with ours; `added` takes the cells that had none. "" begins a new part.
Result<std::string> marked_comments(const std::string& xml, std::string_view part,
                                    const CellComments& comments, std::string_view opening,
                                    std::vector<CellPosition>& added);
// The drawing that comments hang on; "" begins a new part.
std::string comment_drawing(const std::string& vml, const std::vector<CellPosition>& added);

// With a further relationship; "" begins a new part. `id` is chosen so that it is new.
Result<std::string> with_relationship(const std::string& xml, std::string_view part, std::string_view type,
                                      std::string_view target, std::string& id);
Result<std::string> with_content_types(const std::string& xml, const std::vector<std::string>& comment_parts);

}  // namespace chuangmo::ooxml
