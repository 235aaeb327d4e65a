#include "audit/merkle.h"

#include <gtest/gtest.h>

namespace chuangmo::audit {
namespace {

std::string bytes_of_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    out.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  return out;
}

std::vector<Hash> numbered_leaves(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash_of("leaf " + std::to_string(i)));
  return leaves;
}

// RFC 6962 part 2.1 word for word, recursively: the other way to the same number.
Hash tree_hash(std::span<const Hash> leaves) {
  if (leaves.empty()) return sha256({""});
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (k * 2 < leaves.size()) k *= 2;
  return node_hash(tree_hash(leaves.first(k)), tree_hash(leaves.subspan(k)));
}
std::vector<Hash> path(std::size_t m, std::span<const Hash> leaves) {
  if (leaves.size() == 1) return {};
  std::size_t k = 1;
  while (k * 2 < leaves.size()) k *= 2;
  auto proof = m < k ? path(m, leaves.first(k)) : path(m - k, leaves.subspan(k));
  proof.push_back(tree_hash(m < k ? leaves.subspan(k) : leaves.first(k)));
  return proof;
}
std::vector<Hash> subproof(std::size_t m, std::span<const Hash> leaves, bool is_whole) {
  if (m == leaves.size()) return is_whole ? std::vector<Hash>{} : std::vector<Hash>{tree_hash(leaves)};
  std::size_t k = 1;
  while (k * 2 < leaves.size()) k *= 2;
  auto proof = m <= k ? subproof(m, leaves.first(k), is_whole) : subproof(m - k, leaves.subspan(k), false);
  proof.push_back(tree_hash(m <= k ? leaves.subspan(k) : leaves.first(k)));
  return proof;
}

// The eight leaves and nine roots of the test vectors of Certificate Transparency (RFC 6962).
const std::vector<std::string> kCtLeaves = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> kCtRoots = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(Merkle, RootsOfTheCertificateTransparencyVectors) {
  Frontier frontier;
  EXPECT_EQ(frontier.root().hex(), kCtRoots[0]);
  for (std::size_t i = 0; i < kCtLeaves.size(); ++i) {
    frontier.append(leaf_hash_of(bytes_of_hex(kCtLeaves[i])));
    EXPECT_EQ(frontier.root().hex(), kCtRoots[i + 1]) << i;
    EXPECT_EQ(frontier.size(), i + 1);
  }
}

TEST(Merkle, ALeafIsNoNode) {
  const Hash a = leaf_hash_of("a");
  const Hash b = leaf_hash_of("b");
  EXPECT_NE(leaf_hash_of(a.raw() + b.raw()), node_hash(a, b));
}

TEST(Merkle, FrontierAgreesWithTheRecursiveDefinition) {
  const auto leaves = numbered_leaves(140);
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    const auto tree = std::span(leaves).first(size);
    ASSERT_EQ(root_of(tree), tree_hash(tree)) << size;
  }
}

TEST(Merkle, FrontierComesBackFromItsBytesAndGoesOn) {
  const auto leaves = numbered_leaves(70);
  Frontier frontier;
  for (const Hash& leaf : leaves) {
    const auto back = Frontier::from_bytes(frontier.bytes());
    ASSERT_TRUE(back.has_value());
    ASSERT_EQ(*back, frontier);
    frontier = *back;
    frontier.append(leaf);
  }
  EXPECT_EQ(frontier.root(), tree_hash(leaves));
}

TEST(Merkle, DamagedFrontierIsRefused) {
  Frontier frontier;
  for (const Hash& leaf : numbered_leaves(5)) frontier.append(leaf);
  const std::string good = frontier.bytes();
  EXPECT_EQ(good.size(), 8u + 2 * 32);
  std::string other_size = good;
  other_size[7] = 7;  // three roots, not two
  std::string too_big = std::string("\x80\0\0\0\0\0\0\0", 8) + std::string(32, 'x');
  for (const std::string& bad :
       {std::string(), good.substr(0, 7), good.substr(0, good.size() - 1), good + "x", other_size, too_big}) {
    const auto read = Frontier::from_bytes(bad);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, "AUD003");
  }
}

TEST(Merkle, InclusionProofsOfEveryLeafOfEverySize) {
  const auto leaves = numbered_leaves(72);
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const auto tree = std::span(leaves).first(size);
    const Hash root = root_of(tree);
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(tree, index);
      ASSERT_TRUE(proof.has_value());
      ASSERT_EQ(*proof, path(index, tree)) << index << " of " << size;
      ASSERT_TRUE(verify_inclusion(leaves[index], index, size, *proof, root)) << index << " of " << size;
    }
    EXPECT_EQ(inclusion_proof(tree, size).error().code, "AUD002");
  }
  EXPECT_FALSE(inclusion_proof({}, 0).has_value());
}

TEST(Merkle, ConsistencyProofsOfEveryPairOfSizes) {
  const auto leaves = numbered_leaves(72);
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    const auto tree = std::span(leaves).first(size);
    const Hash root = root_of(tree);
    for (std::size_t old_size = 0; old_size <= size; ++old_size) {
      const auto proof = consistency_proof(tree, old_size);
      ASSERT_TRUE(proof.has_value());
      if (old_size > 0) {
        ASSERT_EQ(*proof, subproof(old_size, tree, true)) << old_size << " of " << size;
      }
      ASSERT_TRUE(verify_consistency(old_size, root_of(tree.first(old_size)), size, root, *proof))
          << old_size << " of " << size;
    }
    EXPECT_EQ(consistency_proof(tree, size + 1).error().code, "AUD002");
  }
}

// Calls `refused` with every proof that differs from this one in a byte, in one hash more, or in one less.
template <class Refused>
void expect_no_other(const std::vector<Hash>& proof, Refused refused) {
  for (std::size_t i = 0; i < proof.size(); ++i) {
    for (std::size_t byte = 0; byte < Hash::kBytes; ++byte) {
      auto bad = proof;
      unsigned char& changed = bad[i].bytes.at(byte);
      changed = static_cast<unsigned char>(changed ^ 1U << (byte % 8));
      ASSERT_TRUE(refused(bad)) << "hash " << i << " byte " << byte;
    }
    auto shorter = proof;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(i));
    ASSERT_TRUE(refused(shorter));
    for (std::size_t j = i + 1; j < proof.size(); ++j) {
      auto swapped = proof;
      std::swap(swapped[i], swapped[j]);
      ASSERT_TRUE(refused(swapped) || proof[i] == proof[j]);
    }
  }
  auto longer = proof;
  longer.push_back(leaf_hash_of("more"));
  ASSERT_TRUE(refused(longer));
}

TEST(Merkle, NoByteOfAnInclusionProofCanBeOther) {
  const auto leaves = numbered_leaves(70);
  for (const std::size_t size : {1U, 2U, 3U, 7U, 8U, 13U, 33U, 64U, 70U}) {
    const auto tree = std::span(leaves).first(size);
    const Hash root = root_of(tree);
    for (std::size_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(tree, index);
      ASSERT_TRUE(proof.has_value());
      expect_no_other(*proof, [&](const std::vector<Hash>& bad) {
        return !verify_inclusion(leaves[index], index, size, bad, root);
      });
      for (std::size_t other = 0; other <= size; ++other) {
        if (other == index) continue;
        ASSERT_FALSE(verify_inclusion(leaves[index], other, size, *proof, root)) << other;
      }
      ASSERT_FALSE(verify_inclusion(leaf_hash_of("other"), index, size, *proof, root));
      ASSERT_FALSE(verify_inclusion(leaves[index], index, size, *proof, leaf_hash_of("other")));
    }
  }
}

TEST(Merkle, NoByteOfAConsistencyProofCanBeOther) {
  const auto leaves = numbered_leaves(70);
  for (const std::size_t size : {1U, 2U, 3U, 7U, 8U, 13U, 33U, 64U, 70U}) {
    const auto tree = std::span(leaves).first(size);
    const Hash root = root_of(tree);
    for (std::size_t old_size = 1; old_size <= size; ++old_size) {
      const Hash old_root = root_of(tree.first(old_size));
      const auto proof = consistency_proof(tree, old_size);
      ASSERT_TRUE(proof.has_value());
      expect_no_other(*proof, [&](const std::vector<Hash>& bad) {
        return !verify_consistency(old_size, old_root, size, root, bad);
      });
      const Hash other = leaf_hash_of("other");
      ASSERT_FALSE(verify_consistency(old_size, other, size, root, *proof));
      ASSERT_FALSE(verify_consistency(old_size, old_root, size, other, *proof));
      ASSERT_FALSE(verify_consistency(old_size - 1, old_root, size, root, *proof));
    }
  }
}

TEST(Merkle, NothingIsThePrefixOfEverything) {
  const auto leaves = numbered_leaves(3);
  EXPECT_TRUE(verify_consistency(0, empty_root(), 3, root_of(leaves), {}));
  EXPECT_FALSE(verify_consistency(0, leaves[0], 3, root_of(leaves), {}));
  EXPECT_FALSE(verify_consistency(0, empty_root(), 3, root_of(leaves), std::span(leaves).first(1)));
  EXPECT_FALSE(verify_consistency(3, root_of(leaves), 2, root_of(std::span(leaves).first(2)), {}));
}

// A log as large as allowed: its proof is made from any siblings, and the root is what they lead to.
TEST(Merkle, SizesUpToTheLimitAndNoFurther) {
  const auto siblings = numbered_leaves(64);
  const Hash leaf = leaf_hash_of("x");
  Hash root = leaf;
  for (std::size_t level = 0; level < 40; ++level) root = node_hash(siblings[level], root);
  const auto proof = std::span(siblings).first(40);
  EXPECT_TRUE(verify_inclusion(leaf, kMaxLogSize - 1, kMaxLogSize, proof, root));
  EXPECT_FALSE(verify_inclusion(leaf, kMaxLogSize, kMaxLogSize + 1, proof, root));
  EXPECT_FALSE(verify_inclusion(leaf, ~std::uint64_t{0}, ~std::uint64_t{0}, proof, root));
  EXPECT_FALSE(verify_inclusion(leaf, 0, 0, {}, leaf));
  for (std::size_t count = 0; count <= siblings.size(); ++count) {
    const auto wrong = std::span(siblings).first(count);
    EXPECT_FALSE(verify_consistency(kMaxLogSize, root, kMaxLogSize + 1, root, wrong));
    EXPECT_FALSE(verify_consistency(~std::uint64_t{0} - 1, root, ~std::uint64_t{0}, root, wrong));
  }
}

TEST(Hash, SpellingsComeBackAndOthersAreRefused) {
  const Hash hash = sha256({"abc"});
  EXPECT_EQ(hash.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-4
  EXPECT_EQ(sha256({"a", "", "bc"}), hash);
  EXPECT_EQ(Hash::from_hex(hash.hex()).value(), hash);
  EXPECT_EQ(Hash::from_raw(hash.raw()).value(), hash);
  EXPECT_EQ(Hash::from_base64(hash.base64()).value(), hash);
  std::string upper = hash.hex();
  upper[0] = 'B';
  EXPECT_EQ(Hash::from_hex(upper).error().code, "AUD001");
  EXPECT_FALSE(Hash::from_hex(hash.hex().substr(1)).has_value());
  EXPECT_FALSE(Hash::from_raw(hash.raw() + "x").has_value());
  std::string loose = hash.base64();
  loose[42] = static_cast<char>(loose[42] + 1);  // bits behind the last byte
  EXPECT_FALSE(Hash::from_base64(loose).has_value());
  for (std::size_t i = 0; i < 44; ++i) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string other = hash.base64();
      other[i] = static_cast<char>(byte);
      const auto read = Hash::from_base64(other);
      ASSERT_TRUE(!read || read->base64() == other) << i << " " << byte;
    }
  }
  EXPECT_FALSE(Hash::from_base64(hash.base64() + "\n").has_value());
  EXPECT_FALSE(Hash::from_base64(hash.base64().substr(0, 43)).has_value());
}

}  // namespace
}  // namespace chuangmo::audit
