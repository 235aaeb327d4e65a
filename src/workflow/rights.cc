#include "workflow/rights.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <vector>

namespace chuangmo::workflow {
namespace {

// Who holds a right: a role, everybody with an account, or everybody at all.
enum class Holder {
  system_admin,
  security_admin,
  audit_admin,
  office,
  unit_editor,
  unit_reviewer,
  leader,
  inspector,
  account,
  everybody
};
using enum Holder;

// How far it reaches.
enum class Reach {
  any,
  own_unit,  // the target's unit is the actor's
  self,      // the target is the actor's account
  others,    // any account but the actor's own: no administrator lifts himself
  published
};

struct Name {
  std::string_view code;
  std::string_view zh;
};
constexpr std::array<Name, kActionCount> kActions = {{
    {"view_public", "查看公开内容"},
    {"view_verdicts", "查看判定"},
    {"view_trace", "查看判定依据"},
    {"view_plan", "查看任务分解表"},
    {"edit_plan", "修改任务分解表"},
    {"view_obligations", "查看报送义务"},
    {"edit_obligations", "修改报送义务"},
    {"issue_requests", "发出催报"},
    {"change_request", "修改催报"},
    {"grant_late", "准许逾期报送"},
    {"view_request", "查看催报"},
    {"edit_draft", "填写草稿"},
    {"submit", "提交报送"},
    {"withdraw_submission", "撤回报送"},
    {"view_submission", "查看报送"},
    {"review", "审核报送"},
    {"upload_evidence", "上传佐证材料"},
    {"view_evidence", "查看佐证材料"},
    {"release_evidence", "公开佐证材料"},
    {"view_units", "查看单位"},
    {"edit_units", "修改单位"},
    {"open_matter", "立督办事项"},
    {"move_matter", "推进督办事项"},
    {"view_matters", "查看督办事项"},
    {"pin_standard", "选定标准版本"},
    {"import_facts", "导入数据"},
    {"view_facts", "查看数据"},
    {"view_coverage", "查看覆盖情况"},
    {"view_scores", "查看考核得分"},
    {"send_reminders", "发送提醒"},
    {"publish", "发布公报、公告，决定公开哪些数据"},
    {"read_calendar_feed", "订阅日历"},
    {"view_log", "查看日志"},
    {"export_proof", "导出证明"},
    {"verify_log", "核验日志"},
    {"sign_checkpoint", "签署检查点"},
    {"view_accounts", "查看账号"},
    {"create_account", "建立账号"},
    {"change_roles", "改变角色"},
    {"disable_account", "停用账号"},
    {"unlock_account", "解除锁定"},
    {"reset_password", "重置口令"},
    {"change_own_password", "修改自己的口令"},
    {"make_own_token", "生成自己的令牌"},
    {"revoke_own_session", "结束自己的会话"},
    {"revoke_any_session", "结束他人的会话"},
    {"back_up", "备份"},
    {"view_health", "查看运行状况"},
    {"change_settings", "修改系统设置"},
}};
constexpr std::array<std::string_view, 8> kRolesZh = {"系统管理员", "安全管理员", "审计管理员", "创模办",
                                                      "填报人",     "单位审核人", "领导",       "技术核查"};

struct Right {
  Action action;
  Holder holder;
  Reach reach;
};

std::vector<Right> rights_of(std::initializer_list<Holder> holders, Reach reach,
                             std::initializer_list<Action> actions) {
  std::vector<Right> rights;
  for (const Action action : actions)
    for (const Holder holder : holders) rights.push_back({action, holder, reach});
  return rights;
}

// The table. A line says: these may do this, so far.
std::vector<Right> table() {
  using enum Action;
  using enum Reach;
  std::vector<Right> all;
  const auto add = [&](const std::vector<Right>& rows) { all.insert(all.end(), rows.begin(), rows.end()); };
  // Everybody.
  add(rights_of({everybody}, published, {view_public, view_verdicts, view_trace, view_plan, view_evidence}));
  add(rights_of({Holder::account}, any, {view_public}));
  add(rights_of({Holder::account}, self,
                {view_accounts, change_own_password, make_own_token, revoke_own_session}));
  // Business: read.
  add(rights_of(
      {office, leader, inspector}, any,
      {view_verdicts, view_trace, view_plan, view_obligations, view_request, view_submission, view_evidence,
       view_units, view_matters, view_facts, view_coverage, view_scores, read_calendar_feed}));
  add(rights_of({unit_editor, unit_reviewer}, any, {view_verdicts, view_plan, view_units}));
  add(rights_of({unit_editor, unit_reviewer}, own_unit,
                {view_trace, view_obligations, view_request, view_submission, view_evidence, view_matters,
                 view_facts, view_coverage, view_scores, read_calendar_feed}));
  // Business: write.
  add(rights_of({unit_editor, unit_reviewer}, own_unit, {edit_draft, upload_evidence}));
  add(rights_of({unit_reviewer}, own_unit, {submit, withdraw_submission, move_matter}));
  add(rights_of({office}, any,
                {edit_plan, edit_obligations, issue_requests, change_request, grant_late, edit_draft, submit,
                 withdraw_submission, review, upload_evidence, release_evidence, edit_units, open_matter,
                 move_matter, pin_standard, import_facts, send_reminders, publish}));
  // The log: the inspector proves, the audit administrator watches over it.
  add(rights_of({inspector, audit_admin}, any, {view_log, export_proof, verify_log}));
  add(rights_of({audit_admin}, any, {sign_checkpoint}));
  // The security and the system administrator.
  add(rights_of({security_admin}, any, {view_accounts, create_account, revoke_any_session}));
  add(rights_of({security_admin}, others, {change_roles, disable_account, unlock_account, reset_password}));
  add(rights_of({system_admin}, any, {back_up, view_health, change_settings}));
  return all;
}

struct FieldRight {
  ObjectKind kind;
  std::string_view field;
  Holder holder;
  Reach reach;
};

std::vector<FieldRight> field_table() {
  using enum Reach;
  std::vector<FieldRight> all;
  const auto add = [&](ObjectKind kind, std::initializer_list<std::string_view> fields, Reach reach,
                       std::initializer_list<Holder> holders) {
    for (const std::string_view field : fields)
      for (const Holder holder : holders) all.push_back({kind, field, holder, reach});
  };
  // Whom to call: the office chases units, colleagues know each other.
  add(ObjectKind::account, {"phone", "email", "contact", "last_login"}, self, {Holder::account});
  add(ObjectKind::account, {"phone", "email", "contact", "last_login"}, any, {security_admin});
  add(ObjectKind::account, {"phone", "email", "contact"}, any, {office});
  add(ObjectKind::account, {"phone", "email", "contact"}, own_unit, {unit_editor, unit_reviewer});
  add(ObjectKind::unit, {"phone", "email", "contact"}, any, {office, leader});
  add(ObjectKind::unit, {"phone", "email", "contact"}, own_unit, {unit_editor, unit_reviewer});
  // A unit reads why something was returned, not what reviewers note for themselves.
  add(ObjectKind::submission, {"reviewer_notes"}, any, {office, inspector});
  add(ObjectKind::submission, {"submitted_by"}, any, {office, inspector});
  add(ObjectKind::submission, {"submitted_by"}, own_unit, {unit_editor, unit_reviewer});
  add(ObjectKind::evidence, {"file"}, published, {everybody});
  add(ObjectKind::evidence, {"file", "uploaded_by"}, any, {office, inspector});
  add(ObjectKind::evidence, {"file"}, any, {leader});
  add(ObjectKind::evidence, {"file", "uploaded_by"}, own_unit, {unit_editor, unit_reviewer});
  add(ObjectKind::session, {"address", "agent"}, self, {Holder::account});
  add(ObjectKind::session, {"address", "agent"}, any, {security_admin});
  // Auditing reads who did what to what and when; bodies are business, and a salt would let one guess them.
  add(ObjectKind::log_entry, {"who"}, any, {audit_admin, inspector});
  add(ObjectKind::log_entry, {"salt", "body"}, any, {inspector});
  return all;
}

bool is_holder(const Actor& actor, Holder holder) {
  if (holder == everybody) return true;
  if (actor.account.empty()) return false;
  if (holder == Holder::account) return true;
  return actor.roles.contains(static_cast<Role>(holder));  // roles come first, in the same order
}
static_assert(static_cast<int>(inspector) == static_cast<int>(Role::inspector));

bool is_reached(const Actor& actor, Reach reach, const Target& target) {
  const bool is_own_account = !actor.account.empty() && target.account == actor.account;
  const bool is_own_unit = !actor.unit.empty() && target.unit == actor.unit;
  return reach == Reach::any || (reach == Reach::published && target.is_published) ||
         (reach == Reach::self && is_own_account) || (reach == Reach::own_unit && is_own_unit) ||
         (reach == Reach::others && !target.account.empty() && !is_own_account);
}

std::string holder_zh(Holder holder) {
  if (holder == everybody) return "公众";
  if (holder == Holder::account) return "登录的用户";
  return std::string(kRolesZh.at(static_cast<std::size_t>(holder)));
}

// Of several reasons the nearest: somebody who holds the right, but not so far.
std::string why_not(const Actor& actor, Action action, std::optional<Reach> missed) {
  if (missed == Reach::own_unit) return "只能处理本单位的内容";
  if (missed == Reach::self) return "只能用于自己的账号";
  if (missed == Reach::others) return "不能用于自己的账号，须由另一位安全管理员办理";
  if (actor.account.empty()) return missed == Reach::published ? "尚未公开，请先登录" : "请先登录";
  return "您的角色不能" + std::string(action_name_zh(action));
}

}  // namespace

Actor actor_of(const Account& account) {
  if (account.state == AccountState::disabled) return {};
  return {account.id, account.roles, account.unit};
}

std::string_view action_name(Action action) {
  return kActions.at(static_cast<std::size_t>(action)).code;
}

std::optional<Action> action_from(std::string_view name) {
  const auto* const found =
      std::find_if(kActions.begin(), kActions.end(), [&](const Name& one) { return one.code == name; });
  if (found == kActions.end()) return std::nullopt;
  return static_cast<Action>(found - kActions.begin());
}

std::string_view action_name_zh(Action action) {
  return kActions.at(static_cast<std::size_t>(action)).zh;
}

std::string_view role_name_zh(Role role) {
  return kRolesZh.at(static_cast<std::size_t>(role));
}

Decision may(const Actor& actor, Action action, const Target& target) {
  static const std::vector<Right> kTable = table();
  if (const auto checked = check_roles(actor.roles); !checked) return {false, checked.error().text};
  std::optional<Reach> missed;
  for (const Right& right : kTable) {
    if (right.action != action || !is_holder(actor, right.holder)) continue;
    if (is_reached(actor, right.reach, target))
      return {true, holder_zh(right.holder) + "可以" + std::string(action_name_zh(action))};
    // What is published is the least of reasons.
    if (!missed || *missed == Reach::published) missed = right.reach;
  }
  return {false, why_not(actor, action, missed)};
}

Result<void> check_roles(const std::set<Role>& roles) {
  constexpr std::array<Role, 3> kAdministrators = {Role::system_admin, Role::security_admin,
                                                   Role::audit_admin};
  const auto count = std::count_if(kAdministrators.begin(), kAdministrators.end(),
                                   [&](Role role) { return roles.contains(role); });
  if (count > 1) {
    return fail("WRK020", "系统管理员、安全管理员、审计管理员不能由一个账号兼任", "为每一员各建一个账号");
  }
  if (count == 1 && roles.size() > 1) return fail("WRK021", "三员不能兼任业务角色", "为业务工作另建一个账号");
  return {};
}

Result<void> check_roles(const std::set<Role>& roles, std::string_view unit) {
  CHUANGMO_CHECK(check_roles(roles));
  const bool is_of_unit = roles.contains(Role::unit_editor) || roles.contains(Role::unit_reviewer);
  if (is_of_unit && unit.empty()) return fail("WRK022", "填报人和单位审核人必须属于一个单位", "选择单位");
  if (!is_of_unit && !roles.empty() && !unit.empty())
    return fail("WRK023", "这些角色不属于任何单位", "不填单位，或改用填报人、单位审核人的角色");
  return {};
}

bool may_see_field(const Actor& actor, ObjectKind kind, std::string_view field, const Target& target) {
  static const std::vector<FieldRight> kTable = field_table();
  if (!check_roles(actor.roles)) return false;
  return std::any_of(kTable.begin(), kTable.end(), [&](const FieldRight& right) {
    return right.kind == kind && right.field == field && is_holder(actor, right.holder) &&
           is_reached(actor, right.reach, target);
  });
}

}  // namespace chuangmo::workflow
