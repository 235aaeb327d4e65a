#include "server/http/routes.h"

#include <gtest/gtest.h>

namespace chuangmo::server {
namespace {

HttpResponse nothing(const HttpRequest&) {
  return empty_response(204);
}

Routes table() {
  Routes routes;
  routes.add("GET", "/", {}, nothing);
  routes.add("GET", "/api/v1/requests", {}, nothing);
  routes.add("POST", "/api/v1/requests", {}, nothing);
  routes.add("GET", "/api/v1/requests/{request}", {}, nothing);
  routes.add("PUT", "/api/v1/requests/{request}", {}, nothing);
  routes.add("GET", "/api/v1/requests/late", {}, nothing);
  routes.add("GET", "/api/v1/requests/{request}/submissions/{number}", {}, nothing);
  routes.add("GET", "/api/v1/requests/late/submissions", {}, nothing);
  return routes;
}

std::string pattern_of(const Routes::Found& found) {
  return found.route == nullptr ? "" : found.route->pattern;
}

TEST(Routes, FindsByPathAndMethod) {
  const Routes routes = table();
  EXPECT_EQ(pattern_of(routes.find("GET", {""})), "/");
  EXPECT_EQ(pattern_of(routes.find("POST", {"api", "v1", "requests"})), "/api/v1/requests");
  const auto found = routes.find("GET", {"api", "v1", "requests", "催报 7", "submissions", "2"});
  EXPECT_EQ(pattern_of(found), "/api/v1/requests/{request}/submissions/{number}");
  EXPECT_EQ(found.parameters, (NamedTexts{{"request", "催报 7"}, {"number", "2"}}));
}

TEST(Routes, PrefersLiteralsAndTurnsBack) {
  const Routes routes = table();
  EXPECT_EQ(pattern_of(routes.find("GET", {"api", "v1", "requests", "late"})), "/api/v1/requests/late");
  const auto found = routes.find("GET", {"api", "v1", "requests", "late", "submissions", "1"});
  EXPECT_EQ(found.parameters, (NamedTexts{{"request", "late"}, {"number", "1"}}));
}

TEST(Routes, TellsAMissingPathFromAMissingMethod) {
  const Routes routes = table();
  const auto wrong_method = routes.find("DELETE", {"api", "v1", "requests", "7"});
  EXPECT_EQ(wrong_method.route, nullptr);
  EXPECT_EQ(wrong_method.allow, "GET, HEAD, PUT");
  for (const std::vector<std::string>& path : {std::vector<std::string>{"api"},
                                               {"api", "v1", "requests", ""},
                                               {"api", "v1", "requests", "7", ""},
                                               {"", "api"}}) {
    const auto missing = routes.find("GET", path);
    EXPECT_EQ(missing.route, nullptr);
    EXPECT_EQ(missing.allow, "");
  }
}

TEST(Routes, HeadIsAnsweredFromGetAndOptionsNotAtAll) {
  const Routes routes = table();
  EXPECT_EQ(pattern_of(routes.find("HEAD", {"api", "v1", "requests"})), "/api/v1/requests");
  EXPECT_EQ(routes.find("OPTIONS", {"api", "v1", "requests"}).allow, "GET, HEAD, POST");
}

TEST(Routes, OtherwiseTakesGetsOutsideTheApi) {
  Routes routes = table();
  routes.otherwise(nothing);
  EXPECT_EQ(pattern_of(routes.find("GET", {"assets", "a.css"})), "/*");
  EXPECT_EQ(pattern_of(routes.find("HEAD", {"assets"})), "/*");
  EXPECT_EQ(routes.find("POST", {"assets"}).route, nullptr);
  EXPECT_EQ(routes.find("GET", {"api", "v2"}).route, nullptr);
}

TEST(Routes, ListsThemselves) {
  const Routes routes = table();
  ASSERT_EQ(routes.all().size(), 8U);
  EXPECT_EQ(routes.all()[1].pattern, "/api/v1/requests");
  EXPECT_EQ(routes.all()[1].index, 1U);
}

}  // namespace
}  // namespace chuangmo::server
