#include "app/ingest.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/documents.h"
#include "app/office.h"
#include "app/read_figures.h"
#include "app/read_ledger.h"
#include "app/read_stations.h"
#include "app/reading_files.h"
#include "app/readings_windows.h"
#include "app/table_columns.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "series/layout.h"

namespace chuangmo::app {

namespace {

void advance(const IngestRequest& request, std::uint64_t steps) {
  if (request.progress != nullptr) request.progress->advance(steps);
}

template <class Keys>
tl::unexpected<Failure> no_such(const std::string& what, const std::string& key, const Keys& definitions) {
  std::vector<std::string> keys;
  for (const auto& definition : definitions) keys.push_back(definition.key);
  const std::string near = nearest_name(key, keys);
  return fail("ING900", "指标包没有" + what + " " + key,
              (near.empty() ? "" : "是不是 " + near + "？") + ("可用的：" + join(keys, "、")));
}

Result<FileFacts> find_figures(const Workspace& workspace, std::string_view bytes,
                               const IngestRequest& request) {
  CHUANGMO_TRY(document, read_any_document(bytes, request.file));
  FileFacts found;
  FiguresFound figures = read_figures(document, workspace.pack, request.recorded_at);
  found.batch.figures = std::move(figures.figures);
  for (FigureFact& figure : found.batch.figures) {
    if (figure.origin.unit.empty()) figure.origin.unit = request.who;
    figure.reason = request.reason;
  }
  found.diagnostics = std::move(figures.diagnostics);
  return found;
}

Result<FileFacts> find_records(const Workspace& workspace, std::string_view bytes,
                               const IngestRequest& request) {
  const LedgerDefinition* ledger = workspace.pack.ledger(request.target);
  if (ledger == nullptr) return no_such("台账", request.target, workspace.pack.ledgers);
  CHUANGMO_TRY(document, read_any_document(bytes, request.file));
  FileFacts found;
  LedgerFound records = read_ledger(document, *ledger, request.recorded_at, request.complete);
  found.batch.records = std::move(records.records);
  found.batch.closures = std::move(records.closures);
  for (RecordFact& record : found.batch.records) {
    record.origin.unit = request.who;
    record.reason = request.reason;
  }
  for (ClosureFact& closure : found.batch.closures) closure.origin.unit = request.who;
  found.diagnostics = std::move(records.diagnostics);
  return found;
}

Result<FileFacts> find_stations(const Workspace& workspace, std::string_view bytes,
                                const IngestRequest& request) {
  CHUANGMO_TRY(document, read_any_document(bytes, request.file));
  FileFacts found;
  StationsFound stations = read_stations(document, workspace.pack, request.recorded_at);
  found.batch.stations = std::move(stations.stations);
  found.diagnostics = std::move(stations.diagnostics);
  return found;
}

Result<FileFacts> find_readings(Workspace& workspace, const Library& library, std::string_view bytes,
                                const IngestRequest& request) {
  const StationSetDefinition* set = workspace.pack.station_set(request.target);
  if (set == nullptr) return no_such("点位组", request.target, workspace.pack.station_sets);
  CHUANGMO_TRY(known, workspace.store->stations(workspace.programme.id, request.recorded_at));
  series::ReadingsRequest wanted = readings_request(*set, library, request);
  for (const Station& station : known) {
    if (station.set == set->key) wanted.stations.push_back(station);
  }
  CHUANGMO_TRY(readings, readings_of(bytes, request.file, wanted));
  advance(request, 80);
  FileFacts found;
  found.batch.readings = std::move(readings.blocks);
  found.batch.window_rules = window_rules(library.standards);
  found.batch.stations = std::move(readings.stations);
  found.diagnostics = std::move(readings.diagnostics);
  found.rows = readings.rows;
  return found;
}

bool is_indicator(const Pack& pack, const std::string& target) {
  for (const IndicatorDefinition& indicator : pack.indicators) {
    if (std::to_string(indicator.number) == target) return true;
    for (const CriterionDefinition& criterion : indicator.criteria) {
      if (criterion.id == target) return true;
    }
  }
  return false;
}

Result<FileFacts> find_evidence(const Workspace& workspace, std::string_view bytes,
                                const IngestRequest& request) {
  if (!is_indicator(workspace.pack, request.target))
    return fail("ING900", "指标包没有指标或判据" + quote(request.target),
                fmt::format("指标写 1 到 {} 的编号，判据写编号，如 8.1", workspace.pack.indicators.size()));
  if (bytes.empty()) return fail("DOC100", request.file + " 是空文件", "重新导出后再导入");
  EvidenceFact evidence;
  evidence.digest = sha256_hex(bytes);
  evidence.name = std::filesystem::path(request.file).filename().string();
  evidence.indicator = request.target;
  evidence.period = Period::of_year(request.recorded_at.date().year());
  evidence.origin.file = request.file;
  evidence.origin.unit = request.who;
  FileFacts found;
  found.batch.evidence.push_back(std::move(evidence));
  return found;
}

Result<FileFacts> find_facts(Workspace& workspace, const Library& library, std::string_view bytes,
                             const IngestRequest& request) {
  switch (request.kind) {
    case ImportKind::figures:
      return find_figures(workspace, bytes, request);
    case ImportKind::ledger:
      return find_records(workspace, bytes, request);
    case ImportKind::stations:
      return find_stations(workspace, bytes, request);
    case ImportKind::readings:
      return find_readings(workspace, library, bytes, request);
    case ImportKind::evidence:
      return find_evidence(workspace, bytes, request);
  }
  return FileFacts{};
}

std::string kind_name(const IngestRequest& request) {
  switch (request.kind) {
    case ImportKind::figures:
      return "figures";
    case ImportKind::ledger:
      return "ledger:" + request.target;
    case ImportKind::stations:
      return "stations";
    case ImportKind::readings:
      return "readings:" + request.target;
    case ImportKind::evidence:
      return "evidence";
  }
  return "";
}

void add(store::AppendCounts& sum, const store::AppendCounts& part) {
  sum.added += part.added;
  sum.corrected += part.corrected;
  sum.unchanged += part.unchanged;
}

// The bytes handed in, safely on the disk and waiting for the moment the facts are. Always written: whether
// another import put the same bytes there is known only when nobody else can write.
class KeptBytes {
 public:
  static Result<KeptBytes> stage(const Workspace& workspace, const IngestRequest& request,
                                 const std::string& digest, std::string_view bytes) {
    KeptBytes kept;
    CHUANGMO_TRY(import, StagedFile::write(workspace.root / "imports" / digest, bytes));
    kept.files_.push_back(std::move(import));
    if (request.kind != ImportKind::evidence) return kept;
    CHUANGMO_TRY(evidence, StagedFile::write(workspace.root / "evidence" / digest, bytes));
    kept.files_.push_back(std::move(evidence));
    return kept;
  }
  // Never facts without their file; a file without its facts only when the program is killed in between.
  store::Store::Companions companions() {
    return {[this]() -> Result<void> {
              for (StagedFile& file : files_) CHUANGMO_CHECK(file.take_name());
              return {};
            },
            [this] {
              for (StagedFile& file : files_) file.withdraw();
            }};
  }

 private:
  std::vector<StagedFile> files_;
};

}  // namespace

IngestReport report_of(Diagnostics findings, const store::AppendReport& appended) {
  IngestReport report;
  report.import = appended.import;
  report.diagnostics = std::move(findings);
  report.diagnostics.insert(report.diagnostics.end(), appended.diagnostics.begin(),
                            appended.diagnostics.end());
  for (const auto* counts : {&appended.figures, &appended.records, &appended.closures, &appended.stations,
                             &appended.readings, &appended.evidence}) {
    add(report.counts, *counts);
  }
  return report;
}

series::ReadingsRequest readings_request(const StationSetDefinition& set, const Library& library,
                                         const IngestRequest& request) {
  series::ReadingsRequest wanted;
  wanted.set = set.key;
  wanted.medium = set.medium;
  wanted.interval = set.interval;
  wanted.wanted = set.parameters;
  wanted.recorded_at = request.recorded_at;
  wanted.parameters = &library.standards.parameters;
  wanted.station = request.station;
  wanted.year = request.year;
  if (!request.unit.empty()) wanted.units["*"] = request.unit;
  return wanted;
}

// What is received today was received by now; nothing was received tomorrow, and if it were, nothing could be
// handed in until then.
Result<IngestRequest> settled(const IngestRequest& given, Instant now) {
  IngestRequest request = given;
  if (request.recorded_at.date() > now.date())
    return fail("ING902", "收到的时间 " + request.recorded_at.date().text() + " 还没有到",
                "改正 --recorded-at；不写就是现在");
  request.recorded_at = std::min(request.recorded_at, now);
  return request;
}

Result<FileFacts> file_facts(Workspace& workspace, const Library& library, std::string_view bytes,
                             const IngestRequest& request) {
  auto found = find_facts(workspace, library, bytes, request);
  if (!found) {
    Failure failure = found.error();
    if (!contains(failure.text, request.file)) failure.text = request.file + "：" + failure.text;
    return tl::unexpected(failure);
  }
  sort_by_position(found->diagnostics);
  store::FactBatch& batch = found->batch;
  batch.programme = workspace.programme.id;
  batch.import = {0,           sha256_hex(bytes),   request.file,  kind_name(request),
                  request.who, request.recorded_at, request.reason};
  return found;
}

Result<IngestReport> ingest(Workspace& workspace, const Library& library, std::string_view bytes,
                            const IngestRequest& given) {
  CHUANGMO_TRY(request, settled(given, Instant::now()));
  CHUANGMO_TRY(found, file_facts(workspace, library, bytes, request));
  if (has_errors(found.diagnostics)) return report_of(std::move(found.diagnostics), {});
  CHUANGMO_TRY(kept, KeptBytes::stage(workspace, request, found.batch.import.digest, bytes));
  CHUANGMO_TRY(appended, workspace.store->append(found.batch, kept.companions()));
  advance(request, 20);
  return report_of(std::move(found.diagnostics), appended);
}

Result<IngestReport> ingest(Office& office, const std::string& account, std::string_view bytes,
                            const IngestRequest& given) {
  CHUANGMO_TRY(request, settled(given, office.now()));
  auto reading = office.reader();
  if (!reading) return tl::unexpected(reading.error());
  CHUANGMO_TRY(found, file_facts(**reading, office.library(), bytes, request));
  if (has_errors(found.diagnostics)) return report_of(std::move(found.diagnostics), {});
  if (found.batch.import.who.empty()) found.batch.import.who = account;  // somebody is always named
  CHUANGMO_TRY(kept, KeptBytes::stage(**reading, request, found.batch.import.digest, bytes));
  // Given back first: who writes may want to read, and all readers may be with those who wait to write.
  reading = fail("", "");
  const auto changed = office.change(
      [&](const workflow::Work&, Instant) -> Result<Proposal> {
        Proposal proposal;
        proposal.who = account;
        proposal.facts.push_back(found.batch);
        return proposal;
      },
      kept.companions());
  if (!changed) return tl::unexpected(changed.error());
  return report_of(std::move(found.diagnostics), changed->report.facts.front());
}

}  // namespace chuangmo::app
