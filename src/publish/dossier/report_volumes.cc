#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/dossier/dossier_binding.h"
#include "publish/dossier/dossier_parts.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {

namespace {

struct OutcomeCount {
  const char* name;
  Outcome outcome;
};
constexpr std::array<OutcomeCount, 4> kOutcomes{{{"达标数", Outcome::met},
                                                 {"未达标数", Outcome::not_met},
                                                 {"无法判定数", Outcome::undecided},
                                                 {"未到期数", Outcome::not_due}}};

void put_counts(ViewValue& view, const DossierSource& source) {
  const auto put = [&](const char* name, std::size_t count, std::string_view what) {
    view.put(name, std::to_string(count), count_binding(what, source.year));
  };
  const Evaluation& now = source.now();
  put("指标数", now.indicators.size(), "indicators");
  for (const OutcomeCount& each : kOutcomes) {
    const auto count = std::count_if(now.indicators.begin(), now.indicators.end(),
                                     [&](const IndicatorVerdict& v) { return v.outcome == each.outcome; });
    put(each.name, static_cast<std::size_t>(count), "outcome." + std::string(outcome_name(each.outcome)));
  }
  const DossierCounts& counts = source.counts;
  const auto put_int = [&](const char* name, int count, std::string_view what) {
    put(name, static_cast<std::size_t>(count), what);
  };
  put_int("单位数", counts.units, "units");
  put_int("任务数", counts.tasks, "tasks");
  put_int("办结数", counts.tasks_done, "tasks.done");
  put_int("报送数", counts.submissions, "submissions");
  put_int("佐证数", counts.papers, "papers");
  put_int("数据数", counts.figures, "figures");
  put_int("台账数", counts.records, "records");
  put_int("点位数", counts.stations, "stations");
}

std::vector<std::string> lead_units(const DossierSource& source, int indicator) {
  std::vector<std::string> units;
  for (const DossierTask& task : source.tasks) {
    if (task.indicator != indicator) continue;
    for (const std::string& unit : task.leads) {
      if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
    }
  }
  return units;
}

ViewValue indicator_row(const DossierSource& source, const IndicatorVerdict& verdict) {
  const std::string number = std::to_string(verdict.number);
  const IndicatorDefinition* indicator = source.pack.indicator(verdict.number);
  const CriterionVerdict* leading = leading_criterion(verdict);
  const Wording wording{Language::zh, source.pack, source.rules, &source.plan};
  ViewValue row = view_record();
  row.put("序号", number);
  row.put("名称", verdict.name);
  row.put("要求", indicator == nullptr ? "" : unstopped(indicator->requirement));
  const auto put_leading = [&](const char* name, const std::string& text, std::string_view aspect) {
    row.put(name, view_text(text.empty() ? "—" : text,
                            leading == nullptr ? "" : verdict_binding(leading->id, source.year, aspect)));
  };
  put_leading("实测", leading == nullptr ? "" : measured_words(*leading, Language::zh), "value");
  put_leading("限值", leading == nullptr ? "" : limit_text(*leading), "limit");
  row.put("结论", std::string(outcome_name_zh(verdict.outcome)),
          verdict_binding(number, source.year, "outcome"));
  row.put("说明", sentence_words(verdict, wording), verdict_binding(number, source.year, "sentence"));
  constexpr std::size_t kMostUnits = 6;
  std::vector<std::string> units = lead_units(source, verdict.number);
  const bool has_more = units.size() > kMostUnits;
  if (has_more) units.resize(kMostUnits);
  row.put("责任单位", units.empty() ? "—" : join(units, "、") + (has_more ? "等" : ""));
  row.put("卷号", volume_id("A", verdict.number));
  return row;
}

ViewValue group_rows(const DossierSource& source) {
  ViewValue groups = view_list();
  for (const std::string& group : source.pack.groups) {
    ViewValue rows = view_list();
    for (const IndicatorVerdict& verdict : source.now().indicators) {
      const IndicatorDefinition* indicator = source.pack.indicator(verdict.number);
      if (indicator != nullptr && indicator->group == group)
        rows.items.push_back(indicator_row(source, verdict));
    }
    ViewValue entry = view_record();
    entry.put("组别", group);
    entry.put("指标", std::move(rows));
    groups.items.push_back(std::move(entry));
  }
  return groups;
}

ViewValue rows_with(const DossierSource& source, Outcome outcome) {
  ViewValue rows = view_list();
  for (const IndicatorVerdict& verdict : source.now().indicators) {
    if (verdict.outcome == outcome) rows.items.push_back(indicator_row(source, verdict));
  }
  return rows;
}

ViewValue method_row(const DossierSource& source, const IndicatorVerdict& indicator,
                     const CriterionVerdict& criterion) {
  const RuleWords* words = words_of(source.rules, criterion.id);
  const CriterionDefinition* definition = definition_of(source.pack, indicator.number, criterion.id);
  ViewValue row = criterion_row(source, criterion);
  row.put("计算", words == nullptr ? criterion.rule : words->sentence);
  row.put("公式", criterion.rule);
  row.put("标准", criterion.editions.empty() ? "—" : join(criterion.editions, "、"));
  row.put("依据", definition == nullptr ? "—" : citation_words(definition->citation));
  row.put("可靠程度", std::string(confidence_name_zh(criterion.weakest)));
  return row;
}

}  // namespace

ViewValue work_report_view(const DossierSource& source) {
  ViewValue view = view_record();
  put_cover(view, source);
  put_counts(view, source);
  view.put("分组", group_rows(source));
  const auto put_list = [&](const char* has, const char* name, Outcome outcome) {
    ViewValue rows = rows_with(source, outcome);
    view.put(has, view_flag(!rows.items.empty()));
    view.put(name, std::move(rows));
  };
  put_list("有未达标", "未达标", Outcome::not_met);
  put_list("有未定", "未定", Outcome::undecided);
  return view;
}

ViewValue technical_report_view(const DossierSource& source) {
  ViewValue view = view_record();
  put_cover(view, source);
  put_counts(view, source);
  ViewValue indicators = view_list();
  for (const IndicatorVerdict& verdict : source.now().indicators) {
    ViewValue entry = indicator_row(source, verdict);
    ViewValue criteria = view_list();
    for (const CriterionVerdict& criterion : verdict.criteria)
      criteria.items.push_back(method_row(source, verdict, criterion));
    entry.put("判据", std::move(criteria));
    indicators.items.push_back(std::move(entry));
  }
  view.put("指标", std::move(indicators));
  return view;
}

}  // namespace chuangmo::publish
