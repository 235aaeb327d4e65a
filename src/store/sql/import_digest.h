#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/hash.h"
#include "store/sql/connection.h"

namespace chuangmo::store {

// The digest of all rows that one import stored (docs/formats/workspace.md), whatever order they come in:
// SHA-256 of the sorted SHA-256s of its rows, 32 bytes each. A row is its table and its values, each as
// "<length>:<bytes>,", integers in decimal.
class ImportDigest {
 public:
  template <class... Values>
  void add(std::string_view table, const Values&... values) {
    row_.clear();
    put(table);
    (put(values), ...);
    end_row();
  }
  void begin_row(std::string_view table) {
    row_.clear();
    put(table);
  }
  void put(std::string_view text);
  void put(const std::string& text) { put(std::string_view(text)); }
  void put(std::int64_t number) { put(std::to_string(number)); }
  void put(int number) { put(std::to_string(number)); }
  void put(Blob blob) { put(blob.bytes); }
  void end_row();
  std::string hex();  // of the rows until now

 private:
  std::string row_;
  std::vector<audit::Hash> rows_;
};

// Of what the tables hold. STO007 there is no such import
Result<std::string> digest_of_import(Connection& connection, const std::string& programme,
                                     std::int64_t import);

// The body of the entry that an import makes: canonical JSON.
std::string import_body(const ImportEntry& import, const std::string& facts);
std::string import_object(std::int64_t import);  // "import:7"
inline constexpr const char* kImportKind = "import";

}  // namespace chuangmo::store
