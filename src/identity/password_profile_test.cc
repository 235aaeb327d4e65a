#include "identity/password_profile.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "identity/password.h"

namespace chuangmo::identity {
namespace {

PasswordProfile djbh3() {
  PasswordProfile profile;
  profile.key = "djbh3";
  profile.least_characters = 8;
  profile.most_characters = 64;
  profile.least_classes = 3;
  profile.changed_every_days = 90;
  profile.remembered = 5;
  return profile;
}
PasswordProfile asvs() {
  PasswordProfile profile;
  profile.key = "asvs";
  profile.least_characters = 12;
  profile.most_characters = 128;
  profile.refuses_common = true;
  profile.refuses_names = true;
  return profile;
}
const CommonPasswords kCommon = {"password", "qwertyuiopas", "iloveyou", "创模"};
const PasswordOwner kOwner{"tongji-editor", "李小明", "市统计局", {}};

std::vector<std::string> codes(std::string_view password, const PasswordProfile& profile,
                               const PasswordOwner& owner = kOwner) {
  std::vector<std::string> out;
  for (const Diagnostic& fault : password_faults(password, profile, owner, kCommon)) {
    EXPECT_FALSE(fault.text.empty() || fault.fix.empty());
    EXPECT_FALSE(contains(fault.text + fault.fix + fault.source, password) && !password.empty());
    out.push_back(fault.code);
  }
  return out;
}
using Codes = std::vector<std::string>;

TEST(PasswordProfile, Djbh3WantsLengthAndThreeOfFourClasses) {
  EXPECT_EQ(codes("Abcdef12", djbh3()), Codes{});
  EXPECT_EQ(codes("abcdef1!", djbh3()), Codes{});
  EXPECT_EQ(codes("ABCDEF1!", djbh3()), Codes{});
  EXPECT_EQ(codes("Abcdefg!", djbh3()), Codes{});
  EXPECT_EQ(codes("abcdef山1", djbh3()), Codes{});
  EXPECT_EQ(codes("Abcde12", djbh3()), Codes{"IDN101"});
  EXPECT_EQ(codes("abcdef12", djbh3()), Codes{"IDN103"});
  EXPECT_EQ(codes("abc", djbh3()), (Codes{"IDN101", "IDN103"}));  // all at once
  EXPECT_EQ(codes("Ａbcdef１", djbh3()), Codes{"IDN101"});        // full width counts as what it folds to
  EXPECT_EQ(codes("", djbh3()), Codes{"IDN101"});
}

TEST(PasswordProfile, AsvsWantsLengthOnlyAndNothingCommon) {
  EXPECT_EQ(codes("correct horse battery", asvs()), Codes{});
  EXPECT_EQ(codes("山高月小水落石出清风徐来", asvs()), Codes{});  // twelve characters
  EXPECT_EQ(codes("山高月小水落石出清风徐", asvs()), Codes{"IDN101"});
  EXPECT_EQ(codes(std::string(125, 'x') + "abc", asvs()), Codes{});
  EXPECT_EQ(codes(std::string(126, 'x') + "abc", asvs()), Codes{"IDN102"});
  EXPECT_EQ(codes("QWERTYuiopas", asvs()), Codes{"IDN105"});
  EXPECT_EQ(codes("password2011!!", asvs()), Codes{"IDN105"});
  EXPECT_EQ(codes("2011@iloveyou#1", asvs()), Codes{"IDN105"});
  EXPECT_EQ(codes("abcabcabcabcab", asvs()), Codes{"IDN105"});
  EXPECT_EQ(codes("aaaaaaaaaaaaa", asvs()), Codes{"IDN105"});
  EXPECT_EQ(codes("123412341234", asvs()), Codes{"IDN105"});
}

TEST(PasswordProfile, AsvsRefusesNames) {
  EXPECT_EQ(codes("Tongji-Editor 2011", asvs()), Codes{"IDN106"});
  EXPECT_EQ(codes("我在市统计局上班已经很多年", asvs()), Codes{"IDN106"});
  EXPECT_EQ(codes("李小明李小明的口令真长啊", asvs()), Codes{"IDN106"});
  EXPECT_EQ(codes("Tongji-Editor 2011", djbh3()), Codes{});
  PasswordOwner nameless;
  EXPECT_EQ(codes("Tongji-Editor 2011", asvs(), nameless), Codes{});
  nameless.account = "li";  // too short to be looked for
  EXPECT_EQ(codes("a little something", asvs(), nameless), Codes{});
  EXPECT_EQ(codes("tongji-editor", djbh3()), Codes{"IDN103"});
  PasswordProfile strict = asvs();
  strict.least_classes = 4;
  strict.least_characters = 20;
  EXPECT_EQ(codes("tongji-editor", strict), (Codes{"IDN101", "IDN103", "IDN106"}));
}

TEST(PasswordProfile, TheLastOnesAreNotTakenAgain) {
  constexpr PasswordCost kCheap{8192, 1};
  PasswordOwner owner;
  for (const char* old : {"Newest-11", "Second-22", "Third-333", "Fourth-44", "Fifth-555", "Sixth-666"})
    owner.earlier.push_back(password_digest(old, kCheap).value());
  EXPECT_EQ(codes("Newest-11", djbh3(), owner), Codes{"IDN104"});
  EXPECT_EQ(codes("Fifth-555", djbh3(), owner), Codes{"IDN104"});
  EXPECT_EQ(codes("Ｆifth-555", djbh3(), owner), Codes{"IDN104"});
  EXPECT_EQ(codes("Sixth-666", djbh3(), owner), Codes{});
  EXPECT_EQ(codes(
                "Newest-11",
                [] {
                  auto p = djbh3();
                  p.remembered = 0;
                  return p;
                }(),
                owner),
            Codes{});
}

TEST(PasswordProfile, WhatIsNoTextIsSaidToBe) {
  EXPECT_EQ(codes("abc\ndefGH12", djbh3()), Codes{"IDN107"});
  EXPECT_EQ(codes("\xFF\xFE abcdef 12", djbh3()), Codes{"IDN107"});
  EXPECT_EQ(codes(std::string(2000, 'a'), asvs()), Codes{"IDN107"});
}

TEST(PasswordProfile, IsToldInWords) {
  EXPECT_EQ(profile_text(djbh3()),
            "8 至 64 个字符；大写字母、小写字母、数字、其他字符中至少 3 类；不能与最近 5 次的相同；每 90 "
            "天更换一次；首次登录须修改");
  EXPECT_TRUE(contains(profile_text(asvs()), "不能是常用口令"));
}

}  // namespace
}  // namespace chuangmo::identity
