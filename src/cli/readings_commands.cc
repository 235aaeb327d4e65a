#include <fmt/format.h>
#include <memory>
#include <unistd.h>

#include "app/readings_export.h"
#include "app/readings_sql.h"
#include "base/file_stream.h"
#include "cli/commands.h"
#include "cli/program.h"

namespace chuangmo::cli {

namespace {

// Where the rows go: a file that takes its name at the end, or stdout.
class Output {
 public:
  static Result<Output> open(const std::string& path) {
    Output output;
    if (path.empty()) return output;
    CHUANGMO_TRY(file, FileStream::open(path));
    output.file_ = std::make_shared<FileStream>(std::move(file));
    return output;
  }
  app::TextSink sink() const {
    return [file = file_](std::string_view text) -> Result<void> {
      if (file) return file->write(text);
      if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return {};
      return fail("FIL002", "写不出去：读的一方已经关闭，或磁盘已满", "把输出写进文件：-o 文件");
    };
  }
  Result<void> finish() const {
    if (file_) return file_->take_name();
    return {};
  }

 private:
  std::shared_ptr<FileStream> file_;
};

// Damage is told beside what could be read, and the exit code says that there was some.
int finished(const Output& output, const Result<app::ExportReport>& report) {
  if (!report) return report_failure(report.error());
  if (const auto done = output.finish(); !done) return report_failure(done.error());
  if (report->diagnostics.empty()) return kDone;
  print_diagnostics(report->diagnostics, stderr);
  return has_errors(report->diagnostics) ? kFindings : kDone;
}

struct ExportOptions {
  app::ReadingsExport wanted;
  std::string from;
  std::string until;
  std::string known_at;
  std::string output;
};

Result<app::ReadingsExport> wanted_of(const ExportOptions& options) {
  app::ReadingsExport wanted = options.wanted;
  if (!options.from.empty()) {
    CHUANGMO_TRY(date, Date::parse(options.from));
    wanted.from = date;
  }
  if (!options.until.empty()) {
    CHUANGMO_TRY(date, Date::parse(options.until));
    wanted.last = date;
  }
  if (!options.known_at.empty()) {
    CHUANGMO_TRY(instant, Instant::parse(options.known_at));
    wanted.known_at = instant;
  }
  return wanted;
}

int export_readings(const Session& session, const ExportOptions& options) {
  const auto wanted = wanted_of(options);
  if (!wanted) return report_failure(wanted.error());
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  auto workspace = app::open_workspace(session.workspace, *library, session.database);
  if (!workspace) return report_failure(workspace.error());
  const auto output = Output::open(options.output);
  if (!output) return report_failure(output.error());
  const auto report = app::export_readings(*workspace, *library, *wanted, output->sink());
  const int code = finished(*output, report);
  if (report && !options.output.empty() && code != kFailed)
    fmt::print("已写入 {}：{} 个监测值\n", options.output, report->rows);
  return code;
}

struct SqlOptions {
  app::SqlRequest request;
  std::string known_at;
};

int ask(const Session& session, const SqlOptions& options) {
  app::SqlRequest request = options.request;
  request.as_json = session.json;
  if (!options.known_at.empty()) {
    const auto instant = Instant::parse(options.known_at);
    if (!instant) return report_failure(instant.error());
    request.known_at = *instant;
  }
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  auto workspace = app::open_workspace(session.workspace, *library, session.database);
  if (!workspace) return report_failure(workspace.error());
  const auto output = Output::open("");
  return finished(*output, app::ask_readings(*workspace, *library, request, output->sink()));
}

void add_export(CLI::App& readings, Session& session) {
  const auto options = std::make_shared<ExportOptions>();
  CLI::App* command = readings.add_subcommand("export", "把监测值写成 CSV (readings as CSV)");
  command->add_option("-w,--workspace", session.workspace, "工作目录");
  command->add_option("--set", options->wanted.set, "点位组，如 air");
  command->add_option("--station", options->wanted.station, "点位编码");
  command->add_option("--parameter", options->wanted.parameter, "监测项目，如 SO2");
  command->add_option("--from", options->from, "从这一天起");
  command->add_option("--until", options->until, "到这一天止（含）");
  command->add_option("--known-at", options->known_at, "只用此刻以前收到的数据");
  command->add_flag("--flags", options->wanted.with_flags, "连同无效的值，写出标记、原文和来源");
  command->add_option("-o,--output", options->output, "文件；不写就输出到屏幕");
  command->callback([&session, options] {
    session.chosen = [&session, options] { return export_readings(session, *options); };
  });
}

void add_sql(CLI::App& readings, Session& session) {
  const auto options = std::make_shared<SqlOptions>();
  options->request.most_rows = 100'000;
  options->request.most_seconds = 60;
  CLI::App* command = readings.add_subcommand("sql", "用 SQL 查询监测值 (ask in SQL)");
  command->add_option("statement", options->request.sql, "一条 SELECT 语句；表 reading 每个监测值一行")
      ->required();
  command->add_option("-w,--workspace", session.workspace, "工作目录");
  command->add_option("--known-at", options->known_at, "只用此刻以前收到的监测值");
  command->add_option("--rows", options->request.most_rows, "最多给出多少行")->capture_default_str();
  command->add_option("--seconds", options->request.most_seconds, "最多用多少秒")->capture_default_str();
  command->add_flag("--json", session.json, "输出 JSON");
  command->callback(
      [&session, options] { session.chosen = [&session, options] { return ask(session, *options); }; });
}

}  // namespace

void add_readings_commands(CLI::App& program, Session& session) {
  CLI::App* readings = program.add_subcommand("readings", "已登记的监测值 (readings as stored)");
  readings->require_subcommand(1);
  add_export(*readings, session);
  add_sql(*readings, session);
}

}  // namespace chuangmo::cli
