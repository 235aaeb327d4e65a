#include "workflow/names.h"

#include <array>

namespace chuangmo::workflow {
namespace {

using Word = std::string_view;
constexpr std::array<Word, 8> kRoles{"system_admin", "security_admin", "audit_admin", "office",
                                     "unit_editor",  "unit_reviewer",  "leader",      "inspector"};
constexpr std::array<Word, 2> kAccountStates{"active", "disabled"};
constexpr std::array<Word, 3> kObligationStates{"proposed", "confirmed", "dropped"};
constexpr std::array<Word, 5> kSubmissionStates{"submitted", "returned", "accepted", "superseded",
                                                "withdrawn"};
constexpr std::array<Word, 5> kSubmissionStatesZh{"已提交", "已退回", "已接受", "已被取代", "已撤回"};
constexpr std::array<Word, 3> kEvidenceStates{"quarantined", "clean", "refused"};
constexpr std::array<Word, 3> kEvidenceStatesZh{"待检查", "已通过检查", "已拒绝"};
constexpr std::array<Word, 4> kMatterSteps{"studied", "answered", "settled", "hard"};
constexpr std::array<Word, 4> kMatterStepsZh{"研判", "反馈", "办结", "列为难点"};
constexpr std::array<Word, 3> kUnitChanges{"renamed", "merged", "split"};
constexpr std::array<Word, 2> kNoticeKinds{"bulletin", "announcement"};
constexpr std::array<Word, 2> kNoticeKindsZh{"公报", "公告"};
constexpr std::array<Word, 4> kSeverities{"note", "warning", "error", "blocker"};
constexpr std::array<Word, 4> kSeveritiesZh{"提示", "警告", "错误", "禁止提交"};
constexpr std::size_t kRhythmCount = static_cast<std::size_t>(Rhythm::on_event) + 1;

std::array<Word, kRhythmCount> rhythms() {
  std::array<Word, kRhythmCount> names;
  for (std::size_t i = 0; i < kRhythmCount; ++i) names[i] = rhythm_name(static_cast<Rhythm>(i));
  return names;
}

}  // namespace

Names names_of(Role) {
  return kRoles;
}
Names names_of(AccountState) {
  return kAccountStates;
}
Names names_of(ObligationState) {
  return kObligationStates;
}
Names names_of(SubmissionState) {
  return kSubmissionStates;
}
Names names_of(EvidenceState) {
  return kEvidenceStates;
}
Names names_of(MatterStep) {
  return kMatterSteps;
}
Names names_of(UnitChange) {
  return kUnitChanges;
}
Names names_of(NoticeKind) {
  return kNoticeKinds;
}
Names names_of(CheckSeverity) {
  return kSeverities;
}
Names names_of(Rhythm) {
  static const auto kRhythms = rhythms();
  return kRhythms;
}

std::string_view name_zh_of(SubmissionState state) {
  return kSubmissionStatesZh.at(static_cast<std::size_t>(state));
}
std::string_view name_zh_of(EvidenceState state) {
  return kEvidenceStatesZh.at(static_cast<std::size_t>(state));
}
std::string_view name_zh_of(MatterStep step) {
  return kMatterStepsZh.at(static_cast<std::size_t>(step));
}
std::string_view name_zh_of(NoticeKind kind) {
  return kNoticeKindsZh.at(static_cast<std::size_t>(kind));
}
std::string_view name_zh_of(CheckSeverity severity) {
  return kSeveritiesZh.at(static_cast<std::size_t>(severity));
}

}  // namespace chuangmo::workflow
