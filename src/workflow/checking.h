#pragma once
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "workflow/checks.h"
#include "workflow/finding_list.h"
#include "workflow/ledger_columns.h"

namespace chuangmo::workflow {

// What the parts of checks.cc share.

using FigureKey = std::tuple<std::string, std::string, Period>;  // figure, subject, period

// Every figure that can be read, and those known before.
struct FigureValues {
  struct Given {
    const FigureDefinition* definition = nullptr;
    Decimal value;  // in the definition's unit
  };
  std::map<FigureKey, Given> given;
  std::map<FigureKey, Decimal> known;
  std::set<FigureKey> unread;  // given, but not as a number: told already

  // The content's value, else the known one.
  std::optional<Decimal> at(const FigureKey& key) const;
};

// "gdp" of a rule, or "total_emission(COD)".
struct FigureName {
  std::string figure;
  std::string subject;
};
FigureName figure_name(std::string_view text);
std::string figure_text(const std::string& figure, const std::string& subject);  // the reverse
// "figure:gdp"; with ":2010Q1" behind it where the period is not the request's.
std::string figure_place(const FigureKey& key, const Request& request);
std::string figure_title(const FigureDefinition& figure,
                         const std::string& subject);  // "总排放量（化学需氧量）"
std::string record_place(const std::string& ledger, std::size_t row, const std::string& field = "");

// Reads the figures of the content and looks at each for itself.
FigureValues check_figures(const SubmissionContent& content, const CheckInput& input, FindingList& findings);
// Figures against figures: the year before, the whole of a part.
void compare_figures(const FigureValues& figures, const CheckInput& input, FindingList& findings);
void check_figure_rule(const CheckRule& rule, const FigureValues& figures, const CheckInput& input,
                       FindingList& findings);

void check_ledger(const LedgerColumns& columns, const CheckInput& input, FindingList& findings);
void check_ledger_rule(const CheckRule& rule, const LedgerColumns& columns, FindingList& findings);

void check_closures(const SubmissionContent& content, const CheckInput& input, FindingList& findings);
// What the request asks for against what came.
void check_items(const SubmissionContent& content, const FigureValues& figures, const CheckInput& input,
                 FindingList& findings);

// The same kind of period one year earlier (同比), and the one just before (环比); of a span the days before.
std::optional<Period> year_before(const Period& period);
std::optional<Period> period_before(const Period& period);

int compare(const Decimal& a, const Decimal& b);  // -1 0 1, exact
// Whether numbers of a column lie between two bounds: these as whole numbers of the column's scale.
class ColumnBounds {
 public:
  ColumnBounds(const LedgerColumn& column, const std::optional<Decimal>& low,
               const std::optional<Decimal>& high);
  bool has_outside(std::size_t row) const {
    const CellState state = column_.states[row];
    if (state == CellState::filled) return column_.values[row] < lowest_ || column_.values[row] > highest_;
    return state == CellState::wide && is_outside(column_.wide[row]);
  }

 private:
  bool is_outside(const Decimal& number) const;
  const LedgerColumn& column_;
  const std::optional<Decimal>& low_;
  const std::optional<Decimal>& high_;
  Int128 lowest_ = std::numeric_limits<std::int64_t>::min();
  Int128 highest_ = std::numeric_limits<std::int64_t>::max();
};
// Number of units of `to` in one of `from`; nullopt when they do not fit.
std::optional<Rational> unit_ratio(const std::string& from, const std::string& to);
// "（应不小于 0，不大于 100）"-like end of a sentence.
std::string bounds_text(const std::optional<Decimal>& low, const std::optional<Decimal>& high);
std::string with_unit(const std::string& number, const std::string& unit);

}  // namespace chuangmo::workflow
