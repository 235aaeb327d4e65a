#include "app/demo.h"

#include "app/demo_work.h"
#include "app/documents.h"
#include "app/ingest.h"
#include "base/file.h"
#include "base/progress.h"
#include "base/text.h"
#include "catalog/programme.h"
#include "demo/simulate.h"

namespace chuangmo::app {

namespace {

// tools/run_demo.sh begins its clock half an hour later.
const Instant kDemoEnd = Instant::at(Date::of(2012, 3, 1), 8, 30);

IngestRequest request_for(const demo::SimulatedFile& file) {
  IngestRequest request;
  request.file = file.path;
  request.who = file.who;
  request.reason = file.reason;
  request.recorded_at = file.recorded_at;
  request.complete = file.complete;
  const std::size_t colon = file.kind.find(':');
  const std::string kind = file.kind.substr(0, colon);
  if (colon != std::string::npos) request.target = file.kind.substr(colon + 1);
  request.kind = kind == "ledger"     ? ImportKind::ledger
                 : kind == "stations" ? ImportKind::stations
                 : kind == "readings" ? ImportKind::readings
                                      : ImportKind::figures;
  return request;
}

// As the units would have sent them, for people to look at.
Result<void> write_handed_in(const std::filesystem::path& folder,
                             const std::vector<demo::SimulatedFile>& files) {
  std::vector<FileText> written;
  for (const demo::SimulatedFile& file : files) {
    const std::filesystem::path path = folder / file.path;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    written.push_back({path, file.text});
  }
  return write_files(written);
}

Result<void> hand_in(Demonstration& demonstration, const Library& library, const demo::SimulatedFile& file) {
  CHUANGMO_TRY(report, ingest(demonstration.workspace, library, file.text, request_for(file)));
  if (has_errors(report.diagnostics)) {
    return fail("DEM001", "模拟文件没有通过导入检查：\n" + render(report.diagnostics.front()),
                "这是程序的缺陷，请报告");
  }
  Diagnostics& all = demonstration.diagnostics;
  all.insert(all.end(), report.diagnostics.begin(), report.diagnostics.end());
  demonstration.counts.added += report.counts.added;
  demonstration.counts.corrected += report.counts.corrected;
  demonstration.counts.unchanged += report.counts.unchanged;
  ++demonstration.files;
  return {};
}

}  // namespace

bool is_simulated(const std::filesystem::path& workspace) {
  return std::filesystem::exists(workspace / kSimulatedMark);
}

std::string simulated_mark(const std::filesystem::path& workspace) {
  return is_simulated(workspace) ? "模拟数据：由程序生成，不反映任何城市的实际情况" : "";
}

Result<Demonstration> run_demo(const std::filesystem::path& folder, const Library& library,
                               std::uint64_t seed) {
  Diagnostics ignored;
  const auto programmes = catalog::read_programmes(library.files, ignored);
  if (programmes.empty())
    return fail("DEM002", "目录里没有示范城市", "在 catalog/programmes 下放一个 programme.toml");
  const catalog::ProgrammeDefinition& city = programmes.front();
  CHUANGMO_TRY(document, read_document(city.table_text, "programmes/" + city.id + "/" + city.table));
  CHUANGMO_TRY(reading, read_plan_document(document, library, std::nullopt));

  // The workspace begins before the first simulated file arrives.
  const std::vector<demo::SimulatedFile> files = demo::simulate(seed);
  CHUANGMO_TRY(workspace, create_workspace(folder, library, {city.id, city.title, city.pack},
                                           files.front().recorded_at));
  Demonstration demonstration{std::move(workspace), std::move(reading), 0, {}, {}};
  CHUANGMO_CHECK(
      write_file(folder / kSimulatedMark, "本目录的全部数据由程序模拟生成，不是任何城市的真实数据。\n"));
  CHUANGMO_CHECK(store_plan(folder, demonstration.reading));
  CHUANGMO_CHECK(write_handed_in(folder / "handed-in", files));
  Progress progress("导入模拟数据", files.size());
  SimulatedWork work(folder, library, city.table, city.table_text);
  for (const demo::SimulatedFile& file : files) {
    CHUANGMO_CHECK(work.advance_to(file.recorded_at));
    CHUANGMO_CHECK(hand_in(demonstration, library, file));
    progress.advance();
  }
  CHUANGMO_CHECK(work.advance_to(kDemoEnd));
  return demonstration;
}

}  // namespace chuangmo::app
