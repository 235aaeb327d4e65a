#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "base/civil.h"
#include "model/check.h"
#include "model/plan.h"
#include "workflow/account.h"
#include "workflow/acts.h"
#include "workflow/notice.h"
#include "workflow/obligation.h"
#include "workflow/submission.h"
#include "workflow/unit_edge.h"

namespace chuangmo::workflow {

// How enumerators are written in journal entries and in the API: the n-th name is that of the n-th
// enumerator. A new one goes to the end; none is ever changed.
using Names = std::span<const std::string_view>;
Names names_of(Role);
Names names_of(AccountState);
Names names_of(ObligationState);
Names names_of(SubmissionState);
Names names_of(EvidenceState);
Names names_of(MatterStep);
Names names_of(UnitChange);
Names names_of(NoticeKind);
Names names_of(CheckSeverity);
Names names_of(Rhythm);

template <class Enum>
std::string_view name_of(Enum value) {
  return names_of(value)[static_cast<std::size_t>(value)];
}
template <class Enum>
std::optional<Enum> from_name(std::string_view name) {
  const Names names = names_of(Enum{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

std::string_view name_zh_of(SubmissionState state);  // "已提交" "已退回" "已接受" "已被取代" "已撤回"
std::string_view name_zh_of(EvidenceState state);     // "待检查" "已通过检查" "已拒绝"
std::string_view name_zh_of(MatterStep step);         // "研判" "反馈" "办结" "列为难点"
std::string_view name_zh_of(NoticeKind kind);         // "公报" "公告"
std::string_view name_zh_of(CheckSeverity severity);  // "提示" "警告" "错误" "禁止提交"

}  // namespace chuangmo::workflow
