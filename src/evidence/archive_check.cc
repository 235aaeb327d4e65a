#include "evidence/archive_check.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "evidence/content_type.h"
#include "evidence/zip_record.h"
#include "ooxml/zip.h"

namespace chuangmo::evidence {
namespace {

constexpr std::size_t kMaxNameBytes = 1024;
constexpr std::size_t kHeadBytes = 8U << 10U;

ooxml::ZipLimits zip_limits(const ArchiveLimits& limits) {
  return {.max_entries = limits.max_entries,
          .max_entry_bytes = limits.max_entry_bytes,
          .max_total_bytes = limits.max_total_bytes,
          .max_ratio = limits.max_ratio,
          .ratio_from_bytes = limits.ratio_from_bytes};
}

struct Meaning {
  std::string_view code;
  ContentTrait trait;
};
// What the zip reader's refusals mean here.
constexpr std::array kMeanings{
    Meaning{"ZIP003", ContentTrait::encrypted}, Meaning{"ZIP004", ContentTrait::unexamined},
    Meaning{"ZIP005", ContentTrait::bomb},      Meaning{"ZIP006", ContentTrait::contradictory},
    Meaning{"ZIP007", ContentTrait::bomb},
};

void add_failure(const Failure& failure, Findings& findings) {
  const auto* known = std::find_if(kMeanings.begin(), kMeanings.end(),
                                   [&](const Meaning& each) { return each.code == failure.code; });
  findings.add(known == kMeanings.end() ? ContentTrait::damaged : known->trait, failure.text);
}

bool has_drive(std::string_view name) {
  return name.size() >= 2 && name[1] == ':' &&
         ((name[0] >= 'A' && name[0] <= 'Z') || (name[0] >= 'a' && name[0] <= 'z'));
}

bool is_safe_path(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes || name.starts_with('/') || has_drive(name)) return false;
  const bool has_bad_sign = std::any_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\';
  });
  if (has_bad_sign) return false;
  const auto steps = split(name, "/");
  return std::none_of(steps.begin(), steps.end(),
                      [](const std::string& step) { return step == ".." || step == "."; });
}

void check_record(const ZipRecord& record, Findings& findings) {
  if (!is_safe_path(record.name)) {
    findings.add(ContentTrait::unsafe_path, quote(record.name));
  }
  if (record.is_special_file()) findings.add(ContentTrait::unsafe_path, quote(record.name) + " 是链接或设备");
  if (record.is_contradicted_locally) findings.add(ContentTrait::contradictory, quote(record.name));
  if (record.is_encrypted()) findings.add(ContentTrait::encrypted, quote(record.name));
}

void check_records(std::string_view bytes, const ArchiveLimits& limits, Findings& findings) {
  const auto records = read_zip_records(bytes, limits.max_entries);
  if (!records) {
    findings.add(ContentTrait::contradictory, "目录不在末尾，或首尾有多余内容");
    return;
  }
  for (const ZipRecord& record : *records) check_record(record, findings);
  const bool begins_elsewhere =
      !records->empty() && std::none_of(records->begin(), records->end(),
                                        [](const ZipRecord& each) { return each.local_offset == 0; });
  if (begins_elsewhere) findings.add(ContentTrait::contradictory, "开头的内容不在目录中");
}

// One entry as it is unpacked: whole while it is short enough to be looked into.
class Holder {
 public:
  explicit Holder(std::uint64_t max_held_bytes) : max_held_bytes_(max_held_bytes) {}
  void take(std::string_view piece) {
    if (is_whole_ && held_.size() + piece.size() > max_held_bytes_) {
      is_whole_ = false;
      held_.resize(std::min(held_.size(), kHeadBytes));
      held_.shrink_to_fit();
    }
    if (is_whole_ || held_.size() < kHeadBytes)
      held_.append(piece.substr(0, is_whole_ ? piece.size() : kHeadBytes));
  }
  ArchiveMember member(std::string name) const { return {std::move(name), held_, is_whole_}; }

 private:
  std::uint64_t max_held_bytes_;
  std::string held_;
  bool is_whole_ = true;
};

bool looks_like_program(const ArchiveMember& member) {
  const ContentType type = content_type_of_head(member.bytes);
  return type == ContentType::executable || type == ContentType::script || is_program_name(member.name);
}

void read_member(ooxml::ZipArchive& archive, const std::string& name, const ArchiveLimits& limits,
                 Findings& findings, const MemberVisit& visit) {
  Holder holder(limits.max_held_bytes);
  const auto read = archive.stream(name, [&](std::string_view piece) -> Result<void> {
    holder.take(piece);
    return {};
  });
  if (!read) add_failure(read.error(), findings);
  const ArchiveMember member = holder.member(readable_name(name));
  if (looks_like_program(member)) findings.add(ContentTrait::executable_inside, quote(member.name));
  if (read) visit(member);
}

}  // namespace

Findings archive_findings(std::string_view bytes, const ArchiveLimits& limits, std::uint64_t& unpack_left,
                          const MemberVisit& visit) {
  Findings findings;
  check_records(bytes, limits, findings);
  auto archive = ooxml::ZipArchive::open(bytes, zip_limits(limits));
  if (!archive) {
    add_failure(archive.error(), findings);
    return findings;
  }
  for (const ooxml::ZipEntry& entry : archive->entries()) {
    if (entry.name.ends_with('/')) continue;
    if (entry.unpacked_bytes > unpack_left) {
      findings.add(ContentTrait::bomb, "解开后总量过大");
      return findings;
    }
    unpack_left -= entry.unpacked_bytes;
    read_member(*archive, entry.name, limits, findings, visit);
  }
  return findings;
}

bool is_program_name(std::string_view name) {
  constexpr std::string_view kExtensions =
      " exe com bat cmd scr pif cpl dll sys msi msp js jse vbs vbe vb wsf wsh hta ps1 psm1 lnk url jar apk "
      "reg inf chm "
      "sh py php asp aspx jsp html htm mht mhtml svg ";
  std::string lower(name);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  while (lower.ends_with('.') || lower.ends_with(' ')) lower.pop_back();  // as Windows does
  const std::size_t dot = lower.rfind('.');
  if (dot == std::string::npos || dot + 1 == lower.size() || contains(lower.substr(dot), " ")) return false;
  return contains(kExtensions, " " + lower.substr(dot + 1) + " ");
}

}  // namespace chuangmo::evidence
