#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::ooxml {

// An element as it opens. Names are local names: prefixes are the writer's whim, and transitional and strict
// OOXML differ in name spaces only.
class XmlElement {
 public:
  XmlElement(const char* name, const char** attributes);
  std::string_view name() const { return name_; }
  std::string_view qualified_name() const { return qualified_name_; }  // "w:p", as written
  // Names and values in turn, as written; ended by a null.
  const char** attributes() const { return attributes_; }
  std::optional<std::string_view> attribute(std::string_view local_name) const;
  // Of two attributes of one local name, the one of a name space of its own: "r:id" beside "id".
  std::optional<std::string_view> prefixed_attribute(std::string_view local_name) const;
  std::string_view value(std::string_view local_name, std::string_view otherwise = "") const;
  // A decimal integer within low..high, else `otherwise`.
  int number(std::string_view local_name, int otherwise, int low, int high) const;
  // ST_OnOff: present without value, "1", "true", "on" are on.
  bool is_on(std::string_view local_name = "val") const;

 private:
  std::string_view name_;
  std::string_view qualified_name_;
  const char** attributes_;
};

// Receives a part's elements in order. Anything it meets that must end the reading it hands to stop().
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(const XmlElement& element) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;

  void stop(Failure failure) { failure_ = std::move(failure); }
  const std::optional<Failure>& failure() const { return failure_; }

 private:
  std::optional<Failure> failure_;
};

// Feeds one XML part to a handler piece by piece. No document type (so no entities, no expansion), no
// external anything, at most kMaxDepth elements deep. XML001 malformed, XML002 a document type, XML003 too
// deep, or the handler's own failure.
class XmlParser {
 public:
  static constexpr int kMaxDepth = 256;
  XmlParser(XmlHandler& handler, std::string part);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;
  Result<void> feed(std::string_view piece);
  Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Result<void> parse_xml(std::string_view bytes, XmlHandler& handler, std::string_view part);
std::string escape_xml(
    std::string_view text);  // for content and attributes; characters XML 1.0 has not are left out

}  // namespace chuangmo::ooxml
