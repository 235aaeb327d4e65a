#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <tuple>

#include "app/origin_draft.h"
#include "base/text.h"
#include "eval/fact_view.h"
#include "methods/registry.h"
#include "publish/documents/environment_view.h"
#include "publish/trace_path.h"

namespace chuangmo::app {

namespace {

using publish::ClassCell;
using publish::ClassRow;
using publish::WaterMonitoring;

constexpr std::size_t kYearCell = 12;
constexpr std::array<AspectName, 2> kSectionAspects{
    {{"class", "水质类别"}, {"met", "达标次数（达标月次/有监测的月次）"}}};
constexpr std::array<AspectName, 4> kSetAspects{
    {{"met", "达标数"}, {"broken", "不达标数"}, {"unknown", "缺测数"}, {"share", "达标率"}}};

const StationSetDefinition* set_named(const Pack& pack, const std::string& name) {
  const auto found = std::find_if(pack.station_sets.begin(), pack.station_sets.end(),
                                  [&](const StationSetDefinition& set) { return set.name == name; });
  return found == pack.station_sets.end() ? nullptr : &*found;
}

eval::FactView view_of(const DocumentNumber& number) {
  const Evaluation& judged = number.basis.judgement.evaluation;
  return {number.office.pack(),
          number.office.library().standards,
          number.basis.judgement.facts,
          {judged.as_of, judged.pinned}};
}

std::vector<rule::Argument> arguments_of(const StationSetDefinition& set) {
  std::vector<rule::Argument> arguments(1);
  arguments[0].kind = ArgumentKind::station_set;
  arguments[0].station_set = &set;
  return arguments;
}

// A class of the period's means, or of each month where the period has none of its own.
std::vector<Period> judged_periods(const WaterMonitoring& water, const Period& period) {
  if (period.kind == PeriodKind::year && water.has_year) return {period};
  return period.divide(PeriodKind::month);
}

const ClassCell* cell_of(const ClassRow& row, const Period& period) {
  const std::size_t at =
      period.kind == PeriodKind::year ? kYearCell : static_cast<std::size_t>(period.begin.month() - 1);
  return at < row.cells.size() ? &row.cells[at] : nullptr;
}

std::string detail(const TraceNode& node, std::string_view key) {
  const std::string* found = publish::detail_of(node, key);
  return found == nullptr ? "" : *found;
}

// How the class of a section, or whether a source complies, was found; nothing of a period without either.
std::optional<TraceNode> trace_of(const eval::FactView& view, const WaterMonitoring& water,
                                  const StationSetDefinition& set, const Station& station,
                                  const Period& period) {
  if (!water.is_source) {
    std::vector<rule::Argument> arguments(1);
    arguments[0].kind = ArgumentKind::station;
    arguments[0].station = &station;
    return view.call(*methods::signature("water_class"), arguments, period).trace;
  }
  const Period year = Period::of_year(period.begin.year());
  const rule::Answer answer = view.call(*methods::signature("drinking_water_rate"), arguments_of(set), year);
  for (const TraceNode& child : answer.trace.children) {
    if (child.op == "source_month" && detail(child, "station") == station.key &&
        detail(child, "period") == period.text())
      return child;
  }
  return std::nullopt;
}

std::string edition_words(const TraceNode& trace) {
  const std::string edition = detail(trace, "edition");
  const std::string rests = trace.citation ? resting_on({&*trace.citation}) : "";
  return rests.empty() ? (edition.empty() ? "" : "依据 " + edition) : rests;
}

void leave_out_unknown(OriginDraft& draft, const std::string& name, const Period& period,
                       const ClassCell* cell) {
  if (cell == nullptr || cell->kind != ClassCell::Kind::unknown) return;
  draft.leave_out(name.empty() ? period.text() : name + " " + period.text(),
                  cell->cause.empty() ? "没有监测值" : "缺 " + cell->cause);
}

struct Section {
  const WaterMonitoring& water;
  const ClassRow& row;
  const StationSetDefinition& set;
};

Result<bool> section_origin(const DocumentNumber& number, const Period& period, const Section& section,
                            OriginDraft& draft) {
  const std::string_view name = aspect_name(kSectionAspects, number.binding.aspect);
  if (name.empty()) return false;
  const eval::FactView view = view_of(number);
  const auto members = view.members(section.set);
  const auto station = std::find_if(members.begin(), members.end(),
                                    [&](const Station* each) { return each->key == section.row.station; });
  if (station == members.end()) return false;
  draft.origin.what = fmt::format("{} {}{}", section.row.name, period.text_zh(), name);
  draft.origin.more =
      fmt::format("chuangmo readings export --set {} --station {} --from {} --until {}", section.set.key,
                  section.row.station, period.begin.text(), (period.end - 1).text());
  const bool is_class = number.binding.aspect == "class";
  std::string rests;
  for (const Period& each :
       is_class ? judged_periods(section.water, period) : period.divide(PeriodKind::month)) {
    const auto trace = trace_of(view, section.water, section.set, **station, each);
    if (!trace) continue;
    if (rests.empty()) rests = edition_words(*trace);
    for (const TraceNode& child : trace->children) draft.facts.add(child);
    leave_out_unknown(draft, "", each, cell_of(section.row, each));
  }
  draft.origin.how = section.water.is_source
                         ? "当月各项目都不超过限值为达标；" + section.set.definition
                         : "各项目中最差的类别；" + section.set.definition +
                               (section.row.target.empty() ? "" : "；要求 " + section.row.target + " 类");
  if (!rests.empty()) draft.origin.how += "（" + rests + "）";
  return true;
}

std::string cell_text(const WaterMonitoring& water, const ClassRow& row, const ClassCell& cell) {
  if (cell.kind == ClassCell::Kind::ahead) return "未到期";
  if (cell.kind == ClassCell::Kind::unknown) return "无完整数据";
  const std::string met = cell.breaks ? "不达标" : "达标";
  if (water.is_source) return met + (cell.cause.empty() ? "" : "：" + cell.cause);
  return fmt::format("{}类，要求 {} 类，{}", cell.text, row.target.empty() ? "—" : row.target, met);
}

// All readings of a station in a period, whichever parameter, file by file.
void add_readings(OriginDraft& draft, const DocumentNumber& number, const StationSetDefinition& set,
                  const ClassRow& row, const Period& period) {
  OriginFacts::Stretch stretch;
  for (const ReadingSeries& series : number.basis.judgement.facts.series) {
    if (series.set == set.key && series.station == row.station && series.step == PeriodKind::month)
      stretch.series.push_back(&series);
  }
  if (stretch.series.empty()) return;
  stretch.name = set.name + " " + row.name;
  stretch.period = period.text();
  std::tie(stretch.first, stretch.last) = positions(*stretch.series.front(), period);
  draft.facts.add(stretch);
}

Result<bool> set_origin(const DocumentNumber& number, const Period& period, const WaterMonitoring& water,
                        const StationSetDefinition& set, const std::vector<ClassRow>& rows,
                        OriginDraft& draft) {
  const std::string_view name = aspect_name(kSetAspects, number.binding.aspect);
  if (name.empty()) return false;
  const std::vector<Period> periods = judged_periods(water, period);
  draft.origin.what = fmt::format("{}{}{}", period.text_zh(), set.name, name);
  draft.origin.how =
      fmt::format("共 {} 个断面（水源地），{}；{}", rows.size(),
                  periods.size() > 1 ? "一个断面一个月计一次" : "一个断面计一次", set.definition);
  const eval::FactView view = view_of(number);
  for (const Station* station : view.members(set)) {
    const auto trace = trace_of(view, water, set, *station, periods.front());
    const std::string rests = trace ? edition_words(*trace) : "";
    if (rests.empty()) continue;
    draft.origin.how += "（" + rests + "）";
    break;
  }
  draft.origin.more = fmt::format("chuangmo readings export --set {} --from {} --until {}", set.key,
                                  period.begin.text(), (period.end - 1).text());
  for (const ClassRow& row : rows) {
    for (const Period& each : periods) {
      const ClassCell* cell = cell_of(row, each);
      if (cell == nullptr) continue;
      OriginFact fact;
      fact.kind = "section";
      fact.name = row.name;
      fact.period = each.text();
      fact.value = cell_text(water, row, *cell);
      draft.facts.add_counted(std::move(fact), "");
      leave_out_unknown(draft, row.name, each, cell);
    }
  }
  for (const ClassRow& row : rows) add_readings(draft, number, set, row, period);
  return true;
}

}  // namespace

Result<bool> water_origin(const DocumentNumber& number, OriginDraft& draft) {
  const auto period = Period::parse(number.binding.period);
  if (!period || period->begin.year() != (period->end - 1).year() ||
      period->divide(PeriodKind::month).empty())
    return false;
  const std::string& subject = number.binding.subject;
  draft.take_value(written_values(number.office, number.basis, *period, publish::put_water));
  for (const WaterMonitoring& water : number.basis.monitoring.water) {
    const StationSetDefinition* set = set_named(number.office.pack(), water.name);
    const auto table = std::find_if(water.years.begin(), water.years.end(),
                                    [&](const auto& each) { return each.year == period->begin.year(); });
    if (set == nullptr || table == water.years.end()) continue;
    if (water.name == subject) return set_origin(number, *period, water, *set, table->rows, draft);
    for (const ClassRow& row : table->rows) {
      if ((row.station.empty() ? row.name : row.station) == subject)
        return section_origin(number, *period, {water, row, *set}, draft);
    }
  }
  return false;
}

Result<bool> noise_origin(const DocumentNumber& number, OriginDraft& draft) {
  const auto period = Period::parse(number.binding.period);
  if (!period || period->kind != PeriodKind::year || number.binding.aspect != "mean") return false;
  for (const publish::NoiseMonitoring& noise : number.basis.monitoring.noise) {
    const StationSetDefinition* set = set_named(number.office.pack(), noise.name);
    if (noise.name != number.binding.subject || set == nullptr || set->parameters.empty()) continue;
    std::vector<rule::Argument> arguments = arguments_of(*set);
    arguments.resize(2);
    arguments[1].kind = ArgumentKind::parameter;
    arguments[1].parameter = number.office.library().standards.parameter(set->parameters.front());
    if (arguments[1].parameter == nullptr) return false;
    const rule::Answer answer = view_of(number).call(
        *methods::signature(noise.is_weighted ? "length_weighted_mean" : "mean"), arguments, *period);
    draft.take_value(written_values(number.office, number.basis, *period, publish::put_noise));
    draft.origin.what = fmt::format("{}{}平均等效声级", period->text_zh(), noise.name);
    draft.origin.how = fmt::format("{}；{}", how_made(answer.trace), set->definition);
    draft.origin.more = fmt::format("chuangmo readings export --set {} --from {} --until {}", set->key,
                                    period->begin.text(), (period->end - 1).text());
    for (const TraceNode& place : answer.trace.children) {
      draft.facts.add(place);
      if (place.value == "unknown") draft.leave_out(place.text, "没有监测值");
    }
    return true;
  }
  return false;
}

}  // namespace chuangmo::app
