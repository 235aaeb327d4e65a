#include "identity/password_profile.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "base/unicode.h"
#include "identity/password.h"

namespace chuangmo::identity {
namespace {

constexpr std::size_t kLeastNameCharacters = 3;  // shorter names occur in anything
constexpr std::size_t kMostRepeated = 4;

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}
bool is_lower(char32_t c) {
  return c >= U'a' && c <= U'z';
}
bool is_upper(char32_t c) {
  return c >= U'A' && c <= U'Z';
}

int class_count(std::u32string_view text) {
  const auto has = [&](auto is_one) { return std::any_of(text.begin(), text.end(), is_one) ? 1 : 0; };
  const auto is_other = [](char32_t c) { return !is_digit(c) && !is_lower(c) && !is_upper(c); };
  return has(is_digit) + has(is_lower) + has(is_upper) + has(is_other);
}

bool is_repeated(std::u32string_view text) {
  for (std::size_t length = 1; length <= kMostRepeated && length * 2 <= text.size(); ++length) {
    bool is_same = true;
    for (std::size_t i = length; i < text.size() && is_same; ++i) is_same = text[i] == text[i - length];
    if (is_same) return true;
  }
  return false;
}

// Without the digits and signs of ASCII at both ends.
std::string_view word_of(std::string_view folded) {
  const auto is_decoration = [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !is_lower(static_cast<char32_t>(c));
  };
  while (!folded.empty() && is_decoration(folded.front())) folded.remove_prefix(1);
  while (!folded.empty() && is_decoration(folded.back())) folded.remove_suffix(1);
  return folded;
}

bool has_name(std::string_view folded, const PasswordOwner& owner) {
  for (const std::string* name : {&owner.account, &owner.name, &owner.unit}) {
    const std::string folded_name = folded_password(*name);
    const bool is_long = length_in_characters(folded_name) >= kLeastNameCharacters;
    if (is_long && contains(folded, folded_name)) return true;
  }
  return false;
}

class Faults {
 public:
  void add(std::string code, std::string text, std::string fix) {
    found_.push_back(
        {std::move(code), Severity::error, {.column = "口令"}, std::move(text), std::move(fix), ""});
  }
  bool empty() const { return found_.empty(); }
  Diagnostics take() { return std::move(found_); }

 private:
  Diagnostics found_;
};

void check_length(const PasswordProfile& profile, int length, Faults& faults) {
  if (length < profile.least_characters) {
    faults.add("IDN101", fmt::format("口令只有 {} 个字符，至少要 {} 个", length, profile.least_characters),
               "加长口令；几个不相干的词连在一起好记又难猜");
  }
  if (length > profile.most_characters) {
    faults.add("IDN102", fmt::format("口令有 {} 个字符，最多 {} 个", length, profile.most_characters),
               "缩短口令");
  }
}

}  // namespace

std::string folded_password(std::string_view password) {
  std::string folded = nfkc(password);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return folded;
}

bool is_common_password(std::string_view password, const CommonPasswords& common) {
  const std::string folded = folded_password(password);
  const std::string_view word = word_of(folded);
  return common.contains(folded) || (!word.empty() && common.contains(word)) || is_repeated(to_u32(folded));
}

Diagnostics password_faults(std::string_view password, const PasswordProfile& profile,
                            const PasswordOwner& owner, const CommonPasswords& common) {
  Faults faults;
  const auto normal = normal_password(password);
  if (!normal) {
    if (password.empty()) {
      check_length(profile, 0, faults);
    } else {
      faults.add("IDN107", "口令过长，或含控制字符，或不是 UTF-8 文字", "换一个由普通文字组成的口令");
    }
    return faults.take();
  }
  const std::u32string text = to_u32(*normal);
  check_length(profile, static_cast<int>(text.size()), faults);
  if (class_count(text) < profile.least_classes) {
    faults.add("IDN103",
               fmt::format("口令只含 {} 类字符，至少要 {} 类", class_count(text), profile.least_classes),
               "大写字母、小写字母、数字、其他字符中再用几类");
  }
  if (profile.refuses_common && is_common_password(*normal, common))
    faults.add("IDN105", "这是常用口令，很容易被猜中", "换一个别人想不到的口令");
  if (profile.refuses_names && has_name(folded_password(*normal), owner))
    faults.add("IDN106", "口令里有账号、姓名或单位的名称", "去掉这些名称");
  const std::span<const std::string> kept(owner.earlier);
  const auto earlier = kept.first(std::min(kept.size(), static_cast<std::size_t>(profile.remembered)));
  const auto is_same = [&](const std::string& digest) { return is_password(*normal, digest); };
  if (faults.empty() && std::any_of(earlier.begin(), earlier.end(), is_same)) {
    faults.add("IDN104", fmt::format("这是最近 {} 次用过的口令之一", profile.remembered),
               "换一个没有用过的口令");
  }
  return faults.take();
}

std::string profile_text(const PasswordProfile& profile) {
  std::string text = fmt::format("{} 至 {} 个字符", profile.least_characters, profile.most_characters);
  if (profile.least_classes > 0)
    text += fmt::format("；大写字母、小写字母、数字、其他字符中至少 {} 类", profile.least_classes);
  if (profile.refuses_common) text += "；不能是常用口令";
  if (profile.refuses_names) text += "；不能含账号、姓名、单位的名称";
  if (profile.remembered > 0) text += fmt::format("；不能与最近 {} 次的相同", profile.remembered);
  if (profile.changed_every_days > 0) text += fmt::format("；每 {} 天更换一次", profile.changed_every_days);
  if (profile.first_login_changes) text += "；首次登录须修改";
  return text;
}

}  // namespace chuangmo::identity
