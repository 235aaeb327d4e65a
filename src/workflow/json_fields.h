#pragma once
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/civil.h"
#include "workflow/item.h"
#include "workflow/names.h"

namespace chuangmo::workflow {

// JSON objects and structs, both ways from one description: describe(fields, value) names every member once,
// and `fields` is a FieldWriter or a FieldReader. Descriptions are in descriptions.h.
using Json = nlohmann::json;  // keeps keys in the order of their bytes

// Keys in the order of their bytes, no blanks; bytes that are not UTF-8 become U+FFFD.
std::string canonical_text(const Json& json);

struct JsonFault {
  std::string pointer;  // RFC 6901: "/figures/0/period"
  std::string text;
  std::string fix;
};
using JsonFaults = std::vector<JsonFault>;

// Where in a document a reader stands; the pointer is spelled only when something is wrong.
struct JsonPlace {
  const JsonPlace* parent = nullptr;
  std::string_view key;
  std::size_t index = 0;  // of an array, when there is no key
  std::string pointer() const;
};

// The whole document. nullopt with the fault: no JSON, one key twice, nested too deeply.
std::optional<Json> parse_json(std::string_view text, JsonFaults& faults);

// What a member may hold at most.
struct FieldLimit {
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
  std::size_t count = kNone;       // elements, members
  std::size_t characters = kNone;  // of each text in it
  std::size_t key_characters = kNone;
};

template <class T, class Described>
concept Of = std::same_as<std::remove_const_t<T>, Described>;

template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value) {
  names_of(value);
};

class FieldWriter {
 public:
  explicit FieldWriter(Json& object) : object_(object) { object_ = Json::object(); }
  template <class T>
  void operator()(const char* key, const T& value, FieldLimit = {}) {
    write(object_[key], value);
  }
  template <class T>
  void may(const char* key, const T& value, FieldLimit = {}) {
    write(object_[key], value);
  }

  static void write(Json& out, const std::string& text) { out = text; }
  static void write(Json& out, std::string_view text) { out = text; }
  static void write(Json& out, bool truth) { out = truth; }
  static void write(Json& out, int number) { out = number; }
  static void write(Json& out, std::int64_t number) { out = number; }
  static void write(Json& out, Date date) { out = date.text(); }
  static void write(Json& out, Instant instant) { out = instant.text(); }
  static void write(Json& out, const Period& period) { out = period.text(); }
  static void write(Json& out, const Item& item) { out = item_text(item); }
  template <NamedEnum T>
  static void write(Json& out, T value) {
    out = name_of(value);
  }
  template <class T>
  static void write(Json& out, const std::optional<T>& value) {
    if (value) write(out, *value);
  }
  template <class T>
  static void write(Json& out, const std::vector<T>& values) {
    out = Json::array();
    for (const T& value : values) write(out.emplace_back(), value);
  }
  template <class T>
  static void write(Json& out, const std::set<T>& values) {
    out = Json::array();
    for (const T& value : values) write(out.emplace_back(), value);
  }
  template <class T>
  static void write(Json& out, const std::map<std::string, T>& values) {
    out = Json::object();
    for (const auto& [key, value] : values) write(out[key], value);
  }
  template <class T>
  requires std::is_class_v<T>
  static void write(Json& out, const T& value) {
    FieldWriter fields(out);
    describe(fields, value);
  }

 private:
  Json& object_;
};

class FieldReader {
 public:
  // Anything but an object is a fault, and then every member keeps what it was.
  FieldReader(const Json& json, const JsonPlace& place, JsonFaults& faults);
  // A member that must be there.
  template <class T>
  void operator()(const char* key, T& value, FieldLimit limit = {}) {
    const Json* found = take(key);
    if (found != nullptr) return read(*found, {&place_, key}, value, limit);
    if (object_ != nullptr) complain(place_, std::string("缺少“") + key + "”", "补上这一项");
  }
  // A member that stays as it was when it is not there.
  template <class T>
  void may(const char* key, T& value, FieldLimit limit = {}) {
    if (const Json* found = take(key); found != nullptr) read(*found, {&place_, key}, value, limit);
  }
  void refuse_others();  // members nobody asked for

  void read(const Json& json, const JsonPlace& place, std::string& text, const FieldLimit& limit);
  void read(const Json& json, const JsonPlace& place, bool& truth, const FieldLimit&);
  void read(const Json& json, const JsonPlace& place, int& number, const FieldLimit&);
  void read(const Json& json, const JsonPlace& place, std::int64_t& number, const FieldLimit&);
  void read(const Json& json, const JsonPlace& place, Date& date, const FieldLimit&);
  void read(const Json& json, const JsonPlace& place, Instant& instant, const FieldLimit&);
  void read(const Json& json, const JsonPlace& place, Period& period, const FieldLimit&);
  void read(const Json& json, const JsonPlace& place, Item& item, const FieldLimit&);
  template <NamedEnum T>
  void read(const Json& json, const JsonPlace& place, T& value, const FieldLimit&) {
    const std::string name = short_text(json, place);
    if (const auto known = from_name<T>(name)) {
      value = *known;
    } else {
      complain_of_name(place, name, names_of(T{}));
    }
  }
  template <class T>
  void read(const Json& json, const JsonPlace& place, std::optional<T>& value, const FieldLimit& limit) {
    value.reset();
    if (!json.is_null()) read(json, place, value.emplace(), limit);
  }
  template <class T>
  void read(const Json& json, const JsonPlace& place, std::vector<T>& values, const FieldLimit& limit) {
    values.clear();
    if (!is_array(json, place, limit)) return;
    values.reserve(json.size());
    for (const Json& element : json) {
      const std::size_t index = values.size();
      read(element, {&place, {}, index}, values.emplace_back(), limit);
      if (is_over()) return;
    }
  }
  template <class T>
  void read(const Json& json, const JsonPlace& place, std::set<T>& values, const FieldLimit& limit) {
    std::vector<T> list;
    read(json, place, list, limit);
    values = {list.begin(), list.end()};
    if (!std::is_sorted(list.begin(), list.end()) || values.size() != list.size())
      complain(place, "应按顺序且不重复", "");
  }
  template <class T>
  void read(const Json& json, const JsonPlace& place, std::map<std::string, T>& values,
            const FieldLimit& limit) {
    values.clear();
    if (!is_object(json, place, limit)) return;
    for (const auto& [key, element] : json.items())
      read(element, {&place, key}, values.try_emplace(values.end(), key)->second, limit);
  }
  template <class T>
  requires std::is_class_v<T>
  void read(const Json& json, const JsonPlace& place, T& value, const FieldLimit&) {
    FieldReader fields(json, place, faults_);
    describe(fields, value);
    fields.refuse_others();
  }

 private:
  const Json* take(const char* key);
  std::string short_text(const Json& json, const JsonPlace& place);
  bool is_array(const Json& json, const JsonPlace& place, const FieldLimit& limit);
  bool is_object(const Json& json, const JsonPlace& place, const FieldLimit& limit);
  bool is_over() const { return faults_.size() >= kMostFaults; }
  void complain(const JsonPlace& place, std::string text, std::string fix);
  void complain_of_name(const JsonPlace& place, const std::string& name, Names names);

  static constexpr std::size_t kMostFaults = 1000;
  const Json* object_ = nullptr;
  const JsonPlace& place_;
  JsonFaults& faults_;
  std::vector<std::string_view> taken_;
};

template <class T>
Json to_json(const T& value) {
  Json json;
  FieldWriter::write(json, value);
  return json;
}
// Everything that is wrong is told at once; with faults, the value is worth nothing.
template <class T>
T from_json(const Json& json, JsonFaults& faults) {
  T value;
  const JsonPlace root;
  FieldReader fields(json, root, faults);
  describe(fields, value);
  fields.refuse_others();
  return value;
}

}  // namespace chuangmo::workflow
