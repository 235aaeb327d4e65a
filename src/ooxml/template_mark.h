#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo::ooxml {

// One {{...}} of a template.
struct TemplateMark {
  enum class Kind { field, each, each_end, when, otherwise, when_end, chart, merge, shade, wrong };
  Kind kind = Kind::wrong;
  std::string path;                  // "指标.判定"
  bool is_negated = false;           // of when: 如果没有, 不是
  std::optional<std::string> words;  // of when: what the value is held against
  int width_mm = 0;                  // of a chart; 0: the usual size
  int height_mm = 0;
  std::string original;  // as it stands in the template, braces included

  bool opens() const { return kind == Kind::each || kind == Kind::when; }
  bool closes() const { return kind == Kind::each_end || kind == Kind::when_end; }
  bool is_block() const { return opens() || closes() || kind == Kind::otherwise; }
};

// A mark in a text: bytes begin..end of it. `is_whole` is false where {{ lacks its }} or the other way round.
struct FoundMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_whole = true;
  TemplateMark mark;
};
// Braces, signs and colons may be full-width, as Chinese input methods write them.
std::vector<FoundMark> find_marks(std::string_view text);

TemplateMark read_mark(std::string_view inside);  // without braces

// Those of `known` that look like `name`, the nearest first, at most three.
std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& known);

}  // namespace chuangmo::ooxml
