#include <fmt/format.h>
#include <memory>

#include "app/noise_mean.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "publish/noise_json.h"
#include "publish/noise_text.h"

namespace chuangmo::cli {

namespace {

struct NoiseOptions {
  app::NoiseMeanRequest request;
  std::string period;
  bool explain = false;
};

Result<std::optional<NoisePart>> period_from(const std::string& text) {
  if (text.empty()) return std::optional<NoisePart>();
  if (text == "day") return std::optional(NoisePart::day);
  if (text == "night") return std::optional(NoisePart::night);
  return fail("CLI005", "没有时段 " + text, "写 day 或 night");
}

int noise_mean(const Session& session, const NoiseOptions& options) {
  app::NoiseMeanRequest request = options.request;
  const auto period = period_from(options.period);
  if (!period) return report_failure(period.error());
  request.period = *period;
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto report = app::noise_mean_report(*library, request);
  if (!report) return report_failure(report.error());
  if (session.json) {
    print(publish::noise_json(*report, options.explain));
  } else {
    if (!report->diagnostics.empty()) print_diagnostics(report->diagnostics, stderr);
    print(publish::noise_text(*report, options.explain));
  }
  return has_errors(report->diagnostics) ? kFindings : kDone;
}

}  // namespace

void add_noise_commands(CLI::App& program, Session& session) {
  const auto options = std::make_shared<NoiseOptions>();
  CLI::App* noise = program.add_subcommand("noise", "噪声：均值、等级、功能区达标 (noise)");
  noise->require_subcommand(1);
  CLI::App* mean = noise->add_subcommand("mean", "各点位的声级、全市均值和等级 (levels, means, grades)");
  mean->add_option("files", options->request.files, "监测数据文件")->required();
  mean->add_option("--stations", options->request.stations_file, "点位表：编码、功能区类别、路段长度");
  mean->add_option("--station", options->request.station, "文件没有写点位时，是哪个点位");
  mean->add_option("--kind", options->request.kind, "region 区域、traffic 道路交通、zone 功能区");
  mean->add_option("--period", options->period, "day 昼间或 night 夜间");
  mean->add_option("--year", options->request.year, "只算这一年；文件没有写年份时，是哪一年");
  mean->add_option("--edition", options->request.editions, "改用这个标准版本，如 \"HJ 640-2012\"");
  mean->add_flag("--json", session.json, "输出 JSON");
  mean->add_flag("--explain", options->explain, "列出每个点位的每次测量");
  mean->callback([&session, options] {
    session.chosen = [&session, options] { return noise_mean(session, *options); };
  });
}

}  // namespace chuangmo::cli
