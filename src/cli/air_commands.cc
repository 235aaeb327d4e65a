#include <fmt/format.h>
#include <memory>

#include "app/air_hours.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "publish/air_json.h"
#include "publish/air_text.h"

namespace chuangmo::cli {

namespace {

struct AirOptions {
  app::AirRequest request;
  std::string day;
};

Result<app::AirRequest> request_of(const AirOptions& options) {
  app::AirRequest request = options.request;
  request.files.medium = "air";
  if (const auto year = request.files.year) {
    if (!Date::is_valid(*year, 1, 1))
      return fail("CLI005", fmt::format("没有 {} 年", *year), "写成 --year 2014");
    request.from = Date::of(*year, 1, 1);
    request.to = Date::of(*year, 12, 31);
  }
  if (!options.day.empty()) {
    CHUANGMO_TRY(day, Date::parse(options.day));
    request.from = request.to = day;
  }
  return request;
}

using Judge = Result<app::AirReport> (*)(const app::Library&, const app::AirRequest&, const app::AirRowSink&);

int finish(const Diagnostics& diagnostics) {
  if (!diagnostics.empty()) print_diagnostics(diagnostics, stderr);
  return has_errors(diagnostics) ? kFindings : kDone;
}

int judge(const Session& session, const AirOptions& options, Judge judged) {
  const auto request = request_of(options);
  if (!request) return report_failure(request.error());
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  publish::AirJson json;
  publish::AirText text(terminal_look());
  bool has_begun = false;
  const auto show = [&](publish::AirRow&& row) {
    if (session.json && !has_begun) print(publish::AirJson::begin());
    has_begun = true;
    print(session.json ? json.row(row) : text.row(row));
  };
  const auto report = judged(*library, *request, show);
  if (!report) return report_failure(report.error());
  if (!session.json) {
    print(publish::air_counts_text(report->counts));
    return finish(report->diagnostics);
  }
  if (!has_begun) print(publish::AirJson::begin());
  print(json.end(report->counts, report->diagnostics));
  return has_errors(report->diagnostics) ? kFindings : kDone;
}

CLI::App* add_command(CLI::App& air, Session& session, const std::shared_ptr<AirOptions>& options,
                      const char* name, const char* help, Judge judged) {
  CLI::App* command = air.add_subcommand(name, help);
  app::AirRequest& request = options->request;
  command->add_option("files", request.files.files, "监测值文件：小时值或日值，.csv .xlsx")->required();
  command->add_option("--stations", request.files.stations_file, "点位表：编码、名称、城市");
  command->add_option("--edition", request.choices.editions,
                      "用这个标准版本，如 \"GB 3095-2012\"；缺省用当日施行的");
  command->add_option("--year", request.files.year, "只要这一年；时间没有写年份时，也是这一年");
  command->add_option("--day", options->day, "只要这一天");
  command->add_option("--city", request.city, "只要这个城市");
  command->add_option("--reference", request.choices.reference,
                      "气态污染物换算到这个参比温度：273 或 298 (K)");
  command->add_option("--not-monitored", request.choices.not_monitored,
                      "监测方案没有的污染物（HJ 633-2026 5.3.2）");
  command->add_option("--station", request.files.station, "文件没有写点位时，是哪个点位");
  command->add_option("--unit", request.files.unit, "文件中数值的单位，如 mg/m3");
  command->add_flag("--explain", request.explain, "写出依据，到点位、小时和文件的行");
  command->add_flag("--json", session.json, "输出 JSON");
  command->callback([&session, options, judged] {
    session.chosen = [&session, options, judged] { return judge(session, *options, judged); };
  });
  return command;
}

}  // namespace

void add_air_commands(CLI::App& program, Session& session) {
  CLI::App* air = program.add_subcommand("air", "空气质量：不用工作目录，直接读监测文件 (air quality)");
  air->require_subcommand(1);
  add_air_annual(*air, session);
  const auto daily = std::make_shared<AirOptions>();
  CLI::App* days =
      add_command(*air, session, daily, "daily", "各城市逐日的浓度与指数 (days)", app::judge_air_days);
  days->add_flag("--noon", daily->request.choices.report_day, "API 日报的一天：前一日12时至当日12时");
  const auto hourly = std::make_shared<AirOptions>();
  CLI::App* hours =
      add_command(*air, session, hourly, "aqi", "逐时的实时指数 (real-time AQI)", app::judge_air_hours);
  hours->add_flag("--hourly-particles", hourly->request.hourly_particles,
                  "颗粒物用小时值，与国家发布平台相同；缺省按标准用24小时滑动平均");
}

}  // namespace chuangmo::cli
