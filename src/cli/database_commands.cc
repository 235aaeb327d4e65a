#include <fmt/format.h>
#include <memory>

#include "app/backups.h"
#include "app/journal_log.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/program.h"

namespace chuangmo::cli {

namespace {

struct DatabaseOptions {
  std::string file;
  std::string target;
  std::vector<std::string> notes;
};

Result<std::unique_ptr<app::Office>> open_office(const Session& session, const app::Library& library) {
  return app::Office::open({session.workspace, session.database, {}, 1}, library);
}

int back_up(const Session& session) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto office = open_office(session, *library);
  if (!office) return report_failure(office.error());
  const auto backup = app::back_up(**office);
  if (!backup) return report_failure(backup.error());
  fmt::print("已备份：backups/{}（{} 字节，日志 {} 条，根 {}）\n", backup->file, backup->bytes, backup->size,
             backup->root);
  return kDone;
}

int restore(const DatabaseOptions& options) {
  if (const auto restored = app::restore(options.file, options.target); !restored)
    return report_failure(restored.error());
  fmt::print(
      "已恢复到 {}\n接下来：把 imports/、evidence/ 和 log.key 也复制过去，再运行 chuangmo audit verify\n",
      options.target);
  return kDone;
}

int distribute(const Session& session) {
  if (session.database.empty()) return report_failure({"CLI007", "没有写数据库", "加上 --db postgresql://…"});
  const auto done = app::distribute(session.database);
  if (!done) return report_failure(done.error());
  print_diagnostics(*done, stdout);
  return kDone;
}

int verify(const Session& session, const DatabaseOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  auto workspace = app::open_workspace(session.workspace, *library, session.database);
  if (!workspace) return report_failure(workspace.error());
  std::vector<std::string> notes;
  for (const std::string& file : options.notes) {
    auto note = read_file(file);
    if (!note) return report_failure(note.error());
    notes.push_back(std::move(*note));
  }
  const auto verified = app::verify_log(*workspace, notes);
  if (!verified) return report_failure(verified.error());
  const audit::JournalReport& report = verified->report;
  if (report.fault) {
    fmt::print("日志有问题：第 {} 条，{} {}\n  → {}\n", report.fault->number, report.fault->code,
               report.fault->text, report.fault->fix);
    return kFindings;
  }
  fmt::print("日志完好：{} 条，{} 次导入的数据与记录一致\n根 {}\n", report.size, verified->imports,
             report.root.hex());
  return kDone;
}

int checkpoint(const Session& session) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto office = open_office(session, *library);
  if (!office) return report_failure(office.error());
  const auto head = app::signed_head(**office);
  if (!head) return report_failure(head.error());
  print(head->note);
  return kDone;
}

CLI::App* with_workspace(CLI::App* command, Session& session) {
  command->add_option("-w,--workspace", session.workspace, "工作目录");
  return command;
}

}  // namespace

void add_database_commands(CLI::App& program, Session& session) {
  const auto options = std::make_shared<DatabaseOptions>();
  CLI::App* backup =
      with_workspace(program.add_subcommand("backup", "在线备份数据库 (online backup)"), session);
  backup->callback([&session] { session.chosen = [&session] { return back_up(session); }; });

  CLI::App* restoring = program.add_subcommand("restore", "把备份恢复到空的数据库 (restore a backup)");
  restoring->add_option("file", options->file, "备份文件")->required();
  restoring->add_option("--to", options->target, "新的数据库文件，或 postgresql://…")->required();
  restoring->callback([&session, options] { session.chosen = [options] { return restore(*options); }; });

  CLI::App* database = program.add_subcommand("db", "数据库 (database)");
  database->require_subcommand(1);
  CLI::App* spread = database->add_subcommand("distribute", "把各表分布到 Citus 的节点上 (Citus)");
  spread->callback([&session] { session.chosen = [&session] { return distribute(session); }; });

  CLI::App* audit = program.add_subcommand("audit", "日志的校验 (tamper evidence)");
  audit->require_subcommand(1);
  CLI::App* verifying =
      with_workspace(audit->add_subcommand("verify", "逐条校验日志和数据 (verify)"), session);
  verifying->add_option("--checkpoint", options->notes, "从前签发的检查点文件，可写多个");
  verifying->callback(
      [&session, options] { session.chosen = [&session, options] { return verify(session, *options); }; });
  CLI::App* signing =
      with_workspace(audit->add_subcommand("checkpoint", "签发检查点 (signed checkpoint)"), session);
  signing->callback([&session] { session.chosen = [&session] { return checkpoint(session); }; });
}

}  // namespace chuangmo::cli
