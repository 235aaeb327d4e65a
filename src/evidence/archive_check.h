#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "evidence/finding.h"

namespace chuangmo::evidence {

// What an archive may ask of us. Time is linear in the file and max_total_bytes; memory is max_held_bytes a
// level.
struct ArchiveLimits {
  std::size_t max_entries = 10'000;
  std::uint64_t max_entry_bytes = 512ULL << 20U;   // unpacked, of one entry
  std::uint64_t max_total_bytes = 1024ULL << 20U;  // unpacked, of all entries of all levels
  std::uint64_t max_ratio = 400;  // unpacked : packed, held against what is above ratio_from_bytes
  std::uint64_t ratio_from_bytes = 4ULL << 20U;
  std::uint64_t max_held_bytes = 64ULL << 20U;  // an entry that is looked into is held whole; of a longer one
                                                // the beginning
  int max_depth = 3;                            // archives in archives; an office file is one too
};

struct ArchiveMember {
  std::string name;
  std::string_view bytes;
  bool is_whole = true;  // else these are its first bytes
};
using MemberVisit = std::function<void(const ArchiveMember&)>;

// Everything about a zip archive that could harm who opens it: entries that overlap, contradict themselves,
// occur twice, lie outside, unpack to too much, are encrypted, links, or named to land elsewhere. Every entry
// is unpacked once, held against its checksum and shown to `visit`; its bytes count against `unpack_left`.
Findings archive_findings(std::string_view bytes, const ArchiveLimits& limits, std::uint64_t& unpack_left,
                          const MemberVisit& visit);

// A name that says "run me": .exe, .bat, .js, .lnk ...
bool is_program_name(std::string_view name);

}  // namespace chuangmo::evidence
