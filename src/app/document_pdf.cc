#include "app/document_pdf.h"

#include "app/office_conversion.h"
#include "pdf/print.h"

namespace chuangmo::app {

Result<std::string> document_pdf(std::string_view docx, Date dated) {
  ConversionOptions options;
  options.filter = kPrintFilter;
  CHUANGMO_TRY(printed, converted(docx, "docx", "pdf", options));
  return pdf::settled_print(printed, Instant::at(dated));
}

}  // namespace chuangmo::app
