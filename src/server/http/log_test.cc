#include "server/http/log.h"

#include <array>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace chuangmo::server {
namespace {

TEST(Log, EscapesWhatItIsGiven) {
  std::string json;
  append_escaped(json, std::string_view("a\"\\\n\0中\xFF\xE4\xB8", 11));
  EXPECT_EQ(json, "a\\\"\\\\\\u000a\\u0000中\\ufffd\\ufffd\\ufffd");
}

TEST(Log, WritesOneObjectPerLine) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  {
    Log log(LogLevel::info, ends[1]);
    log.line(LogLevel::info, "request").text("route", "/a\n").number("status", 200).text("account", "");
    log.line(LogLevel::debug, "not written");
  }
  close(ends[1]);
  std::string text(4096, '\0');
  const auto size = read(ends[0], text.data(), text.size());
  close(ends[0]);
  ASSERT_GT(size, 0);
  text.resize(static_cast<std::size_t>(size));
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["event"], "request");
  EXPECT_EQ(json["route"], "/a\n");
  EXPECT_EQ(json["status"], 200);
  EXPECT_EQ(json["level"], "info");
  EXPECT_EQ(json["time"].get<std::string>().size(), 29U);
  EXPECT_FALSE(json.contains("account"));
}

}  // namespace
}  // namespace chuangmo::server
