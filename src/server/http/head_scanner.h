#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/fields.h"
#include "server/http/refusal.h"

namespace chuangmo::server {

struct HeadLimits {
  std::size_t head = 16384;  // bytes of the whole head
  std::size_t url = 8192;
  std::size_t fields = 64;
  std::size_t field_name = 128;
  std::size_t field_value = 8192;
};

struct RequestHead {
  std::string method;  // GET HEAD POST PUT PATCH DELETE OPTIONS
  std::string target;  // origin form, its characters checked, not decoded
  int minor_version = 1;
  Fields fields;  // values without blanks around
  std::string host;
  std::uint64_t content_length = 0;
  bool keeps_alive = true;
  bool expects_continue = false;
};

// Reads the head of one HTTP/1.1 request (RFC 9112, 2 to 6) from bytes as they come, and is stricter than the
// RFC asks: what two parsers could understand differently is refused. Holds no socket and knows no clock.
class HeadScanner {
 public:
  explicit HeadScanner(const HeadLimits& limits) : limits_(limits) {}

  // Takes bytes up to the end of the head, and says how many it took; the rest belongs to the body.
  std::size_t feed(std::string_view bytes);
  bool has_begun() const { return taken_ > 0; }
  bool is_complete() const { return is_complete_; }
  Refusal refusal() const { return refusal_; }
  RequestHead& head() { return head_; }
  void reset();

 private:
  std::size_t take_line(std::string_view bytes);
  void read_line(std::string_view line);
  void read_request_line(std::string_view line);
  void read_field(std::string_view line);
  void finish();
  void read_length();
  void read_connection();
  void refuse(Refusal why) {
    if (refusal_ == Refusal::none) refusal_ = why;
  }

  HeadLimits limits_;
  RequestHead head_;
  std::string partial_;  // of a line whose end has not come yet
  std::size_t taken_ = 0;
  bool has_request_line_ = false;
  bool has_leading_line_ = false;
  bool is_complete_ = false;
  Refusal refusal_ = Refusal::none;
};

}  // namespace chuangmo::server
