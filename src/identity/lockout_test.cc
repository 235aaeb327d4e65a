#include "identity/lockout.h"

#include <gtest/gtest.h>

#include "identity/address_lockouts.h"

namespace chuangmo::identity {
namespace {

constexpr LockoutRule kRule{2, 2, 10, 6, 900, 1800};

Lockout failed(int times, Instant at) {
  Lockout lockout;
  for (int i = 0; i < times; ++i) lockout = after_failure(lockout, kRule, at);
  return lockout;
}

TEST(Lockout, DelaysDoubleUpToTheMost) {
  const std::vector<std::int64_t> delays = {0, 0, 0, 2, 4, 8};
  for (std::size_t i = 0; i < delays.size(); ++i) {
    const Lockout lockout = failed(static_cast<int>(i), {1000});
    EXPECT_EQ(wait_s(lockout, kRule, {1000}), delays[i]) << i;
    EXPECT_EQ(wait_s(lockout, kRule, {1000 + delays[i]}), 0) << i;
  }
  LockoutRule patient = kRule;
  patient.failures = 1'000'000;
  Lockout many;
  for (int i = 0; i < 200; ++i) many = after_failure(many, patient, {1000});
  EXPECT_EQ(wait_s(many, patient, {1000}), 10);
  EXPECT_EQ(wait_s(many, patient, {1001}), 9);
}

TEST(Lockout, LocksAfterSoManyAndOpensAgain) {
  const Lockout locked = failed(6, {1000});
  EXPECT_TRUE(is_locked(locked, {1000}));
  EXPECT_EQ(wait_s(locked, kRule, {1000}), 1800);
  EXPECT_TRUE(is_locked(locked, {2799}));
  EXPECT_FALSE(is_locked(locked, {2800}));
  EXPECT_EQ(wait_s(locked, kRule, {2800}), 0);
  EXPECT_EQ(after_failure(locked, kRule, {2000}), locked);  // a lock is not prolonged by knocking
  const Lockout fresh = after_failure(locked, kRule, {2800});
  EXPECT_EQ(fresh.failures, 1);
  EXPECT_FALSE(is_locked(fresh, {2800}));
  EXPECT_TRUE(is_over(locked, kRule, {2800}));
  EXPECT_FALSE(is_over(locked, kRule, {2799}));
}

TEST(Lockout, TheWindowForgets) {
  const Lockout five = failed(5, {1000});
  EXPECT_FALSE(is_over(five, kRule, {1899}));
  EXPECT_TRUE(is_over(five, kRule, {1900}));
  EXPECT_EQ(after_failure(five, kRule, {1899}).failures, 6);
  EXPECT_EQ(after_failure(five, kRule, {1900}).failures, 1);
  EXPECT_TRUE(is_over(Lockout{}, kRule, {0}));
}

TEST(Lockout, ComesBackFromItsText) {
  const Lockout lockout = failed(6, {1325323800});
  EXPECT_EQ(parse_lockout(record_text(lockout)).value(), lockout);
  for (const char* bad : {"", "lockout\n", "lockout\nfailures=-1\nfirst_at=0\nlast_at=0\nlocked_until=0\n",
                          "lockout\nfailures=1\nfirst_at=0\nlast_at=9223372036854775807\nlocked_until=0\n"})
    EXPECT_EQ(parse_lockout(bad).error().code, "IDN001") << bad;
}

TEST(AddressLockouts, KeysOfAddresses) {
  EXPECT_EQ(address_key("10.1.2.3"), "10.1.2.3");
  EXPECT_EQ(address_key("::ffff:10.1.2.3"), "10.1.2.3");
  EXPECT_EQ(address_key("2001:db8:1:2:3:4:5:6"), address_key("2001:db8:1:2::1"));
  EXPECT_NE(address_key("2001:db8:1:2::1"), address_key("2001:db8:1:3::1"));
  EXPECT_EQ(address_key("fe80::1%eth0"), address_key("fe80::2"));
  EXPECT_EQ(address_key("nonsense"), "nonsense");
  EXPECT_EQ(address_key(std::string(1000, 'x')).size(), 64u);
}

TEST(AddressLockouts, CountEachAddressForItself) {
  AddressLockouts lockouts(kRule, 100);
  for (int i = 0; i < 6; ++i) lockouts.failed("10.0.0.1", {1000});
  EXPECT_EQ(lockouts.wait_s("10.0.0.1", {1000}), 1800);
  EXPECT_EQ(lockouts.wait_s("::ffff:10.0.0.1", {1000}), 1800);
  EXPECT_EQ(lockouts.wait_s("10.0.0.2", {1000}), 0);
  lockouts.forgive("10.0.0.1");
  EXPECT_EQ(lockouts.wait_s("10.0.0.1", {1000}), 0);
  lockouts.forgive("10.0.0.1");
  EXPECT_EQ(lockouts.size(), 0u);
}

TEST(AddressLockouts, AFloodForgetsTheOldestAndGrowsNothing) {
  AddressLockouts lockouts(kRule, 50);
  for (int i = 0; i < 6; ++i) lockouts.failed("attacker", {1000});
  for (int i = 0; i < 49; ++i) lockouts.failed("10.0.0." + std::to_string(i), {1001});
  EXPECT_GT(lockouts.wait_s("attacker", {1001}), 0);
  lockouts.failed("attacker", {1002});  // the latest again
  for (int i = 0; i < 10'000; ++i) {
    lockouts.failed("2001:db8:" + std::to_string(i % 9000) + "::1", {1003});
    ASSERT_LE(lockouts.size(), 50u);
    const bool is_known = lockouts.wait_s("attacker", {1003}) > 0;
    EXPECT_EQ(is_known, i < 49) << i;
  }
}

}  // namespace
}  // namespace chuangmo::identity
