#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "app/library.h"
#include "store/store.h"

namespace chuangmo::app {

// A folder that holds one programme: chuangmo.db, imports/ (every file as it was handed in, by digest),
// evidence/, plan.toml, units.toml (confirmed by people), units.proposed.toml (written by import).
struct Workspace {
  std::filesystem::path root;
  std::unique_ptr<store::Store> store;
  store::ProgrammeEntry programme;
  Pack pack;
};

struct NewProgramme {
  std::string id;  // "shuozhou"
  std::string title;
  std::string pack;
};

// WSP001 the folder holds a programme already. Creates the folder when absent. `database`: "" chuangmo.db in
// the folder, else "postgresql://...".
Result<Workspace> create_workspace(const std::filesystem::path& root, const Library& library,
                                   const NewProgramme& programme, Instant now,
                                   const std::string& database = "");
// WSP002 the folder is no workspace.
Result<Workspace> open_workspace(const std::filesystem::path& root, const Library& library,
                                 const std::string& database = "");

std::filesystem::path database_file(const std::filesystem::path& root);  // of a folder that has its own

}  // namespace chuangmo::app
