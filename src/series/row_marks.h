#pragma once
#include <bit>
#include <cstdint>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace chuangmo::series {

// Finds where the cells of a row end: at a delimiter or a line end. Looks at 64 bytes at a time, so that many
// must be readable behind the row.
class RowMarks {
 public:
  static constexpr int kBytes = 64;
  explicit RowMarks(char delimiter) : delimiter_(delimiter) {}
  void start(const char* at) {
    base_ = at;
    marks_ = marks_at(at);
  }
  // The next delimiter, '\n' or '\r'. Something must come: every row ends with '\n'.
  const char* next() {
    while (marks_ == 0) start(base_ + kBytes);
    const char* mark = base_ + std::countr_zero(marks_);
    marks_ &= marks_ - 1;
    return mark;
  }

 private:
#if defined(__SSE2__)
  std::uint64_t marks_at(const char* at) const {
    const __m128i delimiter = _mm_set1_epi8(delimiter_);
    std::uint64_t marks = 0;
    for (int i = 0; i < kBytes; i += 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
      const __m128i found = _mm_or_si128(
          _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'))),
          _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
      marks |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(found))}
               << static_cast<unsigned>(i);
    }
    return marks;
  }
#else
  std::uint64_t marks_at(const char* at) const {
    std::uint64_t marks = 0;
    for (unsigned i = 0; i < kBytes; ++i) {
      const bool is_mark = at[i] == delimiter_ || at[i] == '\n' || at[i] == '\r';
      marks |= std::uint64_t{is_mark} << i;
    }
    return marks;
  }
#endif

  char delimiter_;
  const char* base_ = nullptr;
  std::uint64_t marks_ = 0;
};

}  // namespace chuangmo::series
