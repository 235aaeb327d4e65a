#include "app/noise_facts.h"

#include "base/text.h"
#include "series/headings.h"

namespace chuangmo::app {

std::size_t NoiseFacts::station(const std::string& key, const std::string& name) {
  for (const std::string& word : {key, name})
    if (const auto known = by_word.find(series::folded_word(word)); !word.empty() && known != by_word.end())
      return known->second;
  stations.push_back({key, name.empty() ? key : name, {}, std::nullopt, false});
  for (const std::string& word : {key, name})
    if (!word.empty()) by_word.emplace(series::folded_word(word), stations.size() - 1);
  return stations.size() - 1;
}

void add_listed_stations(const std::vector<Station>& listed, NoiseFacts& facts) {
  for (const Station& each : listed) {
    NoiseStation& station = facts.stations[facts.station(each.key, each.name)];
    station.is_listed = true;
    station.zones = zone_classes(each.target_class);
    // A list without a length for a road leaves the weight 1: no section is one metre long.
    const auto length = Rational::from(each.weight);
    if (length && *length != Rational(1)) station.length_m = *length;
  }
}

std::vector<std::string> zone_classes(std::string_view text) {
  std::string word = series::folded_word(text);
  for (const std::string_view mark : {"声环境功能区", "声功能区", "功能区", "标准", "区", "类"})
    word = replace_all(word, mark, "");
  for (const std::string_view known : {"0", "1", "2", "3", "4a", "4b"})
    if (word == known) return {word};
  if (word == "4") return {"4a", "4b"};
  return {};
}

}  // namespace chuangmo::app
