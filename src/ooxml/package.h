#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ooxml/zip.h"

namespace chuangmo::ooxml {

// A link from one part of an office file to another (ECMA-376 part 2, 9.3).
struct Relationship {
  std::string id;
  std::string type;    // the last step of the type's URI: "styles", "worksheet", "comments"
  std::string target;  // part name without leading '/'
};
struct Relationships {
  std::vector<Relationship> list;
  const Relationship* by_id(std::string_view id) const;
  const Relationship* by_type(std::string_view type) const;  // the first
};

// The links of a part; of the package itself when `part` is "". A part without links has none.
Result<Relationships> read_relationships(ZipArchive& archive, std::string_view part);
// The name of the part a package is about: word/document.xml, xl/workbook.xml. "" when it has none.
Result<std::string> main_part(ZipArchive& archive, std::string_view usual_name);

}  // namespace chuangmo::ooxml
