#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/result.h"
#include "model/table.h"

namespace chuangmo::ooxml {

// The cells of one row that hold something; gone when the sink returns. A failure ends the reading and is its
// answer.
using XlsxRowSink = std::function<Result<void>(const std::vector<TableCell>& cells)>;

struct XlsxRowsRead {
  std::string sheet;
  Diagnostics diagnostics;
};
// The first visible sheet, row by row, as read_xlsx reads cells but for merged ranges and comments, which
// come behind the rows and are not looked at. However many rows there are, only the texts that sheets share
// are held. Rows come in the order of the file. Failures: as read_xlsx; SHT015 there is no visible sheet.
Result<XlsxRowsRead> read_xlsx_rows(std::string_view bytes, std::string_view file, const XlsxRowSink& sink);

}  // namespace chuangmo::ooxml
