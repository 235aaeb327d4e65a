#include <fmt/format.h>
#include <memory>

#include "app/air_annual.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "publish/air_annual.h"
#include "publish/air_text.h"

namespace chuangmo::cli {

namespace {

struct AirAnnualOptions {
  app::AirAnnualRequest request;
  std::string workspace;  // "": files are given
  std::string known_at;
};

Result<app::AirAnnual> judged(const app::Library& library, const AirAnnualOptions& options) {
  app::AirAnnualRequest request = options.request;
  request.files.medium = "air";
  const bool has_files = !request.files.files.empty();
  if (has_files != options.workspace.empty())
    return fail("CLI006", has_files ? "文件和工作目录只能给一个" : "没有给监测值文件，也没有给工作目录",
                "写成 chuangmo air annual 小时值.csv，或 chuangmo air annual -w 工作目录");
  if (request.explain && !has_files)
    return fail("CLI006", "--explain 要有监测值文件",
                "先 chuangmo readings export -o 小时值.csv，再解释这个文件");
  if (!options.known_at.empty()) {
    CHUANGMO_TRY(known_at, Instant::parse(options.known_at));
    request.known_at = known_at;
  }
  return has_files ? app::air_annual(library, request)
                   : app::stored_air_annual(options.workspace, library, request);
}

int annual(const Session& session, const AirAnnualOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto result = judged(*library, options);
  if (!result) return report_failure(result.error());
  if (!result->diagnostics.empty()) print_diagnostics(result->diagnostics, stderr);
  if (has_errors(result->diagnostics)) return kFindings;
  print(session.json ? publish::air_annual_json(result->years, result->days)
                     : publish::air_annual_text(result->years, terminal_look()));
  if (session.json) return kDone;
  publish::AirText text(terminal_look());
  for (const publish::AirRow& row : result->days) print("\n" + text.row(row));
  return kDone;
}

}  // namespace

void add_air_annual(CLI::App& air, Session& session) {
  const auto options = std::make_shared<AirAnnualOptions>();
  CLI::App* command = air.add_subcommand("annual", "各城市逐年的评价 (annual evaluation)");
  app::AirAnnualRequest& request = options->request;
  command->add_option("files", request.files.files, "监测值文件：小时值或日值，.csv .xlsx");
  command->add_option("-w,--workspace", options->workspace, "用工作目录里已有的监测值，不读文件");
  command->add_option("--known-at", options->known_at, "工作目录在这一时刻所知");
  command->add_option("--stations", request.files.stations_file, "点位表：编码、名称、城市");
  command->add_option("--edition", request.editions, "用这个标准版本，如 \"GB 3095-2012\"；缺省用当年施行的");
  command->add_option("--reference", request.reference, "气态污染物换算到这个参比温度：273 或 298 (K)");
  command->add_option("--year", request.year, "只要这一年");
  command->add_option("--city", request.cities, "只要这个城市，可写多次");
  command->add_option("--station", request.files.station, "文件没有写点位时，是哪个点位");
  command->add_option("--unit", request.files.unit, "文件中数值的单位，如 mg/m3");
  command->add_option("--threads", request.threads, "用几个线程；缺省为处理器的核数")
      ->check(CLI::Range(1U, 256U));
  command->add_flag("--explain", request.explain,
                    "再写出起决定作用的日子：各项最高和百分位所在，到点位、小时和文件的行");
  command->add_flag("--json", session.json, "输出 JSON");
  command->callback(
      [&session, options] { session.chosen = [&session, options] { return annual(session, *options); }; });
}

}  // namespace chuangmo::cli
