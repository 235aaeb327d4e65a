#include "plan/lint_input.h"

#include <algorithm>

#include "base/text.h"
#include "plan/prose.h"
#include "plan/prose_scan.h"

namespace chuangmo::plan {
namespace {

constexpr std::size_t kMostCells = 40000;
constexpr std::size_t kMostCharactersCompared = 160;

char32_t code_at(std::string_view text, std::size_t begin, std::size_t end) {
  const std::u32string one = to_u32(text.substr(begin, end - begin));
  return one.empty() ? U'\uFFFD' : one.front();
}

std::vector<Glyph> glyphs_of(std::string_view text) {
  std::vector<Glyph> glyphs;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = at + character_length(text, at);
    const bool ascii = static_cast<unsigned char>(text[at]) < 0x80U && end == at + 1;
    glyphs.push_back({ascii ? static_cast<char32_t>(text[at]) : code_at(text, at, end), at, end});
    at = end;
  }
  return glyphs;
}

bool is_its_own_fold(char32_t c) {
  return c < 0x80 || is_han(c) || c == U'、' || c == U'。' || c == U'“' || c == U'”';
}

void fold(LintCell& cell) {
  for (const Glyph& glyph : cell.glyphs) {
    const std::string_view bytes = cell.text.substr(glyph.begin, glyph.end - glyph.begin);
    if (is_its_own_fold(glyph.code)) {
      cell.folded += bytes;
    } else {
      cell.folded += nfkc(bytes);
    }
    cell.origins.resize(cell.folded.size(), glyph.begin);
  }
  cell.origins.push_back(cell.text.size());
}

bool is_number_mark(char32_t c) {
  return std::u32string_view(U".．。、)）:：,，").find(c) != std::u32string_view::npos;
}

int digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'０' && c <= U'９') return static_cast<int>(c - U'０');
  return -1;
}

// "10.7 text", "3..text", "2、text", "(1)text". A number without a mark behind it is no numbering: 2011年…
Numbering read_numbering(const std::vector<Glyph>& glyphs) {
  std::size_t at = 0;
  const auto is = [&](auto&& test) { return at < glyphs.size() && test(glyphs[at].code); };
  const auto is_blank = [](char32_t c) {
    return c == U' ' || c == U'\n' || c == U'\t' || c == 0x3000 || c == 0xA0;
  };
  while (is(is_blank)) ++at;
  if (is([](char32_t c) { return c == U'(' || c == U'（'; })) ++at;
  Numbering numbering;
  const std::size_t first = at;
  int number = 0;
  while (is([](char32_t c) { return digit_of(c) >= 0; }) && at - first < 3)
    number = number * 10 + digit_of(glyphs[at++].code);
  if (at == first || at == glyphs.size()) return {};
  const std::size_t mark = at;
  while (is(is_number_mark)) ++at;
  if (at == mark) return {};
  if (at < glyphs.size() && digit_of(glyphs[at].code) >= 0 && glyphs[mark].code == U'.') return {};  // 1.7%
  numbering.number = number;
  numbering.digits = {glyphs[first].begin, glyphs[mark].begin};
  numbering.mark = {glyphs[mark].begin, glyphs[at - 1].end};
  while (is(is_blank)) ++at;
  numbering.body = at < glyphs.size() ? glyphs[at].begin : glyphs.back().end;
  return numbering;
}

int latest_year(const Plan& plan) {
  int latest = 0;
  for (const PlanIndicator& indicator : plan.indicators) {
    for (const Task& task : indicator.tasks) {
      if (task.schedule.guessed) continue;
      for (int year : task.schedule.years) latest = std::max(latest, year);
    }
  }
  return latest;
}

int base_year_of(const Plan& plan, const LintContext& context) {
  if (context.base_year != 0) return context.base_year;
  const Schedule of_title = read_schedule(plan.title, 0);
  if (!of_title.years.empty()) return of_title.years.back();
  return latest_year(plan);
}

LintCell make_cell(CellRole role, std::string_view text, const Where& source, const std::string& column) {
  LintCell cell;
  cell.role = role;
  cell.text = text;
  if (text.size() > kMostCellBytes) {
    cell.text = text.substr(0, character_before(text, kMostCellBytes + 1));
    cell.is_cut = true;
  }
  cell.where = source;
  cell.where.column = column;
  cell.where.begin = 0;
  cell.where.end = 0;
  cell.glyphs = glyphs_of(cell.text);
  fold(cell);
  if (role == CellRole::task) cell.numbering = read_numbering(cell.glyphs);
  if (cell.is_unit_cell()) cell.units = split_unit_cell(cell.text);
  return cell;
}

// Plans made by hand may know a cell only by what was read from it.
std::string_view standing(const std::string& original, const std::string& read) {
  return original.empty() ? read : original;
}

}  // namespace

LintInput::LintInput(const Plan& of, const LintContext& with)
    : plan(of), context(with), base_year(base_year_of(of, with)) {
  const PlanHeadings& headings = plan.headings;
  for (std::size_t i = 0; i < plan.indicators.size() && cells.size() < kMostCells; ++i) {
    const PlanIndicator& indicator = plan.indicators[i];
    const auto add = [&](CellRole role, std::string_view text, const Where& source,
                         const std::string& column) {
      cells.push_back(make_cell(role, text, source, column));
      cells.back().indicator = i;
    };
    requirement_cells_[i] = cells.size();
    add(CellRole::requirement, standing(indicator.original, indicator.requirement), indicator.source,
        headings.requirement);
    for (std::size_t t = 0; t < indicator.tasks.size() && cells.size() < kMostCells; ++t) {
      const Task& task = indicator.tasks[t];
      task_cells_[{i, t}] = cells.size();
      add(CellRole::task, standing(task.original, task.text), task.source, headings.task);
      add(CellRole::lead, task.lead_cell, task.source, headings.lead);
      add(CellRole::cooperating, task.cooperating_cell, task.source, headings.cooperating);
      for (std::size_t back = 1; back <= 3; ++back) cells[cells.size() - back].task = t;
    }
  }
}

const LintCell* LintInput::requirement_cell(std::size_t indicator) const {
  const auto found = requirement_cells_.find(indicator);
  return found == requirement_cells_.end() ? nullptr : &cells[found->second];
}

const LintCell* LintInput::task_cell(std::size_t indicator, std::size_t task, CellRole role) const {
  const auto found = task_cells_.find({indicator, task});
  if (found == task_cells_.end()) return nullptr;
  return &cells[found->second + (static_cast<std::size_t>(role) - static_cast<std::size_t>(CellRole::task))];
}

std::string LintInput::label(const LintCell& cell) const {
  const std::string number = std::to_string(indicator_of(cell).number);
  if (cell.role == CellRole::requirement) return "指标" + number;
  return number + "." + std::to_string(task_of(cell).number);
}

Span LintCell::original(std::size_t begin, std::size_t end) const {
  const std::size_t last = origins.size() - 1;
  std::size_t to = std::min(end, last);
  while (to < last && to > 0 && origins[to] == origins[to - 1]) ++to;  // the whole glyph of the last byte
  return {origins[std::min(begin, last)], origins[to]};
}

Span LintCell::trimmed() const {
  const std::string inner = trim(text);
  if (inner.empty()) return {0, 0};
  const std::size_t begin = text.find(inner);
  return {begin, begin + inner.size()};
}

void Findings::begin_rule(const LintRule& rule) {
  rule_ = &rule;
  of_this_rule_ = 0;
}

void Findings::add(const LintCell& cell, Span span, std::string text, std::string fix) {
  if (++of_this_rule_ > kMostOfOneRule || entries_.size() >= kMostInAll) return;
  if (of_this_rule_ == kMostOfOneRule || entries_.size() + 1 == kMostInAll)
    text += "（问题过多，其余不再列出）";
  Diagnostic diagnostic;
  diagnostic.code = rule_->code;
  diagnostic.severity = rule_->severity;
  diagnostic.where = cell.where;
  diagnostic.where.begin = span.begin;
  diagnostic.where.end = span.end;
  diagnostic.text = std::move(text);
  diagnostic.fix = std::move(fix);
  diagnostic.source = std::string(cell.text);
  entries_.push_back({static_cast<std::size_t>(&cell - input_.cells.data()), std::move(diagnostic)});
}

std::vector<WordHit> hits_of(const LintCell& cell, const std::vector<WatchedWord>& words) {
  std::vector<std::pair<Span, std::size_t>>
      found;  // spans of the folded text; word, or words.size() for an exception
  const auto collect = [&](std::string_view word, std::size_t index) {
    if (word.empty()) return;
    for (std::size_t at = cell.folded.find(word); at != std::string::npos;
         at = cell.folded.find(word, at + word.size())) {
      found.push_back({{at, at + word.size()}, index});
    }
  };
  for (std::size_t index = 0; index < words.size(); ++index) {
    collect(words[index].word, index);
    for (const std::string& except : words[index].except) collect(except, words.size());
  }
  // An exception covers what lies in it although it may begin before the word.
  std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
    if (a.first.begin != b.first.begin) return a.first.begin < b.first.begin;
    return a.first.end > b.first.end;
  });
  std::vector<WordHit> hits;
  std::size_t reached = 0;
  for (const auto& [span, index] : found) {
    if (span.begin < reached) continue;
    reached = span.end;
    if (index < words.size()) hits.push_back({index, cell.original(span.begin, span.end)});
  }
  return hits;
}

bool has_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return contains(text, word); });
}

std::string bare_text(std::string_view text) {
  static constexpr std::u32string_view kDropped = U" \t\r\n\u00A0\u3000,.;:!?、。“”‘’\"'()《》〈〉-—";
  std::u32string bare;
  for (char32_t c : to_u32(nfkc(text))) {
    if (kDropped.find(c) == std::u32string_view::npos) bare.push_back(c);
  }
  return to_utf8(bare);
}

std::vector<std::string> clauses_of(std::string_view text) {
  static constexpr std::u32string_view kEnds = U",;。!?\n";
  const std::u32string folded = to_u32(nfkc(text));
  std::vector<std::string> clauses;
  std::u32string clause;
  const auto finish = [&] {
    std::string words = trim(to_utf8(clause));
    if (!bare_text(words).empty()) clauses.push_back(std::move(words));
    clause.clear();
  };
  for (std::size_t at = 0; at < folded.size(); ++at) {
    const char32_t c = folded[at];
    const bool decimal_point = c == U'.' && at + 1 < folded.size() && digit_of(folded[at + 1]) >= 0;
    if (kEnds.find(c) != std::u32string_view::npos || (c == U'.' && !decimal_point)) {
      finish();
    } else {
      clause.push_back(c);
    }
  }
  finish();
  return clauses;
}

std::size_t common_length(std::u32string_view a, std::u32string_view b) {
  a = a.substr(0, kMostCharactersCompared);
  b = b.substr(0, kMostCharactersCompared);
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (char32_t c : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = c == b[j - 1] ? diagonal + 1 : std::max(above, row[j - 1]);
      diagonal = above;
    }
  }
  return row.back();
}

double sentence_likeness(std::string_view a, std::string_view b) {
  const std::u32string left = to_u32(a);
  const std::u32string right = to_u32(b);
  const std::size_t shorter = std::min({left.size(), right.size(), kMostCharactersCompared});
  if (shorter == 0) return 0;
  return static_cast<double>(common_length(left, right)) / static_cast<double>(shorter);
}

bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF);
}

std::string quoted(std::string_view words) {
  constexpr std::size_t kMostCharacters = 40;
  std::u32string text = to_u32(collapse_spaces(words));
  if (text.size() > kMostCharacters) text = text.substr(0, kMostCharacters) + U"…";
  return "「" + to_utf8(text) + "」";
}

}  // namespace chuangmo::plan
