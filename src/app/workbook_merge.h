#pragma once
#include <functional>
#include <optional>
#include <string>

#include "app/workbook_comparison.h"
#include "app/workbook_values.h"

namespace chuangmo::app {

// What the comparisons of figures, records and reports share.

using IsSame = std::function<bool(const std::string&, const std::string&)>;

struct ThreeValues {
  std::string sent;
  std::string current;
};

// One cell, three ways, put into the list; gives what is to stand there.
class CellMerger {
 public:
  CellMerger(WorkbookComparison& out, OnConflict on_conflict) : out_(out), on_conflict_(on_conflict) {}
  // `cell` is what came back, `reading` what it says. `is_listed` false: an unchanged cell is only counted.
  std::string merged(const std::string& place, const std::string& name, const ReturnedCell& cell,
                     const CellReading& reading, const ThreeValues& values, const IsSame& is_same,
                     bool is_listed = true);
  // A whole thing that is only in some of the three.
  void note(CellState state, std::string place, std::string name, Where where, ThreeValues values,
            std::string returned);
  bool takes_workbook() const { return on_conflict_ == OnConflict::take_workbook; }

 private:
  CellState state_of(const ReturnedCell& cell, const CellReading& reading, const ThreeValues& values,
                     const IsSame& is_same) const;
  void tell(const ReturnedCell& cell, const CellReading& reading, CellState state, const std::string& name);
  WorkbookComparison& out_;
  OnConflict on_conflict_;
};

void merge_ledger(const ReturnedLedger& returned, const workflow::SubmissionContent& sent,
                  const workflow::SubmissionContent& current, const Period& period, CellMerger& merger,
                  WorkbookComparison& out);

}  // namespace chuangmo::app
