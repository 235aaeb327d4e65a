#pragma once
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/http/exchange.h"

namespace chuangmo::server {

struct EventLimits {
  std::size_t kept_events = 4096;  // for clients that come back
  std::size_t kept_bytes = std::size_t{8} << 20U;
  std::size_t unsent_bytes = std::size_t{256} << 10U;  // a client further behind is dropped
  std::size_t per_account = 16;
  std::size_t per_address = 64;
  std::size_t subscribers = 2000;
  std::chrono::milliseconds heartbeat{15000};
};

// Server-sent events (HTML, 9.2). What is published reaches the sockets at once, in the order of publishing.
class EventHub {
 public:
  using TopicFilter = std::function<bool(std::string_view topic)>;
  using Clock = std::chrono::steady_clock;

  explicit EventHub(EventLimits limits = {});
  ~EventHub();

  // Opens the stream and answers the request with it, or with a problem: SRV070 too many of this account or
  // address, SRV071 too many in all, SRV072 the server is stopping. `filter` is asked on any thread.
  // With Last-Event-ID, what was published since and is still kept comes first; where that cannot be told, an
  // event "resync" says that the client must read everything anew.
  void subscribe(const HttpRequest& request, const Reply& reply, std::string account, TopicFilter filter);

  // A topic "work:市统计局" comes as event "work"; what stands behind the colon is for filters alone.
  // `id` is unique among all events and has no line end; `text` is one line or several (JSON). Any thread.
  void publish(std::string_view topic, std::string_view id, std::string_view text);

  void tick(Clock::time_point now);             // sends heartbeats; the listener calls it
  void drop_account(std::string_view account);  // a session was revoked: its streams end
  void close();                                 // a comment to everybody, then the end; none may come after
  std::size_t subscriber_count() const;
  std::size_t dropped_count() const;  // for being slow, since the start

 private:
  struct Subscriber;
  struct Event;
  Result<void> admit(const HttpRequest& request, std::string_view account) const;
  void replay(Subscriber& subscriber, std::string_view last_id) const;
  void forget(const Subscriber* subscriber);
  void send(Subscriber& subscriber, const SharedText& text);

  const EventLimits limits_;
  mutable std::mutex mutex_;
  std::deque<Event> kept_;
  std::size_t kept_bytes_ = 0;
  std::vector<std::shared_ptr<Subscriber>> subscribers_;
  std::size_t dropped_ = 0;
  bool is_closed_ = false;
};

}  // namespace chuangmo::server
