#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "ooxml/xlsx_template_write.h"
#include "ooxml/xml_tags.h"

namespace chuangmo::ooxml {
namespace {

constexpr double kUsualWidth = 8.43;  // of a column, in digits of 11 points
constexpr double kUsualPoints = 11;
constexpr double kMostHeight = 409;  // of Excel
constexpr double kLineSpacing = 1.4;
constexpr double kCellMargin = 0.8;
constexpr double kRoom = 1.08;  // fonts are not all as wide

double number_of(std::string_view text, double otherwise) {
  double value = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && std::isfinite(value) ? value : otherwise;
}

class HeightFinder {
 public:
  HeightFinder(const FilledSheet& filled, const SheetWriting& writing)
      : filled_(filled), sheet_(*filled.sheet), writing_(writing) {}

  Result<RowHeights> found() {
    CHUANGMO_CHECK(read_columns());
    for (const JoinedCells& each : filled_.joined) joined_[{each.rows.first, each.column}] = each.rows;
    for (const FilledRows& rows : filled_.rows) {
      if (!rows.cells.empty() && !is_chosen(*rows.row)) look_at_row(rows);
    }
    for (const auto& [rows, needed] : lacking_) stretch(rows, needed);
    return std::move(heights_);
  }

 private:
  bool is_chosen(const TemplateRow& row) const {
    return is_height_chosen(std::string_view(sheet_.xml).substr(row.begin, row.tag_end - row.begin));
  }

  Result<void> read_columns() {
    for (const SheetChild& child : sheet_.children) {
      if (child.name != "cols" && child.name != "mergeCells") continue;
      CHUANGMO_TRY(tree,
                   read_xml_tree(std::string_view(sheet_.xml).substr(child.begin, child.end - child.begin),
                                 sheet_.part, writing_.max_elements));
      for (const XmlNode& each : tree.children) {
        if (child.name == "cols") {
          columns_.push_back({static_cast<int>(number_of(each.attribute("min"), 1)) - 1,
                              static_cast<int>(number_of(each.attribute("max"), 1)) - 1,
                              number_of(each.attribute("width"), kUsualWidth)});
        } else if (const auto range = parse_range(each.attribute("ref")); range && range->first.row >= 0) {
          merged_[{range->first.row, range->first.column}] = range->last.column;
        }
      }
    }
    return {};
  }

  double width(int column) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& each) {
      return each.first <= column && column <= each.last;
    });
    return found == columns_.end() ? kUsualWidth : found->width;
  }

  double height(const TemplateCell& cell, const std::string& words) const {
    const auto index = static_cast<std::size_t>(cell.style);
    const CellStyle look = index < writing_.looks.size() ? writing_.looks[index] : CellStyle{};
    if (!look.wraps) return 0;
    double room = width(cell.at.second);
    constexpr int kMostMerged = 50;
    if (const auto merged = merged_.find(cell.at); merged != merged_.end()) {
      for (int column = cell.at.second + 1; column <= std::min(merged->second, cell.at.second + kMostMerged);
           ++column)
        room += width(column);
    }
    room = std::max(2.0, room - kCellMargin) * kUsualPoints / look.points;
    double lines = 0;
    for (const std::string& line : split(words, "\n"))
      lines += std::max(1.0, std::ceil(display_width(line) * kRoom / room));
    return lines < 2 ? 0 : std::min(kMostHeight, std::ceil(lines * look.points * kLineSpacing));
  }

  void look_at_row(const FilledRows& rows) {
    for (std::size_t i = 0; i < rows.cells.size(); ++i) {
      const TemplateCell& cell = rows.row->cells[i];
      const double needed = cell.pieces.empty() ? 0 : height(cell, rows.cells[i].words());
      if (needed == 0) continue;
      if (const auto joined = joined_.find({rows.out, cell.at.second}); joined != joined_.end()) {
        lacking_.emplace_back(joined->second, needed);
      } else {
        double& now = heights_[rows.out];
        now = std::max(now, needed);
      }
    }
  }

  // What joined cells lack is given to the rows they are made of.
  void stretch(const RowSpan& rows, double needed) {
    constexpr double kUsualHeight = 15;
    const auto now = [&](int row) {
      const auto found = heights_.find(row);
      return found == heights_.end() ? kUsualHeight : found->second;
    };
    double sum = 0;
    for (int row = rows.first; row <= rows.last; ++row) sum += now(row);
    if (sum >= needed) return;
    const double more = (needed - sum) / (rows.last - rows.first + 1);
    for (int row = rows.first; row <= rows.last; ++row)
      heights_[row] = std::min(kMostHeight, now(row) + more);
  }

  struct Column {
    int first = 0;
    int last = 0;
    double width = kUsualWidth;
  };
  const FilledSheet& filled_;
  const TemplateSheet& sheet_;
  const SheetWriting& writing_;
  std::vector<Column> columns_;
  std::map<CellPosition, int> merged_;  // to which column, in the template
  std::map<CellPosition, RowSpan> joined_;
  std::vector<std::pair<RowSpan, double>> lacking_;
  RowHeights heights_;
};

}  // namespace

bool is_height_chosen(std::string_view tag) {
  const std::string_view chosen = attribute_value(tag, "customHeight");
  return chosen == "1" || chosen == "true";
}

Result<RowHeights> row_heights(const FilledSheet& filled, const SheetWriting& writing) {
  return HeightFinder(filled, writing).found();
}

}  // namespace chuangmo::ooxml
