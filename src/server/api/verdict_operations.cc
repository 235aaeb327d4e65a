#include <algorithm>

#include "app/verdicts.h"
#include "server/api/operations.h"
#include "server/api/verdict_question.h"
#include "server/http/conditional.h"
#include "workflow/decisions.h"
#include "workflow/duty_share.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

HttpResponse json_text_answer(const Call& call, const SharedText& text) {
  return tagged_text(call, text, etag_of(*text));
}

// Out of memory alone, for every open page asks again and again: the board at hand, which follows a change
// within moments.
Result<HttpResponse> tiles_at_hand(Call& call) {
  CHUANGMO_TRY(language, language_of(call.request()));
  return call.api().tiles.tiles_of(call.api().board.at_hand(), language)->respond(call.request());
}

Result<HttpResponse> tiles(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_verdicts));
  CHUANGMO_TRY(question, question_of(call));
  if (question == app::VerdictQuestion{}) return tiles_at_hand(call);
  CHUANGMO_TRY(language, language_of(call.request()));
  CHUANGMO_TRY(board, call.api().board.board(question));
  return json_text_answer(call, board->in(language).tiles);
}

Result<HttpResponse> summary(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_verdicts));
  CHUANGMO_TRY(question, question_of(call));
  CHUANGMO_TRY(language, language_of(call.request()));
  CHUANGMO_TRY(board, call.api().board.board(question));
  if (question == app::VerdictQuestion{})
    return call.api().tiles.summary_of(board, language)->respond(call.request());
  return json_text_answer(call, board->in(language).summary);
}

// Of an indicator in which the caller's unit has a duty, that unit; a trace is nobody's otherwise.
workflow::Target trace_of(Call& call, int number) {
  const std::string& unit = call.actor().unit;
  const app::WorkState work = call.office().work();
  if (unit.empty() || work->plan_digest.empty()) return {};
  const auto plan = call.office().plan(*work);
  if (!plan) return {};
  for (const workflow::DutyShare& share : workflow::duty_shares(**plan).shares) {
    const workflow::Target target = as_carried_on(call.office(), call.actor(), {.unit = share.unit});
    if (share.indicator == number && target.unit == unit) return target;
  }
  return {};
}

Result<HttpResponse> indicator(Call& call) {
  CHUANGMO_TRY(question, question_of(call));
  CHUANGMO_TRY(number, indicator_of(call));
  CHUANGMO_CHECK(call.require(Action::view_trace, trace_of(call, number)));
  CHUANGMO_TRY(language, language_of(call.request()));
  CHUANGMO_TRY(text, call.api().views->verdict(question, number, language));
  return packed_answer(call, text);
}

Result<HttpResponse> proof(Call& call) {
  CHUANGMO_CHECK(call.require(Action::export_proof));
  CHUANGMO_TRY(question, question_of(call));
  CHUANGMO_TRY(number, indicator_of(call));
  CHUANGMO_TRY(work, call.office().work_at(question.known_at));
  CHUANGMO_TRY(options, app::options_of(call.office(), question, *work));
  options.indicator = number;
  CHUANGMO_TRY(reading, call.office().reader());
  CHUANGMO_TRY(made, app::verdict_proof(*reading, call.office().library(), options));
  HttpResponse response = text_response(200, "application/json", share(std::move(made.text)));
  response.set("Content-Disposition", "attachment; filename=\"verdict-" + std::to_string(number) + ".json\"");
  return response;
}

Json standards_json(const Standards& standards, const std::vector<std::string>& pinned) {
  Json items = Json::array();
  for (const Edition& edition : standards.editions) {
    Json item = Json::object();
    item["family"] = edition.family;
    item["edition"] = edition.id;
    item["from"] = edition.from.text();
    item["until"] = edition.until ? Json(edition.until->text()) : Json(nullptr);
    item["pinned"] = std::find(pinned.begin(), pinned.end(), edition.id) != pinned.end();
    items.push_back(std::move(item));
  }
  Json json = Json::object();
  json["items"] = std::move(items);
  json["pinned"] = pinned;
  return json;
}

Result<HttpResponse> standards(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_verdicts));
  CHUANGMO_TRY(work, call.work());
  return tagged_answer(call, standards_json(call.office().library().standards, work->pinned));
}

Result<HttpResponse> pin_standards(Call& call) {
  CHUANGMO_CHECK(call.require(Action::pin_standard));
  CHUANGMO_TRY(body, call.body({"editions", "reason"}));
  CHUANGMO_TRY(editions, texts_of(body, "editions"));
  CHUANGMO_TRY(reason, text_of(body, "reason"));
  const Standards& all = call.office().library().standards;
  CHUANGMO_TRY(before, call.office().latest_work());
  CHUANGMO_CHECK(call.require_match(tag_of(standards_json(all, before->pinned))));
  for (const std::string& id : editions) {
    if (all.by_id(id) == nullptr) return fail("EVL001", "没有标准版本 " + id, "用 GET /standards 查看");
  }
  CHUANGMO_TRY(changed, call.change_by([&](const workflow::Moment& at) {
    return workflow::pin_standards(at, editions, reason);
  }));
  return tagged_answer(call, standards_json(all, changed.work->pinned));
}

}  // namespace

SharedCachedBody TileCache::tiles_of(const app::BoardPtr& board, publish::Language language) {
  Kept& kept = tiles_[static_cast<std::size_t>(language)];
  return body_of(kept, board, *board->in(language).tiles, "no-cache");
}

SharedCachedBody TileCache::summary_of(const app::BoardPtr& board, publish::Language language) {
  Kept& kept = summary_[static_cast<std::size_t>(language)];
  return body_of(kept, board, *board->in(language).summary, "private, no-cache");
}

SharedCachedBody TileCache::body_of(Kept& kept, const app::BoardPtr& board, const std::string& text,
                                    std::string_view cache_control) {
  const std::lock_guard lock(mutex_);
  if (board != kept.board)
    kept = {board, std::make_shared<const CachedBody>(text, "application/json", cache_control)};
  return kept.body;
}

void add_verdict_operations(Operations& operations) {
  const RouteRules at_hand{.where = Where::io};
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = 64 << 10, .where = Where::worker, .rate = RateClass::write};
  operations.add("GET", "/api/v1/public/indicators", at_hand, Door::anybody, tiles_at_hand);
  operations.add("GET", "/api/v1/tiles", look, Door::logged_in, tiles);
  operations.add("GET", "/api/v1/verdicts", look, Door::logged_in, summary);
  operations.add("GET", "/api/v1/verdicts/{indicator}", look, Door::logged_in, indicator);
  operations.add("GET", "/api/v1/verdicts/{indicator}/proof", look, Door::logged_in, proof);
  operations.add("GET", "/api/v1/standards", look, Door::logged_in, standards);
  operations.add("PUT", "/api/v1/standards/pinned", write, Door::logged_in, pin_standards);
}

}  // namespace chuangmo::server
