#include "workflow/acts.h"

#include <array>
#include <fmt/format.h>
#include <utility>

#include "workflow/descriptions.h"

namespace chuangmo::workflow {
namespace {

// In the order of Act; Unknown, the last, brings its own.
constexpr std::array<std::string_view, 28> kKinds{
    "plan.stored",
    "obligation.set",
    "request.issued",
    "request.changed",
    "request.late_granted",
    "submission.submitted",
    "submission.returned",
    "submission.accepted",
    "submission.withdrawn",
    "account.set",
    "evidence.stored",
    "evidence.judged",
    "matter.opened",
    "matter.moved",
    "unit.changed",
    "standards.pinned",
    "setting.set",
    "import",
    "reminder.sent",
    "checkpoint.signed",
    "account.password_changed",
    "account.sessions_revoked",
    "account.token_made",
    "account.token_revoked",
    "notice.published",
    "notice.withdrawn",
    "publication.set",
    "plan.edited",
};
static_assert(kKinds.size() + 1 == std::variant_size_v<Act>);
static_assert(std::is_same_v<std::variant_alternative_t<kKinds.size(), Act>, Unknown>);

template <std::size_t... I>
Act empty_act(std::size_t index, std::index_sequence<I...>) {
  using Make = Act (*)();
  static constexpr std::array<Make, sizeof...(I)> kMakes{[] { return Act(std::in_place_index<I>); }...};
  return kMakes.at(index)();
}

struct ObjectName {
  std::string operator()(const PlanStored&) const { return "plan"; }
  std::string operator()(const ObligationSet& act) const { return "obligation:" + act.obligation.id; }
  std::string operator()(const RequestIssued& act) const { return "request:" + act.request.id; }
  std::string operator()(const RequestChanged& act) const { return "request:" + act.request.id; }
  std::string operator()(const LateGranted& act) const { return "request:" + act.request; }
  std::string operator()(const Submitted& act) const { return "submission:" + act.submission; }
  std::string operator()(const Returned& act) const { return "submission:" + act.submission; }
  std::string operator()(const Accepted& act) const { return "submission:" + act.submission; }
  std::string operator()(const Withdrawn& act) const { return "submission:" + act.submission; }
  std::string operator()(const AccountSet& act) const { return "account:" + act.account.id; }
  std::string operator()(const EvidenceStored& act) const { return "evidence:" + act.digest; }
  std::string operator()(const EvidenceJudged& act) const { return "evidence:" + act.digest; }
  std::string operator()(const MatterOpened& act) const { return "matter:" + act.matter.id; }
  std::string operator()(const MatterMoved& act) const { return "matter:" + act.matter; }
  std::string operator()(const EdgeAdded& act) const { return "unit:" + act.edge.before; }
  std::string operator()(const StandardsPinned&) const { return "standards"; }
  std::string operator()(const SettingSet& act) const { return "setting:" + act.name; }
  std::string operator()(const ImportDone& act) const { return fmt::format("import:{}", act.import); }
  std::string operator()(const ReminderSent& act) const { return "recipient:" + act.recipient; }
  std::string operator()(const CheckpointSigned& act) const { return fmt::format("checkpoint:{}", act.size); }
  std::string operator()(const PasswordChanged& act) const { return "account:" + act.account; }
  std::string operator()(const SessionsRevoked& act) const { return "account:" + act.account; }
  std::string operator()(const TokenMade& act) const { return "account:" + act.account; }
  std::string operator()(const TokenRevoked& act) const { return "account:" + act.account; }
  std::string operator()(const NoticePublished& act) const { return "notice:" + act.notice.id; }
  std::string operator()(const NoticeWithdrawn& act) const { return "notice:" + act.notice; }
  std::string operator()(const PublicationSet&) const { return "publication"; }
  std::string operator()(const PlanEdited&) const { return "plan"; }
  std::string operator()(const Unknown& act) const { return act.object; }
};

auto malformed(const JournalEntry& entry, const std::string& why) {
  return fail("WRK003", fmt::format("日志第 {} 条（{}）读不懂：{}", entry.number, entry.kind, why),
              "运行 chuangmo audit verify 核对日志；日志损坏时从备份恢复");
}

}  // namespace

std::string_view act_kind(const Act& act) {
  if (const auto* unknown = std::get_if<Unknown>(&act)) return unknown->kind;
  return kKinds.at(act.index());
}

std::string act_object(const Act& act) {
  return std::visit(ObjectName{}, act);
}

ProposedEntry write_act(const Act& act) {
  if (const auto* unknown = std::get_if<Unknown>(&act))
    return {unknown->kind, unknown->object, unknown->body};
  const auto body = [](const auto& one) { return canonical_text(to_json(one)); };
  return {std::string(act_kind(act)), act_object(act), std::visit(body, act)};
}

Result<Act> read_act(const JournalEntry& entry) {
  const auto* const kind = std::find(kKinds.begin(), kKinds.end(), entry.kind);
  if (kind == kKinds.end()) return Unknown{entry.kind, entry.object, entry.body};
  JsonFaults faults;
  const auto json = parse_json(entry.body, faults);
  if (!json) return malformed(entry, faults.front().text);
  Act act =
      empty_act(static_cast<std::size_t>(kind - kKinds.begin()), std::make_index_sequence<kKinds.size()>());
  std::visit([&](auto& one) { one = from_json<std::decay_t<decltype(one)>>(*json, faults); }, act);
  if (!faults.empty()) return malformed(entry, faults.front().pointer + " " + faults.front().text);
  // The store names the object of an import, when it knows the number.
  if (!std::holds_alternative<ImportDone>(act) && act_object(act) != entry.object)
    return malformed(entry, "内容说的是 " + act_object(act) + "，不是 " + entry.object);
  return act;
}

}  // namespace chuangmo::workflow
