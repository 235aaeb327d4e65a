#include <algorithm>
#include <array>
#include <csignal>
#include <fmt/format.h>
#include <memory>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "server/program.h"

namespace chuangmo::cli {

namespace {

struct ServeOptions {
  server::ProgramOptions program;
  std::string begin_at;
  bool routes = false;
};

// Blocked in every thread that comes after, so that `wait_for_end` is who gets them.
sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

int place_of(const workflow::Account& account) {
  using workflow::Role;
  constexpr std::array kOrder = {Role::office,         Role::leader,        Role::inspector,
                                 Role::unit_editor,    Role::unit_reviewer, Role::system_admin,
                                 Role::security_admin, Role::audit_admin};
  const auto* const found =
      std::find_if(kOrder.begin(), kOrder.end(), [&](Role role) { return account.roles.contains(role); });
  const bool is_of_unit = !account.unit.empty();
  return static_cast<int>((is_of_unit ? kOrder.begin() + 3 : found) - kOrder.begin());
}

// Who can look at the demonstration, a line each: whose name, which account, and the link that lets them in.
void print_way_in(std::vector<app::Invited> invited, const std::string& address) {
  if (invited.empty()) return;
  // Those who do the work first, its supervisors behind them.
  std::stable_sort(invited.begin(), invited.end(), [](const app::Invited& a, const app::Invited& b) {
    return place_of(a.account) < place_of(b.account);
  });
  int name_width = 0;
  std::size_t id_width = 0;
  for (const app::Invited& each : invited) {
    name_width = std::max(name_width, display_width(each.account.name));
    id_width = std::max(id_width, each.account.id.size());
  }
  fmt::print("\n点开一个链接，定一个密码，就以这个人进去。链接只用一次，以后凭账号和密码登录。\n");
  for (const app::Invited& each : invited)
    fmt::print("  {}  {:{}}  {}console/welcome#{}\n", pad_right(each.account.name, name_width),
               each.account.id, id_width, address, each.token);
  fmt::print("\n");
}

int serve(const Session& session, ServeOptions options) {
  if (options.routes) {
    for (const std::string& line : server::operation_lines()) fmt::print("{}\n", line);
    return kDone;
  }
  int code = kDone;
  if (!options.begin_at.empty()) {
    options.program.begin_at = parse_instant(options.begin_at, code);
    if (!options.program.begin_at) return code;
  }
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  options.program.workspace = session.workspace;
  options.program.database = session.database;
  // A peer that is gone is an error of one connection, never the end of the program.
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const auto program = server::Program::start(options.program, *library);
  if (!program) return report_failure(program.error());
  const std::string address = fmt::format("http://localhost:{}/", (*program)->port());
  fmt::print("创模已启动：{}\n运行状况：http://127.0.0.1:{}/healthz /readyz /metrics\n", address,
             (*program)->admin_port());
  if (const auto token = (*program)->first_invitation()) {
    fmt::print(
        "\n还没有账号。首个管理员的一次性邀请：\n  {}\n点开 {}console/welcome#{} ，或者：\n"
        "  curl -i {}api/v1/invitations/accept -H 'Content-Type: application/json' \\\n"
        "    -d '{{\"token\":\"{}\",\"account\":\"admin\",\"password\":\"自己定\"}}'\n"
        "之后怎么做：docs/how-to/run-the-office.md\n",
        *token, address, *token, address, *token);
  }
  print_way_in((*program)->demonstration_invitations(), address);
  fmt::print("按 Ctrl-C 停止。\n");
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  fmt::print("正在停止：等进行中的请求结束……\n");
  std::fflush(stdout);
  (*program)->stop();
  return kDone;
}

}  // namespace

void add_serve_command(CLI::App& program, Session& session) {
  CLI::App* command = program.add_subcommand("serve", "启动服务器：网页和接口 (the server)");
  const auto options = std::make_shared<ServeOptions>();
  command->add_option("-w,--workspace", session.workspace, "工作目录");
  command->add_option("--address", options->program.address, "监听的地址")->capture_default_str();
  command->add_option("--port", options->program.port, "端口，0 为任选")->capture_default_str();
  command->add_option("--admin-port", options->program.admin_port, "运行状况端口，只在本机")
      ->capture_default_str();
  command->add_option("--host", options->program.hosts, "对外的域名，可写多个");
  command->add_option("--trusted-proxy", options->program.trusted_proxies, "反向代理的地址，可写多个");
  command->add_flag("--behind-tls", options->program.is_behind_tls, "前面有做 TLS 的反向代理");
  command->add_option("--clock", options->program.clock_file, "演练：当前时刻从这个文件读");
  command->add_option("--begin-at", options->begin_at, "演练：时钟从这一刻走起");
  command->add_flag("--routes", options->routes, "列出全部接口");
  command->callback(
      [&session, options] { session.chosen = [&session, options] { return serve(session, *options); }; });
}

}  // namespace chuangmo::cli
