#include "server/api/verdict_question.h"

#include <charconv>

namespace chuangmo::server {

Result<app::VerdictQuestion> question_of(const Call& call) {
  app::VerdictQuestion question;
  CHUANGMO_TRY(known_at, call.known_at());
  question.known_at = known_at;
  if (const auto text = call.query("as_of")) {
    CHUANGMO_TRY(as_of, Date::parse(*text));
    question.as_of = as_of;
  }
  std::vector<std::string> pinned;
  for (const auto& [name, value] : call.request().query) {
    if (name == "standard_as") pinned.push_back(value);
  }
  if (!pinned.empty()) question.pinned = std::move(pinned);
  question.with_pending = call.query("preview") == "1";
  return question;
}

Result<int> indicator_of(const Call& call) {
  const std::string text = call.parameter("indicator");
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return fail("EVL003", "没有指标 " + text, "指标写编号，如 8");
  return number;
}

Result<publish::Language> language_of(const HttpRequest& request) {
  const auto text = request.query_value("lang");
  if (!text || *text == "zh") return publish::Language::zh;
  if (*text == "en") return publish::Language::en;
  return fail("API012", "“lang”写的是“" + std::string(*text) + "”", "可以写：zh、en");
}

}  // namespace chuangmo::server
