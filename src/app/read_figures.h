#pragma once
#include <vector>

#include "app/table_columns.h"
#include "model/fact.h"
#include "model/pack.h"
#include "model/table.h"

namespace chuangmo::app {

// Figures out of a table: a long one (统计数据, 对象, 期间, 数值, 单位, 填报单位) or one with a column per
// year (统计数据, 单位, 2009年, 2010年, 2011年). Values come out in the figure's canonical unit. Every fault
// of every cell is a diagnostic with row and column: ING001 not a number, ING002 cannot be converted exactly,
// ING003 a required column is missing, ING004 unknown figure, ING005 unknown subject, ING006 unreadable or
// future period, ING007 wrong unit, ING008 outside what is possible, ING009 two values for one figure, ING010
// (warning) 100 times the neighbouring year, ING011 (warning) an approximate value, ING020 no value at all;
// ING012, ING021 and ING022 of headed_tables.
const HeadedTable::Words& figure_words();  // its headings; besides, periods are headings
struct FiguresFound {
  std::vector<FigureFact> figures;
  Diagnostics diagnostics;
};
FiguresFound read_figures(const Document& document, const Pack& pack, Instant recorded_at);

}  // namespace chuangmo::app
