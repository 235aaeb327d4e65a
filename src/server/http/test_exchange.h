#pragma once
#include <initializer_list>
#include <string>
#include <utility>
#include <zlib.h>

#include "server/http/exchange.h"

namespace chuangmo::server {

inline HttpRequest asking(std::initializer_list<std::pair<const char*, const char*>> fields) {
  HttpRequest request;
  for (const auto& [name, value] : fields) request.fields.add(name, value);
  return request;
}

inline bool has_line(const HttpResponse& response, const std::string& line) {
  return ("\r\n" + response.field_lines()).find("\r\n" + line + "\r\n") != std::string::npos;
}

inline std::string gunzip(const std::string& bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool is_whole = inflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(is_whole ? stream.total_out : 0);
  inflateEnd(&stream);
  return out;
}

}  // namespace chuangmo::server
