#pragma once
#include <set>
#include <string>

#include "base/civil.h"

namespace chuangmo::workflow {

// 三员分立: of system_admin, security_admin and audit_admin nobody holds two.
enum class Role {
  system_admin,    // 系统管理员: backups, health, settings; no business data
  security_admin,  // 安全管理员: accounts, roles, tokens, locks
  audit_admin,     // 审计管理员: log, proofs, verification
  office,          // 创模办
  unit_editor,     // 填报人
  unit_reviewer,   // 单位审核人: submits what the editor filled
  leader,          // 领导: reads
  inspector        // 技术核查: reads all, proofs
};
// Nobody logged in is the public.

enum class AccountState { active, disabled };

// Who may log in. No secret stands here: password digests and the like are not history.
struct Account {
  std::string id;    // login name: "tongji-editor"
  std::string name;  // "李某"
  std::string unit;  // canonical unit name; "" of the office and above
  std::set<Role> roles;
  AccountState state = AccountState::active;
  Instant created_at;
  friend bool operator==(const Account&, const Account&) = default;
};

}  // namespace chuangmo::workflow
