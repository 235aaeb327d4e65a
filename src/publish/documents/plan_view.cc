#include "publish/documents/plan_view.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "plan/report.h"
#include "publish/documents/common_view.h"
#include "workflow/duty_share.h"

namespace chuangmo::publish {
namespace {

std::string cell_text(const std::string& cell) {
  return trim(cell);
}

const Task* task_of(const PlanIndicator& indicator, const std::string& label) {
  const auto found = std::find_if(indicator.tasks.begin(), indicator.tasks.end(),
                                  [&](const Task& task) { return task.label == label; });
  return found == indicator.tasks.end() ? nullptr : &*found;
}

ViewValue duty_record(const PlanIndicator& indicator, const Task& task, const workflow::DutyShare& share,
                      const Pack& pack) {
  const IndicatorDefinition* definition = pack.indicator(indicator.number);
  ViewValue record = view_record();
  record.put("编号", task.label);
  record.put("指标", definition == nullptr ? std::to_string(indicator.number) : definition->name);
  record.put("任务", task.text);
  record.put("期限", task.schedule.original.empty() ? std::string(kNoValue) : task.schedule.original);
  record.put("共同牵头", join(share.other_leads, "、"));
  return record;
}

}  // namespace

void put_task_table(ViewValue& view, const DocumentSources& sources) {
  const Plan& plan = *sources.plan;
  view.put("标题", plan.title);
  view.put("指标数", std::to_string(plan.indicators.size()));
  view.put("任务数", std::to_string(plan.task_count()));
  ViewValue& head = view.put("表头", view_record());
  head.put("序号", plan.headings.number);
  head.put("要求", plan.headings.requirement);
  head.put("任务", plan.headings.task);
  head.put("责任单位", plan.headings.lead);
  head.put("配合单位", plan.headings.cooperating);
  ViewValue& indicators = view.put("指标", view_list());
  for (const PlanIndicator& indicator : plan.indicators) {
    ViewValue record = view_record();
    record.put("编号", std::to_string(indicator.number));
    record.put("要求", cell_text(indicator.original.empty() ? indicator.requirement : indicator.original));
    ViewValue& tasks = record.put("任务", view_list());
    for (const Task& task : indicator.tasks) {
      ViewValue row = view_record();
      row.put("编号", task.label);
      row.put("内容", cell_text(task.original.empty() ? task.text : task.original));
      row.put("责任单位", cell_text(task.lead_cell));
      row.put("配合单位", cell_text(task.cooperating_cell));
      row.put("期限", cell_text(task.due_cell));
      row.put("备注", cell_text(task.remark));
      tasks.items.push_back(std::move(row));
    }
    indicators.items.push_back(std::move(record));
  }
}

ViewShape task_table_shape() {
  return {
      text_field("标题", "任务分解表的标题", "朔州市创建省级环境保护模范城市目标任务分解表"),
      text_field("指标数", "指标项数", "26"),
      text_field("任务数", "任务项数", "99"),
      {"表头", ViewValue::Kind::record, "各栏的标题，同交来的表", ""},
      text_field("表头.序号", "第一栏", "序号"),
      text_field("表头.要求", "第二栏", "创模指标要求"),
      text_field("表头.任务", "第三栏", "工作任务"),
      text_field("表头.责任单位", "第四栏", "责任单位"),
      text_field("表头.配合单位", "第五栏", "配合单位"),
      list_field("指标", "各项指标"),
      text_field("指标.编号", "序号", "1"),
      text_field("指标.要求", "要求一栏的原文", "按期完成国家和省下达的主要污染物总量削减任务"),
      list_field("指标.任务", "该指标的任务"),
      text_field("指标.任务.编号", "任务编号", "1.1"),
      text_field("指标.任务.内容", "任务一栏的原文，含编号", "1.完成年度减排任务"),
      text_field("指标.任务.责任单位", "责任单位一栏的原文", "市环保局"),
      text_field("指标.任务.配合单位", "配合单位一栏的原文", "各县（区）政府"),
      text_field("指标.任务.期限", "完成时限一栏的原文，没有此栏时为空", "2011年12月"),
      text_field("指标.任务.备注", "备注一栏的原文，没有此栏时为空", ""),
  };
}

void put_review(ViewValue& view, const DocumentSources& sources) {
  const plan::ReviewReport report =
      plan::review_report(*sources.plan, sources.findings, sources.finding_names);
  view.put("标题", report.title);
  ViewValue& words = view.put("说明", view_list());
  for (const std::string& text : report.paragraphs) words.items.push_back(view_text(text));
  const auto put_rows = [&](const char* name, const std::vector<std::vector<std::string>>& rows,
                            std::initializer_list<const char*> columns) {
    ViewValue& list = view.put(name, view_list());
    for (std::size_t row = 1; row < rows.size(); ++row) {
      ViewValue record = view_record();
      std::size_t column = 0;
      for (const char* each : columns) record.put(each, rows[row][column++]);
      list.items.push_back(std::move(record));
    }
  };
  put_rows("汇总", report.summary, {"代码", "类型", "级别", "处数", "首处"});
  put_rows("问题", report.findings, {"编号", "位置", "原文", "问题", "建议"});
}

ViewShape review_shape() {
  return {
      text_field("标题", "报告的标题", "《目标任务分解表》校核报告"),
      list_field("说明", "校核了什么、发现多少，一段一条"),
      list_field("汇总", "按类型汇总"),
      text_field("汇总.代码", "问题代码", "PLN021"),
      text_field("汇总.类型", "问题类型", "错别字"),
      text_field("汇总.级别", "错误、警告、提示", "警告"),
      text_field("汇总.处数", "处数", "3"),
      text_field("汇总.首处", "第一处的位置", "任务10.7 责任单位"),
      list_field("问题", "逐处列出"),
      text_field("问题.编号", "序号", "1"),
      text_field("问题.位置", "在表中的位置", "任务10.7 责任单位"),
      text_field("问题.原文", "那里的原文", "市环保局市水务局"),
      text_field("问题.问题", "发现了什么", "两个单位之间缺少分隔符"),
      text_field("问题.建议", "建议怎样写", "市环保局、市水务局"),
  };
}

void put_duties(ViewValue& view, const DocumentSources& sources) {
  const Plan& plan = *sources.plan;
  view.put("单位", sources.unit);
  ViewValue leads = view_list();
  ViewValue joins = view_list();
  for (const workflow::DutyShare& share : workflow::duty_shares(plan).shares) {
    if (share.unit != sources.unit) continue;
    const auto indicator =
        std::find_if(plan.indicators.begin(), plan.indicators.end(),
                     [&](const PlanIndicator& each) { return each.number == share.indicator; });
    const Task* task = indicator == plan.indicators.end() ? nullptr : task_of(*indicator, share.task);
    if (task == nullptr) continue;
    ViewValue& list = share.role == workflow::DutyRole::lead ? leads : joins;
    list.items.push_back(duty_record(*indicator, *task, share, sources.pack));
  }
  view.put("牵头数", std::to_string(leads.items.size()));
  view.put("配合数", std::to_string(joins.items.size()));
  view.put("牵头任务", std::move(leads));
  view.put("配合任务", std::move(joins));
}

ViewShape duties_shape() {
  ViewShape shape{
      text_field("单位", "责任单位", "市水务局"),
      text_field("牵头数", "牵头的任务数", "6"),
      text_field("配合数", "配合的任务数", "4"),
  };
  for (const auto& [list, meaning] :
       {std::pair{"牵头任务", "该单位为责任单位的任务"}, std::pair{"配合任务", "该单位为配合单位的任务"}}) {
    const std::string at = std::string(list) + ".";
    shape = joined({std::move(shape),
                    {list_field(list, meaning), text_field(at + "编号", "任务编号", "10.7"),
                     text_field(at + "指标", "所属指标", "城市水环境功能区水质"),
                     text_field(at + "任务", "任务内容", "完成七里河综合治理工程"),
                     text_field(at + "期限", "任务中写明的时间", "2011年底"),
                     text_field(at + "共同牵头", "一同牵头的单位", "市住建局")}});
  }
  return shape;
}

}  // namespace chuangmo::publish
