#include "app/accounts.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/account_shelves.h"
#include "base/digest.h"
#include "identity/password.h"
#include "identity/password_record.h"
#include "identity/secret_text.h"
#include "identity/totp.h"
#include "workflow/decisions.h"

namespace chuangmo::app {

namespace {

constexpr std::int64_t kSeenAgainSeconds = 60;  // a session is written anew at most so often
constexpr std::size_t kIdDigits = 12;
constexpr std::size_t kMostOpen = 20'000;

Failure wrong_login() {
  return {"ACC001", "账号或密码不对", "检查大小写和输入法；忘记密码请安全管理员重设"};
}

std::string csrf_of(std::string_view token) {
  return sha256_hex("chuangmo csrf\n" + std::string(token));
}

// An act that changes nothing but the vault's secrets still is history.
Decide noted(const std::string& who, workflow::Act act, std::vector<store::VaultChange> vault) {
  return [who, act = std::move(act), vault = std::move(vault)](const workflow::Work&,
                                                               Instant) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = who;
    proposal.acts.push_back(act);
    proposal.vault = vault;
    return proposal;
  };
}

}  // namespace

Accounts::Accounts(Office& office, catalog::IdentitySettings settings, identity::PasswordCheck check)
    : office_(office),
      settings_(std::move(settings)),
      check_(std::move(check)),
      addresses_(settings_.address_lockout, settings_.most_addresses) {}

Result<std::unique_ptr<Accounts>> Accounts::make(Office& office) {
  Diagnostics diagnostics;
  catalog::IdentitySettings settings = catalog::read_identity_settings(office.library().files, diagnostics);
  if (has_errors(diagnostics))
    return fail("CAT060", "目录里的账号规则有错误\n" + render(diagnostics.front()),
                "运行 chuangmo catalog check 查看全部问题");
  CHUANGMO_TRY(check, identity::PasswordCheck::make(settings.cost));
  return std::unique_ptr<Accounts>(new Accounts(office, std::move(settings), std::move(check)));
}

const identity::PasswordProfile& Accounts::profile() const {
  const WorkState work = office_.work();
  const auto chosen = work->settings.find("password_profile");
  for (const identity::PasswordProfile& each : settings_.profiles) {
    if (chosen != work->settings.end() && each.key == chosen->second) return each;
  }
  return settings_.profiles.front();
}

Result<std::optional<std::string>> Accounts::kept(const char* shelf, const std::string& key) {
  return office_.vault_value({shelf, key});
}

Result<identity::PasswordRecord> Accounts::password_record(const std::string& account) {
  CHUANGMO_TRY(text, kept(kPasswords, account));
  if (!text) return identity::PasswordRecord{};
  return identity::parse_password_record(*text);
}

Result<void> Accounts::failed(const std::string& account, const Caller& caller, Instant now) {
  {
    const std::lock_guard lock(mutex_);
    addresses_.failed(caller.address, now);
  }
  const std::lock_guard proving(proving_);
  CHUANGMO_TRY(text, kept(kLockouts, account));
  identity::Lockout lockout;
  if (text) {
    CHUANGMO_TRY(read, identity::parse_lockout(*text));
    lockout = read;
  }
  lockout = identity::after_failure(lockout, settings_.account_lockout, now);
  const Instant until{now.seconds + settings_.account_lockout.window_s + settings_.account_lockout.locked_s};
  return office_.change_vault({put(kLockouts, account, identity::record_text(lockout), until)});
}

// Whether account and address may try at all, then the password; every failure is counted for both.
Result<void> Accounts::require_password(const std::string& account, std::string_view password,
                                        const Caller& caller) {
  const Instant now = office_.now();
  CHUANGMO_TRY(text, kept(kLockouts, account));
  std::int64_t wait = 0;
  if (text) {
    CHUANGMO_TRY(lockout, identity::parse_lockout(*text));
    wait = identity::wait_s(lockout, settings_.account_lockout, now);
  }
  {
    const std::lock_guard lock(mutex_);
    wait = std::max(wait, addresses_.wait_s(caller.address, now));
  }
  if (wait > 0)
    return fail("ACC003", fmt::format("失败次数太多，请等 {} 秒再试", wait), "急用请安全管理员解锁");
  CHUANGMO_TRY(record, password_record(account));
  const auto known = active_account(office_, account);
  const auto digest = known ? record.digest() : std::nullopt;
  if (check_.is_right(password, digest)) return {};
  CHUANGMO_CHECK(failed(account, caller, now));
  return tl::unexpected(wrong_login());
}

// The same of somebody who is logged in, from where he is.
Result<void> Accounts::require_own_password(const Identified& identified, std::string_view password) {
  CHUANGMO_TRY(open, find_session(identified.session));
  if (!open) return fail("ACC004", "登录已失效", "请重新登录");
  return require_password(identified.actor.account, password, {open->session.address, ""});
}

// True: the account has none, or the code was right.
Result<bool> Accounts::use_second_factor(const std::string& account, std::string_view code) {
  const std::lock_guard proving(proving_);
  CHUANGMO_TRY(text, kept(kSecondFactors, account));
  if (!text) return true;
  CHUANGMO_TRY(factor, identity::parse_second_factor(*text));
  if (!factor.is_confirmed) return true;
  if (code.empty()) return fail("ACC002", "还需要动态口令", "输入验证器上的 6 位数字，或一个恢复码");
  if (!identity::use_code(factor, code, office_.now())) return false;
  CHUANGMO_CHECK(office_.change_vault({put(kSecondFactors, account, identity::record_text(factor))}));
  return true;
}

Result<LoggedIn> Accounts::log_in(const std::string& account, std::string_view password,
                                  std::string_view code, const Caller& caller) {
  CHUANGMO_CHECK(require_password(account, password, caller));
  CHUANGMO_TRY(passed, use_second_factor(account, code));
  if (!passed) {
    CHUANGMO_CHECK(failed(account, caller, office_.now()));
    return fail("ACC009", "动态口令不对", "核对手机时间，用新的一组数字再试");
  }
  CHUANGMO_TRY(record, password_record(account));
  if (identity::needs_rehash(*record.digest(), settings_.cost)) {
    CHUANGMO_TRY(digest, identity::password_digest(password, settings_.cost));
    record.digests.front() = std::move(digest);
    CHUANGMO_CHECK(office_.change_vault({put(kPasswords, account, identity::record_text(record))}));
  }
  CHUANGMO_CHECK(office_.change_vault({forget(kLockouts, account)}));
  const bool must_change = !identity::why_change_password(record, profile(), office_.now()).empty();
  return open_session(account, caller, must_change);
}

Result<LoggedIn> Accounts::open_session(const std::string& account, const Caller& caller, bool must_change) {
  const identity::NewToken token = identity::make_token(identity::TokenKind::session);
  const Instant now = office_.now();
  Open open;
  open.session = {account, now, now, must_change, true, caller.address, sha256_hex(caller.agent)};
  open.csrf = csrf_of(token.text);
  open.stored_at = now;
  CHUANGMO_CHECK(office_.change_vault({put(kSessions, token.digest, identity::record_text(open.session),
                                           identity::over_at(open.session, settings_.session))}));
  CHUANGMO_TRY(who, identified(token.digest, open));
  const std::lock_guard lock(mutex_);
  open_[token.digest] = std::move(open);
  return LoggedIn{who, token.text};
}

Result<Identified> Accounts::identified(const std::string& digest, const Open& open) const {
  CHUANGMO_TRY(account, active_account(office_, open.session.account));
  return Identified{workflow::actor_of(account), digest, open.csrf, open.session.must_change_password, {}};
}

Result<std::optional<Accounts::Open>> Accounts::find_session(const std::string& digest) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = open_.find(digest);
    if (known != open_.end()) return std::optional(known->second);
  }
  CHUANGMO_TRY(text, kept(kSessions, digest));
  if (!text) return std::optional<Open>();
  CHUANGMO_TRY(session, identity::parse_session(*text));
  return std::optional(Open{session, "", session.last_seen_at});
}

Result<Identified> Accounts::by_session(std::string_view token, const Caller& caller) {
  const Failure over{"ACC004", "登录已失效", "请重新登录"};
  const auto digest = identity::token_digest(token, identity::TokenKind::session);
  if (!digest) return tl::unexpected(over);
  std::uint64_t ended = 0;
  {
    const std::lock_guard lock(mutex_);
    ended = ended_;
  }
  CHUANGMO_TRY(found, find_session(*digest));
  const Instant now = office_.now();
  const bool is_same_browser = found && found->session.agent_digest == sha256_hex(caller.agent);
  if (!found || !is_same_browser || identity::is_over(found->session, settings_.session, now))
    return tl::unexpected(over);
  Open open = *found;
  open.csrf = csrf_of(token);
  open.session.last_seen_at = now;
  {
    const std::lock_guard lock(mutex_);
    if (open_.size() >= kMostOpen) open_.clear();  // they are found again in the vault
    if (ended_ == ended) open_[*digest] = open;    // else it may be one that ended since it was found
  }
  return identified(*digest, open);
}

Result<void> Accounts::store_last_seen() {
  const std::lock_guard keeping(keeping_);
  const Instant now = office_.now();
  std::vector<store::VaultChange> changes;
  {
    const std::lock_guard lock(mutex_);
    for (auto& [digest, open] : open_) {
      if (open.session.last_seen_at.seconds - open.stored_at.seconds < kSeenAgainSeconds) continue;
      open.stored_at = now;
      changes.push_back(put(kSessions, digest, identity::record_text(open.session),
                            identity::over_at(open.session, settings_.session)));
    }
  }
  if (changes.empty()) return {};
  return office_.change_vault(std::move(changes));
}

Result<Identified> Accounts::by_token(std::string_view token, const Caller&) {
  const Failure invalid{"ACC005", "令牌无效或已过期", "在“我的令牌”里另建一个"};
  const auto digest = identity::token_digest(token, identity::TokenKind::api);
  if (!digest) return tl::unexpected(invalid);
  CHUANGMO_TRY(text, kept(kTokens, *digest));
  if (!text) return tl::unexpected(invalid);
  CHUANGMO_TRY(known, identity::parse_api_token(*text));
  if (identity::is_over(known, office_.now())) return tl::unexpected(invalid);
  CHUANGMO_TRY(account, active_account(office_, known.account));
  return Identified{workflow::actor_of(account), "", "", false, known.scopes};
}

std::vector<OpenSession> Accounts::sessions(const Identified& identified) {
  std::vector<OpenSession> mine;
  const auto kept_sessions = office_.vault_shelf(kSessions);
  if (!kept_sessions) return mine;
  for (const auto& [digest, text] : *kept_sessions) {
    const auto session = identity::parse_session(text);
    if (!session || session->account != identified.actor.account) continue;
    mine.push_back({digest.substr(0, kIdDigits), *session, digest == identified.session});
  }
  return mine;
}

Result<void> Accounts::end_session(const Identified& identified, const std::string& id) {
  CHUANGMO_TRY(shelf, office_.vault_shelf(kSessions));
  for (const auto& [digest, text] : shelf) {
    CHUANGMO_TRY(session, identity::parse_session(text));
    const bool is_it = digest == id || digest.substr(0, kIdDigits) == id;
    if (!is_it || session.account != identified.actor.account) continue;
    // The vault first: whoever does not find it at hand looks there.
    const std::lock_guard keeping(keeping_);
    CHUANGMO_CHECK(office_.change_vault({forget(kSessions, digest)}));
    const std::lock_guard lock(mutex_);
    open_.erase(digest);
    ++ended_;
    return {};
  }
  return fail("API004", "没有这个登录", "用 GET /sessions 查看");
}

Result<void> Accounts::forget_sessions(const std::string& account, const std::string& but) {
  const std::lock_guard keeping(keeping_);
  CHUANGMO_TRY(shelf, office_.vault_shelf(kSessions));
  std::vector<store::VaultChange> changes;
  for (const auto& [digest, text] : shelf) {
    const auto session = identity::parse_session(text);
    if (session && session->account == account && digest != but) changes.push_back(forget(kSessions, digest));
  }
  if (!changes.empty()) CHUANGMO_CHECK(office_.change_vault(std::move(changes)));
  const std::lock_guard lock(mutex_);
  std::erase_if(
      open_, [&](const auto& each) { return each.second.session.account == account && each.first != but; });
  ++ended_;
  return {};
}

Result<void> Accounts::end_sessions(const std::string& account, const std::string& by) {
  CHUANGMO_CHECK(forget_sessions(account, ""));
  CHUANGMO_CHECK(office_.change(noted(by, workflow::SessionsRevoked{account, by}, {})));
  return {};
}

// The digest of a password that the profile takes; ACC006 with all that is wrong.
Result<std::string> Accounts::good_password(const workflow::Account& account, std::string_view password,
                                            const identity::PasswordRecord& record) const {
  const Diagnostics faults = identity::password_faults(
      password, profile(), {account.id, account.name, account.unit, record.digests}, settings_.common);
  if (faults.empty()) return identity::password_digest(password, settings_.cost);
  std::string text = "新密码不合要求：";
  for (const Diagnostic& fault : faults) text += (&fault == &faults.front() ? "" : "；") + fault.text;
  return fail("ACC006", text, identity::profile_text(profile()));
}

Result<void> Accounts::change_password(const Identified& identified, std::string_view old_password,
                                       std::string_view new_password) {
  const std::string& id = identified.actor.account;
  CHUANGMO_TRY(account, active_account(office_, id));
  CHUANGMO_CHECK(require_own_password(identified, old_password));
  CHUANGMO_TRY(record, password_record(id));
  CHUANGMO_TRY(digest, good_password(account, new_password, record));
  record = identity::with_password(record, std::move(digest), office_.now(), false, profile());
  CHUANGMO_CHECK(office_.change(
      noted(id, workflow::PasswordChanged{id, "own"}, {put(kPasswords, id, identity::record_text(record))})));
  CHUANGMO_CHECK(forget_sessions(id, identified.session));
  const std::lock_guard keeping(keeping_);
  CHUANGMO_TRY(open, find_session(identified.session));
  if (!open) return {};
  open->session.must_change_password = false;
  {
    const std::lock_guard lock(mutex_);
    open_[identified.session] = *open;
  }
  return office_.change_vault({put(kSessions, identified.session, identity::record_text(open->session),
                                   identity::over_at(open->session, settings_.session))});
}

Result<Accounts::Enrolment> Accounts::enrol_second_factor(const Identified& identified) {
  const std::string& id = identified.actor.account;
  identity::SecondFactor factor;
  factor.secret = identity::random_totp_secret();
  CHUANGMO_TRY(text, kept(kSecondFactors, id));
  if (text) {
    CHUANGMO_TRY(present, identity::parse_second_factor(*text));
    if (present.is_confirmed) return fail("ACC010", "已经启用动态口令", "要换手机，先停用再启用");
  }
  CHUANGMO_CHECK(office_.change_vault({put(kSecondFactors, id, identity::record_text(factor))}));
  return Enrolment{identity::base32(factor.secret), identity::otpauth_uri("Chuangmo", id, factor.secret)};
}

Result<std::vector<std::string>> Accounts::confirm_second_factor(const Identified& identified,
                                                                 std::string_view code) {
  const std::string& id = identified.actor.account;
  CHUANGMO_TRY(text, kept(kSecondFactors, id));
  if (!text) return fail("ACC009", "还没有开始启用动态口令", "先 POST /totp");
  CHUANGMO_TRY(factor, identity::parse_second_factor(*text));
  if (!identity::confirm(factor, code, office_.now()))
    return fail("ACC009", "动态口令不对", "核对手机时间，用新的一组数字再试");
  const identity::RecoveryCodes codes = identity::make_recovery_codes();
  factor.recovery = codes.digests;
  CHUANGMO_CHECK(office_.change_vault({put(kSecondFactors, id, identity::record_text(factor))}));
  return codes.shown;
}

Result<void> Accounts::remove_second_factor(const Identified& identified, std::string_view password) {
  CHUANGMO_CHECK(require_own_password(identified, password));
  return office_.change_vault({forget(kSecondFactors, identified.actor.account)});
}

Result<Accounts::MadeToken> Accounts::make_token(const Identified& identified, const std::string& name,
                                                 const std::set<std::string>& scopes, Instant until) {
  const identity::NewToken token = identity::make_token(identity::TokenKind::api);
  identity::ApiToken record{
      identity::token_id(token.digest), identified.actor.account, name, scopes, office_.now(), until};
  const std::vector<std::string> listed(scopes.begin(), scopes.end());
  CHUANGMO_CHECK(office_.change(noted(identified.actor.account,
                                      workflow::TokenMade{record.account, record.id, listed, until},
                                      {put(kTokens, token.digest, identity::record_text(record), until)})));
  return MadeToken{record.id, token.text};
}

Result<std::vector<identity::ApiToken>> Accounts::tokens(const Identified& identified) {
  CHUANGMO_TRY(shelf, office_.vault_shelf(kTokens));
  std::vector<identity::ApiToken> mine;
  for (const auto& [digest, text] : shelf) {
    CHUANGMO_TRY(token, identity::parse_api_token(text));
    if (token.account == identified.actor.account) mine.push_back(std::move(token));
  }
  return mine;
}

Result<void> Accounts::revoke_token(const Identified& identified, const std::string& id) {
  CHUANGMO_TRY(shelf, office_.vault_shelf(kTokens));
  for (const auto& [digest, text] : shelf) {
    CHUANGMO_TRY(token, identity::parse_api_token(text));
    if (token.id != id || token.account != identified.actor.account) continue;
    CHUANGMO_CHECK(
        office_.change(noted(identified.actor.account, workflow::TokenRevoked{token.account, id, "本人撤销"},
                             {forget(kTokens, digest)})));
    return {};
  }
  return fail("API004", "没有这个令牌", "用 GET /tokens 查看");
}

Result<std::string> Accounts::make_feed_token(const Identified& identified) {
  const identity::NewToken token = identity::make_token(identity::TokenKind::feed);
  CHUANGMO_CHECK(office_.change_vault({put(kFeeds, token.digest, identified.actor.account)}));
  return token.text;
}

Result<workflow::Account> Accounts::by_feed_token(std::string_view token) {
  const auto digest = identity::token_digest(token, identity::TokenKind::feed);
  const Failure invalid{"API004", "日历地址无效", "在“我的工作”里另取一个"};
  if (!digest) return tl::unexpected(invalid);
  CHUANGMO_TRY(account, kept(kFeeds, *digest));
  if (!account) return tl::unexpected(invalid);
  return active_account(office_, *account);
}

bool Accounts::is_profile(std::string_view key) const {
  return std::any_of(settings_.profiles.begin(), settings_.profiles.end(),
                     [&](const identity::PasswordProfile& profile) { return profile.key == key; });
}

Result<void> Accounts::unlock(const std::string& account) {
  return office_.change_vault({forget(kLockouts, account)});
}

}  // namespace chuangmo::app
