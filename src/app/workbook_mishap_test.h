#pragma once
#include <array>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/request_form.h"
#include "app/workbook_sample_test.h"
#include "base/text.h"

// What people do to a workbook, one accident after another, by a seed; each cell remembers what it stands
// for.
namespace chuangmo::app {

// A cell with what it stands for, which goes with it wherever it is moved.
struct MeantCell : ModelCell {
  std::string meaning;  // "figure:gdp" "drills:3:title"; "" nothing that is handed in
};
struct MeantSheet {
  std::string name;
  std::map<std::pair<int, int>, MeantCell> cells;
};

class Mishap {
 public:
  Mishap(unsigned seed, const BookModel& sent, const RequestForm& form) : random_(seed), form_(form) {
    for (const ModelSheet& sheet : sent.sheets) {
      MeantSheet& out = sheets_.emplace_back();
      out.name = sheet.name;
      for (const auto& [at, cell] : sheet.cells) static_cast<ModelCell&>(out.cells[at]) = cell;
    }
    for (MeantSheet& sheet : sheets_) give_meanings(sheet);
  }

  void happen() {
    static constexpr std::array kAccidents = {&Mishap::type_number,
                                              &Mishap::type_number,
                                              &Mishap::type_field,
                                              &Mishap::type_field,
                                              &Mishap::insert_row,
                                              &Mishap::insert_column,
                                              &Mishap::delete_row,
                                              &Mishap::delete_column,
                                              &Mishap::rename_sheet,
                                              &Mishap::reorder,
                                              &Mishap::copy_sheet,
                                              &Mishap::delete_sheet,
                                              &Mishap::overwrite_words,
                                              &Mishap::take_anothers_name,
                                              &Mishap::lose_hidden_row,
                                              &Mishap::lose_hidden_column,
                                              &Mishap::merge,
                                              &Mishap::swap_rows,
                                              &Mishap::sort_visible,
                                              &Mishap::move_column,
                                              &Mishap::move_visible_column,
                                              &Mishap::comment,
                                              &Mishap::scribble,
                                              &Mishap::add_record,
                                              &Mishap::copy_row,
                                              &Mishap::add_total,
                                              &Mishap::change_unit};
    (this->*kAccidents[below(kAccidents.size())])();
  }

  const std::vector<MeantSheet>& sheets() const { return sheets_; }
  const std::string& story() const { return story_; }

  std::string bytes() const {
    BookModel book;
    for (const MeantSheet& sheet : sheets_) {
      ModelSheet& out = book.sheets.emplace_back();
      out.name = sheet.name;
      for (const auto& [at, cell] : sheet.cells) out.cells[at] = cell;
    }
    return book.bytes();
  }

 private:
  using Position = std::pair<int, int>;

  std::size_t below(std::size_t count) { return count == 0 ? 0 : random_() % count; }
  void tell(const std::string& what) { story_ += what + "; "; }

  static bool is_mark(const std::string& text) { return starts_with(text, "cm:"); }

  void give_meanings(MeantSheet& sheet) {
    std::map<int, std::string> columns;
    std::string ledger;
    for (const auto& [at, cell] : sheet.cells) {
      if (starts_with(cell.text, "cm:col:")) columns[at.second] = cell.text.substr(7);
      if (starts_with(cell.text, "cm:ledger:")) ledger = cell.text.substr(10);
    }
    std::map<Position, std::string> meanings;
    for (const auto& [at, cell] : sheet.cells) {
      const bool is_figure = starts_with(cell.text, "cm:at:figure:");
      const bool is_record = starts_with(cell.text, "cm:row:");
      for (const auto& [column, key] : columns) {
        if (is_figure && key == "value") meanings[{at.first, column}] = cell.text.substr(6);
        if (is_record)
          meanings[{at.first, column}] = fmt::format("{}:{}:{}", ledger, cell.text.substr(7), key);
      }
    }
    for (const auto& [at, meaning] : meanings) sheet.cells[at].meaning = meaning;
  }

  MeantSheet* any_sheet() {
    std::vector<MeantSheet*> open;
    for (MeantSheet& sheet : sheets_) {
      if (!is_seal(sheet)) open.push_back(&sheet);
    }
    return open.empty() ? nullptr : open[below(open.size())];
  }
  static bool is_seal(const MeantSheet& sheet) {
    return std::any_of(sheet.cells.begin(), sheet.cells.end(),
                       [](const auto& each) { return each.second.text == "cm:seal"; });
  }
  std::vector<std::pair<MeantSheet*, Position>> cells_where(
      const std::function<bool(const MeantCell&)>& is_it) {
    std::vector<std::pair<MeantSheet*, Position>> found;
    for (MeantSheet& sheet : sheets_) {
      for (const auto& [at, cell] : sheet.cells) {
        if (is_it(cell)) found.emplace_back(&sheet, at);
      }
    }
    return found;
  }
  static bool has_merges(const MeantSheet& sheet, int row, int column) {
    return std::any_of(sheet.cells.begin(), sheet.cells.end(), [&](const auto& each) {
      const auto& [at, cell] = each;
      return (cell.row_span > 1 || cell.column_span > 1) && at.first <= row &&
             row < at.first + cell.row_span && at.second <= column && column < at.second + cell.column_span;
    });
  }
  static int last_row(const MeantSheet& sheet) {
    return sheet.cells.empty() ? 0 : sheet.cells.rbegin()->first.first;
  }
  static int last_column(const MeantSheet& sheet) {
    int last = 0;
    for (const auto& [at, cell] : sheet.cells) last = std::max(last, at.second);
    return last;
  }
  std::string fresh_number() { return fmt::format("{}", 1'000'000 + 37 * ++counter_); }
  std::string fresh_text() { return fmt::format("新{}", ++counter_); }

  std::string spelled(const std::string& number) {
    static const std::vector<std::string> kDigits = {"０", "１", "２", "３", "４",
                                                     "５", "６", "７", "８", "９"};
    switch (below(5)) {
      case 0: {
        std::string wide;
        for (const char c : number) wide += kDigits[static_cast<std::size_t>(c - '0')];
        return wide;
      }
      case 1:
        return "约" + number;
      case 2:
        return number.substr(0, number.size() - 3) + "," + number.substr(number.size() - 3) == number
                   ? number
                   : fmt::format("{},{},{}", number.substr(0, 1), number.substr(1, 3), number.substr(4));
      case 3:
        return " " + number + " ";
      default:
        return number;
    }
  }

  void put(MeantSheet& sheet, Position at, const std::string& text) {
    MeantCell& cell = sheet.cells[at];
    cell.text = text;
    cell.is_number = false;
  }

  void type_number() {
    const auto cells =
        cells_where([](const MeantCell& cell) { return starts_with(cell.meaning, "figure:"); });
    if (cells.empty()) return;
    const auto& [sheet, at] = cells[below(cells.size())];
    const std::string text = below(12) == 0 ? "许多" : spelled(fresh_number());
    put(*sheet, at, text);
    tell("type " + text + " as " + sheet->cells[at].meaning);
  }

  std::string field_text(const std::string& meaning) {
    if (meaning.ends_with(":held_on") || meaning.ends_with(":decided_on")) {
      const Date day = Date::of(2010, 1, 1) + static_cast<int>(++counter_ % 360);
      const auto [year, month, date] = day.civil();
      switch (below(5)) {
        case 0:
          return fmt::format("{}/{}/{}", year, month, date);
        case 1:
          return fmt::format("{}年{}月{}日", year, month, date);
        case 2:
          return fmt::format("{}.{}.{}", year, month, date);
        case 3:
          return fmt::format("{}/{}/{}", month, date, year);
        default:
          return day.text();
      }
    }
    if (meaning.ends_with(":participants") || meaning.ends_with(":fine")) return spelled(fresh_number());
    if (meaning.ends_with(":serious")) return below(2) == 0 ? "√" : "×";
    return fresh_text();
  }

  void type_field() {
    const auto cells = cells_where(
        [](const MeantCell& cell) { return !cell.meaning.empty() && !starts_with(cell.meaning, "figure:"); });
    if (cells.empty()) return;
    const auto& [sheet, at] = cells[below(cells.size())];
    put(*sheet, at, field_text(sheet->cells[at].meaning));
    tell("type " + sheet->cells[at].text + " as " + sheet->cells[at].meaning);
  }

  // Rows or columns from `from` on go by `by`; merged ranges that are cut through grow.
  static void shift(MeantSheet& sheet, bool is_rows, int from, int by) {
    std::map<Position, MeantCell> moved;
    for (auto& [at, cell] : sheet.cells) {
      auto [row, column] = at;
      int& place = is_rows ? row : column;
      int& span = is_rows ? cell.row_span : cell.column_span;
      if (place >= from) {
        place += by;
      } else if (place + span > from) {
        span = std::max(1, span + by);
      }
      moved[{row, column}] = std::move(cell);
    }
    sheet.cells = std::move(moved);
  }
  static void erase(MeantSheet& sheet, bool is_rows, int which) {
    std::erase_if(sheet.cells, [&](const auto& each) {
      return (is_rows ? each.first.first : each.first.second) == which;
    });
    shift(sheet, is_rows, which + 1, -1);
  }

  void insert_row() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr) return;
    const int row = static_cast<int>(below(static_cast<std::size_t>(last_row(*sheet)) + 2));
    shift(*sheet, true, row, 1);
    tell(fmt::format("insert row {} in {}", row + 1, sheet->name));
  }
  void insert_column() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr) return;
    const int column = static_cast<int>(below(static_cast<std::size_t>(last_column(*sheet)) + 2));
    shift(*sheet, false, column, 1);
    tell(fmt::format("insert column {} in {}", column, sheet->name));
  }
  void delete_row() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr || below(3) != 0) return;
    const int row = static_cast<int>(below(static_cast<std::size_t>(last_row(*sheet)) + 1));
    erase(*sheet, true, row);
    tell(fmt::format("delete row {} in {}", row + 1, sheet->name));
  }
  void delete_column() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr || below(4) != 0) return;
    const int column = static_cast<int>(below(static_cast<std::size_t>(last_column(*sheet)) + 1));
    erase(*sheet, false, column);
    tell(fmt::format("delete column {} in {}", column, sheet->name));
  }
  void rename_sheet() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr) return;
    sheet->name = fmt::format("改名{}", ++counter_);
    tell("rename to " + sheet->name);
  }
  void reorder() {
    std::shuffle(sheets_.begin(), sheets_.end(), random_);
    tell("reorder");
  }
  void copy_sheet() {
    const MeantSheet* sheet = any_sheet();
    if (sheet == nullptr || sheets_.size() > 12) return;
    MeantSheet copy = *sheet;
    copy.name = fmt::format("副本{}", ++counter_);
    tell("copy " + sheet->name + " as " + copy.name);
    sheets_.push_back(std::move(copy));
  }
  void delete_sheet() {
    if (below(6) != 0 || sheets_.size() < 3) return;
    const std::size_t which = below(sheets_.size());
    tell("delete " + sheets_[which].name);
    sheets_.erase(sheets_.begin() + static_cast<std::ptrdiff_t>(which));
  }
  void overwrite_words() {
    const auto cells = cells_where([](const MeantCell& cell) {
      return cell.meaning.empty() && !cell.text.empty() && !is_mark(cell.text) && cell.text.size() < 60;
    });
    if (cells.empty()) return;
    const auto& [sheet, at] = cells[below(cells.size())];
    if (is_seal(*sheet)) return;
    tell("overwrite " + sheet->cells[at].text);
    put(*sheet, at, below(2) == 0 ? "" : fresh_text());
  }
  void take_anothers_name() {
    const auto is_name = [&](const MeantCell& cell) {
      return std::any_of(form_.figures.begin(), form_.figures.end(),
                         [&](const FormFigure& figure) { return figure.title == cell.text; });
    };
    const auto cells = cells_where(is_name);
    if (cells.empty() || below(3) != 0) return;
    const auto& [sheet, at] = cells[below(cells.size())];
    const std::string name = form_.figures[below(form_.figures.size())].title;
    tell("name " + sheet->cells[at].text + " " + name);
    put(*sheet, at, name);
  }
  void lose_hidden_row() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr || below(3) != 0) return;
    for (int row = 0; row <= last_row(*sheet); ++row) {
      const auto first = sheet->cells.lower_bound({row, 0});
      const bool is_hidden = std::any_of(first, sheet->cells.lower_bound({row + 1, 0}), [](const auto& each) {
        return starts_with(each.second.text, "cm:col:");
      });
      if (!is_hidden) continue;
      erase(*sheet, true, row);
      tell("lose hidden row of " + sheet->name);
      return;
    }
  }
  void lose_hidden_column() {
    const auto cells = cells_where([](const MeantCell& cell) {
      return starts_with(cell.text, "cm:at:") || starts_with(cell.text, "cm:row:");
    });
    if (cells.empty() || below(3) != 0) return;
    const auto [sheet, at] = cells[below(cells.size())];
    tell("lose hidden column of " + sheet->name);
    erase(*sheet, false, at.second);
  }
  void merge() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr || sheet->cells.empty()) return;
    auto picked = sheet->cells.begin();
    std::advance(picked, static_cast<std::ptrdiff_t>(below(sheet->cells.size())));
    const Position at = picked->first;
    const Position other =
        below(2) == 0 ? Position{at.first + 1, at.second} : Position{at.first, at.second + 1};
    if (has_merges(*sheet, at.first, at.second) || has_merges(*sheet, other.first, other.second)) return;
    const auto second = sheet->cells.find(other);
    if (second != sheet->cells.end()) {
      if (picked->second.text.empty())
        picked->second.text = second->second.text;  // the first that is not empty stays
      sheet->cells.erase(second);
    }
    (other.first > at.first ? picked->second.row_span : picked->second.column_span) = 2;
    tell(fmt::format("merge at row {} column {} of {}", at.first + 1, at.second, sheet->name));
  }
  // Two rows change places: all of it, or only what is seen.
  void swap_some_rows(bool is_whole) {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr) return;
    const auto rows = rows_of_content(*sheet);
    if (rows.size() < 2) return;
    const int one = rows[below(rows.size())];
    const int other = rows[below(rows.size())];
    if (one == other) return;
    for (int column = 0; column <= last_column(*sheet); ++column) {
      if (has_merges(*sheet, one, column) || has_merges(*sheet, other, column)) return;
    }
    std::map<Position, MeantCell> moved;
    for (auto& [at, cell] : sheet->cells) {
      const bool goes = is_whole || !is_mark(cell.text);
      const int row = goes && at.first == one ? other : goes && at.first == other ? one : at.first;
      moved[{row, at.second}] = std::move(cell);
    }
    sheet->cells = std::move(moved);
    tell(fmt::format("swap rows {} and {} of {} {}", one + 1, other + 1, sheet->name,
                     is_whole ? "whole" : "visible"));
  }
  std::vector<int> rows_of_content(const MeantSheet& sheet) {
    std::set<int> rows;
    for (const auto& [at, cell] : sheet.cells) {
      if (!cell.meaning.empty()) rows.insert(at.first);
    }
    return {rows.begin(), rows.end()};
  }
  void swap_rows() { swap_some_rows(true); }
  void sort_visible() {
    if (below(3) == 0) swap_some_rows(false);
  }
  void swap_columns(bool is_whole) {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr) return;
    const int last = last_column(*sheet);
    if (last < 2) return;
    const int one = 1 + static_cast<int>(below(static_cast<std::size_t>(last)));
    const int other = 1 + static_cast<int>(below(static_cast<std::size_t>(last)));
    if (one == other) return;
    for (int row = 0; row <= last_row(*sheet); ++row) {
      if (has_merges(*sheet, row, one) || has_merges(*sheet, row, other)) {
        // Titles over the whole width stay where they are.
        for (auto& [at, cell] : sheet->cells) {
          if (at.first == row && cell.column_span > 2) cell.column_span = 1;
        }
        if (has_merges(*sheet, row, one) || has_merges(*sheet, row, other)) return;
      }
    }
    std::map<Position, MeantCell> moved;
    for (auto& [at, cell] : sheet->cells) {
      const bool goes = is_whole || !is_mark(cell.text);
      const int column = goes && at.second == one ? other : goes && at.second == other ? one : at.second;
      moved[{at.first, column}] = std::move(cell);
    }
    sheet->cells = std::move(moved);
    tell(fmt::format("swap columns {} and {} of {} {}", one, other, sheet->name,
                     is_whole ? "whole" : "visible"));
  }
  void move_column() { swap_columns(true); }
  void move_visible_column() {
    if (below(4) == 0) swap_columns(false);
  }
  void comment() {
    const auto cells = cells_where([](const MeantCell& cell) { return !cell.meaning.empty(); });
    if (cells.empty()) return;
    const auto& [sheet, at] = cells[below(cells.size())];
    sheet->cells[at].note = fmt::format("张三：核过{}", ++counter_);
    tell("comment");
  }
  void scribble() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr) return;
    const Position at{static_cast<int>(below(static_cast<std::size_t>(last_row(*sheet)) + 3)),
                      static_cast<int>(below(static_cast<std::size_t>(last_column(*sheet)) + 3))};
    if (sheet->cells.contains(at) || has_merges(*sheet, at.first, at.second)) return;
    put(*sheet, at, fmt::format("随手写{}", ++counter_));
    tell(fmt::format("scribble at row {} column {} of {}", at.first + 1, at.second, sheet->name));
  }
  void add_record() {
    const auto marks =
        cells_where([](const MeantCell& cell) { return starts_with(cell.text, "cm:ledger:"); });
    if (marks.empty()) return;
    const auto [sheet, mark] = marks[below(marks.size())];
    const std::string ledger = sheet->cells[mark].text.substr(10);
    const int row = last_row(*sheet) + 1 + static_cast<int>(below(2));
    const std::size_t number = 1000 + ++counter_;
    std::vector<Position> columns;
    for (const auto& [at, cell] : sheet->cells) {
      if (starts_with(cell.text, "cm:col:")) columns.push_back(at);
    }
    for (const Position& at : columns) {
      if (has_merges(*sheet, row, at.second)) return;
      const std::string meaning = fmt::format("{}:{}:{}", ledger, number, sheet->cells[at].text.substr(7));
      put(*sheet, {row, at.second}, field_text(meaning));
      sheet->cells[{row, at.second}].meaning = meaning;
    }
    tell(fmt::format("add record at row {} of {}", row + 1, sheet->name));
  }
  void copy_row() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr) return;
    const auto rows = rows_of_content(*sheet);
    if (rows.empty()) return;
    const int from = rows[below(rows.size())];
    const int to = last_row(*sheet) + 1;
    std::vector<std::pair<Position, MeantCell>> copies;
    for (const auto& [at, cell] : sheet->cells) {
      if (at.first != from) continue;
      MeantCell copy = cell;
      copy.row_span = copy.column_span = 1;
      // A record copied is another record that says the same.
      copies.emplace_back(Position{to, at.second}, copy);
    }
    for (auto& [at, cell] : copies) sheet->cells[at] = cell;
    tell(fmt::format("copy row {} of {} to {}", from + 1, sheet->name, to + 1));
  }
  void add_total() {
    MeantSheet* sheet = any_sheet();
    if (sheet == nullptr || last_column(*sheet) < 1) return;
    put(*sheet, {last_row(*sheet) + 1, 1}, "合计");
    tell("total in " + sheet->name);
  }
  void change_unit() {
    const auto cells =
        cells_where([](const MeantCell& cell) { return cell.text == "万元" && cell.meaning.empty(); });
    if (cells.empty()) return;
    const auto& [sheet, at] = cells[below(cells.size())];
    put(*sheet, at, "亿元");
    tell(fmt::format("unit of row {} of {}", at.first + 1, sheet->name));
  }

  std::mt19937 random_;
  const RequestForm& form_;
  std::vector<MeantSheet> sheets_;
  std::string story_;
  std::size_t counter_ = 0;
};

}  // namespace chuangmo::app
