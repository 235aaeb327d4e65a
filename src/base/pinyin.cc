#include "base/pinyin.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "base/text.h"
#include "base/unicode.h"

namespace chuangmo {
namespace {

// Characters of several readings that names of places, offices, figures and lists are made of; the one that
// is usual there first. What stands here goes before ICU, which knows one reading of each.
struct Polyphone {
  char32_t character;
  std::string_view readings;
};
constexpr std::array<Polyphone, 43> kPolyphones{{
    {U'重', "zhong chong"}, {U'行', "xing hang"},   {U'调', "diao tiao"}, {U'率', "lv lu shuai"},
    {U'绿', "lv lu"},       {U'滤', "lv lu"},       {U'律', "lv lu"},     {U'铝', "lv lu"},
    {U'旅', "lv lu"},       {U'虑', "lv lu"},       {U'吕', "lv lu"},     {U'女', "nv nu"},
    {U'区', "qu ou"},       {U'长', "chang zhang"}, {U'地', "di de"},     {U'都', "du dou"},
    {U'单', "dan shan"},    {U'乐', "le yue"},      {U'会', "hui kuai"},  {U'省', "sheng xing"},
    {U'解', "jie xie"},     {U'石', "shi dan"},     {U'差', "cha chai"},  {U'降', "jiang xiang"},
    {U'传', "chuan zhuan"}, {U'称', "cheng chen"},  {U'参', "can shen"},  {U'藏', "cang zang"},
    {U'系', "xi ji"},       {U'给', "gei ji"},      {U'宿', "su xiu"},    {U'校', "xiao jiao"},
    {U'属', "shu zhu"},     {U'车', "che ju"},      {U'厦', "xia sha"},   {U'曾', "zeng ceng"},
    {U'仇', "qiu chou"},    {U'朴', "piao pu"},     {U'查', "cha zha"},   {U'尉', "wei yu"},
    {U'盛', "sheng cheng"}, {U'折', "zhe she"},     {U'露', "lu lou"},
}};

// Reads one character at a time, so that its first letter is known; what it has read it keeps.
class Reader {
 public:
  Reader() {
    UErrorCode status = U_ZERO_ERROR;
    latin_.reset(icu::Transliterator::createInstance(
        "Han-Latin; NFD; [\\u0300\\u0301\\u0304\\u030C] Remove; NFC", UTRANS_FORWARD, status));
    if (U_FAILURE(status)) latin_.reset();
    for (const Polyphone& each : kPolyphones) known_[each.character] = split(each.readings, " ");
  }

  // Syllables of a character, or itself when it is a letter or digit; empty of marks and blanks.
  const std::vector<std::string>& of(char32_t character) {
    const auto found = known_.find(character);
    return found != known_.end() ? found->second : known_[character] = read(character);
  }

 private:
  std::vector<std::string> read(char32_t character) const {
    if (character < 0x80) {
      const bool is_upper = character >= U'A' && character <= U'Z';
      const bool is_kept =
          is_upper || (character >= U'a' && character <= U'z') || (character >= U'0' && character <= U'9');
      if (!is_kept) return {};
      return {std::string(1, static_cast<char>(is_upper ? character + 0x20 : character))};
    }
    if (latin_ == nullptr) return {};
    icu::UnicodeString text(static_cast<UChar32>(character));
    latin_->transliterate(text);
    std::string latin;
    text.toLower().toUTF8String(latin);
    const std::string with_v = replace_all(std::move(latin), "ü", "v");
    const bool is_syllable = !with_v.empty() && std::all_of(with_v.begin(), with_v.end(),
                                                            [](char c) { return c >= 'a' && c <= 'z'; });
    return is_syllable ? std::vector<std::string>{with_v} : std::vector<std::string>{};
  }

  std::unique_ptr<icu::Transliterator> latin_;
  std::map<char32_t, std::vector<std::string>> known_;
};

using Syllables = std::vector<std::vector<std::string>>;  // readings of each character that has any

Syllables syllables_of(std::string_view text) {
  static std::mutex mutex;  // of the reader, which learns
  static Reader reader;
  const std::lock_guard lock(mutex);
  Syllables syllables;
  const std::string folded = nfkc(text);
  for (std::size_t at = 0; at < folded.size();) {
    const Character next = next_character(folded, at);
    at += next.size;
    const std::vector<std::string>& readings = reader.of(next.value);
    if (!readings.empty()) syllables.push_back(readings);
  }
  return syllables;
}

struct Choice {
  std::size_t syllable;
  std::size_t reading;
};

PinyinReading reading_of(const Syllables& syllables, const std::vector<Choice>& choices) {
  PinyinReading reading;
  for (std::size_t i = 0; i < syllables.size(); ++i) {
    std::size_t which = 0;
    for (const Choice& choice : choices) {
      if (choice.syllable == i) which = choice.reading;
    }
    reading.whole += syllables[i][which];
    reading.initials += syllables[i][which].front();
  }
  return reading;
}

std::vector<Choice> other_readings(const Syllables& syllables) {
  std::vector<Choice> others;
  for (std::size_t i = 0; i < syllables.size(); ++i) {
    for (std::size_t reading = 1; reading < syllables[i].size(); ++reading) others.push_back({i, reading});
  }
  return others;
}

}  // namespace

std::vector<PinyinReading> pinyin_readings(std::string_view text, std::size_t most) {
  const Syllables syllables = syllables_of(text);
  std::vector<PinyinReading> readings;
  if (syllables.empty() || most == 0) return readings;
  readings.push_back(reading_of(syllables, {}));
  const std::vector<Choice> others = other_readings(syllables);
  for (std::size_t i = 0; i < others.size() && readings.size() < most; ++i)
    readings.push_back(reading_of(syllables, {others[i]}));
  for (std::size_t i = 0; i < others.size(); ++i) {
    for (std::size_t j = i + 1; j < others.size() && readings.size() < most; ++j) {
      if (others[i].syllable != others[j].syllable)
        readings.push_back(reading_of(syllables, {others[i], others[j]}));
    }
  }
  return readings;
}

}  // namespace chuangmo
