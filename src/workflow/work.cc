#include "workflow/work.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <utility>

#include "workflow/matter_steps.h"
#include "workflow/submission_states.h"

namespace chuangmo::workflow {
namespace {

// One act upon a state: first whether it fits, then the change.
class Fold {
 public:
  Fold(Work& work, const JournalEntry& entry) : work_(work), entry_(entry) {}

  Result<void> operator()(const PlanStored& act) {
    take({act.digest, act.digest, act.file, act.tasks, "", "", false, entry_.who, entry_.recorded_at});
    return {};
  }
  Result<void> operator()(const PlanEdited& act) {
    if (work_.plan_versions.empty()) return misfit("还没有任务分解表");
    take({act.digest, act.imported, act.file, act.tasks, act.changes, act.reason, true, entry_.who,
          entry_.recorded_at});
    return {};
  }

  Result<void> operator()(const ObligationSet& act) {
    work_.obligations[act.obligation.id] = act.obligation;
    return {};
  }

  Result<void> operator()(const RequestIssued& act) {
    if (!work_.requests.try_emplace(act.request.id, act.request).second) return misfit("这项催报已经下发");
    return {};
  }

  Result<void> operator()(const RequestChanged& act) {
    const auto found = work_.requests.find(act.request.id);
    if (found == work_.requests.end()) return misfit("没有这项催报");
    found->second = act.request;
    return {};
  }

  Result<void> operator()(const LateGranted& act) {
    const auto found = work_.requests.find(act.request);
    if (found == work_.requests.end()) return misfit("没有这项催报");
    found->second.exceptions.push_back(act.exception);
    return {};
  }

  Result<void> operator()(const Submitted& act) {
    if (!work_.requests.contains(act.request)) return misfit("没有这项催报");
    const auto before = work_.submissions.find(act.request);
    const std::size_t count = before == work_.submissions.end() ? 0 : before->second.size();
    if (act.submission != fmt::format("{}#{}", act.request, count + 1)) return misfit("报送的序号不连续");
    Submission submission;
    submission.id = act.submission;
    submission.request = act.request;
    submission.unit = act.unit;
    submission.digest = act.digest;
    submission.findings = act.findings;
    submission.is_late = act.is_late;
    submission.submitted_by = entry_.who;
    submission.submitted_at = entry_.recorded_at;
    work_.submissions[act.request].push_back(std::move(submission));
    return {};
  }

  Result<void> operator()(const Returned& act) {
    Submission* const submission = find_submission(act.submission);
    CHUANGMO_CHECK(move(submission, SubmissionAct::give_back));
    review(*submission);
    submission->reasons = act.reasons;
    return {};
  }

  Result<void> operator()(const Accepted& act) {
    Submission* const submission = find_submission(act.submission);
    CHUANGMO_CHECK(move(submission, SubmissionAct::accept));
    review(*submission);
    for (Submission& other : work_.submissions[submission->request]) {
      const auto next = next_state(other.state, SubmissionAct::supersede);
      if (&other != submission && next) other.state = *next;
    }
    return {};
  }

  Result<void> operator()(const Withdrawn& act) {
    return move(find_submission(act.submission), SubmissionAct::withdraw);
  }

  Result<void> operator()(const AccountSet& act) {
    const auto found = work_.accounts.find(act.account.id);
    const Instant created_at = found == work_.accounts.end() ? entry_.recorded_at : found->second.created_at;
    Account& account = work_.accounts[act.account.id];
    account = act.account;
    account.created_at = created_at;
    return {};
  }

  Result<void> operator()(const EvidenceStored& act) {
    const auto [found, is_new] = work_.evidence.try_emplace(act.digest);
    EvidenceFile& file = found->second;
    if (is_new)
      file = {act.digest, act.name,  act.size,   act.type,           act.unit,
              {},         act.state, entry_.who, entry_.recorded_at, ""};
    file.units.insert(act.unit);
    return {};
  }

  Result<void> operator()(const EvidenceJudged& act) {
    const auto found = work_.evidence.find(act.digest);
    if (found == work_.evidence.end()) return misfit("没有这份佐证材料");
    found->second.state = act.state;
    found->second.why = act.why;
    return {};
  }

  Result<void> operator()(const MatterOpened& act) {
    const auto [found, is_new] = work_.matters.try_emplace(act.matter.id, act.matter);
    if (!is_new) return misfit("这项督办事项已经登记");
    found->second.opened_at = entry_.recorded_at;
    found->second.opened_by = entry_.who;
    return {};
  }

  Result<void> operator()(const MatterMoved& act) {
    const auto found = work_.matters.find(act.matter);
    if (found == work_.matters.end()) return misfit("没有这项督办事项");
    Matter& matter = found->second;
    if (const std::string why = step_refusal(matter, act.step); !why.empty()) return misfit(why);
    if (act.step == MatterStep::studied) matter.studied_at = entry_.recorded_at;
    if (act.step == MatterStep::answered) matter.answered_at = entry_.recorded_at;
    if (act.step == MatterStep::settled) matter.settled_at = entry_.recorded_at;
    if (act.step == MatterStep::hard) {
      matter.is_hard = true;
      matter.hard_reason = act.text;
    }
    matter.last_word = act.text;
    return {};
  }

  Result<void> operator()(const EdgeAdded& act) {
    work_.edges.push_back(act.edge);
    return {};
  }
  Result<void> operator()(const StandardsPinned& act) {
    work_.pinned = act.editions;
    return {};
  }
  Result<void> operator()(const SettingSet& act) {
    work_.settings[act.name] = act.value;
    return {};
  }
  Result<void> operator()(const ImportDone& act) {
    work_.imports.push_back({act, entry_.recorded_at});
    return {};
  }
  Result<void> operator()(const ReminderSent& act) {
    work_.reminders[act.recipient] = {act, entry_.recorded_at};
    return {};
  }
  Result<void> operator()(const CheckpointSigned& act) {
    if (act.size < 0 || act.size >= entry_.number) return misfit("检查点超出日志");
    work_.checkpoints.push_back({act, entry_.recorded_at});
    return {};
  }

  Result<void> operator()(const NoticePublished& act) {
    if (act.notice.id != fmt::format("notice-{}", work_.notices.size() + 1))
      return misfit("公报公告的序号不连续");
    Notice& notice = work_.notices.emplace_back(act.notice);
    notice.published_at = entry_.recorded_at;
    notice.published_by = entry_.who;
    notice.entry = entry_.number;
    return {};
  }
  Result<void> operator()(const NoticeWithdrawn& act) {
    const Notice* const found = work_.notice(act.notice);
    if (found == nullptr) return misfit("没有这份公报公告");
    if (found->withdrawn_at) return misfit("这份公报公告已经撤回");
    Notice& notice = work_.notices[static_cast<std::size_t>(found - work_.notices.data())];
    notice.text.clear();
    notice.evidence.clear();
    notice.withdrawn_at = entry_.recorded_at;
    notice.withdrawn_entry = entry_.number;
    notice.withdrawn_reason = act.reason;
    return {};
  }
  Result<void> operator()(const PublicationSet& act) {
    work_.publication = {act.figures, act.ledgers, act.reason, entry_.recorded_at, entry_.number};
    return {};
  }

  // Of secrets nothing but their history stands here.
  Result<void> operator()(const PasswordChanged&) { return {}; }
  Result<void> operator()(const SessionsRevoked&) { return {}; }
  Result<void> operator()(const TokenMade&) { return {}; }
  Result<void> operator()(const TokenRevoked&) { return {}; }
  Result<void> operator()(const Unknown&) { return {}; }

 private:
  tl::unexpected<Failure> misfit(const std::string& why) const {
    return fail(
        "WRK004",
        fmt::format("日志第 {} 条（{} {}）与前面的不符：{}", entry_.number, entry_.kind, entry_.object, why),
        "运行 chuangmo audit verify 核对日志；日志损坏时从备份恢复");
  }

  void take(PlanVersion version) {
    work_.plan_digest = version.digest;
    work_.plan_file = version.file;
    work_.plan_tasks = version.tasks;
    work_.plan_versions.push_back(std::move(version));
  }

  Submission* find_submission(std::string_view id) {
    return const_cast<Submission*>(work_.submission(id));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  }

  Result<void> move(Submission* submission, SubmissionAct act) const {
    if (submission == nullptr) return misfit("没有这次报送");
    const auto next = next_state(submission->state, act);
    if (!next) return misfit("报送的状态不允许");
    submission->state = *next;
    return {};
  }

  void review(Submission& submission) const {
    submission.reviewed_by = entry_.who;
    submission.reviewed_at = entry_.recorded_at;
  }

  Work& work_;
  const JournalEntry& entry_;
};

std::string request_of(std::string_view submission) {
  return std::string(submission.substr(0, submission.rfind('#')));
}

// Under which objects an entry is looked for.
std::vector<std::string> objects_of(const JournalEntry& entry, const Act& act) {
  std::vector<std::string> objects{entry.object};
  if (const auto* one = std::get_if<Submitted>(&act)) objects.push_back("request:" + one->request);
  if (const auto* one = std::get_if<Returned>(&act))
    objects.push_back("request:" + request_of(one->submission));
  if (const auto* one = std::get_if<Accepted>(&act))
    objects.push_back("request:" + request_of(one->submission));
  if (const auto* one = std::get_if<Withdrawn>(&act))
    objects.push_back("request:" + request_of(one->submission));
  if (const auto* one = std::get_if<EdgeAdded>(&act)) objects.push_back("unit:" + one->edge.after);
  return objects;
}

}  // namespace

Result<void> Work::apply(const JournalEntry& entry) {
  if (entry.number != size + 1)
    return fail("WRK002", fmt::format("日志第 {} 条之后是第 {} 条", size, entry.number),
                "日志缺了条目，从备份恢复");
  if (size > 0 && entry.recorded_at.seconds < recorded_at.seconds)
    return fail("WRK002", fmt::format("日志第 {} 条的登记时间早于前一条", entry.number), "从备份恢复");
  CHUANGMO_TRY(act, read_act(entry));
  CHUANGMO_CHECK(std::visit(Fold(*this, entry), act));
  size = entry.number;
  recorded_at = entry.recorded_at;
  for (const std::string& object : objects_of(entry, act)) {
    auto& numbers = history[object];
    if (numbers.empty() || numbers.back() != entry.number) numbers.push_back(entry.number);
  }
  return {};
}

const Submission* Work::submission(std::string_view id) const {
  const std::size_t mark = id.rfind('#');
  if (mark == std::string_view::npos) return nullptr;
  const auto found = submissions.find(std::string(id.substr(0, mark)));
  if (found == submissions.end()) return nullptr;
  std::size_t number = 0;
  const std::string_view digits = id.substr(mark + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || number == 0 || number > found->second.size()) return nullptr;
  const Submission& submission = found->second[number - 1];
  return submission.id == id ? &submission : nullptr;  // "#01" is no name of the first
}

const Notice* Work::notice(std::string_view id) const {
  const auto found =
      std::find_if(notices.begin(), notices.end(), [&](const Notice& one) { return one.id == id; });
  return found == notices.end() ? nullptr : &*found;
}

namespace {

const Submission* last_in(const Work& work, const std::string& request, SubmissionState state) {
  const auto found = work.submissions.find(request);
  if (found == work.submissions.end()) return nullptr;
  const auto last = std::find_if(found->second.rbegin(), found->second.rend(),
                                 [state](const Submission& one) { return one.state == state; });
  return last == found->second.rend() ? nullptr : &*last;
}

}  // namespace

const Submission* Work::pending(const std::string& request) const {
  return last_in(*this, request, SubmissionState::submitted);
}

const Submission* Work::accepted(const std::string& request) const {
  return last_in(*this, request, SubmissionState::accepted);
}

}  // namespace chuangmo::workflow
