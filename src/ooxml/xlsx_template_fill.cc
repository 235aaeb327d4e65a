#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/template_scope.h"
#include "ooxml/xlsx_template_sheet.h"

namespace chuangmo::ooxml {
namespace {

// The rows of the template that a block's body stands in; nullopt: in none.
std::optional<RowSpan> rows_of(const std::vector<SheetNode>& nodes) {
  std::optional<RowSpan> span;
  for (const SheetNode& node : nodes) {
    std::optional<RowSpan> part = node.rows;
    if (node.kind != SheetNode::Kind::rows) {
      part = rows_of(node.body);
      const auto other = rows_of(node.otherwise);
      if (part && other) part->last = std::max(part->last, other->last);
      if (!part) part = other;
    }
    if (!part) continue;
    if (!span) span = part;
    span->last = std::max(span->last, part->last);
  }
  return span;
}

class SheetFiller {
 public:
  SheetFiller(const TemplateSheet& sheet, const ViewValue& view, std::size_t& budget)
      : sheet_(sheet), scope_(view), budget_(budget) {
    filled_.sheet = &sheet;
  }

  Result<FilledSheet> filled(bool has_mark) {
    for (const auto& [name, pieces] : sheet_.headers) filled_.headers[name] = header(pieces);
    if (has_mark) out_ = 1;
    fill(sheet_.tree, 0);
    if (is_too_large_)
      return fail("TPL020", "填好的工作表 " + quote(sheet_.name) + " 太大",
                  "缩小期间或范围，或在模板里少重复一些内容");
    if (has_mark) filled_.map.is_moved();
    for (auto& [column, run] : runs_) close_run(column, run);
    return std::move(filled_);
  }

 private:
  // Cells of a column that are of one thing, as far as they went.
  struct JoinRun {
    const ViewValue* value = nullptr;
    std::string text;
    RowSpan rows;
  };

  bool may_grow() {
    if (budget_ == 0 || out_ > kSheetRows) is_too_large_ = true;
    if (!is_too_large_) --budget_;
    return !is_too_large_;
  }

  void fill(const std::vector<SheetNode>& nodes, int turn) {
    for (const SheetNode& node : nodes) {
      if (!may_grow()) return;
      if (node.kind == SheetNode::Kind::rows) place(node, turn);
      if (node.kind == SheetNode::Kind::when)
        fill(holds(scope_.value(node.mark.path), node.mark) ? node.body : node.otherwise, turn);
      if (node.kind == SheetNode::Kind::each) repeat(node, turn);
    }
  }

  void repeat(const SheetNode& node, int turn) {
    const ViewValue* list = scope_.value(node.mark.path);
    const auto block = rows_of(node.body);
    if (list == nullptr || !block) return;
    scope_.enter(node.mark.path);
    for (std::size_t i = 0; i < list->items.size() && may_grow(); ++i) {
      scope_.turn(list->items[i], i);
      fill(node.body, filled_.map.open_turn(turn, *block));
    }
    scope_.leave();
  }

  void place(const SheetNode& node, int turn) {
    FilledRows rows;
    rows.rows = node.rows;
    rows.out = out_;
    rows.turn = turn;
    const auto row = std::lower_bound(sheet_.rows.begin(), sheet_.rows.end(), node.rows.first,
                                      [](const TemplateRow& each, int wanted) { return each.row < wanted; });
    if (row != sheet_.rows.end() && row->row == node.rows.first) rows.row = &*row;
    filled_.map.place(node.rows, out_, turn);
    if (rows.row != nullptr) fill_cells(rows);
    out_ += node.rows.last - node.rows.first + 1;
    filled_.rows.push_back(std::move(rows));
  }

  void fill_cells(FilledRows& rows) {
    const std::vector<TemplateCell>& cells = rows.row->cells;
    if (std::all_of(cells.begin(), cells.end(), [](const TemplateCell& cell) { return cell.pieces.empty(); }))
      return;
    for (const TemplateCell& cell : cells) {
      FilledCell& filled = rows.cells.emplace_back();
      if (cell.pieces.empty() || !may_grow()) continue;
      cell_ = &filled;
      merged_ = nullptr;
      values_ = words_ = 0;
      fill_pieces(cell.pieces);
      filled.is_value = values_ == 1 && words_ == 0;
      if (merged_ != nullptr) join(cell.at.second, filled);
    }
  }

  void fill_pieces(const std::vector<SheetNode>& pieces) {
    for (const SheetNode& piece : pieces) {
      if (!may_grow()) return;
      switch (piece.kind) {
        case SheetNode::Kind::text:
          if (!piece.text.empty()) ++words_;
          put(piece.text, piece.look);
          break;
        case SheetNode::Kind::mark:
          put_mark(piece);
          break;
        case SheetNode::Kind::when:
          fill_pieces(holds(scope_.value(piece.mark.path), piece.mark) ? piece.body : piece.otherwise);
          break;
        case SheetNode::Kind::each:
          repeat_pieces(piece);
          break;
        case SheetNode::Kind::rows:
          break;
      }
    }
  }

  void repeat_pieces(const SheetNode& piece) {
    const ViewValue* list = scope_.value(piece.mark.path);
    if (list == nullptr) return;
    scope_.enter(piece.mark.path);
    for (std::size_t i = 0; i < list->items.size() && may_grow(); ++i) {
      scope_.turn(list->items[i], i);
      fill_pieces(piece.body);
    }
    scope_.leave();
  }

  void put(const std::string& text, std::size_t look) {
    if (text.empty()) return;
    // What was written counts, however long one value is.
    const std::size_t cost = text.size() / 64;
    budget_ -= std::min(budget_, cost);
    if (!cell_->texts.empty() && cell_->texts.back().look == look) {
      cell_->texts.back().text += text;
    } else {
      cell_->texts.push_back({text, look});
    }
  }

  void put_mark(const SheetNode& piece) {
    const ViewValue* value = scope_.value(piece.mark.path);
    if (value == nullptr) return;
    if (piece.mark.kind == TemplateMark::Kind::field) {
      if (!value->text.empty()) ++values_;
      put(value->text, piece.look);
    }
    if (piece.mark.kind == TemplateMark::Kind::merge) merged_ = value;
    if (piece.mark.kind == TemplateMark::Kind::shade && is_colour(value->text)) cell_->colour = value->text;
  }

  // The cell goes on with the one above it, or begins anew.
  void join(int column, FilledCell& filled) {
    JoinRun& run = runs_[column];
    const bool goes_on = run.value == merged_ && run.text == merged_->text && run.rows.last + 1 == out_;
    if (goes_on) {
      run.rows.last = out_;
      filled.texts.clear();
      return;
    }
    close_run(column, run);
    run = {merged_, merged_->text, {out_, out_}};
  }

  void close_run(int column, const JoinRun& run) {
    if (run.value != nullptr && run.rows.last > run.rows.first) filled_.joined.push_back({column, run.rows});
  }

  std::string header(const std::vector<SheetNode>& pieces) {
    std::string out;
    append_header(pieces, out);
    return out;
  }

  // '&' begins a sign of a header; digits behind "&12" would be taken for a size.
  void append_header(const std::vector<SheetNode>& pieces, std::string& out) {
    for (const SheetNode& piece : pieces) {
      FilledCell filled;
      cell_ = &filled;
      fill_pieces({piece});
      std::string text = filled.words();
      if (piece.kind == SheetNode::Kind::mark) text = replace_all(std::move(text), "&", "&&");
      const std::size_t size = out.find_last_not_of("0123456789");
      const bool is_behind_size = size != std::string::npos && size + 1 < out.size() && out[size] == '&';
      if (is_behind_size && !text.empty() && text.front() >= '0' && text.front() <= '9') out += ' ';
      out += text;
    }
  }

  const TemplateSheet& sheet_;
  ViewScope scope_;
  std::size_t& budget_;
  FilledSheet filled_;
  int out_ = 0;
  bool is_too_large_ = false;
  FilledCell* cell_ = nullptr;
  const ViewValue* merged_ = nullptr;
  int values_ = 0;
  int words_ = 0;
  std::map<int, JoinRun> runs_;  // by column
};

}  // namespace

std::string FilledCell::words() const {
  std::string out;
  for (const FilledText& each : texts) out += each.text;
  return out;
}

Result<FilledSheet> filled_sheet(const TemplateSheet& sheet, const ViewValue& view, bool has_mark,
                                 std::size_t& budget) {
  return SheetFiller(sheet, view, budget).filled(has_mark);
}

}  // namespace chuangmo::ooxml
