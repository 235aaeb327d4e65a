#include "audit/merkle.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace chuangmo::audit {
namespace {

constexpr std::string_view kLeafPrefix("\x00", 1);
constexpr std::string_view kNodePrefix("\x01", 1);
constexpr std::size_t kSizeBytes = 8;

std::string_view view(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.bytes.data()), Hash::kBytes};
}

// The largest power of two below n: where a tree of n leaves divides. n >= 2.
std::size_t left_size(std::size_t n) {
  return std::bit_floor(n - 1);
}

// How a proof for a leaf is made up, looking from the leaf: first the levels on which its subtree and the
// last leaf's are still apart (a sibling on each), then only siblings to the left.
struct ProofShape {
  unsigned inner;
  unsigned border;
};
ProofShape proof_shape(std::uint64_t index, std::uint64_t size) {
  const auto inner = static_cast<unsigned>(std::bit_width(index ^ (size - 1)));
  const auto border = static_cast<unsigned>(std::popcount(inner < 64 ? index >> inner : 0));
  return {inner, border};
}

}  // namespace

Hash leaf_hash_of(std::string_view leaf_bytes) {
  return sha256({kLeafPrefix, leaf_bytes});
}

Hash node_hash(const Hash& left, const Hash& right) {
  return sha256({kNodePrefix, view(left), view(right)});
}

Hash empty_root() {
  return sha256({});
}

void Frontier::append(const Hash& leaf) {
  assert(size_ < kMaxLogSize);
  Hash joined = leaf;
  for (std::uint64_t bits = size_; (bits & 1U) != 0; bits >>= 1U) {
    joined = node_hash(peaks_.back(), joined);
    peaks_.pop_back();
  }
  peaks_.push_back(joined);
  ++size_;
}

Hash Frontier::root() const {
  if (peaks_.empty()) return empty_root();
  Hash joined = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) joined = node_hash(peaks_[i], joined);
  return joined;
}

std::string Frontier::bytes() const {
  std::string out;
  for (std::size_t i = kSizeBytes; i-- > 0;) out.push_back(static_cast<char>(size_ >> (8 * i) & 0xFFU));
  for (const Hash& peak : peaks_) out += view(peak);
  return out;
}

Result<Frontier> Frontier::from_bytes(std::string_view bytes) {
  const auto damaged = [] {
    return fail("AUD003", "日志的前沿记录已损坏", "运行 chuangmo audit verify；从备份恢复数据库");
  };
  if (bytes.size() < kSizeBytes) return damaged();
  Frontier frontier;
  for (const char byte : bytes.substr(0, kSizeBytes))
    frontier.size_ = frontier.size_ << 8U | static_cast<unsigned char>(byte);
  const auto count = static_cast<std::size_t>(std::popcount(frontier.size_));
  if (frontier.size_ > kMaxLogSize || bytes.size() != kSizeBytes + count * Hash::kBytes) return damaged();
  for (std::size_t i = 0; i < count; ++i) {
    CHUANGMO_TRY(peak, Hash::from_raw(bytes.substr(kSizeBytes + i * Hash::kBytes, Hash::kBytes)));
    frontier.peaks_.push_back(peak);
  }
  return frontier;
}

Hash root_of(std::span<const Hash> leaves) {
  Frontier frontier;
  for (const Hash& leaf : leaves) frontier.append(leaf);
  return frontier.root();
}

// PATH of RFC 6962 part 2.1.1, walked from the root down.
Result<std::vector<Hash>> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index) {
  if (index >= leaves.size()) return fail("AUD002", "日志里没有这一条", "检查条目编号和日志大小");
  std::vector<Hash> proof;
  auto at = static_cast<std::size_t>(index);
  while (leaves.size() > 1) {
    const std::size_t half = left_size(leaves.size());
    const auto left = leaves.first(half);
    const auto right = leaves.subspan(half);
    const bool is_left = at < half;
    proof.push_back(root_of(is_left ? right : left));
    leaves = is_left ? left : right;
    if (!is_left) at -= half;
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

// RFC 9162 part 2.1.3.2.
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                      const Hash& root) {
  if (size > kMaxLogSize || index >= size) return false;
  const ProofShape shape = proof_shape(index, size);
  if (proof.size() != shape.inner + shape.border) return false;
  Hash joined = leaf;
  for (std::size_t level = 0; level < proof.size(); ++level) {
    const bool is_right = level >= shape.inner || (index >> level & 1U) != 0;
    joined = is_right ? node_hash(proof[level], joined) : node_hash(joined, proof[level]);
  }
  return joined == root;
}

// SUBPROOF of RFC 6962 part 2.1.2, walked from the root down. `is_whole`: what is left of the old tree has
// so far been the left of everything, so that the verifier knows its root already.
Result<std::vector<Hash>> consistency_proof(std::span<const Hash> leaves, std::uint64_t old_size) {
  if (old_size > leaves.size()) return fail("AUD002", "日志没有这么多条", "检查两个检查点的先后");
  std::vector<Hash> proof;
  if (old_size == 0) return proof;
  auto old_left = static_cast<std::size_t>(old_size);
  bool is_whole = true;
  while (old_left != leaves.size()) {
    const std::size_t half = left_size(leaves.size());
    const auto left = leaves.first(half);
    const auto right = leaves.subspan(half);
    if (old_left <= half) {
      proof.push_back(root_of(right));
      leaves = left;
    } else {
      proof.push_back(root_of(left));
      leaves = right;
      old_left -= half;
      is_whole = false;
    }
  }
  if (!is_whole) proof.push_back(root_of(leaves));
  std::reverse(proof.begin(), proof.end());
  return proof;
}

// RFC 9162 part 2.1.4.2, with the length of the proof checked before a hash is made.
bool verify_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t new_size,
                        const Hash& new_root, std::span<const Hash> proof) {
  if (new_size > kMaxLogSize || old_size > new_size) return false;
  if (old_size == new_size) return proof.empty() && old_root == new_root;
  if (old_size == 0) return proof.empty() && old_root == empty_root();
  // Both roots are made from the last full subtree of the old tree, whose level is the number of 0 bits that
  // end old_size.
  const auto lowest = static_cast<unsigned>(std::countr_zero(old_size));
  const ProofShape shape = proof_shape(old_size - 1, new_size);
  const bool is_seed_known = std::has_single_bit(old_size);  // the old tree is that subtree
  const std::size_t first = is_seed_known ? 0 : 1;
  const std::size_t inner = shape.inner - lowest;
  if (proof.size() != first + inner + shape.border) return false;
  Hash old_joined = is_seed_known ? old_root : proof[0];
  Hash new_joined = old_joined;
  const std::uint64_t path = (old_size - 1) >> lowest;
  for (std::size_t level = 0; first + level < proof.size(); ++level) {
    const Hash& sibling = proof[first + level];
    if (level >= inner || (path >> level & 1U) != 0) {
      old_joined = node_hash(sibling, old_joined);
      new_joined = node_hash(sibling, new_joined);
    } else {
      new_joined = node_hash(new_joined, sibling);
    }
  }
  return old_joined == old_root && new_joined == new_root;
}

}  // namespace chuangmo::audit
