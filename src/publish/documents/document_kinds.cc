#include "publish/documents/document_kinds.h"

#include <algorithm>

#include "publish/documents/chasing_view.h"
#include "publish/documents/common_view.h"
#include "publish/documents/environment_view.h"
#include "publish/documents/plan_view.h"
#include "publish/documents/standing_view.h"

namespace chuangmo::publish {
namespace {

using workflow::Action;
using Put = void (*)(ViewValue& view, const DocumentSources& sources);

template <Put... kParts>
ViewValue view_of(const DocumentSources& sources) {
  ViewValue view = view_record();
  put_common(view, sources);
  (kParts(view, sources), ...);
  return view;
}

template <ViewShape (*... kParts)()>
ViewShape shape_of() {
  return joined({common_shape(), kParts()...});
}

void put_assessment(ViewValue& view, const DocumentSources& sources) {
  ViewValue& rows = view.put("考核项目", view_list());
  for (const AssessmentRow& row : sources.assessment) {
    ViewValue record = view_record();
    record.put("编号", row.number);
    record.put("名称", row.name);
    record.put("单位", row.unit);
    record.put("权重", or_dash(row.weight));
    record.put("上限", or_dash(row.upper));
    record.put("下限", or_dash(row.lower));
    const bool is_bound = !row.figure.empty() && !row.value.empty();
    record.put("数值", or_dash(row.value),
               is_bound ? "figure:" + row.figure + "|" + sources.period.text() : "");
    rows.items.push_back(std::move(record));
  }
  view.put("有考核表", view_flag(!sources.assessment.empty()));
}

ViewShape assessment_shape() {
  return {
      flag_field("有考核表", "工作区里有 templates/city-assessment.csv"),
      list_field("考核项目", "用户给出的城考指标表；权重与限值没有公开来源，由用户自己的表提供"),
      text_field("考核项目.编号", "编号", "1"),
      text_field("考核项目.名称", "名称", "空气质量"),
      text_field("考核项目.单位", "计量单位", "%"),
      text_field("考核项目.权重", "权重，照用户的表", "15"),
      text_field("考核项目.上限", "上限，照用户的表", "85"),
      text_field("考核项目.下限", "下限，照用户的表", "40"),
      text_field("考核项目.数值", "所指统计数据在该年度的值", "87.5"),
  };
}

constexpr PeriodKind kYear = PeriodKind::year;
constexpr PeriodKind kQuarter = PeriodKind::quarter;
constexpr PeriodKind kMonth = PeriodKind::month;

std::vector<DocumentKind> all_kinds() {
  return {
      {"task-table",
       "任务分解表",
       "Task table",
       "市政府印发，各单位",
       "Issued by the city government, to all units",
       {},
       Action::view_plan,
       {.plan = true},
       shape_of<task_table_shape>,
       view_of<put_task_table>},
      {"review-report",
       "任务分解表校核报告",
       "Review of the task table",
       "任务分解表的起草人",
       "The drafters of the task table",
       {},
       Action::edit_plan,
       {.plan = true},
       shape_of<review_shape>,
       view_of<put_review>},
      {"responsibility-letter",
       "目标责任书",
       "Letter of responsibility",
       "各责任单位",
       "The responsible units",
       {kYear},
       Action::view_plan,
       {.plan = true, .unit = true},
       shape_of<duties_shape>,
       view_of<put_duties>},
      {"reminder",
       "催办单",
       "Reminder slip",
       "被催办的单位",
       "The units reminded",
       {},
       Action::view_request,
       {.plan = true, .chasing = true, .unit = true},
       shape_of<slips_shape>,
       view_of<put_slips>},
      {"monthly-bulletin",
       "创模工作月度简报",
       "Monthly bulletin",
       "市领导，各单位",
       "The city's leaders, all units",
       {kMonth},
       Action::view_scores,
       {.plan = true, .verdicts = true, .former_verdicts = true, .monitoring = true, .chasing = true},
       shape_of<standing_shape, changes_shape, air_shape, water_shape, chasing_shape>,
       view_of<put_standing, put_changes, put_air, put_water, put_chasing>},
      {"quarterly-report",
       "创模工作季度汇报",
       "Quarterly report",
       "市政府",
       "The city government",
       {kQuarter},
       Action::view_scores,
       {.plan = true, .verdicts = true, .former_verdicts = true, .monitoring = true, .chasing = true},
       shape_of<standing_shape, changes_shape, air_shape, water_shape, chasing_shape>,
       view_of<put_standing, put_changes, put_air, put_water, put_chasing>},
      {"assessment-notice",
       "报送考核通报",
       "Notice of assessment",
       "各单位",
       "All units",
       {kYear},
       Action::view_scores,
       {.plan = true, .scores = true},
       shape_of<scores_shape>,
       view_of<put_scores>},
      {"environment-bulletin",
       "环境质量公报",
       "Bulletin of environmental quality",
       "公众",
       "The public",
       {kYear},
       Action::view_verdicts,
       {.verdicts = true, .monitoring = true},
       shape_of<air_shape, water_shape, noise_shape>,
       view_of<put_air, put_water, put_noise>},
      {"air-daily",
       "空气质量日报",
       "Daily air quality report",
       "公众",
       "The public",
       {PeriodKind::day},
       Action::view_verdicts,
       {.verdicts = true, .monitoring = true},
       shape_of<air_day_shape>,
       view_of<put_air_day>},
      {"drinking-water-monthly",
       "饮用水水源水质月报",
       "Monthly report of drinking water sources",
       "公众",
       "The public",
       {kMonth},
       Action::view_verdicts,
       {.verdicts = true, .monitoring = true},
       shape_of<water_shape>,
       view_of<put_water>},
      {"noise-annual",
       "声环境质量年报",
       "Annual report of the acoustic environment",
       "公众",
       "The public",
       {kYear},
       Action::view_verdicts,
       {.verdicts = true, .monitoring = true},
       shape_of<noise_shape>,
       view_of<put_noise>},
      {"city-assessment",
       "城市环境综合整治定量考核报送表",
       "Return of the quantitative assessment of urban environment",
       "上级环保部门",
       "The environmental authority above",
       {kYear},
       Action::view_facts,
       {.assessment = true},
       shape_of<assessment_shape>,
       view_of<put_assessment>},
      {"self-check",
       "创模指标自查表",
       "Self-check of the indicators",
       "市领导，考核组",
       "The city's leaders, the assessors",
       {},
       Action::view_verdicts,
       {.verdicts = true},
       shape_of<standing_shape>,
       view_of<put_standing>},
  };
}

}  // namespace

const std::vector<DocumentKind>& document_kinds() {
  static const std::vector<DocumentKind> kinds = all_kinds();
  return kinds;
}

const DocumentKind* document_kind(std::string_view name) {
  const std::vector<DocumentKind>& kinds = document_kinds();
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const DocumentKind& kind) { return kind.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

std::string_view document_form_name(DocumentForm form) {
  return form == DocumentForm::docx ? "docx" : "xlsx";
}

std::optional<DocumentForm> document_form_of(std::string_view name) {
  if (name == "docx") return DocumentForm::docx;
  if (name == "xlsx") return DocumentForm::xlsx;
  return std::nullopt;
}

std::string template_file(const DocumentKind& kind, DocumentForm form) {
  return std::string(kind.name) + "." + std::string(document_form_name(form));
}

std::string document_title(const DocumentKind& kind, const DocumentSources& sources) {
  std::string title = sources.city + std::string(kind.title);
  if (kind.needs.unit) title += "（" + sources.unit + "）";
  if (!kind.periods.empty()) title += "（" + sources.period.text_zh() + "）";
  return title;
}

}  // namespace chuangmo::publish
