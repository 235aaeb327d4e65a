#pragma once
#include <map>
#include <string>

#include "base/diagnostic.h"

namespace chuangmo::ooxml {

// Collects diagnostics about one file; of one code at most kMaxPerCode, the rest is counted (OFF005).
class Findings {
 public:
  static constexpr int kMaxPerCode = 100;
  explicit Findings(std::string file) : file_(std::move(file)) {}
  // `where.file` is filled in.
  void add(std::string code, Severity severity, Where where, std::string text, std::string fix = "",
           std::string source = "");
  Diagnostics take();

 private:
  std::string file_;
  Diagnostics list_;
  std::map<std::string, int> count_by_code_;
};

}  // namespace chuangmo::ooxml
