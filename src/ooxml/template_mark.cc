#include "ooxml/template_mark.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/edit_distance.h"
#include "base/text.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::string_view kWideOpen = "｛｛";
constexpr std::string_view kWideClose = "｝｝";
constexpr int kMaxChartMm = 400;

struct Word {
  std::string_view start;
  TemplateMark::Kind kind;
};
// The longer before the shorter.
constexpr std::array<Word, 3> kBlocks{{{"#每个", TemplateMark::Kind::each},
                                       {"#如果没有", TemplateMark::Kind::when},
                                       {"#如果", TemplateMark::Kind::when}}};
constexpr std::array<Word, 3> kDirectives{{{"图:", TemplateMark::Kind::chart},
                                           {"合并:", TemplateMark::Kind::merge},
                                           {"底色:", TemplateMark::Kind::shade}}};

// Signs of an input method as those of the manual.
std::string plain_signs(std::string_view inside) {
  std::string text(inside);
  for (const auto& [wide, narrow] :
       {std::pair{"＃", "#"}, {"／", "/"}, {"：", ":"}, {"．", "."}, {"　", " "}, {"\xC2\xA0", " "}})
    text = replace_all(std::move(text), wide, narrow);
  return trim(text);
}

bool is_name(std::string_view path) {
  if (path.empty()) return false;
  for (const std::string& step : split(path, ".")) {
    if (step.empty() || step.find_first_of("{}#/: \t\n\"<>") != std::string::npos) return false;
  }
  return true;
}

// "空气 150×70": the size in millimetres behind a chart's name.
void read_chart(std::string_view rest, TemplateMark& mark) {
  const std::size_t blank = rest.find(' ');
  mark.path = std::string(rest.substr(0, blank));
  if (blank == std::string_view::npos) return;
  const std::string size = replace_all(trim(rest.substr(blank)), "×", "x");
  const char* end = size.data() + size.size();
  const auto [after_width, no_width] = std::from_chars(size.data(), end, mark.width_mm);
  const bool has_sign =
      no_width == std::errc() && after_width != end && (*after_width == 'x' || *after_width == '*');
  const auto [after, no_height] = has_sign ? std::from_chars(after_width + 1, end, mark.height_mm)
                                           : std::from_chars_result{end, std::errc::invalid_argument};
  const auto fits = [](int mm) { return mm > 0 && mm <= kMaxChartMm; };
  if (no_height != std::errc() || after != end || !fits(mark.width_mm) || !fits(mark.height_mm))
    mark.kind = TemplateMark::Kind::wrong;
}

// "指标.判定 是 未达标"
void read_condition(std::string_view rest, TemplateMark& mark) {
  const std::size_t blank = rest.find(' ');
  mark.path = std::string(rest.substr(0, blank));
  if (blank == std::string_view::npos) return;
  const std::string test = trim(rest.substr(blank));
  const bool is_not = starts_with(test, "不是");
  if (mark.is_negated || (!is_not && !starts_with(test, "是"))) {
    mark.kind = TemplateMark::Kind::wrong;
    return;
  }
  mark.is_negated = is_not;
  mark.words = trim(
      std::string_view(test).substr((is_not ? std::string_view("不是") : std::string_view("是")).size()));
}

}  // namespace

TemplateMark read_mark(std::string_view inside) {
  using Kind = TemplateMark::Kind;
  const std::string text = plain_signs(inside);
  TemplateMark mark;
  mark.original = "{{" + std::string(inside) + "}}";
  if (text == "否则") mark.kind = Kind::otherwise;
  if (text == "/每个") mark.kind = Kind::each_end;
  if (text == "/如果") mark.kind = Kind::when_end;
  if (mark.kind != Kind::wrong) return mark;
  for (const Word& word : kBlocks) {
    if (!starts_with(text, word.start)) continue;
    const std::string rest = trim(std::string_view(text).substr(word.start.size()));
    mark.kind = word.kind;
    mark.is_negated = word.start == "#如果没有";
    if (mark.kind == Kind::when) {
      read_condition(rest, mark);
    } else {
      mark.path = rest;
    }
    if (!is_name(mark.path)) mark.kind = Kind::wrong;
    return mark;
  }
  for (const Word& word : kDirectives) {
    if (!starts_with(text, word.start)) continue;
    const std::string rest = trim(std::string_view(text).substr(word.start.size()));
    mark.kind = word.kind;
    mark.path = rest;
    if (mark.kind == Kind::chart) read_chart(rest, mark);
    if (!is_name(mark.path)) mark.kind = Kind::wrong;
    return mark;
  }
  mark.path = text;
  if (is_name(text)) mark.kind = Kind::field;
  return mark;
}

std::vector<FoundMark> find_marks(std::string_view text) {
  const auto next = [&](std::size_t from, std::string_view narrow, std::string_view wide) {
    const std::size_t a = text.find(narrow, from);
    const std::size_t b = text.find(wide, from);
    return a <= b ? std::pair(a, narrow.size()) : std::pair(b, wide.size());
  };
  std::vector<FoundMark> found;
  std::size_t at = 0;
  for (;;) {
    const auto [open, open_size] = next(at, "{{", kWideOpen);
    const auto [close, close_size] = next(at, "}}", kWideClose);
    if (open == std::string_view::npos && close == std::string_view::npos) return found;
    if (close < open) {  // nothing was begun
      found.push_back({close, close + close_size, false, {}});
      at = close + close_size;
      continue;
    }
    const std::size_t inside = open + open_size;
    const auto [end, end_size] = next(inside, "}}", kWideClose);
    const auto [another, another_size] = next(inside, "{{", kWideOpen);
    if (end == std::string_view::npos || another < end) {
      found.push_back({open, inside, false, {}});
      at = inside;
      continue;
    }
    found.push_back({open, end + end_size, true, read_mark(text.substr(inside, end - inside))});
    at = end + end_size;
  }
}

std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& known) {
  constexpr std::size_t kLongest = 40;
  constexpr std::size_t kMost = 3;
  const std::u32string wanted = to_u32(name);
  if (wanted.size() > kLongest) return {};
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& each : known) {
    const std::u32string candidate = to_u32(each);
    if (candidate.size() > kLongest) continue;
    const std::size_t distance = edit_distance(wanted, candidate);
    const bool is_inside = contains(each, name) || contains(name, each);
    if (distance * 2 <= std::max(wanted.size(), candidate.size()) || is_inside)
      near.emplace_back(distance, each);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> names;
  for (const auto& [distance, each] : near) {
    if (names.size() == kMost || distance > near.front().first + 1) break;
    if (std::find(names.begin(), names.end(), each) == names.end()) names.push_back(each);
  }
  return names;
}

}  // namespace chuangmo::ooxml
