#include "workflow/submitted_values.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::workflow {
namespace {

constexpr std::array<std::string_view, 12> kYes{"是",   "有", "true", "√",   "✓",  "1",
                                                "合格", "已", "y",    "yes", "对", "t"};
constexpr std::array<std::string_view, 11> kNo{"否",     "无", "false", "×",  "x", "0",
                                               "不合格", "未", "n",     "no", "f"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

// Names as people mean them: width, blanks, brackets and case folded.
std::string folded(std::string_view text) {
  std::string name = remove_spaces(nfkc(text));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

// "2011-06-05" and nothing else; -1: not digits.
int digits_at(std::string_view text, std::size_t begin, std::size_t count) {
  int value = 0;
  for (std::size_t i = begin; i < begin + count; ++i) {
    if (!is_digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string choice_words(const FieldDefinition& field) {
  return join(field.choice_names.empty() ? field.choices : field.choice_names, "、");
}

}  // namespace

std::string trimmed(std::string_view text) {
  return is_plain(text) ? std::string(text) : trim(text);
}

bool is_unfilled(std::string_view text) {
  return text.empty() || (!is_plain(text.substr(0, 1)) && trim(text).empty());
}

std::optional<Decimal> plain_number(std::string_view text) {
  const bool is_negative = !text.empty() && text[0] == '-';
  std::int64_t value = 0;
  int count = 0;
  int scale = -1;
  for (std::size_t i = is_negative ? 1 : 0; i < text.size(); ++i) {
    if (text[i] == '.' && scale < 0 && count > 0) {
      scale = 0;
    } else if (is_digit(text[i]) && count < 18) {
      value = value * 10 + (text[i] - '0');
      ++count;
      if (scale >= 0) ++scale;
    } else {
      return std::nullopt;
    }
  }
  if (count == 0 || scale == 0) return std::nullopt;
  return Decimal(is_negative ? -value : value, std::max(scale, 0));
}

Result<Decimal> submitted_number(const std::string& text, const std::string& unit,
                                 const NumberReader& reader) {
  if (const auto plain = plain_number(text)) return *plain;
  return reader(text, unit);
}

std::optional<Date> submitted_date(std::string_view text) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    const int year = digits_at(text, 0, 4);
    const int month = digits_at(text, 5, 2);
    const int day = digits_at(text, 8, 2);
    if (year >= 0 && month >= 0 && day >= 0 && Date::is_valid(year, month, day))
      return Date::of(year, month, day);
  }
  const auto date = Date::parse(nfkc(text));
  return date ? std::optional(*date) : std::nullopt;
}

std::optional<bool> submitted_truth(std::string_view text) {
  const auto is_in = [](const auto& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (is_in(kYes, text)) return true;
  if (is_in(kNo, text)) return false;
  const std::string word = folded(text);
  if (is_in(kYes, word)) return true;
  if (is_in(kNo, word)) return false;
  return std::nullopt;
}

std::optional<std::size_t> submitted_choice(const FieldDefinition& field, std::string_view text) {
  for (const auto* words : {&field.choices, &field.choice_names}) {
    const auto found = std::find(words->begin(), words->end(), text);
    if (found != words->end()) return static_cast<std::size_t>(found - words->begin());
  }
  const std::string word = folded(text);
  for (const auto* words : {&field.choices, &field.choice_names}) {
    for (std::size_t i = 0; i < words->size(); ++i) {
      if (folded((*words)[i]) == word) return i;
    }
  }
  return std::nullopt;
}

Failure number_failure(const std::string& name, const std::string& text, const std::string& unit,
                       const Failure& failure) {
  const bool is_of_unit = failure.code == "ING007" || starts_with(failure.code, "UNT");
  if (is_of_unit)
    return {"WRK106",
            fmt::format("“{}”填的是{}，单位与 {} 不符", name, quote(text), unit.empty() ? "纯数字" : unit),
            unit.empty() ? "只填数字" : "换算成 " + unit + " 再填"};
  return {"WRK104", fmt::format("“{}”填的{}不是数字", name, quote(text)),
          failure.fix.empty() ? "只填数字" : failure.fix};
}

Result<std::string> canonical_field(const FieldDefinition& field, const std::string& text,
                                    const NumberReader& reader) {
  const auto wrong = [&](const std::string& kind, std::string fix) {
    return fail("WRK105", fmt::format("“{}”填的{}不是{}", field.name, quote(text), kind), std::move(fix));
  };
  switch (field.type) {
    case FieldType::text:
      return trimmed(text);
    case FieldType::number: {
      const auto number = submitted_number(text, field.unit, reader);
      if (number) return number->text();
      return tl::unexpected(number_failure(field.name, text, field.unit, number.error()));
    }
    case FieldType::date: {
      const auto date = submitted_date(text);
      return date ? Result<std::string>(date->text()) : wrong("日期", "写成 2011-06-05");
    }
    case FieldType::boolean: {
      const auto truth = submitted_truth(text);
      return truth ? Result<std::string>(*truth ? "true" : "false") : wrong("“是”或“否”", "填“是”或“否”");
    }
    case FieldType::choice:
    case FieldType::ordinal: {
      const auto choice = submitted_choice(field, text);
      return choice ? Result<std::string>(field.choices[*choice])
                    : wrong("可选项", "可填：" + choice_words(field));
    }
  }
  return wrong("可以填的内容", "");
}

}  // namespace chuangmo::workflow
