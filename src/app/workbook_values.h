#pragma once
#include <optional>
#include <string>

#include "app/request_form.h"
#include "base/result.h"
#include "model/pack.h"

namespace chuangmo::app {

// What a cell of a returned workbook says.
struct CellReading {
  std::string text;               // as it is to be kept; "" nothing stands there
  std::optional<Failure> doubt;   // why it is not taken but asked about
  std::optional<Failure> remark;  // what is told of a value that is taken
};
// `unit`: of the column where the cell names none. WBK011 not a number or not of this unit, WBK012 a day,
// WBK013 neither yes nor no, or none of the choices, WBK019 too long; remarks: WBK014 an approximate number,
// a serial day.
CellReading read_number_cell(const std::string& cell, const std::string& unit, const std::string& own_unit);
CellReading read_field_cell(const std::string& cell, bool is_number, const FieldDefinition& field,
                            const std::string& own_unit);
CellReading read_text_cell(const std::string& cell, std::size_t most_characters);

// Whether two values as given say the same: 669.31 and 669.310, 669.31亿元 and 6693100万元, 是 and true.
bool is_same_number(const std::string& a, const std::string& b, const std::string& unit);
bool is_same_field(const std::string& a, const std::string& b, const FieldDefinition& field);
bool is_same_text(const std::string& a, const std::string& b);

}  // namespace chuangmo::app
