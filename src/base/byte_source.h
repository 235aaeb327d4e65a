#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"

namespace chuangmo {

// Bytes that are read in pieces, by several threads at once if need be.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual std::uint64_t size() const = 0;
  // Fills `out` from `offset` on, shorter only at the end. FIL001
  virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const = 0;
};

// Bytes somebody holds already; they must outlive this.
class HeldBytes : public ByteSource {
 public:
  explicit HeldBytes(std::string_view bytes) : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const override;

 private:
  std::string_view bytes_;
};

// A file, as long as it was when it was opened. FIL001
Result<std::unique_ptr<ByteSource>> open_bytes(const std::filesystem::path& path);

}  // namespace chuangmo
