#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/office.h"
#include "catalog/identity_settings.h"
#include "identity/address_lockouts.h"
#include "identity/invitation.h"
#include "identity/password.h"
#include "identity/password_record.h"
#include "identity/session.h"
#include "identity/token.h"
#include "workflow/decisions.h"
#include "workflow/rights.h"

namespace chuangmo::app {

// Somebody who has proved who they are, by a session or by a token.
struct Identified {
  workflow::Actor actor;
  std::string session;  // digest of the session; "" by token
  std::string csrf;     // what unsafe requests of the session must carry
  bool must_change_password = false;
  std::set<std::string> scopes;  // of a token: "read", "write"; empty by session: everything the roles allow
};

// Where a request comes from.
struct Caller {
  std::string address;
  std::string agent;  // User-Agent
};

struct LoggedIn {
  Identified identified;
  std::string token;  // of the new session, for its cookie
};

struct OpenSession {
  std::string id;  // first 12 digits of its digest
  identity::Session session;
  bool is_current = false;
};

struct Invited {
  workflow::Account account;
  std::string token;  // for its owner
};

// Who may come in. Passwords, sessions, tokens and second factors stand in the vault; that they were changed
// stands in the journal. Failures: ACC001 account or password wrong (also when there is no such account),
// ACC002 a code of the second factor is needed, ACC003 too many failures: wait, ACC004 the session is over or
// revoked, ACC005 the token is not valid, ACC006 the new password is not good enough, ACC007 the account is
// disabled or unknown, ACC008 there is an administrator already, ACC009 the code is wrong.
class Accounts {
 public:
  static Result<std::unique_ptr<Accounts>> make(Office& office);

  Result<LoggedIn> log_in(const std::string& account, std::string_view password, std::string_view code,
                          const Caller& caller);
  Result<Identified> by_session(std::string_view token, const Caller& caller);
  Result<Identified> by_token(std::string_view token, const Caller& caller);

  // What the vault should know of who was seen; now and then, since it costs a write.
  Result<void> store_last_seen();

  std::vector<OpenSession> sessions(const Identified& identified);
  Result<void> end_session(const Identified& identified, const std::string& id);
  Result<void> end_sessions(const std::string& account, const std::string& by);  // all of them

  Result<void> change_password(const Identified& identified, std::string_view old_password,
                               std::string_view new_password);

  // For the first administrator of an office without accounts: ACC008.
  Result<std::string> invite_first();
  // For somebody who has an account and no password, or has forgotten it: the token goes to the person.
  Result<std::string> invite(const std::string& account, identity::InvitationPurpose purpose);
  // The same, for whichever of the two it is.
  Result<std::string> invite(const std::string& account);
  // Everybody whose account has no password yet, by id. For the demonstration: elsewhere each is invited when
  // the account is made.
  Result<std::vector<Invited>> invite_newcomers();
  // Sets the password the invitation gives leave to, and logs in. `account` and `name` are those of the first
  // administrator, WRK084; of others the invitation knows them.
  Result<LoggedIn> accept_invitation(std::string_view token, const std::string& account,
                                     const std::string& name, std::string_view password,
                                     const Caller& caller);

  struct Enrolment {
    std::string secret;  // base32
    std::string uri;     // otpauth://
  };
  Result<Enrolment> enrol_second_factor(const Identified& identified);
  Result<std::vector<std::string>> confirm_second_factor(const Identified& identified, std::string_view code);
  Result<void> remove_second_factor(const Identified& identified, std::string_view password);

  struct MadeToken {
    std::string id;
    std::string text;  // shown once
  };
  Result<MadeToken> make_token(const Identified& identified, const std::string& name,
                               const std::set<std::string>& scopes, Instant until);
  Result<std::vector<identity::ApiToken>> tokens(const Identified& identified);
  Result<void> revoke_token(const Identified& identified, const std::string& id);

  // In the address of a calendar: shows the days of the account's unit to whoever has it.
  Result<std::string> make_feed_token(const Identified& identified);
  Result<workflow::Account> by_feed_token(std::string_view token);

  bool is_profile(std::string_view key) const;  // of passwords, catalog/identity.toml

  Result<void> unlock(const std::string& account);

 private:
  struct Open {
    identity::Session session;
    std::string csrf;
    Instant stored_at;  // last time the vault was told that somebody was seen
  };
  Accounts(Office& office, catalog::IdentitySettings settings, identity::PasswordCheck check);

  const identity::PasswordProfile& profile() const;
  Result<std::optional<std::string>> kept(const char* shelf, const std::string& key);
  Result<void> require_password(const std::string& account, std::string_view password, const Caller& caller);
  Result<void> require_own_password(const Identified& identified, std::string_view password);
  Result<bool> use_second_factor(const std::string& account, std::string_view code);
  Result<identity::PasswordRecord> password_record(const std::string& account);
  Result<void> failed(const std::string& account, const Caller& caller, Instant now);
  Result<LoggedIn> open_session(const std::string& account, const Caller& caller, bool must_change);
  Result<Identified> identified(const std::string& digest, const Open& open) const;
  Result<std::optional<Open>> find_session(const std::string& digest);
  Result<std::string> good_password(const workflow::Account& account, std::string_view password,
                                    const identity::PasswordRecord& record) const;
  Result<void> forget_sessions(const std::string& account, const std::string& but);

  Office& office_;
  std::mutex proving_;  // what is good once, and what is counted, is read and written by one at a time
  std::mutex keeping_;  // sessions are written into the vault, and end, one at a time
  catalog::IdentitySettings settings_;
  identity::PasswordCheck check_;
  std::mutex mutex_;                  // guards what stands below
  std::map<std::string, Open> open_;  // by digest
  std::uint64_t ended_ = 0;           // moments at which sessions were ended
  identity::AddressLockouts addresses_;
};

// An account nobody has yet, API022. `add_account` also asks for a unit that is known, API012.
Result<workflow::Acts> new_account(const workflow::Moment& at, const workflow::Account& account);
Result<void> add_account(Office& office, const std::string& who, const workflow::Account& account);

}  // namespace chuangmo::app
