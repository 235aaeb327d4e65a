#pragma once
#include <array>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/http/exchange.h"

namespace chuangmo::server {

// Which threads run a handler. io: it only looks something up in memory. worker: it reads or writes the
// store. slow: it takes long (a password hash, a document); few threads of low priority, so that a flood of
// these does not hold up the others.
enum class Where { io, worker, slow };

// Which allowance of its address a request is charged to; ListenerOptions says how large each is.
enum class RateClass { none, read, write, login, upload };
inline constexpr std::size_t kRateClasses = 5;

struct RouteRules {
  std::size_t body_limit = 0;  // bytes; 0: a request with a body is refused
  Where where = Where::worker;
  std::vector<std::string> content_types;  // of a body, without parameters; empty: application/json
  RateClass rate = RateClass::none;
};

struct Route {
  std::string method;
  std::string pattern;  // "/api/v1/requests/{request}/submissions"
  RouteRules rules;
  std::variant<Handler, LateHandler> handler;
  std::size_t index = 0;  // position in Routes::all()
};

// The table of what is served. Filled before the listener opens, constant afterwards.
class Routes {
 public:
  Routes();
  ~Routes();
  Routes(Routes&&) noexcept;
  Routes& operator=(Routes&&) noexcept;

  // A pattern is literal segments and whole-segment parameters; adding one twice is a bug. HEAD is answered
  // from GET, and OPTIONS not at all: pages and API have one origin.
  void add(std::string_view method, std::string_view pattern, RouteRules rules, Handler handler);
  void add_late(std::string_view method, std::string_view pattern, RouteRules rules, LateHandler handler);
  // What answers a GET that no pattern takes, on an io thread; not asked below "/api/".
  void otherwise(Handler handler);

  struct Found {
    const Route* route = nullptr;
    NamedTexts parameters;
    std::string allow;  // with no route: the methods this path has ("GET, HEAD, PUT"); empty: no such path
  };
  // `segments` are decoded. A literal segment is preferred to a parameter.
  Found find(std::string_view method, const std::vector<std::string>& segments) const;
  const std::deque<Route>& all() const { return routes_; }

 private:
  struct Node;
  void insert(Route route);
  std::deque<Route> routes_;
  std::unique_ptr<Node> root_;
  std::unique_ptr<Route> otherwise_;
};

}  // namespace chuangmo::server
