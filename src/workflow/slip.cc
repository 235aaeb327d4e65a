#include "workflow/slip.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "base/text.h"
#include "workflow/clock_13710.h"
#include "workflow/rhythm.h"
#include "workflow/unit_edges.h"

namespace chuangmo::workflow {
namespace {

constexpr int kWholePercent = 100;

struct WordPair {
  std::string_view english;
  std::string_view chinese;
};
constexpr std::array<WordPair, 3> kColours{
    {{"blue", "蓝色提醒"}, {"yellow", "黄色预警"}, {"red", "红色督办"}}};
constexpr std::array<WordPair, 4> kLevels{
    {{"unit", "填报人"}, {"unit_head", "单位负责人"}, {"office", "创模办"}, {"leader", "分管领导"}}};

std::string days_text(int working_days) {
  return std::to_string(working_days) + "个工作日";
}

// Red or blue by the day alone; `subject` is what has not happened: "未报送".
bool colour_by_day(Slip& slip, const SlipSources& sources, const std::string& subject) {
  if (sources.as_of > slip.due) {
    slip.colour = SlipColour::red;
    slip.overdue_working_days = sources.calendar.between(slip.due, sources.as_of);
    slip.level = escalation_level(sources.settings.escalation, slip.overdue_working_days);
    slip.reason = "已过期限" + days_text(slip.overdue_working_days) + "，" + subject;
    return true;
  }
  const int left = sources.calendar.between(sources.as_of, slip.due);
  if (left > sources.settings.slips.blue_working_days) return false;
  slip.colour = SlipColour::blue;
  slip.reason = "距期限" + days_text(left) + "，" + subject;
  return true;
}

void make_yellow(Slip& slip, std::string reason) {
  slip.colour = SlipColour::yellow;
  slip.reason = std::move(reason);
}

// Why a request that is not overdue is behind; none when it is not.
std::optional<std::string> behind_reason(const Request& request, const RequestStanding& standing,
                                         const SlipSources& sources, Date due) {
  const SlipThresholds& limits = sources.settings.slips;
  if (standing.state == SubmissionState::returned && standing.returned_on) {
    const int since = sources.calendar.between(*standing.returned_on, sources.as_of);
    if (limits.behind_returned_working_days > 0 && since >= limits.behind_returned_working_days)
      return "退回已" + days_text(since) + "，未重新报送";
  }
  if (standing.state == SubmissionState::returned || limits.behind_elapsed_percent == 0) return std::nullopt;
  const int whole = sources.calendar.between(request.opens, due);
  const int gone = sources.calendar.between(request.opens, sources.as_of);
  if (whole <= 0 || gone * kWholePercent < whole * limits.behind_elapsed_percent) return std::nullopt;
  return "报送期" + days_text(whole) + "已过" + std::to_string(gone) + "个，未报送";
}

std::string items_text(const std::vector<Item>& items) {
  std::vector<std::string> parts;
  for (const ItemKind kind : {ItemKind::figure, ItemKind::ledger, ItemKind::readings, ItemKind::survey,
                              ItemKind::evidence, ItemKind::report}) {
    const auto count =
        std::count_if(items.begin(), items.end(), [&](const Item& item) { return item.kind == kind; });
    if (count > 0) parts.push_back(std::string(item_kind_name_zh(kind)) + std::to_string(count) + "项");
  }
  return join(parts, "、");
}

std::string request_title(const Request& request, const std::vector<Item>& items) {
  const std::string when = request.rhythm == Rhythm::once ? "一次性" : request.period.text_zh();
  return when + "报送（" + items_text(items) + "）";
}

void add_once_duty(std::vector<Slip>& slips, Slip slip, const DutyStanding& duty,
                   const SlipSources& sources) {
  if (duty.state == DutyState::done || !duty.due) return;
  slip.due = *duty.due;
  if (colour_by_day(slip, sources, "任务未报完成")) slips.push_back(std::move(slip));
}

void add_recurring_duty(std::vector<Slip>& slips, Slip slip, const DutyStanding& duty,
                        const SlipSources& sources) {
  const int limit = sources.settings.slips.behind_missed_periods;
  if (limit == 0 || duty.missed_periods < limit || !duty.due) return;
  slip.due = *duty.due;
  make_yellow(slip, "连续" + std::to_string(duty.missed_periods) + "期没有进展报告（" +
                        std::string(rhythm_name_zh(duty.rhythm)) + "一报）");
  slips.push_back(std::move(slip));
}

std::string share_words(const DutyShare& share) {
  std::string words = std::string(duty_role_name_zh(share.role));
  if (share.is_joint) words += "，与" + join(share.other_leads, "、") + "共同负责";
  if (!share.territory.empty()) words += "，" + share.territory;
  return words;
}

}  // namespace

std::string_view slip_colour_name(SlipColour colour) {
  return kColours.at(static_cast<std::size_t>(colour)).english;
}
std::string_view slip_colour_name_zh(SlipColour colour) {
  return kColours.at(static_cast<std::size_t>(colour)).chinese;
}
std::string_view escalation_level_name(EscalationLevel level) {
  return kLevels.at(static_cast<std::size_t>(level)).english;
}
std::string_view escalation_level_name_zh(EscalationLevel level) {
  return kLevels.at(static_cast<std::size_t>(level)).chinese;
}

std::string slip_key(const Slip& slip) {
  return std::string(slip_colour_name(slip.colour)) + ":" + std::string(escalation_level_name(slip.level)) +
         ":" + slip.about;
}

std::vector<Slip> request_slips(const std::vector<Request>& requests, const RequestStandings& standings,
                                const SlipSources& sources) {
  std::vector<Slip> slips;
  for (const Request& request : requests) {
    const RequestStanding standing = standing_of(standings, request.id);
    if (request.is_withdrawn || is_answered(standing) || sources.as_of < request.opens) continue;
    Slip slip;
    slip.about = "request:" + request.id;
    slip.due = effective_due(request);
    const bool has_colour = colour_by_day(slip, sources, std::string(standing_name_zh(standing)));
    if (slip.colour != SlipColour::red) {
      const auto behind = behind_reason(request, standing, sources, slip.due);
      if (behind) make_yellow(slip, *behind);
      if (!behind && !has_colour) continue;
    }
    for (const auto& [unit, items] : items_by_unit(request, sources.edges, sources.as_of)) {
      slip.unit = unit;
      slip.title = request_title(request, items);
      slips.push_back(slip);
    }
  }
  return slips;
}

std::vector<Slip> duty_slips(const std::vector<DutyStanding>& duties, const SlipSources& sources) {
  std::vector<Slip> slips;
  for (const DutyStanding& duty : duties) {
    if (duty.share.role != DutyRole::lead) continue;
    Slip slip;
    slip.about = "duty:" + duty.share.task + "|" + duty.share.unit;
    slip.unit = duty.share.unit;
    slip.title = "任务" + duty.share.task + "（" + share_words(duty.share) + "）";
    if (duty.rhythm == Rhythm::once)
      add_once_duty(slips, std::move(slip), duty, sources);
    else
      add_recurring_duty(slips, std::move(slip), duty, sources);
  }
  return slips;
}

std::vector<Slip> matter_slips(const std::vector<Matter>& matters, const SlipSources& sources) {
  std::vector<Slip> slips;
  for (const Matter& matter : matters) {
    if (matter.settled_at) continue;
    const MatterClock clock = clock_13710(matter, sources.settings.matter, sources.calendar, sources.as_of);
    Slip slip;
    slip.about = "matter:" + matter.id;
    slip.unit = unit_at(sources.edges, matter.unit, "", sources.as_of);
    slip.title = "督办事项：" + matter.title;
    slip.due = clock.settle_by;
    const std::string open = "未" + std::string(matter_stage_name_zh(clock.stage));
    if (sources.as_of > clock.settle_by) {
      colour_by_day(slip, sources, "未办结");
    } else if (clock.is_overdue) {
      make_yellow(slip, "应于" + clock.stage_by.text() + "前" +
                            std::string(matter_stage_name_zh(clock.stage)) + "，已过" +
                            days_text(clock.overdue_working_days) + "，" + open);
    } else {
      slip.due = clock.stage_by;
      if (!colour_by_day(slip, sources, open)) continue;
    }
    slips.push_back(std::move(slip));
  }
  return slips;
}

void sort_slips(std::vector<Slip>& slips) {
  std::stable_sort(slips.begin(), slips.end(), [](const Slip& a, const Slip& b) {
    return std::tie(b.colour, a.due, a.unit, a.about) < std::tie(a.colour, b.due, b.unit, b.about);
  });
}

EscalationLevel escalation_level(const std::vector<EscalationStep>& steps, int overdue_working_days) {
  EscalationLevel level = EscalationLevel::unit;
  for (const EscalationStep& step : steps)
    if (overdue_working_days >= step.overdue_working_days) level = std::max(level, step.level);
  return level;
}

std::string slip_text(const Slip& slip) {
  std::string text = "【" + std::string(slip_colour_name_zh(slip.colour)) + "】" + slip.unit + "\n";
  text += "事项：" + slip.title + "\n";
  text += "期限：" + slip.due.text() + "\n";
  text += "情况：" + slip.reason + "\n";
  if (slip.level != EscalationLevel::unit)
    text += "抄送至：" + std::string(escalation_level_name_zh(slip.level)) + "\n";
  return text;
}

}  // namespace chuangmo::workflow
