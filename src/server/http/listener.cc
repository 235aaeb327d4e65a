#include "server/http/listener.h"

#include <algorithm>
#include <random>
#include <sys/resource.h>

#include "server/http/exchange_run.h"
#include "server/http/problem.h"
#include "server/http/server_core.h"

namespace chuangmo::server {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kOtherDescriptors = 256;  // of the process, besides connections
constexpr milliseconds kAcceptPause{100};

// Lets the process open as many files as connections may want; the number of connections that is left.
std::size_t affordable_connections(std::size_t wanted) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return wanted;
  const rlim_t needed = std::min<rlim_t>(files.rlim_max, wanted + kOtherDescriptors);
  if (files.rlim_cur < needed) {
    files.rlim_cur = needed;
    setrlimit(RLIMIT_NOFILE, &files);
    getrlimit(RLIMIT_NOFILE, &files);
  }
  const std::size_t reserve = std::min<std::size_t>(kOtherDescriptors, files.rlim_cur / 2);
  return std::min<std::size_t>(wanted, files.rlim_cur - reserve);
}

milliseconds sweep_period(const ConnectionLimits& limits, const EventHub* events) {
  milliseconds shortest = std::min(
      {limits.head, limits.body, limits.idle, limits.write_stall, limits.linger, milliseconds(4000)});
  if (events != nullptr) shortest = std::min(shortest, milliseconds(1000));
  return std::clamp(shortest / 4, milliseconds(5), milliseconds(1000));
}

Failure cannot_listen(const ListenerOptions& options, const std::string& reason) {
  return {"SRV001",
          "无法监听 " + options.address + " 的端口 " + std::to_string(options.port) + "：" + reason + "。",
          "换一个端口，或停止占用它的程序。"};
}

Result<void> check(const ListenerOptions& options) {
  const auto wrong = [](const std::string& text) { return fail("SRV002", text, "改正服务的配置。"); };
  if (canonical_address(options.address).empty()) return wrong("监听地址须是 IP 地址。");
  if (options.hosts.empty()) return wrong("须给出至少一个主机名。");
  if (options.io_threads == 0 || options.workers == 0 || options.slow_workers == 0)
    return wrong("线程数不得为零。");
  for (const std::string& proxy : options.trusted_proxies)
    if (canonical_address(proxy) != proxy) return wrong("可信代理须写成 IP 地址：" + proxy);
  return {};
}

std::uint64_t random_start() {
  std::random_device random;
  return (static_cast<std::uint64_t>(random()) << 32U) | random();
}

std::string text_of(const asio::ip::tcp::endpoint& peer) {
  return canonical_address(peer.address().to_string());
}

}  // namespace

ServerCore::ServerCore(ListenerOptions options, Routes routes)
    : options_(std::move(options)),
      routes_(std::move(routes)),
      hosts_(options_.hosts),
      response_head_(options_.is_behind_tls),
      rates_(options_.allowances),
      first_id_(random_start()) {
  const ConnectionLimits& limits = options_.limits;
  connections_ =
      std::make_shared<ConnectionCount>(affordable_connections(limits.connections), limits.per_address);
}

Result<void> ServerCore::open() {
  for (unsigned i = 0; i < options_.io_threads; ++i) loops_.push_back(std::make_unique<IoLoop>());
  for (const auto& loop : loops_)
    makers_.push_back(std::make_unique<ConnectionMaker>(
        *loop, [this](Gate& gate, ResponseSlot slot) { begin(gate, std::move(slot)); }));
  CHUANGMO_CHECK(listen());
  if (options_.metrics != nullptr) options_.metrics->begin(routes_.all());
  workers_.emplace(options_.workers, options_.worker_queue, WorkerPool::Priority::normal);
  slow_workers_.emplace(options_.slow_workers, options_.slow_queue, WorkerPool::Priority::low);
  start_loops();
  is_open_ = true;
  return {};
}

Result<void> ServerCore::listen() {
  try {
    const asio::ip::tcp::endpoint here(asio::ip::make_address(options_.address), options_.port);
    acceptor_.emplace(loops_.front()->io, here, true);
    port_ = acceptor_->local_endpoint().port();
    accept_again_.emplace(loops_.front()->io);
  } catch (const std::system_error& error) {
    return tl::unexpected(cannot_listen(options_, error.code().message()));
  }
  return {};
}

void ServerCore::start_loops() {
  for (const auto& loop : loops_) {
    loop->work.emplace(loop->io.get_executor());
    sweep(*loop);
  }
  accept();
  for (const auto& loop : loops_) loop->thread = std::thread([this, io = &loop->io] { run(*io); });
}

// A fault of one connection, want of memory for instance, does not end the others.
void ServerCore::run(asio::io_context& io) {
  while (true) {
    try {
      io.run();
      return;
    } catch (const std::exception& fault) {
      if (options_.log != nullptr)
        options_.log->line(LogLevel::error, "connection_failed").text("text", fault.what());
    }
  }
}

void ServerCore::accept() {
  IoLoop& loop = *loops_[next_loop_++ % loops_.size()];
  acceptor_->async_accept(
      loop.io, [this, &loop](const asio::error_code& error, asio::ip::tcp::socket socket) {
        if (!acceptor_->is_open()) return;
        if (!error) {
          on_accepted(loop, std::move(socket));
          return accept();
        }
        if (options_.log != nullptr)
          options_.log->line(LogLevel::warning, "accept_failed").text("text", error.message());
        accept_again_->expires_after(kAcceptPause);
        accept_again_->async_wait([this](const asio::error_code& cancelled) {
          if (!cancelled) accept();
        });
      });
}

void ServerCore::on_accepted(IoLoop& loop, asio::ip::tcp::socket socket) {
  asio::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return;  // gone again
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  socket.non_blocking(true, error);
  std::string peer = text_of(endpoint);
  Refusal why = Refusal::none;
  auto place = connections_->take(is_trusted(peer) ? std::string() : address_group(peer), why);
  if (!place) return turn_away(std::move(socket), peer, why);
  auto gate = std::make_shared<Gate>(std::move(socket), loop, *this, std::move(peer), std::move(place));
  ConnectionMaker& maker = *makers_.at(static_cast<std::size_t>(
      std::find_if(loops_.begin(), loops_.end(), [&](const auto& one) { return one.get() == &loop; }) -
      loops_.begin()));
  asio::post(loop.io, [&maker, gate = std::move(gate)] { maker.make(gate); });
}

// There is no place for it to wait in, so it is told what fits into its buffer.
void ServerCore::turn_away(asio::ip::tcp::socket socket, const std::string& peer, Refusal why) {
  const SharedText text = refusal_response(why, peer, false);
  asio::error_code ignored;
  socket.write_some(asio::buffer(*text), ignored);
  socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void ServerCore::sweep(IoLoop& loop) {
  loop.sweeper.expires_after(sweep_period(options_.limits, options_.events));
  loop.sweeper.async_wait([this, &loop](const asio::error_code& cancelled) {
    if (cancelled || !loop.work) return;
    const auto now = Gate::Clock::now();
    std::vector<std::shared_ptr<Gate>> gates;
    gates.reserve(loop.gates.size());
    for (Gate* gate : loop.gates) gates.push_back(gate->shared_from_this());
    for (const auto& gate : gates) gate->expire(now);
    if (options_.events != nullptr && &loop == loops_.front().get()) options_.events->tick(now);
    sweep(loop);
  });
}

void ServerCore::begin(Gate& gate, ResponseSlot slot) {
  auto run = std::make_shared<ExchangeRun>(weak_from_this(), gate.take_admission(), std::move(slot),
                                           gate.shared_from_this());
  const Admission& admission = run->admission();
  if (admission.answer) return run->send(*admission.answer);
  const Where where = admission.route->rules.where;
  if (where == Where::io) return run->run();
  WorkerPool& pool = where == Where::slow ? *slow_workers_ : *workers_;
  if (pool.submit([run] { run->run(); })) return;
  run->send(problem_response(Failure{"SRV044", "服务正忙。", "稍后重试。"}, *admission.request));
}

template <class Act>
void ServerCore::on_every_loop(Act act) {
  for (const auto& loop : loops_)
    asio::post(loop->io, [act, loop = loop.get()] {
      std::vector<std::shared_ptr<Gate>> gates;
      for (Gate* gate : loop->gates) gates.push_back(gate->shared_from_this());
      for (const auto& gate : gates) act(*gate);
    });
}

void ServerCore::stop() {
  const std::lock_guard lock(stop_mutex_);
  if (!is_open_) return;
  is_open_ = false;
  is_stopping_ = true;
  asio::post(loops_.front()->io, [this] {
    acceptor_->close();
    accept_again_->cancel();
  });
  if (options_.events != nullptr) options_.events->close();
  on_every_loop([](Gate& gate) { gate.stop_if_idle(); });
  connections_->wait_until_empty(options_.stop_limit);
  on_every_loop([](Gate& gate) { gate.close(); });
  workers_->stop();
  slow_workers_->stop();
  // Each loop ends by itself when nothing is left to do on it.
  for (const auto& loop : loops_)
    asio::post(loop->io, [loop = loop.get()] {
      loop->work.reset();
      loop->sweeper.cancel();
    });
  for (const auto& loop : loops_) loop->thread.join();
}

Result<std::unique_ptr<Listener>> Listener::open(ListenerOptions options, Routes routes) {
  CHUANGMO_CHECK(check(options));
  auto core = std::make_shared<ServerCore>(std::move(options), std::move(routes));
  CHUANGMO_CHECK(core->open());
  return std::unique_ptr<Listener>(new Listener(std::move(core)));
}

Listener::Listener(std::shared_ptr<ServerCore> core) : core_(std::move(core)) {}
Listener::~Listener() {
  stop();
}
std::uint16_t Listener::port() const {
  return core_->port();
}
std::size_t Listener::connection_count() const {
  return core_->connection_count();
}
std::size_t Listener::queue_length(Where where) const {
  return core_->queue_length(where);
}
void Listener::stop() {
  core_->stop();
}

}  // namespace chuangmo::server
