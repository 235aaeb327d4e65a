#pragma once
#include <string>

#include "model/document_view.h"
#include "ooxml/xml_tree.h"

namespace chuangmo::ooxml {

// A chart as Word, WPS and LibreOffice draw it themselves: the part word/charts/chartN.xml (ECMA-376 part
// 1, 21.2), its values inside. The same chart gives the same bytes.
std::string chart_part_xml(const ViewChart& chart);

struct ChartPlace {
  std::string link;  // relationship of the part that shows it: "rIdChart1"
  int number = 1;    // of all drawings of the document
  int width_mm = 150;
  int height_mm = 75;
};
XmlNode chart_run(const ViewChart& chart, const ChartPlace& place);  // w:r

}  // namespace chuangmo::ooxml
