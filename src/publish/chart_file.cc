#include "publish/chart_file.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/calendar_svg.h"
#include "publish/chart_axis.h"
#include "publish/chart_json.h"
#include "publish/chart_svg.h"
#include "publish/drawing.h"
#include "publish/page_assets.h"
#include "publish/page_words.h"

namespace chuangmo::publish {
namespace {

constexpr double kMargin = 14;
constexpr double kTitleHeight = 34;
constexpr double kCell = 15;
constexpr double kPitch = 17;
constexpr double kLetter = 6.4;  // width of a Latin letter, of a Chinese character twice that
constexpr double kLegendLine = 20;
constexpr int kDaysOfMonth = 31;
constexpr int kMonths = 12;

struct Drawing {
  std::string markup;
  double width = 0;
  double height = 0;
};

double width_of(const std::string& text) {
  return static_cast<double>(std::max(0, display_width(text))) * kLetter;
}

std::string moved(double x, double y, const std::string& markup) {
  return fmt::format("<g transform=\"translate({} {})\">", px(x), px(y)) + markup + "</g>";
}

std::string name_in(const std::string& zh, const std::string& en, Language language) {
  return language == Language::zh || en.empty() ? zh : en;
}

// ---- cells

std::string cell_title(const Chart& chart, const ChartPoint& point) {
  std::string title = point.label;
  const std::size_t level = level_index(chart, point.level);
  if (level < chart.levels.size()) title += " " + chart.levels[level].name;
  if (!point.value.empty()) title += " " + point.value;
  if (!point.cause.empty()) title += " " + point.cause;
  if (!point.note.empty()) title += " " + point.note;
  return title;
}

std::string cell(const Chart& chart, const ChartPoint& point, double x, double y, bool is_framed) {
  if (point.is_ahead) return "";
  const std::size_t level = level_index(chart, point.level);
  const bool is_known = level < chart.levels.size();
  const std::string place =
      fmt::format("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", px(x), px(y), px(kCell), px(kCell));
  std::string markup = "<rect " + place + " rx=\"2\" class=\"cell" +
                       (is_known ? "\" fill=\"" + level_colour(chart, level) : " none") + "\"><title>" +
                       escape_html(cell_title(chart, point)) + "</title></rect>";
  if (is_framed) markup += "<rect " + place + " rx=\"2\" class=\"over-frame\"/>";
  return markup;
}

Drawing level_legend(const Chart& chart, Language language, double width) {
  Drawing legend{"", width, 0};
  double x = 0;
  double y = 0;
  const auto add = [&](const std::string& sign, const std::string& name) {
    const double wide = kPitch + 6 + width_of(name) + 14;
    if (x > 0 && x + wide > width) {
      x = 0;
      y += kLegendLine;
    }
    legend.markup += moved(x, y, sign + text_at(kPitch + 4, 12, "t", "start", escape_html(name)));
    x += wide;
  };
  const std::string box =
      fmt::format("<rect width=\"{}\" height=\"{}\" rx=\"2\" class=\"cell", px(kCell), px(kCell));
  for (std::size_t i = 0; i < chart.levels.size(); ++i) {
    const ChartLevel& level = chart.levels[i];
    const std::string en = level.name_en.empty() ? level_name_en(level.name) : level.name_en;
    add(box + "\" fill=\"" + level_colour(chart, i) + "\"/>", name_in(level.name, en, language));
  }
  add(box + " none\"/>", language == Language::zh ? "无有效值" : "no valid value");
  legend.height = y + kLegendLine;
  return legend;
}

// A year of days: months below each other.
Drawing calendar_year(const Chart& chart, const ChartSeries& year) {
  constexpr double kLabel = 34;
  std::string markup = text_at(0, 12, "v", "start", escape_html(year.name));
  for (int day = 1; day <= kDaysOfMonth; day += 5)
    markup += text_at(kLabel + (day - 1) * kPitch + kCell / 2, 12, "t", "middle", std::to_string(day));
  for (int month = 1; month <= kMonths; ++month)
    markup += text_at(kLabel - 6, 18 + (month - 1) * kPitch + 12, "t", "end", std::to_string(month));
  for (const ChartPoint& point : year.points) {
    const auto date = Date::parse(point.label);
    if (!date) continue;
    const YearMonthDay civil = date->civil();
    markup += cell(chart, point, kLabel + (civil.day - 1) * kPitch, 18 + (civil.month - 1) * kPitch, false);
  }
  return {markup, kLabel + kDaysOfMonth * kPitch, 18 + kMonths * kPitch + 12};
}

Drawing calendar_cells(const Chart& chart) {
  Drawing all;
  for (const ChartSeries& year : chart_series(chart)) {
    const Drawing one = calendar_year(chart, year);
    all.markup += moved(0, all.height, one.markup);
    all.height += one.height;
    all.width = std::max(all.width, one.width);
  }
  return all;
}

// Sections below each other, their months side by side; a year as a whole after its December, framed where
// worse than asked.
Drawing class_cells(const Chart& chart) {
  double label = 60;
  for (const ChartSeries& series : chart.series) label = std::max(label, width_of(series.name) + 40);
  Drawing all{"", label, 18};
  for (const ChartSeries& series : chart.series) {
    all.markup +=
        text_at(0, all.height + 12, "v", "start",
                escape_html(series.name + (series.target.empty() ? "" : " (" + series.target + ")")));
    double x = label;
    for (const ChartPoint& point : series.points) {
      const bool is_year = point.label.size() == 4;
      if (&series == &chart.series.front() && (is_year || ends_with(point.label, "-01")))
        all.markup += text_at(x, 12, "t", "start", escape_html(is_year ? "Σ" : point.label.substr(0, 4)));
      all.markup += cell(chart, point, x, all.height, point.breaks_limit);
      x += is_year ? kPitch + 8 : kPitch;
    }
    all.width = std::max(all.width, x);
    all.height += kPitch + 3;
  }
  return all;
}

// ---- lines and bars

// What the drawing of trends takes: one row of labels for all series.
Chart drawable(const Chart& chart) {
  Chart lines = chart;
  if (chart.kind == ChartKind::months && lines.series.size() > 1) lines.series.resize(1);
  if (chart.kind != ChartKind::bars) lines.kind = ChartKind::trend;
  for (ChartSeries& series : lines.series) {
    for (ChartPoint& point : series.points) {
      if (!lines.limit.empty()) point.limit.clear();
    }
  }
  return lines;
}

Drawing lines_drawing(const Chart& chart, Language language) {
  Drawing drawing{chart_drawing(chart), kChartWidth, kChartHeight + 6};
  if (chart.series.size() < 2) return drawing;
  double x = 4;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const std::string name = name_in(chart.series[i].name, chart.series[i].name_en, language);
    const double wide = 30 + width_of(name) + 16;
    if (x > 4 && x + wide > kChartWidth) {
      x = 4;
      drawing.height += kLegendLine;
    }
    drawing.markup +=
        moved(x, drawing.height, series_sign(i, 0, 7) + text_at(28, 11, "t", "start", escape_html(name)));
    x += wide;
  }
  drawing.height += kLegendLine;
  return drawing;
}

Drawing drawing_of(const Chart& chart, Language language) {
  if (chart.kind != ChartKind::calendar && chart.kind != ChartKind::classes)
    return lines_drawing(drawable(chart), language);
  Drawing cells = chart.kind == ChartKind::calendar ? calendar_cells(chart) : class_cells(chart);
  const Drawing legend = level_legend(chart, language, std::max(cells.width, 420.0));
  cells.markup += moved(0, cells.height + 8, legend.markup);
  cells.height += 8 + legend.height;
  cells.width = std::max(cells.width, 420.0);
  return cells;
}

}  // namespace

std::string chart_file(const Chart& chart, Language language) {
  const std::string title = name_in(chart.title, chart.title_en, language);
  const Drawing drawing = drawing_of(chart, language);
  const double width = std::max(drawing.width, width_of(title) * 1.3) + 2 * kMargin;
  const double height = drawing.height + kTitleHeight + 2 * kMargin;
  const std::string_view hidden =
      language == Language::zh ? ".en { display: none; }" : ".zh { display: none; }";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
         fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} "
             "{1}\">",
             px(width), px(height)) +
         "<title>" + escape_html(title) + "</title><style>" + std::string(chart_css()) + std::string(hidden) +
         "</style>" +
         fmt::format("<rect width=\"{}\" height=\"{}\" class=\"paper\"/>", px(width), px(height)) +
         text_at(kMargin, kMargin + 14, "title", "start", escape_html(title)) +
         moved(kMargin, kMargin + kTitleHeight, drawing.markup) + "</svg>\n";
}

}  // namespace chuangmo::publish
