#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "app/library.h"
#include "base/diagnostic.h"
#include "publish/terminal.h"

namespace chuangmo::cli {

// What every command shares.
struct Session {
  std::string catalog_folder;
  std::string workspace = ".";
  std::string database;  // "" the workspace's own file, else "postgresql://..."
  bool json = false;
  int exit_code = 0;
  std::function<int()> chosen;  // the body of the command that was given

  Result<app::Library> library() const;
};

// Each adds its commands; the body runs after parsing, through Session::chosen.
void add_plan_commands(CLI::App& program, Session& session);
void add_catalog_commands(CLI::App& program, Session& session);
void add_workspace_commands(CLI::App& program, Session& session);
void add_verdict_commands(CLI::App& program, Session& session);
void add_readings_commands(CLI::App& program, Session& session);
void add_air_commands(CLI::App& program, Session& session);
void add_noise_commands(CLI::App& program, Session& session);
void add_demo_command(CLI::App& program, Session& session);
void add_water_commands(CLI::App& program, Session& session);
void add_serve_command(CLI::App& program, Session& session);
void add_database_commands(CLI::App& program, Session& session);  // backup, restore, db, audit
void add_account_commands(CLI::App& program, Session& session);
void add_workbook_commands(CLI::App& program, Session& session);
void add_document_commands(CLI::App& program, Session& session);
void add_dossier_commands(CLI::App& program, Session& session);  // dossier, origin, drill

void add_air_annual(CLI::App& air, Session& session);  // a command of `air`

// Shared manners.
int report_failure(const Failure& failure);  // to stderr; returns kFailed
void print_diagnostics(const Diagnostics& diagnostics,
                       std::FILE* stream);                             // as a compiler does, then a count
void print_counts(const Diagnostics& diagnostics, std::FILE* stream);  // the count alone
publish::TerminalLook terminal_look();
void print(const std::string& text);  // to stdout
std::optional<Instant> parse_instant(const std::string& text, int& exit_code);
std::optional<Date> parse_date(const std::string& text, int& exit_code);

}  // namespace chuangmo::cli
