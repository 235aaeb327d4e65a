#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "app/office.h"

namespace chuangmo::app {

// A copy of the database, made while the office works on: backups/<moment>.db in the workspace. The files of
// imports/ and evidence/ are named by their digests and never change: they are copied beside, by whatever
// copies the folder.
struct Backup {
  std::string file;  // name below backups/
  std::uint64_t bytes = 0;
  std::int64_t size = 0;  // entries of the journal in it; 0 when not looked at
  std::string root;       // hexadecimal
};
Result<Backup> back_up(Office& office);
std::vector<Backup> backups(const Office& office);  // the latest first

// A backup into an empty file or an empty PostgreSQL database. STO019, STO020
Result<void> restore(const std::filesystem::path& backup, const std::string& where);
// Every table over the workers of Citus by programme. STO021
Result<Diagnostics> distribute(const std::string& database);

}  // namespace chuangmo::app
