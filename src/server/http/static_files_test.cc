#include "server/http/static_files.h"

#include <gtest/gtest.h>

#include <array>

#include "server/http/conditional.h"
#include "server/http/test_exchange.h"

namespace chuangmo::server {
namespace {

TEST(StaticFiles, ServesTheStartPage) {
  const StaticFiles files(web_files());
  HttpRequest request;
  request.path = "/";
  const HttpResponse page = files.respond(request);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has_line(page, "Content-Type: text/html; charset=utf-8"));
  EXPECT_TRUE(has_line(page, "Cache-Control: no-cache"));
  EXPECT_NE(page.body->find("创模"), std::string::npos);
  // The policy runs no script that stands in a page.
  for (std::size_t script = page.body->find("<script"); script != std::string::npos;
       script = page.body->find("<script", script + 1))
    EXPECT_EQ(page.body->compare(script, 20, "<script src=\"/assets"), 0);
  EXPECT_EQ(page.body->find("style="), std::string::npos);

  const std::size_t at = page.body->find("/assets/start.");
  ASSERT_NE(at, std::string::npos);
  request.path = page.body->substr(at, page.body->find('"', at) - at);
  EXPECT_NE(request.path, "/assets/start.css");
  const HttpResponse style = files.respond(request);
  EXPECT_EQ(style.status, 200);
  EXPECT_TRUE(has_line(style, "Cache-Control: public, max-age=31536000, immutable"));
}

TEST(StaticFiles, ServesNothingElse) {
  const StaticFiles files(web_files());
  HttpRequest request;
  for (const char* path : {"/index", "/assets/", "/assets/start.css", "//index.html", "/../index.html",
                           "/etc/passwd", "/INDEX.html"}) {
    request.path = path;
    EXPECT_EQ(files.respond(request).status, 404) << path;
  }
}

TEST(StaticFiles, PagesOfTheConsoleAreOnePage) {
  const std::array<EmbeddedFile, 2> console{
      EmbeddedFile{"/console/index.html", "text/html; charset=utf-8", "\"a\"", "<!doctype html>", "", false},
      EmbeddedFile{"/console/assets/index-1a2b3c4d.js", "text/javascript", "\"b\"", "'use strict'", "", true}};
  const StaticFiles files(console);
  HttpRequest request;
  for (const char* path : {"/console", "/console/", "/console/indicators/8", "/console/assets/index-1a2b3c4d.js"}) {
    request.path = path;
    EXPECT_EQ(files.respond(request).status, 200) << path;
  }
  for (const char* path : {"/console/assets/none.js", "/consoles", "/indicators/8", "/console/../index.html"}) {
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
