#pragma once
#include <cstddef>
#include <exception>
#include <memory>
#include <qpdf/QPDF.hh>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/result.h"

// What the files of this room have alike; of this room alone, since libqpdf is nobody else's.
namespace chuangmo::pdf {

using Document = std::shared_ptr<QPDF>;

inline constexpr std::size_t kMostObjects = 500'000;

// A file that is sound, but asks too much of us; says so in Chinese.
struct TooLarge : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Opened, with no word on the terminal. `bytes` must outlive it. Throws what libqpdf throws.
Document opened(std::string_view bytes);

// Pages in their order; throws where the tree is no tree, too deep or too wide. libqpdf's own walk recurses.
std::vector<QPDFObjectHandle> pages_of(QPDF& document, std::size_t most);

// Written so that the same document gives the same bytes. `is_ours`: streams may be unpacked and packed anew.
std::string written(QPDF& document, bool is_ours);

void set_date(QPDF& document, Instant made);

// What a library said, fit for a message: ASCII, of one line, not long.
std::string printable(std::string_view text);

// libqpdf says by exceptions what is wrong with a file: none leaves this room. PDF001
// damaged, PDF002 encrypted, PDF003 too large.
template <typename Work>
auto guarded(const Work& work) -> decltype(work()) {
  const auto unreadable = [](const std::string& why) {
    return fail("PDF001", "PDF 读不出来：" + why, "文件可能已损坏；请报送单位重新导出后再交");
  };
  try {
    return work();
  } catch (const TooLarge& why) {
    return fail("PDF003", std::string("PDF 太大：") + why.what(), "请报送单位拆分后再交");
  } catch (const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password)
      return fail("PDF002", "PDF 有密码", "请报送单位去掉密码后再交");
    return unreadable(printable(error.what()));
  } catch (const std::bad_alloc&) {
    return unreadable("内存不足");
  } catch (const std::exception& error) {
    return unreadable(printable(error.what()));
  }
}

}  // namespace chuangmo::pdf
