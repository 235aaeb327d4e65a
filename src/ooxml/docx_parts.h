#pragma once
#include <string>

#include "ooxml/docx_write.h"

namespace chuangmo::ooxml {
// The parts of a document that do not depend on its blocks, as XML.
std::string content_types_xml();
std::string package_links_xml();
std::string document_links_xml();
std::string styles_xml(const DocxContent& content);
}  // namespace chuangmo::ooxml
