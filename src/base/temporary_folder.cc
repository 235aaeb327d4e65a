#include "base/temporary_folder.h"

#include <cstdlib>
#include <string>
#include <system_error>
#include <unistd.h>

namespace chuangmo {

TemporaryFolder::TemporaryFolder(std::string_view purpose) {
  std::error_code error;  // mkdtemp says what is wrong with the place
  std::string name =
      (std::filesystem::temp_directory_path(error) / ("chuangmo-" + std::string(purpose) + "-XXXXXX"))
          .string();
  if (::mkdtemp(name.data()) != nullptr) path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace chuangmo
