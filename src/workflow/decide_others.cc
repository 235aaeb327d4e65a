#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "workflow/decisions.h"
#include "workflow/matter_steps.h"
#include "workflow/names.h"
#include "workflow/rights.h"
#include "workflow/submitted_values.h"
#include "workflow/unit_edges.h"

namespace chuangmo::workflow {

Result<Acts> move_matter(const Moment& at, const std::string& id, MatterStep step, const std::string& text) {
  const auto found = at.work.matters.find(id);
  if (found == at.work.matters.end()) return fail("WRK081", "没有督办事项“" + id + "”", "检查编号");
  if (const std::string why = step_refusal(found->second, step); !why.empty())
    return fail("WRK082", fmt::format("“{}”不能{}：{}", found->second.title, name_zh_of(step), why),
                "按研判、反馈、办结的顺序办理");
  if (step == MatterStep::hard && is_unfilled(text))
    return fail("WRK077", "列为难点没有写明理由", "写明理由，它会留在日志里");
  return Acts{MatterMoved{id, step, text}};
}

Result<Acts> add_edge(const Moment& at, const UnitEdge& edge) {
  if (is_unfilled(edge.before) || is_unfilled(edge.after))
    return fail("WRK083", "没有写明原单位或新单位", "两个单位都要写明");
  if (is_unfilled(edge.document)) return fail("WRK083", "没有写明依据的文件", "写明机构变动的文件名或文号");
  std::vector<UnitEdge> edges = at.work.edges;
  if (std::find(edges.begin(), edges.end(), edge) != edges.end())
    return fail("WRK083", "这一变动已经登记", "");
  edges.push_back(edge);
  CHUANGMO_CHECK(check_unit_edges(edges));
  return Acts{EdgeAdded{edge}};
}

namespace {

bool is_login_name(std::string_view id) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789._-";
  return id.size() >= 2 && id.size() <= 64 && id.find_first_not_of(kLetters) == std::string_view::npos &&
         id.front() != '-' && id.front() != '.';
}

}  // namespace

Result<Acts> set_account(const Moment& at, const Account& account) {
  if (!is_login_name(account.id))
    return fail("WRK084", "登录名" + quote(account.id) + "不合规", "用 2 至 64 个小写字母、数字、“.”“_”“-”");
  if (is_unfilled(account.name)) return fail("WRK084", "没有写明姓名", "填写使用人的姓名");
  if (account.roles.empty()) return fail("WRK084", "没有给“" + account.id + "”任何角色", "至少选择一个角色");
  CHUANGMO_CHECK(check_roles(account.roles, account.unit));
  const auto before = at.work.accounts.find(account.id);
  if (before != at.work.accounts.end()) {
    Account same = account;
    same.created_at = before->second.created_at;
    if (same == before->second) return fail("WRK076", "账号“" + account.id + "”没有变化", "");
  }
  Account kept = account;
  kept.created_at = {};
  return Acts{AccountSet{std::move(kept)}};
}

Result<Acts> judge_evidence(const Moment& at, const std::string& digest, EvidenceState state,
                            const std::string& why) {
  const auto found = at.work.evidence.find(digest);
  if (found == at.work.evidence.end()) return fail("WRK085", "没有这份佐证材料", "检查摘要");
  if (state == EvidenceState::quarantined) return fail("WRK085", "“待检查”不是检查的结论", "选择通过或拒绝");
  if (state == found->second.state)
    return fail("WRK085", fmt::format("佐证材料{}{}", quote(found->second.name), name_zh_of(state)),
                "不用再次检查");
  if (state == EvidenceState::refused && is_unfilled(why))
    return fail("WRK077", "拒绝佐证材料没有写明理由", "写明理由，它会留在日志里");
  return Acts{EvidenceJudged{digest, state, why}};
}

}  // namespace chuangmo::workflow
