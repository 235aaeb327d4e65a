#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace chuangmo::ooxml {

// A tag of an XML text and where it stands, for changes that leave every other byte as it is.
struct XmlTag {
  std::size_t begin = 0;    // of '<'
  std::size_t end = 0;      // behind '>'
  std::string_view name;    // local name
  std::string_view prefix;  // with its colon: "x:"; "" none
  bool is_end = false;
  bool is_empty = false;  // <a/>
};

// Walks over the tags of a text that was seen to be well-formed UTF-8 XML without a document type; comments,
// CDATA sections and processing instructions are passed over.
class XmlTags {
 public:
  // XML001..XML003 it is not well-formed, XML004 it is not UTF-8. The text must outlive the walk.
  static Result<XmlTags> open(std::string_view xml, std::string_view part);
  std::optional<XmlTag> next();
  std::string_view text(const XmlTag& tag) const { return xml_.substr(tag.begin, tag.end - tag.begin); }

 private:
  explicit XmlTags(std::string_view xml) : xml_(xml) {}
  std::string_view xml_;
  std::size_t at_ = 0;
};

// The value of an attribute, entities not resolved, and where it stands in the tag's text; nullopt: it has
// none.
struct XmlAttributePlace {
  std::size_t begin = 0;  // of the value, without quotes
  std::size_t end = 0;
};
std::optional<XmlAttributePlace> attribute_place(std::string_view tag, std::string_view name);
std::string_view attribute_value(std::string_view tag, std::string_view name);  // "" none

// Pieces to be put into a text, each in place of a stretch of it.
class XmlEdits {
 public:
  void replace(std::size_t begin, std::size_t end, std::string text);
  void insert(std::size_t at, std::string text) { replace(at, at, std::move(text)); }
  bool is_empty() const { return edits_.empty(); }
  // Edits do not overlap; those at one place come in the order they were made.
  std::string applied(std::string_view xml) const;
  // The same, put piece by piece.
  void apply(std::string_view xml, const std::function<void(std::string_view piece)>& put) const;

 private:
  struct Edit {
    std::size_t begin;
    std::size_t end;
    std::string text;
  };
  std::vector<Edit> edits_;
};

}  // namespace chuangmo::ooxml
