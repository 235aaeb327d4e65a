#include "app/document_pdf.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/office_conversion.h"
#include "base/digest.h"

namespace chuangmo::app {
namespace {

// Content controls of bound values would become form fields.
constexpr const char* kFilter =
    R"(writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}})";

// Replaces what stands between two marks, as far as it is made of the `allowed` characters and as long as
// `text`; positions in a PDF must not move.
void overwrite(std::string& pdf, std::string_view begin, std::string_view text, std::string_view allowed) {
  for (std::size_t at = pdf.find(begin); at != std::string::npos; at = pdf.find(begin, at + 1)) {
    const std::size_t from = at + begin.size();
    const std::size_t end = std::min(pdf.find_first_not_of(allowed, from), pdf.size());
    if (end - from == text.size()) pdf.replace(from, text.size(), text);
  }
}

constexpr std::string_view kHexadecimal = "0123456789ABCDEFabcdef";

}  // namespace

std::string dated_pdf(std::string pdf, Date dated) {
  const YearMonthDay day = dated.civil();
  const std::string stamp = fmt::format("{:04}{:02}{:02}000000+08'00", day.year, day.month, day.day);
  const std::string utc = stamp.substr(0, 14) + "Z";
  for (const char* name : {"/CreationDate(D:", "/ModDate(D:"}) {
    overwrite(pdf, name, stamp, "0123456789+-'Z");
    overwrite(pdf, name, stamp + "'", "0123456789+-'Z");
    overwrite(pdf, name, utc, "0123456789Z");
    overwrite(pdf, name, utc + "'", "0123456789Z'");
  }
  const std::string zeros(32, '0');
  constexpr std::string_view kId = "/ID [ <";
  overwrite(pdf, "/DocChecksum /", zeros, kHexadecimal);
  const std::size_t id = pdf.rfind(kId);
  if (id == std::string::npos) return pdf;
  // The two halves of the ID, each of 32 digits, are on lines of their own.
  std::size_t at = id;
  for (int half = 0; half < 2; ++half) {
    at = pdf.find('<', at);
    if (at == std::string::npos || pdf.size() - at < 34) return pdf;
    const std::size_t end = pdf.find_first_not_of(kHexadecimal, at + 1);
    if (end != at + 33) return pdf;
    pdf.replace(at + 1, 32, zeros);
    at = end;
  }
  const std::string number = sha256_hex(pdf).substr(0, 32);
  at = id;
  for (int half = 0; half < 2; ++half) {
    at = pdf.find('<', at) + 1;
    pdf.replace(at, 32, number);
  }
  return pdf;
}

Result<std::string> document_pdf(std::string_view docx, Date dated) {
  ConversionOptions options;
  options.filter = kFilter;
  CHUANGMO_TRY(pdf, converted(docx, "docx", "pdf", options));
  return dated_pdf(std::move(pdf), dated);
}

}  // namespace chuangmo::app
