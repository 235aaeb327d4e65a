#pragma once
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil.h"
#include "base/diagnostic.h"
#include "model/standard.h"

namespace chuangmo::identity {

// What a password must be under one regime. The numbers come from catalog/identity.toml: "djbh3" after
// GB/T 22239-2019 8.1.4.1 (等保三级), "asvs" after OWASP ASVS 4 chapter 2.1.
struct PasswordProfile {
  std::string key;
  std::string name;                 // 中文
  int least_characters = 8;         // code points after NFKC
  int most_characters = 128;        // likewise
  int least_classes = 0;            // of: lower case, upper case, digits, everything else; 0: does not matter
  int changed_every_days = 0;       // 0: never has to be
  int remembered = 0;               // so many earlier ones are not taken again, the present one among them
  bool first_login_changes = true;  // what somebody else set is changed at the first login
  bool refuses_common = false;      // words of the list of common passwords
  bool refuses_names = false;       // the account's and the unit's name in it
  Citation citation;
};

// Folded as is_common_password() compares: NFKC, lower case.
using CommonPasswords = std::set<std::string, std::less<>>;
std::string folded_password(std::string_view password);
// One of the list, alone or with digits and signs around it, or one to four characters repeated.
bool is_common_password(std::string_view password, const CommonPasswords& common);

// Whose password it is.
struct PasswordOwner {
  std::string account;
  std::string name;
  std::string unit;
  std::vector<std::string> earlier;  // digests, the present one first; as many as are kept
};

// Everything that is wrong with it at once: IDN101 too short, IDN102 too long, IDN103 too few classes,
// IDN104 an earlier one, IDN105 common, IDN106 contains a name, IDN107 no text. Compares with digests last
// and only when a password is good otherwise: they are costly.
Diagnostics password_faults(std::string_view password, const PasswordProfile& profile,
                            const PasswordOwner& owner, const CommonPasswords& common);

// 中文, for the people who choose one: "至少 8 个字符；…".
std::string profile_text(const PasswordProfile& profile);

}  // namespace chuangmo::identity
