#include "server/http/routes.h"

#include <algorithm>
#include <cassert>

namespace chuangmo::server {

struct Routes::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::vector<const Route*> routes;  // by method

  const Route* route_of(std::string_view method) const {
    const auto at =
        std::find_if(routes.begin(), routes.end(), [&](const Route* r) { return r->method == method; });
    return at == routes.end() ? nullptr : *at;
  }
};

namespace {

std::vector<std::string> segments_of(std::string_view pattern) {
  assert(!pattern.empty() && pattern.front() == '/');
  std::vector<std::string> segments;
  for (std::size_t begin = 1; begin <= pattern.size();) {
    const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
    segments.emplace_back(pattern.substr(begin, end - begin));
    begin = end + 1;
  }
  if (segments.empty()) segments.emplace_back();
  return segments;
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// The deepest node these segments lead to that has routes.
template <class Node>
const Node* node_for(const Node& node, const std::vector<std::string>& segments, std::size_t depth) {
  if (depth == segments.size()) return node.routes.empty() ? nullptr : &node;
  if (const auto literal = node.literals.find(segments[depth]); literal != node.literals.end())
    if (const Node* found = node_for(*literal->second, segments, depth + 1)) return found;
  if (!node.parameter || segments[depth].empty()) return nullptr;
  return node_for(*node.parameter, segments, depth + 1);
}

NamedTexts parameters_of(const std::string& pattern, const std::vector<std::string>& segments) {
  NamedTexts parameters;
  std::size_t at = 0;
  for (std::size_t begin = 1; begin <= pattern.size() && at < segments.size(); ++at) {
    const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
    if (pattern[begin] == '{')
      parameters.emplace_back(pattern.substr(begin + 1, end - begin - 2), segments[at]);
    begin = end + 1;
  }
  return parameters;
}

template <class Node>
std::string allowed(const Node& node) {
  std::string allow;
  for (const Route* route : node.routes) {
    if (!allow.empty()) allow += ", ";
    allow += route->method == "GET" ? "GET, HEAD" : route->method;
  }
  return allow;
}

}  // namespace

Routes::Routes() : root_(std::make_unique<Node>()) {}
Routes::~Routes() = default;
Routes::Routes(Routes&&) noexcept = default;
Routes& Routes::operator=(Routes&&) noexcept = default;

void Routes::add(std::string_view method, std::string_view pattern, RouteRules rules, Handler handler) {
  insert({std::string(method), std::string(pattern), std::move(rules), std::move(handler)});
}

void Routes::add_late(std::string_view method, std::string_view pattern, RouteRules rules,
                      LateHandler handler) {
  insert({std::string(method), std::string(pattern), std::move(rules), std::move(handler)});
}

void Routes::otherwise(Handler handler) {
  RouteRules rules;
  rules.where = Where::io;
  otherwise_ = std::make_unique<Route>(Route{"GET", "/*", rules, std::move(handler), routes_.size()});
}

void Routes::insert(Route route) {
  Node* node = root_.get();
  for (const std::string& segment : segments_of(route.pattern)) {
    auto& next = is_parameter(segment) ? node->parameter : node->literals[segment];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  assert(node->route_of(route.method) == nullptr);
  route.index = routes_.size();
  routes_.push_back(std::move(route));
  node->routes.push_back(&routes_.back());
  if (otherwise_) otherwise_->index = routes_.size();
}

Routes::Found Routes::find(std::string_view method, const std::vector<std::string>& segments) const {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  const Node* node = node_for(*root_, segments, 0);
  if (node == nullptr) {
    const bool is_for_otherwise =
        otherwise_ && wanted == "GET" && !segments.empty() && segments.front() != "api";
    return is_for_otherwise ? Found{otherwise_.get(), {}, {}} : Found{};
  }
  const Route* route = node->route_of(wanted);
  if (route == nullptr) return {nullptr, {}, allowed(*node)};
  return {route, parameters_of(route->pattern, segments), {}};
}

}  // namespace chuangmo::server
