#include "app/demo_cast.h"

#include <algorithm>
#include <array>

#include "app/accounts.h"

namespace chuangmo::app {

namespace {

using workflow::Role;

struct Player {
  std::string_view id;
  std::string_view name;
  std::string_view unit;
  Role role;
};
constexpr std::string_view kFirst = "security-admin";
constexpr std::array<Player, 12> kCast = {{
    {kFirst, "安全管理员 赵工", "", Role::security_admin},
    {"system-admin", "系统管理员 钱工", "", Role::system_admin},
    {"audit-admin", "审计管理员 孙工", "", Role::audit_admin},
    {kSimulatedOffice, "创模办 李主任", "", Role::office},
    {"leader", "分管领导 王副市长", "", Role::leader},
    {"inspector", "技术核查 周专家", "", Role::inspector},
    {"tongji-editor", "统计局填报人 小吴", "市统计局", Role::unit_editor},
    {"tongji-reviewer", "统计局审核人 郑科长", "市统计局", Role::unit_reviewer},
    {"huanbao-editor", "环保局填报人 小冯", "市环保局", Role::unit_editor},
    {"huanbao-reviewer", "环保局审核人 陈科长", "市环保局", Role::unit_reviewer},
    {"gongan-editor", "公安局填报人 小褚", "市公安局", Role::unit_editor},
    {"gongan-reviewer", "公安局审核人 卫支队长", "市公安局", Role::unit_reviewer},
}};

std::string player_of(std::string_view unit, Role role) {
  const auto* const found = std::find_if(
      kCast.begin(), kCast.end(), [&](const Player& each) { return each.unit == unit && each.role == role; });
  return found == kCast.end() ? "模拟·" + std::string(unit) : std::string(found->id);
}

}  // namespace

std::string editor_of(std::string_view unit) {
  return player_of(unit, Role::unit_editor);
}
std::string reviewer_of(std::string_view unit) {
  return player_of(unit, Role::unit_reviewer);
}

Result<void> let_cast_in(Office& office) {
  for (const Player& player : kCast) {
    workflow::Account account;
    account.id = player.id;
    account.name = player.name;
    account.unit = player.unit;
    account.roles = {player.role};
    CHUANGMO_CHECK(add_account(office, std::string(kFirst), account));
  }
  return {};
}

}  // namespace chuangmo::app
