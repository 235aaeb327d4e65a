#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/content_type.h"

namespace chuangmo::evidence {

struct Finding {
  ContentTrait trait = ContentTrait::damaged;
  std::string what;  // 中文: where and what exactly; may be empty
  friend bool operator==(const Finding&, const Finding&) = default;
};

// What was found in one file: of each trait the first few, so that a hostile file cannot fill the report.
class Findings {
 public:
  static constexpr int kMostOfOneTrait = 3;
  void add(ContentTrait trait, std::string what = "");
  void add_all(const Findings& others, std::string_view inside);  // "inside：what"
  bool has(ContentTrait trait) const;
  bool empty() const { return list_.empty(); }
  const std::vector<Finding>& list() const { return list_; }

 private:
  std::vector<Finding> list_;
};

}  // namespace chuangmo::evidence
