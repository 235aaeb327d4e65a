#include <algorithm>

#include "app/account_shelves.h"
#include "app/accounts.h"
#include "app/planning.h"
#include "workflow/decisions.h"

namespace chuangmo::app {

namespace {

store::VaultChange kept_invitation(const identity::Invitation& invitation) {
  return put(kInvitations, invitation.digest, identity::record_text(invitation), invitation.until);
}

}  // namespace

Result<workflow::Account> active_account(const Office& office, const std::string& id) {
  const WorkState work = office.work();
  const auto found = work->accounts.find(id);
  if (found == work->accounts.end() || found->second.state != workflow::AccountState::active)
    return fail("ACC007", "账号 " + id + " 不存在或已停用", "请安全管理员处理");
  return found->second;
}

Result<workflow::Acts> new_account(const workflow::Moment& at, const workflow::Account& account) {
  if (at.work.accounts.contains(account.id))
    return fail("API022", "账号 " + account.id + " 已经有了", "换一个账号名");
  return workflow::set_account(at, account);
}

Result<void> add_account(Office& office, const std::string& who, const workflow::Account& account) {
  CHUANGMO_TRY(before, office.latest_work());
  if (!account.unit.empty()) CHUANGMO_CHECK(require_known_unit(office, *before, account.unit));
  CHUANGMO_CHECK(office.change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = who;
    CHUANGMO_TRY(acts, new_account({work, {.id = who, .name = who}, now}, account));
    proposal.acts = std::move(acts);
    return proposal;
  }));
  return {};
}

Result<std::string> Accounts::invite_first() {
  CHUANGMO_TRY(work, office_.latest_work());
  if (!work->accounts.empty())
    return fail("ACC008", "已经有账号了",
                "请安全管理员建立账号、发邀请；都进不来时用 chuangmo account reset");
  const identity::NewInvitation made = identity::make_invitation(
      identity::InvitationPurpose::first_administrator, "", office_.now(), settings_.invitation_s);
  CHUANGMO_CHECK(office_.change_vault({kept_invitation(made.invitation)}));
  return made.token;
}

Result<std::string> Accounts::invite(const std::string& account, identity::InvitationPurpose purpose) {
  CHUANGMO_CHECK(active_account(office_, account));
  const identity::NewInvitation made =
      identity::make_invitation(purpose, account, office_.now(), settings_.invitation_s);
  CHUANGMO_CHECK(office_.change_vault({kept_invitation(made.invitation)}));
  return made.token;
}

Result<std::string> Accounts::invite(const std::string& account) {
  CHUANGMO_TRY(password, kept(kPasswords, account));
  return invite(account, password ? identity::InvitationPurpose::password_reset
                                  : identity::InvitationPurpose::new_account);
}

Result<std::vector<Invited>> Accounts::invite_newcomers() {
  CHUANGMO_TRY(work, office_.latest_work());
  CHUANGMO_TRY(passwords, office_.vault_shelf(kPasswords));
  const auto has_password = [&](const std::string& account) {
    return std::any_of(passwords.begin(), passwords.end(),
                       [&](const auto& kept) { return kept.first == account; });
  };
  std::vector<Invited> invited;
  std::vector<store::VaultChange> changes;
  for (const auto& [id, account] : work->accounts) {
    if (account.state != workflow::AccountState::active || has_password(id)) continue;
    identity::NewInvitation made = identity::make_invitation(identity::InvitationPurpose::new_account, id,
                                                             office_.now(), settings_.invitation_s);
    changes.push_back(kept_invitation(made.invitation));
    invited.push_back({account, std::move(made.token)});
  }
  if (!changes.empty()) CHUANGMO_CHECK(office_.change_vault(std::move(changes)));
  return invited;
}

Result<LoggedIn> Accounts::accept_invitation(std::string_view token, const std::string& account,
                                             const std::string& name, std::string_view password,
                                             const Caller& caller) {
  const Failure invalid{"ACC005", "邀请无效、用过或已过期",
                        "请安全管理员另发一个；首个管理员用 chuangmo serve 打印的新邀请"};
  const auto digest = identity::token_digest(token, identity::TokenKind::invitation);
  if (!digest) return tl::unexpected(invalid);
  CHUANGMO_CHECK(office_.latest_work());  // the account may have been made by another process a moment ago
  const std::lock_guard proving(proving_);
  CHUANGMO_TRY(text, kept(kInvitations, *digest));
  if (!text) return tl::unexpected(invalid);
  CHUANGMO_TRY(invitation, identity::parse_invitation(*text));
  if (!identity::use_invitation(invitation, token, office_.now())) return tl::unexpected(invalid);
  const bool is_first = invitation.purpose == identity::InvitationPurpose::first_administrator;
  workflow::Account owner;
  if (is_first) {
    owner.id = account;
    owner.name = name.empty() ? account : name;
    owner.roles = {workflow::Role::security_admin};
  } else {
    CHUANGMO_TRY(known, active_account(office_, invitation.account));
    owner = known;
  }
  CHUANGMO_TRY(record, password_record(owner.id));
  CHUANGMO_TRY(made, good_password(owner, password, record));
  record = identity::with_password(record, std::move(made), office_.now(), false, profile());
  CHUANGMO_CHECK(office_.change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = owner.id;
    if (is_first) {
      if (!work.accounts.empty()) return fail("ACC008", "已经有账号了", "请安全管理员建立账号");
      CHUANGMO_TRY(acts, workflow::set_account({work, owner, now}, owner));
      proposal.acts = std::move(acts);
    }
    const bool is_reset = invitation.purpose == identity::InvitationPurpose::password_reset;
    proposal.acts.emplace_back(workflow::PasswordChanged{owner.id, is_reset ? "reset" : "first"});
    proposal.vault = {put(kPasswords, owner.id, identity::record_text(record)), forget(kInvitations, *digest),
                      forget(kLockouts, owner.id)};
    return proposal;
  }));
  CHUANGMO_CHECK(forget_sessions(owner.id, ""));
  return open_session(owner.id, caller, false);
}

}  // namespace chuangmo::app
