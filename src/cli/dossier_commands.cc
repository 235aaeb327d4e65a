#include <cstdio>
#include <fmt/format.h>
#include <memory>
#include <unistd.h>

#include "app/dossier.h"
#include "app/dossier_check.h"
#include "app/dossier_status.h"
#include "app/drill.h"
#include "app/origin.h"
#include "base/file.h"
#include "base/progress.h"
#include "base/temporary_folder.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"

namespace chuangmo::cli {

namespace {

namespace fs = std::filesystem;

struct DossierCommandOptions {
  int year = 0;  // 0: the last
  std::string output;
  bool with_pdf = false;
  std::string file;
  std::string binding;
  std::string known_at;
  std::optional<std::int64_t> seed;
};
using OptionsPtr = std::shared_ptr<DossierCommandOptions>;

struct Opened {
  std::unique_ptr<app::Office> office;
  app::DossierBasisPtr basis;
};

Result<Opened> opened(const Session& session, const app::Library& library, int year) {
  CHUANGMO_TRY(office, app::Office::open({session.workspace, session.database, {}, 1}, library));
  CHUANGMO_TRY(basis, app::dossier_basis(*office, year == 0 ? std::nullopt : std::optional(year)));
  return Opened{std::move(office), basis};
}

bool is_archive(const std::string& output) {
  return fs::path(output).extension() == ".zip";
}

app::DossierProgress told_progress() {
  const auto bar = std::make_shared<std::unique_ptr<Progress>>();
  return [bar](const app::DossierStep& step) {
    if (*bar == nullptr)
      *bar = std::make_unique<Progress>("编制档案", static_cast<std::uint64_t>(step.total));
    else
      (*bar)->advance();
  };
}

int build(const Session& session, const DossierCommandOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto open = opened(session, *library, options.year);
  if (!open) return report_failure(open.error());
  const TemporaryFolder passing("dossier");
  const bool as_archive = is_archive(options.output);
  const fs::path folder = options.output.empty() ? app::dossier_folder(*open->office, open->basis->year)
                          : as_archive           ? passing.path()
                                                 : fs::path(options.output);
  if (folder.empty()) return report_failure({"FIL002", "无法建立临时目录", "检查临时目录的空间和权限"});
  const auto built =
      app::build_dossier(*open->office, *open->basis, folder, {options.with_pdf, told_progress()});
  if (!built) return report_failure(built.error());
  if (as_archive) {
    const auto archive = app::dossier_archive(folder);
    if (!archive) return report_failure(archive.error());
    if (const auto written = write_file(options.output, *archive); !written)
      return report_failure(written.error());
  }
  print_diagnostics(built->diagnostics, stderr);
  int pages = 0;
  for (const auto& volume : built->manifest.volumes) pages += volume.pages;
  fmt::print("已编制{}年度档案：{} 卷（重做 {}，不变 {}），佐证 {} 件{}\n位置 {}\n", open->basis->year,
             built->manifest.volumes.size(), built->made.size(), built->kept.size(),
             built->manifest.papers.size(), pages > 0 ? fmt::format("，共 {} 页", pages) : "",
             as_archive ? options.output : folder.string());
  return kDone;
}

std::string arrow(const std::string& before, const std::string& after) {
  return fmt::format("{} → {}", before.empty() ? "（没有）" : before, after.empty() ? "（没有）" : after);
}

int status(const Session& session, const DossierCommandOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto open = opened(session, *library, options.year);
  if (!open) return report_failure(open.error());
  const fs::path folder = options.output.empty() ? app::dossier_folder(*open->office, open->basis->year)
                                                 : fs::path(options.output);
  const auto found = app::dossier_status(*open->office, *open->basis, folder);
  if (!found) return report_failure(found.error());
  if (found->built_at == 0) {
    fmt::print("还没有编制{}年度档案\n接下来：chuangmo dossier build -w {}\n", found->year,
               session.workspace);
    return kFindings;
  }
  for (const app::VolumeStatus& volume : found->volumes) {
    if (!volume.is_stale) continue;
    fmt::print("过时  {}{}\n", volume.title, volume.why.empty() ? "" : "：" + volume.why);
    for (const app::StaleValue& value : volume.values) {
      fmt::print("      {}  {}", value.what.empty() ? value.binding : value.what,
                 arrow(value.before, value.after));
      if (!value.section.empty())
        fmt::print("  “{}”{}", value.section,
                   value.pages.empty() ? "" : fmt::format("第{}页", fmt::join(value.pages, "、")));
      if (value.entry > 0) fmt::print("  日志第{}条 {} {}", value.entry, value.who, value.recorded_at);
      fmt::print("\n");
    }
  }
  if (!found->is_stale()) fmt::print("{}年度档案 {} 卷都是最新的\n", found->year, found->volumes.size());
  return found->is_stale() ? kFindings : kDone;
}

int check(const Session& session, const DossierCommandOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto open = opened(session, *library, options.year);
  if (!open) return report_failure(open.error());
  const auto bytes = read_file(options.file, app::kMaxCheckedBytes);
  if (!bytes) return report_failure(bytes.error());
  const auto checked = app::check_dossier_document(*open->basis, *bytes, options.file);
  if (!checked) return report_failure(checked.error());
  print_diagnostics(checked->diagnostics, stdout);
  fmt::print("{}：核对 {} 个数，{} 处不符{}\n", options.file, checked->document.values,
             checked->document.faults.size(),
             checked->document.volume.empty() ? "" : "（" + checked->document.volume + " 卷）");
  return checked->document.faults.empty() ? kDone : kFindings;
}

// Where it stands, who brought it, which entry of the log; "" of what was only counted.
std::string come_words(const app::OriginFact& fact) {
  std::string words = fact.file;
  if (!fact.sheet.empty()) words += " · " + fact.sheet;
  if (fact.row > 0) words += fmt::format(" · 第{}行", fact.row);
  if (!fact.column.empty()) words += " · " + fact.column;
  if (!fact.unit.empty()) words += "  " + fact.unit;
  if (!fact.submitted_by.empty()) words += fmt::format("  {} 报送", fact.submitted_by);
  if (!fact.reviewed_by.empty()) words += fmt::format("，{} 审核", fact.reviewed_by);
  if (!fact.recorded_at.empty()) words += "  " + fact.recorded_at;
  if (fact.entry > 0) words += fmt::format("  日志第{}条", fact.entry);
  return std::string(trim(words));
}

void print_fact(const app::OriginFact& fact) {
  fmt::print("  {}", fact.name);
  if (!fact.period.empty()) fmt::print("  {}", fact.period);
  if (!fact.value.empty()) fmt::print("  {}", fact.value);
  if (!fact.as_given.empty()) fmt::print("（原写“{}”）", fact.as_given);
  fmt::print("\n");
  if (const std::string come = come_words(fact); !come.empty()) fmt::print("    {}\n", come);
}

void print_left_out(const app::NumberOrigin& found) {
  if (found.left_out_count == 0) return;
  fmt::print("缺少或没有计入 {} 项{}\n", found.left_out_count,
             found.left_out_count > found.left_out.size()
                 ? fmt::format("，列出前 {} 项", found.left_out.size())
                 : "");
  for (const app::LeftOut& each : found.left_out) fmt::print("  {}  {}\n", each.what, each.why);
}

Result<app::NumberOrigin> origin_asked_for(const Session& session, const app::Library& library,
                                           const DossierCommandOptions& options) {
  app::OriginQuestion question{options.binding, std::nullopt, std::nullopt};
  if (options.year != 0) question.year = options.year;
  if (!options.known_at.empty()) {
    CHUANGMO_TRY(known_at, Instant::parse(options.known_at));
    question.known_at = known_at;
  }
  CHUANGMO_TRY(office, app::Office::open({session.workspace, session.database, {}, 1}, library));
  app::NumberOrigins numbers(
      *office, [&office = *office](std::optional<int> year) { return app::dossier_basis(office, year); });
  return numbers.of(question);
}

int origin(const Session& session, const DossierCommandOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto found = origin_asked_for(session, *library, options);
  if (!found) return report_failure(found.error());
  fmt::print("{}：{}\n", found->what, found->value);
  if (!found->how.empty()) fmt::print("怎样得来：{}\n", found->how);
  if (!found->volumes.empty()) fmt::print("见于：{}\n", fmt::join(found->volumes, "、"));
  fmt::print(
      "依据 {} 项{}\n", found->fact_count,
      found->fact_count > found->facts.size() ? fmt::format("，列出前 {} 项", found->facts.size()) : "");
  for (const app::OriginFact& fact : found->facts) print_fact(fact);
  print_left_out(*found);
  if (!found->more.empty()) fmt::print("接下来：{} -w {}\n", found->more, session.workspace);
  return kDone;
}

// What is typed, a line a question; false: there is no more.
bool read_line(std::string& line) {
  line.clear();
  for (int each = std::getchar(); each != EOF; each = std::getchar()) {
    if (each == '\n') return true;
    line += static_cast<char>(each);
  }
  return !line.empty();
}

void print_answer(const app::DrillQuestion& question) {
  fmt::print("  答案  {}\n  出处  {}\n", question.answer, question.where);
  if (!question.binding.empty()) fmt::print("  追溯  chuangmo origin '{}'\n", question.binding);
}

int drill(const Session& session, const DossierCommandOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto open = opened(session, *library, options.year);
  if (!open) return report_failure(open.error());
  const std::string who = "命令行";
  auto now = app::begin_drill(*open->office, *open->basis, who, options.seed);
  if (!now) return report_failure(now.error());
  fmt::print("第{}次演练（种子 {}，日志 {} 条），{} 题。作答后回车；直接回车看答案。\n", now->number,
             now->seed, now->journal, now->questions.size());
  bool is_heard = true;
  for (std::size_t at = 0; at < now->questions.size(); ++at) {
    fmt::print("\n{}. {}\n> ", at + 1, now->questions[at].text);
    std::fflush(stdout);
    std::string line;
    is_heard = is_heard && read_line(line);
    if (is_heard) {
      auto answered = app::answer_drill(*open->office, now->number, who, line);
      if (!answered) return report_failure(answered.error());
      now = std::move(answered);
      const app::DrillQuestion& said = now->questions[at];
      fmt::print("  {}  用时 {} 秒\n", said.is_right ? "正确" : "不符", said.seconds);
    }
    print_answer(now->questions[at]);
  }
  if (is_heard)
    fmt::print("\n答对 {} 题，共 {} 题，用时 {} 秒\n", now->right(), now->questions.size(), now->seconds());
  return kDone;
}

CLI::App* with_workspace(CLI::App* command, Session& session, const OptionsPtr& options) {
  command->add_option("-w,--workspace", session.workspace, "工作目录");
  command->add_option("--year", options->year, "考核年度，缺省为最后一年")->check(CLI::Range(1900, 2199));
  return command;
}

}  // namespace

void add_dossier_commands(CLI::App& program, Session& session) {
  const auto options = std::make_shared<DossierCommandOptions>();
  CLI::App* dossier = program.add_subcommand("dossier", "迎检档案 (acceptance dossier)");
  dossier->require_subcommand(1);

  CLI::App* building = with_workspace(dossier->add_subcommand("build", "编制档案 (build)"), session, options);
  building->add_option("-o,--output", options->output,
                       "文件夹，或 .zip 文件；缺省为工作目录中的 dossier/年度");
  building->add_flag("--pdf", options->with_pdf, "同时生成 PDF，并计页码");
  building->callback(
      [&session, options] { session.chosen = [&session, options] { return build(session, *options); }; });

  CLI::App* standing =
      with_workspace(dossier->add_subcommand("status", "哪些卷过时了，为什么 (status)"), session, options);
  standing->add_option("-o,--output", options->output, "档案所在的文件夹");
  standing->callback(
      [&session, options] { session.chosen = [&session, options] { return status(session, *options); }; });

  CLI::App* checking = with_workspace(
      dossier->add_subcommand("check", "手工改过的报告与数据是否相符 (check)"), session, options);
  checking->add_option("file", options->file, "改过的 .docx")->required();
  checking->callback(
      [&session, options] { session.chosen = [&session, options] { return check(session, *options); }; });

  CLI::App* asking = with_workspace(program.add_subcommand("origin", "一个数从哪里来 (origin of a number)"),
                                    session, options);
  asking->add_option("binding", options->binding, "数的来源，如 figure:gdp|2011")->required();
  asking->add_option("--known-at", options->known_at, "简报、公报等文件中的数：只用此刻以前收到的数据");
  asking->callback(
      [&session, options] { session.chosen = [&session, options] { return origin(session, *options); }; });

  CLI::App* drilling = with_workspace(
      program.add_subcommand("drill", "迎检演练 (rehearsal of an inspection)"), session, options);
  drilling->add_option("--seed", options->seed, "同一个种子出同样的题")->check(CLI::NonNegativeNumber);
  drilling->callback(
      [&session, options] { session.chosen = [&session, options] { return drill(session, *options); }; });
}

}  // namespace chuangmo::cli
