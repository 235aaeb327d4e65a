#include <memory>

#include "cli/commands.h"
#include "cli/program.h"
#include "publish/diagnostics_json.h"
#include "publish/pack_text.h"

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

struct ShowOptions {
  std::string pack = "shanxi-model-city-2011";
  std::string unit;
};

int show(const Session& session, const ShowOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto pack = app::load_pack(*library, options.pack);
  if (!pack) return report_failure(pack.error());
  print(publish::pack_text(*pack, options.unit));
  return kDone;
}

}  // namespace

void add_catalog_commands(CLI::App& program, Session& session) {
  CLI::App* catalog = program.add_subcommand("catalog", "标准与指标包 (standards and packs)");
  catalog->require_subcommand(1);
  CLI::App* checked = catalog->add_subcommand("check", "检查标准、指标包与判据 (check everything)");
  checked->add_flag("--json", session.json, "输出 JSON");
  checked->callback([&session] { session.chosen = [&session] { return check(session); }; });
  CLI::App* shown = catalog->add_subcommand("show", "指标包要哪些数据、由谁报 (what is asked of whom)");
  const auto options = std::make_shared<ShowOptions>();
  shown->add_option("pack", options->pack, "指标包")->capture_default_str();
  shown->add_option("--unit", options->unit, "只看这个单位的");
  shown->callback(
      [&session, options] { session.chosen = [&session, options] { return show(session, *options); }; });
}

}  // namespace chuangmo::cli
