#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/workspace.h"
#include "base/progress.h"
#include "series/layout.h"

namespace chuangmo::app {

enum class ImportKind { figures, ledger, stations, readings, evidence };

struct IngestRequest {
  ImportKind kind = ImportKind::figures;
  std::string file;    // as the user named it
  std::string who;     // reporting unit
  std::string reason;  // of a correction
  Instant recorded_at;
  std::string target;            // ledger key, station set key, or the indicator of evidence
  std::vector<Period> complete;  // a ledger: periods whose records these all are
  std::string unit;              // readings: the unit of the file's numbers, "" as it says
  std::string station;           // readings: of a file that names none
  std::optional<int> year;       // readings: of times without one
  Progress* progress = nullptr;  // advanced by kIngestSteps in all
};
inline constexpr std::uint64_t kIngestSteps = 100;

// What a file says, before any of it is stored.
struct FileFacts {
  store::FactBatch batch;
  Diagnostics diagnostics;  // by position
  std::size_t rows = 0;     // of readings
};
// Failures of ingest.
Result<FileFacts> file_facts(Workspace& workspace, const Library& library, std::string_view bytes,
                             const IngestRequest& request);
// How a file of readings is to be read; the registered stations are the caller's to add.
series::ReadingsRequest readings_request(const StationSetDefinition& set, const Library& library,
                                         const IngestRequest& request);
// ING902; what was received today was received by now.
Result<IngestRequest> settled(const IngestRequest& given, Instant now);

// What an import did. With an error among the diagnostics nothing was changed.
struct IngestReport {
  std::int64_t import = 0;  // its number; 0 when nothing was stored
  Diagnostics diagnostics;
  store::AppendCounts counts;  // of all kinds together
};
IngestReport report_of(Diagnostics findings, const store::AppendReport& appended);

// A file into facts, all or nothing: its bytes are kept under imports/, its facts appended in one
// transaction. DOC100 an empty file, ING900 no such ledger, station set, indicator or criterion, ING902
// received at a moment to come; later today is now.
Result<IngestReport> ingest(Workspace& workspace, const Library& library, std::string_view bytes,
                            const IngestRequest& request);

// The same at a running office, by one of its accounts.
class Office;
Result<IngestReport> ingest(Office& office, const std::string& account, std::string_view bytes,
                            const IngestRequest& request);

}  // namespace chuangmo::app
