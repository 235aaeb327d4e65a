#include "catalog/workflow_settings.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "catalog/check_sources.h"
#include "catalog/cited.h"
#include "catalog/required_file.h"
#include "workflow/names.h"

namespace chuangmo::catalog {
namespace {

constexpr const char* kFile = "workflow.toml";
constexpr int kMostDays = 3660;  // ten years: more is a slip of the pen
constexpr int kMostBytes = 1 << 20;

constexpr std::array<std::pair<std::string_view, EscalationLevel>, 4> kLevels{
    {{"unit", EscalationLevel::unit},
     {"unit_head", EscalationLevel::unit_head},
     {"office", EscalationLevel::office},
     {"leader", EscalationLevel::leader}}};
constexpr std::array<std::string_view, 4> kChannels{"email", "wecom", "dingtalk", "feishu"};
constexpr std::array<std::string_view, 4> kIntervals{"hour", "day", "month", "once_a_year"};

class SettingsReader {
 public:
  SettingsReader(const CatalogFiles& files, TomlReader& root)
      : documents_(registered_documents(files)), root_(root) {}

  WorkflowSettings read() {
    for (TomlReader& entry : root_.tables("rhythm")) read_rhythm(entry);
    check_rhythms();
    read_section("proposals", [&](TomlReader& section) { read_proposals(section); });
    read_section("matter", [&](TomlReader& section) { read_matter(section); });
    read_section("slips", [&](TomlReader& section) { read_slips(section); });
    for (TomlReader& entry : root_.tables("escalation")) read_step(entry);
    read_section("reminders", [&](TomlReader& section) { read_reminders(section); });
    read_section("feed", [&](TomlReader& section) { read_feed(section); });
    root_.finish();
    return std::move(settings_);
  }

 private:
  template <class Read>
  void read_section(std::string_view name, Read read_it) {
    auto section = root_.table(name);
    if (!section) return;
    read_it(*section);
    close(*section);
  }

  void close(TomlReader& table) {
    check_basis(table, documents_);
    table.finish();
  }

  // A number that has to be there, low..high.
  static int number(TomlReader& table, std::string_view key, int low, int high) {
    const int value = table.integer(key, low);
    if (!table.has(key)) {
      table.complain("CAT002", "缺少 " + std::string(key), "补上 " + std::string(key) + " = 0");
    } else if (value < low || value > high) {
      table.complain(
          "CAT071",
          std::string(key) + " 应在 " + std::to_string(low) + " 至 " + std::to_string(high) + " 之间",
          "改正这个数", key);
      return low;
    }
    return value;
  }
  static int days(TomlReader& table, std::string_view key) { return number(table, key, 0, kMostDays); }

  static Rhythm rhythm(TomlReader& table, std::string_view key) {
    const std::string name = table.text(key);
    const auto known = workflow::from_name<Rhythm>(name);
    if (known && *known != Rhythm::none) return *known;
    if (!name.empty())
      table.complain("CAT072", "不认识的频次 " + name, "用 once、annual、quarterly、monthly 等", key);
    return Rhythm::none;
  }

  void read_rhythm(TomlReader& entry) {
    const Rhythm name = rhythm(entry, "name");
    RhythmDefaults defaults;
    defaults.opens_days_before_end = days(entry, "opens_days_before_end");
    defaults.due_days = days(entry, "due_days");
    defaults.due_working_days = days(entry, "due_working_days");
    defaults.closes_working_days_after_due = days(entry, "closes_working_days_after_due");
    if (name != Rhythm::none && !settings_.rhythms.emplace(name, defaults).second)
      entry.complain("CAT015", "频次 " + std::string(rhythm_name(name)) + " 写了两次", "删去其中一个",
                     "name");
    close(entry);
  }

  void check_rhythms() {
    for (const std::string_view name : workflow::names_of(Rhythm::none)) {
      const auto known = workflow::from_name<Rhythm>(name);
      if (*known == Rhythm::none || settings_.rhythms.contains(*known)) continue;
      root_.complain("CAT073", "没有频次 " + std::string(name) + " 的报送窗口",
                     "补上 name = \"" + std::string(name) + "\" 的 [[rhythm]]", "rhythm");
    }
  }

  void read_proposals(TomlReader& section) {
    ProposalDefaults& proposals = settings_.proposals;
    proposals.ledger = rhythm(section, "ledger");
    proposals.survey = rhythm(section, "survey");
    proposals.report = rhythm(section, "report");
    proposals.evidence = rhythm(section, "evidence");
    auto readings = section.table("readings");
    if (!readings) return;
    for (const std::string_view interval : kIntervals)
      proposals.readings[std::string(interval)] = rhythm(*readings, interval);
    readings->finish();
  }

  void read_matter(TomlReader& section) {
    settings_.matter.study_working_days = days(section, "study_working_days");
    settings_.matter.answer_working_days = days(section, "answer_working_days");
    settings_.matter.settle_working_days = days(section, "settle_working_days");
    constexpr int kMostMonths = 36;
    settings_.matter.hard_months = number(section, "hard_months", 0, kMostMonths);
    if (settings_.matter.study_working_days > settings_.matter.answer_working_days ||
        settings_.matter.answer_working_days > settings_.matter.settle_working_days)
      section.complain("CAT073", "研判、反馈、办结的时限不是依次变长", "核对三个时限", "study_working_days");
  }

  void read_slips(TomlReader& section) {
    constexpr int kWhole = 100;
    settings_.slips.blue_working_days = days(section, "blue_working_days");
    settings_.slips.behind_elapsed_percent = number(section, "behind_elapsed_percent", 1, kWhole);
    settings_.slips.behind_returned_working_days = days(section, "behind_returned_working_days");
    settings_.slips.behind_missed_periods = number(section, "behind_missed_periods", 1, kMostDays);
  }

  void read_step(TomlReader& entry) {
    EscalationStep step;
    step.overdue_working_days = days(entry, "overdue_working_days");
    const std::string name = entry.text("level");
    const auto level =
        std::find_if(kLevels.begin(), kLevels.end(), [&](const auto& known) { return known.first == name; });
    if (level != kLevels.end()) step.level = level->second;
    if (level == kLevels.end() && !name.empty())
      entry.complain("CAT072", "不认识的升级对象 " + name, "用 unit、unit_head、office、leader", "level");
    auto& steps = settings_.escalation;
    if (!steps.empty() && step.overdue_working_days <= steps.back().overdue_working_days)
      entry.complain("CAT073", "升级的天数没有逐级增加", "按天数从小到大排列", "overdue_working_days");
    steps.push_back(step);
    close(entry);
  }

  void read_reminders(TomlReader& section) {
    constexpr int kLastHour = 23;
    ReminderSettings& reminders = settings_.reminders;
    reminders.digest_hour = number(section, "digest_hour", 0, kLastHour);
    reminders.blue_repeat_days = days(section, "blue_repeat_days");
    reminders.yellow_repeat_days = days(section, "yellow_repeat_days");
    reminders.red_repeat_days = days(section, "red_repeat_days");
    for (TomlReader& entry : section.tables("channel")) read_channel(entry);
  }

  void read_channel(TomlReader& entry) {
    ChannelLimit limit;
    limit.channel = entry.text("channel");
    if (!limit.channel.empty() &&
        std::find(kChannels.begin(), kChannels.end(), limit.channel) == kChannels.end())
      entry.complain("CAT072", "不认识的通知渠道 " + limit.channel, "用 email、wecom、dingtalk、feishu",
                     "channel");
    constexpr int kMostMessages = 6000;
    limit.messages_per_minute = number(entry, "messages_per_minute", 0, kMostMessages);
    limit.body_bytes = number(entry, "body_bytes", 0, kMostBytes);
    auto& channels = settings_.reminders.channels;
    if (std::any_of(channels.begin(), channels.end(),
                    [&](const ChannelLimit& known) { return known.channel == limit.channel; }))
      entry.complain("CAT015", "渠道 " + limit.channel + " 写了两次", "删去其中一个", "channel");
    channels.push_back(limit);
    close(entry);
  }

  void read_feed(TomlReader& section) {
    constexpr int kWeek = 168;
    constexpr int kLastHour = 23;
    settings_.feed.refresh_hours = number(section, "refresh_hours", 1, kWeek);
    settings_.feed.alarm_hour = number(section, "alarm_hour", 0, kLastHour);
    for (const int days_before : section.integers("alarm_days_before")) {
      if (days_before >= 0 && days_before <= kMostDays) {
        settings_.feed.alarm_days_before.push_back(days_before);
      } else {
        section.complain("CAT071", "提前的天数 " + std::to_string(days_before) + " 不对", "写成 [7, 1]",
                         "alarm_days_before");
      }
    }
  }

  std::set<std::string> documents_;
  TomlReader& root_;
  WorkflowSettings settings_;
};

}  // namespace

WorkflowSettings read_workflow_settings(const CatalogFiles& files, Diagnostics& diagnostics) {
  const auto table = required_table(files, kFile, diagnostics);
  if (!table) return {};
  TomlReader root(*table, kFile, diagnostics);
  return SettingsReader(files, root).read();
}

}  // namespace chuangmo::catalog
