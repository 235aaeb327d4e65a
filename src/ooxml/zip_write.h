#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo::ooxml {

// Writes a zip archive of deflated entries, all dated 1980-01-01 00:00, so that the same entries give the
// same bytes.
class ZipWriter {
 public:
  void add(std::string_view name, std::string_view bytes);
  std::string finish();  // once, after the last entry

 private:
  std::string archive_;
  std::string directory_;
  std::uint16_t count_ = 0;
};

}  // namespace chuangmo::ooxml
