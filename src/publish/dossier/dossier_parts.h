#pragma once
#include <string>
#include <vector>

#include "publish/dossier/dossier_volume.h"

// Members that several volumes have alike, and the volumes themselves; of this folder alone.
namespace chuangmo::publish {

ViewValue work_report_view(const DossierSource& source);
ViewValue technical_report_view(const DossierSource& source);
ViewValue indicator_view(const DossierSource& source, const IndicatorVerdict& verdict);
ViewValue evidence_view(const DossierSource& source);
ViewValue enterprises_view(const DossierSource& source, const std::vector<std::string>& ledgers);
ViewValue figures_view(const DossierSource& source);

// 城市, 年度, 标题, 编制单位, 年一, 年二, 年三: what stands on every cover and above every table of years.
void put_cover(ViewValue& view, const DossierSource& source);

std::string volume_id(std::string_view code, int indicator);  // "A08"
std::string number_of(int indicator);                         // "08"

// 编号, 名称, 要求, 实测, 判定, 余量: how one criterion stands at the end of the year.
ViewValue criterion_row(const DossierSource& source, const CriterionVerdict& criterion);
// 名称, 单位, 年一, 年二, 年三, 要求: every series of a criterion over the years.
std::vector<ViewValue> year_rows(const DossierSource& source, const IndicatorVerdict& indicator);
// 名称, 单位, 年一, 年二, 年三, 供数单位: a figure over the years.
std::vector<ViewValue> figure_rows(const DossierSource& source, const FigureDefinition& figure);
ViewValue task_row(const DossierSource& source, const DossierTask& task);
ViewValue paper_row(const DossierPaper& paper, const std::string& binding = "");

// A requirement as part of a sentence: without the full stop it may end with.
std::string unstopped(std::string text);

const IndicatorVerdict* verdict_of(const Evaluation& evaluation, int indicator);
const CriterionVerdict* verdict_of(const Evaluation& evaluation, const std::string& criterion);

inline constexpr int kYearsShown = 3;

}  // namespace chuangmo::publish
