#pragma once
#include <cstdint>
#include <string_view>

namespace chuangmo::demo {

// A seeded stream of integers, the same on every machine (SplitMix64). Named sub-streams keep one part of the
// simulation from shifting another.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  Chance part(std::string_view name) const {
    std::uint64_t hash = state_ ^ 0xcbf29ce484222325ULL;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return Chance(hash);
  }
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  // A whole number in [low, high].
  int between(int low, int high) {
    return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool once_in(int n) { return between(1, n) == 1; }

 private:
  std::uint64_t state_;
};

}  // namespace chuangmo::demo
