#pragma once
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::app {

// A Word document as PDF, by LibreOffice: values as text, not as form fields, fonts inside. Dates and numbers
// that LibreOffice makes anew each time are those of the document, so that the same document gives the same
// bytes. CNV001..CNV004.
Result<std::string> document_pdf(std::string_view docx, Date dated);

// That last step alone: the dates of a PDF of LibreOffice, its ID and checksum.
std::string dated_pdf(std::string pdf, Date dated);

}  // namespace chuangmo::app
