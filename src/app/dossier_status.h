#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "app/dossier.h"

namespace chuangmo::app {

// One value of a volume that is no longer what it was.
struct StaleValue {
  std::string binding;
  std::string what;        // 中文
  std::string before;      // "" it was not there
  std::string after;       // "" it is gone
  std::string section;     // heading that it stands under; "" not known
  std::vector<int> pages;  // of the print, that it stands on; none: not known
  std::int64_t entry = 0;  // of the journal, that brought it; 0: none is known
  std::string who;
  std::string recorded_at;
};
struct VolumeStatus {
  std::string id;
  std::string title;
  std::string title_en;
  bool is_built = false;
  bool is_stale = false;
  std::string why;  // 中文, of what no value tells: papers, words, the template
  std::vector<StaleValue> values;
  int pages = 0;
  int papers = 0;  // of its indicator
};
struct DossierStatus {
  int year = 0;
  std::int64_t built_at = 0;  // entries that the dossier was made upon; 0: there is none
  std::int64_t journal = 0;   // entries now
  std::vector<VolumeStatus> volumes;
  bool is_stale() const;
};

// Which volumes would come out otherwise now, and why. The catalogue goes with them.
Result<DossierStatus> dossier_status(Office& office, const DossierBasis& basis,
                                     const std::filesystem::path& folder);

}  // namespace chuangmo::app
