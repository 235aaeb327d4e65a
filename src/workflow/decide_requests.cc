#include <algorithm>
#include <fmt/format.h>

#include "workflow/decisions.h"
#include "workflow/submitted_values.h"

namespace chuangmo::workflow {
namespace {

Failure no_reason(const std::string& what) {
  return {"WRK077", what + "没有写明理由", "写明理由，它会留在日志里"};
}

Result<const Request*> find_request(const Moment& at, const std::string& id) {
  const auto found = at.work.requests.find(id);
  if (found == at.work.requests.end()) return fail("WRK060", "没有催报“" + id + "”", "检查编号");
  return &found->second;
}

Result<void> is_whole(const Request& request) {
  if (request.unit.empty()) return fail("WRK075", "催报没有写明单位", "选择单位");
  if (request.id.rfind(request.unit + "|", 0) != 0 || request.id.size() == request.unit.size() + 1)
    return fail("WRK075", "催报编号“" + request.id + "”不是“单位|期间”", "编号由单位和期间组成");
  if (request.items.empty())
    return fail("WRK075", "催报“" + request.id + "”没有要求报送任何内容", "至少选择一项");
  if (!std::is_sorted(request.items.begin(), request.items.end()) ||
      std::adjacent_find(request.items.begin(), request.items.end()) != request.items.end())
    return fail("WRK075", "催报“" + request.id + "”的内容有重复或没有排序", "每一项只列一次");
  if (request.opens <= request.due && request.due <= request.closes) return {};
  return fail("WRK075",
              fmt::format("日期顺序不对：{} 打开，{} 到期，{} 关闭", request.opens.text(), request.due.text(),
                          request.closes.text()),
              "打开日不晚于到期日，到期日不晚于关闭日");
}

}  // namespace

Result<Acts> issue_request(const Moment& at, const Request& request) {
  CHUANGMO_CHECK(is_whole(request));
  if (at.work.requests.contains(request.id))
    return fail("WRK076", "催报“" + request.id + "”已经下发", "需要变动的，修改原来的催报");
  return Acts{RequestIssued{request}};
}

Result<Acts> change_request(const Moment& at, const Request& request, const std::string& reason) {
  CHUANGMO_TRY(before, find_request(at, request.id));
  CHUANGMO_CHECK(is_whole(request));
  if (request.unit != before->unit || request.period != before->period || request.rhythm != before->rhythm ||
      request.exceptions != before->exceptions)
    return fail("WRK075", "催报的单位、期间和延期不能这样修改", "撤销这项催报，另发一项；延期另行准予");
  if (request == *before) return fail("WRK076", "催报“" + request.id + "”没有变化", "");
  if (is_unfilled(reason)) return tl::unexpected(no_reason("修改催报"));
  return Acts{RequestChanged{request, reason}};
}

Result<Acts> grant_late(const Moment& at, const std::string& id, Date until, const std::string& reason) {
  CHUANGMO_TRY(request, find_request(at, id));
  if (request->is_withdrawn) return fail("WRK061", "催报“" + id + "”已撤销", "不用延期");
  if (until <= request->closes)
    return fail("WRK078",
                fmt::format("窗口到 {} 才关闭，不需要延期到 {}", request->closes.text(), until.text()),
                "选择关闭日之后的日期");
  if (until < at.now.date())
    return fail("WRK078", "延期的最后一天 " + until.text() + " 已经过去", "选择今天或以后的日期");
  if (is_unfilled(reason)) return tl::unexpected(no_reason("延期"));
  return Acts{LateGranted{id, {until, at.actor.id, reason}}};
}

Result<Acts> set_obligation(const Moment& at, const Obligation& obligation) {
  if (obligation.unit.empty()) return fail("WRK075", "报送职责没有写明单位", "选择单位");
  if (obligation.id != obligation.unit + "|" + item_text(obligation.item))
    return fail("WRK075", "报送职责的编号“" + obligation.id + "”不是“单位|内容”", "编号由单位和内容组成");
  if (!std::is_sorted(obligation.needed_by.begin(), obligation.needed_by.end()))
    return fail("WRK075", "报送职责“" + obligation.id + "”的用途没有排序", "按顺序列出");
  const auto before = at.work.obligations.find(obligation.id);
  if (before != at.work.obligations.end() && before->second == obligation)
    return fail("WRK076", "报送职责“" + obligation.id + "”没有变化", "");
  return Acts{ObligationSet{obligation}};
}

Result<Acts> open_matter(const Moment& at, const std::string& unit, const std::string& title,
                         const std::string& about, const std::string& hard_reason) {
  if (is_unfilled(unit) || is_unfilled(title))
    return fail("WRK080", "督办事项没有写明单位或事由", "写明由谁办理、办什么");
  std::size_t number = at.work.matters.size() + 1;
  while (at.work.matters.contains(fmt::format("matter-{}", number))) ++number;
  Matter matter;
  matter.id = fmt::format("matter-{}", number);
  matter.unit = unit;
  matter.title = title;
  matter.about = about;
  matter.is_hard = !is_unfilled(hard_reason);
  if (matter.is_hard) matter.hard_reason = hard_reason;
  return Acts{MatterOpened{std::move(matter)}};
}

Result<Acts> pin_standards(const Moment& at, const std::vector<std::string>& editions,
                           const std::string& reason) {
  if (editions == at.work.pinned) return fail("WRK076", "采用的标准版本没有变化", "");
  if (is_unfilled(reason)) return tl::unexpected(no_reason("指定标准版本"));
  return Acts{StandardsPinned{editions, reason}};
}

}  // namespace chuangmo::workflow
