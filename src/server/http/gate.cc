#include "server/http/gate.h"

#include <algorithm>
#include <utility>

namespace chuangmo::server {
namespace {

constexpr std::size_t kLingerBytes = std::size_t{4} << 20U;   // of a refused body, read and thrown away
constexpr std::size_t kWatchedBytes = std::size_t{4} << 10U;  // a client may send ahead while it is answered
constexpr std::size_t kReservedBody = std::size_t{64} << 10U;

}  // namespace

Gate::Gate(asio::ip::tcp::socket socket, IoLoop& loop, Door& door, std::string peer,
           std::shared_ptr<void> slot)
    : socket_(std::move(socket)),
      loop_(loop),
      door_(door),
      peer_(std::move(peer)),
      slot_(std::move(slot)),
      scanner_(door.head_limits()) {}

Gate::~Gate() {
  close();
}

void Gate::enter() {
  loop_.gates.insert(this);
  is_entered_ = true;
}

void Gate::close() {
  if (std::exchange(phase_, Phase::closed) == Phase::closed) return;
  if (is_entered_) loop_.gates.erase(this);
  asio::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
  slot_.reset();
  admission_ = Admission();
  const ReadDone dropped = std::exchange(done_, nullptr);
  if (const auto on_lost = std::exchange(on_lost_, nullptr)) on_lost();
}

// While a response is being written the next request waits: RESTinio begins anew with its parser when the
// write ends, whatever it has read meanwhile.
void Gate::read(asio::mutable_buffer into, ReadDone done) {
  if (phase_ == Phase::closed) return;  // what is kept of `done` would keep the connection
  into_ = into;
  done_ = std::move(done);
  continue_reading();
}

void Gate::continue_reading() {
  if (writes_ == 0 && done_ && phase_ == Phase::answering) begin_request();
}

void Gate::write_begins() {
  ++writes_;
  set_deadline(door_.limits().write_stall);
}

void Gate::write_ends() {
  if (--writes_ == 0) clear_deadline();
}

void Gate::begin_request() {
  phase_ = Phase::idle;
  set_deadline(requests_ == 0 ? door_.limits().head : door_.limits().idle);
  scanner_.reset();
  if (door_.is_stopping() && input_.empty()) return end(asio::error::eof);
  if (input_.empty()) return wait();
  // Not at once: RESTinio expects no bytes before read() has returned.
  asio::post(loop_.io, [self = shared_from_this()] {
    if (self->phase_ == Phase::idle) self->take(std::exchange(self->input_, {}));
  });
}

void Gate::wait() {
  socket_.async_wait(asio::ip::tcp::socket::wait_read,
                     [self = shared_from_this()](const asio::error_code& error) {
                       if (!error && self->phase_ != Phase::closed) self->on_readable();
                     });
}

void Gate::on_readable() {
  asio::error_code error;
  const std::size_t size = socket_.read_some(asio::buffer(loop_.scratch), error);
  if (error == asio::error::would_block) return wait();
  if (phase_ == Phase::watching) {
    input_.append(loop_.scratch.data(), size);
    return error || input_.size() > kWatchedBytes ? close() : wait();
  }
  if (error) return end(error);
  if (phase_ != Phase::refusing) return take({loop_.scratch.data(), size});
  lingered_bytes_ += size;
  if (lingered_bytes_ > kLingerBytes) return end(asio::error::eof);
  wait();
}

void Gate::take(std::string_view bytes) {
  if (phase_ == Phase::idle) {
    phase_ = Phase::head;
    set_deadline(door_.limits().head);
  }
  if (phase_ == Phase::head) {
    bytes.remove_prefix(scanner_.feed(bytes));
    if (scanner_.refusal() != Refusal::none) return refuse(scanner_.refusal());
    if (!scanner_.is_complete()) return wait();
    if (!enter_body()) return;
    if (scanner_.head().expects_continue && bytes.size() < admission_.body_size) send_continue();
  }
  const std::size_t missing = admission_.body_size - body_.size();
  const std::string_view piece = bytes.substr(0, missing);
  body_.append(piece);
  if (body_.size() < admission_.body_size) return wait();
  input_.assign(bytes.substr(piece.size()));
  hand_over();
}

// Decides about a request by its head, before any of its body is waited for.
bool Gate::enter_body() {
  RequestHead& head = scanner_.head();
  const std::uint64_t size = head.content_length;
  admission_ = Admission();
  Refusal why = door_.admit(head, peer_, admission_);
  if (why == Refusal::none && size > admission_.body_limit) why = Refusal::body_too_large;
  if (why != Refusal::none) {
    refuse(why);
    return false;
  }
  phase_ = Phase::body;
  admission_.body_size = size;
  if (++requests_ >= door_.limits().requests_per_connection) admission_.keeps_alive = false;
  body_.clear();
  // Memory grows with what comes, not with what is announced.
  body_.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(size, kReservedBody)));
  const ConnectionLimits& limits = door_.limits();
  set_deadline(limits.body +
               std::chrono::milliseconds(size * 1000 / std::max<std::size_t>(limits.body_bytes_per_s, 1)));
  return true;
}

// Nothing else is being written now, so the few bytes fit.
void Gate::send_continue() {
  constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::error_code ignored;
  socket_.write_some(asio::buffer(kContinue.data(), kContinue.size()), ignored);
}

void Gate::hand_over() {
  phase_ = Phase::answering;
  clear_deadline();
  if (!body_.empty()) admission_.request->body = share(std::exchange(body_, {}));
  admission_.received = Clock::now();
  const std::size_t size = asio::buffer_copy(into_, asio::buffer(kToken.data(), kToken.size()));
  const ReadDone done = std::exchange(done_, nullptr);
  loop_.speaking = this;
  done(asio::error_code(), size);
  loop_.speaking = nullptr;
}

void Gate::refuse(Refusal why) {
  phase_ = Phase::refusing;
  set_deadline(door_.limits().linger);
  const SharedText text = door_.refusal_response(why, peer_, scanner_.head().method == "HEAD");
  asio::async_write(socket_, asio::buffer(*text),
                    [self = shared_from_this(), text](const asio::error_code& error, std::size_t) {
                      if (self->phase_ != Phase::refusing) return;
                      if (error) return self->end(error);
                      self->linger();
                    });
}

// Closing with unread bytes makes the system send a reset, which can overtake the refusal: so what still
// comes is read for a while (RFC 9112, 9.6).
void Gate::linger() {
  asio::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  wait();
}

// Told that there is nothing more to read, the connection closes.
void Gate::end(const asio::error_code& why) {
  const ReadDone done = std::exchange(done_, nullptr);
  if (done) done(why, 0);
  close();
}

void Gate::watch(std::function<void()> on_lost) {
  if (phase_ == Phase::closed) return on_lost();
  phase_ = Phase::watching;
  on_lost_ = std::move(on_lost);
  wait();
}

void Gate::expire(Clock::time_point now) {
  if (now < deadline_) return;
  const auto self = shared_from_this();
  if (phase_ == Phase::head) return refuse(Refusal::head_too_slow);
  if (phase_ == Phase::body) return refuse(Refusal::body_too_slow);
  if (phase_ == Phase::idle || phase_ == Phase::refusing) return end(asio::error::eof);
  close();  // takes nothing of its response
}

void Gate::stop_if_idle() {
  const auto self = shared_from_this();
  if (phase_ == Phase::idle || phase_ == Phase::head) end(asio::error::eof);
}

}  // namespace chuangmo::server
