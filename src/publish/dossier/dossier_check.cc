#include "publish/dossier/dossier_check.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace chuangmo::publish {

namespace {

// Blanks and line breaks are how a person sets a text, not what it says.
std::string said(std::string_view text) {
  return remove_spaces(nfkc(text));
}

// The volume that most of the document's values are of; of an outdated one, its bindings still are.
const VolumeValues* likely_volume(const std::set<std::string>& bindings,
                                  const std::vector<VolumeValues>& volumes) {
  const VolumeValues* best = nullptr;
  double most = 0;
  for (const VolumeValues& volume : volumes) {
    const auto shared = static_cast<std::size_t>(
        std::count_if(bindings.begin(), bindings.end(),
                      [&](const std::string& each) { return volume.values.contains(each); }));
    // Of reports that say everything and volumes that say a part, the closer one.
    const double likeness =
        static_cast<double>(shared) / static_cast<double>(bindings.size() + volume.values.size() - shared);
    if (shared == 0 || likeness <= most) continue;
    most = likeness;
    best = &volume;
  }
  return best;
}

}  // namespace

CheckedDocument check_document(const std::vector<StandingValue>& standing,
                               const std::vector<VolumeValues>& volumes) {
  std::map<std::string, std::string> known;
  for (const VolumeValues& volume : volumes) known.insert(volume.values.begin(), volume.values.end());
  CheckedDocument checked;
  std::set<std::string> bindings;
  for (const StandingValue& each : standing) {
    bindings.insert(each.binding);
    const auto now = known.find(each.binding);
    if (now == known.end()) {
      checked.faults.push_back({ValueFault::unknown, each.binding, each.text, "", each.place});
      continue;
    }
    ++checked.values;
    if (said(each.text) == said(now->second)) continue;
    const bool is_as_written = !each.written.empty() && said(each.text) == said(each.written);
    checked.faults.push_back({is_as_written ? ValueFault::outdated : ValueFault::typed_over, each.binding,
                              each.text, now->second, each.place});
  }
  const VolumeValues* volume = likely_volume(bindings, volumes);
  if (volume == nullptr) return checked;
  checked.volume = volume->id;
  for (const auto& [binding, text] : volume->values) {
    if (!bindings.contains(binding) && !text.empty())
      checked.faults.push_back({ValueFault::deleted, binding, "", text, ""});
  }
  return checked;
}

}  // namespace chuangmo::publish
