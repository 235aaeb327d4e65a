#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "workflow/decisions.h"
#include "workflow/names.h"
#include "workflow/submission_content.h"
#include "workflow/submission_states.h"
#include "workflow/submitted_values.h"
#include "workflow/unit_edges.h"

namespace chuangmo::workflow {
namespace {

Result<void> is_open(const Request& request, Date today) {
  if (request.is_withdrawn)
    return fail("WRK061", "催报“" + request.id + "”已撤销", "不用再报；有疑问请联系创模办");
  if (today < request.opens)
    return fail("WRK062", fmt::format("窗口 {} 才打开", request.opens.text()), "先存为草稿，到时再提交");
  if (today <= request.closes) return {};
  Date latest = request.closes;
  for (const LateException& exception : request.exceptions) latest = std::max(latest, exception.until);
  if (today <= latest) return {};
  return fail("WRK063",
              request.exceptions.empty()
                  ? fmt::format("窗口已于 {} 关闭", request.closes.text())
                  : fmt::format("窗口已关闭，准予延期的最后一天 {} 也已过去", latest.text()),
              "请创模办准予延期后再提交");
}

// Figures and surveys are given alike.
Result<void> is_asked_for(const SubmissionContent& content, const Request& request) {
  const std::set<Item> items(request.items.begin(), request.items.end());
  std::set<std::string> others;
  const auto look = [&](std::initializer_list<ItemKind> kinds, const std::string& key) {
    const bool is_asked = std::any_of(kinds.begin(), kinds.end(), [&](ItemKind kind) {
      return items.contains({kind, key});
    });
    if (!is_asked) others.insert(item_text({*kinds.begin(), key}));
  };
  for (const auto& figure : content.figures) look({ItemKind::figure, ItemKind::survey}, figure.figure);
  for (const auto& record : content.records) look({ItemKind::ledger}, record.ledger);
  for (const auto& closure : content.closures) look({ItemKind::ledger}, closure.ledger);
  for (const auto& [task, text] : content.reports) look({ItemKind::report}, task);
  for (const auto& evidence : content.evidence) {
    if (!evidence.criterion.empty()) look({ItemKind::evidence}, evidence.criterion);
  }
  if (others.empty()) return {};
  const std::vector<std::string> shown(others.begin(), others.end());
  return fail("WRK068", "本次没有要求报送：" + join(shown, "、"),
              "删去这些内容；应由本单位报送的，请创模办补发催报");
}

bool has_no_content(const SubmissionContent& content) {
  return content.figures.empty() && content.records.empty() && content.closures.empty() &&
         content.evidence.empty() && content.reports.empty();
}

Result<void> may_pass(const std::vector<CheckFinding>& findings, const SubmissionContent& content) {
  std::size_t blockers = 0;
  std::vector<std::string> unexplained;
  for (const CheckFinding& finding : findings) {
    blockers += finding.severity == CheckSeverity::blocker ? 1 : 0;
    if (finding.severity != CheckSeverity::error) continue;
    const auto reason = content.reasons.find(finding.key());
    if (reason == content.reasons.end() || is_unfilled(reason->second)) unexplained.push_back(finding.key());
  }
  if (blockers > 0) {
    const auto first = std::find_if(findings.begin(), findings.end(), [](const CheckFinding& finding) {
      return finding.severity == CheckSeverity::blocker;
    });
    return fail("WRK066", fmt::format("有 {} 处不改正不能提交，如：{}", blockers, first->text),
                first->fix.empty() ? "改正后再提交" : first->fix);
  }
  if (unexplained.empty()) return {};
  return fail(
      "WRK067",
      fmt::format("有 {} 处错误既没有改正也没有说明理由，如 {}", unexplained.size(), unexplained.front()),
      "改正，或逐条说明为什么无误");
}

// Units whose papers may be handed in with a request: its own, and those it carries on.
std::set<std::string> units_of(const Moment& at, const Request& request) {
  std::set<std::string> units{request.unit, at.actor.unit};
  units.erase("");
  for (const PastUnit& past : past_of(at.work.edges, request.unit, at.now.date())) units.insert(past.unit);
  return units;
}

Result<void> are_own_papers(const Moment& at, const Request& request, const SubmissionContent& content) {
  const std::set<std::string> units = units_of(at, request);
  for (const SubmittedEvidence& evidence : content.evidence) {
    const auto found = at.work.evidence.find(evidence.digest);
    if (found == at.work.evidence.end())
      return fail("WRK069", "佐证材料" + quote(evidence.name) + "没有上传", "先上传文件");
    const EvidenceFile& file = found->second;
    if (file.state == EvidenceState::refused)
      return fail("WRK069", "佐证材料" + quote(evidence.name) + "未通过检查：" + file.why, "换一个文件");
    const bool is_own = std::any_of(file.units.begin(), file.units.end(),
                                    [&](const std::string& unit) { return units.contains(unit); });
    if (!is_own)
      return fail("WRK069", "佐证材料" + quote(evidence.name) + "不是本单位上传的", "由本单位重新上传");
  }
  return {};
}

Result<const Submission*> find_submission(const Moment& at, const std::string& id, SubmissionAct act,
                                          std::string_view verb) {
  const Submission* submission = at.work.submission(id);
  if (submission == nullptr) return fail("WRK070", "没有报送“" + id + "”", "检查编号");
  if (next_state(submission->state, act)) return submission;
  return fail("WRK071", fmt::format("报送“{}”{}，不能{}", id, name_zh_of(submission->state), verb),
              submission->state == SubmissionState::accepted ? "需要更正的，请单位重新报送"
                                                             : "请看这项催报最近一次的报送");
}

}  // namespace

Result<Acts> submit(const Moment& at, const std::string& request_id, const SubmissionContent& content,
                    const std::vector<CheckFinding>& findings) {
  const auto found = at.work.requests.find(request_id);
  if (found == at.work.requests.end()) return fail("WRK060", "没有催报“" + request_id + "”", "检查编号");
  const Request& request = found->second;
  const Date today = at.now.date();
  CHUANGMO_CHECK(is_open(request, today));
  if (const Submission* waiting = at.work.pending(request_id))
    return fail("WRK064", "报送“" + waiting->id + "”还在等待审核", "先撤回它，再提交新的");
  if (has_no_content(content))
    return fail("WRK065", "没有填写任何内容", "填写后再提交；确实没有的，做零报告");
  CHUANGMO_CHECK(is_asked_for(content, request));
  CHUANGMO_CHECK(are_own_papers(at, request, content));
  CHUANGMO_CHECK(may_pass(findings, content));
  const auto before = at.work.submissions.find(request_id);
  const std::size_t count = before == at.work.submissions.end() ? 0 : before->second.size();
  return Acts{Submitted{fmt::format("{}#{}", request_id, count + 1), request_id, request.unit,
                        content_digest(content), findings, today > request.due}};
}

Result<Acts> give_back(const Moment& at, const std::string& submission,
                       const std::vector<ReturnReason>& reasons) {
  CHUANGMO_CHECK(find_submission(at, submission, SubmissionAct::give_back, "退回"));
  const bool has_all = std::none_of(reasons.begin(), reasons.end(),
                                    [](const ReturnReason& reason) { return is_unfilled(reason.text); });
  if (reasons.empty() || !has_all)
    return fail("WRK072", "退回没有写明原因", "写明哪一处、为什么，单位才知道怎么改");
  return Acts{Returned{submission, reasons}};
}

Result<Acts> accept(const Moment& at, const std::string& id, const SubmissionContent& content,
                    const std::string& note) {
  CHUANGMO_TRY(submission, find_submission(at, id, SubmissionAct::accept, "接受"));
  if (content_digest(content) != submission->digest)
    return fail("WRK073", "内容与报送“" + id + "”的回执不符", "运行 chuangmo audit verify 核对数据库");
  for (const SubmittedEvidence& evidence : content.evidence) {
    const auto found = at.work.evidence.find(evidence.digest);
    if (found != at.work.evidence.end() && found->second.state == EvidenceState::clean) continue;
    const bool is_refused = found != at.work.evidence.end() && found->second.state == EvidenceState::refused;
    return fail("WRK074",
                "佐证材料" + quote(evidence.name) +
                    (is_refused ? "未通过检查：" + found->second.why : "还没有检查完"),
                is_refused ? "退回，请单位换一个文件" : "检查完成后再接受");
  }
  return Acts{Accepted{id, note}};
}

Result<Acts> withdraw(const Moment& at, const std::string& submission, const std::string& reason) {
  CHUANGMO_CHECK(find_submission(at, submission, SubmissionAct::withdraw, "撤回"));
  return Acts{Withdrawn{submission, reason}};
}

}  // namespace chuangmo::workflow
