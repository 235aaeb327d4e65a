// Who leads and who helps.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/text.h"
#include "plan/lint_input.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

template <class Visit>
void each_task(const LintInput& input, Visit&& visit) {
  for (const LintCell& cell : input.cells) {
    if (cell.role == CellRole::task) visit(cell, input.task_of(cell));
  }
}

const LintCell& beside(const LintInput& input, const LintCell& cell, CellRole role) {
  return *input.task_cell(cell.indicator, cell.task, role);
}

std::vector<std::string> names_of(const std::vector<Duty>& duties) {
  std::vector<std::string> names;
  names.reserve(duties.size());
  for (const Duty& duty : duties) names.push_back(duty.name);
  return names;
}

bool is_empty(const LintCell& cell, const std::vector<Duty>& duties) {
  return duties.empty() && trim(cell.text).empty();
}

void no_lead(const LintInput& input, Findings& findings) {
  if (input.plan.headings.lead.empty()) return;
  each_task(input, [&](const LintCell& cell, const Task& task) {
    const LintCell& lead = beside(input, cell, CellRole::lead);
    if (is_empty(lead, task.lead))
      findings.add(lead, {}, fmt::format("任务{}没有责任单位", input.label(cell)), "写明责任单位");
  });
}

void no_cooperation(const LintInput& input, Findings& findings) {
  if (input.plan.headings.cooperating.empty()) return;
  each_task(input, [&](const LintCell& cell, const Task& task) {
    const LintCell& cooperating = beside(input, cell, CellRole::cooperating);
    if (!is_empty(cooperating, task.cooperating)) return;
    findings.add(cooperating, {}, fmt::format("任务{}没有配合单位", input.label(cell)),
                 "确实不需要的写“无”，否则补上");
  });
}

void lead_that_cooperates(const LintInput& input, Findings& findings) {
  each_task(input, [&](const LintCell& cell, const Task& task) {
    constexpr std::size_t kMostUnits = 300;
    if (task.lead.size() > kMostUnits || task.cooperating.size() > kMostUnits) return;
    for (const Duty& duty : task.cooperating) {
      const bool leads = std::any_of(task.lead.begin(), task.lead.end(),
                                     [&](const Duty& lead) { return lead.name == duty.name; });
      if (!leads) continue;
      const LintCell& cooperating = beside(input, cell, CellRole::cooperating);
      findings.add(cooperating, cooperating.trimmed(),
                   fmt::format("「{}」既是责任单位又是配合单位", duty.name), "从配合单位中删去");
    }
  });
}

bool all_groups(const std::vector<Duty>& duties) {
  return !duties.empty() &&
         std::all_of(duties.begin(), duties.end(), [](const Duty& duty) { return duty.is_group; });
}

// The counties of a city are known to everybody, even when no register lists them.
bool has_members(const LintInput& input, const Duty& duty) {
  if (is_county_group(unit_key(duty.name))) return true;
  const GroupEntry* group = input.plan.units.find_group(duty.name);
  return group && !group->open && !group->members.empty();
}

void vague_leads(const LintInput& input, Findings& findings) {
  each_task(input, [&](const LintCell& cell, const Task& task) {
    if (!all_groups(task.lead)) return;
    if (std::any_of(task.lead.begin(), task.lead.end(),
                    [&](const Duty& duty) { return has_members(input, duty); }))
      return;
    const LintCell& lead = beside(input, cell, CellRole::lead);
    findings.add(lead, lead.trimmed(),
                 fmt::format("责任单位只写了「{}」，等于没有责任单位", join(names_of(task.lead), "、")),
                 "写明由哪个单位牵头，其余列为配合单位");
  });
}

void group_leads(const LintInput& input, Findings& findings) {
  each_task(input, [&](const LintCell& cell, const Task& task) {
    if (!all_groups(task.lead)) return;
    if (!std::any_of(task.lead.begin(), task.lead.end(),
                     [&](const Duty& duty) { return has_members(input, duty); }))
      return;
    const LintCell& lead = beside(input, cell, CellRole::lead);
    findings.add(
        lead, lead.trimmed(),
        fmt::format("由「{}」共同负责，没有指定市一级由谁汇总和催办", join(names_of(task.lead), "、")),
        "各负其责之外，指定一个市级单位汇总");
  });
}

bool names_an_order(const LintCell& lead, const Task& task) {
  static constexpr std::array<std::string_view, 8> kWords{"牵头",     "为主", "分别负责", "为界",
                                                          "第一责任", "主责", "按职责",   "各负其责"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return contains(lead.text, word) || contains(task.text, word) ||
           std::any_of(task.notes.begin(), task.notes.end(),
                       [&](const std::string& note) { return contains(note, word); });
  });
}

// 市、县区政府: each level answers for its own area.
bool are_levels_of_government(const Task& task) {
  const auto governs = [](const Duty& duty) { return ends_with(duty.name, "政府"); };
  const auto is_counties = [](const Duty& duty) { return duty.is_group; };
  return std::all_of(task.lead.begin(), task.lead.end(), governs) &&
         std::any_of(task.lead.begin(), task.lead.end(), is_counties);
}

void leads_without_first(const LintInput& input, Findings& findings) {
  each_task(input, [&](const LintCell& cell, const Task& task) {
    const LintCell& lead = beside(input, cell, CellRole::lead);
    if (task.lead.size() < 2 || are_levels_of_government(task) || names_an_order(lead, task)) return;
    findings.add(lead, lead.trimmed(),
                 fmt::format("有{}个责任单位（{}），没有写明谁牵头", task.lead.size(),
                             join(names_of(task.lead), "、")),
                 fmt::format("写明牵头单位，例如“{}（牵头）”", task.lead.front().name));
  });
}

void territorial_split(const LintInput& input, Findings& findings) {
  each_task(input, [&](const LintCell& cell, const Task&) {
    const LintCell& lead = beside(input, cell, CellRole::lead);
    const std::size_t at = lead.text.find("为界");
    if (at == std::string_view::npos) return;
    std::size_t begin = std::string_view::npos;
    for (std::string_view bracket : {"(", "（"}) {
      const std::size_t open = lead.text.rfind(bracket, at);
      if (open != std::string_view::npos)
        begin = begin == std::string_view::npos ? open : std::max(begin, open);
    }
    if (begin == std::string_view::npos) begin = lead.trimmed().begin;
    findings.add(lead, {begin, lead.trimmed().end},
                 "责任按地界划分，但没有写明哪一边归哪个单位，任务也没有分开",
                 "按地界分成两条任务，或写明“以北由……负责，以南由……负责”");
  });
}

struct Part {
  std::size_t leads = 0;
  std::size_t cooperates = 0;
  const LintCell* first = nullptr;
  std::string words;
};

std::map<std::string, Part> parts_of(const LintInput& input) {
  std::map<std::string, Part> parts;
  each_task(input, [&](const LintCell& cell, const Task& task) {
    const auto count = [&](const std::vector<Duty>& duties, CellRole role) {
      for (const Duty& duty : duties) {
        if (duty.is_group) continue;
        Part& part = parts[duty.name];
        ++(role == CellRole::lead ? part.leads : part.cooperates);
        if (part.first) continue;
        part.first = &beside(input, cell, role);
        part.words = duty.original;
      }
    };
    count(task.lead, CellRole::lead);
    count(task.cooperating, CellRole::cooperating);
  });
  return parts;
}

Span span_of(const Part& part) {
  const std::size_t at = part.words.empty() ? std::string_view::npos : part.first->text.find(part.words);
  return at == std::string_view::npos ? part.first->trimmed() : Span{at, at + part.words.size()};
}

// Enterprises and county governments are helped through, not led by: only organs of the city are asked about.
bool could_lead(const LintInput& input, const std::string& name) {
  const UnitEntry* entry = input.plan.units.find(name);
  const UnitKind kind = entry ? entry->kind : unit_kind(unit_key(name));
  return kind == UnitKind::agency || kind == UnitKind::party || kind == UnitKind::government ||
         kind == UnitKind::office;
}

void only_cooperating(const LintInput& input, Findings& findings) {
  for (const auto& [name, part] : parts_of(input)) {
    if (part.leads > 0 || !could_lead(input, name)) continue;
    findings.add(*part.first, span_of(part),
                 fmt::format("「{}」在全表只配合（{}项），没有一项由它负责", name, part.cooperates),
                 "确认是否有应由它负责的任务");
  }
}

void overloaded_units(const LintInput& input, Findings& findings) {
  constexpr std::size_t kFewTasks = 10;
  const std::size_t tasks = input.plan.task_count();
  if (tasks < kFewTasks) return;
  for (const auto& [name, part] : parts_of(input)) {
    if (part.leads * 3 <= tasks) continue;
    findings.add(*part.first, span_of(part),
                 fmt::format("「{}」负责{}项任务，超过全部{}项的三分之一", name, part.leads, tasks),
                 "能由主管部门负责的，调整责任单位");
  }
}

// "各相关部门及时报告…" under one office: the sentence speaks of others than those who answer for it.
void other_subject(const LintInput& input, Findings& findings) {
  static constexpr std::array<std::string_view, 9> kSubjects{"各相关部门", "各有关部门", "各相关单位",
                                                             "各有关单位", "各责任单位", "各部门",
                                                             "各单位",     "有关部门",   "相关部门"};
  each_task(input, [&](const LintCell& cell, const Task& task) {
    if (task.lead.empty() || all_groups(task.lead)) return;
    const std::string_view body = cell.text.substr(std::min(cell.numbering.body, cell.text.size()));
    std::size_t length = 0;
    for (std::string_view subject : kSubjects) {
      if (starts_with(body, subject)) length = std::max(length, subject.size());
    }
    constexpr std::size_t kNear = 36;
    const std::size_t group = body.substr(0, kNear).find("责任单位");
    if (length == 0 && starts_with(body, "各") && group != std::string_view::npos)
      length = group + std::string_view("责任单位").size();
    if (length == 0) return;
    const std::size_t begin = cell.text.size() - body.size();
    findings.add(cell, {begin, begin + length},
                 fmt::format("任务要求「{}」去做，责任单位却是「{}」", body.substr(0, length),
                             join(names_of(task.lead), "、")),
                 "把任务改写成责任单位要做的事（例如“督促……并汇总”），或更换责任单位");
  });
}

}  // namespace

const std::vector<LintRule>& unit_role_rules() {
  static const std::vector<LintRule> rules = {
      {"LNT033", Severity::error, "没有责任单位", no_lead},
      {"LNT034", Severity::note, "没有配合单位", no_cooperation},
      {"LNT035", Severity::warning, "既责任又配合", lead_that_cooperates},
      {"LNT038", Severity::warning, "责任单位泛指", vague_leads},
      {"LNT039", Severity::note, "一组单位共同负责", group_leads},
      {"LNT040", Severity::warning, "多家责任未分主次", leads_without_first},
      {"LNT041", Severity::warning, "按地界划分责任", territorial_split},
      {"LNT047", Severity::note, "单位只配合", only_cooperating},
      {"LNT048", Severity::note, "单位任务过多", overloaded_units},
      {"LNT050", Severity::warning, "行为主体不符", other_subject},
  };
  return rules;
}

}  // namespace chuangmo::plan
