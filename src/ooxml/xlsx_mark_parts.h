#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ooxml/xlsx_book.h"
#include "ooxml/xlsx_mark_styles.h"
#include "ooxml/xml_tags.h"

namespace chuangmo::ooxml {

// What mark_xlsx is made of: each takes the text of one part and gives it changed.

using CellComments = std::map<CellPosition, std::string>;

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
