#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ooxml/zip.h"

namespace chuangmo::ooxml {

// Writes a zip archive of deflated entries, all dated 1980-01-01 00:00, so that the same entries give the
// same bytes.
class ZipWriter {
 public:
  // What is expected in all is only a hint.
  explicit ZipWriter(std::size_t expected_bytes = 0) { archive_.reserve(expected_bytes); }
  void add(std::string_view name, std::string_view bytes);
  // The same of bytes that are put piece by piece and never held as a whole.
  using Put = std::function<void(std::string_view piece)>;
  void add_pieces(std::string_view name, const std::function<void(const Put& put)>& pieces);
  // An entry of another archive as it stands there, not unpacked: its packed bytes follow.
  void add_packed(const ZipEntry& entry, std::string_view packed);
  std::string finish();  // once, after the last entry

 private:
  std::size_t begin_entry(std::string_view name);
  void end_entry(std::size_t begin, const ZipEntry& entry);
  std::string archive_;
  std::string directory_;
  std::uint16_t count_ = 0;
};

}  // namespace chuangmo::ooxml
