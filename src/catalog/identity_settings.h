#pragma once
#include <vector>

#include "base/diagnostic.h"
#include "catalog/files.h"
#include "identity/lockout.h"
#include "identity/password.h"
#include "identity/password_profile.h"
#include "identity/session.h"

namespace chuangmo::catalog {

// identity.toml.
struct IdentitySettings {
  identity::PasswordCost cost;
  std::vector<identity::PasswordProfile> profiles;  // the first holds until another is chosen
  identity::CommonPasswords common;                 // folded
  identity::LockoutRule account_lockout;
  identity::LockoutRule address_lockout;
  std::size_t most_addresses = 0;  // whose failures are remembered at a time
  identity::SessionLimits session;
  int invitation_s = 0;
};

// Every table states what it rests on (CAT070, CAT061), numbers are there (CAT002) and within what can be
// meant (CAT071), limits do not contradict each other (CAT080), and there is a profile, none twice (CAT002,
// CAT015). Without the file: CAT002.
IdentitySettings read_identity_settings(const CatalogFiles& files, Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
