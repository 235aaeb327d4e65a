#include "server/http/conditional.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/digest.h"

namespace chuangmo::server {
namespace {

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// Calls `each` with every element of a comma-separated list until it returns true. No comma stands inside our
// tags.
template <class Each>
bool any_of_list(std::string_view list, Each each) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (each(without_blanks(list.substr(0, comma)))) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

std::string_view opaque_part(std::string_view tag) {
  return tag.substr(0, 2) == "W/" ? tag.substr(2) : tag;
}

// A weight is "0", "0." with zeros, or something above.
bool is_zero_weight(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return false;
  const std::string_view weight = parameters.substr(at + 2);
  return !weight.empty() && weight.find_first_not_of("0. ") == std::string_view::npos;
}

}  // namespace

std::string etag_of(std::string_view bytes) {
  return '"' + sha256_hex(bytes).substr(0, 20) + '"';
}
std::string etag_of_revision(std::uint64_t revision) {
  return fmt::format("\"r{}\"", revision);
}

bool is_none_match_met(const HttpRequest& request, std::string_view etag) {
  if (!request.fields.first("if-none-match")) return false;
  return any_of_list(request.fields.joined("if-none-match"), [&](std::string_view tag) {
    return tag == "*" || opaque_part(tag) == opaque_part(etag);
  });
}

Result<void> check_if_match(const HttpRequest& request, std::string_view etag) {
  if (!request.fields.first("if-match"))
    return fail("SRV061", "修改须说明依据的是哪个版本。", "在 If-Match 字段中给出读取时得到的 ETag。");
  // Strong comparison: a weak tag matches nothing.
  if (any_of_list(request.fields.joined("if-match"),
                  [&](std::string_view tag) { return tag == "*" || tag == etag; }))
    return {};
  return fail("SRV060", "内容已被他人修改。", "重新读取后再改。");
}

bool accepts_gzip(const HttpRequest& request) {
  const auto list = request.fields.first("accept-encoding");
  if (!list) return false;
  return any_of_list(*list, [](std::string_view element) {
    const std::size_t semicolon = std::min(element.find(';'), element.size());
    if (!equals_ignoring_case(without_blanks(element.substr(0, semicolon)), "gzip")) return false;
    return !is_zero_weight(element.substr(semicolon));
  });
}

}  // namespace chuangmo::server
