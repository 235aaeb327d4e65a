#include "publish/qr_code.h"

#include <fmt/format.h>
#include <memory>
#include <qrencode.h>

namespace chuangmo::publish {
namespace {

constexpr int kQuietModules = 4;

struct QrFree {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

// The modules with their quiet zone; nothing is dark outside.
class Modules {
 public:
  explicit Modules(std::string_view text) {
    if (text.empty() || text.size() > kMaxQrBytes) return;
    code_.reset(QRcode_encodeData(static_cast<int>(text.size()),
                                  reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
  }
  int side() const { return code_ ? code_->width + 2 * kQuietModules : 0; }
  bool is_dark(int row, int column) const {
    const int y = row - kQuietModules;
    const int x = column - kQuietModules;
    if (y < 0 || x < 0 || y >= code_->width || x >= code_->width) return false;
    return (code_->data[y * code_->width + x] & 1U) != 0;
  }

 private:
  std::unique_ptr<QRcode, QrFree> code_;
};

std::string row_path(const Modules& modules, int row) {
  std::string path;
  for (int begin = 0; begin < modules.side(); ++begin) {
    if (!modules.is_dark(row, begin)) continue;
    int end = begin + 1;
    while (modules.is_dark(row, end)) ++end;
    path += fmt::format("M{} {}h{}v1H{}z", begin, row, end - begin, begin);
    begin = end;
  }
  return path;
}

}  // namespace

std::string qr_svg(std::string_view text) {
  const Modules modules(text);
  if (modules.side() == 0) return "";
  std::string path;
  for (int row = 0; row < modules.side(); ++row) path += row_path(modules, row);
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" shape-rendering="crispEdges">)"
      R"(<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path fill="#000" d="{1}"/></svg>)",
      modules.side(), path);
}

std::string qr_terminal(std::string_view text) {
  constexpr const char* kBlocks[] = {"█", "▀", "▄", " "};  // by upper dark * 2 + lower dark
  const Modules modules(text);
  std::string out;
  for (int row = 0; row < modules.side(); row += 2) {
    for (int column = 0; column < modules.side(); ++column) {
      const bool is_lower_dark = row + 1 >= modules.side() || modules.is_dark(row + 1, column);
      out += kBlocks[(modules.is_dark(row, column) ? 2 : 0) + (is_lower_dark ? 1 : 0)];
    }
    out += '\n';
  }
  return out;
}

}  // namespace chuangmo::publish
