#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/xlsx_mark_parts.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::string_view kLinks = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

int number_of(std::string_view text, int otherwise) {
  if (text.empty() || text.size() > 7) return otherwise;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return otherwise;
    value = value * 10 + (c - '0');
  }
  return value;
}

// What stands behind the link to the drawing of comments (ECMA-376 part 1, 18.3.1.99).
bool is_behind_drawing(std::string_view name) {
  constexpr std::array<std::string_view, 8> kBehind = {"legacyDrawingHF", "drawingHF", "picture",
                                                       "oleObjects",      "controls",  "webPublishItems",
                                                       "tableParts",      "extLst"};
  for (const std::string_view each : kBehind) {
    if (name == each) return true;
  }
  return false;
}

class SheetMarker {
 public:
  SheetMarker(const std::string& xml, const std::set<CellPosition>& marked, MarkedStyles& styles)
      : xml_(xml), styles_(styles) {
    for (const CellPosition& at : marked) wanted_[at.first].insert(at.second);
  }

  XmlEdits mark(XmlTags tags, const std::string& drawing_id) {
    int depth = 0;
    bool is_in_data = false;
    while (const auto tag = tags.next()) {
      if (tag->is_end) --depth;
      if (depth == 0 && !tag->is_end) prefix_ = tag->prefix;
      if (depth == 1) look_at_child(*tag, is_in_data);
      if (is_in_data) look_at_data(*tag);
      if (!tag->is_end && !tag->is_empty) ++depth;
      if (depth == 0) root_end_ = tag->begin;
    }
    put_missing_rows();
    put_drawing(drawing_id);
    return std::move(edits_);
  }

 private:
  void look_at_child(const XmlTag& tag, bool& is_in_data) {
    if (tag.name == "sheetData") {
      is_in_data = !tag.is_end && !tag.is_empty;
      if (tag.is_empty) empty_data_ = tag;
      if (tag.is_end) data_end_ = tag.begin;
      is_data_seen_ = true;
    } else if (tag.name == "legacyDrawing") {
      has_drawing_ = true;
    } else if (is_data_seen_ && drawing_place_ == 0 && !tag.is_end &&
               (is_behind_drawing(tag.name) || tag.name == "AlternateContent")) {
      drawing_place_ = tag.begin;
    }
  }

  void look_at_data(const XmlTag& tag) {
    if (tag.name == "row" && !tag.is_end) {
      open_row(tag);
      if (tag.is_empty) close_row(tag.end, &tag);
    } else if (tag.name == "row") {
      close_row(tag.begin, nullptr);
    } else if (tag.name == "c" && !tag.is_end) {
      look_at_cell(tag);
    }
  }

  void open_row(const XmlTag& tag) {
    row_ = number_of(attribute_value(xml_.substr(tag.begin, tag.end - tag.begin), "r"), row_ + 2) - 1;
    column_ = -1;
    pending_ = {};
    while (!wanted_.empty() && wanted_.begin()->first < row_) {
      passed_[wanted_.begin()->first] = {std::move(wanted_.begin()->second), tag.begin};
      wanted_.erase(wanted_.begin());
    }
    if (const auto wanted = wanted_.find(row_); wanted != wanted_.end()) {
      pending_ = std::move(wanted->second);
      wanted_.erase(wanted);
    } else if (const auto late = passed_.find(row_); late != passed_.end()) {
      pending_ = std::move(late->second.first);
      passed_.erase(late);
    }
  }

  // Cells that the row lacks and that no later cell came behind.
  void close_row(std::size_t at, const XmlTag* empty) {
    std::string cells;
    for (const int column : pending_) cells += new_cell(row_, column);
    pending_ = {};
    if (cells.empty()) return;
    if (empty == nullptr) return edits_.insert(at, cells);
    edits_.replace(empty->end - 2, empty->end, ">" + cells + "</" + prefix_ + "row>");
  }

  void look_at_cell(const XmlTag& tag) {
    const std::string_view text = xml_.substr(tag.begin, tag.end - tag.begin);
    CellPosition at;
    column_ = parse_position(attribute_value(text, "r"), at) ? at.second : column_ + 1;
    while (!pending_.empty() && *pending_.begin() < column_) {
      edits_.insert(tag.begin, new_cell(row_, *pending_.begin()));
      pending_.erase(pending_.begin());
    }
    const int style = number_of(attribute_value(text, "s"), 0);
    if (pending_.erase(column_) > 0) {
      set_style(tag, text, styles_.red(style));
    } else if (styles_.is_red(style)) {
      set_style(tag, text, styles_.plain(style));
    }
  }

  void set_style(const XmlTag& tag, std::string_view text, int style) {
    if (const auto place = attribute_place(text, "s")) {
      edits_.replace(tag.begin + place->begin, tag.begin + place->end, fmt::format("{}", style));
      return;
    }
    edits_.insert(tag.begin + 1 + tag.prefix.size() + tag.name.size(), fmt::format(" s=\"{}\"", style));
  }

  std::string new_cell(int row, int column) {
    return fmt::format("<{}c r=\"{}{}\" s=\"{}\"/>", prefix_, column_letters(column), row + 1,
                       styles_.red(0));
  }

  std::string new_row(int row, const std::set<int>& columns) {
    std::string text = fmt::format("<{}row r=\"{}\">", prefix_, row + 1);
    for (const int column : columns) text += new_cell(row, column);
    return text + "</" + prefix_ + "row>";
  }

  void put_missing_rows() {
    for (auto& [row, passed] : passed_) edits_.insert(passed.second, new_row(row, passed.first));
    std::string at_end;
    for (const auto& [row, columns] : wanted_) at_end += new_row(row, columns);
    if (at_end.empty()) return;
    if (empty_data_.end != 0) {
      edits_.replace(empty_data_.end - 2, empty_data_.end, ">" + at_end + "</" + prefix_ + "sheetData>");
    } else if (data_end_ != 0) {
      edits_.insert(data_end_, at_end);
    }
  }

  void put_drawing(const std::string& id) {
    if (id.empty() || has_drawing_) return;
    edits_.insert(drawing_place_ != 0 ? drawing_place_ : root_end_,
                  fmt::format("<{}legacyDrawing xmlns:r=\"{}\" r:id=\"{}\"/>", prefix_, kLinks, id));
  }

  std::string_view xml_;
  MarkedStyles& styles_;
  std::map<int, std::set<int>> wanted_;
  std::set<int> pending_;  // of the open row
  // Rows that a later one came before: what is wanted of them, and where they go unless they come out of
  // order.
  std::map<int, std::pair<std::set<int>, std::size_t>> passed_;
  std::string prefix_;
  int row_ = -1;
  int column_ = -1;
  bool is_data_seen_ = false;
  bool has_drawing_ = false;
  XmlTag empty_data_;
  std::size_t data_end_ = 0;
  std::size_t drawing_place_ = 0;
  std::size_t root_end_ = 0;
  XmlEdits edits_;
};

}  // namespace

Result<XmlEdits> marked_sheet(const std::string& xml, std::string_view part,
                              const std::set<CellPosition>& marked, MarkedStyles& styles,
                              const std::string& drawing_id) {
  CHUANGMO_TRY(tags, XmlTags::open(xml, part));
  return SheetMarker(xml, marked, styles).mark(tags, drawing_id);
}

}  // namespace chuangmo::ooxml
