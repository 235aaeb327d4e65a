#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/plan.h"

namespace chuangmo::plan {

// The 校核报告 that goes to the drafters of a table: what was found, where it stands, and what to write
// instead. Only content; a room above makes a document of it. Tables hold their heading row first; every row
// has as many cells.
struct ReviewReport {
  std::string title;                    // "《…任务分解表》校核报告"
  std::vector<std::string> paragraphs;  // what was checked and how much was found, to stand before the tables
  std::string summary_heading;
  std::vector<std::vector<std::string>> summary;  // 代码 问题类型 级别 处数 首处
  std::string findings_heading;
  std::vector<std::vector<std::string>> findings;  // 序号 位置 原文 问题 建议
};

// Findings keep the order given. `names` gives the short names of codes that are not the lint's (those of the
// import); a code without a name stands for itself.
ReviewReport review_report(const Plan& plan, const Diagnostics& diagnostics,
                           const std::map<std::string, std::string>& names);

// Where a finding stands in words of the table: "任务10.7 责任单位", "指标14 创模指标要求", "第3行 序号".
std::string place_in_table(const Plan& plan, const Where& where);

}  // namespace chuangmo::plan
