#include <memory>

#include "app/water_classes.h"
#include "app/water_years.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "publish/water_json.h"
#include "publish/water_text.h"

namespace chuangmo::cli {

namespace {

int exit_code_of(const Diagnostics& diagnostics) {
  return has_errors(diagnostics) ? kFindings : kDone;
}

int classify(const Session& session, const app::WaterRequest& request) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto report = app::water_classes(*library, request);
  if (!report) return report_failure(report.error());
  if (session.json) {
    print(publish::water_class_json(*report, request.explain));
    return exit_code_of(report->diagnostics);
  }
  if (!report->diagnostics.empty()) print_diagnostics(report->diagnostics, stderr);
  if (!report->rows.empty()) print(publish::water_class_text(*report, request.explain));
  return exit_code_of(report->diagnostics);
}

int assess_years(const Session& session, const app::WaterRequest& request) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto report = app::water_years(*library, request);
  if (!report) return report_failure(report.error());
  if (session.json) {
    print(publish::water_year_json(*report, request.explain));
    return exit_code_of(report->diagnostics);
  }
  if (!report->diagnostics.empty()) print_diagnostics(report->diagnostics, stderr);
  if (!report->rows.empty()) print(publish::water_year_text(*report, request.explain));
  return exit_code_of(report->diagnostics);
}

using Body = int (*)(const Session&, const app::WaterRequest&);

CLI::App* add_command(CLI::App& parent, Session& session, const std::shared_ptr<app::WaterRequest>& request,
                      const char* name, const char* help, Body body) {
  CLI::App* command = parent.add_subcommand(name, help);
  command->add_option("files", request->files, "监测数据文件（.csv .xlsx）")->required();
  command->add_option("--stations", request->stations_file,
                      "点位表：编码、名称、流域、河流、类型、功能区类别");
  command->add_option("--lake", request->lakes, "这个断面是湖泊或水库（名称或编码，可多次）")
      ->expected(1)
      ->take_all();
  command->add_option("--edition", request->pinned, "改用这个标准版本，如 \"GB 3838-2002\"")
      ->expected(1)
      ->take_all();
  command->add_flag("--json", session.json, "输出 JSON");
  command->add_flag("--explain", request->explain, "说明到每个监测值");
  command->callback([&session, request, body] {
    session.chosen = [&session, request, body] { return body(session, *request); };
  });
  return command;
}

}  // namespace

void add_water_commands(CLI::App& program, Session& session) {
  const auto request = std::make_shared<app::WaterRequest>();
  CLI::App* water = program.add_subcommand("water", "水质评价，不需要工作目录 (water quality of files)");
  water->require_subcommand(1);
  CLI::App* classes =
      add_command(*water, session, request, "class", "每个样品的水质类别 (class of each sample)", classify);
  classes->add_option("--target", request->target, "对照的类别；点位表有功能区类别的按点位表，默认 III");
  classes->add_option("--year", request->year, "时间没有写年份的，是这一年");
  CLI::App* years = add_command(*water, session, request, "annual",
                                "断面、河流、湖库的年度评价 (annual assessment)", assess_years);
  years->add_option("--year", request->year, "只评价这一年；也是没有写年份的时间的年份");
}

}  // namespace chuangmo::cli
