#include "ooxml/xml.h"

#include <charconv>
#include <climits>
#include <cstring>
#include <expat.h>
#include <fmt/format.h>

namespace chuangmo::ooxml {
namespace {

std::string_view local_name(const char* name) {
  const char* colon = std::strrchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

}  // namespace

XmlElement::XmlElement(const char* name, const char** attributes)
    : name_(local_name(name)), qualified_name_(name), attributes_(attributes) {}

std::optional<std::string_view> XmlElement::attribute(std::string_view local) const {
  for (const char** at = attributes_; *at != nullptr; at += 2) {
    if (local_name(at[0]) == local) return at[1];
  }
  return std::nullopt;
}

std::optional<std::string_view> XmlElement::prefixed_attribute(std::string_view local) const {
  for (const char** at = attributes_; *at != nullptr; at += 2) {
    if (std::strchr(at[0], ':') != nullptr && local_name(at[0]) == local) return at[1];
  }
  return std::nullopt;
}

std::string_view XmlElement::value(std::string_view local, std::string_view otherwise) const {
  return attribute(local).value_or(otherwise);
}

int XmlElement::number(std::string_view local, int otherwise, int low, int high) const {
  const std::string_view text = value(local);
  int parsed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), parsed);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole && parsed >= low && parsed <= high ? parsed : otherwise;
}

bool XmlElement::is_on(std::string_view local) const {
  const std::string_view text = value(local, "1");
  return text == "1" || text == "true" || text == "on";
}

struct XmlParser::State {
  XML_Parser parser;
  XmlHandler* handler;
  std::string part;
  int depth = 0;
  std::optional<Failure> failure;

  void stop(Failure why) {
    failure = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
  void stop_if_handler_failed() {
    if (!failure && handler->failure()) stop(*handler->failure());
  }
  Result<void> outcome(XML_Status status) const {
    if (failure) return tl::unexpected(*failure);
    if (status == XML_STATUS_OK) return {};
    return fail("XML001",
                fmt::format("文件内部的 {} 第 {} 行不是合格的 XML（{}）", part,
                            XML_GetCurrentLineNumber(parser), XML_ErrorString(XML_GetErrorCode(parser))),
                "请用 Word/Excel/WPS 修复并另存一份后重试");
  }

  static void on_start(void* self, const char* name, const char** attributes) {
    auto& state = *static_cast<State*>(self);
    if (state.failure) return;
    if (++state.depth > kMaxDepth) {
      return state.stop(
          {"XML003", fmt::format("文件内部的 {} 嵌套超过 {} 层", state.part, kMaxDepth), "请确认文件来源"});
    }
    state.handler->start(XmlElement(name, attributes));
    state.stop_if_handler_failed();
  }
  static void on_end(void* self, const char* name) {
    auto& state = *static_cast<State*>(self);
    if (state.failure) return;
    --state.depth;
    state.handler->end(local_name(name));
    state.stop_if_handler_failed();
  }
  static void on_text(void* self, const char* text, int length) {
    auto& state = *static_cast<State*>(self);
    if (!state.failure) state.handler->text({text, static_cast<std::size_t>(length)});
  }
  static void on_doctype(void* self, const char*, const char*, const char*, int) {
    auto& state = *static_cast<State*>(self);
    state.stop({"XML002", fmt::format("文件内部的 {} 含有文档类型声明，Office 文件中不应有", state.part),
                "请确认文件来源"});
  }
};

XmlParser::XmlParser(XmlHandler& handler, std::string part)
    : state_(new State{XML_ParserCreate(nullptr), &handler, std::move(part), 0, {}}) {
  XML_SetUserData(state_->parser, state_.get());
  XML_SetElementHandler(state_->parser, State::on_start, State::on_end);
  XML_SetCharacterDataHandler(state_->parser, State::on_text);
  XML_SetStartDoctypeDeclHandler(state_->parser, State::on_doctype);
}

XmlParser::~XmlParser() {
  XML_ParserFree(state_->parser);
}

Result<void> XmlParser::feed(std::string_view piece) {
  if (state_->failure) return tl::unexpected(*state_->failure);
  while (!piece.empty()) {  // Expat takes an int of bytes
    const std::string_view part = piece.substr(0, 1 << 20);
    CHUANGMO_CHECK(
        state_->outcome(XML_Parse(state_->parser, part.data(), static_cast<int>(part.size()), XML_FALSE)));
    piece.remove_prefix(part.size());
  }
  return {};
}

Result<void> XmlParser::finish() {
  if (state_->failure) return tl::unexpected(*state_->failure);
  return state_->outcome(XML_Parse(state_->parser, "", 0, XML_TRUE));
}

Result<void> parse_xml(std::string_view bytes, XmlHandler& handler, std::string_view part) {
  XmlParser parser(handler, std::string(part));
  CHUANGMO_CHECK(parser.feed(bytes));
  return parser.finish();
}

std::string escape_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\t':
        out += "&#9;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

}  // namespace chuangmo::ooxml
