#include "ooxml/docx_chart.h"

#include <array>
#include <fmt/format.h>

#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

constexpr int kEmuPerMm = 36'000;
constexpr std::array<const char*, 8> kColours{"1F5FA8", "C55A11", "4E8F3A", "7F5AA2",
                                              "B8860B", "2A8C8C", "A0405A", "5A5A5A"};
constexpr const char* kLimitColour = "C00000";
constexpr const char* kText =
    "<a:defRPr sz=\"{}\"><a:solidFill><a:srgbClr val=\"333333\"/></a:solidFill><a:latin typeface=\"Times New "
    "Roman\"/><a:ea typeface=\"宋体\"/></a:defRPr>";

std::string text_look(int hundredths_pt) {
  return "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>" + fmt::format(fmt::runtime(kText), hundredths_pt) +
         "</a:pPr><a:endParaRPr lang=\"zh-CN\"/></a:p></c:txPr>";
}

std::string rich_text(const std::string& text, int hundredths_pt) {
  return fmt::format(
      "<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{}</a:pPr><a:r><a:rPr lang=\"zh-CN\" sz=\"{}\" "
      "b=\"0\"/>"
      "<a:t>{}</a:t></a:r></a:p></c:rich></c:tx>",
      fmt::format(fmt::runtime(kText), hundredths_pt), hundredths_pt, escape_xml(text));
}

// Values as the drawing program finds them without a workbook.
std::string cached_texts(const std::vector<std::string>& texts) {
  std::string out = fmt::format("<c:strLit><c:ptCount val=\"{}\"/>", texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    out += fmt::format("<c:pt idx=\"{}\"><c:v>{}</c:v></c:pt>", i, escape_xml(texts[i]));
  return out + "</c:strLit>";
}

std::string cached_numbers(const std::vector<std::string>& values) {
  std::string out =
      fmt::format("<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>", values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i].empty())
      out += fmt::format("<c:pt idx=\"{}\"><c:v>{}</c:v></c:pt>", i, escape_xml(values[i]));
  }
  return out + "</c:numLit>";
}

std::string colour_of(const ViewChart::Series& series, std::size_t place) {
  if (!series.colour.empty()) return escape_xml(series.colour);
  return series.is_limit ? kLimitColour : kColours.at(place % kColours.size());
}

std::string fill_xml(const std::string& colour) {
  return fmt::format("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", colour);
}

std::string series_xml(const ViewChart& chart, std::size_t place, bool is_line) {
  const ViewChart::Series& series = chart.series[place];
  const std::string colour = colour_of(series, place);
  std::string look = "<c:spPr>" + fill_xml(colour) + "</c:spPr><c:invertIfNegative val=\"0\"/>";
  if (is_line) {
    look = fmt::format("<c:spPr><a:ln w=\"{}\">{}{}</a:ln></c:spPr>", series.is_limit ? 12700 : 22225,
                       fill_xml(colour), series.is_limit ? "<a:prstDash val=\"dash\"/>" : "");
    look += series.is_limit ? "<c:marker><c:symbol val=\"none\"/></c:marker>"
                            : fmt::format(
                                  "<c:marker><c:symbol val=\"circle\"/><c:size val=\"5\"/><c:spPr>{}"
                                  "<a:ln>{}</a:ln></c:spPr></c:marker>",
                                  fill_xml(colour), fill_xml(colour));
  }
  return fmt::format(
      "<c:ser><c:idx val=\"{0}\"/><c:order "
      "val=\"{0}\"/><c:tx><c:v>{1}</c:v></c:tx>{2}<c:cat>{3}</c:cat><c:val>{4}"
      "</c:val>{5}</c:ser>",
      place, escape_xml(series.name), look, cached_texts(chart.categories), cached_numbers(series.values),
      is_line ? "<c:smooth val=\"0\"/>" : "");
}

// Bars, and over them lines for limits; or lines alone.
std::string plots_xml(const ViewChart& chart) {
  const bool has_bars = chart.kind != ViewChart::Kind::lines;
  std::string bars;
  std::string lines;
  for (std::size_t place = 0; place < chart.series.size(); ++place) {
    const bool is_line = !has_bars || chart.series[place].is_limit;
    (is_line ? lines : bars) += series_xml(chart, place, is_line);
  }
  constexpr const char* kAxes = "<c:axId val=\"111111111\"/><c:axId val=\"222222222\"/>";
  std::string out;
  if (!bars.empty()) {
    const bool is_stacked = chart.kind == ViewChart::Kind::stacked_bars;
    out += fmt::format(
        "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"{}\"/><c:varyColors val=\"0\"/>{}<c:gapWidth "
        "val=\"60\"/>{}{}</c:barChart>",
        is_stacked ? "stacked" : "clustered", bars, is_stacked ? "<c:overlap val=\"100\"/>" : "", kAxes);
  }
  if (!lines.empty()) {
    out += "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>" + lines +
           "<c:marker val=\"1\"/>" + kAxes + "</c:lineChart>";
  }
  return out;
}

std::string axes_xml(const ViewChart& chart) {
  constexpr const char* kLine =
      "<c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"808080\"/></a:solidFill></a:ln></c:spPr>";
  const std::string unit =
      chart.unit.empty() ? "" : "<c:title>" + rich_text(chart.unit, 900) + "<c:overlay val=\"0\"/></c:title>";
  return fmt::format(
      "<c:catAx><c:axId val=\"111111111\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete "
      "val=\"0\"/>"
      "<c:axPos val=\"b\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark "
      "val=\"out\"/>"
      "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{0}{1}<c:crossAx val=\"222222222\"/>"
      "<c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset "
      "val=\"100\"/></c:catAx>"
      "<c:valAx><c:axId val=\"222222222\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete "
      "val=\"0\"/>"
      "<c:axPos val=\"l\"/><c:majorGridlines><c:spPr><a:ln w=\"3175\"><a:solidFill><a:srgbClr "
      "val=\"D9D9D9\"/>"
      "</a:solidFill></a:ln></c:spPr></c:majorGridlines>{2}<c:numFmt formatCode=\"General\" "
      "sourceLinked=\"0\"/>"
      "<c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{0}{1}"
      "<c:crossAx val=\"111111111\"/><c:crosses val=\"autoZero\"/><c:crossBetween "
      "val=\"between\"/></c:valAx>",
      kLine, text_look(900), unit);
}

}  // namespace

std::string chart_part_xml(const ViewChart& chart) {
  const std::string title = chart.title.empty()
                                ? std::string("<c:autoTitleDeleted val=\"1\"/>")
                                : "<c:title>" + rich_text(chart.title, 1050) +
                                      "<c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>";
  const std::string legend =
      chart.series.size() < 2
          ? ""
          : "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>" + text_look(900) + "</c:legend>";
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "
      "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:roundedCorners "
      "val=\"0\"/>"
      "<c:chart>{}<c:plotArea><c:layout/>{}{}</c:plotArea>{}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs "
      "val=\"gap\"/>"
      "</c:chart><c:spPr><a:solidFill><a:srgbClr "
      "val=\"FFFFFF\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>"
      "</c:chartSpace>",
      title, plots_xml(chart), axes_xml(chart), legend);
}

XmlNode chart_run(const ViewChart& chart, const ChartPlace& place) {
  const std::string width = std::to_string(place.width_mm * kEmuPerMm);
  const std::string height = std::to_string(place.height_mm * kEmuPerMm);
  const std::string number = std::to_string(place.number);
  XmlNode graphic = xml_element(
      "a:graphic", {{"xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"}},
      {xml_element(
          "a:graphicData", {{"uri", "http://schemas.openxmlformats.org/drawingml/2006/chart"}},
          {xml_element("c:chart",
                       {{"xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart"},
                        {"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
                        {"r:id", place.link}})})});
  const std::string name = chart.title.empty() ? "图" + number : chart.title;
  XmlNode placed =
      xml_element("wp:inline",
                  {{"xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"},
                   {"distT", "0"},
                   {"distB", "0"},
                   {"distL", "0"},
                   {"distR", "0"}},
                  {xml_element("wp:extent", {{"cx", width}, {"cy", height}}),
                   xml_element("wp:docPr", {{"id", number}, {"name", "图" + number}, {"descr", name}}),
                   xml_element("wp:cNvGraphicFramePr"), std::move(graphic)});
  return xml_element("w:r", {}, {xml_element("w:drawing", {}, {std::move(placed)})});
}

}  // namespace chuangmo::ooxml
