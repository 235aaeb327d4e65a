#pragma once
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::app {

// How LibreOffice prints our documents: content controls of bound values as text, not as form fields;
// bookmarks as destinations, by which a value is found again.
inline constexpr const char* kPrintFilter =
    R"(writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"},)"
    R"("ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}})";

// A Word document as PDF, by LibreOffice: values as text, not as form fields, fonts inside. Dates and numbers
// that LibreOffice makes anew each time are those of the document, so that the same document gives the same
// bytes. CNV001..CNV004, PDF001.
Result<std::string> document_pdf(std::string_view docx, Date dated);

}  // namespace chuangmo::app
