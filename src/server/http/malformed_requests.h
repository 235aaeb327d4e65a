#pragma once
#include <cctype>
#include <string>
#include <vector>

namespace chuangmo::server {

// Bytes that are no request of ours, and the status they get; 0: the connection just ends.
struct MalformedRequest {
  std::string bytes;
  int status;
};

inline std::string request_with(const std::string& lines, const std::string& first = "GET /ok HTTP/1.1") {
  return first + "\r\nHost: localhost\r\n" + lines + "\r\n";
}

inline void add_request_lines(std::vector<MalformedRequest>& all) {
  const auto add = [&](const std::string& line, int status) {
    all.push_back({line + "\r\nHost: localhost\r\n\r\n", status});
  };
  for (const char* line : {"",
                           "GET",
                           "GET /ok",
                           "GET /ok ",
                           "GET  /ok HTTP/1.1",
                           "GET /ok  HTTP/1.1",
                           " GET /ok HTTP/1.1",
                           "GET /ok HTTP/1.1 ",
                           "GET\t/ok\tHTTP/1.1",
                           "GET /ok HTTP/11",
                           "GET /ok HTTP/1.1.1",
                           "GET /ok HTTP/1,1",
                           "GET /ok HTTP/1.",
                           "GET /ok HTTP/.1",
                           "GET /ok HTTP/1.01",
                           "GET /ok HTTP/-1.1",
                           "GET /ok HTTP/a.b",
                           "GET /ok HTTPS/1.1",
                           "GET /ok http/1.1",
                           "GET /ok Http/1.1",
                           "GET /ok ICY/1.1",
                           "GET /o k HTTP/1.1",
                           "GET/ok HTTP/1.1",
                           "/ok HTTP/1.1",
                           "HTTP/1.1 200 OK",
                           "GET /ok HTTP/1.1 HTTP/1.1",
                           "G(T /ok HTTP/1.1",
                           "GET; /ok HTTP/1.1",
                           "G\xC3\x89T /ok HTTP/1.1",
                           "\"GET\" /ok HTTP/1.1",
                           "GET, /ok HTTP/1.1"})
    add(line, 400);
  for (const char* version : {"0.9", "0.0", "1.2", "1.9", "2.0", "3.0", "9.9"})
    add(std::string("GET /ok HTTP/") + version, 505);
  for (const char* method :
       {"get",  "Get",    "FOO",   "TRACE", "TRACK", "CONNECT", "PROPFIND", "MKCOL",  "LOCK",      "PURGE",
        "LINK", "SEARCH", "QUERY", "X",     "GETT",  "PRI",     "M-SEARCH", "NOTIFY", "SUBSCRIBE", "DEBUG"})
    add(std::string(method) + " /ok HTTP/1.1", 501);
}

inline void add_targets(std::vector<MalformedRequest>& all) {
  const auto add = [&](const std::string& target, int status, const std::string& method = "GET") {
    all.push_back({request_with("", method + " " + target + " HTTP/1.1"), status});
  };
  for (const char* target : {"http://localhost/ok", "https://localhost/ok", "HTTP://localhost/ok",
                             "localhost:80", "localhost", "*", "ok", "?a=1", "#a", "..", "\\ok", "%2Fok",
                             "file:///etc/passwd", "@localhost/ok", "://localhost/ok"})
    add(target, 400);
  add("*", 400, "OPTIONS");
  for (const char c : std::string("\"#<>\\^`{|}[]")) add(std::string("/o") + c + "k", 400);
  for (const char c : std::string("\"#<>\\")) add(std::string("/ok?a=") + c, 400);
  for (const char* target :
       {"/\xE4\xB8\xAD", "/\xFF",      "/ok?\x80",  "/.",        "/..",        "/./ok",
        "/a/../ok",      "/%2e%2e/ok", "/%2E/ok",   "/.%2e/ok",  "/a%2fok",    "/a%5cok",
        "/%00",          "/ok%00",     "/ok%0d%0a", "/ok%7f",    "/ok%",       "/ok%1",
        "/ok%zz",        "/ok%%41",    "/ok%u0041", "/%C0%AF",   "/%ED%A0%80", "/%F5%80%80%80",
        "/%C3",          "/ok?a=%",    "/ok?a=%0",  "/ok?a=%00", "/ok?%FF=1",  "/ok?a=%0A"})
    add(target, 400);
  add("/" + std::string(9000, 'a'), 414);
  add("/ok?" + std::string(9000, 'a'), 414);
}

inline void add_characters(std::vector<MalformedRequest>& all) {
  for (int code = 0; code < 128; ++code) {
    const std::string c(1, static_cast<char>(code));
    const bool is_control = (code < 32 && code != '\t') || code == 127;
    if (is_control) {
      all.push_back({"GET /o" + c + "k HTTP/1.1\r\nHost: localhost\r\n\r\n", 400});
      all.push_back({request_with("X-A: b" + c + "c\r\n"), 400});
      all.push_back({request_with("X" + c + "A: b\r\n"), 400});
      continue;
    }
    const bool is_token = std::string("!#$%&'*+-.^_`|~:").find(c) != std::string::npos || isalnum(code) != 0;
    if (!is_token) all.push_back({request_with("X" + c + "A: b\r\n"), 400});
  }
}

inline void add_fields(std::vector<MalformedRequest>& all) {
  const std::string first = "GET /ok HTTP/1.1\r\n";
  for (const char* lines :
       {"Host: localhost\n\r\n", "Host: localhost\r\r\n\r\n", "Host: localhost\n\n",
        "Host:localhost\r \n\r\n", "Host : localhost\r\n\r\n", "Host\t: localhost\r\n\r\n",
        " Host: localhost\r\n\r\n", "\tHost: localhost\r\n\r\n", "Host: localhost\r\n X: 1\r\n\r\n",
        "Host: localhost\r\n\tX\r\n\r\n", "Host: localhost\r\nX: 1\r\n 2\r\n\r\n",
        "Host: localhost\r\nX\r\n\r\n", "Host: localhost\r\n: 1\r\n\r\n", "Host: localhost\r\n:\r\n\r\n",
        "Host: localhost\r\nX 1: 2\r\n\r\n", "Host: localhost\r\nX: 1\rY: 2\r\n\r\n",
        "Host: localhost\r\nX: 1\nY: 2\r\n\r\n", "Host: localhost\r\nX: 1\r\n\n\r\n",
        "Host: localhost\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n",
        "Host: localhost\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n",
        "Host: localhost\r\nOrigin: a\r\nOrigin: a\r\n\r\n",
        "Host: localhost\r\nRange: a\r\nrange: a\r\n\r\n",
        "Host: localhost\r\nContent-Type: a\r\nContent-Type: b\r\n\r\n",
        // hosts
        "\r\n", "X: 1\r\n\r\n", "Host: localhost\r\nHost: localhost\r\n\r\n",
        "Host: localhost\r\nHOST: other\r\n\r\n", "Host:\r\n\r\n", "Host: \r\n\r\n",
        "Host: local host\r\n\r\n", "Host: localhost/\r\n\r\n", "Host: localhost, other\r\n\r\n",
        "Host: u@localhost\r\n\r\n", "Host: localhost:\r\n\r\n", "Host: localhost:x\r\n\r\n",
        "Host: localhost:-1\r\n\r\n", "Host: localhost:123456\r\n\r\n", "Host: localhost:80:80\r\n\r\n",
        "Host: [::1\r\n\r\n", "Host: [::g]\r\n\r\n", "Host: http://localhost\r\n\r\n",
        "Host: localhost#\r\n\r\n", "Host: localhost?\r\n\r\n", "Host: \xE4\xB8\xAD\r\n\r\n"})
    all.push_back({first + lines, 400});
  for (const char* host : {"other", "localhost.", "localhost.other", "xlocalhost", "127.0.0.2", "[::2]", "0",
                           "_", "-", ".localhost"})
    all.push_back({first + "Host: " + host + "\r\n\r\n", 421});
  all.push_back({"GET /ok HTTP/1.0\r\n\r\n", 400});
  all.push_back({request_with("X: " + std::string(9000, 'a') + "\r\n"), 431});
  all.push_back({request_with(std::string(200, 'x') + ": a\r\n"), 431});
  std::string many;
  for (int i = 0; i < 70; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
  all.push_back({request_with(many), 431});
  std::string large;
  for (int i = 0; i < 5; ++i) large += "X: " + std::string(4000, 'a') + "\r\n";
  all.push_back({request_with(large), 431});
  for (const char* expect : {"200-ok", "100-continue, x", "", "100"})
    all.push_back({request_with(std::string("Expect: ") + expect + "\r\n"), 417});
}

inline void add_lengths(std::vector<MalformedRequest>& all) {
  const std::string post = "POST /echo HTTP/1.1";
  const auto add = [&](const std::string& lines, int status) {
    all.push_back({request_with("Content-Type: application/json\r\n" + lines, post), status});
  };
  for (const char* length : {"",
                             "+5",
                             "-5",
                             "5, 5",
                             "5,6",
                             "5 5",
                             "0x5",
                             "5.0",
                             "5e1",
                             "five",
                             "5;",
                             "\"5\"",
                             "１",
                             "99999999999999999999",
                             "18446744073709551621",
                             "5\t5",
                             ",5",
                             "5,",
                             "_5",
                             "0b1"})
    add(std::string("Content-Length: ") + length + "\r\n", 400);
  for (const char* lines :
       {"Content-Length: 5\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 0\r\ncontent-length: 44\r\n", "Content-Length: 5\r\nContent-Length:\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: 5\r\n", "Content-Length : 5\r\n",
        "Content-Length\t: 5\r\n", "Content-Length: 5\n", "Content-Length: 5\r\n\t6\r\n",
        "Content-Length:\r\n 5\r\n", "Content\rLength: 5\r\n"})
    add(lines, 400);
  for (const char* coding : {"chunked", "Chunked", "identity", "gzip", "gzip, chunked", "chunked, chunked",
                             "xchunked", "", "\"chunked\"", "chunked;a=b", "x", "chunked\t"})
    add(std::string("Transfer-Encoding: ") + coding + "\r\n", 411);
  add("transfer-encoding: chunked\r\n", 411);
  add("Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n", 411);
  add("Transfer-Encoding : chunked\r\n", 400);
  add("Transfer-Encoding\n: chunked\r\n", 400);
  add("\tTransfer-Encoding: chunked\r\n", 400);
  add("", 411);
  add("Content-Length: 101\r\n", 413);
  add("Content-Length: 999999999999999999\r\n", 413);
  all.push_back({request_with("Content-Length: 5\r\n"), 413});  // a GET with a body
  all.push_back({request_with("Transfer-Encoding: chunked\r\n"), 411});
}

inline void add_other_protocols(std::vector<MalformedRequest>& all) {
  all.push_back({"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505});
  all.push_back({std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03", 11), 400});
  all.push_back({std::string("\x05\x01\x00", 3), 400});
  all.push_back({std::string("\0\0\0\0", 4), 400});
  all.push_back({"SSH-2.0-OpenSSH_9.2\r\n", 400});
  all.push_back({"\r\n\r\nGET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n", 400});
  all.push_back({"\nGET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n", 400});
  all.push_back({"PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\nGET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n", 400});
  all.push_back({"\xEF\xBB\xBFGET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n", 400});
}

inline std::vector<MalformedRequest> malformed_requests() {
  std::vector<MalformedRequest> all;
  add_request_lines(all);
  add_targets(all);
  add_characters(all);
  add_fields(all);
  add_lengths(all);
  add_other_protocols(all);
  return all;
}

}  // namespace chuangmo::server
