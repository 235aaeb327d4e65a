#include "app/drill.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace chuangmo::app {

namespace {

using Json = nlohmann::json;

constexpr const char* kShelf = "drill";
constexpr std::int64_t kKept_s = 366LL * 24 * 3600;
constexpr int kMostDrills = 99'999;

std::string key_of(int number) {
  return fmt::format("{:05}", number);
}

std::string drill_text(const Drill& drill) {
  Json json{{"number", drill.number},    {"seed", drill.seed}, {"year", drill.year},
            {"journal", drill.journal},  {"who", drill.who},   {"begun_at", drill.begun_at.seconds},
            {"questions", Json::array()}};
  for (const DrillQuestion& each : drill.questions)
    json["questions"].push_back({{"kind", each.kind},
                                 {"text", each.text},
                                 {"answer", each.answer},
                                 {"where", each.where},
                                 {"binding", each.binding},
                                 {"given", each.given},
                                 {"answered_at", each.answered_at ? Json(each.answered_at->seconds) : Json()},
                                 {"is_right", each.is_right},
                                 {"seconds", each.seconds}});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Drill drill_of(const Json& json) {
  Drill drill;
  json.at("number").get_to(drill.number);
  json.at("seed").get_to(drill.seed);
  json.at("year").get_to(drill.year);
  json.at("journal").get_to(drill.journal);
  json.at("who").get_to(drill.who);
  json.at("begun_at").get_to(drill.begun_at.seconds);
  for (const Json& each : json.at("questions")) {
    DrillQuestion question;
    each.at("kind").get_to(question.kind);
    each.at("text").get_to(question.text);
    each.at("answer").get_to(question.answer);
    each.at("where").get_to(question.where);
    each.at("binding").get_to(question.binding);
    each.at("given").get_to(question.given);
    if (!each.at("answered_at").is_null())
      question.answered_at = Instant{each.at("answered_at").get<std::int64_t>()};
    each.at("is_right").get_to(question.is_right);
    each.at("seconds").get_to(question.seconds);
    drill.questions.push_back(std::move(question));
  }
  return drill;
}

Failure no_drill(int number) {
  return {"DSR040", fmt::format("没有第 {} 次演练", number), "先开始一次：chuangmo drill，或 POST /drills"};
}

Result<Drill> read_drill(const std::optional<std::string>& text, int number) {
  if (!text) return tl::unexpected(no_drill(number));
  try {
    return drill_of(Json::parse(*text));
  } catch (const Json::exception&) {
    return fail("STO007", fmt::format("第 {} 次演练的记录已损坏", number), "重新开始一次");
  }
}

// Blanks, full-width digits and where the unit stands do not decide.
std::string said(std::string_view text) {
  return remove_spaces(nfkc(text));
}
bool is_right(const std::string& given, const std::string& answer) {
  const std::string wanted = said(answer);
  const std::string got = said(given);
  if (got == wanted) return true;
  // A number without its unit is the number.
  return !got.empty() && wanted.starts_with(got) && wanted.find_first_of("0123456789") == 0 &&
         wanted.find_first_of("0123456789.", got.size()) == std::string::npos;
}

Instant last_moment(const Drill& drill) {
  Instant last = drill.begun_at;
  for (const DrillQuestion& each : drill.questions) {
    if (each.answered_at) last = *each.answered_at;
  }
  return last;
}

}  // namespace

const DrillQuestion* Drill::open() const {
  const auto found = std::find_if(questions.begin(), questions.end(),
                                  [](const DrillQuestion& each) { return !each.answered_at; });
  return found == questions.end() ? nullptr : &*found;
}

std::int64_t Drill::seconds() const {
  std::int64_t all = 0;
  for (const DrillQuestion& each : questions) all += each.seconds;
  return all;
}

int Drill::right() const {
  return static_cast<int>(std::count_if(questions.begin(), questions.end(),
                                        [](const DrillQuestion& each) { return each.is_right; }));
}

Result<Drill> begin_drill(Office& office, const DossierBasis& basis, const std::string& who,
                          std::optional<std::int64_t> seed) {
  CHUANGMO_TRY(kept, office.vault_shelf(kShelf));
  int last = 0;
  if (!kept.empty()) {
    const std::string& key = kept.back().first;
    std::from_chars(key.data(), key.data() + key.size(), last);
  }
  if (last >= kMostDrills) return fail("DSR041", "演练的编号用完了", "一年前的演练会自动清除");
  Drill drill;
  drill.number = last + 1;
  drill.begun_at = office.now();
  drill.seed = seed.value_or(drill.begun_at.seconds);
  drill.year = basis.year;
  drill.journal = basis.journal;
  drill.who = who;
  drill.questions = drawn_questions(office.pack(), basis, drill.seed);
  const store::VaultKey place{kShelf, key_of(drill.number)};
  const Instant until{drill.begun_at.seconds + kKept_s};
  CHUANGMO_CHECK(
      office.change_vault({{place, drill_text(drill), until}}, [&](store::Store& store) -> Result<void> {
        CHUANGMO_TRY(present, store.vault_value(office.programme().id, place, office.now()));
        if (present) return fail("SRV060", "同时开始了另一次演练", "再试一次");
        return {};
      }));
  return drill;
}

Result<Drill> drill(Office& office, int number) {
  CHUANGMO_TRY(text, office.vault_value({kShelf, key_of(number)}));
  return read_drill(text, number);
}

Result<Drill> answer_drill(Office& office, int number, const std::string& who, const std::string& answer) {
  if (length_in_characters(answer) > kMostAnswerCharacters)
    return fail("DSR043", "回答太长", fmt::format("不超过 {} 字", kMostAnswerCharacters));
  const store::VaultKey place{kShelf, key_of(number)};
  CHUANGMO_TRY(text, office.vault_value(place));
  CHUANGMO_TRY(drill, read_drill(text, number));
  if (drill.who != who)
    return fail("DSR042", "这次演练是 " + drill.who + " 的", "自己开始一次：POST /drills");
  const DrillQuestion* open = drill.open();
  if (open == nullptr) return fail("DSR041", "这次演练已经答完", "用 GET /drills/{number} 看结果");
  DrillQuestion& question = drill.questions[static_cast<std::size_t>(open - drill.questions.data())];
  const Instant now = office.now();
  question.seconds = std::max<std::int64_t>(0, now.seconds - last_moment(drill).seconds);
  question.given = answer;
  question.is_right = is_right(answer, question.answer);
  question.answered_at = now;
  const Instant until{drill.begun_at.seconds + kKept_s};
  CHUANGMO_CHECK(
      office.change_vault({{place, drill_text(drill), until}}, [&](store::Store& store) -> Result<void> {
        CHUANGMO_TRY(present, store.vault_value(office.programme().id, place, now));
        if (present != text) return fail("SRV060", "这道题刚刚已经答过", "重新读取这次演练");
        return {};
      }));
  return drill;
}

}  // namespace chuangmo::app
