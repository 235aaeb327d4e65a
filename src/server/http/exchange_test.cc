#include "server/http/exchange.h"

#include <gtest/gtest.h>

namespace chuangmo::server {
namespace {

TEST(HttpResponse, NoValueBeginsAnotherField) {
  HttpResponse response;
  response.set("X-A", std::string_view("a\r\nX-B: b\0c", 11));
  EXPECT_EQ(response.field_lines(), "X-A: a  X-B: b c\r\n");
}

}  // namespace
}  // namespace chuangmo::server
