#include "workflow/rights.h"

#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

namespace chuangmo::workflow {
namespace {

const std::string kStatistics = "市统计局";
const std::string kWater = "市水务局";

// The oracle: the rules as sentences, action by action, and not as the rows of rights.cc.
namespace words {

bool is(const Actor& a, Role role) {
  return !a.account.empty() && a.roles.count(role) == 1;
}
bool is_somebody(const Actor& a) {
  return a.account.length() > 0;
}
// GB/T 22239-2019 8.1.5.1 a), 8.1.5.2 a), 8.1.5.3 a): each of the three administrators is identified for
// itself and does its own work only.
bool is_lawful(const Actor& a) {
  for (const Role admin : {Role::system_admin, Role::security_admin, Role::audit_admin})
    if (a.roles.count(admin) == 1 && a.roles != std::set<Role>{admin}) return false;
  return true;
}
bool reads_all_business(const Actor& a) {
  return is(a, Role::office) || is(a, Role::leader) || is(a, Role::inspector);
}
bool is_in_a_unit_role(const Actor& a) {
  return is(a, Role::unit_editor) || is(a, Role::unit_reviewer);
}
bool belongs_to(const Actor& a, const Target& t) {
  return a.unit.length() > 0 && a.unit == t.unit;
}
bool is_about_himself(const Actor& a, const Target& t) {
  return is_somebody(a) && t.account == a.account;
}
bool is_about_somebody_else(const Actor& a, const Target& t) {
  return t.account.length() > 0 && t.account != a.account;
}

using Rule = std::function<bool(const Actor&, const Target&)>;

// "What is released is for all; everybody logged in may look at the public pages."
bool sees_public(const Actor& a, const Target& t) {
  return t.is_published || is_somebody(a);
}
// "Office, leaders, inspectors read all; units read the verdicts and the plan they all work by; the public
// what is released."
bool sees_what_all_work_by(const Actor& a, const Target& t) {
  return t.is_published || reads_all_business(a) || is_in_a_unit_role(a);
}
// "... the readings and files behind it, a unit sees of its own."
bool sees_what_is_behind(const Actor& a, const Target& t) {
  return t.is_published || reads_all_business(a) || (is_in_a_unit_role(a) && belongs_to(a, t));
}
bool sees_work_of_unit(const Actor& a, const Target& t) {
  return reads_all_business(a) || (is_in_a_unit_role(a) && belongs_to(a, t));
}
bool sees_units(const Actor& a, const Target&) {
  return reads_all_business(a) || is_in_a_unit_role(a);
}
// "The editor fills in and uploads for its own unit, the reviewer too; the office for all."
bool fills_in(const Actor& a, const Target& t) {
  return is(a, Role::office) || (is_in_a_unit_role(a) && belongs_to(a, t));
}
// "The reviewer also submits, and answers for its unit."
bool answers_for_unit(const Actor& a, const Target& t) {
  return is(a, Role::office) || (is(a, Role::unit_reviewer) && belongs_to(a, t));
}
bool is_office(const Actor& a, const Target&) {
  return is(a, Role::office);
}
// "The inspector reads all, and proofs; the audit administrator has log, proofs, verification."
bool looks_into_log(const Actor& a, const Target&) {
  return is(a, Role::inspector) || is(a, Role::audit_admin);
}
bool watches_over_log(const Actor& a, const Target&) {
  return is(a, Role::audit_admin);
}
bool sees_account(const Actor& a, const Target& t) {
  return is(a, Role::security_admin) || is_about_himself(a, t);
}
bool keeps_accounts(const Actor& a, const Target&) {
  return is(a, Role::security_admin);
}
// "No administrator lifts himself."
bool keeps_accounts_of_others(const Actor& a, const Target& t) {
  return is(a, Role::security_admin) && is_about_somebody_else(a, t);
}
bool runs_the_system(const Actor& a, const Target&) {
  return is(a, Role::system_admin);
}

const std::map<Action, Rule>& rules() {
  static const std::map<Action, Rule> all = {
      {Action::view_public, sees_public},
      {Action::view_verdicts, sees_what_all_work_by},
      {Action::view_trace, sees_what_is_behind},
      {Action::view_plan, sees_what_all_work_by},
      {Action::edit_plan, is_office},
      {Action::view_obligations, sees_work_of_unit},
      {Action::edit_obligations, is_office},
      {Action::issue_requests, is_office},
      {Action::change_request, is_office},
      {Action::grant_late, is_office},
      {Action::view_request, sees_work_of_unit},
      {Action::edit_draft, fills_in},
      {Action::submit, answers_for_unit},
      {Action::withdraw_submission, answers_for_unit},
      {Action::view_submission, sees_work_of_unit},
      {Action::review, is_office},
      {Action::upload_evidence, fills_in},
      {Action::view_evidence, sees_what_is_behind},
      {Action::release_evidence, is_office},
      {Action::view_units, sees_units},
      {Action::edit_units, is_office},
      {Action::open_matter, is_office},
      {Action::move_matter, answers_for_unit},
      {Action::view_matters, sees_work_of_unit},
      {Action::pin_standard, is_office},
      {Action::import_facts, is_office},
      {Action::view_facts, sees_work_of_unit},
      {Action::view_coverage, sees_work_of_unit},
      {Action::view_scores, sees_work_of_unit},
      {Action::send_reminders, is_office},
      {Action::publish, is_office},
      {Action::read_calendar_feed, sees_work_of_unit},
      {Action::view_log, looks_into_log},
      {Action::export_proof, looks_into_log},
      {Action::verify_log, looks_into_log},
      {Action::sign_checkpoint, watches_over_log},
      {Action::view_accounts, sees_account},
      {Action::create_account, keeps_accounts},
      {Action::change_roles, keeps_accounts_of_others},
      {Action::disable_account, keeps_accounts_of_others},
      {Action::unlock_account, keeps_accounts_of_others},
      {Action::reset_password, keeps_accounts_of_others},
      {Action::change_own_password, is_about_himself},
      {Action::make_own_token, is_about_himself},
      {Action::revoke_own_session, is_about_himself},
      {Action::revoke_any_session, keeps_accounts},
      {Action::back_up, runs_the_system},
      {Action::view_health, runs_the_system},
      {Action::change_settings, runs_the_system},
  };
  return all;
}

const std::map<std::pair<ObjectKind, std::string>, Rule>& field_rules() {
  const auto contact_of_person = [](const Actor& a, const Target& t) {
    return keeps_accounts(a, t) || is_about_himself(a, t) || is_office(a, t) ||
           (is_in_a_unit_role(a) && belongs_to(a, t));
  };
  const auto contact_of_unit = [](const Actor& a, const Target& t) {
    return is_office(a, t) || is(a, Role::leader) || (is_in_a_unit_role(a) && belongs_to(a, t));
  };
  const auto reviewers_only = [](const Actor& a, const Target&) {
    return is(a, Role::office) || is(a, Role::inspector);
  };
  const auto reviewers_and_unit = [](const Actor& a, const Target& t) {
    return is(a, Role::office) || is(a, Role::inspector) || (is_in_a_unit_role(a) && belongs_to(a, t));
  };
  const auto inspector_only = [](const Actor& a, const Target&) { return is(a, Role::inspector); };
  static const std::map<std::pair<ObjectKind, std::string>, Rule> all = {
      {{ObjectKind::account, "phone"}, contact_of_person},
      {{ObjectKind::account, "email"}, contact_of_person},
      {{ObjectKind::account, "contact"}, contact_of_person},
      {{ObjectKind::account, "last_login"}, sees_account},
      {{ObjectKind::unit, "phone"}, contact_of_unit},
      {{ObjectKind::unit, "email"}, contact_of_unit},
      {{ObjectKind::unit, "contact"}, contact_of_unit},
      {{ObjectKind::submission, "reviewer_notes"}, reviewers_only},
      {{ObjectKind::submission, "submitted_by"}, reviewers_and_unit},
      {{ObjectKind::evidence, "file"}, sees_what_is_behind},
      {{ObjectKind::evidence, "uploaded_by"}, reviewers_and_unit},
      {{ObjectKind::session, "address"}, sees_account},
      {{ObjectKind::session, "agent"}, sees_account},
      {{ObjectKind::log_entry, "who"}, looks_into_log},
      {{ObjectKind::log_entry, "salt"}, inspector_only},
      {{ObjectKind::log_entry, "body"}, inspector_only},
      {{ObjectKind::session, "token"}, [](const Actor&, const Target&) { return false; }},
      {{ObjectKind::account, "password"}, [](const Actor&, const Target&) { return false; }},
      {{ObjectKind::unit, "body"}, [](const Actor&, const Target&) { return false; }},
  };
  return all;
}

}  // namespace words

// Every set of roles, lawful or not, in every unit, with and without an account.
std::vector<Actor> all_actors() {
  std::vector<Actor> actors;
  for (unsigned bits = 0; bits < 256; ++bits) {
    std::set<Role> roles;
    for (unsigned role = 0; role < 8; ++role)
      if ((bits >> role & 1U) != 0) roles.insert(static_cast<Role>(role));
    for (const std::string& unit : {std::string(), kStatistics})
      for (const char* account : {"", "me"}) actors.push_back({account, roles, unit});
  }
  return actors;
}
std::vector<Target> all_targets() {
  std::vector<Target> targets;
  for (const std::string& unit : {std::string(), kStatistics, kWater})
    for (const char* account : {"", "me", "you"})
      for (const bool is_published : {false, true}) targets.push_back({unit, account, is_published});
  return targets;
}
std::string text_of(const Actor& actor, const Target& target) {
  std::string text = "[" + actor.account + "/" + actor.unit;
  for (const Role role : actor.roles) text += " " + std::string(role_name_zh(role));
  return text + "] on [" + target.account + "/" + target.unit + (target.is_published ? " published]" : "]");
}

TEST(Rights, AgreeWithTheRulesInWordsForEverySetOfRoles) {
  ASSERT_EQ(words::rules().size(), kActionCount);
  std::size_t allowed = 0;
  std::size_t denied = 0;
  std::size_t wrong = 0;
  for (const Actor& actor : all_actors()) {
    for (const Target& target : all_targets()) {
      for (const auto& [action, rule] : words::rules()) {
        const bool ought = words::is_lawful(actor) && rule(actor, target);
        const Decision decision = may(actor, action, target);
        ++(ought ? allowed : denied);
        if (decision.allowed == ought && !decision.why.empty()) continue;
        if (++wrong < 10) ADD_FAILURE() << action_name(action) << " " << text_of(actor, target);
      }
    }
  }
  EXPECT_EQ(wrong, 0u);
  EXPECT_GE(allowed, 5000u);
  EXPECT_GE(denied, 5000u);
}

TEST(Rights, FieldsAgreeWithTheRulesInWords) {
  std::size_t checked = 0;
  for (const Actor& actor : all_actors()) {
    for (const Target& target : all_targets()) {
      for (const auto& [field, rule] : words::field_rules()) {
        const bool ought = words::is_lawful(actor) && rule(actor, target);
        ASSERT_EQ(may_see_field(actor, field.first, field.second, target), ought)
            << field.second << " " << text_of(actor, target);
        ++checked;
      }
    }
  }
  EXPECT_GE(checked, 5000u);
}

Actor actor_with(Role role, const std::string& unit = "") {
  return {"me", {role}, unit};
}

TEST(Rights, AnEditorFillsInForItsOwnUnitOnly) {
  const Actor editor = actor_with(Role::unit_editor, kStatistics);
  EXPECT_TRUE(may(editor, Action::edit_draft, {kStatistics}).allowed);
  EXPECT_FALSE(may(editor, Action::edit_draft, {kWater}).allowed);
  EXPECT_EQ(may(editor, Action::edit_draft, {kWater}).why, "只能处理本单位的内容");
  EXPECT_FALSE(may(editor, Action::submit, {kStatistics}).allowed);
  EXPECT_EQ(may(editor, Action::submit, {kStatistics}).why, "您的角色不能提交报送");
  EXPECT_TRUE(may(actor_with(Role::unit_reviewer, kStatistics), Action::submit, {kStatistics}).allowed);
  EXPECT_FALSE(may(actor_with(Role::unit_reviewer, kStatistics), Action::review, {kStatistics}).allowed);
}

// Two that are empty do not belong together.
TEST(Rights, NobodyOwnsWhatHasNoUnit) {
  EXPECT_FALSE(may(actor_with(Role::unit_editor), Action::edit_draft, {}).allowed);
  EXPECT_FALSE(may(Actor{}, Action::change_own_password, {}).allowed);
}

TEST(Rights, TheSecurityAdministratorCannotLiftItself) {
  const Actor security = actor_with(Role::security_admin);
  EXPECT_TRUE(may(security, Action::change_roles, {"", "you"}).allowed);
  EXPECT_FALSE(may(security, Action::change_roles, {"", "me"}).allowed);
  EXPECT_FALSE(may(security, Action::change_roles, {"", ""}).allowed);
  EXPECT_FALSE(may(security, Action::reset_password, {"", "me"}).allowed);
  EXPECT_TRUE(may(security, Action::change_own_password, {"", "me"}).allowed);
  for (const Action action : {Action::edit_draft, Action::view_facts, Action::view_verdicts, Action::view_log,
                              Action::back_up, Action::view_submission})
    EXPECT_FALSE(may(security, action, {}).allowed) << action_name(action);
}

TEST(Rights, AdministratorsHaveNoBusinessAndBusinessNoAdministration) {
  const std::set<Action> administration = {
      Action::create_account, Action::change_roles,       Action::disable_account, Action::unlock_account,
      Action::reset_password, Action::revoke_any_session, Action::sign_checkpoint, Action::back_up,
      Action::view_health,    Action::change_settings};
  const std::set<Action> own = {Action::view_public, Action::view_accounts, Action::change_own_password,
                                Action::make_own_token, Action::revoke_own_session};
  const std::set<Action> log = {Action::view_log, Action::export_proof, Action::verify_log};
  for (std::size_t i = 0; i < kActionCount; ++i) {
    const auto action = static_cast<Action>(i);
    const auto is_allowed = [&](Role role) {
      return may({"me", {role}, kStatistics}, action, {kStatistics, "you"}).allowed;
    };
    for (const Role admin : {Role::system_admin, Role::security_admin, Role::audit_admin}) {
      const bool is_theirs = administration.contains(action) || own.contains(action) || log.contains(action);
      EXPECT_TRUE(is_theirs || !is_allowed(admin)) << action_name(action);
    }
    for (const Role business :
         {Role::office, Role::unit_editor, Role::unit_reviewer, Role::leader, Role::inspector})
      EXPECT_FALSE(administration.contains(action) && is_allowed(business)) << action_name(action);
  }
}

TEST(Rights, ADisabledAccountIsThePublic) {
  Account account{"me", "李某", "", {Role::office}, AccountState::active, {}};
  EXPECT_TRUE(may(actor_of(account), Action::review, {}).allowed);
  account.state = AccountState::disabled;
  const Actor nobody = actor_of(account);
  EXPECT_FALSE(may(nobody, Action::review, {}).allowed);
  EXPECT_EQ(may(nobody, Action::review, {}).why, "请先登录");
  EXPECT_FALSE(may(nobody, Action::change_own_password, {"", "me"}).allowed);
  EXPECT_TRUE(may(nobody, Action::view_verdicts, {"", "", true}).allowed);
}

TEST(Rights, ThePublicSeesWhatIsPublished) {
  EXPECT_TRUE(may({}, Action::view_public, {"", "", true}).allowed);
  EXPECT_EQ(may({}, Action::view_public, {}).why, "尚未公开，请先登录");
  EXPECT_TRUE(may({}, Action::view_evidence, {kWater, "", true}).allowed);
  EXPECT_FALSE(may({}, Action::view_evidence, {kWater, "", false}).allowed);
  EXPECT_FALSE(may({}, Action::view_facts, {"", "", true}).allowed);
  EXPECT_FALSE(may({"", {Role::office}, ""}, Action::review, {}).allowed);  // roles without an account
}

TEST(Rights, RolesThatMayNotMeetAllowNothing) {
  const Actor both{"me", {Role::security_admin, Role::office}, ""};
  EXPECT_FALSE(may(both, Action::review, {}).allowed);
  EXPECT_FALSE(may(both, Action::view_public, {"", "", true}).allowed);
  EXPECT_FALSE(may_see_field(both, ObjectKind::account, "phone", {"", "me"}));
}

TEST(Rights, RolesAreChecked) {
  const auto code = [](const std::set<Role>& roles, std::string_view unit) {
    const auto checked = check_roles(roles, unit);
    return checked ? std::string() : checked.error().code;
  };
  EXPECT_EQ(code({}, ""), "");
  EXPECT_EQ(code({Role::security_admin}, ""), "");
  EXPECT_EQ(code({Role::office, Role::leader}, ""), "");
  EXPECT_EQ(code({Role::unit_editor, Role::unit_reviewer}, kWater), "");
  EXPECT_EQ(code({Role::office, Role::unit_editor}, kWater), "");
  EXPECT_EQ(code({Role::system_admin, Role::audit_admin}, ""), "WRK020");
  EXPECT_EQ(code({Role::system_admin, Role::security_admin, Role::office}, ""), "WRK020");
  EXPECT_EQ(code({Role::audit_admin, Role::inspector}, ""), "WRK021");
  EXPECT_EQ(code({Role::unit_reviewer}, ""), "WRK022");
  EXPECT_EQ(code({Role::leader}, kWater), "WRK023");
  EXPECT_EQ(code({Role::system_admin}, kWater), "WRK023");
}

TEST(Rights, EveryActionHasItsOwnName) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kActionCount; ++i) {
    const auto action = static_cast<Action>(i);
    EXPECT_TRUE(names.insert(action_name(action)).second);
    EXPECT_EQ(action_from(action_name(action)), action);
    EXPECT_FALSE(action_name_zh(action).empty());
  }
  EXPECT_EQ(action_name(Action::edit_draft), "edit_draft");
  EXPECT_EQ(action_name(Action::read_calendar_feed), "read_calendar_feed");
  EXPECT_EQ(action_name(Action::sign_checkpoint), "sign_checkpoint");
  EXPECT_EQ(action_name(Action::revoke_any_session), "revoke_any_session");
  EXPECT_EQ(action_from("drop_tables"), std::nullopt);
  EXPECT_EQ(role_name_zh(Role::inspector), "技术核查");
  EXPECT_EQ(role_name_zh(Role::system_admin), "系统管理员");
}

}  // namespace
}  // namespace chuangmo::workflow
