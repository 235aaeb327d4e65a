#include "server/http/json_body.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace chuangmo::server {
namespace {

using Json = nlohmann::json;

// Builds the value as nlohmann's own reader does, and stops where that one would let something pass.
class Builder : public nlohmann::json_sax<Json> {
 public:
  explicit Builder(const JsonLimits& limits) : limits_(limits) {}
  Json take_value() { return std::move(root_); }
  const Failure& failure() const { return failure_; }

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t& text) override {
    if (!std::isfinite(value)) return wrong("JSON 中的数 " + quote(text) + " 过大。");
    return put(value);
  }
  bool string(string_t& value) override {
    if (value.find('\0') != string_t::npos) return wrong("JSON 的字符串中不得有 NUL。");
    return put(std::move(value));
  }
  bool binary(binary_t&) override { return wrong("JSON 有误。"); }

  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (name.find('\0') != string_t::npos) return wrong("JSON 的名称中不得有 NUL。");
    if (open_.back()->contains(name)) return wrong("JSON 对象中的名称 " + quote(name) + " 重复。");
    name_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    return wrong("JSON 在第 " + std::to_string(position) + " 个字节处有误。");
  }

 private:
  bool wrong(std::string text) {
    failure_ = {"SRV050", std::move(text), "请求正文须是 UTF-8 编码的 JSON。"};
    return false;
  }
  bool beyond(std::string text) {
    failure_ = {"SRV051", std::move(text), "减少内容，或分几次提交。"};
    return false;
  }
  Json* place(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    return &(parent[std::exchange(name_, {})] = std::move(value));
  }
  bool put(Json value) {
    if (++values_ > limits_.values) return beyond("JSON 中的值过多。");
    place(std::move(value));
    return true;
  }
  bool open(Json value) {
    if (++values_ > limits_.values) return beyond("JSON 中的值过多。");
    if (open_.size() == limits_.depth) return beyond("JSON 嵌套过深。");
    // An element of an array moves when the array grows, but never while it is open.
    open_.push_back(place(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  JsonLimits limits_;
  Json root_;
  std::vector<Json*> open_;
  std::string name_;
  std::size_t values_ = 0;
  Failure failure_;
};

}  // namespace

Result<Json> read_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) return fail("SRV051", "JSON 过大。", "减少内容，或分几次提交。");
  Builder builder(limits);
  if (Json::sax_parse(text, &builder)) return builder.take_value();
  return tl::unexpected(builder.failure());
}

}  // namespace chuangmo::server
