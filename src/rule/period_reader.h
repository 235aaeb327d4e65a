#pragma once
#include "rule/cursor.h"

namespace chuangmo::rule {

// Reads periods and bindings: "last 3 years", "2009..2011", "p in {SO2, NO2}".
class PeriodReader : protected Cursor {
 protected:
  using Cursor::Cursor;
  Binding binding();
  PeriodNode period();
  PeriodNode years();  // of trends: several years
  bool at_period(std::size_t ahead) const;
  static std::optional<PeriodKind> period_kind_of(const Token& token);

 private:
  void read_members(Binding& result);
  void read_member(Binding& result);
  void skip_braces();
  bool read_kind(PeriodNode& node);
  void read_years(PeriodNode& node);
  void read_last(PeriodNode& node);
  int year_number();
};

}  // namespace chuangmo::rule
