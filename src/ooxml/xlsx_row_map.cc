#include "ooxml/xlsx_row_map.h"

#include <algorithm>

#include "base/text.h"

namespace chuangmo::ooxml {

RowMap::RowMap() {
  turns_.push_back({-1, {0, kSheetRows - 1}, 0, {}});
}

int RowMap::open_turn(int within, RowSpan block) {
  const int depth = turns_[static_cast<std::size_t>(within)].depth + 1;
  turns_.push_back({within, block, depth, {}});
  const int turn = static_cast<int>(turns_.size()) - 1;
  by_block_[{block.first, block.last, depth}].push_back(turn);
  return turn;
}

void RowMap::place(RowSpan rows, int out, int turn) {
  const RowSpan there{out, out + rows.last - rows.first};
  if (rows.first != out) is_identity_ = false;
  placed_.push_back({rows, out});
  for (int around = turn; around >= 0; around = turns_[static_cast<std::size_t>(around)].within) {
    auto& places = turns_[static_cast<std::size_t>(around)].places;
    const auto [known, is_new] = places.emplace(rows.first, std::pair(rows, there));
    if (!is_new) known->second.second.last = there.last;
  }
}

// The first place of the first of these rows that is still there.
std::optional<int> RowMap::first_of(int turn, RowSpan rows) const {
  const auto& places = turns_[static_cast<std::size_t>(turn)].places;
  auto at = places.upper_bound(rows.first);
  if (at != places.begin() && std::prev(at)->second.first.last >= rows.first) --at;
  if (at == places.end() || at->first > rows.last) return std::nullopt;
  return at->second.second.first + std::max(0, rows.first - at->first);
}

std::optional<int> RowMap::last_of(int turn, RowSpan rows) const {
  const auto& places = turns_[static_cast<std::size_t>(turn)].places;
  auto at = places.upper_bound(rows.last);
  if (at == places.begin()) return std::nullopt;
  --at;
  const RowSpan& found = at->second.first;
  if (found.last < rows.first) return std::nullopt;
  return at->second.second.last - std::max(0, found.last - rows.last);
}

int RowMap::turn_around(int row, int turn) const {
  for (; turn > 0; turn = turns_[static_cast<std::size_t>(turn)].within) {
    const RowSpan& block = turns_[static_cast<std::size_t>(turn)].block;
    if (block.first <= row && row <= block.last) return turn;
  }
  return 0;
}

std::optional<RowSpan> RowMap::moved(const ReferenceEnd& first, const ReferenceEnd& last, int turn) const {
  const RowSpan rows{std::min(first.row, last.row), std::max(first.row, last.row)};
  const ReferenceEnd& upper = first.row <= last.row ? first : last;
  const ReferenceEnd& lower = first.row <= last.row ? last : first;
  const auto begin = first_of(upper.is_row_fixed ? 0 : turn_around(rows.first, turn), rows);
  const auto end = last_of(lower.is_row_fixed ? 0 : turn_around(rows.last, turn), rows);
  if (!begin || !end) return moved(rows);
  return RowSpan{std::min({*begin, *end, kSheetRows - 1}), std::min(std::max(*begin, *end), kSheetRows - 1)};
}

std::optional<RowSpan> RowMap::moved(RowSpan rows) const {
  const auto begin = first_of(0, rows);
  const auto end = last_of(0, rows);
  if (!begin || !end || *begin >= kSheetRows) return std::nullopt;
  return RowSpan{*begin, std::min(*end, kSheetRows - 1)};
}

std::vector<RowSpan> RowMap::pieces(RowSpan rows, std::size_t most) const {
  std::vector<RowSpan> found;
  for (const Placed& each : placed_) {
    const int first = std::max(rows.first, each.rows.first);
    const int last = std::min(rows.last, each.rows.last);
    if (first > last) continue;
    const RowSpan there{each.out + first - each.rows.first,
                        std::min(each.out + last - each.rows.first, kSheetRows - 1)};
    if (there.first >= kSheetRows) continue;
    if (!found.empty() && found.back().last + 1 == there.first) {
      found.back().last = there.last;
    } else {
      found.push_back(there);
    }
  }
  if (found.size() > most) found = {{found.front().first, found.back().last}};
  return found;
}

std::vector<RowSpan> RowMap::copies(RowSpan rows) const {
  const std::vector<int>* turns = nullptr;
  int narrowest = kSheetRows;
  for (const auto& [block, through] : by_block_) {
    const auto& [first, last, depth] = block;
    if (first > rows.first) break;
    if (last < rows.last || last - first > narrowest) continue;
    narrowest = last - first;
    turns = &through;
  }
  std::vector<RowSpan> found;
  if (turns == nullptr) {
    if (const auto one = moved(rows)) found.push_back(*one);
    return found;
  }
  for (const int turn : *turns) {
    const auto begin = first_of(turn, rows);
    const auto end = last_of(turn, rows);
    if (begin && end && *begin < kSheetRows) found.push_back({*begin, std::min(*end, kSheetRows - 1)});
  }
  return found;
}

namespace {

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

const RowMap* map_of(const Reference& reference, const FormulaPlace& place) {
  if (reference.sheet.empty()) return place.own;
  if (place.sheets == nullptr) return nullptr;
  const auto found = place.sheets->find(lowered(reference.sheet));
  return found == place.sheets->end() ? nullptr : found->second;
}

}  // namespace

std::optional<std::string> moved_formula(std::string_view formula, const FormulaPlace& place) {
  bool is_lost = false;
  std::string text =
      rewritten_formula(formula, [&](const Reference& reference) -> std::optional<std::string> {
        const RowMap* map = map_of(reference, place);
        if (map == nullptr || reference.first.row < 0 || reference.last.row < 0) return std::nullopt;
        const auto span = map->moved(reference.first, reference.last, map == place.own ? place.turn : 0);
        if (!span) {
          is_lost = true;
          return std::nullopt;
        }
        Reference moved = reference;
        const bool is_upright = reference.first.row <= reference.last.row;
        moved.first.row = is_upright ? span->first : span->last;
        moved.last.row = is_upright ? span->last : span->first;
        if (!reference.is_range && (place.spreads || reference.is_aggregated))
          moved.is_range = span->first != span->last;
        return moved.text();
      });
  if (is_lost) return std::nullopt;
  return text;
}

std::string moved_ranges(std::string_view ranges, const RowMap& map) {
  constexpr std::size_t kMostPieces = 200;
  std::vector<std::string> out;
  for (const std::string& each : split(ranges, " ")) {
    const auto range = parse_range(each);
    if (!range || range->first.row < 0) {  // whole columns stay
      if (!each.empty()) out.push_back(each);
      continue;
    }
    for (const RowSpan& piece : map.pieces({range->first.row, range->last.row}, kMostPieces)) {
      Reference moved = *range;
      moved.first.row = piece.first;
      moved.last.row = piece.last;
      moved.is_range = range->is_range || piece.first != piece.last;
      out.push_back(moved.text());
    }
  }
  return join(out, " ");
}

}  // namespace chuangmo::ooxml
