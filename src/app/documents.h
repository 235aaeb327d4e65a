#pragma once
#include <filesystem>
#include <string>

#include "base/result.h"
#include "model/table.h"

namespace chuangmo::app {

inline constexpr std::uint64_t kMaxFileBytes = 512ULL << 20;  // of tables and readings

// The tables of any file a clerk may hand in: .docx, .xlsx, .csv, or the text Word leaves of a table, in
// UTF-8 or GB18030. What the file is, its bytes say, not its name. DOC100 an empty file, DOC101 a text table
// of more rows or bytes than anybody fills in; codes of ooxml for old, locked or damaged office files.
Result<Document> read_document(std::string_view bytes, const std::string& file);
// The same; an old .xls or .et by way of LibreOffice, where it is installed. Not for bytes that anybody may
// send in any number: each costs a process.
Result<Document> read_any_document(std::string_view bytes, const std::string& file);
Result<Document> read_document(const std::filesystem::path& path);  // any

}  // namespace chuangmo::app
