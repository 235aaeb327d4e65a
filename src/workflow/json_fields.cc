#include "workflow/json_fields.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::workflow {
namespace {

constexpr std::size_t kShortText = 200;  // names, dates, periods, items
constexpr std::size_t kMostDepth = 16;

std::string escaped(std::string_view key) {
  return replace_all(replace_all(std::string(key), "~", "~0"), "/", "~1");
}

// Builds the document, and stops at what is refused: a key given twice, of whose values nobody can say which
// was meant, and nesting without end.
class DocumentBuilder : public nlohmann::json_sax<Json> {
 public:
  Json document;
  std::string refusal;  // "" it is no JSON
  std::string fix = "检查括号、引号和编码（应为 UTF-8）";

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t&) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& key) override {
    const auto [place, is_new] = open_.back()->get_ref<Json::object_t&>().try_emplace(std::move(key));
    member_ = &place->second;
    return is_new || refuse("同一对象中有重复的键" + quote(place->first), "每个键只写一次");
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  template <class Value>
  bool put(Value&& value) {
    (void)place(std::forward<Value>(value));
    return true;
  }
  template <class Value>
  Json* place(Value&& value) {
    if (open_.empty()) return &(document = std::forward<Value>(value));
    if (open_.back()->is_object()) return &(*member_ = std::forward<Value>(value));
    auto& elements = open_.back()->get_ref<Json::array_t&>();
    elements.emplace_back(std::forward<Value>(value));
    return &elements.back();
  }
  bool open(Json&& value) {
    if (open_.size() == kMostDepth)
      return refuse(fmt::format("JSON 嵌套超过 {} 层", kMostDepth), "检查是否传错了文件");
    open_.push_back(place(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  bool refuse(std::string why, std::string what_to_do) {
    refusal = std::move(why);
    fix = std::move(what_to_do);
    return false;
  }

  std::vector<Json*> open_;  // the objects and lists that are not closed yet
  Json* member_ = nullptr;   // what the last key names
};

}  // namespace

std::string canonical_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string JsonPlace::pointer() const {
  if (parent == nullptr) return "";
  return parent->pointer() + "/" + (key.data() != nullptr ? escaped(key) : std::to_string(index));
}

std::optional<Json> parse_json(std::string_view text, JsonFaults& faults) {
  DocumentBuilder builder;
  if (Json::sax_parse(text, &builder)) return std::move(builder.document);
  faults.push_back({"", builder.refusal.empty() ? "不是有效的 JSON" : builder.refusal, builder.fix});
  return std::nullopt;
}

FieldReader::FieldReader(const Json& json, const JsonPlace& place, JsonFaults& faults)
    : place_(place), faults_(faults) {
  if (json.is_object()) {
    object_ = &json;
  } else {
    complain(place, "应是一个对象", "写成 {…}");
  }
}

const Json* FieldReader::take(const char* key) {
  if (object_ == nullptr) return nullptr;
  const auto found = object_->find(key);
  if (found == object_->end()) return nullptr;
  taken_.emplace_back(key);
  return &*found;
}

void FieldReader::refuse_others() {
  if (object_ == nullptr || taken_.size() == object_->size()) return;
  for (const auto& [key, value] : object_->items()) {
    if (std::find(taken_.begin(), taken_.end(), key) == taken_.end())
      complain({&place_, key}, "不认识的键" + quote(key), "删去，或检查拼写");
  }
}

void FieldReader::complain(const JsonPlace& place, std::string text, std::string fix) {
  if (!is_over()) faults_.push_back({place.pointer(), std::move(text), std::move(fix)});
}

void FieldReader::complain_of_name(const JsonPlace& place, const std::string& name, Names names) {
  if (!name.empty())
    complain(place, "没有这种取值：" + quote(name), fmt::format("可用：{}", fmt::join(names, "、")));
}

void FieldReader::read(const Json& json, const JsonPlace& place, std::string& text, const FieldLimit& limit) {
  if (!json.is_string()) return complain(place, "应是文字", "加上引号");
  text = json.get_ref<const std::string&>();
  // Bytes bound characters: most texts need no counting.
  if (text.size() > limit.characters && length_in_characters(text) > limit.characters)
    complain(place, fmt::format("文字超过 {} 个字", limit.characters), "缩短，详细内容作为佐证材料上传");
  if (text.find('\0') != std::string::npos) complain(place, "文字中有空字符", "删去不可见的字符");
}

std::string FieldReader::short_text(const Json& json, const JsonPlace& place) {
  std::string text;
  const std::size_t before = faults_.size();
  read(json, place, text, {.characters = kShortText});
  if (faults_.size() != before) return "";
  if (text.empty()) complain(place, "没有填", "补上这一项");
  return text;
}

void FieldReader::read(const Json& json, const JsonPlace& place, bool& truth, const FieldLimit&) {
  if (!json.is_boolean()) return complain(place, "应是 true 或 false", "");
  truth = json.get<bool>();
}

void FieldReader::read(const Json& json, const JsonPlace& place, std::int64_t& number, const FieldLimit&) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const bool is_whole =
      json.is_number_integer() && (!json.is_number_unsigned() || json.get<std::uint64_t>() <= kMost);
  if (!is_whole) return complain(place, "应是整数", "");
  number = json.get<std::int64_t>();
}

void FieldReader::read(const Json& json, const JsonPlace& place, int& number, const FieldLimit& limit) {
  std::int64_t wide = 0;
  read(json, place, wide, limit);
  if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
    return complain(place, "数值过大", "");
  number = static_cast<int>(wide);
}

void FieldReader::read(const Json& json, const JsonPlace& place, Date& date, const FieldLimit&) {
  const std::string text = short_text(json, place);
  if (text.empty()) return;
  const auto parsed = Date::parse(text);
  if (!parsed) return complain(place, parsed.error().text, parsed.error().fix);
  date = *parsed;
}

void FieldReader::read(const Json& json, const JsonPlace& place, Instant& instant, const FieldLimit&) {
  const std::string text = short_text(json, place);
  if (text.empty()) return;
  const auto parsed = Instant::parse(text);
  if (!parsed) return complain(place, parsed.error().text, parsed.error().fix);
  instant = *parsed;
}

void FieldReader::read(const Json& json, const JsonPlace& place, Period& period, const FieldLimit&) {
  const std::string text = short_text(json, place);
  if (text.empty()) return;
  // Nobody reports by the hour, and a minute of a far year would not even fit in base's count of minutes.
  const std::string folded = nfkc(text);
  const bool has_minutes = contains(folded, ":") || contains(folded, "时");
  const auto parsed = has_minutes
                          ? Result<Period>(fail("TIM003", "期间最细到日：" + quote(text), "写成 2011-06-05"))
                          : Period::parse(text);
  if (!parsed) return complain(place, parsed.error().text, parsed.error().fix);
  if (parsed->kind == PeriodKind::hour)
    return complain(place, "期间最细到日：" + quote(text), "写成 2011-06-05");
  period = *parsed;
}

void FieldReader::read(const Json& json, const JsonPlace& place, Item& item, const FieldLimit&) {
  const std::string text = short_text(json, place);
  if (text.empty()) return;
  const auto parsed = parse_item(text);
  if (!parsed) return complain(place, parsed.error().text, parsed.error().fix);
  item = *parsed;
}

bool FieldReader::is_array(const Json& json, const JsonPlace& place, const FieldLimit& limit) {
  if (!json.is_array()) {
    complain(place, "应是一个列表", "写成 […]");
    return false;
  }
  if (json.size() <= limit.count) return true;
  complain(place, fmt::format("有 {} 项，最多 {} 项", json.size(), limit.count), "分几次报送");
  return false;
}

bool FieldReader::is_object(const Json& json, const JsonPlace& place, const FieldLimit& limit) {
  if (!json.is_object()) {
    complain(place, "应是一个对象", "写成 {…}");
    return false;
  }
  if (json.size() > limit.count) {
    complain(place, fmt::format("有 {} 项，最多 {} 项", json.size(), limit.count), "检查是否填错了地方");
    return false;
  }
  for (const auto& [key, value] : json.items()) {
    const bool is_long =
        key.size() > limit.key_characters && length_in_characters(key) > limit.key_characters;
    if (key.empty() || is_long || key.find('\0') != std::string::npos)
      complain({&place, key}, "键为空或过长", "检查拼写");
  }
  return true;
}

}  // namespace chuangmo::workflow
