#pragma once
// A few indicators of the annex, changed as people, programs and accidents change such tables.
#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "annex_fixture.h"
#include "model/plan.h"
#include "plan/units_toml.h"

namespace chuangmo::integration {

// The same numbers on every machine: the engine is fixed by the standard, its distributions are not.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  bool once_in(std::size_t n) { return below(n) == 0; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937_64 engine_;
};

enum class Part { number, requirement, task, lead, cooperating, foreign };
enum class Form { text, csv, gb18030, docx, xlsx };
constexpr std::array kFormNames = {"text", "csv", "gb18030", "docx", "xlsx"};

struct MutantCell {
  std::string text;
  bool joins_above = false;  // merged with the cell above or to the left; its text is gone
  bool joins_left = false;
  bool is_gone = false;  // the row has one cell less
};

struct MutantRow {
  int origin = -1;           // row of the annex, 0 the headings; -1: stands for none
  std::set<int> speaks_for;  // the origins a finding in this row may be about
  std::vector<MutantCell> cells;
};

// Where a row of the mutant stands in the file.
struct Place {
  std::string sheet;
  int row = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

struct Mutant {
  Form form = Form::docx;
  std::vector<Part> columns = {Part::number, Part::requirement, Part::task, Part::lead, Part::cooperating};
  std::vector<MutantRow> rows;
  std::size_t break_at = 0;               // a second table begins with this row; 0: one table
  std::map<int, std::string> task_texts;  // where the task itself was changed, by origin
  std::vector<std::string> applied;       // the names of its mutations
  std::string story;                      // what was done

  bool has_merges() const { return form == Form::docx || form == Form::xlsx; }
  std::size_t column(Part part) const {
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), part) - columns.begin());
  }
  std::string& text(std::size_t row, Part part) { return rows[row].cells[column(part)].text; }
};

inline const UnitRegister& city_register() {
  static const UnitRegister units =
      plan::read_units_toml(read_file(CHUANGMO_SOURCE_DIR "/catalog/programmes/shuozhou/units.toml").value(),
                            "units.toml")
          .value();
  return units;
}

// Rows of the annex where indicators begin, and the one behind the last.
inline const std::vector<int>& indicator_rows() {
  static const std::vector<int> rows = [] {
    std::vector<int> found;
    for (int row = 1; row < annex_table().rows; ++row) {
      if (!is_blank_at(annex_table(), row, 0)) found.push_back(row);
    }
    found.push_back(annex_table().rows);
    return found;
  }();
  return rows;
}

// `count` indicators from the `first` on, unchanged.
inline Mutant slice_of_annex(std::size_t first, std::size_t count) {
  Mutant mutant;
  const auto add = [&](int row) {
    MutantRow& out = mutant.rows.emplace_back();
    out.origin = row;
    out.speaks_for = {row};
    for (int column = 0; column < 5; ++column) {
      const TableCell* cell = annex_table().at(row, column);
      out.cells.push_back({cell == nullptr ? "" : cell->text()});
    }
  };
  add(0);
  const std::size_t last = std::min(first + count, indicator_rows().size() - 1);
  for (int row = indicator_rows()[first]; row < indicator_rows()[last]; ++row) add(row);
  return mutant;
}

inline Table table_of(const Mutant& mutant, std::size_t first, std::size_t last) {
  Table table;
  table.columns = static_cast<int>(mutant.columns.size());
  for (std::size_t row = first; row < last; ++row, ++table.rows) {
    int gone = 0;
    for (std::size_t column = 0; column < mutant.columns.size(); ++column) {
      const MutantCell& cell = mutant.rows[row].cells[column];
      if (cell.is_gone) {
        ++gone;
        continue;
      }
      if (mutant.has_merges() && cell.joins_left) {
        ++table.cells.back().column_span;
        continue;
      }
      if (mutant.has_merges() && cell.joins_above && row > first) {
        for (TableCell& above : table.cells) {
          const bool ends_above = above.row + above.row_span == table.rows;
          if (above.column == static_cast<int>(column) && ends_above) ++above.row_span;
        }
        continue;
      }
      TableCell out;
      out.row = table.rows;
      out.column = static_cast<int>(column) - gone;
      out.paragraphs = split(cell.text, "\n");
      table.cells.push_back(std::move(out));
    }
  }
  return table;
}

// Word leaves a cell out where a row has one less; CSV and text rows are shorter there.
inline std::string text_of(const Mutant& mutant, bool as_csv) {
  std::string out = as_csv ? "" : kTitle + "\n\n";
  for (const MutantRow& row : mutant.rows) {
    std::vector<std::string> fields;
    for (const MutantCell& cell : row.cells) {
      if (!cell.is_gone) fields.push_back(cell.text);
    }
    if (as_csv) out += csv_line(fields);
    for (const std::string& field : fields) out += as_csv ? "" : "\t" + field + "\n";
    if (!as_csv) out += "\n";
  }
  return out;
}

inline std::string docx_of_mutant(const Mutant& mutant) {
  ooxml::DocxContent content;
  content.blocks.emplace_back(ooxml::paragraph(kTitle));
  const std::size_t cut = mutant.break_at > 0 ? mutant.break_at : mutant.rows.size();
  for (const auto& [first, last] : {std::pair{std::size_t{0}, cut}, std::pair{cut, mutant.rows.size()}}) {
    if (first == last) continue;
    ooxml::DocxTable table = ooxml::docx_table(table_of(mutant, first, last));
    for (std::size_t row = first; row < last; ++row) {
      for (const MutantCell& cell : mutant.rows[row].cells) {
        if (cell.is_gone) table.rows[row - first].pop_back();  // docx_table filled the row up
      }
    }
    content.blocks.emplace_back(std::move(table));
    content.blocks.emplace_back(ooxml::paragraph(""));
  }
  return ooxml::write_docx(content);
}

inline std::string bytes_of(const Mutant& mutant) {
  const std::size_t cut = mutant.break_at > 0 ? mutant.break_at : mutant.rows.size();
  std::vector<Table> tables = {table_of(mutant, 0, cut)};
  if (cut < mutant.rows.size()) tables.push_back(table_of(mutant, cut, mutant.rows.size()));
  switch (mutant.form) {
    case Form::text:
      return text_of(mutant, false);
    case Form::csv:
      return text_of(mutant, true);
    case Form::gb18030:
      return gb18030(text_of(mutant, true));
    case Form::docx:
      return docx_of_mutant(mutant);
    case Form::xlsx:
      break;
  }
  return xlsx_of(tables);
}

inline Place place_of(const Mutant& mutant, std::size_t row) {
  const bool is_second = mutant.break_at > 0 && row >= mutant.break_at;
  const int number = static_cast<int>(row - (is_second ? mutant.break_at : 0)) + 1;
  const char* table = is_second ? "2" : "1";
  switch (mutant.form) {
    case Form::docx:
      return {std::string("表") + table, number};
    case Form::xlsx:
      return {std::string("Sheet") + table, number};
    default:
      return {"", number};
  }
}

}  // namespace chuangmo::integration
