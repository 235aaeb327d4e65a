#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ooxml/xml_tags.h"
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

// The package with other texts for some parts, edits in others, new parts behind, and without those
// `dropped`; the rest is not even unpacked. An edited part may be large: it is unpacked here, alone, and
// never held twice. Fails as ZipArchive::read, and only where there are edits.
using PackageParts = std::map<std::string, std::string, std::less<>>;
Result<std::string> package_with(ZipArchive& archive, PackageParts changed,
                                 const std::set<std::string>& dropped = {},
                                 const std::map<std::string, XmlEdits>& edits = {});

// "word/document.xml" -> "word/_rels/document.xml.rels"
std::string links_part(std::string_view part);
// docProps/core.xml: `created` as "2012-01-31T00:00:00Z".
std::string properties_xml(std::string_view title, std::string_view author, std::string_view created);

}  // namespace chuangmo::ooxml
