#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/fact.h"
#include "series/layout_plan.h"

namespace chuangmo::series {

// Who is meant by the words of a station column: a registered station by key or name, else a new one under
// its own words.
class StationNames {
 public:
  StationNames(const SourceName& source, const ReadingsRequest& request);
  // A number for the station: 0, 1, 2 ... in order of appearance. None when it may be foreign and is not
  // registered: national files hold every station of the country, and a register, where one exists, says
  // which are ours.
  std::optional<std::size_t> find(const std::string& key, const std::string& name, bool may_be_foreign);
  // Whether the words are of a mean or total of several stations; never those of a registered one.
  bool is_total(const std::string& key, const std::string& name) const;
  // The number for words that find() was asked for before.
  std::optional<std::size_t> known(const std::string& key, const std::string& name) const;
  // For the key with whatever name it had first.
  std::optional<std::size_t> known(const std::string& key) const;
  const std::string& key(std::size_t number) const { return keys_[number]; }
  // What the row says beside the reading: county, province, basin, river, length of the road.
  void describe(std::size_t number, const LayoutPlan& plan, const RowView& row, bool decimal_comma);
  // Adds what was named in later rows, whose lines were numbered from `lines` on; their numbers here.
  std::vector<std::size_t> add(const StationNames& later, int lines);
  std::size_t count() const { return keys_.size(); }
  std::vector<std::string> unregistered_keys() const;  // in order of appearance
  std::vector<Station> unregistered() const;           // by key

 private:
  std::size_t number_of(const std::string& key);
  void announce(const std::string& key, const std::string& name);
  SourceName source_;
  const ReadingsRequest& request_;
  std::map<std::string, std::string> registered_;  // folded key or name -> key
  // By key and name, so that rows need no folding; each row says for itself whom it means, whatever stands
  // before it.
  std::map<std::pair<std::string, std::string>, std::optional<std::size_t>> as_written_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> keys_;
  std::map<std::string, Station> new_stations_;
};

}  // namespace chuangmo::series
