#include <fmt/format.h>
#include <memory>

#include "app/accounts.h"
#include "app/demo.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "workflow/names.h"

namespace chuangmo::cli {

namespace {

constexpr const char* kWho = "命令行";

struct AccountOptions {
  std::string id;
  std::string name;
  std::string unit;
  std::vector<std::string> roles;
  std::string recorded_at;
};

std::string role_names() {
  std::vector<std::string> names;
  for (const std::string_view name : workflow::names_of(workflow::Role{})) names.emplace_back(name);
  return join(names, "、");
}

Result<workflow::Account> account_of(const AccountOptions& options) {
  workflow::Account account;
  account.id = options.id;
  account.name = options.name;
  account.unit = options.unit;
  for (const std::string& name : options.roles) {
    const auto role = workflow::from_name<workflow::Role>(name);
    if (!role) return fail("CLI005", "没有角色" + quote(name), "用其中之一：" + role_names());
    account.roles.insert(*role);
  }
  return account;
}

// An office at a moment that is given; a simulated one at that of its last entry, since it plays in another
// year.
class AccountOffice {
 public:
  static Result<std::unique_ptr<AccountOffice>> open(const Session& session, const app::Library& library,
                                                     std::optional<Instant> moment) {
    std::unique_ptr<AccountOffice> opened(new AccountOffice);
    opened->moment_ = moment;
    const auto clock = [self = opened.get()] { return self->moment_.value_or(Instant::now()); };
    CHUANGMO_TRY(office, app::Office::open({session.workspace, session.database, clock, 1}, library));
    opened->office_ = std::move(office);
    if (!moment && app::is_simulated(session.workspace))
      opened->moment_ = opened->office_->work()->recorded_at;
    CHUANGMO_TRY(accounts, app::Accounts::make(*opened->office_));
    opened->accounts_ = std::move(accounts);
    return opened;
  }
  app::Office& office() { return *office_; }
  app::Accounts& accounts() { return *accounts_; }

 private:
  AccountOffice() = default;
  std::optional<Instant> moment_;
  std::unique_ptr<app::Office> office_;
  std::unique_ptr<app::Accounts> accounts_;
};

using Body = Result<void> (*)(AccountOffice& at, const AccountOptions& options);

Result<void> print_invitation(AccountOffice& at, const std::string& id) {
  CHUANGMO_TRY(token, at.accounts().invite(id));
  fmt::print(
      "{} 的一次性邀请：\n  {}\n在“收到邀请”页填写，或点开 http(s)://本系统的地址/console/welcome#{}\n", id,
      token, token);
  return {};
}

Result<void> create(AccountOffice& at, const AccountOptions& options) {
  CHUANGMO_TRY(account, account_of(options));
  CHUANGMO_CHECK(app::add_account(at.office(), kWho, account));
  return print_invitation(at, options.id);
}

Result<void> invite(AccountOffice& at, const AccountOptions& options) {
  return print_invitation(at, options.id);
}

Result<void> reset(AccountOffice& at, const AccountOptions& options) {
  CHUANGMO_TRY(token, at.accounts().invite(options.id, identity::InvitationPurpose::password_reset));
  fmt::print("{} 重设密码的一次性邀请：\n  {}\n", options.id, token);
  return {};
}

int run(const Session& session, const AccountOptions& options, Body body) {
  int code = kDone;
  std::optional<Instant> moment;
  if (!options.recorded_at.empty()) {
    moment = parse_instant(options.recorded_at, code);
    if (!moment) return code;
  }
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto at = AccountOffice::open(session, *library, moment);
  if (!at) return report_failure(at.error());
  const auto done = body(**at, options);
  return done ? kDone : report_failure(done.error());
}

}  // namespace

void add_account_commands(CLI::App& program, Session& session) {
  CLI::App* account = program.add_subcommand("account", "账号 (accounts)");
  account->require_subcommand(1);
  const auto options = std::make_shared<AccountOptions>();
  const auto add = [&](const char* name, const char* help, Body body) {
    CLI::App* command = account->add_subcommand(name, help);
    command->add_option("account", options->id, "账号")->required();
    command->add_option("-w,--workspace", session.workspace, "工作目录");
    command->add_option("--recorded-at", options->recorded_at, "演练：以这一刻为现在");
    command->callback([&session, options, body] {
      session.chosen = [&session, options, body] { return run(session, *options, body); };
    });
    return command;
  };
  CLI::App* creating = add("create", "建立账号，打印它的一次性邀请", create);
  creating->add_option("--name", options->name, "姓名")->required();
  creating->add_option("--role", options->roles, "角色，可写多个：" + role_names())->required();
  creating->add_option("--unit", options->unit, "所属单位，单位的账号才写");
  add("invite", "打印一次性邀请：第一次来，或者忘了密码", invite);
  add("reset", "打印重设密码的一次性邀请", reset);
}

}  // namespace chuangmo::cli
