#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostic.h"

namespace chuangmo {

// A number with its sense as a plan writes it: "≥80%" -> at_least 80 %, "逐年下降" -> falling.
enum class ThresholdSense {
  at_least,
  at_most,
  equal,
  above,
  below,
  falling,
  rising,
  bare
};  // bare: no operator was written
struct Threshold {
  ThresholdSense sense = ThresholdSense::bare;
  std::optional<Decimal> value;  // none for falling and rising
  std::string unit;              // as base::parse_unit reads it
  std::string subject;           // the words it speaks of: "城市生活污水集中处理率"
  std::string original;          // "≥80%"
};

enum class Rhythm {
  none,
  once,
  annual,
  half_yearly,
  quarterly,
  monthly,
  weekly,
  daily,
  school_year,
  on_event
};
std::string_view rhythm_name(Rhythm rhythm);  // "none" "once" "annual" ...

struct Schedule {
  Rhythm rhythm = Rhythm::none;
  std::string due;         // ISO date "2011-12-31", or "" when no time anchor was found
  std::vector<int> years;  // years named or implied (近三年 -> 2009 2010 2011)
  int least_times = 0;     // 每季度不少于1次 -> 1
  std::string original;    // the words: "2011年底"
  bool guessed = false;
};

enum class TaskKind {
  works,
  data_supply,
  publication,
  governance,
  survey,
  emergency,
  monitoring,
  enforcement,
  education,
  assessment,
  designation
};
std::string_view task_kind_name(TaskKind kind);     // "works" "data_supply" ...
std::string_view task_kind_name_zh(TaskKind kind);  // "工程建设" "数据报送" ...

enum class Deliverable { data, paper, audio_visual, notice, minutes, plan_document, letter, report };
std::string_view deliverable_name(Deliverable deliverable);

enum class UnitKind { party, government, agency, county, enterprise, office, media, other };
std::string_view unit_kind_name(UnitKind kind);

struct UnitEntry {
  std::string name;  // canonical
  std::vector<std::string> aliases;
  UnitKind kind = UnitKind::agency;
  bool guessed = false;  // proposed by import, confirmed by nobody
  std::string name_en;   // empty where nobody has written one
};

struct GroupEntry {
  std::string name;                  // "各县（区）政府"
  std::vector<std::string> aliases;  // "各县区政府"
  std::vector<std::string> members;  // canonical unit names; empty when open (各施工单位)
  bool open = false;                 // membership cannot be listed
  std::string name_en;               // empty where nobody has written one
};

// units.toml: what people confirmed.
struct UnitRegister {
  std::vector<UnitEntry> units;
  std::vector<GroupEntry> groups;
  const UnitEntry* find(std::string_view name_or_alias) const;
  const GroupEntry* find_group(std::string_view name_or_alias) const;
};

// One unit's or group's role in a task.
struct Duty {
  std::string name;  // canonical unit or group name
  bool is_group = false;
  bool guessed = false;  // an elliptical or unknown spelling was resolved by rule; a person should confirm
  std::string original;  // the words in the cell
};

struct Task {
  int number = 0;         // within its indicator
  std::string label;      // as printed: "10.7"
  std::string text;       // without its number
  std::string original;   // the task cell as it stands, paragraphs joined by '\n', nothing trimmed
  std::string lead_cell;  // the unit cells as they stand, in the same form
  std::string cooperating_cell;
  std::string due_cell;  // 完成时限, where the table has such a column
  std::string remark;    // 备注, likewise
  TaskKind kind = TaskKind::works;
  Schedule schedule;
  std::vector<Threshold> thresholds;
  std::vector<Deliverable> deliverables;
  std::vector<Duty> lead;
  std::vector<Duty> cooperating;
  std::vector<std::string> notes;  // what stood beside the units: "以古北街为界分别负责", "等", "同上"
  Where source;
};

struct PlanIndicator {
  int number = 0;
  std::string requirement;
  std::string original;  // the requirement cell as it stands, paragraphs joined by '\n', nothing trimmed
  std::vector<Threshold> thresholds;
  std::vector<Task> tasks;
  Where source;
};

// The headings as the document prints them: what Where::column says of a cell. Empty where the table has no
// such column.
struct PlanHeadings {
  std::string number = "序号";
  std::string requirement = "创模指标要求";
  std::string task = "工作任务";
  std::string lead = "责任单位";
  std::string cooperating = "配合单位";
  std::string due;
  std::string remark;
};

struct Plan {
  std::string title;
  std::string file;
  PlanHeadings headings;
  std::vector<PlanIndicator> indicators;
  UnitRegister units;  // as used: confirmed entries plus guessed proposals
  Diagnostics diagnostics;
  std::size_t task_count() const;
};

}  // namespace chuangmo
