#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/plan.h"

namespace chuangmo::plan {

struct KnownUnit {
  std::string name;  // canonical
  std::string key;   // unit_key of the canonical name
  bool is_group = false;
  bool confirmed = false;  // stands in units.toml; false: learned from the document itself
  bool asked = false;      // stands in units.toml, but marked there as nobody's certain knowledge
};

// All names a document's cells may mean: those people confirmed, then those the document itself spells out in
// full.
class UnitIndex {
 public:
  explicit UnitIndex(const UnitRegister& confirmed);

  // A full name seen in the document; ignored when already known. At most kMostLearned are kept.
  void learn(std::string_view name, bool is_group);
  void forget_learned(std::string_view key);

  // Units the spelling names, exactly or by alias. More than one when an alias belongs to several units:
  // "市委、市政府办公厅".
  std::vector<const KnownUnit*> find(std::string_view key) const;
  bool is_known(std::string_view key) const { return by_key_.find(key) != by_key_.end(); }
  bool is_confirmed(std::string_view key) const;
  bool has_confirmed() const { return has_confirmed_; }
  const std::vector<KnownUnit>& units() const { return units_; }

  // The only unit (not group) whose key ends with `key` and is longer; confirmed ones first. nullptr when
  // none or several.
  const KnownUnit* only_longer_ending(std::string_view key) const;
  // The only agency whose name abbreviates to or from `key`: 市国土局, 市国土资源局. Same level, same suffix,
  // same first character.
  const KnownUnit* only_abbreviation(std::string_view key) const;
  // Units whose spelling is close to an unknown `key`, for "did you mean"; at most three.
  std::vector<std::string> similar(std::string_view key) const;
  // The words of `key` when it is nothing but known names run together; empty otherwise or when it is one
  // name.
  std::vector<std::string> divide(std::string_view key) const;

 private:
  static constexpr std::size_t kMostLearned = 2000;
  void add(std::string_view spelling, std::size_t unit);
  std::vector<KnownUnit> units_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_key_;
  std::size_t longest_key_ = 0;
  bool has_confirmed_ = false;
};

}  // namespace chuangmo::plan
