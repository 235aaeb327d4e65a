#pragma once
#include <string>

#include "ooxml/xlsx_write.h"
#include "publish/workbook.h"

namespace chuangmo::publish {

// The sheets of a workbook, without their names.
ooxml::XlsxSheet cover_sheet(const WorkbookContent& content);
ooxml::XlsxSheet figure_sheet(const WorkbookGroup& group, const Period& period);
ooxml::XlsxSheet ledger_sheet(const WorkbookLedger& ledger, const Period& period);
ooxml::XlsxSheet report_sheet(const WorkbookContent& content);
ooxml::XlsxSheet seal_sheet(const WorkbookContent& content);

// What a cell holds of a text: a number or a day where it is one and nothing else.
ooxml::XlsxValue cell_value(const std::string& text);

}  // namespace chuangmo::publish
