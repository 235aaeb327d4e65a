#include "app/acting_account.h"

namespace chuangmo::app {

workflow::Account acting_account(const workflow::Work& work, const std::string& id) {
  const auto known = work.accounts.find(id);
  if (known != work.accounts.end()) return known->second;
  workflow::Account account;
  account.id = id;
  account.name = id;
  return account;
}

}  // namespace chuangmo::app
