#include "app/notice_draft.h"
#include "app/publishing.h"
#include "publish/notice_text.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"
#include "workflow/names.h"

namespace chuangmo::server {

namespace {

using workflow::Action;
using workflow::Notice;
using workflow::NoticeKind;

Json period_json(const std::optional<Period>& period) {
  return period ? period->text() : "";
}

Json moment_json(const std::optional<Instant>& moment) {
  return moment ? Json(moment->text()) : Json(nullptr);
}

std::string address_of(const Notice& notice) {
  return "/notices/" + notice.id;
}

Json blocks_json(std::string_view text) {
  Json blocks = Json::array();
  for (const publish::NoticeBlock& block : publish::notice_blocks(text)) {
    Json json = Json::object();
    json["kind"] = publish::block_kind_name(block.kind);
    json["level"] = block.level;
    json["text"] = block.text;
    json["items"] = block.items;
    json["rows"] = block.rows;
    blocks.push_back(std::move(json));
  }
  return blocks;
}

Json papers_json(const workflow::Work& work, const Notice& notice) {
  Json papers = Json::array();
  for (const std::string& digest : notice.evidence) {
    const auto file = work.evidence.find(digest);
    if (file == work.evidence.end() || file->second.state != workflow::EvidenceState::clean) continue;
    Json json = Json::object();
    json["digest"] = digest;
    json["name"] = file->second.name;
    json["size"] = file->second.size;
    json["type"] = file->second.type;
    json["address"] = address_of(notice) + "/files/" + digest;
    papers.push_back(std::move(json));
  }
  return papers;
}

Json notice_json(const workflow::Work& work, const Notice& notice) {
  Json json = Json::object();
  json["id"] = notice.id;
  json["kind"] = workflow::name_of(notice.kind);
  json["title"] = notice.title;
  json["period"] = period_json(notice.period);
  json["text"] = notice.text;
  json["blocks"] = blocks_json(notice.text);
  json["indicators"] = notice.indicators;
  json["figures"] = notice.figures;
  json["evidence"] = papers_json(work, notice);
  json["address"] = address_of(notice);
  json["entry"] = notice.entry;
  json["published_at"] = notice.published_at.text();
  json["withdrawn_at"] = moment_json(notice.withdrawn_at);
  json["withdrawn_entry"] = notice.withdrawn_at ? Json(notice.withdrawn_entry) : Json(nullptr);
  json["withdrawn_reason"] = notice.withdrawn_reason;
  return json;
}

Json head_json(const Notice& notice) {
  Json json = Json::object();
  json["id"] = notice.id;
  json["kind"] = workflow::name_of(notice.kind);
  json["title"] = notice.title;
  json["period"] = period_json(notice.period);
  json["address"] = address_of(notice);
  json["entry"] = notice.entry;
  json["published_at"] = notice.published_at.text();
  json["withdrawn_at"] = moment_json(notice.withdrawn_at);
  json["withdrawn_reason"] = notice.withdrawn_reason;
  return json;
}

Result<NoticeKind> kind_of(std::string_view text) {
  return named_value(text, "kind", {NoticeKind::bulletin, NoticeKind::announcement},
                     [](auto kind) { return workflow::name_of(kind); });
}

// Latest first: a cursor counts down, and what is published meanwhile does not move the pages.
std::string place_of(const Notice& notice) {
  constexpr std::size_t kDigits = 12;
  std::string place = std::to_string(1'000'000'000'000 - notice.entry);
  place.insert(0, kDigits - std::min(kDigits, place.size()), '0');
  return place;
}

Result<HttpResponse> notices(Call& call) {
  std::optional<NoticeKind> wanted;
  if (const auto text = call.query("kind")) {
    CHUANGMO_TRY(kind, kind_of(*text));
    wanted = kind;
  }
  CHUANGMO_TRY(work, call.office().latest_work());
  std::vector<Json> items;
  std::map<std::string, std::string> places;
  for (auto notice = work->notices.rbegin(); notice != work->notices.rend(); ++notice) {
    if (wanted && *wanted != notice->kind) continue;
    items.push_back(head_json(*notice));
    places[notice->id] = place_of(*notice);
  }
  return page_answer(call, items, [&](const Json& item) { return places.at(item["id"].get<std::string>()); });
}

Result<HttpResponse> notice(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  const Notice* found = work->notice(call.parameter("notice"));
  if (found == nullptr)
    return fail("WRK092", "没有公报公告 " + call.parameter("notice"), "用 GET /notices 查看");
  return json_answer(notice_json(*work, *found));
}

Result<std::vector<int>> numbers_of(const Json& body, std::string_view key) {
  std::vector<int> numbers;
  const auto member = body.find(std::string(key));
  if (member == body.end()) return numbers;
  const auto wrong = fail("API012", "“" + std::string(key) + "”应是整数的数组", "按接口说明改正");
  if (!member->is_array()) return wrong;
  constexpr std::int64_t kMost = 999;
  for (const Json& each : *member) {
    if (!each.is_number_integer()) return wrong;
    const auto number = each.get<std::int64_t>();
    if (number < 1 || number > kMost) return wrong;
    numbers.push_back(static_cast<int>(number));
  }
  return numbers;
}

Result<std::vector<std::string>> texts_if_any(const Json& body, std::string_view key) {
  if (!body.contains(std::string(key))) return std::vector<std::string>();
  return texts_of(body, key);
}

Result<std::optional<Period>> period_of(const std::string& text) {
  if (text.empty()) return std::optional<Period>();
  CHUANGMO_TRY(period, Period::parse(text));
  return std::optional(period);
}

Result<Notice> wish_of(const Call& call) {
  CHUANGMO_TRY(body, call.body({"kind", "title", "text", "period", "indicators", "figures", "evidence"}));
  Notice wish;
  CHUANGMO_TRY(kind_text, text_of(body, "kind"));
  CHUANGMO_TRY(kind, kind_of(kind_text));
  wish.kind = kind;
  CHUANGMO_TRY(title, text_of(body, "title"));
  wish.title = title;
  CHUANGMO_TRY(text, text_of(body, "text"));
  wish.text = text;
  CHUANGMO_TRY(period_text, text_of(body, "period", ""));
  CHUANGMO_TRY(period, period_of(period_text));
  wish.period = period;
  CHUANGMO_TRY(indicators, numbers_of(body, "indicators"));
  wish.indicators = indicators;
  CHUANGMO_TRY(figures, texts_if_any(body, "figures"));
  wish.figures = figures;
  CHUANGMO_TRY(evidence, texts_if_any(body, "evidence"));
  wish.evidence = evidence;
  return wish;
}

Result<HttpResponse> publish_notice(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(wish, wish_of(call));
  CHUANGMO_TRY(published, app::publish_notice(call.office(), {call.actor().account, call.noted()}, wish));
  CHUANGMO_TRY(work, call.office().latest_work());
  return json_answer(notice_json(*work, published), 201);
}

Result<HttpResponse> draft_notice(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(kind, kind_of(call.query("kind").value_or("")));
  CHUANGMO_TRY(period, period_of(call.query("period").value_or("")));
  CHUANGMO_TRY(draft, kind == NoticeKind::bulletin
                          ? app::draft_bulletin(call.office(), call.api().board, period)
                          : app::draft_announcement(call.office()));
  Json json = Json::object();
  json["kind"] = workflow::name_of(draft.kind);
  json["title"] = draft.title;
  json["text"] = draft.text;
  json["period"] = period_json(draft.period);
  json["indicators"] = draft.indicators;
  json["figures"] = draft.figures;
  return json_answer(json);
}

Result<HttpResponse> preview_notice(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(body, call.body({"text"}));
  CHUANGMO_TRY(text, text_of(body, "text"));
  Json json = Json::object();
  json["blocks"] = blocks_json(text);
  return json_answer(json);
}

Result<HttpResponse> withdraw_notice(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(body, call.body({"reason"}));
  CHUANGMO_TRY(reason, text_of(body, "reason"));
  CHUANGMO_TRY(withdrawn, app::withdraw_notice(call.office(), {call.actor().account, call.noted()},
                                               call.parameter("notice"), reason));
  CHUANGMO_TRY(work, call.office().latest_work());
  return json_answer(notice_json(*work, withdrawn));
}

Json publication_json(const workflow::Publication& open) {
  Json json = Json::object();
  json["figures"] = open.figures;
  json["ledgers"] = open.ledgers;
  json["changed_at"] = moment_json(open.changed_at);
  json["reason"] = open.reason;
  return json;
}

Result<HttpResponse> publication(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  return tagged_answer(call, publication_json(work->publication));
}

Result<HttpResponse> put_publication(Call& call) {
  CHUANGMO_CHECK(call.require(Action::publish));
  CHUANGMO_TRY(body, call.body({"figures", "ledgers", "reason"}));
  CHUANGMO_TRY(figures, texts_of(body, "figures"));
  CHUANGMO_TRY(ledgers, texts_of(body, "ledgers"));
  CHUANGMO_TRY(reason, text_of(body, "reason"));
  CHUANGMO_TRY(before, call.office().latest_work());
  CHUANGMO_CHECK(call.require_match(tag_of(publication_json(before->publication))));
  CHUANGMO_TRY(changed, app::set_publication(call.office(), {call.actor().account, call.noted()}, figures,
                                             ledgers, reason));
  return tagged_answer(call, publication_json(changed));
}

}  // namespace

void add_publishing_operations(Operations& operations) {
  constexpr std::size_t kNoticeBytes = std::size_t{256} << 10U;
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  const RouteRules write{.body_limit = 64 << 10, .where = Where::worker, .rate = RateClass::write};
  const RouteRules notice_write{.body_limit = kNoticeBytes, .where = Where::worker, .rate = RateClass::write};
  const RouteRules slow{.body_limit = 0, .where = Where::slow, .rate = RateClass::write};
  operations.add("GET", "/api/v1/notices", look, Door::anybody, notices);
  operations.add("POST", "/api/v1/notices", notice_write, Door::logged_in, publish_notice);
  operations.add("POST", "/api/v1/notices/draft", slow, Door::logged_in, draft_notice);
  operations.add("POST", "/api/v1/notices/preview", notice_write, Door::logged_in, preview_notice);
  operations.add("GET", "/api/v1/notices/{notice}", look, Door::anybody, notice);
  operations.add("POST", "/api/v1/notices/{notice}/withdrawal", write, Door::logged_in, withdraw_notice);
  operations.add("GET", "/api/v1/publication", look, Door::anybody, publication);
  operations.add("PUT", "/api/v1/publication", write, Door::logged_in, put_publication);
}

}  // namespace chuangmo::server
