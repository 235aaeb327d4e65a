#include "server/api/operations.h"

#include <set>
#include <thread>

#include "app/sample_office_test.h"
#include "base/digest.h"
#include "base/text.h"
#include "server/http/target.h"

namespace chuangmo::server {
namespace {

using app::must;

constexpr const char* kPassword = "Fenhe-Shui-21";
constexpr const char* kAgent = "Firefox";
constexpr const char* kKey = "8a5f2c1e-0001-4000-8000-000000000001";

// What a browser or a program brings.
struct Visitor {
  std::string account;
  std::string cookie;
  std::string csrf;
  std::string token;
};
using FieldList = std::vector<std::pair<std::string, std::string>>;

// The operations behind their doors, without sockets.
class OperationsTest : public testing::Test {
 protected:
  OperationsTest() {
    app::add_sample_accounts(*office);
    accounts = must(app::Accounts::make(*office));
    evidence = must(app::EvidenceDesk::open(*office));
    must(board.board({}));
    api = std::make_unique<Api>(Api{*office, board, *accounts, events, *evidence, chaser, tiles});
    bind_operations(routes, *api, operations);
    office->when_changed([this](const app::Changed& changed) { board.follow(changed); });
  }
  ~OperationsTest() override { office->when_changed({}); }

  const Visitor& as(const std::string& account) {
    const auto [found, is_new] = visitors_.try_emplace(account);
    if (is_new) {
      const std::string token = must(accounts->invite(account, identity::InvitationPurpose::new_account));
      const auto in = must(accounts->accept_invitation(token, "", "", kPassword, {"192.0.2.7", kAgent}));
      found->second = {account, in.token, in.identified.csrf, ""};
    }
    return found->second;
  }

  HttpResponse ask(const std::string& method, const std::string& text, const Visitor& visitor = {},
                   const std::string& body = "", const FieldList& fields = {}) {
    HttpRequest request;
    Target target;
    if (read_target(text, target) != Refusal::none) throw std::runtime_error("target " + text);
    const Routes::Found found = routes.find(method, target.segments);
    if (found.route == nullptr) throw std::runtime_error("no route " + method + " " + text);
    request.method = method;
    request.path = target.path;
    request.raw_query = target.raw_query;
    request.query = target.query;
    request.parameters = found.parameters;
    request.remote_address = "192.0.2.7";
    request.fields.add("User-Agent", kAgent);
    if (!visitor.cookie.empty()) request.fields.add("Cookie", "__Host-session=" + visitor.cookie);
    if (!visitor.csrf.empty()) request.fields.add("X-CSRF-Token", visitor.csrf);
    if (!visitor.token.empty()) request.fields.add("Authorization", "Bearer " + visitor.token);
    for (const auto& [name, value] : fields) request.fields.add(name, value);
    if (!body.empty()) request.body = share(body);
    return std::get<Handler>(found.route->handler)(request);
  }
  static Json json_of(const HttpResponse& response) {
    return response.body ? Json::parse(*response.body, nullptr, false) : Json();
  }
  static std::string code_of(const HttpResponse& response) {
    const Json json = json_of(response);
    return json.is_object() ? json.value("code", "") : "";
  }
  static std::string field_of(const HttpResponse& response, const std::string& name) {
    const std::string lines = "\r\n" + response.field_lines();
    const std::size_t at = lines.find("\r\n" + name + ": ");
    if (at == std::string::npos) return "";
    const std::size_t begin = at + name.size() + 4;
    return lines.substr(begin, lines.find("\r\n", begin) - begin);
  }
  std::size_t count_entries(const std::string& kind) {
    std::size_t count = 0;
    for (const JournalEntry& entry : app::entries_of(*office)) count += entry.kind == kind ? 1U : 0U;
    return count;
  }

  app::SampleOffice office{4};
  std::unique_ptr<app::Accounts> accounts;
  std::unique_ptr<app::EvidenceDesk> evidence;
  app::VerdictBoard board{*office, {}};
  app::Chaser chaser{*office};
  EventHub events;
  TileCache tiles;
  std::unique_ptr<Api> api;
  const Operations operations = all_operations();
  Routes routes;

 private:
  std::map<std::string, Visitor> visitors_;
};

// The pattern with a 7 in place of each parameter.
std::string sample_path(const std::string& pattern) {
  std::string path;
  bool is_name = false;
  for (const char c : pattern) {
    if (c == '{') path += '7';
    if (c == '{') is_name = true;
    if (!is_name) path += c;
    if (c == '}') is_name = false;
  }
  return path;
}

TEST_F(OperationsTest, WithoutLoginOnlyThePublicIsOpen) {
  const std::set<std::string> kPublic = {"POST /api/v1/session",
                                         "POST /api/v1/invitations/accept",
                                         "GET /api/v1/calendars/{feed}",
                                         "GET /api/v1/openapi.yaml",
                                         "GET /api/v1/programme",
                                         "GET /api/v1/session",
                                         "GET /api/v1/diagnostics",
                                         "GET /api/v1/map",
                                         "GET /api/v1/notices",
                                         "GET /api/v1/notices/{notice}",
                                         "GET /api/v1/publication",
                                         "GET /api/v1/public/indicators",
                                         "GET /api/v1/public/log/checkpoint"};
  std::set<std::string> open;
  const std::int64_t size = office->work()->size;
  for (const Operations::Row& row : operations.rows()) {
    const std::string name = row.method + " " + row.pattern;
    const HttpResponse answer = ask(row.method, sample_path(row.pattern), {}, "{}");
    if (code_of(answer) != "API001") {
      open.insert(name);
      continue;
    }
    EXPECT_EQ(answer.status, 401) << name;
  }
  EXPECT_EQ(open, kPublic);
  EXPECT_EQ(office->work()->size, size);
}

TEST_F(OperationsTest, ASessionThatIsOverIsNobody) {
  const Visitor old = as("office");
  office.clock.pass(1800);
  EXPECT_EQ(code_of(ask("GET", "/api/v1/plan", old)), "ACC004");
  EXPECT_EQ(ask("GET", "/api/v1/programme", old).status, 200);
  const HttpResponse in =
      ask("POST", "/api/v1/session", old, R"({"account":"office","password":"Fenhe-Shui-21"})");
  ASSERT_EQ(in.status, 201);
  const std::string cookie = field_of(in, "Set-Cookie");
  EXPECT_TRUE(cookie.starts_with("__Host-session=cms_")) << cookie;
  EXPECT_TRUE(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict")) << cookie;
  EXPECT_FALSE(contains(*in.body, "cms_"));  // scripts never see it
  const Visitor now{"office", cookie.substr(15, cookie.find(';') - 15), json_of(in)["csrf_token"], ""};
  EXPECT_EQ(ask("GET", "/api/v1/plan", now).status, 200);
  EXPECT_EQ(json_of(ask("GET", "/api/v1/session", now))["account"], "office");
  EXPECT_EQ(ask("DELETE", "/api/v1/session", now).status, 204);
  EXPECT_EQ(ask("GET", "/api/v1/plan", now).status, 401);
  EXPECT_EQ(ask("POST", "/api/v1/session", {}, R"({"account":"office","password":"falsch"})").status, 401);
}

TEST_F(OperationsTest, UnsafeRequestsOfASessionCarryItsToken) {
  Visitor without = as("office");
  without.csrf = "";
  Visitor foreign = as("office");
  foreign.csrf = as("leader").csrf;
  for (const Operations::Row& row : operations.rows()) {
    if (row.method == "GET" || row.door == Door::anybody) continue;
    EXPECT_EQ(code_of(ask(row.method, sample_path(row.pattern), without, "{}")), "API002") << row.pattern;
    EXPECT_EQ(code_of(ask(row.method, sample_path(row.pattern), foreign, "{}")), "API002") << row.pattern;
  }
  EXPECT_EQ(ask("GET", "/api/v1/plan", without).status, 200);  // looking needs none
}

TEST_F(OperationsTest, ATokenDoesWhatItsScopesSay) {
  const auto made = [&](const std::string& account, const char* scopes) {
    const HttpResponse answer =
        ask("POST", "/api/v1/tokens", as(account),
            std::string(R"({"name":"程序","scopes":)") + scopes + R"(,"until":"2011-06-01T00:00:00+08:00"})");
    EXPECT_EQ(answer.status, 201) << *answer.body;
    return Visitor{account, "", "", json_of(answer)["token"]};
  };
  const Visitor reading = made("office", R"(["read"])");
  const Visitor writing = made("office", R"(["write"])");
  const Visitor both = made("office", R"(["read","write"])");
  const Visitor neither = made("office", "[]");
  const std::string matter = R"({"unit":"市环保局","title":"黑烟"})";
  EXPECT_EQ(ask("GET", "/api/v1/matters", reading).status, 200);
  EXPECT_EQ(code_of(ask("POST", "/api/v1/matters", reading, matter)), "API003");
  EXPECT_EQ(code_of(ask("GET", "/api/v1/matters", writing)), "API003");
  EXPECT_EQ(ask("POST", "/api/v1/matters", writing, matter).status, 201);
  EXPECT_EQ(ask("POST", "/api/v1/matters", both, matter).status, 201);
  EXPECT_EQ(code_of(ask("GET", "/api/v1/matters", neither)), "API003");
  EXPECT_EQ(ask("POST", "/api/v1/backups", both).status, 403);  // no more than its account
  // What belongs to whoever sits there.
  for (const auto& [method, path] :
       {std::pair("POST", "/api/v1/tokens"), std::pair("POST", "/api/v1/password"),
        std::pair("POST", "/api/v1/totp"), std::pair("POST", "/api/v1/totp/confirm"),
        std::pair("DELETE", "/api/v1/totp"), std::pair("DELETE", "/api/v1/tokens/7")}) {
    EXPECT_EQ(code_of(ask(method, path, both, "{}")), "API003") << path;
  }
  EXPECT_EQ(code_of(ask("POST", "/api/v1/tokens", as("office"),
                        R"({"name":"x","scopes":["everything"],"until":"2011-06-01T00:00:00+08:00"})")),
            "API012");
}

TEST_F(OperationsTest, AnOldPasswordComesFirst) {
  as("tongji");
  office.clock.pass(std::int64_t{91} * 86400);
  const HttpResponse in =
      ask("POST", "/api/v1/session", {}, R"({"account":"tongji","password":"Fenhe-Shui-21"})");
  ASSERT_EQ(in.status, 201);
  EXPECT_EQ(json_of(in)["must_change_password"], true);
  const std::string cookie = field_of(in, "Set-Cookie");
  const Visitor old{"tongji", cookie.substr(15, cookie.find(';') - 15), json_of(in)["csrf_token"], ""};
  EXPECT_EQ(code_of(ask("GET", "/api/v1/plan", old)), "API005");
  EXPECT_EQ(code_of(ask("POST", "/api/v1/tokens", old, "{}")), "API005");
  EXPECT_EQ(ask("GET", "/api/v1/session", old).status, 200);
  EXPECT_EQ(ask("POST", "/api/v1/password", old, R"({"old":"Fenhe-Shui-21","new":"Sanggan-He-22"})").status,
            204);
  EXPECT_EQ(ask("GET", "/api/v1/plan", old).status, 200);
}

TEST_F(OperationsTest, ARepeatedRequestIsDoneOnceAndAnsweredAlike) {
  const std::string body = R"({"unit":"市环保局","title":"黑烟"})";
  const FieldList key = {{"Idempotency-Key", kKey}};
  const HttpResponse first = ask("POST", "/api/v1/matters", as("office"), body, key);
  ASSERT_EQ(first.status, 201);
  const HttpResponse again = ask("POST", "/api/v1/matters", as("office"), body, key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(*again.body, *first.body);
  EXPECT_EQ(field_of(again, "Idempotency-Replayed"), "true");
  EXPECT_EQ(field_of(first, "Idempotency-Replayed"), "");
  EXPECT_EQ(count_entries("matter.opened"), 1U);
  const std::string other = R"({"unit":"市环保局","title":"噪声"})";
  EXPECT_EQ(code_of(ask("POST", "/api/v1/matters", as("office"), other, key)), "API030");
  EXPECT_EQ(code_of(ask("POST", "/api/v1/matters?x=1", as("office"), body, key)), "API030");
  EXPECT_EQ(code_of(ask("POST", "/api/v1/matters", as("office"), body, {{"Idempotency-Key", "kurz"}})),
            "SRV053");
  EXPECT_EQ(count_entries("matter.opened"), 1U);
  // Keys are each account's own; and after a day they are forgotten.
  EXPECT_EQ(ask("POST", "/api/v1/matters", as("leader"), body, key).status, 403);
  office.clock.pass(24 * 3600 + 1);
  const HttpResponse in =
      ask("POST", "/api/v1/session", {}, R"({"account":"office","password":"Fenhe-Shui-21"})");
  const std::string cookie = field_of(in, "Set-Cookie");
  const Visitor later{"office", cookie.substr(15, cookie.find(';') - 15), json_of(in)["csrf_token"], ""};
  EXPECT_EQ(ask("POST", "/api/v1/matters", later, body, key).status, 201);
  EXPECT_EQ(count_entries("matter.opened"), 2U);
}

TEST_F(OperationsTest, ARefusedRequestMayBeCorrectedUnderItsKey) {
  const FieldList key = {{"Idempotency-Key", kKey}};
  EXPECT_EQ(ask("POST", "/api/v1/matters", as("office"), R"({"unit":"","title":"黑烟"})", key).status, 422);
  EXPECT_EQ(ask("POST", "/api/v1/matters", as("office"), R"({"unit":"市环保局","title":"黑烟"})", key).status,
            201);
}

// The change is on the disk, the answer never was: the program died in between.
TEST_F(OperationsTest, ALostAnswerIsNotDoneAgain) {
  const std::string body = R"({"unit":"市环保局","title":"黑烟"})";
  const FieldList key = {{"Idempotency-Key", kKey}};
  ASSERT_EQ(ask("POST", "/api/v1/matters", as("office"), body, key).status, 201);
  const store::VaultKey place{"answer", std::string("office:") + kKey};
  Json record = Json::parse(*must(office->vault_value(place)));
  record.erase("status");
  record.erase("body");
  must(office->change_vault({{place, record.dump(), std::nullopt}}));
  EXPECT_EQ(code_of(ask("POST", "/api/v1/matters", as("office"), body, key)), "API031");
  EXPECT_EQ(count_entries("matter.opened"), 1U);
}

// Such a record goes into the vault with the change itself, whichever way the change is made.
TEST_F(OperationsTest, EveryChangeIsNotedWithItsKey) {
  const auto record_at_change = [&](const std::string& path, const std::string& body) {
    const Visitor visitor = as("office");
    std::optional<std::string> seen;
    office->when_changed([&](const app::Changed&) {
      if (!seen) seen = must(office->vault_value({"answer", std::string("office:") + kKey})).value_or("");
    });
    const HttpResponse answer = ask("POST", path, visitor, body, {{"Idempotency-Key", kKey}});
    EXPECT_LT(answer.status, 300) << (answer.body ? *answer.body : "");
    office->when_changed({});
    must(office->change_vault({{{"answer", std::string("office:") + kKey}, std::nullopt, std::nullopt}}));
    return seen.value_or("none");
  };
  EXPECT_TRUE(
      contains(record_at_change("/api/v1/matters", R"({"unit":"市环保局","title":"黑烟"})"), "fingerprint"));
  const std::string content = workflow::content_json(app::drills_content({"甲"}));
  EXPECT_TRUE(
      contains(record_at_change("/api/v1/requests/市环保局%7C2010/submissions", content), "fingerprint"));
  EXPECT_TRUE(
      contains(record_at_change("/api/v1/submissions/市环保局%7C2010%231/accept", "{}"), "fingerprint"));
}

TEST_F(OperationsTest, TwoAtOnceUnderOneKeyAreOne) {
  const std::string body = R"({"unit":"市环保局","title":"黑烟"})";
  const Visitor visitor = as("office");
  for (int round = 1; round <= 5; ++round) {
    const FieldList key = {{"Idempotency-Key", kKey + std::to_string(round)}};
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i)
      threads.emplace_back([&] { ask("POST", "/api/v1/matters", visitor, body, key); });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(count_entries("matter.opened"), static_cast<std::size_t>(round));
  }
}

TEST_F(OperationsTest, RolesOpenWhatIsTheirs) {
  struct Right {
    std::string method;
    std::string path;
    std::string body;
    std::set<std::string> allowed;
  };
  const std::string request = "/api/v1/requests/市统计局%7C2010";
  const std::vector<Right> rights = {
      {"GET", "/api/v1/plan", "", {"office", "leader", "inspector", "tongji-editor", "tongji", "huanbao"}},
      {"GET", "/api/v1/accounts", "", {"security"}},
      {"POST", "/api/v1/accounts", R"({"id":"x"})", {"security"}},
      {"POST", "/api/v1/accounts/leader/unlock", "", {"security"}},
      {"POST", "/api/v1/accounts/security/unlock", "", {}},  // nobody lifts himself
      {"POST", "/api/v1/backups", "", {"system"}},
      {"GET", "/api/v1/health", "", {"system"}},
      {"GET", "/api/v1/settings/clamd", "", {"system"}},
      {"GET", "/api/v1/log/entries", "", {"audit", "inspector"}},
      {"POST", "/api/v1/log/verification", "", {"audit", "inspector"}},
      {"GET", "/api/v1/log/entries/1/proof", "", {"audit", "inspector"}},
      {"GET", request, "", {"office", "leader", "inspector", "tongji-editor", "tongji"}},
      {"GET", request + "/draft", "", {"office", "tongji-editor", "tongji"}},
      {"POST", request + "/submissions", R"({"figures":[]})", {"office", "tongji"}},
      {"POST", request + "/exceptions", "{}", {"office"}},
      {"POST", "/api/v1/requests/issue", "{}", {"office"}},
      {"POST", "/api/v1/obligations/confirmation", "{}", {"office"}},
      {"POST", "/api/v1/matters", "{}", {"office"}},
      {"POST", "/api/v1/reminders", "", {"office"}},
      {"POST", "/api/v1/imports?kind=figures", "", {"office"}},
      {"GET",
       "/api/v1/figures/gdp/history?period=2010",
       "",
       {"office", "leader", "inspector", "tongji-editor", "tongji"}},
      {"GET", "/api/v1/ledgers/drills", "", {"office", "leader", "inspector", "huanbao"}},
      {"GET", "/api/v1/verdicts/8", "", {"office", "leader", "inspector", "huanbao"}},
      {"GET",
       "/api/v1/obligations?unit=市统计局",
       "",
       {"office", "leader", "inspector", "tongji-editor", "tongji"}},
      {"GET",
       "/api/v1/coverage",
       "",
       {"office", "leader", "inspector", "tongji-editor", "tongji", "huanbao"}},
      {"PUT", "/api/v1/standards/pinned", "{}", {"office"}},
      {"PUT", "/api/v1/plan", "x", {"office"}},
  };
  for (const Right& right : rights) {
    std::set<std::string> allowed;
    for (const char* account : {"system", "security", "audit", "office", "tongji-editor", "tongji", "huanbao",
                                "leader", "inspector"}) {
      const HttpResponse answer = ask(right.method, right.path, as(account), right.body);
      const std::string code = code_of(answer);
      if (code != "API003" && code != "API004") allowed.insert(account);
    }
    EXPECT_EQ(allowed, right.allowed) << right.method << " " << right.path;
  }
}

TEST_F(OperationsTest, ListsShowWhatIsOnesOwn) {
  const auto units = [&](const std::string& account) {
    std::set<std::string> found;
    const Json list = json_of(ask("GET", "/api/v1/requests", as(account)));
    for (const Json& item : list["items"]) found.insert(item["unit"].get<std::string>());
    return found;
  };
  EXPECT_EQ(units("tongji"), (std::set<std::string>{"市统计局"}));
  EXPECT_EQ(units("office").size(), 3U);
  EXPECT_TRUE(units("security").empty());
}

TEST_F(OperationsTest, PagesGoThroughAListOnce) {
  std::vector<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 10; ++page) {
    const Json list = json_of(ask("GET", "/api/v1/requests?limit=4" + cursor, as("office")));
    ASSERT_TRUE(list.contains("items")) << list.dump();
    for (const Json& item : list["items"]) seen.push_back(item["id"]);
    if (list["next"].is_null()) break;
    EXPECT_EQ(list["items"].size(), 4U);
    cursor = "&cursor=" + list["next"].get<std::string>();
  }
  EXPECT_EQ(seen.size(), 6U);
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 6U);
  for (const char* limit : {"0", "501", "-1", "4x", ""})
    EXPECT_EQ(code_of(ask("GET", std::string("/api/v1/requests?limit=") + limit, as("office"))), "API013")
        << limit;
  EXPECT_EQ(code_of(ask("GET", "/api/v1/requests?cursor=x", as("office"))), "SRV052");
}

TEST_F(OperationsTest, OfTwoWhoEditTheSecondIsTold) {
  const std::string path = "/api/v1/settings/clamd";
  EXPECT_EQ(ask("PUT", path, as("system"), R"({"value":"/run/clamd"})").status, 428);
  const std::string tag = field_of(ask("GET", path, as("system")), "ETag");
  EXPECT_EQ(ask("PUT", path, as("system"), R"({"value":"/run/clamd"})", {{"If-Match", tag}}).status, 200);
  EXPECT_EQ(ask("PUT", path, as("system"), R"({"value":"/run/other"})", {{"If-Match", tag}}).status, 412);
  EXPECT_EQ(json_of(ask("GET", path, as("system")))["value"], "/run/clamd");
  EXPECT_EQ(ask("GET", path, as("system"), "",
                {{"If-None-Match", field_of(ask("GET", path, as("system")), "ETag")}})
                .status,
            304);
  EXPECT_EQ(code_of(ask("GET", "/api/v1/settings/nothing", as("system"))), "API004");
}

TEST_F(OperationsTest, ASecretIsSetAndNeverShown) {
  const std::string path = "/api/v1/settings/mail_password";
  const std::string tag = field_of(ask("GET", path, as("system")), "ETag");
  const HttpResponse put = ask("PUT", path, as("system"), R"({"value":"Geheim-77"})", {{"If-Match", tag}});
  ASSERT_EQ(put.status, 200);
  EXPECT_FALSE(contains(*put.body, "Geheim-77"));
  EXPECT_FALSE(contains(*ask("GET", path, as("system")).body, "Geheim-77"));
  EXPECT_EQ(must(office->vault_value({"secret", "mail_password"})), "Geheim-77");
  for (const JournalEntry& entry : app::entries_of(*office)) EXPECT_FALSE(contains(entry.body, "Geheim-77"));
}

TEST_F(OperationsTest, BodiesAreHeldAgainstWhatIsWanted) {
  const auto code = [&](const std::string& body) {
    return code_of(ask("POST", "/api/v1/matters", as("office"), body));
  };
  EXPECT_EQ(code("[]"), "API010");
  EXPECT_EQ(code(R"({"unit":"市环保局","titel":"黑烟"})"), "API011");
  EXPECT_EQ(code(R"({"unit":"市环保局"})"), "API012");
  EXPECT_EQ(code(R"({"unit":7,"title":"黑烟"})"), "API012");
  EXPECT_NE(code("{"), "");
  EXPECT_EQ(count_entries("matter.opened"), 0U);
}

TEST_F(OperationsTest, ADisabledAccountIsOutAtOnce) {
  const Visitor tongji = as("tongji");
  EXPECT_EQ(ask("GET", "/api/v1/plan", tongji).status, 200);
  const std::string tag = field_of(ask("GET", "/api/v1/accounts/tongji", as("security")), "ETag");
  ASSERT_EQ(
      ask("PUT", "/api/v1/accounts/tongji", as("security"), R"({"state":"disabled"})", {{"If-Match", tag}})
          .status,
      200);
  EXPECT_EQ(ask("GET", "/api/v1/plan", tongji).status, 401);
  EXPECT_EQ(ask("POST", "/api/v1/session", {}, R"({"account":"tongji","password":"Fenhe-Shui-21"})").status,
            401);
}

// From the form to the verdict, as a unit and the office would.
TEST_F(OperationsTest, AnAnswerGoesItsWay) {
  const std::string request = "/api/v1/requests/市统计局%7C2010";
  const std::string content = workflow::content_json(app::statistics_content("600亿元", "9000元"));
  const Json form = json_of(ask("GET", request + "/form", as("tongji")));
  EXPECT_EQ(form["figures"].size(), 2U);
  const HttpResponse draft =
      ask("PUT", request + "/draft", as("tongji-editor"), content, {{"If-None-Match", "*"}});
  ASSERT_EQ(draft.status, 200) << *draft.body;
  EXPECT_EQ(ask("PUT", request + "/draft", as("tongji"), content, {{"If-None-Match", "*"}}).status, 412);
  EXPECT_EQ(ask("PUT", request + "/draft", as("tongji"), content).status, 428);
  EXPECT_EQ(
      ask("PUT", request + "/draft", as("tongji"), content, {{"If-Match", field_of(draft, "ETag")}}).status,
      200);
  EXPECT_EQ(ask("POST", request + "/checks", as("tongji"), content).status, 200);
  const HttpResponse sent = ask("POST", request + "/submissions", as("tongji"));  // the draft
  ASSERT_EQ(sent.status, 201) << *sent.body;
  const Json submission = json_of(sent);
  EXPECT_EQ(submission["digest"], sha256_hex(content));
  EXPECT_EQ(json_of(ask("GET", request, as("office")))["state"], "submitted");
  EXPECT_EQ(ask("POST", request + "/submissions", as("tongji"), content).status, 409);
  const std::string path = "/api/v1/submissions/市统计局%7C2010%231";
  EXPECT_EQ(ask("POST", path + "/accept", as("tongji"), "{}").status, 403);
  EXPECT_EQ(ask("POST", path + "/return", as("tongji"), R"({"reasons":[{"text":"核"}]})").status, 403);
  EXPECT_EQ(*ask("GET", path + "/content", as("office")).body, content);
  EXPECT_EQ(ask("GET", path, as("huanbao")).status, 404);
  const auto outcome = [&](const std::string& query) {
    return json_of(ask("GET", "/api/v1/verdicts/4" + query, as("leader")))["indicators"][0]["outcome"];
  };
  EXPECT_NE(outcome(""), "not_met");
  EXPECT_EQ(outcome("?preview=1"), "not_met");
  EXPECT_EQ(ask("POST", path + "/accept", as("office"), R"({"note":"一致"})").status, 200);
  EXPECT_EQ(outcome(""), "not_met");
  EXPECT_NE(outcome("?known_at=2011-02-21T08:59:59%2B08:00"), "not_met");
  const Json history = json_of(ask("GET", path + "/history", as("office")));
  ASSERT_EQ(history["items"].size(), 2U);
  EXPECT_EQ(history["items"][1]["kind"], "submission.accepted");
  EXPECT_EQ(json_of(ask("GET", "/api/v1/figures/gdp/history?period=2010", as("office")))["items"][0]["value"],
            "6000000");
}

TEST_F(OperationsTest, BodiesOfEntriesAreTheInspectors) {
  EXPECT_FALSE(json_of(ask("GET", "/api/v1/log/entries/1", as("audit"))).contains("body"));
  EXPECT_TRUE(json_of(ask("GET", "/api/v1/log/entries/1", as("inspector")))["body"].is_object());
  EXPECT_FALSE(
      contains(*ask("GET", "/api/v1/log/entries/1/proof?disclose=1", as("audit")).body, "disclosed"));
  EXPECT_TRUE(
      contains(*ask("GET", "/api/v1/log/entries/1/proof?disclose=1", as("inspector")).body, "disclosed"));
  const Json verified = json_of(ask("POST", "/api/v1/log/verification", as("audit")));
  EXPECT_EQ(verified["ok"], true);
  EXPECT_EQ(verified["size"], office->work()->size);
  EXPECT_EQ(ask("GET", "/api/v1/log/entries/999999", as("audit")).status, 404);
}

TEST_F(OperationsTest, ACalendarIsOpenToWhoeverHasItsAddress) {
  const std::string path = json_of(ask("POST", "/api/v1/calendar/link", as("tongji")))["path"];
  const HttpResponse calendar = ask("GET", path);
  ASSERT_EQ(calendar.status, 200);
  EXPECT_TRUE(contains(*calendar.body, "市统计局"));
  EXPECT_EQ(ask("GET", "/api/v1/calendars/cmf_x.ics").status, 404);
}

}  // namespace
}  // namespace chuangmo::server
