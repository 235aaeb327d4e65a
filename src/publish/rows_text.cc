#include "publish/rows_text.h"

#include "base/csv.h"
#include "publish/json_text.h"

namespace chuangmo::publish {

std::string row_csv(const std::vector<RowCell>& cells) {
  std::vector<std::string> fields;
  fields.reserve(cells.size());
  for (const RowCell& cell : cells) fields.push_back(cell.text);
  return csv_line(fields);
}

std::string row_json(const std::vector<std::string>& headings, const std::vector<RowCell>& cells) {
  constexpr auto kReplaceWhatIsNoText = Json::error_handler_t::replace;
  std::string line = "{";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ", ";
    line += Json(headings[i]).dump(-1, ' ', false, kReplaceWhatIsNoText) + ": ";
    const RowCell& cell = cells[i];
    if (cell.kind == RowCell::Kind::text) {
      line += Json(cell.text).dump(-1, ' ', false, kReplaceWhatIsNoText);
    } else {
      // As it is written: a number keeps the digits it has.
      const bool is_number = cell.kind == RowCell::Kind::number && Json::accept(cell.text);
      line += is_number ? cell.text : "null";
    }
  }
  return line + "}";
}

}  // namespace chuangmo::publish
