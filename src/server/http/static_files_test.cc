#include "server/http/static_files.h"

#include <array>
#include <gtest/gtest.h>

#include "server/http/conditional.h"
#include "server/http/test_exchange.h"

namespace chuangmo::server {
namespace {

TEST(StaticFiles, ServesTheStyleOfThePublicPagesUnderANameOfItsContent) {
  const StaticFiles files(web_files());
  HttpRequest request;
  request.path = files.served_name("/assets/portal.css");
  EXPECT_NE(request.path, "/assets/portal.css");
  ASSERT_EQ(request.path.find("/assets/portal."), 0U);
  const HttpResponse style = files.respond(request);
  EXPECT_EQ(style.status, 200);
  EXPECT_TRUE(has_line(style, "Content-Type: text/css; charset=utf-8"));
  EXPECT_TRUE(has_line(style, "Cache-Control: public, max-age=31536000, immutable"));
  // The policy of the pages lets it fetch nothing.
  EXPECT_EQ(style.body->find("@import"), std::string::npos);
  EXPECT_EQ(style.body->find("url("), std::string::npos);
  request.path = files.served_name("/robots.txt");
  EXPECT_EQ(request.path, "/robots.txt");
  EXPECT_TRUE(has_line(files.respond(request), "Cache-Control: no-cache"));
  EXPECT_EQ(files.served_name("/assets/none.css"), "");
  EXPECT_EQ(files.served_name("/assets/portal"), "");
}

TEST(StaticFiles, ServesNothingElse) {
  const StaticFiles files(web_files());
  HttpRequest request;
  for (const char* path : {"/", "/index.html", "/assets/", "/assets/portal.css", "//robots.txt",
                           "/../robots.txt", "/etc/passwd", "/ROBOTS.txt"}) {
    request.path = path;
    EXPECT_EQ(files.respond(request).status, 404) << path;
  }
}

TEST(StaticFiles, PagesOfTheConsoleAreOnePage) {
  const std::array<EmbeddedFile, 2> console{
      EmbeddedFile{"/console/index.html", "text/html; charset=utf-8", "\"a\"", "<!doctype html>", "", false},
      EmbeddedFile{"/console/assets/index-1a2b3c4d.js", "text/javascript", "\"b\"", "'use strict'", "",
                   true}};
  const StaticFiles files(console);
  HttpRequest request;
  for (const char* path :
       {"/console", "/console/", "/console/indicators/8", "/console/assets/index-1a2b3c4d.js"}) {
    request.path = path;
    EXPECT_EQ(files.respond(request).status, 200) << path;
  }
  for (const char* path :
       {"/console/assets/none.js", "/consoles", "/indicators/8", "/console/../index.html"}) {
    request.path = path;
    EXPECT_EQ(files.respond(request).status, 404) << path;
  }
}

TEST(StaticFiles, EveryFileIsWhatItSays) {
  ASSERT_FALSE(web_files().empty());
  for (const EmbeddedFile& file : web_files()) {
    EXPECT_EQ(file.etag, etag_of(file.bytes)) << file.path;
    if (file.gzipped.empty()) continue;
    EXPECT_EQ(gunzip(std::string(file.gzipped)), file.bytes) << file.path;
  }
}

}  // namespace
}  // namespace chuangmo::server
