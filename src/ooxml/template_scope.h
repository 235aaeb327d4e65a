#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/document_view.h"
#include "ooxml/template_mark.h"

namespace chuangmo::ooxml {

// What a name means at a place of a template. Inside {{#每个 指标.任务}} 任务 is one of the list, and its
// members are known without it too; the innermost block comes first. 序号 counts from 1.

inline constexpr std::string_view kPlaceName = "序号";

// Whether a condition holds, of a value or of none.
bool holds(const ViewValue* value, const TemplateMark& mark);
bool is_colour(std::string_view text);  // "RRGGBB"

// Names by a shape: what is right before there are values.
class ShapeScope {
 public:
  explicit ShapeScope(const ViewShape& shape) : shape_(shape) {}

  struct Meaning {
    bool is_known = false;
    ViewValue::Kind kind = ViewValue::Kind::text;
    std::string path;     // in the shape
    std::string in_list;  // a list that must be gone through first; "" none
  };
  Meaning meaning(std::string_view name) const;
  std::vector<std::string> names() const;                        // that are known here
  void enter(const std::string& name, const std::string& path);  // {{#每个 name}}, which means `path`
  void leave() { blocks_.pop_back(); }

 private:
  struct Block {
    std::string variable;
    std::string path;
  };
  Meaning looked_up(const std::string& start, std::string_view rest) const;
  const ViewField* field(std::string_view path) const;

  const ViewShape& shape_;
  std::vector<Block> blocks_;
};

// The same names by a view.
class ViewScope {
 public:
  explicit ViewScope(const ViewValue& view) : view_(view) {}
  const ViewValue* value(std::string_view name) const;  // nullptr: there is none
  void enter(const std::string& name);
  void turn(const ViewValue& item, std::size_t index);  // to the next of the list
  void leave() { blocks_.pop_back(); }
  std::size_t depth() const { return blocks_.size(); }

 private:
  struct Block {
    std::string variable;
    const ViewValue* item = nullptr;
    ViewValue place;
  };
  const ViewValue& view_;
  std::vector<Block> blocks_;
};

}  // namespace chuangmo::ooxml
