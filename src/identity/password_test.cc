#include "identity/password.h"

#include <gtest/gtest.h>

#include "identity/password_record.h"

namespace chuangmo::identity {
namespace {

constexpr PasswordCost kCheap{8192, 1};

TEST(Password, OnlyTheSameIsRight) {
  const std::string digest = password_digest("Zhuozi-山-42", kCheap).value();
  EXPECT_EQ(digest.substr(0, 30), "$argon2id$v=19$m=8192,t=1,p=1$");
  EXPECT_TRUE(is_password("Zhuozi-山-42", digest));
  EXPECT_FALSE(is_password("Zhuozi-山-43", digest));
  EXPECT_FALSE(is_password("", digest));
  EXPECT_FALSE(is_password("Zhuozi-山-42", ""));
  EXPECT_FALSE(is_password("Zhuozi-山-42", "$argon2id$nonsense"));
  EXPECT_FALSE(is_password("Zhuozi-山-42", std::string(500, '$')));
  EXPECT_NE(password_digest("Zhuozi-山-42", kCheap).value(), digest);  // salted
}

TEST(Password, FormsOfUnicodeThatLookAlikeAreOne) {
  const std::string digest = password_digest("ＡＢＣ１２３é", kCheap).value();
  EXPECT_TRUE(is_password("ABC123e\u0301", digest));
  EXPECT_FALSE(is_password("abc123é", digest));
}

TEST(Password, WhatIsNoTextIsNoPassword) {
  for (const std::string& bad :
       {std::string(), std::string("a\nb"), std::string("a\0b", 3), std::string("\xFF\xFE"),
        std::string("a\x7F"), std::string(kMaxPasswordBytes + 1, 'a')}) {
    EXPECT_EQ(normal_password(bad), std::nullopt);
    EXPECT_EQ(password_digest(bad, kCheap).error().code, "IDN002");
  }
  // U+FFFD stands for what is no UTF-8, and must not be a way in.
  const std::string digest = password_digest("\uFFFD\uFFFD", kCheap).value();
  EXPECT_FALSE(is_password("\xFF\xFF", digest));
  std::string growing;  // one character that NFKC makes eighteen of
  for (std::size_t i = 0; i < kMaxPasswordBytes / 3; ++i) growing += "\uFDFA";
  EXPECT_EQ(normal_password(growing), std::nullopt);
}

TEST(Password, RehashedWhenTheCostChanges) {
  const std::string digest = password_digest("some words here", kCheap).value();
  EXPECT_FALSE(needs_rehash(digest, kCheap));
  EXPECT_TRUE(needs_rehash(digest, {8192, 2}));
  EXPECT_TRUE(needs_rehash(digest, {16384, 1}));
  EXPECT_TRUE(needs_rehash("x", kCheap));
  EXPECT_TRUE(is_possible_cost(PasswordCost{}));
  EXPECT_FALSE(is_possible_cost({8, 1}));
  EXPECT_FALSE(is_possible_cost({8192, 0}));
  EXPECT_FALSE(is_possible_cost({std::uint64_t{1} << 40U, 1}));
}

TEST(Password, AnUnknownAccountIsNeverRight) {
  const PasswordCheck check = PasswordCheck::make(kCheap).value();
  const std::string digest = password_digest("right words", kCheap).value();
  EXPECT_TRUE(check.is_right("right words", digest));
  EXPECT_FALSE(check.is_right("wrong words", digest));
  EXPECT_FALSE(check.is_right("right words", std::nullopt));
  EXPECT_FALSE(check.is_right("", std::nullopt));
}

PasswordProfile remembering(int remembered, int days) {
  PasswordProfile profile;
  profile.remembered = remembered;
  profile.changed_every_days = days;
  return profile;
}

TEST(PasswordRecord, KeepsAsManyAsAreRemembered) {
  PasswordRecord record;
  EXPECT_EQ(record.digest(), std::nullopt);
  for (const char* digest : {"a", "b", "c", "d", "e", "f"})
    record = with_password(record, digest, {10}, false, remembering(5, 0));
  EXPECT_EQ(record.digests, (std::vector<std::string>{"f", "e", "d", "c", "b"}));
  EXPECT_EQ(record.digest(), "f");
  EXPECT_EQ(with_password(record, "g", {10}, true, remembering(0, 0)).digests, std::vector<std::string>{"g"});
}

TEST(PasswordRecord, ComesBackFromItsText) {
  const PasswordRecord record{{"$argon2id$a", "$argon2id$b"}, {1325323800}, true};
  EXPECT_EQ(parse_password_record(record_text(record)).value(), record);
  EXPECT_EQ(parse_password_record(record_text({})).value(), PasswordRecord{});
  EXPECT_EQ(parse_password_record("session\n").error().code, "IDN001");
}

TEST(PasswordRecord, SaysWhenItHasToBeChanged) {
  const Instant day0 = Instant::at(Date::of(2011, 1, 1));
  const Instant day89 = Instant::at(Date::of(2011, 3, 31), 23, 59, 59);
  const Instant day90 = Instant::at(Date::of(2011, 4, 1));
  const PasswordRecord own{{"x"}, day0, false};
  const PasswordRecord given{{"x"}, day0, true};
  EXPECT_EQ(why_change_password(own, remembering(5, 90), day89), "");
  EXPECT_NE(why_change_password(own, remembering(5, 90), day90), "");
  EXPECT_EQ(why_change_password(own, remembering(0, 0), day90), "");
  EXPECT_NE(why_change_password(given, remembering(0, 0), day0), "");
  PasswordProfile lenient;
  lenient.first_login_changes = false;
  EXPECT_EQ(why_change_password(given, lenient, day0), "");
}

}  // namespace
}  // namespace chuangmo::identity
