#include "server/program.h"

#include <algorithm>
#include <condition_variable>
#include <malloc.h>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/accounts.h"
#include "app/changes.h"
#include "app/chasing.h"
#include "app/demo.h"
#include "app/evidence_desk.h"
#include "app/office.h"
#include "app/verdict_board.h"
#include "base/file.h"
#include "base/text.h"
#include "server/api/operations.h"
#include "server/api/portal_pages.h"
#include "server/api/problem_pages.h"
#include "server/api/scoreboard_page.h"
#include "server/http/admin_listener.h"
#include "server/http/listener.h"
#include "server/http/static_files.h"

namespace chuangmo::server {

namespace {

// Besides the lockouts, which count failures only: a digest of a password is work for us, not for the asker.
constexpr Allowance kLoginsOfAddress{10, 100};
constexpr auto kRound = std::chrono::seconds(10);
constexpr int kGivenBackBytes = 256 << 10;

bool is_loopback(const std::string& address) {
  return address == "::1" || address.starts_with("127.");
}

// The moment a rehearsal stands at: the text of its file, or running from where it began; the machine's clock
// when there is no rehearsal, or the file cannot be read.
std::function<Instant()> clock_of(const ProgramOptions& options) {
  if (options.begin_at) {
    const std::int64_t shift = options.begin_at->seconds - Instant::now().seconds;
    return [shift] { return Instant{Instant::now().seconds + shift}; };
  }
  if (options.clock_file.empty()) return {};
  return [file = options.clock_file] {
    const auto text = read_file(file, 64);
    const auto instant = text ? Instant::parse(trim(*text)) : Instant::parse("");
    return instant ? *instant : Instant::now();
  };
}

std::string work_event(const JournalEntry& entry) {
  nlohmann::ordered_json json;
  json["number"] = entry.number;
  json["kind"] = entry.kind;
  json["object"] = entry.object;
  return json.dump();
}

std::string verdict_event(const app::VerdictNews& news, std::int64_t journal_size) {
  nlohmann::ordered_json json;
  json["indicator"] = news.indicator;
  json["before"] = outcome_name(news.before);
  json["after"] = outcome_name(news.after);
  json["at"] = news.at.text();
  json["journal"] = journal_size;
  return json.dump();
}

}  // namespace

class Program::Parts {
 public:
  Result<void> start(const ProgramOptions& options, const app::Library& library);
  ~Parts() { stop(); }
  void stop();

  std::unique_ptr<app::Office> office;
  std::unique_ptr<app::Accounts> accounts;
  std::unique_ptr<Listener> listener;
  std::unique_ptr<Listener> admin;

 private:
  void tell(const app::Changed& change);
  void tell(const std::vector<app::VerdictNews>& news, const app::BoardPtr& board);
  void go_round();

  EventHub events_;
  std::unique_ptr<Log> log_;
  Metrics metrics_;
  std::unique_ptr<app::VerdictBoard> board_;
  std::unique_ptr<app::EvidenceDesk> evidence_;
  std::unique_ptr<app::Chaser> chaser_;
  std::unique_ptr<StaticFiles> files_;
  std::unique_ptr<PortalPages> portal_;
  TileCache tiles_;
  std::unique_ptr<Api> api_;
  std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::thread rounds_;
};

void Program::Parts::tell(const app::Changed& change) {
  board_->follow(change);
  for (const JournalEntry& entry : change.report.entries) {
    events_.publish("work:" + app::unit_of(entry), "j" + std::to_string(entry.number), work_event(entry));
  }
}

void Program::Parts::tell(const std::vector<app::VerdictNews>& news, const app::BoardPtr& board) {
  for (const app::VerdictNews& each : news) {
    const std::string id = "v" + std::to_string(board->journal_size) + "-" + std::to_string(each.indicator);
    events_.publish("verdict", id, verdict_event(each, board->journal_size));
  }
}

// What happens by itself: reminders, stale uploads, who was seen; and another process's writing is noticed.
void Program::Parts::go_round() {
  const auto note = [this](const char* what, const auto& done) {
    if (!done)
      log_->line(LogLevel::warning, what).text("code", done.error().code).text("text", done.error().text);
  };
  note("pages", portal_->refresh());
  std::unique_lock lock(mutex_);
  while (!over_.wait_for(lock, kRound, [this] { return is_over_; })) {
    lock.unlock();
    // Nobody may be sent here any more while it is not ready: whether writing works again we find out
    // ourselves.
    if (office->write_trouble())
      note("writing", office->change_vault({{{"probe", "disk"}, office->now().text(), std::nullopt}}));
    note("seen", accounts->store_last_seen());
    note("uploads", evidence_->expire_uploads());
    note("reminders", chaser_->send_due());
    note("verdicts", board_->board({}));
    note("pages", portal_->refresh());
    malloc_trim(0);
    lock.lock();
  }
}

Result<void> Program::Parts::start(const ProgramOptions& options, const app::Library& library) {
  if (!is_loopback(options.address) && !options.is_behind_tls)
    return fail(
        "SRV010", "监听 " + options.address + " 而前面没有 TLS，密码会明文传输",
        "在前面放一个做 TLS 的反向代理，再加 --behind-tls 和 --trusted-proxy；只在本机用就去掉 --address");
  // By itself the allocator would keep what the first digest of a password took, 19 MiB, for good.
  mallopt(M_MMAP_THRESHOLD, kGivenBackBytes);
  log_ = std::make_unique<Log>(LogLevel::info);
  CHUANGMO_TRY(opened,
               app::Office::open({options.workspace, options.database, clock_of(options), 4}, library));
  office = std::move(opened);
  CHUANGMO_TRY(known, app::Accounts::make(*office));
  accounts = std::move(known);
  CHUANGMO_TRY(desk, app::EvidenceDesk::open(*office));
  evidence_ = std::move(desk);
  chaser_ = std::make_unique<app::Chaser>(*office);
  board_ = std::make_unique<app::VerdictBoard>(
      *office, [this](const auto& news, const app::BoardPtr& board) { tell(news, board); });
  CHUANGMO_CHECK(board_->board({}));
  office->when_changed([this](const app::Changed& change) { tell(change); });
  api_ = std::make_unique<Api>(Api{*office, *board_, *accounts, events_, *evidence_, *chaser_, tiles_,
                                   app::is_simulated(options.workspace)});

  Routes routes;
  bind_operations(routes, *api_, all_operations());
  bind_events(routes, *api_);
  bind_problem_pages(routes, library);
  bind_scoreboard_page(routes, *api_);
  files_ = std::make_unique<StaticFiles>(web_files());
  portal_ = std::make_unique<PortalPages>(
      *api_, app::PortalLook{api_->is_simulated, files_->served_name("/assets/portal.css"),
                             files_->served_name("/assets/icon.svg")});
  portal_->bind(routes);
  routes.otherwise(
      [this](const HttpRequest& request) { return portal_->not_found(request, files_->respond(request)); });

  ListenerOptions listening;
  listening.address = options.address;
  listening.port = options.port;
  listening.hosts.insert(listening.hosts.end(), options.hosts.begin(), options.hosts.end());
  listening.trusted_proxies = options.trusted_proxies;
  listening.is_behind_tls = options.is_behind_tls;
  listening.allowances[static_cast<std::size_t>(RateClass::login)] = kLoginsOfAddress;
  listening.log = log_.get();
  listening.metrics = &metrics_;
  listening.events = &events_;
  CHUANGMO_TRY(open, Listener::open(std::move(listening), std::move(routes)));
  listener = std::move(open);

  add_listener_gauges(metrics_, *listener);
  add_event_gauges(metrics_, events_);
  metrics_.add_gauge("chuangmo_journal_entries", "Entries of the journal.",
                     [this] { return static_cast<double>(office->work()->size); });

  AdminOptions watching;
  watching.port = options.admin_port;
  watching.log = log_.get();
  watching.readiness.emplace_back("store", [this] {
    const auto trouble = office->write_trouble();
    return trouble ? trouble->code : std::string();
  });
  CHUANGMO_TRY(admin_open, open_admin_listener(std::move(watching), metrics_));
  admin = std::move(admin_open);
  rounds_ = std::thread([this] { go_round(); });
  malloc_trim(0);
  return {};
}

void Program::Parts::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  over_.notify_all();
  if (rounds_.joinable()) rounds_.join();
  if (listener) listener->stop();
  admin.reset();
  board_.reset();
}

Program::Program(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Program::~Program() = default;

Result<std::unique_ptr<Program>> Program::start(const ProgramOptions& options, const app::Library& library) {
  auto parts = std::make_unique<Parts>();
  CHUANGMO_CHECK(parts->start(options, library));
  return std::unique_ptr<Program>(new Program(std::move(parts)));
}

std::uint16_t Program::port() const {
  return parts_->listener->port();
}
std::uint16_t Program::admin_port() const {
  return parts_->admin->port();
}

std::optional<std::string> Program::first_invitation() {
  auto token = parts_->accounts->invite_first();
  if (!token) return std::nullopt;
  return std::move(*token);
}

std::vector<app::Invited> Program::demonstration_invitations() {
  if (!app::is_simulated(parts_->office->root())) return {};
  auto invited = parts_->accounts->invite_newcomers();
  return invited ? std::move(*invited) : std::vector<app::Invited>{};
}

void Program::stop() {
  parts_->stop();
}

std::vector<std::string> operation_lines() {
  std::vector<std::string> lines;
  const Operations operations = all_operations();
  for (const Operations::Row& row : operations.rows()) lines.push_back(row.method + " " + row.pattern);
  lines.emplace_back("GET /api/v1/events");
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace chuangmo::server
