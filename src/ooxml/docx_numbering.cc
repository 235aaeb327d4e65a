#include "ooxml/docx_numbering.h"

#include <algorithm>

#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

constexpr int kMaxNumber = 1'000'000;
constexpr std::size_t kMaxLabelBytes = 200;
constexpr int kMaxStyleDepth = 20;

class NumberingHandler : public XmlHandler {
 public:
  explicit NumberingHandler(Numbering& out) : out_(out) {}

  void start(const XmlElement& element) override {
    const std::string_view name = element.name();
    if (name == "abstractNum") {
      abstract_ = &out_.abstracts[element.number("abstractNumId", -1, 0, kMaxNumber)];
      list_ = nullptr;
    } else if (name == "num") {
      list_ = &out_.lists[element.number("numId", -1, 0, kMaxNumber)];
      abstract_ = nullptr;
    } else if (name == "abstractNumId" && list_ != nullptr) {
      list_->abstract_id = element.number("val", -1, 0, kMaxNumber);
    } else if (name == "numStyleLink" && abstract_ != nullptr) {
      abstract_->style_link = element.value("val");
    } else if (name == "lvlOverride") {
      override_level_ = element.number("ilvl", 0, 0, kListLevels - 1);
    } else if (name == "startOverride" && list_ != nullptr) {
      list_->start_override[index(override_level_)] = element.number("val", 1, 0, kMaxNumber);
    } else if (name == "lvl") {
      open_level(element.number("ilvl", 0, 0, kListLevels - 1));
    } else if (level_ != nullptr) {
      read_level_property(name, element);
    }
  }
  void end(std::string_view name) override {
    if (name == "lvl") level_ = nullptr;
  }
  void text(std::string_view) override {}

 private:
  static std::size_t index(int level) { return static_cast<std::size_t>(level); }
  void open_level(int number) {
    if (abstract_ != nullptr) level_ = &abstract_->levels[index(number)];
    if (list_ != nullptr) level_ = &list_->level_override[number];
  }
  void read_level_property(std::string_view name, const XmlElement& element) {
    if (name == "start") level_->start = element.number("val", 1, 0, kMaxNumber);
    if (name == "numFmt") level_->format = element.value("val", "decimal");
    if (name == "lvlText") level_->text = element.value("val").substr(0, kMaxLabelBytes);
    if (name == "suff") level_->suffix = element.value("val", "tab");
    if (name == "isLgl") level_->is_legal = element.is_on();
    if (name == "lvlRestart") {
      const int after = element.number("val", -1, 0, kListLevels);
      level_->never_restarts = after == 0;
      level_->restart_after = after > 0 ? after - 1 : -1;
    }
  }

  Numbering& out_;
  AbstractList* abstract_ = nullptr;
  ListInstance* list_ = nullptr;
  ListLevel* level_ = nullptr;
  int override_level_ = 0;
};

struct StyleEntry {
  std::string based_on;
  std::optional<int> list;
  std::optional<int> level;
};

class StyleHandler : public XmlHandler {
 public:
  void start(const XmlElement& element) override {
    const std::string_view name = element.name();
    if (name == "style") {
      style_ = &styles[std::string(element.value("styleId"))];
    } else if (style_ == nullptr) {
      return;
    } else if (name == "basedOn") {
      style_->based_on = element.value("val");
    } else if (name == "numId") {
      style_->list = element.number("val", 0, 0, kMaxNumber);
    } else if (name == "ilvl") {
      style_->level = element.number("val", 0, 0, kListLevels - 1);
    }
  }
  void end(std::string_view name) override {
    if (name == "style") style_ = nullptr;
  }
  void text(std::string_view) override {}

  std::map<std::string, StyleEntry, std::less<>> styles;

 private:
  StyleEntry* style_ = nullptr;
};

std::string roman(int number) {
  struct Step {
    int value;
    const char* letters;
  };
  constexpr std::array<Step, 13> kSteps = {{{1000, "M"},
                                            {900, "CM"},
                                            {500, "D"},
                                            {400, "CD"},
                                            {100, "C"},
                                            {90, "XC"},
                                            {50, "L"},
                                            {40, "XL"},
                                            {10, "X"},
                                            {9, "IX"},
                                            {5, "V"},
                                            {4, "IV"},
                                            {1, "I"}}};
  if (number < 1 || number > 3999) return std::to_string(number);
  std::string out;
  for (const Step& step : kSteps) {
    for (; number >= step.value; number -= step.value) out += step.letters;
  }
  return out;
}

// A..Z, then AA, BB .. ZZ, as Word counts.
std::string letters(int number) {
  if (number < 1 || number > 26 * 20) return std::to_string(number);
  return std::string(static_cast<std::size_t>((number - 1) / 26 + 1),
                     static_cast<char>('A' + (number - 1) % 26));
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

using Signs = std::array<const char*, 14>;  // digits 0..9, then ten, hundred, thousand, ten thousand
constexpr Signs kCounting = {"〇", "一", "二", "三", "四", "五", "六",
                             "七", "八", "九", "十", "百", "千", "万"};
constexpr Signs kLegal = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾", "佰", "仟", "万"};

// 21 -> 二十一, 105 -> 一百〇五; `short_ten` leaves out the one of 10..19 (十二, not 一十二).
std::string chinese(int number, const Signs& signs, bool short_ten) {
  if (number < 0 || number > 99'999) return std::to_string(number);
  if (number == 0) return signs[0];
  std::string out;
  bool has_gap = false;
  int place = 10'000;
  for (std::size_t unit = 13; unit >= 9; --unit, place /= 10) {
    const auto digit = static_cast<std::size_t>(number / place % 10);
    if (digit == 0) {
      has_gap = !out.empty();
      continue;
    }
    if (has_gap) out += signs[0];
    has_gap = false;
    if (!(short_ten && unit == 10 && digit == 1 && out.empty())) out += signs[digit];
    if (unit > 9) out += signs[unit];
  }
  return out;
}

std::string digit_by_digit(int number, const Signs& signs) {
  std::string out;
  for (const char c : std::to_string(number)) out += signs[static_cast<std::size_t>(c - '0')];
  return out;
}

std::string sign_at(int number, std::u32string_view signs) {
  if (number < 1 || static_cast<std::size_t>(number) > signs.size()) return std::to_string(number);
  const char32_t c = signs[static_cast<std::size_t>(number) - 1];  // all of three UTF-8 bytes
  return {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
          static_cast<char>(0x80 | (c & 0x3F))};
}

std::string full_width(int number) {
  std::string out;
  for (const char c : std::to_string(number)) out += sign_at(c - '0' + 1, U"０１２３４５６７８９");
  return out;
}

// Formats of ECMA-376 part 1, 17.18.59 that Chinese and Western documents use.
struct Format {
  std::string_view name;
  std::string (*write)(int);
};
const std::array kFormats = std::to_array<Format>({
    {"decimal", [](int n) { return std::to_string(n); }},
    {"decimalHalfWidth", [](int n) { return std::to_string(n); }},
    {"decimalZero", [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); }},
    {"decimalFullWidth", full_width},
    {"decimalFullWidth2", full_width},
    {"numberInDash", [](int n) { return "- " + std::to_string(n) + " -"; }},
    {"upperRoman", roman},
    {"lowerRoman", [](int n) { return lowered(roman(n)); }},
    {"upperLetter", letters},
    {"lowerLetter", [](int n) { return lowered(letters(n)); }},
    {"chineseCounting", [](int n) { return chinese(n, kCounting, true); }},
    {"chineseCountingThousand", [](int n) { return chinese(n, kCounting, true); }},
    {"japaneseCounting", [](int n) { return chinese(n, kCounting, true); }},
    {"taiwaneseCounting", [](int n) { return chinese(n, kCounting, true); }},
    {"taiwaneseCountingThousand", [](int n) { return chinese(n, kCounting, true); }},
    {"ideographDigital", [](int n) { return digit_by_digit(n, kCounting); }},
    {"japaneseDigitalTenThousand", [](int n) { return digit_by_digit(n, kCounting); }},
    {"chineseLegalSimplified", [](int n) { return chinese(n, kLegal, false); }},
    {"ideographTraditional", [](int n) { return sign_at(n, U"甲乙丙丁戊己庚辛壬癸"); }},
    {"ideographZodiac", [](int n) { return sign_at(n, U"子丑寅卯辰巳午未申酉戌亥"); }},
    {"decimalEnclosedCircle", [](int n) { return sign_at(n, U"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"); }},
    {"decimalEnclosedCircleChinese", [](int n) { return sign_at(n, U"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"); }},
    {"decimalEnclosedParen", [](int n) { return sign_at(n, U"⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"); }},
    {"decimalEnclosedFullstop", [](int n) { return sign_at(n, U"⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"); }},
    {"ideographEnclosedCircle", [](int n) { return sign_at(n, U"㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"); }},
    {"none", [](int) { return std::string(); }},
});

// Bullets of symbol fonts stand in the private use area; every one of them reads as "•".
std::string bullet(std::string_view text) {
  const bool is_private = text >= "\xEE\x80\x80" && text <= "\xEF\xA3\xBF";
  return is_private ? "•" : std::string(text);
}

}  // namespace

std::optional<std::string> number_in_format(int number, std::string_view format) {
  for (const Format& each : kFormats) {
    if (each.name == format) return each.write(number);
  }
  return std::nullopt;
}

Result<void> read_numbering(std::string_view xml, Numbering& numbering) {
  NumberingHandler handler(numbering);
  return parse_xml(xml, handler, "numbering.xml");
}

Result<void> read_style_lists(std::string_view xml, Numbering& numbering) {
  StyleHandler handler;
  CHUANGMO_CHECK(parse_xml(xml, handler, "styles.xml"));
  for (const auto& [id, entry] : handler.styles) {
    std::optional<int> list;
    std::optional<int> level;
    const StyleEntry* at = &entry;
    for (int depth = 0; at != nullptr && depth < kMaxStyleDepth; ++depth) {
      if (!list) list = at->list;
      if (!level) level = at->level;
      const auto parent = handler.styles.find(at->based_on);
      at = at->based_on.empty() || parent == handler.styles.end() ? nullptr : &parent->second;
    }
    if (list && *list != 0) numbering.by_style[id] = {*list, level.value_or(0)};
  }
  return {};
}

void follow_style_links(Numbering& numbering) {
  for (auto& [id, abstract] : numbering.abstracts) {
    const auto style = numbering.by_style.find(abstract.style_link);
    if (abstract.style_link.empty() || style == numbering.by_style.end()) continue;
    const auto list = numbering.lists.find(style->second.list);
    if (list == numbering.lists.end()) continue;
    const auto source = numbering.abstracts.find(list->second.abstract_id);
    if (source != numbering.abstracts.end()) abstract.levels = source->second.levels;
  }
}

const ListLevel& ListCounter::level_of(const ListInstance& list, int level) const {
  const auto overridden = list.level_override.find(level);
  if (overridden != list.level_override.end()) return overridden->second;
  return numbering_.abstracts.at(list.abstract_id).levels[static_cast<std::size_t>(level)];
}

void ListCounter::advance(Counts& counts, const ListInstance& list, const ListReference& reference) {
  const auto level = static_cast<std::size_t>(reference.level);
  const std::optional<int> restart = list.start_override[level];
  if (restart && overridden_.emplace(reference.list, reference.level).second) {
    counts.at[level] = *restart;
  } else {
    counts.at[level] = counts.at[level] ? *counts.at[level] + 1 : level_of(list, reference.level).start;
  }
  for (int deeper = reference.level + 1; deeper < kListLevels; ++deeper) {
    const ListLevel& rule = level_of(list, deeper);
    if (rule.never_restarts || (rule.restart_after >= 0 && reference.level > rule.restart_after)) continue;
    counts.at[static_cast<std::size_t>(deeper)].reset();
  }
}

std::optional<ListLabel> ListCounter::next(const ListReference& reference) {
  const auto list = numbering_.lists.find(reference.list);
  if (list == numbering_.lists.end() || !numbering_.abstracts.contains(list->second.abstract_id))
    return std::nullopt;
  Counts& counts = counts_[list->second.abstract_id];
  advance(counts, list->second, reference);

  const ListLevel& own = level_of(list->second, reference.level);
  ListLabel label{"", own.suffix == "nothing", true};
  if (own.format == "bullet") {
    label.text = bullet(own.text);
    return label;
  }
  for (std::size_t i = 0; i < own.text.size() && label.text.size() < kMaxLabelBytes; ++i) {
    const bool is_number =
        own.text[i] == '%' && i + 1 < own.text.size() && own.text[i + 1] >= '1' && own.text[i + 1] <= '9';
    if (!is_number) {
      label.text += own.text[i];
      continue;
    }
    const int level = own.text[++i] - '1';
    const ListLevel& rule = level_of(list->second, level);
    const int number = counts.at[static_cast<std::size_t>(level)].value_or(rule.start);
    const auto written = number_in_format(number, own.is_legal ? "decimal" : rule.format);
    label.is_exact = label.is_exact && written.has_value();
    label.text += written.value_or(std::to_string(number));
  }
  return label;
}

}  // namespace chuangmo::ooxml
