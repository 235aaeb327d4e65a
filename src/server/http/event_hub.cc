#include "server/http/event_hub.h"

#include <algorithm>
#include <cassert>

#include "server/http/problem.h"

namespace chuangmo::server {
namespace {

const SharedText& heartbeat_text() {
  static const SharedText text = share(": .\n\n");
  return text;
}

// HTML, 9.2.6. Every line of the text is a data line, so that no text can end an event or begin another
// field.
SharedText event_text(std::string_view topic, std::string_view id, std::string_view text) {
  std::string out;
  out.reserve(topic.size() + id.size() + text.size() + 32);
  if (!id.empty()) out.append("id: ").append(id).append("\n");
  out.append("event: ").append(topic.substr(0, topic.find(':'))).append("\n");
  while (true) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    out.append("data: ").append(text.substr(0, end)).append("\n");
    if (end == text.size()) break;
    const bool is_pair = text.substr(end, 2) == "\r\n";
    text.remove_prefix(end + (is_pair ? 2 : 1));
  }
  out.append("\n");
  return share(std::move(out));
}

[[maybe_unused]] bool is_one_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

HttpResponse stream_head() {
  HttpResponse head = text_response(200, "text/event-stream", nullptr);
  head.set("Cache-Control", "no-store").set("X-Accel-Buffering", "no");
  return head;
}

}  // namespace

struct EventHub::Subscriber {
  std::string account;
  std::string address;
  TopicFilter filter;
  std::shared_ptr<Stream> stream;
  Clock::time_point last_written = Clock::now();
};

struct EventHub::Event {
  std::string topic;
  std::string id;
  SharedText text;
};

EventHub::EventHub(EventLimits limits) : limits_(limits) {}
EventHub::~EventHub() {
  close();
}

Result<void> EventHub::admit(const HttpRequest& request, std::string_view account) const {
  if (is_closed_) return fail("SRV072", "服务正在停止。", "稍后重新连接。");
  std::size_t of_account = 0;
  std::size_t of_address = 0;
  for (const auto& subscriber : subscribers_) {
    if (subscriber->account == account) ++of_account;
    if (subscriber->address == request.remote_address) ++of_address;
  }
  if (of_account >= limits_.per_account || of_address >= limits_.per_address)
    return fail("SRV070", "这个账号或地址打开的页面过多。", "关闭不用的页面后重试。");
  if (subscribers_.size() >= limits_.subscribers) return fail("SRV071", "打开的页面过多。", "稍后重试。");
  return {};
}

void EventHub::subscribe(const HttpRequest& request, const Reply& reply, std::string account,
                         TopicFilter filter) {
  auto subscriber = std::make_shared<Subscriber>();
  subscriber->address = request.remote_address;
  subscriber->filter = std::move(filter);
  {
    const std::lock_guard lock(mutex_);
    auto admitted = admit(request, account);
    if (!admitted) return reply.send(problem_response(admitted.error(), request));
    HttpResponse head = stream_head();
    head.account = account;
    subscriber->account = std::move(account);
    subscriber->stream = reply.open_stream(std::move(head));
    // Under the lock that publish() takes: nothing falls between what is replayed and what comes.
    subscribers_.push_back(subscriber);
    replay(*subscriber, request.field("last-event-id"));
  }
  // A stream may be gone already, and then calls from here: the lock is free.
  subscriber->stream->on_closed([this, gone = subscriber.get()] { forget(gone); });
}

void EventHub::replay(Subscriber& subscriber, std::string_view last_id) const {
  const auto& stream = subscriber.stream;
  if (last_id.empty()) return stream->write(share("retry: 2000\n\n"));
  const auto last =
      std::find_if(kept_.rbegin(), kept_.rend(), [&](const Event& event) { return event.id == last_id; });
  if (last == kept_.rend()) return stream->write(event_text("resync", "", "{}"));
  std::string text = "retry: 2000\n\n";
  for (auto event = last.base(); event != kept_.end(); ++event)
    if (subscriber.filter(event->topic)) text += *event->text;
  stream->write(share(std::move(text)));
}

void EventHub::send(Subscriber& subscriber, const SharedText& text) {
  if (subscriber.stream->is_closed()) return;
  if (subscriber.stream->unsent_bytes() + text->size() > limits_.unsent_bytes) {
    ++dropped_;
    return subscriber.stream->abort();
  }
  subscriber.stream->write(text);
  subscriber.last_written = Clock::now();
}

void EventHub::publish(std::string_view topic, std::string_view id, std::string_view text) {
  assert(is_one_line(topic) && is_one_line(id));
  SharedText written = event_text(topic, id, text);
  const std::lock_guard lock(mutex_);
  if (is_closed_) return;
  for (const auto& subscriber : subscribers_)
    if (subscriber->filter(topic)) send(*subscriber, written);
  kept_bytes_ += written->size();
  kept_.push_back({std::string(topic), std::string(id), std::move(written)});
  while (kept_.size() > limits_.kept_events || kept_bytes_ > limits_.kept_bytes) {
    kept_bytes_ -= kept_.front().text->size();
    kept_.pop_front();
  }
}

void EventHub::tick(Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  for (const auto& subscriber : subscribers_) {
    if (now - subscriber->last_written < limits_.heartbeat) continue;
    send(*subscriber, heartbeat_text());
    subscriber->last_written = now;
  }
}

void EventHub::forget(const Subscriber* subscriber) {
  const std::lock_guard lock(mutex_);
  std::erase_if(subscribers_, [&](const auto& one) { return one.get() == subscriber; });
}

void EventHub::drop_account(std::string_view account) {
  const std::lock_guard lock(mutex_);
  for (const auto& subscriber : subscribers_)
    if (subscriber->account == account) subscriber->stream->close(share(": signed out\n\n"));
}

void EventHub::close() {
  const std::lock_guard lock(mutex_);
  is_closed_ = true;
  for (const auto& subscriber : subscribers_) subscriber->stream->close(share(": server stops\n\n"));
}

std::size_t EventHub::subscriber_count() const {
  const std::lock_guard lock(mutex_);
  return subscribers_.size();
}

std::size_t EventHub::dropped_count() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

}  // namespace chuangmo::server
