#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/hash.h"
#include "base/result.h"

namespace chuangmo::audit {

// The Merkle tree of RFC 6962 part 2.1 (RFC 9162 part 2.1): a leaf is SHA-256(0x00 || bytes), a node is
// SHA-256(0x01 || left || right), the root of nothing SHA-256("").

// A log of more entries is refused.
inline constexpr std::uint64_t kMaxLogSize = std::uint64_t{1} << 40U;

Hash leaf_hash_of(std::string_view leaf_bytes);
Hash node_hash(const Hash& left, const Hash& right);
Hash empty_root();

// What has to be remembered of a log to go on with it: the roots of its full subtrees, largest first, one for
// each 1 bit of its size.
class Frontier {
 public:
  void append(const Hash& leaf);  // size() < kMaxLogSize
  Hash root() const;
  std::uint64_t size() const { return size_; }
  // To be stored: the size in 8 bytes, big-endian, then the roots, 32 bytes each.
  std::string bytes() const;
  static Result<Frontier> from_bytes(std::string_view bytes);  // AUD003
  friend bool operator==(const Frontier&, const Frontier&) = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_;
};

Hash root_of(std::span<const Hash> leaves);

// That the leaf at `index` (0-based) is in the tree of these leaves: from its sibling up to the root's child.
// Linear in the number of leaves. AUD002: there is no such leaf.
Result<std::vector<Hash>> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index);
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                      const Hash& root);

// That the tree of these leaves begins with the tree of the first `old_size` of them. Empty for sizes 0 and
// leaves.size(). AUD002: there are fewer leaves.
Result<std::vector<Hash>> consistency_proof(std::span<const Hash> leaves, std::uint64_t old_size);
bool verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t new_size,
                        const Hash& new_root, std::span<const Hash> proof);

}  // namespace chuangmo::audit
