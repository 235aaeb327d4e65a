#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/table.h"
#include "ooxml/findings.h"
#include "ooxml/xlsx_book.h"
#include "ooxml/xlsx_rows.h"
#include "ooxml/xml.h"

namespace chuangmo::ooxml {

// Inclusive ranges, 0-based.
struct MergedRange {
  CellPosition first;
  CellPosition last;
};
struct HiddenRun {
  int first = 0;
  int last = 0;
};

// What a sheet's XML says, before it is put on a grid.
struct SheetContent {
  std::vector<TableCell> cells;  // with text, in the order of the file
  std::vector<MergedRange> merges;
  std::vector<HiddenRun> hidden_rows;
  std::vector<HiddenRun> hidden_columns;
};

// What all sheets of a workbook hold together, held against the limits.
struct ContentCount {
  std::uint64_t cells = 0;
  std::uint64_t text_bytes = 0;
};

// Follows xl/worksheets/sheetN.xml. SHT001 an error value, SHT002 a formula without stored result, SHT004 a
// shared string that is not there, SHT005 digits lost, SHT011 a date that does not exist, SHT012 no number.
class SheetHandler : public XmlHandler {
 public:
  SheetHandler(const Book& book, std::string sheet, const XlsxLimits& limits, ContentCount& count,
               Findings& findings);
  void start(const XmlElement& element) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;
  SheetContent take() { return std::move(content_); }
  // Hands over the cells of each row at its end and keeps none: a sheet of any size in the memory of a row.
  void hand_over_rows(XlsxRowSink sink) { sink_ = std::move(sink); }

 private:
  void open_row(const XmlElement& element);
  void open_cell(const XmlElement& element);
  void close_cell();
  void hand_over();
  void add_columns(const XmlElement& element);
  void add_merge(const XmlElement& element);
  void read_value(TableCell& cell, std::string& shown);
  void read_number(TableCell& cell, std::string& shown);
  void keep(TableCell cell, const std::string& shown);
  void report(const char* code, Severity severity, std::string what, std::string fix,
              std::string source = "");
  Where here() const;

  const Book& book_;
  std::string sheet_;
  const XlsxLimits& limits_;
  ContentCount& count_;
  Findings& findings_;
  SheetContent content_;
  XlsxRowSink sink_;

  int row_ = -1;     // 0-based, of the open or last row
  int column_ = -1;  // 0-based, of the open or last cell
  bool is_in_cell_ = false;
  bool is_value_ = false;     // inside v
  bool is_inline_ = false;    // inside is/t
  bool is_phonetic_ = false;  // inside rPh
  bool has_formula_ = false;
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
};

// Orders the cells, applies merged ranges and notes, reports what is hidden. SHT003 text under a merged cell,
// SHT007 hidden rows, SHT008 hidden columns, SHT009 merged ranges that overlap, SHT013 one cell written
// twice.
Table arrange(SheetContent content, const CellNotes& notes, std::string sheet, Findings& findings);

}  // namespace chuangmo::ooxml
