#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace chuangmo::server {

// Threads that run what they are given, in its order, with a queue that has an end.
class WorkerPool {
 public:
  enum class Priority { normal, low };
  WorkerPool(unsigned threads, std::size_t queue_limit, Priority priority);
  ~WorkerPool();  // stops

  // False when the queue is full or the pool has stopped; then `work` will not run.
  bool submit(std::function<void()> work);
  std::size_t queue_length() const;
  void stop();  // what runs is finished, what waits is dropped

 private:
  void run(Priority priority);

  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace chuangmo::server
