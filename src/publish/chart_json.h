#pragma once
#include <string>
#include <vector>

#include "publish/chart.h"
#include "publish/json_text.h"
#include "publish/number_words.h"

namespace chuangmo::publish {

// A chart as api/openapi.yaml has it; `number` is its place in its list.
Json chart_json(const Chart& chart, int number);

// Its numbers as a table for spreadsheet programs: a row for each point, BOM first.
std::string chart_csv(const Chart& chart, Language language);

// The series of a chart; of a calendar one for each year, made of its days.
std::vector<ChartSeries> chart_series(const Chart& chart);

}  // namespace chuangmo::publish
