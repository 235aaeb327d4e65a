#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/fields.h"

namespace chuangmo::server {

using SharedText = std::shared_ptr<const std::string>;
inline SharedText share(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

// A request the gate has let in: complete, within its limits, for a route that exists.
struct HttpRequest {
  std::string method =
      "GET";              // GET POST PUT PATCH DELETE; a HEAD comes as GET, its body is left out on the way
  std::string path;       // decoded, UTF-8, no segment is "." or ".." or holds '/' or a control character
  std::string raw_query;  // what stood behind '?', as sent
  NamedTexts query;       // the same, decoded, in its order
  NamedTexts parameters;  // {name} of the route's pattern -> decoded segment
  Fields fields;
  SharedText body;             // null when there is none
  std::string remote_address;  // of the client: a trusted proxy's word counts ("192.0.2.7", "2001:db8::1")
  std::uint64_t id = 0;        // of this request, in logs and problems

  std::string_view field(std::string_view name) const { return fields.first(name).value_or(""); }
  std::string_view parameter(std::string_view name) const;                   // "" when the pattern has none
  std::optional<std::string_view> query_value(std::string_view name) const;  // the first of this name
  std::string_view body_text() const { return body ? std::string_view(*body) : std::string_view(); }
  std::string id_text() const;  // 16 hexadecimal digits
};

// Bytes of a file, sent by the kernel. The file must not shrink meanwhile.
struct FileBody {
  std::string path;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

// What is answered. Date, Content-Length, Connection and the security fields are added on the way;
// Cache-Control is "no-store", Content-Security-Policy the strict one and X-Frame-Options DENY unless they
// are set here.
struct HttpResponse {
  int status = 200;
  SharedText body;               // shared, never copied; null: none
  std::optional<FileBody> file;  // instead of body
  std::string account;           // for the log alone
  bool closes = false;           // ends the connection behind it

  // CR, LF and NUL in a value become blanks, so that no value can begin another field.
  HttpResponse& set(std::string_view name, std::string_view value);
  const std::string& field_lines() const { return lines_; }  // "Name: value\r\n" each
  bool has_cache_control() const { return has_cache_control_; }
  bool has_policy() const { return has_policy_; }
  bool has_framing() const { return has_framing_; }

 private:
  std::string lines_;
  bool has_cache_control_ = false;
  bool has_policy_ = false;
  bool has_framing_ = false;
};

HttpResponse text_response(int status, std::string_view content_type, SharedText body);
HttpResponse json_response(int status, std::string json);  // application/json
HttpResponse empty_response(int status);                   // 204, 304 ...

// The rest of one response, written piece by piece until it is closed. Every member may be called from any
// thread; none blocks.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual void write(SharedText piece) = 0;
  virtual void close(SharedText last_words) = 0;  // may be null; the connection ends behind them
  virtual void abort() = 0;                       // at once, whatever is unsent
  virtual std::size_t unsent_bytes() const = 0;
  virtual bool is_closed() const = 0;
  // Called once on an io thread when the peer is gone or the stream has ended.
  virtual void on_closed(std::function<void()> call) = 0;
};

// Where an answer goes to. The transport has one; tests have another.
class Answering {
 public:
  virtual ~Answering() = default;
  virtual void send(HttpResponse response) = 0;
  virtual std::shared_ptr<Stream> open_stream(HttpResponse head) = 0;
};

// The right to answer one request once, from any thread, now or later. Dropped without an answer, the
// client gets 500 (SRV090).
class Reply {
 public:
  explicit Reply(std::shared_ptr<Answering> answering) : answering_(std::move(answering)) {}
  void send(HttpResponse response) const { answering_->send(std::move(response)); }
  std::shared_ptr<Stream> open_stream(HttpResponse head) const {
    return answering_->open_stream(std::move(head));
  }

 private:
  std::shared_ptr<Answering> answering_;
};

using Handler = std::function<HttpResponse(const HttpRequest&)>;
using LateHandler = std::function<void(std::shared_ptr<const HttpRequest>, Reply)>;

}  // namespace chuangmo::server
