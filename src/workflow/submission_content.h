#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "workflow/submission.h"

namespace chuangmo::workflow {

// What one submission may hold at most. Texts are counted in characters.
struct ContentLimits {
  static constexpr std::size_t kBytes = 64U << 20;  // of the JSON
  static constexpr std::size_t kFigures = 20'000;
  static constexpr std::size_t kRecords = 100'000;
  static constexpr std::size_t kFields = 200;  // of a record
  static constexpr std::size_t kClosures = 1'000;
  static constexpr std::size_t kEvidence = 1'000;
  static constexpr std::size_t kReports = 500;
  static constexpr std::size_t kReasons = 2'000;
  static constexpr std::size_t kName = 200;    // keys, names, numbers as given
  static constexpr std::size_t kText = 2'000;  // fields of records, notes, reasons
  static constexpr std::size_t kReport = 20'000;
};

// Canonical JSON (docs/formats/journal.md, "Submissions"): same content, same bytes.
std::string content_json(const SubmissionContent& content);
std::string content_digest(const SubmissionContent& content);  // SHA-256 of it: what the receipt names

struct ReadContent {
  SubmissionContent content;  // worth nothing when there are diagnostics
  Diagnostics diagnostics;    // all errors; where.column is the JSON pointer
};
// From JSON in any order and spacing; collections, subjects and notes that are not there are empty. WRK010 it
// is no JSON, WRK011 too large, WRK012 something in it is not what it must be, unknown keys included.
ReadContent read_content(std::string_view json);

}  // namespace chuangmo::workflow
