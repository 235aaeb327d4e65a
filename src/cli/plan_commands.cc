#include <fmt/format.h>
#include <memory>

#include "app/plans.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "publish/diagnostics_json.h"
#include "publish/plan_json.h"

namespace chuangmo::cli {

namespace {

struct PlanOptions {
  std::string file;    // a table, or a folder with plan.toml
  std::string folder;  // -o
  std::string docx;    // --docx
};

Result<std::optional<UnitRegister>> confirmed_units(const std::filesystem::path& folder) {
  if (folder.empty()) return std::nullopt;
  CHUANGMO_TRY(confirmed, app::read_confirmed_units(folder));
  if (confirmed.units.empty()) return std::nullopt;
  return confirmed;
}

Result<app::PlanReading> read(const Session& session, const PlanOptions& options) {
  CHUANGMO_TRY(library, session.library());
  const std::filesystem::path file(options.file);
  if (std::filesystem::is_directory(file)) {
    CHUANGMO_TRY(stored, app::read_stored_plan(file));
    return app::PlanReading{std::move(stored.plan), std::move(stored.confirmed), ""};
  }
  CHUANGMO_TRY(confirmed, confirmed_units(options.folder));
  return app::read_plan_file(file, library, confirmed);
}

void print_summary(const Plan& plan) {
  fmt::print("{}\n{} 项指标，{} 项任务，{} 个单位，{} 个单位组\n", plan.title, plan.indicators.size(),
             plan.task_count(), plan.units.units.size(), plan.units.groups.size());
  std::size_t guessed = 0;
  for (const UnitEntry& unit : plan.units.units) guessed += unit.guessed ? 1 : 0;
  if (guessed > 0) fmt::print("{} 个单位名称是推断的，请在 units.toml 中确认\n", guessed);
  fmt::print("校核发现：{} 个错误，{} 个警告，{} 个提示（chuangmo plan lint 查看）\n",
             count_of(plan.diagnostics, Severity::error), count_of(plan.diagnostics, Severity::warning),
             count_of(plan.diagnostics, Severity::note));
}

// What was found while reading, without the lint of its words.
Diagnostics about_reading(const Plan& plan) {
  Diagnostics found;
  for (const Diagnostic& diagnostic : plan.diagnostics) {
    if (!starts_with(diagnostic.code, "LNT")) found.push_back(diagnostic);
  }
  return found;
}

int import_plan(const Session& session, const PlanOptions& options) {
  const auto reading = read(session, options);
  if (!reading) return report_failure(reading.error());
  if (!app::obstacles(reading->plan).empty()) {
    // What stood in the folder stays as it was.
    if (session.json) print(publish::plan_json(reading->plan));
    fmt::print(stderr, "{}：有错误，没有写入任何文件\n", options.file);
    print_diagnostics(about_reading(reading->plan), stderr);
    return kFindings;
  }
  if (!options.folder.empty()) {
    const auto changes = app::store_plan(options.folder, *reading);
    if (!changes) return report_failure(changes.error());
    if (!changes->document.empty()) fmt::print(stderr, "文件的变化：\n{}", changes->document);
    if (!changes->kept.empty()) fmt::print(stderr, "保留的人工修改：\n{}", changes->kept);
    if (!changes->diagnostics.empty()) print_diagnostics(changes->diagnostics, stderr);
  }
  if (session.json) {
    print(publish::plan_json(reading->plan));
  } else {
    print_summary(reading->plan);
  }
  return has_errors(reading->plan.diagnostics) ? kFindings : kDone;
}

void print_duties(const char* role, const std::vector<Duty>& duties) {
  if (duties.empty()) return;
  std::vector<std::string> names;
  for (const Duty& duty : duties) names.push_back(duty.name + (duty.guessed ? "?" : ""));
  fmt::print("      {}：{}\n", role, join(names, "、"));
}

int show_plan(const Session& session, const PlanOptions& options) {
  const auto reading = read(session, options);
  if (!reading) return report_failure(reading.error());
  if (session.json) {
    print(publish::plan_json(reading->plan));
    return kDone;
  }
  for (const PlanIndicator& indicator : reading->plan.indicators) {
    fmt::print("{}. {}\n", indicator.number, indicator.requirement);
    for (const Task& task : indicator.tasks) {
      fmt::print("  {} [{}] {}\n", task.label, task_kind_name_zh(task.kind), task.text);
      print_duties("责任单位", task.lead);
      print_duties("配合单位", task.cooperating);
    }
  }
  return kDone;
}

int lint_plan(const Session& session, const PlanOptions& options) {
  const auto reading = read(session, options);
  if (!reading) return report_failure(reading.error());
  const Diagnostics& diagnostics = reading->plan.diagnostics;
  if (!options.docx.empty()) {
    const auto library = session.library();
    if (!library) return report_failure(library.error());
    const auto written = write_file(options.docx, app::review_document(reading->plan, *library));
    if (!written) return report_failure(written.error());
    fmt::print(stderr, "校核报告已写入 {}\n", options.docx);
  }
  if (session.json) {
    print(publish::diagnostics_json(diagnostics));
  } else {
    print_diagnostics(diagnostics, stdout);
  }
  return has_errors(diagnostics) ? kFindings : kDone;
}

}  // namespace

void add_plan_commands(CLI::App& program, Session& session) {
  CLI::App* plan = program.add_subcommand("plan", "任务分解表 (the city's table)");
  plan->require_subcommand(1);
  const auto options = std::make_shared<PlanOptions>();
  const auto add = [&](const char* name, const char* help, int (*body)(const Session&, const PlanOptions&)) {
    CLI::App* command = plan->add_subcommand(name, help);
    command->add_flag("--json", session.json, "输出 JSON");
    command->callback([&session, options, body] {
      session.chosen = [&session, options, body] { return body(session, *options); };
    });
    return command;
  };
  CLI::App* imported = add("import", "读入 .docx .xlsx .csv 或文本表格 (read a table)", import_plan);
  imported->add_option("file", options->file, "文件")->required();
  imported->add_option("-o,--output", options->folder, "写入 plan.toml、units.toml 的目录");
  CLI::App* shown = add("show", "显示指标、任务与单位 (show a plan)", show_plan);
  shown->add_option("file", options->file, "目录或文件")->default_val(".");
  CLI::App* linted = add("lint", "像编译器一样校核 (findings with fixes)", lint_plan);
  linted->add_option("file", options->file, "目录或文件")->default_val(".");
  linted->add_option("--docx", options->docx, "另写一份校核报告 (.docx)");
}

}  // namespace chuangmo::cli
