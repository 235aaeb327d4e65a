#include "server/http/exchange_run.h"

#include <exception>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "server/http/problem.h"

namespace chuangmo::server {
namespace {

// The right to answer as it is given away: gone without an answer, it answers itself.
class Given final : public Answering {
 public:
  explicit Given(std::shared_ptr<ExchangeRun> run) : run_(std::move(run)) {}
  ~Given() override { run_->fail_if_unanswered(); }
  Given(const Given&) = delete;
  Given& operator=(const Given&) = delete;
  void send(HttpResponse response) override { run_->send(std::move(response)); }
  std::shared_ptr<Stream> open_stream(HttpResponse head) override {
    return run_->open_stream(std::move(head));
  }

 private:
  std::shared_ptr<ExchangeRun> run_;
};

class HttpStream final : public Stream, public std::enable_shared_from_this<HttpStream> {
 public:
  HttpStream(std::weak_ptr<ServerCore> core, ResponseSlot slot, std::shared_ptr<Gate> gate)
      : core_(std::move(core)), slot_(std::move(slot)), gate_(std::move(gate)) {}

  void write(SharedText piece) override { add(std::move(piece), false); }
  void close(SharedText last_words) override {
    static const SharedText nothing = share("\n");
    add(last_words && !last_words->empty() ? std::move(last_words) : nothing, true);
  }
  void abort() override {
    if (const auto core = core_.lock()) asio::post(gate_->loop().io, [gate = gate_] { gate->close(); });
  }
  std::size_t unsent_bytes() const override { return *unsent_; }
  bool is_closed() const override { return is_closed_ || is_ending_; }
  void on_closed(std::function<void()> call) override {
    {
      const std::lock_guard lock(mutex_);
      if (!is_closed_) {
        on_closed_ = std::move(call);
        return;
      }
    }
    call();
  }
  // On the loop's thread.
  void begin(std::string head) {
    slot_.write_pieces({share(std::move(head))}, false, [] {});
    gate_->watch([self = weak_from_this()] {
      if (const auto stream = self.lock()) stream->lost();
    });
    has_begun_ = true;
    flush();
  }

  // Nothing more can be written.
  void lost() {
    std::function<void()> call;
    {
      const std::lock_guard lock(mutex_);
      is_closed_ = true;
      call = std::exchange(on_closed_, nullptr);
    }
    if (call) call();
  }

 private:
  // Pieces wait in a queue of the stream's own: what several threads post to a loop may be run in another
  // order. And they are never written at once: whoever writes may hold a lock that on_closed() wants.
  void add(SharedText piece, bool is_last) {
    const auto core = core_.lock();
    const std::lock_guard lock(mutex_);
    if (!core || is_closed_ || is_ending_) return;
    *unsent_ += piece->size();
    waiting_.push_back(std::move(piece));
    is_ending_ = is_last;
    if (std::exchange(is_flush_posted_, true)) return;
    asio::post(gate_->loop().io, [self = shared_from_this()] {
      if (self->has_begun_) self->flush();
    });
  }
  void flush() {
    std::vector<SharedText> pieces;
    bool is_last = false;
    {
      const std::lock_guard lock(mutex_);
      is_flush_posted_ = false;
      pieces.swap(waiting_);
      is_last = is_ending_;
    }
    std::size_t size = 0;
    for (const SharedText& piece : pieces) size += piece->size();
    if (!pieces.empty())
      slot_.write_pieces(std::move(pieces), is_last, [unsent = unsent_, size] { *unsent -= size; });
  }
  std::weak_ptr<ServerCore> core_;
  ResponseSlot slot_;
  std::shared_ptr<Gate> gate_;
  // By itself, so that what RESTinio holds of a stream does not hold the stream.
  std::shared_ptr<std::atomic<std::size_t>> unsent_ = std::make_shared<std::atomic<std::size_t>>(0);
  std::atomic<bool> is_ending_{false};
  std::atomic<bool> is_closed_{false};
  bool has_begun_ = false;  // of the loop's thread
  std::mutex mutex_;
  std::vector<SharedText> waiting_;
  bool is_flush_posted_ = false;
  std::function<void()> on_closed_;
};

Failure no_answer() {
  return {"SRV090", "服务没有作出回答。", "稍后重试；仍不行时，把请求编号告诉管理员。"};
}
Failure handler_failed() {
  return {"SRV091", "服务内部错误。", "稍后重试；仍不行时，把请求编号告诉管理员。"};
}

}  // namespace

ExchangeRun::ExchangeRun(std::weak_ptr<ServerCore> core, Admission admission, ResponseSlot slot,
                         std::shared_ptr<Gate> gate)
    : core_(std::move(core)),
      admission_(std::move(admission)),
      slot_(std::move(slot)),
      gate_(std::move(gate)) {}

void ExchangeRun::run() {
  try {
    if (const auto* handler = std::get_if<Handler>(&admission_.route->handler))
      return send((*handler)(*admission_.request));
    std::get<LateHandler>(admission_.route->handler)(admission_.request,
                                                     Reply(std::make_shared<Given>(shared_from_this())));
  } catch (const std::exception& fault) {
    if (const auto core = core_.lock()) core->record_fault(admission_, fault.what());
    send(problem_response(handler_failed(), *admission_.request));
  }
}

void ExchangeRun::fail_if_unanswered() {
  if (is_answered_) return;
  if (const auto core = core_.lock()) core->record_fault(admission_, "no answer");
  send(problem_response(no_answer(), *admission_.request));
}

void ExchangeRun::send(HttpResponse response) {
  const auto core = core_.lock();
  if (is_answered_.exchange(true) || !core) return;
  int descriptor = -1;
  if (response.file && !admission_.is_head) {
    descriptor = ::open(response.file->path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
      core->record_fault(admission_, "file of the response cannot be opened");
      response = problem_response(handler_failed(), *admission_.request);
    }
  }
  const std::uint64_t size = response.file ? response.file->size : response.body ? response.body->size() : 0;
  const bool keeps_alive = admission_.keeps_alive && !response.closes && !core->is_stopping();
  if (admission_.is_head || !may_have_body(response.status)) response.body = nullptr;
  core->record(admission_, response, response.body || descriptor >= 0 ? size : 0);
  write(core->response_head().text(response, size, keeps_alive), response, descriptor, keeps_alive);
}

void ExchangeRun::write(std::string head, const HttpResponse& response, int descriptor, bool keeps_alive) {
  if (descriptor < 0) {
    asio::dispatch(gate_->loop().io, [self = shared_from_this(), head = std::move(head), body = response.body,
                                      keeps_alive]() mutable {
      self->slot_.write(std::move(head), std::move(body), keeps_alive);
    });
    return;
  }
  asio::dispatch(gate_->loop().io, [self = shared_from_this(), head = std::move(head), file = *response.file,
                                    descriptor, keeps_alive]() mutable {
    self->slot_.write_file(std::move(head), descriptor, file, keeps_alive);
  });
}

std::shared_ptr<Stream> ExchangeRun::open_stream(HttpResponse head) {
  const auto core = core_.lock();
  const auto stream = std::make_shared<HttpStream>(core_, slot_, gate_);
  if (is_answered_.exchange(true) || !core) {
    stream->lost();
    return stream;
  }
  core->record(admission_, head, 0);
  std::string text = core->response_head().text(head, std::nullopt, false);
  if (admission_.is_head) {
    write(std::move(text), HttpResponse(), -1, false);
    stream->lost();
    return stream;
  }
  asio::dispatch(gate_->loop().io,
                 [stream, text = std::move(text)]() mutable { stream->begin(std::move(text)); });
  return stream;
}

}  // namespace chuangmo::server
