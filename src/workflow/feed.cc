#include "workflow/feed.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace chuangmo::workflow {
namespace {

std::string period_words(const Request& request) {
  return request.rhythm == Rhythm::once ? "一次性" : request.period.text_zh();
}

Instant stamp_of(const FeedSources& sources, const std::string& about) {
  const auto found = sources.changed_at.find(about);
  return found == sources.changed_at.end() ? Instant{} : found->second;
}

FeedEntry request_entry(const Request& request, std::size_t items, const FeedSources& sources) {
  const RequestStanding standing = standing_of(sources.standings, request.id);
  FeedEntry entry;
  entry.about = "request:" + request.id;
  entry.summary = period_words(request) + "报送截止（" + std::to_string(items) + "项）";
  entry.description = "报送单位：" + request.unit + "\n开始：" + request.opens.text() + "\n截止：" +
                      effective_due(request).text() + "\n状态：" +
                      (request.is_withdrawn ? "已撤销" : std::string(standing_name_zh(standing)));
  entry.day = effective_due(request);
  entry.changed_at = stamp_of(sources, entry.about);
  entry.state = request.is_withdrawn    ? FeedState::cancelled
                : is_answered(standing) ? FeedState::done
                                        : FeedState::open;
  return entry;
}

FeedEntry duty_entry(const DutyStanding& duty, const FeedSources& sources) {
  FeedEntry entry;
  entry.about = "duty:" + duty.share.task + "|" + duty.share.unit;
  entry.summary = "任务" + duty.share.task + "完成期限";
  entry.description = duty.text + "\n" + std::string(duty_role_name_zh(duty.share.role));
  if (duty.share.is_joint) entry.description += "，与" + join(duty.share.other_leads, "、") + "共同负责";
  if (!duty.share.territory.empty()) entry.description += "，" + duty.share.territory;
  entry.description += "\n状态：" + std::string(duty_state_name_zh(duty.state));
  entry.day = *duty.due;
  entry.changed_at = stamp_of(sources, entry.about);
  entry.state = duty.state == DutyState::done ? FeedState::done : FeedState::open;
  return entry;
}

}  // namespace

std::vector<FeedEntry> feed_entries(std::string_view unit, const FeedSources& sources) {
  std::vector<FeedEntry> entries;
  for (const Request& request : sources.requests) {
    const auto shares = items_by_unit(request, sources.edges, sources.as_of);
    const auto own = shares.find(std::string(unit));
    if (own != shares.end()) entries.push_back(request_entry(request, own->second.size(), sources));
  }
  for (const DutyStanding& duty : sources.duties)
    if (duty.share.unit == unit && duty.rhythm == Rhythm::once && duty.due)
      entries.push_back(duty_entry(duty, sources));
  std::sort(entries.begin(), entries.end(), [](const FeedEntry& a, const FeedEntry& b) {
    return std::tie(a.day, a.about) < std::tie(b.day, b.about);
  });
  return entries;
}

}  // namespace chuangmo::workflow
