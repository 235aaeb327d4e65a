// Changed tables: nothing crashes, what means the same reads the same, and no unit is taken for another one
// in silence.
#include "plan_mutations.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace chuangmo::integration {
namespace {

constexpr std::uint64_t kMutants = 1000;

// Two spellings that differ in widths, white space, quotation marks and brackets only are one.
std::string spelling(std::string_view text) {
  static constexpr std::u32string_view kDropped = U"\"'“”‘’()[]〔〕【】「」";
  static constexpr std::u32string_view kSeparators = U",，、;；";
  std::u32string out;
  for (const char32_t c : to_u32(remove_spaces(nfkc(text)))) {
    if (c < 0x20 || kDropped.find(c) != std::u32string_view::npos) continue;
    out += kSeparators.find(c) != std::u32string_view::npos ? U'、' : c;
  }
  return to_utf8(out);
}

struct Facts {
  std::string text;
  std::set<std::string> lead;
  std::set<std::string> cooperating;
  friend bool operator==(const Facts&, const Facts&) = default;
};

std::string shown(const std::vector<Facts>& all) {
  std::string out;
  for (const Facts& facts : all) {
    out += facts.text + " [";
    for (const std::string& name : facts.lead) out += name + " ";
    out += "|";
    for (const std::string& name : facts.cooperating) out += " " + name;
    out += "] ";
  }
  return out;
}

// A plan seen from the rows of the annex.
struct Reading {
  Plan plan;
  std::map<Place, std::size_t> rows;              // of the mutant
  std::map<int, std::vector<Facts>> tasks;        // by origin
  std::map<int, std::set<std::string>> findings;  // by origin, code and text
  std::map<int, std::string> labels;              // of its task, by origin
  std::set<std::string> errors;                   // about the table as a whole
};

// "（另有 2 处：第 5、8 行）" -> 5, 8, and the text without it.
std::vector<int> other_rows(std::string& text) {
  std::vector<int> rows;
  const std::size_t at = text.rfind("（另有");
  if (at == std::string::npos) return rows;
  const std::size_t list = text.find("第 ", at);
  int number = 0;
  for (std::size_t i = list; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') {
      number = number * 10 + (text[i] - '0');
    } else if (number > 0) {
      rows.push_back(number);
      number = 0;
    }
  }
  text.resize(at);
  return rows;
}

void add_findings(const Mutant& mutant, Reading& reading) {
  for (const Diagnostic& diagnostic : reading.plan.diagnostics) {
    std::string text = diagnostic.text;
    std::vector<int> rows = other_rows(text);
    const std::string finding = diagnostic.code + " " + text;
    rows.push_back(diagnostic.where.row);
    for (const auto& [place, row] : reading.rows) {
      // A question asked once lists its other rows without their sheets.
      const bool is_about_table =
          diagnostic.where.row == 0 && diagnostic.where.sheet == place.sheet && !place.sheet.empty();
      const bool is_here = is_about_table ||
                           (place.row == diagnostic.where.row && place.sheet == diagnostic.where.sheet) ||
                           std::find(rows.begin(), rows.end() - 1, place.row) != rows.end() - 1;
      if (!is_here) continue;
      for (const int origin : mutant.rows[row].speaks_for) reading.findings[origin].insert(finding);
      if (mutant.rows[row].origin == 0 && !is_about_table) reading.errors.insert(finding);
    }
    if (diagnostic.where.row == 0 && diagnostic.severity == Severity::error) reading.errors.insert(finding);
  }
}

std::string folded(std::string_view text) {
  return remove_spaces(nfkc(text));
}

Reading read_mutant(const Mutant& mutant, const Document& document, const UnitRegister& units) {
  Reading reading;
  reading.plan = app::read_plan_document(document, library(), units).value().plan;
  for (std::size_t row = 0; row < mutant.rows.size(); ++row) reading.rows[place_of(mutant, row)] = row;
  for (const PlanIndicator& indicator : reading.plan.indicators) {
    for (const Task& task : indicator.tasks) {
      const auto row = reading.rows.find({task.source.sheet, task.source.row});
      if (row == reading.rows.end()) {
        ADD_FAILURE() << mutant.story << ": task from nowhere, " << to_text(task.source);
        continue;
      }
      Facts facts{folded(task.text), {}, {}};
      for (const Duty& duty : task.lead) facts.lead.insert(duty.name);
      for (const Duty& duty : task.cooperating) facts.cooperating.insert(duty.name);
      reading.labels[mutant.rows[row->second].origin] = task.label;
      reading.tasks[mutant.rows[row->second].origin].push_back(std::move(facts));
    }
  }
  add_findings(mutant, reading);
  return reading;
}

const Reading& baseline_of(const Mutant& mutant, const UnitRegister& units) {
  static std::map<std::tuple<int, int, bool>, Reading> readings;
  std::set<int> origins;
  for (const MutantRow& row : mutant.rows) origins.insert(row.origin);
  origins.erase(-1);
  origins.erase(0);
  const int first = *origins.begin();
  const int last = *origins.rbegin();
  const auto [place, is_new] = readings.try_emplace({first, last, units.units.empty()});
  if (is_new) {
    const auto& rows = indicator_rows();
    const auto begin = std::find(rows.begin(), rows.end(), first);
    const auto end = std::find(rows.begin(), rows.end(), last + 1);
    Mutant unchanged =
        slice_of_annex(static_cast<std::size_t>(begin - rows.begin()), static_cast<std::size_t>(end - begin));
    place->second = read_mutant(unchanged, app::read_document(bytes_of(unchanged), "annex").value(), units);
  }
  return place->second;
}

bool is_spelling_of(const UnitRegister& units, const Duty& duty) {
  std::vector<std::string> spellings = {duty.name};
  for (const UnitEntry& unit : units.units) {
    if (!duty.is_group && unit.name == duty.name && !unit.guessed)
      spellings.insert(spellings.end(), unit.aliases.begin(), unit.aliases.end());
  }
  for (const GroupEntry& group : units.groups) {
    if (duty.is_group && group.name == duty.name)
      spellings.insert(spellings.end(), group.aliases.begin(), group.aliases.end());
  }
  return std::any_of(spellings.begin(), spellings.end(),
                     [&](const std::string& each) { return spelling(each) == spelling(duty.original); });
}

// In the row of the task, or in a row whose units went to it (PLN016).
bool is_asked_about(const Mutant& mutant, const Reading& reading, const Task& task, const Duty& duty) {
  const std::size_t row = reading.rows.at({task.source.sheet, task.source.row});
  const std::string joined = "PLN016 这一行没有任务，单位并入任务 " + task.label;
  for (const auto& [origin, findings] : reading.findings) {
    if (mutant.rows[row].speaks_for.count(origin) == 0 && findings.count(joined) == 0) continue;
    for (const std::string& finding : findings) {
      if (contains(finding, duty.name) || contains(finding, duty.original)) return true;
    }
  }
  return false;
}

// What nobody confirmed is marked as a guess, and what is marked is asked about.
void expect_no_silent_guess(const Mutant& mutant, const Reading& reading, const UnitRegister& units) {
  for (const PlanIndicator& indicator : reading.plan.indicators) {
    for (const Task& task : indicator.tasks) {
      for (const std::vector<Duty>* duties : {&task.lead, &task.cooperating}) {
        for (const Duty& duty : *duties) {
          if (!duty.guessed) {
            EXPECT_TRUE(is_spelling_of(units, duty))
                << mutant.story << "\n row " << task.source.row << ": " << duty.original << " became "
                << duty.name << " in silence";
            continue;
          }
          EXPECT_TRUE(is_asked_about(mutant, reading, task, duty))
              << mutant.story << "\n row " << task.source.row << ": nobody asks about " << duty.original
              << " read as " << duty.name;
        }
      }
    }
  }
}

bool has_news(const std::set<std::string>& found, const std::set<std::string>& before) {
  return std::any_of(found.begin(), found.end(),
                     [&](const std::string& each) { return before.count(each) == 0; });
}

// A new finding in the row, or one that says which row was added to its task.
bool is_reported(const Reading& reading, const Reading& before, int origin) {
  static const std::set<std::string> kNone;
  const auto now = reading.findings.find(origin);
  const auto then = before.findings.find(origin);
  if (now != reading.findings.end() &&
      has_news(now->second, then == before.findings.end() ? kNone : then->second))
    return true;
  const auto label = reading.labels.find(origin);
  if (label == reading.labels.end()) return false;
  for (const auto& [other, findings] : reading.findings) {
    if (findings.count("PLN016 这一行没有任务，单位并入任务 " + label->second) != 0 ||
        findings.count("PLN016 这一行没有编号也没有单位，接在任务 " + label->second + " 之后") != 0)
      return true;
  }
  return false;
}

// Each row says what it said in the annex, or something new is reported there.
void expect_same_or_reported(const Mutant& mutant, const Reading& reading, const Reading& before) {
  if (has_news(reading.errors, before.errors)) return;  // the headings themselves are in question
  for (const auto& [origin, facts] : before.tasks) {
    std::vector<Facts> expected = facts;
    const auto text = mutant.task_texts.find(origin);
    if (text != mutant.task_texts.end()) {
      const std::string cut = folded(text->second);
      expected.at(0).text = cut.substr(cut.find_first_not_of("0123456789.、,"));
    }
    const auto found = reading.tasks.find(origin);
    if (found != reading.tasks.end() && found->second == expected) continue;
    EXPECT_TRUE(is_reported(reading, before, origin))
        << mutant.story << "\n row " << origin << " was " << shown(expected) << "\n  now "
        << (found == reading.tasks.end() ? "nothing" : shown(found->second))
        << "\n  and nothing is reported there";
  }
  const auto nowhere = reading.tasks.find(-1);
  if (nowhere != reading.tasks.end())
    ADD_FAILURE() << mutant.story << "\n new task " << shown(nowhere->second);
}

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(PlanMutations, of_every_kind_there_are_enough) {
  std::map<std::string, int> counts;
  for (std::uint64_t seed = 1; seed <= kMutants; ++seed) {
    bool keeps_meaning = true;
    for (const std::string& name : mutant_of(seed, seed % 4 != 0, keeps_meaning).applied) ++counts[name];
  }
  for (const Mutation& mutation : mutations()) EXPECT_GE(counts[mutation.name], 10) << mutation.name;
}

TEST(PlanMutations, never_resolve_a_unit_wrongly_in_silence) {
  // Another stretch of seeds to hunt in: CHUANGMO_MUTANTS_FROM, CHUANGMO_MUTANTS.
  const std::uint64_t first = number_from_environment("CHUANGMO_MUTANTS_FROM", 1);
  const std::uint64_t count = number_from_environment("CHUANGMO_MUTANTS", kMutants);
  std::uint64_t refused = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    bool keeps_meaning = true;
    // Every fourth is read as in a city that has confirmed no names yet.
    const bool is_new_city = seed % 4 == 0;
    const Mutant mutant = mutant_of(seed, !is_new_city, keeps_meaning);
    const UnitRegister units = is_new_city ? UnitRegister{} : city_register();
    const auto document = app::read_document(bytes_of(mutant), "annex");
    if (!document) {  // control characters: refused as a whole, and said so
      EXPECT_EQ(document.error().code, "OFF001") << mutant.story;
      ++refused;
      continue;
    }
    const Reading reading = read_mutant(mutant, *document, units);
    expect_no_silent_guess(mutant, reading, units);
    // Where no names are known, a slip of the pen makes a new one.
    if (keeps_meaning || !is_new_city) expect_same_or_reported(mutant, reading, baseline_of(mutant, units));
  }
}

}  // namespace
}  // namespace chuangmo::integration
