#include "audit/proof_bundle.h"

#include <gtest/gtest.h>

#include "audit/consistency_bundle.h"
#include "audit/merkle.h"
#include "base/text.h"

namespace chuangmo::audit {
namespace {

constexpr const char* kOrigin = "chuangmo.example/shuozhou";

// A log of some entries, with its key.
struct Log {
  SigningKey key = SigningKey::generate(kOrigin);
  std::vector<VerifierKey> keys = {key.verifier()};
  std::vector<JournalEntry> entries;
  std::vector<Hash> leaves;

  explicit Log(int count) {
    for (int i = 1; i <= count; ++i) {
      JournalEntry entry;
      entry.number = i;
      entry.recorded_at.seconds = 1325323800 + i;
      entry.who = "office";
      entry.kind = "submission.accepted";
      entry.object = "submission:市统计局|2010#" + std::to_string(i);
      entry.body = R"({"figure":"gdp","value":")" + std::to_string(i) + R"("})";
      entry.salt = random_salt();
      entries.push_back(entry);
      leaves.push_back(leaf_hash(entry));
    }
  }
  std::string checkpoint() const {
    return sign_checkpoint({kOrigin, leaves.size(), root_of(leaves), {}}, key).value();
  }
  ProofBundle proof(std::size_t index, bool is_disclosed) const {
    return prove_entry(entries[index], is_disclosed, leaves, checkpoint()).value();
  }
};

TEST(ProofBundle, ProvesEveryEntryWithAndWithoutItsBody) {
  const Log log(11);
  for (std::size_t i = 0; i < log.entries.size(); ++i) {
    for (const bool is_disclosed : {false, true}) {
      const std::string bytes = bundle_bytes(log.proof(i, is_disclosed));
      EXPECT_EQ(contains(bytes, log.entries[i].body), is_disclosed);
      const auto read = parse_bundle(bytes);
      ASSERT_TRUE(read.has_value());
      EXPECT_EQ(*read, log.proof(i, is_disclosed));
      EXPECT_EQ(bundle_bytes(*read), bytes);
      const auto proven = verify_bundle(*read, log.keys, kOrigin);
      ASSERT_TRUE(proven.has_value()) << proven.error().text;
      EXPECT_EQ(proven->size, 11u);
    }
  }
}

TEST(ProofBundle, EndsInATlogProof) {
  const Log log(3);
  const std::string bytes = bundle_bytes(log.proof(1, false));
  const std::string tail = "\n\nc2sp.org/tlog-proof@v1\nindex 1\n" + log.leaves[0].base64() + "\n" +
                           log.leaves[2].base64() + "\n\n" + log.checkpoint();
  EXPECT_EQ(bytes.substr(0, bytes.find("\n\n") + 1), leaf_bytes(log.entries[1]));
  EXPECT_EQ(bytes.substr(bytes.find("\n\n")), tail);
}

TEST(ProofBundle, NoByteCanBeOther) {
  const Log log(6);
  const std::string good = bundle_bytes(log.proof(4, true));
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const unsigned bit : {1U, 16U}) {
      std::string bad = good;
      bad[i] = static_cast<char>(static_cast<unsigned char>(bad[i]) ^ bit);
      const auto read = parse_bundle(bad);
      EXPECT_FALSE(read.has_value() && verify_bundle(*read, log.keys, kOrigin).has_value()) << i;
    }
    const auto cut = parse_bundle(good.substr(0, i));
    EXPECT_FALSE(cut.has_value() && verify_bundle(*cut, log.keys, kOrigin).has_value()) << i;
  }
}

TEST(ProofBundle, SaysWhatIsWrong) {
  const Log log(6);
  const auto code = [&](const ProofBundle& bundle) {
    const auto proven = verify_bundle(bundle, log.keys, kOrigin);
    return proven ? "" : proven.error().code;
  };
  ProofBundle body = log.proof(2, true);
  body.disclosed->body = R"({"figure":"gdp","value":"99"})";
  EXPECT_EQ(code(body), "AUD013");
  ProofBundle moved = log.proof(2, false);
  moved.index = 3;
  EXPECT_EQ(code(moved), "AUD014");
  ProofBundle other = log.proof(2, false);
  other.entry.who = "other";
  EXPECT_EQ(code(other), "AUD011");
  ProofBundle newest = log.proof(5, false);
  newest.entry.number = 7;
  newest.index = 6;
  EXPECT_EQ(code(newest), "AUD011");
  ProofBundle foreign = log.proof(2, false);
  foreign.checkpoint = Log(6).checkpoint();
  EXPECT_EQ(code(foreign), "AUD005");
  EXPECT_EQ(verify_bundle(log.proof(2, false), log.keys, "other").error().code, "AUD012");
  JournalEntry beyond = log.entries[0];
  beyond.number = 7;
  EXPECT_EQ(prove_entry(beyond, false, log.leaves, "").error().code, "AUD002");
  beyond.number = 0;
  EXPECT_EQ(prove_entry(beyond, false, log.leaves, "").error().code, "AUD002");
}

TEST(ProofBundle, OtherFormsAreRefused) {
  const Log log(3);
  const std::string good = bundle_bytes(log.proof(1, true));
  const std::string hash = log.leaves[0].base64() + "\n";
  std::string many;
  for (int i = 0; i < 65; ++i) many += hash;
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"tlog-proof@v1", "tlog-proof@v2"},
                                                        {"index 1", "index 01"},
                                                        {"index 1", "index 1 "},
                                                        {"index 1\n", "index 1\n\n"},
                                                        {hash, many},
                                                        {"salt ", "Salt "},
                                                        {"disclosed ", "body "},
                                                        {"disclosed {", "disclosed\n{"},
                                                        {"salt ", "salt A"}}) {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    const auto read = parse_bundle(bad);
    EXPECT_TRUE(!read || !verify_bundle(*read, log.keys, kOrigin)) << to;
    if (!read) {
      EXPECT_EQ(read.error().code, "AUD010");
    }
  }
  EXPECT_FALSE(parse_bundle(good.substr(0, good.find("\n\nc2sp") + 2)).has_value());
  EXPECT_FALSE(parse_bundle(std::string(kMaxBundleBytes + 1, 'a')).has_value());
}

TEST(ConsistencyBundle, ProvesThatALogHasOnlyGrown) {
  const Log log(13);
  for (std::size_t old_size = 0; old_size <= 13; ++old_size) {
    ConsistencyBundle bundle;
    bundle.old_size = old_size;
    bundle.old_root = root_of(std::span(log.leaves).first(old_size));
    bundle.hashes = consistency_proof(log.leaves, old_size).value();
    bundle.checkpoint = log.checkpoint();
    const std::string bytes = bundle_bytes(bundle);
    const auto read = parse_consistency_bundle(bytes);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, bundle);
    EXPECT_TRUE(verify_bundle(*read, log.keys, kOrigin).has_value()) << old_size;
    bundle.old_root = leaf_hash_of("rewritten");
    EXPECT_EQ(verify_bundle(bundle, log.keys, kOrigin).error().code, "AUD011");
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      std::string bad = bytes;
      bad[i] = static_cast<char>(static_cast<unsigned char>(bad[i]) ^ 1U);
      const auto other = parse_consistency_bundle(bad);
      ASSERT_FALSE(other.has_value() && verify_bundle(*other, log.keys, kOrigin).has_value()) << i;
    }
  }
  EXPECT_EQ(parse_consistency_bundle("chuangmo-consistency-proof 1\nfrom 1\n\nx\n").error().code, "AUD010");
}

}  // namespace
}  // namespace chuangmo::audit
