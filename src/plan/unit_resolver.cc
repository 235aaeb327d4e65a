#include "plan/unit_resolver.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {

struct UnitResolver::Cell {
  std::string_view text;
  std::vector<CellPiece> pieces;
  ResolvedCell out;

  std::string words(std::size_t first, std::size_t last) const {
    return trim(text.substr(pieces[first].begin, pieces[last].end - pieces[first].begin));
  }
  void add_note(const std::string& note) {
    if (std::find(out.notes.begin(), out.notes.end(), note) == out.notes.end()) out.notes.push_back(note);
  }
  void ask(std::string code, Severity severity, std::string question, std::string fix, std::size_t first,
           std::size_t last) {
    out.questions.push_back({std::move(code), severity, std::move(question), std::move(fix),
                             pieces[first].begin, pieces[last].end});
  }
};

namespace {

std::string names_of(const std::vector<Duty>& duties) {
  std::vector<std::string> names;
  for (const Duty& duty : duties) names.push_back(duty.name);
  return join(names, "、");
}

void mark_guessed(std::vector<Duty>& duties, const std::string& original) {
  for (Duty& duty : duties) {
    duty.guessed = true;
    duty.original = original;
  }
}

bool is_numeral_only(std::string_view key) {
  const auto [numeral, rest] = split_numeral_begin(key);
  return !numeral.empty() && rest.empty();
}

// 市环保局和市住建局: a conjunction parts two names only where both sides end like names.
std::size_t conjunction_at(std::string_view text, std::size_t& length) {
  for (const std::string_view word : {"以及", "和", "及", "与"}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size())) {
      const std::string left = unit_key(text.substr(0, at));
      const std::string right = unit_key(text.substr(at + word.size()));
      if (left.empty() || right.empty() || !unit_suffix(right)) continue;
      const bool numerals =
          !split_numeral_end(left).second.empty() && !split_numeral_begin(right).first.empty();
      if (!unit_suffix(left) && !numerals) continue;
      length = word.size();
      return at;
    }
  }
  return std::string_view::npos;
}

bool is_one_full_name(std::string_view key) {
  std::size_t length = 0;
  return is_complete_name(key) && missing_separator(key) == 0 &&
         conjunction_at(key, length) == std::string_view::npos;
}

}  // namespace

UnitResolver::UnitResolver(const UnitRegister& confirmed, std::span<const std::string> cells)
    : index_(confirmed), units_(confirmed) {
  for (std::size_t i = 0; i < units_.units.size(); ++i) proposed_.emplace(units_.units[i].name, i);
  for (std::size_t i = 0; i < units_.groups.size(); ++i) proposed_.emplace(units_.groups[i].name, i);
  learn(cells);
}

// Names spelled out in full anywhere in the document. Those that are others run together are forgotten again.
void UnitResolver::learn(std::span<const std::string> cells) {
  std::map<std::string, std::map<std::string, int>> groups;
  std::vector<std::string> learned;
  for (const std::string& cell : cells) {
    for (const CellPiece& piece : split_unit_cell(cell).pieces) {
      if (is_county_group(piece.key) || (is_group_word(piece.key) && missing_separator(piece.key) == 0)) {
        ++groups[is_county_group(piece.key) ? "county" : piece.key][piece.text];
      } else if (is_one_full_name(piece.key) && !index_.is_known(piece.key)) {
        index_.learn(piece.key, false);
        learned.push_back(piece.key);
      }
    }
  }
  learn_groups(groups);
  for (const std::string& key : learned) {
    if (!index_.divide(key).empty()) index_.forget_learned(key);
  }
}

// The spelling used most often is the group's name; what begins with 各 says more than what does not.
void UnitResolver::learn_groups(const std::map<std::string, std::map<std::string, int>>& spellings) {
  for (const auto& [key, counts] : spellings) {
    std::string best;
    int most = 0;
    for (const auto& [spelling, count] : counts) {
      const int weight = count + (starts_with(spelling, "各") ? 1000000 : 0);
      if (weight > most) {
        most = weight;
        best = spelling;
      }
    }
    index_.learn(best, true);
  }
}

ResolvedCell UnitResolver::resolve(std::string_view text, const PreviousTask& previous) {
  UnitCell split = split_unit_cell(text);
  Cell cell;
  cell.text = text;
  cell.out.notes = std::move(split.notes);
  cell.out.open_list = split.open_list;
  cell.pieces = prepare(std::move(split.pieces), cell.out.notes);
  for (std::size_t at = 0; at < cell.pieces.size();) {
    std::size_t taken = take_phrase(cell, at);
    if (taken == 0) taken = take_back_reference(cell, at, previous);
    if (taken == 0) taken = take_numeral_run(cell, at);
    if (taken == 0) taken = take_shared_ending(cell, at);
    if (taken == 0) taken = take_one(cell, at);
    at += taken;
  }
  if (split.unbalanced) {
    cell.out.questions.push_back({"PLN033", Severity::warning, "括号不成对", "请补全括号", 0, text.size()});
  }
  if (split.open_list) {
    cell.out.questions.push_back({"PLN026", Severity::note, "名单以“等”结尾，没有列全",
                                  "请列出全部单位，或确认只有已列出的这些", 0, text.size()});
  }
  return std::move(cell.out);
}

// Names broken by white space are joined, names joined by 和 are parted, "牵头单位：" before a name becomes a
// note.
std::vector<CellPiece> UnitResolver::prepare(std::vector<CellPiece> pieces,
                                             std::vector<std::string>& notes) const {
  std::vector<CellPiece> ready;
  for (CellPiece& piece : pieces) {
    for (const std::string_view colon : {"：", ":"}) {
      const std::size_t at = piece.text.find(colon);
      if (at == std::string::npos || at == 0 || at + colon.size() >= piece.text.size()) continue;
      notes.push_back(piece.text.substr(0, at));
      piece.text = piece.text.substr(at + colon.size());
      piece.key = unit_key(piece.text);
    }
    if (piece.after_soft && !ready.empty() && !index_.is_known(piece.key)) {
      const std::string joined = ready.back().key + piece.key;
      if (index_.is_known(joined) && !ready.back().back_reference) {
        ready.back().text += piece.text;
        ready.back().key = joined;
        ready.back().end = piece.end;
        ready.back().back_reference = piece.back_reference;
        continue;
      }
    }
    std::size_t length = 0;
    for (int parts = 0; parts < 16 && !index_.is_confirmed(piece.key); ++parts) {
      const std::size_t at = conjunction_at(piece.text, length);
      if (at == std::string::npos) break;
      CellPiece first = piece;
      first.text = piece.text.substr(0, at);
      first.key = unit_key(first.text);
      first.back_reference = false;
      ready.push_back(std::move(first));
      piece.text = piece.text.substr(at + length);
      piece.key = unit_key(piece.text);
      piece.after_soft = false;
    }
    if (!piece.key.empty()) ready.push_back(std::move(piece));
  }
  return ready;
}

std::size_t UnitResolver::take_phrase(Cell& cell, std::size_t at) {
  const std::size_t last = std::min(cell.pieces.size(), at + 4);
  for (std::size_t end = last; end > at + 1; --end) {
    std::string key = cell.pieces[at].key;
    for (std::size_t i = at + 1; i < end; ++i) key += "、" + cell.pieces[i].key;
    const auto known = index_.find(key);
    if (known.empty() || !known.front()->confirmed) continue;
    Reading reading = read_confirmed(known, cell.words(at, end - 1));
    for (Duty& duty : reading.duties)
      add_duty(cell, std::move(duty), cell.pieces[at].begin, cell.pieces[end - 1].end);
    return end - at;
  }
  return 0;
}

std::size_t UnitResolver::take_back_reference(Cell& cell, std::size_t at, const PreviousTask& previous) {
  const CellPiece& piece = cell.pieces[at];
  if (is_back_reference(piece.key)) {
    cell.add_note(piece.text);
    if (previous.same_column.empty()) {
      cell.ask("PLN028", Severity::warning, fmt::format("「{}」之前没有可以引用的单位", piece.text),
               "请写出单位名称", at, at);
    } else {
      cell.ask("PLN027", Severity::note,
               fmt::format("「{}」读作上一项任务的单位：{}", piece.text, names_of(previous.same_column)),
               "请确认，或写出单位名称", at, at);
    }
    for (Duty duty : previous.same_column) {
      duty.guessed = true;
      duty.original = piece.text;
      add_duty(cell, std::move(duty), piece.begin, piece.end);
    }
    return 1;
  }
  if (!piece.back_reference || !is_group_word(piece.key) || is_county_group(piece.key)) return 0;
  const auto known = index_.find(piece.key);
  if (!known.empty() && known.front()->confirmed) return 0;
  define_group(piece, cell, previous);
  return 1;
}

// 各“城考”责任单位（同上）: the units of the task before, under this name from now on.
void UnitResolver::define_group(const CellPiece& piece, Cell& cell, const PreviousTask& previous) {
  GroupEntry group;
  group.name = piece.text;
  for (const Duty& duty : previous.all) {
    const auto entry = std::find_if(units_.groups.begin(), units_.groups.end(), [&](const GroupEntry& known) {
      return duty.is_group && known.name == duty.name;
    });
    std::vector<std::string> members = {duty.name};
    if (entry != units_.groups.end() && !entry->members.empty()) members = entry->members;
    for (const std::string& member : members) {
      if (std::find(group.members.begin(), group.members.end(), member) == group.members.end())
        group.members.push_back(member);
    }
  }
  group.open = group.members.empty();
  const std::size_t at = static_cast<std::size_t>(&piece - cell.pieces.data());
  if (group.open) {
    cell.ask("PLN028", Severity::warning, fmt::format("「{}（同上）」之前没有可以引用的单位", piece.text),
             "请列出成员单位", at, at);
  } else {
    cell.ask(
        "PLN027", Severity::note,
        fmt::format("「{}（同上）」读作上一项任务的 {} 个单位：{}{}", piece.text, group.members.size(),
                    join(group.members, "、"), previous.open_list ? "（原名单以“等”结尾，可能不全）" : ""),
        "请在 units.toml 的单位组中确认成员", at, at);
  }
  if (proposed_.emplace(group.name, units_.groups.size()).second) units_.groups.push_back(group);
  add_duty(cell, {group.name, true, true, piece.text}, piece.begin, piece.end);
}

// 神头一、二电厂 -> 神头一电厂, 神头二电厂; any number of numerals between.
std::size_t UnitResolver::take_numeral_run(Cell& cell, std::size_t at) {
  const auto [stem, first] = split_numeral_end(cell.pieces[at].key);
  if (first.empty() || stem.empty() || index_.is_known(cell.pieces[at].key)) return 0;
  std::vector<std::string> numerals = {std::string(first)};
  std::size_t end = at + 1;
  while (end < cell.pieces.size() && is_numeral_only(cell.pieces[end].key))
    numerals.push_back(cell.pieces[end++].key);
  if (end == cell.pieces.size()) return 0;
  const auto [last, ending] = split_numeral_begin(cell.pieces[end].key);
  if (last.empty() || !unit_suffix(ending) || !index_.find(cell.pieces[end].key).empty()) return 0;
  numerals.emplace_back(last);

  const std::string original = cell.words(at, end);
  std::vector<Duty> duties;
  for (const std::string& numeral : numerals) {
    const std::string name = std::string(stem) + numeral + std::string(ending);
    const auto known = index_.find(name);
    duties.push_back({known.empty() ? name : known.front()->name, false, true, original});
  }
  cell.ask("PLN020", Severity::note, fmt::format("「{}」按省略写法读作 {}", original, names_of(duties)),
           fmt::format("请写全：{}", names_of(duties)), at, end);
  for (Duty& duty : duties) add_duty(cell, std::move(duty), cell.pieces[at].begin, cell.pieces[end].end);
  return end + 1 - at;
}

// What "市委" before "市政府办公厅" stands for: the same ending on the other stem. Empty when nothing known
// results.
std::string UnitResolver::shared_ending_name(std::string_view stem, std::string_view suffix,
                                             std::string_view last) const {
  const std::string_view last_stem = last.substr(0, last.size() - suffix.size());
  if (is_level_organ(stem)) {
    const bool is_office = suffix == "办公厅" || suffix == "办公室" || suffix == "办";
    return is_office && is_level_organ(last_stem) ? std::string(stem) + std::string(suffix) : "";
  }
  if (is_level_word(stem)) return is_county_group(last) ? std::string(stem) + "政府" : "";
  for (const std::string_view ending : unit_suffixes(last)) {
    const std::string name = std::string(stem) + std::string(ending);
    for (const std::string& spelling : {name, "市" + name}) {
      const auto known = index_.find(spelling);
      if (!known.empty()) return known.front()->name;
    }
    if (const KnownUnit* longer = index_.only_longer_ending(name)) return longer->name;
  }
  const bool is_spelled_out = !level_prefix(stem).empty() && level_prefix(stem).size() < stem.size();
  return is_spelled_out && !index_.has_confirmed() ? std::string(stem) + std::string(suffix) : "";
}

// 市委、市政府办公厅; 市、县区政府; 市环保、住建局: the first names leave to the last what they have in
// common with it.
std::size_t UnitResolver::take_shared_ending(Cell& cell, std::size_t at) {
  constexpr std::size_t kMostStems = 4;
  std::size_t end = at;
  const auto lacks_ending = [&](const std::string& key) {
    const auto known = index_.find(key);
    if (!known.empty() && known.front()->confirmed) return false;
    return is_level_organ(key) || (!unit_suffix(key) && !is_group_word(key) && !is_open_list_word(key));
  };
  while (end < cell.pieces.size() && end - at < kMostStems && lacks_ending(cell.pieces[end].key)) ++end;
  if (end == at || end == cell.pieces.size()) return 0;
  const std::string& last = cell.pieces[end].key;
  if (is_group_word(last) && !is_county_group(last)) return 0;
  const auto suffix = unit_suffix(last);
  if (!suffix) return 0;

  std::vector<Duty> duties;
  const std::string original = cell.words(at, end);
  for (std::size_t i = at; i < end; ++i) {
    const std::string name = shared_ending_name(cell.pieces[i].key, *suffix, last);
    if (name.empty()) return 0;
    const auto known = index_.find(unit_key(name));
    duties.push_back({known.empty() ? name : known.front()->name, false, true, original});
  }
  Reading reading = read_name(last, cell.pieces[end].text, 0);
  mark_guessed(reading.duties, original);
  duties.insert(duties.end(), reading.duties.begin(), reading.duties.end());
  cell.ask("PLN020", Severity::note, fmt::format("「{}」按省略写法读作 {}", original, names_of(duties)),
           fmt::format("请写全：{}", names_of(duties)), at, end);
  for (Duty& duty : duties) add_duty(cell, std::move(duty), cell.pieces[at].begin, cell.pieces[end].end);
  return end + 1 - at;
}

std::size_t UnitResolver::take_one(Cell& cell, std::size_t at) {
  const CellPiece piece = cell.pieces[at];
  Reading reading = read_name(piece.key, piece.text, 0);
  for (UnitQuestion& question : reading.questions) {
    question.begin = piece.begin;
    question.end = piece.end;
    cell.out.questions.push_back(std::move(question));
  }
  if (reading.is_remark) cell.add_note(piece.text);
  const bool is_other_spelling = reading.duties.size() == 1 && reading.duties.front().guessed;
  for (Duty& duty : reading.duties) add_duty(cell, duty, piece.begin, piece.end);
  if (is_other_spelling) propose_alias(reading.duties.front());
  return 1;
}

void UnitResolver::add_duty(Cell& cell, Duty duty, std::size_t begin, std::size_t end) {
  for (Duty& earlier : cell.out.duties) {
    if (earlier.name != duty.name) continue;
    cell.out.questions.push_back({"PLN031", Severity::warning,
                                  fmt::format("「{}」在同一格里出现了不止一次", duty.name), "请删去重复的",
                                  begin, end});
    return;
  }
  propose(duty);
  cell.out.duties.push_back(std::move(duty));
}

// Names that are not in units.toml become proposals.
void UnitResolver::propose(const Duty& duty) {
  const auto place = proposed_.find(duty.name);
  if (place == proposed_.end()) {
    if (duty.is_group) {
      proposed_.emplace(duty.name, units_.groups.size());
      units_.groups.push_back({duty.name, {}, {}, true});
    } else {
      proposed_.emplace(duty.name, units_.units.size());
      units_.units.push_back({duty.name, {}, unit_kind(unit_key(duty.name)), true});
    }
  }
}

void UnitResolver::propose_alias(const Duty& duty) {
  const auto place = proposed_.find(duty.name);
  if (duty.is_group || place == proposed_.end() || unit_key(duty.original) == unit_key(duty.name)) return;
  UnitEntry& entry = units_.units[place->second];
  if (!entry.guessed || index_.is_confirmed(unit_key(duty.name))) return;
  if (std::find(entry.aliases.begin(), entry.aliases.end(), duty.original) == entry.aliases.end()) {
    entry.aliases.push_back(duty.original);
  }
}

}  // namespace chuangmo::plan
