#pragma once
#include <string_view>

#include "base/result.h"

namespace chuangmo::ooxml {

// What a file is by its bytes, whatever its name says.
enum class FileKind {
  empty,
  docx,
  xlsx,
  xlsb,            // binary workbook in a zip
  ole2,            // Word/Excel 97-2003, WPS .wps/.et
  ole2_encrypted,  // a .docx/.xlsx behind a password
  pdf,
  rtf,
  zip_other,
  html,  // exported by web systems and named .xls/.doc
  xml,   // Word/Excel 2003 XML and other XML
  text,
  unknown,
};
FileKind sniff(std::string_view bytes);
std::string_view file_kind_name_zh(FileKind kind);  // "旧版 Word/Excel 文件（.doc/.xls）"

// The failure of a reader that wanted `wanted` and got something else: names what it is and how to make it
// readable. OFF001 another kind of file, OFF002 behind a password, OFF003 empty.
Failure wrong_kind(FileKind found, FileKind wanted, std::string_view file);

}  // namespace chuangmo::ooxml
