#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chuangmo {

// A drawing with axes, as it goes into a document. Values are decimal text; "" is a gap.
struct ViewChart {
  enum class Kind { lines, bars, stacked_bars };
  struct Series {
    std::string name;
    std::vector<std::string> values;  // one per category
    std::string colour;               // "RRGGBB"; "" by its place
    bool is_limit = false;            // drawn as a dashed line, also over bars
  };
  Kind kind = Kind::lines;
  std::string title;
  std::string unit;  // of the value axis
  std::vector<std::string> categories;
  std::vector<Series> series;
};

struct ViewMember;

// What a document is made of: a tree of named values that a template asks for by name.
// docs/formats/documents.md says what there is in each document, and how bindings are written.
struct ViewValue {
  enum class Kind { text, flag, list, record, chart };
  Kind kind = Kind::text;
  std::string text;     // of a text, as it is to be read: "1.58%", "市统计局"; '\n' begins a line
  std::string binding;  // of a text out of a fact or verdict: "verdict:8|2011|value"; "" none
  bool is_on = false;   // of a flag
  std::vector<ViewValue> items;     // of a list
  std::vector<ViewMember> members;  // of a record, in the order they were put in
  std::shared_ptr<const ViewChart> chart;

  const ViewValue* member(std::string_view name) const;  // nullptr: there is none
  // Of a record: a further member; the names of one record are different. Returns what was put in.
  ViewValue& put(std::string name, ViewValue value);
  ViewValue& put(std::string name, std::string text, std::string binding = "");
};
struct ViewMember {
  std::string name;
  ViewValue value;
};

ViewValue view_text(std::string text, std::string binding = "");
ViewValue view_flag(bool is_on);
ViewValue view_list(std::vector<ViewValue> items = {});
ViewValue view_record();
ViewValue view_chart(ViewChart chart);

// Every bound text of a view by its binding: what a document that is read again is held against. Of texts
// with one binding the first.
std::map<std::string, std::string> bound_texts(const ViewValue& view);

// One name that a template may use: what check and documentation say of it. Members of a list's items stand
// below the list: "指标" (list), "指标.判定" (text).
struct ViewField {
  std::string path;
  ViewValue::Kind kind = ViewValue::Kind::text;
  std::string meaning;  // 中文
  std::string example;
};
using ViewShape = std::vector<ViewField>;
std::string_view view_kind_name_zh(ViewValue::Kind kind);  // "文字" "是否" "列表" "一组" "图"

// What is in a view and not in its shape, or of another kind than it says; and what a record of the view
// lacks. Paths, sorted; empty when they agree.
std::vector<std::string> disagreements(const ViewValue& view, const ViewShape& shape);

}  // namespace chuangmo
