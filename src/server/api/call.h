#pragma once
#include <array>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "app/accounts.h"
#include "app/chasing.h"
#include "app/dossier_desk.h"
#include "app/evidence_desk.h"
#include "app/office.h"
#include "app/origin.h"
#include "app/verdict_board.h"
#include "app/verdict_history.h"
#include "app/verdict_views.h"
#include "publish/json_text.h"
#include "server/http/cached_body.h"
#include "server/http/event_hub.h"
#include "server/http/exchange.h"
#include "server/http/routes.h"
#include "workflow/decisions.h"

namespace chuangmo::server {

using Json = publish::Json;  // keys keep their order

// Texts as they go over the line, made once: those of a board, and lists that are asked for again and again
// while nothing changes.
class TileCache {
 public:
  SharedCachedBody tiles_of(const app::BoardPtr& board, publish::Language language);
  SharedCachedBody summary_of(const app::BoardPtr& board, publish::Language language);

  // A large text in both its forms, packed once while it is asked for.
  SharedCachedBody packed(const SharedText& text);

  // `key` names everything the list is made of. Null: it has to be made.
  SharedText list(const std::string& key);
  void keep_list(std::string key, SharedText text);

 private:
  struct Kept {
    app::BoardPtr board;
    SharedCachedBody body;
  };
  SharedCachedBody body_of(Kept& kept, const app::BoardPtr& board, const std::string& text,
                           std::string_view cache_control);
  std::mutex mutex_;
  std::array<Kept, 2> tiles_;  // by language
  std::array<Kept, 2> summary_;
  std::list<std::pair<std::string, SharedText>> lists_;        // asked for last, first
  std::list<std::pair<SharedText, SharedCachedBody>> packed_;  // likewise
};

// The Idempotency-Keys whose requests are being done at this moment.
class RunningKeys {
 public:
  bool begin(const std::string& key) {  // false: it is being done
    const std::lock_guard lock(mutex_);
    return keys_.insert(key).second;
  }
  void end(const std::string& key) {
    const std::lock_guard lock(mutex_);
    keys_.erase(key);
  }

 private:
  std::mutex mutex_;
  std::set<std::string> keys_;
};

// What the operations work on. All of it outlives the listener.
struct Api {
  app::Office& office;
  app::VerdictBoard& board;
  app::Accounts& accounts;
  EventHub& events;
  app::EvidenceDesk& evidence;
  app::Chaser& chaser;
  TileCache& tiles;
  bool is_simulated = false;
  std::shared_ptr<RunningKeys> running = std::make_shared<RunningKeys>();
  std::shared_ptr<app::VerdictViews> views = std::make_shared<app::VerdictViews>(office, board);
  std::shared_ptr<app::VerdictHistories> histories = std::make_shared<app::VerdictHistories>(office, board);
  std::shared_ptr<app::DossierDesk> dossiers = std::make_shared<app::DossierDesk>(office);
  std::shared_ptr<app::NumberOrigins> numbers = std::make_shared<app::NumberOrigins>(
      office, [desk = dossiers](std::optional<int> year) { return desk->basis(year); });
};

// What a unit was asked belongs to whoever carries it on: the target as the actor's own, when it is by now.
workflow::Target as_carried_on(const app::Office& office, const workflow::Actor& actor,
                               workflow::Target target);

// One request to an operation, with who asks.
class Call {
 public:
  Call(Api& api, const HttpRequest& request, app::Identified identified)
      : api_(api), request_(request), identified_(std::move(identified)) {}

  Api& api() { return api_; }
  app::Office& office() { return api_.office; }
  const HttpRequest& request() const { return request_; }
  const app::Identified& identified() const { return identified_; }
  const workflow::Actor& actor() const { return identified_.actor; }
  std::string parameter(std::string_view name) const { return std::string(request_.parameter(name)); }
  std::optional<std::string> query(std::string_view name) const;

  // API003 (403) with the reason when the actor may not.
  Result<void> require(workflow::Action action, const workflow::Target& target = {}) const;
  bool may(workflow::Action action, const workflow::Target& target = {}) const;

  // The body as a JSON object whose keys are all among `keys`: API010 no JSON object, API011 another key.
  Result<Json> body(std::initializer_list<std::string_view> keys) const;
  Result<std::optional<Instant>> known_at() const;  // ?known_at=; TIM002
  // The work as of ?known_at=, else as it is.
  Result<app::WorkState> work();

  // office.change by this actor; with what when_changing() gives in the same transaction.
  using ActsMade = std::function<Result<workflow::Acts>(const workflow::Moment& at)>;
  Result<app::Changed> change_by(const ActsMade& make);
  Result<app::Changed> change(const app::Decide& decide, const store::Store::Companions& companions = {});

  // API003 by token: what belongs to whoever sits there, such as passwords and tokens themselves.
  Result<void> require_session() const;

  // If-Match against the tag of what is there: SRV061 (428) missing, SRV060 (412) another.
  Result<void> require_match(std::string_view tag) const;
  // The same of what may not be there yet: If-None-Match: * says that it is not.
  Result<void> require_match_or_none(std::string_view tag, bool is_there) const;

  // What has to be noted with a change that is not made through change(): nullopt nothing.
  std::optional<store::VaultChange> noted() const {
    return begun_ ? std::optional(begun_(api_.office.now())) : std::nullopt;
  }
  void when_changing(std::function<store::VaultChange(Instant now)> begun) { begun_ = std::move(begun); }

 private:
  Api& api_;
  const HttpRequest& request_;
  app::Identified identified_;
  std::function<store::VaultChange(Instant now)> begun_;
};

// Members of a body, each with a clear complaint (API012): what was found, what is wanted.
Result<std::string> text_of(const Json& body, std::string_view key);
Result<std::string> text_of(const Json& body, std::string_view key, std::string otherwise);
Result<Date> date_of(const Json& body, std::string_view key);
Result<std::vector<std::string>> texts_of(const Json& body, std::string_view key);

// As answers are written: without blanks; bytes that are no text become U+FFFD.
std::string compact(const Json& json);

// Answers.
HttpResponse json_answer(const Json& json, int status = 200);
// With an ETag of its bytes; 304 to a GET that knows them.
HttpResponse tagged_answer(const Call& call, const Json& json, int status = 200);
HttpResponse tagged_text(const Call& call, SharedText json, std::string_view tag);
// The same of a text that is kept and large: packed where the client takes it so.
Result<HttpResponse> packed_answer(Call& call, const SharedText& json);
// What is made of the work, a day and who asks for what, and of nothing else: made once.
Result<HttpResponse> kept_answer(Call& call, const workflow::Work& work, Date day,
                                 const std::function<Result<Json>()>& make);
// The same with an ETag; 304 to a GET that knows it.
Result<HttpResponse> kept_tagged_answer(Call& call, const workflow::Work& work, Date day,
                                        const std::function<Result<Json>()>& make);
// Somebody's data are wrong: a problem with every finding among its errors.
HttpResponse findings_answer(const Call& call, const Failure& failure, const Diagnostics& findings);
std::string tag_of(const Json& json);  // "\"3f2a...\""
// A list by pages: ?limit and ?cursor cut `items`, whose keys (by `key_of`) ascend. API013 a wrong limit,
// SRV052 a wrong cursor.
Result<HttpResponse> page_answer(const Call& call, const std::vector<Json>& items,
                                 const std::function<std::string(const Json&)>& key_of);

}  // namespace chuangmo::server
