#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ooxml/zip.h"

namespace chuangmo::ooxml {

// Writes a zip archive of deflated entries, all dated 1980-01-01 00:00, so that the same entries give the
// same bytes.
class ZipWriter {
 public:
  void add(std::string_view name, std::string_view bytes);
  // An entry of another archive as it stands there, not unpacked: its packed bytes follow.
  void add_packed(const ZipEntry& entry, std::string_view packed);
  std::string finish();  // once, after the last entry

 private:
  void put_entry(std::string_view name, const std::string& fields, std::string_view packed);
  std::string archive_;
  std::string directory_;
  std::uint16_t count_ = 0;
};

}  // namespace chuangmo::ooxml
