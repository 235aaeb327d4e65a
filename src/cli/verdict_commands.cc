#include <fmt/format.h>
#include <memory>

#include "app/demo.h"
#include "app/explanations.h"
#include "app/verdicts.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "publish/evaluation_json.h"
#include "publish/explain_text.h"
#include "publish/scoreboard_text.h"

namespace chuangmo::cli {

namespace {

struct VerdictOptions {
  std::optional<int> indicator;
  std::string as_of;
  std::string known_at;
  std::vector<std::string> pinned;
  std::string output;
  std::string day;
  bool full = false;
};

Result<app::EvaluateOptions> evaluate_options(const VerdictOptions& options) {
  app::EvaluateOptions result;
  result.indicator = options.indicator;
  result.pinned = options.pinned;
  if (!options.as_of.empty()) {
    CHUANGMO_TRY(date, Date::parse(options.as_of));
    result.as_of = date;
  }
  if (!options.known_at.empty()) {
    CHUANGMO_TRY(instant, Instant::parse(options.known_at));
    result.known_at = instant;
  }
  return result;
}

// What all commands here begin with.
struct Opened {
  app::Library library;
  app::Workspace workspace;
  app::EvaluateOptions options;
};
Result<Opened> open(const Session& session, const VerdictOptions& options) {
  CHUANGMO_TRY(wanted, evaluate_options(options));
  CHUANGMO_TRY(library, session.library());
  CHUANGMO_TRY(workspace, app::open_workspace(session.workspace, library, session.database));
  return Opened{std::move(library), std::move(workspace), std::move(wanted)};
}

// What could not be read back is told beside every result, and the exit code says that there was some.
int told(const Diagnostics& damage) {
  if (damage.empty()) return kDone;
  print_diagnostics(damage, stderr);
  return kFindings;
}

int evaluate(const Session& session, const VerdictOptions& options) {
  auto opened = open(session, options);
  if (!opened) return report_failure(opened.error());
  const auto judgement = app::evaluate(opened->workspace, opened->library, opened->options);
  if (!judgement) return report_failure(judgement.error());
  if (session.json) {
    print(publish::evaluation_json(judgement->evaluation));
    return told(judgement->facts.damage);
  }
  print(publish::scoreboard_text(judgement->evaluation, opened->workspace.pack, terminal_look(),
                                 {opened->workspace.programme.title, app::is_simulated(session.workspace)}));
  return told(judgement->facts.damage);
}

int explain(const Session& session, const VerdictOptions& options) {
  auto opened = open(session, options);
  if (!opened) return report_failure(opened.error());
  if (!options.day.empty()) {
    const auto day = Date::parse(options.day);
    if (!day) return report_failure(day.error());
    const auto tree = app::explain_day(opened->workspace, opened->library, opened->options, *day);
    if (!tree) return report_failure(tree.error());
    const std::string title = fmt::format("指标 {}  逐日依据 {}", options.indicator.value_or(0), day->text());
    print(publish::trace_text(title, tree->trace, terminal_look()));
    return told(tree->damage);
  }
  const auto judgement = app::evaluate(opened->workspace, opened->library, opened->options);
  if (!judgement) return report_failure(judgement.error());
  if (session.json) {
    print(publish::evaluation_json(judgement->evaluation));
    return told(judgement->facts.damage);
  }
  const Evaluation evaluation = app::with_deciding_days(opened->workspace.pack, opened->library, *judgement);
  const publish::RuleGlossary glossary = app::rule_glossary(opened->workspace.pack, opened->library);
  print(publish::explain_text(evaluation.indicators.front(), terminal_look(), {.full = options.full},
                              {&opened->workspace.pack, &glossary, session.workspace}));
  return told(judgement->facts.damage);
}

int export_verdict(const Session& session, const VerdictOptions& options) {
  auto opened = open(session, options);
  if (!opened) return report_failure(opened.error());
  const auto proof = app::verdict_proof(opened->workspace, opened->library, opened->options);
  if (!proof) return report_failure(proof.error());
  const auto written = write_file(options.output, proof->text);
  if (!written) return report_failure(written.error());
  fmt::print("已写入 {}\n核验：python3 tools/verify_verdict.py {}\n", options.output, options.output);
  return told(proof->damage);
}

int scoreboard(const Session& session, const VerdictOptions& options) {
  auto opened = open(session, options);
  if (!opened) return report_failure(opened.error());
  const auto judgement = app::evaluate(opened->workspace, opened->library, opened->options);
  if (!judgement) return report_failure(judgement.error());
  app::PageOptions page;
  page.simulated = app::is_simulated(session.workspace);
  std::optional<app::StoredPlan> plan;
  if (std::filesystem::exists(std::filesystem::path(session.workspace) / "plan.toml")) {
    auto stored = app::read_stored_plan(session.workspace);
    if (!stored) return report_failure(stored.error());
    plan = std::move(*stored);
    page.plan = &plan->plan;
  }
  const auto written =
      write_file(options.output, app::scoreboard_page(opened->workspace, opened->library, *judgement, page));
  if (!written) return report_failure(written.error());
  fmt::print("已写入 {}\n", options.output);
  return told(judgement->facts.damage);
}

using Body = int (*)(const Session&, const VerdictOptions&);

CLI::App* add_command(CLI::App& parent, Session& session, const std::shared_ptr<VerdictOptions>& options,
                      const char* name, const char* help, Body body) {
  CLI::App* command = parent.add_subcommand(name, help);
  command->add_option("-w,--workspace", session.workspace, "工作目录");
  command->add_option("--as-of", options->as_of, "视为今天的日期：此后的期间未到期");
  command->add_option("--known-at", options->known_at, "只用此刻以前收到的数据");
  command->add_option("--standard-as", options->pinned, "改用这个标准版本，如 \"GB 3095-2012\"");
  command->callback([&session, options, body] {
    session.chosen = [&session, options, body] { return body(session, *options); };
  });
  return command;
}

}  // namespace

void add_verdict_commands(CLI::App& program, Session& session) {
  const auto options = std::make_shared<VerdictOptions>();
  CLI::App* evaluated =
      add_command(program, session, options, "evaluate", "判定各项指标 (verdicts)", evaluate);
  evaluated->add_option("--indicator", options->indicator, "只判定这一项");
  evaluated->add_flag("--json", session.json, "输出 JSON");
  CLI::App* explained =
      add_command(program, session, options, "explain", "说明一项判定的依据 (why)", explain);
  explained->add_option("indicator", options->indicator, "指标编号")->required();
  explained->add_flag("--full", options->full, "不省略");
  explained->add_flag("--json", session.json, "输出 JSON");
  explained->add_option("--day", options->day, "空气某一天的依据，到每个小时");
  CLI::App* verdict = program.add_subcommand("verdict", "判定的证明 (proofs)");
  verdict->require_subcommand(1);
  CLI::App* exported = add_command(*verdict, session, options, "export",
                                   "写出可独立核验的证明 (self-contained proof)", export_verdict);
  exported->add_option("indicator", options->indicator, "指标编号")->required();
  exported->add_option("-o,--output", options->output, "文件")->required();
  CLI::App* page =
      add_command(program, session, options, "scoreboard", "写出计分板网页 (one HTML page)", scoreboard);
  page->add_option("-o,--output", options->output, "文件")->required();
}

}  // namespace chuangmo::cli
