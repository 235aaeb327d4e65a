#include "cli/program.h"

#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/usage.h"

namespace chuangmo::cli {

Result<app::Library> Session::library() const {
  if (catalog_folder.empty()) return app::read_library(std::nullopt);
  return app::read_library(std::filesystem::path(catalog_folder));
}

int report_failure(const Failure& failure) {
  fmt::print(stderr, "错误 {}：{}\n", failure.code, failure.text);
  if (!failure.fix.empty()) fmt::print(stderr, "  → {}\n", failure.fix);
  return kFailed;
}

void print_diagnostics(const Diagnostics& diagnostics, std::FILE* stream) {
  for (const Diagnostic& diagnostic : diagnostics) fmt::print(stream, "{}\n", render(diagnostic));
  print_counts(diagnostics, stream);
}

void print_counts(const Diagnostics& diagnostics, std::FILE* stream) {
  fmt::print(stream, "{} 个错误，{} 个警告，{} 个提示\n", count_of(diagnostics, Severity::error),
             count_of(diagnostics, Severity::warning), count_of(diagnostics, Severity::note));
}

publish::TerminalLook terminal_look() {
  publish::TerminalLook look;
  winsize size{};
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  look.colour = terminal && std::getenv("NO_COLOR") == nullptr;
  if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) look.width = size.ws_col;
  return look;
}

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

std::optional<Instant> parse_instant(const std::string& text, int& exit_code) {
  const auto instant = Instant::parse(text);
  if (instant) return *instant;
  exit_code = report_failure(instant.error());
  return std::nullopt;
}

std::optional<Date> parse_date(const std::string& text, int& exit_code) {
  const auto date = Date::parse(text);
  if (date) return *date;
  exit_code = report_failure(date.error());
  return std::nullopt;
}

int run(int argument_count, char** arguments) {
  Session session;
  CLI::App program("创模：环境保护模范城市创建工作系统 · Chuangmo");
  program.name("chuangmo");
  speak_chinese(program);
  program.set_version_flag("--version", "chuangmo " CHUANGMO_VERSION, "显示版本");
  program.add_option("--catalog", session.catalog_folder, "用这个目录代替内置目录 (catalogue folder)");
  program.add_option("--db", session.database,
                     "PostgreSQL 数据库 postgresql://…，缺省用工作目录里的文件 (database)");
  program.fallthrough();
  program.require_subcommand(1);
  add_plan_commands(program, session);
  add_catalog_commands(program, session);
  add_workspace_commands(program, session);
  add_verdict_commands(program, session);
  add_readings_commands(program, session);
  add_air_commands(program, session);
  add_noise_commands(program, session);
  add_demo_command(program, session);
  add_water_commands(program, session);
  add_serve_command(program, session);
  add_database_commands(program, session);
  add_account_commands(program, session);
  add_workbook_commands(program, session);
  add_document_commands(program, session);
  add_dossier_commands(program, session);
  add_examples(program);
  try {
    program.parse(argument_count, arguments);
  } catch (const CLI::ParseError& error) {  // CLI11 reports by exception, --help too
    return report_usage(program, error);
  }
  return session.chosen ? session.chosen() : kFailed;
}

}  // namespace chuangmo::cli
