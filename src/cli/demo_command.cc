#include <fmt/format.h>
#include <memory>

#include "app/demo.h"
#include "app/verdicts.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "publish/scoreboard_text.h"

namespace chuangmo::cli {

namespace {

struct DemoOptions {
  std::string folder;
  std::uint64_t seed = 2011;
};

int demonstrate(const Session& session, const DemoOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  auto demonstration = app::run_demo(options.folder, *library, options.seed);
  if (!demonstration) return report_failure(demonstration.error());
  const Plan& plan = demonstration->reading.plan;
  fmt::print("{}\n  {} 项指标，{} 项任务，{} 个单位；校核发现 {} 个错误，{} 个警告，{} 个提示\n", plan.title,
             plan.indicators.size(), plan.task_count(), plan.units.units.size(),
             count_of(plan.diagnostics, Severity::error), count_of(plan.diagnostics, Severity::warning),
             count_of(plan.diagnostics, Severity::note));
  fmt::print("  模拟数据：{} 个文件，{} 条数据，{} 条更正，{} 个导入警告\n\n", demonstration->files,
             demonstration->counts.added, demonstration->counts.corrected,
             count_of(demonstration->diagnostics, Severity::warning));

  const auto judgement = app::evaluate(demonstration->workspace, *library, {});
  if (!judgement) return report_failure(judgement.error());
  print(publish::scoreboard_text(judgement->evaluation, demonstration->workspace.pack, terminal_look(),
                                 {demonstration->workspace.programme.title, true}));
  const std::filesystem::path page = std::filesystem::path(options.folder) / "scoreboard.html";
  const auto written = write_file(page, app::scoreboard_page(demonstration->workspace, *library, *judgement,
                                                             {.plan = &plan, .simulated = true}));
  if (!written) return report_failure(written.error());
  fmt::print(
      "\n网页：{}\n接下来：chuangmo explain 8 -w {}    为什么\n        chuangmo plan lint {}      "
      "表里有什么问题\n",
      page.string(), options.folder, options.folder);
  return kDone;
}

}  // namespace

void add_demo_command(CLI::App& program, Session& session) {
  CLI::App* command = program.add_subcommand("demo", "示范：三年模拟数据 (three simulated years)");
  const auto options = std::make_shared<DemoOptions>();
  command->add_option("folder", options->folder, "新目录")->required();
  command->add_option("--seed", options->seed, "随机种子")->capture_default_str();
  command->callback([&session, options] {
    session.chosen = [&session, options] { return demonstrate(session, *options); };
  });
}

}  // namespace chuangmo::cli
