#include <fmt/format.h>
#include <map>
#include <memory>

#include "app/documents.h"
#include "app/ingest.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "publish/diagnostics_json.h"

namespace chuangmo::cli {

namespace {

struct InitOptions {
  std::string folder;
  std::string programme;
  std::string title;
  std::string pack = "shanxi-model-city-2011";
  std::string recorded_at;
};

int init(const Session& session, const InitOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const std::string title = options.title.empty() ? options.programme : options.title;
  int code = kDone;
  std::optional<Instant> now = Instant::now();
  if (!options.recorded_at.empty()) now = parse_instant(options.recorded_at, code);
  if (!now) return code;
  const auto workspace = app::create_workspace(
      options.folder, *library, {options.programme, title, options.pack}, *now, session.database);
  if (!workspace) return report_failure(workspace.error());
  fmt::print("已建立 {}（指标包 {}，{} 项指标）\n接下来：chuangmo import figures 文件.csv -w {}\n",
             options.folder, options.pack, workspace->pack.indicators.size(), options.folder);
  return kDone;
}

struct ImportOptions {
  std::vector<std::string> files;
  app::IngestRequest request;
  std::string recorded_at;
  std::vector<std::string> complete;
};

Result<app::IngestRequest> request_of(const ImportOptions& options, app::ImportKind kind) {
  app::IngestRequest request = options.request;
  request.kind = kind;
  request.recorded_at = Instant::now();
  if (!options.recorded_at.empty()) {
    CHUANGMO_TRY(given, Instant::parse(options.recorded_at));
    request.recorded_at = given;
  }
  for (const std::string& text : options.complete) {
    CHUANGMO_TRY(period, Period::parse(text));
    request.complete.push_back(period);
  }
  return request;
}

Result<app::IngestReport> import_file(app::Workspace& workspace, const app::Library& library,
                                      app::IngestRequest request) {
  const bool is_evidence = request.kind == app::ImportKind::evidence;
  CHUANGMO_TRY(bytes, is_evidence ? read_file(request.file) : read_file(request.file, app::kMaxFileBytes));
  Progress progress("导入 " + std::filesystem::path(request.file).filename().string(), app::kIngestSteps);
  request.progress = &progress;
  return app::ingest(workspace, library, bytes, request);
}

// Of a file with the same fault in every row the first lines are enough; --json has them all.
void print_findings(const Diagnostics& all) {
  constexpr std::size_t kShownOfOneKind = 100;
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  for (const Diagnostic& diagnostic : all) {
    if (++counts[{diagnostic.where.file, diagnostic.code}] <= kShownOfOneKind)
      fmt::print(stderr, "{}\n", render(diagnostic));
  }
  for (const auto& [kind, count] : counts) {
    if (count > kShownOfOneKind)
      fmt::print(stderr, "{}：{} 共 {} 处，只列出前 {} 处；--json 列出全部\n", kind.first, kind.second, count,
                 kShownOfOneKind);
  }
  print_counts(all, stderr);
}

int import_files(const Session& session, const ImportOptions& options, app::ImportKind kind) {
  auto request = request_of(options, kind);
  if (!request) return report_failure(request.error());
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  auto workspace = app::open_workspace(session.workspace, *library, session.database);
  if (!workspace) return report_failure(workspace.error());
  Diagnostics all;
  int code = kDone;
  for (const std::string& file : options.files) {
    request->file = file;
    const auto report = import_file(*workspace, *library, *request);
    if (!report) {
      code = report_failure(report.error());
      const Failure& failure = report.error();
      if (session.json)
        all.push_back({failure.code, Severity::error, {.file = file}, failure.text, failure.fix, ""});
      continue;
    }
    all.insert(all.end(), report->diagnostics.begin(), report->diagnostics.end());
    const bool refused = has_errors(report->diagnostics);
    if (refused && code == kDone) code = kFindings;
    if (!session.json) {
      if (refused) {
        fmt::print(stderr, "{}：有错误，没有导入任何数据\n", file);
      } else {
        fmt::print("{}：新增 {}，更正 {}，未变 {}\n", file, report->counts.added, report->counts.corrected,
                   report->counts.unchanged);
      }
    }
  }
  if (session.json) {
    print(publish::diagnostics_json(all));
  } else if (!all.empty()) {
    print_findings(all);
  }
  return code;
}

void add_import_commands(CLI::App& program, Session& session) {
  CLI::App* import = program.add_subcommand("import", "把数据交进工作目录 (hand data in)");
  import->require_subcommand(1);
  const auto options = std::make_shared<ImportOptions>();
  const auto add = [&](const char* name, const char* help, app::ImportKind kind) {
    CLI::App* command = import->add_subcommand(name, help);
    command->add_option("files", options->files, "要交的文件")->required();
    command->add_option("-w,--workspace", session.workspace, "工作目录");
    command->add_option("--recorded-at", options->recorded_at, "收到的时间，缺省为现在");
    command->add_option("--who", options->request.who, "报送单位");
    command->add_option("--reason", options->request.reason, "更正原因");
    command->add_flag("--json", session.json, "输出 JSON");
    command->callback([&session, options, kind] {
      session.chosen = [&session, options, kind] { return import_files(session, *options, kind); };
    });
    return command;
  };
  add("figures", "统计数据：.csv .xlsx (figures)", app::ImportKind::figures);
  CLI::App* ledger = add("ledger", "台账记录 (records of a ledger)", app::ImportKind::ledger);
  ledger->add_option("--ledger", options->request.target, "台账，如 incidents")->required();
  ledger->add_option("--complete", options->complete, "这些期间的记录已全部在内（含零报告），如 2011")
      ->delimiter(',');
  add("stations", "点位登记表 (stations)", app::ImportKind::stations);
  CLI::App* readings =
      add("readings", "监测值，自动识别格式 (monitoring readings)", app::ImportKind::readings);
  readings->add_option("--set", options->request.target, "点位组，如 air")->required();
  readings->add_option("--unit", options->request.unit, "文件中数值的单位，如 mg/m3");
  readings->add_option("--station", options->request.station, "文件没有写点位时，是哪个点位");
  readings->add_option("--year", options->request.year, "时间没有写年份时，是哪一年");
  CLI::App* evidence = add("evidence", "佐证材料 (evidence files)", app::ImportKind::evidence);
  evidence->add_option("--indicator", options->request.target, "指标或判据编号，如 2.3")->required();
}

}  // namespace

void add_workspace_commands(CLI::App& program, Session& session) {
  CLI::App* command = program.add_subcommand("init", "建立工作目录 (new workspace)");
  const auto options = std::make_shared<InitOptions>();
  command->add_option("folder", options->folder, "目录")->required();
  command->add_option("--recorded-at", options->recorded_at, "建立的时间，缺省为现在");
  command->add_option("--programme", options->programme, "编号，如 shuozhou")->required();
  command->add_option("--title", options->title, "名称");
  command->add_option("--pack", options->pack, "指标包")->capture_default_str();
  command->callback(
      [&session, options] { session.chosen = [&session, options] { return init(session, *options); }; });
  add_import_commands(program, session);
}

}  // namespace chuangmo::cli
