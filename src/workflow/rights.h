#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "workflow/account.h"

namespace chuangmo::workflow {

// Who acts: an account with its roles, or nobody who is known, the public.
struct Actor {
  std::string account;  // "": the public
  std::set<Role> roles;
  std::string unit;  // "" of the office and above
};
// A disabled account is nobody: it has what the public has.
Actor actor_of(const Account& account);

// What somebody may want to do. The names are also the scopes of API tokens.
enum class Action {
  view_public,
  view_verdicts,
  view_trace,
  view_plan,
  edit_plan,
  view_obligations,
  edit_obligations,
  issue_requests,
  change_request,
  grant_late,
  view_request,
  edit_draft,
  submit,
  withdraw_submission,
  view_submission,
  review,
  upload_evidence,
  view_evidence,
  release_evidence,
  view_units,
  edit_units,
  open_matter,
  move_matter,
  view_matters,
  pin_standard,
  import_facts,
  view_facts,
  view_coverage,
  view_scores,
  send_reminders,
  publish,
  read_calendar_feed,
  view_log,
  export_proof,
  verify_log,
  sign_checkpoint,
  view_accounts,
  create_account,
  change_roles,
  disable_account,
  unlock_account,
  reset_password,
  change_own_password,
  make_own_token,
  revoke_own_session,
  revoke_any_session,
  back_up,
  view_health,
  change_settings
};
inline constexpr std::size_t kActionCount = static_cast<std::size_t>(Action::change_settings) + 1;
std::string_view action_name(Action action);  // "edit_draft"
std::optional<Action> action_from(std::string_view name);
std::string_view action_name_zh(Action action);  // "填写草稿"
std::string_view role_name_zh(Role role);        // "创模办"

// What it is done to. What is not known about it stays empty, and is then nobody's.
struct Target {
  std::string unit;           // whose request, submission, evidence, fact ...
  std::string account;        // whose account, session, token
  bool is_published = false;  // released to the public
};

struct Decision {
  bool allowed = false;
  std::string why;  // 中文: by what right, or what is missing
};
// Allowed is what a row of the table in rights.cc allows, and nothing else. Roles that may not be held
// together allow nothing.
Decision may(const Actor& actor, Action action, const Target& target);

// 三员分立 (GB/T 22239-2019 8.1.5.1 to 8.1.5.3): nobody is two of system, security and audit administrator
// (WRK020), and none of them has a business role (WRK021).
Result<void> check_roles(const std::set<Role>& roles);
// Also that whoever fills in or submits belongs to a unit (WRK022), and administrators, leaders and
// inspectors to none (WRK023).
Result<void> check_roles(const std::set<Role>& roles, std::string_view unit);

enum class ObjectKind { account, unit, submission, evidence, session, log_entry };
// Fields that are not for everybody who may see the object: of account phone, email, contact, last_login;
// of unit phone, email, contact; of submission submitted_by, reviewer_notes; of evidence file, uploaded_by;
// of session address, agent; of log_entry who, salt, body. Asked for another field, the answer is no.
bool may_see_field(const Actor& actor, ObjectKind kind, std::string_view field, const Target& target);

}  // namespace chuangmo::workflow
