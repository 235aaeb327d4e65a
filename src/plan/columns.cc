#include "plan/columns.h"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

#include "base/text.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

using Role = ColumnRole;

constexpr std::array<std::string_view, kColumnRoles> kRoleNames = {
    "序号", "创模指标要求", "工作任务", "责任单位", "配合单位", "完成时限", "备注"};

// How well a word says that a column has a role: as the whole heading, and as a part of one (0: says nothing
// as a part). A word in two rows takes the second meaning when a neighbour fits the first one better.
struct HeadingWord {
  std::string_view word;
  Role role;
  int whole;
  int part;
};
constexpr std::array kHeadingWords = {
    HeadingWord{"序号", Role::number, 100, 70},
    HeadingWord{"编号", Role::number, 90, 0},
    HeadingWord{"项次", Role::number, 90, 0},
    HeadingWord{"序", Role::number, 80, 0},
    HeadingWord{"no", Role::number, 60, 0},
    HeadingWord{"指标序号", Role::number, 100, 0},
    HeadingWord{"创模指标要求", Role::requirement, 100, 80},
    HeadingWord{"指标", Role::requirement, 100, 50},
    HeadingWord{"标准或要求", Role::requirement, 100, 80},
    HeadingWord{"标准要求", Role::requirement, 90, 60},
    HeadingWord{"指标要求", Role::requirement, 100, 80},
    HeadingWord{"考核内容", Role::requirement, 80, 40},
    HeadingWord{"重点任务", Role::requirement, 80, 50},
    HeadingWord{"重点任务", Role::task, 65, 40},
    HeadingWord{"目标任务", Role::requirement, 60, 40},
    HeadingWord{"目标任务", Role::task, 55, 35},
    HeadingWord{"创建标准", Role::requirement, 90, 60},
    HeadingWord{"目标", Role::requirement, 60, 30},
    HeadingWord{"标准", Role::requirement, 60, 30},
    HeadingWord{"项目", Role::requirement, 50, 0},
    HeadingWord{"工作任务", Role::task, 100, 70},
    HeadingWord{"工作任务", Role::requirement, 30, 20},
    HeadingWord{"任务内容", Role::task, 100, 70},
    HeadingWord{"工作措施", Role::task, 85, 60},
    HeadingWord{"工作内容", Role::task, 85, 60},
    HeadingWord{"具体任务", Role::task, 100, 70},
    HeadingWord{"具体措施", Role::task, 90, 60},
    HeadingWord{"主要任务", Role::task, 95, 60},
    HeadingWord{"主要措施", Role::task, 85, 60},
    HeadingWord{"任务分解", Role::task, 90, 60},
    HeadingWord{"任务", Role::task, 80, 45},
    HeadingWord{"措施", Role::task, 75, 40},
    HeadingWord{"工作要求", Role::task, 70, 40},
    HeadingWord{"内容", Role::task, 50, 30},
    HeadingWord{"牵头单位", Role::lead, 105, 90},
    HeadingWord{"牵头部门", Role::lead, 105, 90},
    HeadingWord{"责任单位", Role::lead, 100, 80},
    HeadingWord{"责任单位", Role::cooperating, 40, 30},
    HeadingWord{"责任部门", Role::lead, 100, 80},
    HeadingWord{"责任部门", Role::cooperating, 40, 30},
    HeadingWord{"负责部门", Role::lead, 100, 80},
    HeadingWord{"负责单位", Role::lead, 100, 80},
    HeadingWord{"承办单位", Role::lead, 95, 70},
    HeadingWord{"主办单位", Role::lead, 95, 70},
    HeadingWord{"牵头", Role::lead, 90, 60},
    HeadingWord{"主责单位", Role::cooperating, 55, 40},
    HeadingWord{"主责单位", Role::lead, 60, 45},
    HeadingWord{"主责部门", Role::cooperating, 55, 40},
    HeadingWord{"主责部门", Role::lead, 60, 45},
    HeadingWord{"配合单位", Role::cooperating, 100, 80},
    HeadingWord{"配合部门", Role::cooperating, 100, 80},
    HeadingWord{"协助单位", Role::cooperating, 100, 80},
    HeadingWord{"协助部门", Role::cooperating, 100, 80},
    HeadingWord{"协办单位", Role::cooperating, 100, 80},
    HeadingWord{"协办部门", Role::cooperating, 100, 80},
    HeadingWord{"协同单位", Role::cooperating, 95, 70},
    HeadingWord{"参与单位", Role::cooperating, 95, 70},
    HeadingWord{"参加单位", Role::cooperating, 95, 70},
    HeadingWord{"配合", Role::cooperating, 90, 60},
    HeadingWord{"协办", Role::cooperating, 90, 60},
    HeadingWord{"责任", Role::lead, 60, 0},
    HeadingWord{"完成时限", Role::due, 100, 80},
    HeadingWord{"时间进度", Role::due, 100, 80},
    HeadingWord{"完成期限", Role::due, 100, 80},
    HeadingWord{"完成时间", Role::due, 100, 80},
    HeadingWord{"时间要求", Role::due, 95, 70},
    HeadingWord{"时间节点", Role::due, 95, 70},
    HeadingWord{"时限", Role::due, 90, 60},
    HeadingWord{"期限", Role::due, 85, 55},
    HeadingWord{"进度", Role::due, 70, 40},
    HeadingWord{"时间", Role::due, 60, 30},
    HeadingWord{"备注", Role::remark, 100, 70},
    HeadingWord{"说明", Role::remark, 80, 40},
    HeadingWord{"注", Role::remark, 60, 0},
};
constexpr std::size_t kLongestHeading = 42;  // bytes, 14 characters: longer is text
constexpr int kLowestTotal = 150;            // two clear headings
constexpr int kLastHeaderRow = 40;           // headings stand near the top
constexpr int kMostHeaderRows = 3;

using Scores = std::array<int, kColumnRoles>;

void raise_scores(Scores& scores, const std::string& heading, int discount) {
  if (heading.empty() || heading.size() > kLongestHeading) return;
  for (const HeadingWord& word : kHeadingWords) {
    const int score = heading == word.word                            ? word.whole
                      : word.part > 0 && contains(heading, word.word) ? word.part
                                                                      : 0;
    int& best = scores[static_cast<std::size_t>(word.role)];
    best = std::max(best, score - discount);
  }
}

// Columns under one heading cell, with what that heading may mean.
struct Heading {
  std::vector<int> columns;
  std::string text;  // the lowest level that is not blank
  Scores scores{};
  int role = -1;
};

std::string heading_key(const Grid& grid, int row, int column) {
  const TableCell* cell = grid.covering(row, column);
  std::string key = unit_key(cell_text(cell));
  std::transform(key.begin(), key.end(), key.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return key;
}

// A merged heading left its text only over its first column when the file cannot say "merged": take it from
// the left.
std::string parent_key(const Grid& grid, int row, int column) {
  for (; column >= 0; --column) {
    std::string key = heading_key(grid, row, column);
    if (!key.empty()) return key;
  }
  return "";
}

Heading read_heading(const Grid& grid, int row, int height, int column) {
  Heading heading;
  heading.columns = {column};
  std::string lower;
  for (int level = row + height - 1; level >= row; --level) {
    std::string key = heading_key(grid, level, column);
    const bool is_leaf = lower.empty();
    if (key.empty() && !is_leaf) key = parent_key(grid, level, column);
    if (key.empty() || key == lower) continue;
    if (is_leaf) {
      heading.text = remove_spaces(cell_text(grid.covering(level, column)));
      raise_scores(heading.scores, key, 0);
    } else {
      raise_scores(heading.scores, lower + key, 1);
      raise_scores(heading.scores, key + lower, 1);
      if (grid.covering(level, column) == grid.covering(row + height - 1, column))
        raise_scores(heading.scores, key, 20);
    }
    lower = is_leaf ? key : lower;
  }
  return heading;
}

std::vector<Heading> read_headings(const Grid& grid, int row, int height) {
  std::vector<Heading> headings;
  const TableCell* last_cell = nullptr;
  for (int column = 0; column < grid.columns(); ++column) {
    const TableCell* cell = grid.covering(row + height - 1, column);
    if (cell != nullptr && cell == last_cell) {
      headings.back().columns.push_back(column);
      continue;
    }
    last_cell = cell;
    headings.push_back(read_heading(grid, row, height, column));
  }
  return headings;
}

// The best way to give each heading at most one role and each role at most one heading; exact, over the 2^7
// sets of roles.
int assign_roles(std::vector<Heading>& headings) {
  constexpr std::size_t kSets = 1U << kColumnRoles;
  constexpr int kImpossible = -1;
  std::vector<std::array<int, kSets>> best(headings.size() + 1);
  best[0].fill(kImpossible);
  best[0][0] = 0;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    best[i + 1] = best[i];
    for (std::size_t set = 0; set < kSets; ++set) {
      if (best[i][set] == kImpossible) continue;
      for (std::size_t role = 0; role < kColumnRoles; ++role) {
        if ((set >> role & 1U) != 0 || headings[i].scores[role] <= 0) continue;
        int& slot = best[i + 1][set | 1U << role];
        slot = std::max(slot, best[i][set] + headings[i].scores[role]);
      }
    }
  }
  std::size_t set = static_cast<std::size_t>(std::max_element(best.back().begin(), best.back().end()) -
                                             best.back().begin());
  const int total = best.back()[set];
  for (std::size_t i = headings.size(); i > 0; --i) {
    headings[i - 1].role = -1;
    if (best[i - 1][set] == best[i][set]) continue;
    for (std::size_t role = 0; role < kColumnRoles; ++role) {
      if ((set >> role & 1U) == 0 || headings[i - 1].scores[role] <= 0) continue;
      const std::size_t without = set & ~(std::size_t{1} << role);
      if (best[i - 1][without] == kImpossible ||
          best[i - 1][without] + headings[i - 1].scores[role] != best[i][set])
        continue;
      headings[i - 1].role = static_cast<int>(role);
      set = without;
      break;
    }
  }
  return total;
}

// Further heading rows hold short words only, and none of them is a number.
bool may_be_heading_row(const Grid& grid, int row) {
  bool has_text = false;
  for (int column = 0; column < grid.columns(); ++column) {
    const std::string key = heading_key(grid, row, column);
    if (key.size() > kLongestHeading) return false;
    if (!key.empty() && key.find_first_not_of("0123456789.") == std::string::npos) return false;
    has_text = has_text || !key.empty();
  }
  return has_text;
}

int first_column_with_text(const Grid& grid, int row) {
  int column = 0;
  while (column < grid.columns() && trim(cell_text(grid.covering(row, column))).empty()) ++column;
  return column;
}

// One text at the left, or over everything: no upper level of the headings below it.
bool is_title_row(const Grid& grid, int row) {
  const int column = first_column_with_text(grid, row);
  const TableCell* title = grid.covering(row, column);
  for (int other = column; other < grid.columns(); ++other) {
    const TableCell* cell = grid.covering(row, other);
    if (cell != title && !trim(cell_text(cell)).empty()) return false;
  }
  return title != nullptr && title->row_span <= 1 && column <= first_column_with_text(grid, row + 1);
}

struct Candidate {
  int row = 0;
  int height = 1;
  int total = 0;
  std::vector<Heading> headings;
};

Candidate best_headings(const Grid& grid) {
  Candidate best;
  for (int row = 0; row < std::min(grid.rows(), kLastHeaderRow); ++row) {
    for (int height = 1; height <= kMostHeaderRows && row + height <= grid.rows(); ++height) {
      if (!may_be_heading_row(grid, row + height - 1)) break;
      if (height == 2 && is_title_row(grid, row)) break;
      Candidate candidate{row, height, 0, read_headings(grid, row, height)};
      candidate.total = assign_roles(candidate.headings);
      if (candidate.total > best.total) best = std::move(candidate);
    }
  }
  return best;
}

int best_role(const Scores& scores) {
  const auto best = std::max_element(scores.begin(), scores.end());
  return *best > 0 ? static_cast<int>(best - scores.begin()) : -1;
}

void explain_heading(const Heading& heading, const Where& where, Diagnostics& diagnostics) {
  const int natural = best_role(heading.scores);
  if (heading.role < 0 && natural >= 0) {
    diagnostics.push_back({"PLN005", Severity::warning, where,
                           fmt::format("「{}」列与另一列意义相同（{}），没有读取", heading.text,
                                       kRoleNames[static_cast<std::size_t>(natural)]),
                           "请只保留一列，或改用不同的列名", ""});
  } else if (heading.role < 0) {
    diagnostics.push_back({"PLN003", Severity::warning, where,
                           fmt::format("不认识的列名「{}」，该列没有读取", heading.text),
                           "请改用常用列名：序号、指标、工作任务、责任单位、配合单位、完成时限、备注", ""});
  } else if (heading.role != natural || contains(heading.text, "主责")) {
    diagnostics.push_back({"PLN004", Severity::warning, where,
                           fmt::format("「{}」列按上下文读作{}", heading.text,
                                       kRoleNames[static_cast<std::size_t>(heading.role)]),
                           "请确认；若不对，请改列名", ""});
  }
}

// Somebody wrote something there; a merged cell that only reaches over it does not count.
bool has_content(const Grid& grid, int first_row, int column) {
  for (int row = first_row; row < grid.rows(); ++row) {
    const TableCell* cell = grid.covering(row, column);
    const bool begins_here = cell != nullptr && cell->row == row && cell->column == column;
    if (begins_here && !grid.is_one_cell(row) && !trim(cell_text(cell)).empty()) return true;
  }
  return false;
}

void report_without_heading(const Grid& grid, const TableLayout& layout, const Heading& heading,
                            const Where& where, Diagnostics& diagnostics) {
  for (const int column : heading.columns) {
    if (!has_content(grid, layout.header_row + layout.header_rows, column)) continue;
    diagnostics.push_back({"PLN003", Severity::warning, where,
                           fmt::format("第 {} 列没有列名，其中的内容没有读取", column + 1),
                           "请写上列名；若是多余的列，请删去", ""});
  }
}

void report_missing(const TableLayout& layout, const Where& where, Diagnostics& diagnostics) {
  for (const Role role : {Role::requirement, Role::task, Role::lead}) {
    if (layout.has(role)) continue;
    const std::string_view name = kRoleNames[static_cast<std::size_t>(role)];
    diagnostics.push_back({"PLN002", Severity::error, where, fmt::format("缺少必需的列：{}", name),
                           fmt::format("请补上「{}」列，或把现有列改成这个名称", name), ""});
  }
  for (const Role role : {Role::number, Role::cooperating}) {
    if (layout.has(role)) continue;
    const std::string_view name = kRoleNames[static_cast<std::size_t>(role)];
    diagnostics.push_back({"PLN006", Severity::warning, where, fmt::format("没有「{}」列", name),
                           role == Role::number ? "指标按出现的先后编号" : "所有任务都没有配合单位，请确认",
                           ""});
  }
}

// Whether `column` says more about what `first` says, row for row: 指标 | 标准或要求.
bool goes_along(const Grid& grid, const TableLayout& layout, int first, int column) {
  for (int row = layout.header_row + layout.header_rows; row < grid.rows(); ++row) {
    if (grid.is_one_cell(row)) continue;
    const TableCell* a = grid.covering(row, first);
    const TableCell* b = grid.covering(row, column);
    if (a == nullptr || b == nullptr || a->row != b->row) return false;
    if (trim(cell_text(a)).empty() && !trim(cell_text(b)).empty()) return false;
  }
  return true;
}

// A second column of requirements joins the first, in the order of the sheet.
bool join_requirement(const Grid& grid, const Heading& heading, TableLayout& layout, const Where& where,
                      Diagnostics& diagnostics) {
  PlanColumn& requirement = layout.roles[static_cast<std::size_t>(Role::requirement)];
  if (requirement.columns.empty() || heading.columns.empty()) return false;
  const int first = requirement.columns.front();
  const int second = heading.columns.front();
  if (!goes_along(grid, layout, first, second)) return false;
  requirement.repeated =
      first < second ? requirement.repeated + heading.text : heading.text + requirement.repeated;
  requirement.columns.insert(requirement.columns.end(), heading.columns.begin(), heading.columns.end());
  std::sort(requirement.columns.begin(), requirement.columns.end());
  diagnostics.push_back(
      {"PLN038", Severity::note, where,
       fmt::format("「{}」与「{}」两列合起来读作指标要求", requirement.heading, heading.text),
       "请确认；若其中一列不是要求，请改列名", ""});
  return true;
}

}  // namespace

std::optional<TableLayout> find_columns(const Grid& grid, Diagnostics& diagnostics) {
  Candidate best = best_headings(grid);
  if (best.total < kLowestTotal) return std::nullopt;
  TableLayout layout;
  layout.header_row = best.row;
  layout.header_rows = best.height;
  Where where{grid.table().file, grid.table().sheet, grid.source_row(best.row + best.height - 1), "", 0, 0};
  for (const Heading& heading : best.headings) {
    if (heading.role >= 0 && !heading.text.empty())
      layout.roles[static_cast<std::size_t>(heading.role)] = {heading.columns, heading.text, heading.text};
  }
  for (const Heading& heading : best.headings) {
    where.column = heading.text;
    if (heading.text.empty()) {
      report_without_heading(grid, layout, heading, where, diagnostics);
      continue;
    }
    const bool is_second_requirement =
        heading.role < 0 && best_role(heading.scores) == static_cast<int>(Role::requirement);
    if (is_second_requirement && join_requirement(grid, heading, layout, where, diagnostics)) continue;
    explain_heading(heading, where, diagnostics);
  }
  where.column.clear();
  report_missing(layout, where, diagnostics);
  return layout;
}

}  // namespace chuangmo::plan
