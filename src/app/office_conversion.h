#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace chuangmo::app {

// What one conversion may cost.
struct ConversionOptions {
  int wait_s = 120;                           // then it is ended
  std::uint64_t memory_bytes = 8ULL << 30;    // of address space
  std::uint64_t output_bytes = 512ULL << 20;  // of any file it writes
  std::string filter;  // of LibreOffice, behind the kind: "pdf:writer_pdf_Export"; "" its own choice
};

// Whether LibreOffice is here: soffice on PATH, or the program that CHUANGMO_SOFFICE names.
bool can_convert_office_files();

// The bytes of an office file as another kind of file: converted(bytes, "docx", "pdf"), ("xls", "xlsx").
// LibreOffice does it in a process of its own: a profile in a new folder that is gone afterwards, no network
// where the system lets us take it away, limits on time, memory and output, and one conversion at a time.
// CNV001 LibreOffice is not installed, CNV002 it was ended because it took too long, CNV003 it made nothing
// of the file, CNV004 it could not be started.
Result<std::string> converted(std::string_view bytes, const std::string& from, const std::string& to,
                              const ConversionOptions& options = {});

// Many at once, in their order: starting LibreOffice costs more than most conversions. All or none.
Result<std::vector<std::string>> all_converted(const std::vector<std::string>& files, const std::string& from,
                                               const std::string& to, const ConversionOptions& options = {});

struct SourceFile {
  std::string bytes;
  std::string kind;  // "docx", as its name would end
};

// The same of strangers' files, each of its own kind: one that LibreOffice stumbles over keeps no other out,
// and has its own failure: CNV003. Of the whole: CNV001, CNV004.
Result<std::vector<Result<std::string>>> each_converted(const std::vector<SourceFile>& files,
                                                        const std::string& to,
                                                        const ConversionOptions& options = {});

}  // namespace chuangmo::app
