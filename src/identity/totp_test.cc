#include "identity/totp.h"

#include <gtest/gtest.h>

#include "identity/secret_text.h"

namespace chuangmo::identity {
namespace {

constexpr const char* kSecret = "12345678901234567890";  // of both RFCs

TEST(Totp, HotpVectorsOfRfc4226AppendixD) {
  const std::vector<std::string> codes = {"755224", "287082", "359152", "969429", "338314",
                                          "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t i = 0; i < codes.size(); ++i) EXPECT_EQ(hotp(kSecret, i), codes[i]) << i;
}

TEST(Totp, TotpVectorsOfRfc6238AppendixB) {
  const std::vector<std::pair<std::int64_t, std::string>> vectors = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : vectors) {
    const auto step = static_cast<std::uint64_t>(totp_step({seconds}));
    EXPECT_EQ(hotp(kSecret, step, 8), code);
    EXPECT_EQ(accepted_totp_step(kSecret, code.substr(2), {seconds}, 0), totp_step({seconds}));
  }
}

TEST(Totp, OneStepEarlyOrLateAndNoMore) {
  const Instant now{1111111109};
  const std::int64_t present = totp_step(now);
  for (std::int64_t off = -3; off <= 3; ++off) {
    const std::string code = hotp(kSecret, static_cast<std::uint64_t>(present + off));
    const auto step = accepted_totp_step(kSecret, code, now, 0);
    if (off < -1 || off > 1) {
      EXPECT_EQ(step, std::nullopt) << off;
    } else {
      EXPECT_EQ(step, present + off);
    }
  }
  EXPECT_EQ(accepted_totp_step(kSecret, "", now, 0), std::nullopt);
  EXPECT_EQ(accepted_totp_step(kSecret, "0000000", now, 0), std::nullopt);
}

TEST(Totp, NoCodeTwiceAndNoneBeforeTheLast) {
  const Instant now{1111111109};
  const std::int64_t present = totp_step(now);
  const std::string code = hotp(kSecret, static_cast<std::uint64_t>(present));
  const std::string before = hotp(kSecret, static_cast<std::uint64_t>(present - 1));
  EXPECT_EQ(accepted_totp_step(kSecret, code, now, present - 1), present);
  EXPECT_EQ(accepted_totp_step(kSecret, code, now, present), std::nullopt);
  EXPECT_EQ(accepted_totp_step(kSecret, before, now, present), std::nullopt);
  EXPECT_EQ(accepted_totp_step(kSecret, code, {now.seconds + 30}, present), std::nullopt);
}

TEST(Totp, AddressForAuthenticators) {
  EXPECT_EQ(otpauth_uri("创模", "tong ji", "foobar"),
            "otpauth://totp/%E5%88%9B%E6%A8%A1:tong%20ji?secret=MZXW6YTBOI&issuer=%E5%88%9B%E6%A8%A1");
  EXPECT_EQ(random_totp_secret().size(), 20u);
  EXPECT_NE(random_totp_secret(), random_totp_secret());
}

TEST(Totp, RecoveryCodesAreGoodOnce) {
  const RecoveryCodes codes = make_recovery_codes();
  ASSERT_EQ(codes.shown.size(), 10u);
  SecondFactor factor{random_totp_secret(), true, 0, codes.digests};
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_EQ(codes.shown[i].size(), 19u);
    EXPECT_EQ(recovery_code_index(codes.shown[i], codes.digests), i);
  }
  std::string lazy = codes.shown[3];
  for (char& c : lazy) c = c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  EXPECT_TRUE(use_code(factor, lazy, {1000}));
  EXPECT_EQ(factor.recovery.size(), 9u);
  EXPECT_FALSE(use_code(factor, codes.shown[3], {1000}));
  EXPECT_FALSE(use_code(factor, make_recovery_codes().shown[0], {1000}));
  for (const std::string& bad : {std::string(), std::string("ABCD"), std::string(100, 'A')})
    EXPECT_EQ(recovery_code_index(bad, codes.digests), std::nullopt);
}

TEST(Totp, AFactorRemembersWhatWasUsed) {
  SecondFactor factor{kSecret, false, 0, make_recovery_codes().digests};
  const Instant now{1111111109};
  const std::string code = hotp(kSecret, static_cast<std::uint64_t>(totp_step(now)));
  EXPECT_FALSE(confirm(factor, "000000", now));
  EXPECT_FALSE(factor.is_confirmed);
  EXPECT_TRUE(confirm(factor, code, now));
  EXPECT_TRUE(factor.is_confirmed);
  EXPECT_FALSE(use_code(factor, code, now));
  const Instant later{now.seconds + 30};
  EXPECT_TRUE(use_code(factor, hotp(kSecret, static_cast<std::uint64_t>(totp_step(later))), later));
  EXPECT_EQ(factor.last_step, totp_step(later));
  EXPECT_EQ(parse_second_factor(record_text(factor)).value(), factor);
  EXPECT_EQ(parse_second_factor("second_factor\nsecret=AA\n").error().code, "IDN001");
}

}  // namespace
}  // namespace chuangmo::identity
