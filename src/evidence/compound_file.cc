#include "evidence/compound_file.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "evidence/byte_fields.h"

namespace chuangmo::evidence {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr std::size_t kMaxEntries = 100'000;
constexpr std::size_t kHeaderFatSectors = 109;
constexpr std::uint32_t kLastRegular = 0xFFFFFFFA;  // above: ends of chains, free sectors
constexpr std::size_t kEntryBytes = 128;

// Sectors of a compound file and the chains they make.
class Sectors {
 public:
  explicit Sectors(std::string_view bytes) : bytes_(bytes), shift_(le16(bytes, 30)) {
    if (shift_ != 9 && shift_ != 12) return;
    read_fat_places();
    is_good_ = true;
  }
  bool is_good() const { return is_good_; }
  std::size_t count() const { return bytes_.size() >> shift_; }
  std::size_t size() const { return std::size_t{1} << shift_; }
  std::string_view at(std::uint32_t sector) const {
    return slice(bytes_, (static_cast<std::uint64_t>(sector) + 1) << shift_, size());
  }
  std::optional<std::uint32_t> after(std::uint32_t sector) const {
    const std::size_t per_sector = size() / 4;
    const std::size_t place = sector / per_sector;
    if (place >= fat_places_.size()) return std::nullopt;
    const std::string_view fat = at(fat_places_[place]);
    return fat.empty() ? std::nullopt : std::optional(le32(fat, sector % per_sector * 4));
  }

 private:
  // The table's own sectors are named in the header, and from there on in a chain of their own.
  void read_fat_places() {
    const std::size_t most = count() / (size() / 4) + 1;
    for (std::size_t i = 0; i < kHeaderFatSectors; ++i) take(le32(bytes_, 76 + 4 * i), most);
    std::uint32_t next = le32(bytes_, 68);
    for (std::size_t i = 0; i < most && next <= kLastRegular && fat_places_.size() < most; ++i) {
      const std::string_view sector = at(next);
      if (sector.size() < size()) return;
      for (std::size_t j = 0; j + 4 < size(); j += 4) take(le32(sector, j), most);
      next = le32(sector, size() - 4);
    }
  }
  void take(std::uint32_t sector, std::size_t most) {
    if (sector <= kLastRegular && fat_places_.size() < most) fat_places_.push_back(sector);
  }

  std::string_view bytes_;
  unsigned shift_;
  bool is_good_ = false;
  std::vector<std::uint32_t> fat_places_;
};

CompoundEntry read_entry(std::string_view bytes) {
  CompoundEntry entry;
  const std::size_t name_bytes = std::min<std::size_t>(le16(bytes, 64), 64);
  std::u32string name;
  for (std::size_t i = 0; i + 2 < name_bytes; i += 2) {
    const char32_t unit = le16(bytes, i);
    name += unit >= 0xD800 && unit < 0xE000 ? U'\uFFFD' : unit;
  }
  entry.name = to_utf8(name);
  entry.is_storage = bytes[66] == 1 || bytes[66] == 5;
  entry.class_id = bytes.substr(80, 16);
  return entry;
}

bool has_stream(const std::vector<CompoundEntry>& entries, std::string_view name) {
  return std::any_of(entries.begin(), entries.end(),
                     [name](const CompoundEntry& each) { return !each.is_storage && each.name == name; });
}

}  // namespace

std::optional<std::vector<CompoundEntry>> read_compound_directory(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  const Sectors sectors(bytes);
  if (!sectors.is_good()) return std::nullopt;
  std::vector<CompoundEntry> entries;
  std::uint32_t sector = le32(bytes, 48);
  for (std::size_t i = 0; sector <= kLastRegular; ++i) {
    const std::string_view content = sectors.at(sector);
    if (i > sectors.count() || content.size() < kEntryBytes) return std::nullopt;
    for (std::size_t at = 0; at + kEntryBytes <= content.size(); at += kEntryBytes) {
      const bool is_used = content[at + 66] == 1 || content[at + 66] == 2 || content[at + 66] == 5;
      if (is_used) entries.push_back(read_entry(content.substr(at, kEntryBytes)));
      if (entries.size() > kMaxEntries) return std::nullopt;
    }
    const auto next = sectors.after(sector);
    if (!next) return std::nullopt;
    sector = *next;
  }
  return entries.empty() ? std::nullopt : std::optional(std::move(entries));
}

ContentType compound_type(std::string_view bytes) {
  struct Mark {
    std::string_view stream;
    ContentType type;
  };
  constexpr std::array kMarks{
      Mark{"EncryptedPackage", ContentType::encrypted_office},
      Mark{"WordDocument", ContentType::doc},
      Mark{"PowerPoint Document", ContentType::ppt},
      Mark{"Workbook", ContentType::xls},
      Mark{"Book", ContentType::xls},
  };
  // The class of an installer package, {000C1084-0000-0000-C000-000000000046}, patches being ..86.
  constexpr std::string_view kInstaller = "\x00\x00\x00\x00\x00\x00\xC0\x00\x00\x00\x00\x00\x00\x46"sv;
  const auto entries = read_compound_directory(bytes);
  if (!entries) return ContentType::compound;
  const std::string& root = entries->front().class_id;
  const std::uint16_t head = le16(root, 0);
  const bool is_installer = le16(root, 2) == 0x000C && head >= 0x1082 && head <= 0x1086 &&
                            slice(root, 4, 12) == kInstaller.substr(2);
  if (is_installer) return ContentType::executable;
  for (const Mark& mark : kMarks) {
    if (has_stream(*entries, mark.stream)) return mark.type;
  }
  return ContentType::compound;
}

}  // namespace chuangmo::evidence
