#include "cli/commands.h"
#include "cli/program.h"
#include "publish/diagnostics_json.h"

namespace chuangmo::cli {

namespace {

int check(const Session& session) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const Diagnostics diagnostics = app::check_catalog(*library);
  if (session.json) {
    print(publish::diagnostics_json(diagnostics));
  } else {
    print_diagnostics(diagnostics, stdout);
  }
  return has_errors(diagnostics) ? kFindings : kDone;
}

}  // namespace

void add_catalog_commands(CLI::App& program, Session& session) {
  CLI::App* catalog = program.add_subcommand("catalog", "标准与指标包 (standards and packs)");
  catalog->require_subcommand(1);
  CLI::App* checked = catalog->add_subcommand("check", "检查标准、指标包与判据 (check everything)");
  checked->add_flag("--json", session.json, "输出 JSON");
  checked->callback([&session] { session.chosen = [&session] { return check(session); }; });
}

}  // namespace chuangmo::cli
