#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "workflow/checking.h"

namespace chuangmo::workflow {
namespace {

class ItemCheck {
 public:
  ItemCheck(const SubmissionContent& content, const FigureValues& figures, const CheckInput& input,
            FindingList& findings)
      : content_(content), figures_(figures), input_(input), findings_(findings) {}

  void check(const Item& item) {
    switch (item.kind) {
      case ItemKind::figure:
      case ItemKind::survey:
        return check_figure(item);
      case ItemKind::ledger:
        return check_ledger(item);
      case ItemKind::evidence:
        return check_evidence(item);
      case ItemKind::report:
        return check_report(item);
      case ItemKind::readings:
        return complain("readings:" + item.key, CheckSeverity::note,
                        {"WRK118", "监测数据" + quote(item.key) + "不在报送表里", "以文件导入"});
    }
  }

 private:
  void check_figure(const Item& item) {
    const FigureDefinition* figure = input_.pack.figure(item.key);
    if (figure == nullptr) return;  // the pack has changed since the request
    std::vector<std::string> subjects = figure->subjects;
    if (subjects.empty()) subjects.emplace_back();
    for (const std::string& subject : subjects) {
      for (const Period& period : asked_periods(*figure)) {
        const FigureKey key{figure->key, subject, period};
        if (figures_.given.contains(key) || figures_.unread.contains(key)) continue;
        complain(figure_place(key, input_.request), CheckSeverity::error,
                 {"WRK103", "没有填“" + figure_title(*figure, subject) + "”" + period.text_zh() + "的数据",
                  "补填；确实没有的，说明理由"});
      }
    }
  }

  // Periods of the figure's kind within the request's that have begun: those to come are not missed.
  std::vector<Period> asked_periods(const FigureDefinition& figure) const {
    std::vector<Period> periods = input_.request.period.divide(figure.period);
    std::erase_if(periods, [&](const Period& period) { return period.begin > input_.today; });
    return periods;
  }

  void check_ledger(const Item& item) {
    const LedgerDefinition* ledger = input_.pack.ledger(item.key);
    if (ledger == nullptr) return;
    const bool has_rows =
        std::any_of(content_.records.begin(), content_.records.end(),
                    [&](const SubmittedRecord& record) { return record.ledger == item.key; });
    const bool is_closed =
        std::any_of(content_.closures.begin(), content_.closures.end(),
                    [&](const SubmittedClosure& closure) { return closure.ledger == item.key; });
    const std::string place = "ledger:" + item.key;
    if (!has_rows && !is_closed) {
      complain(place, CheckSeverity::error,
               {"WRK103", "没有报送台账“" + ledger->name + "”", "补报；确实没有记录的，做零报告"});
    } else if (!is_closed) {
      complain(place, CheckSeverity::note,
               {"WRK115", "没有声明台账“" + ledger->name + "”的记录已全，统计时只能算作下限",
                "全部填完后，声明“以上为全部记录”"});
    } else if (!has_rows) {
      complain(place, CheckSeverity::note,
               {"WRK114", "台账“" + ledger->name + "”为零报告：本期没有记录", "确实没有的，不用改"});
    }
  }

  void check_evidence(const Item& item) {
    const bool is_there =
        std::any_of(content_.evidence.begin(), content_.evidence.end(),
                    [&](const SubmittedEvidence& evidence) { return evidence.criterion == item.key; });
    if (!is_there)
      complain("evidence:" + item.key, CheckSeverity::warning,
               {"WRK117", "没有判据 " + item.key + " 的佐证材料", "上传并对应到这一判据"});
  }

  void check_report(const Item& item) {
    const auto report = content_.reports.find(item.key);
    if (report == content_.reports.end() || is_unfilled(report->second))
      complain("report:" + item.key, CheckSeverity::warning,
               {"WRK117", "没有写任务 " + item.key + " 的进展", "补写"});
  }

  void complain(const std::string& place, CheckSeverity severity, const Failure& why) {
    findings_.add(severity, [&] { return CheckFinding{why.code, place, severity, why.text, why.fix}; });
  }

  const SubmissionContent& content_;
  const FigureValues& figures_;
  const CheckInput& input_;
  FindingList& findings_;
};

}  // namespace

void check_items(const SubmissionContent& content, const FigureValues& figures, const CheckInput& input,
                 FindingList& findings) {
  ItemCheck check(content, figures, input, findings);
  for (const Item& item : input.request.items) check.check(item);
}

void check_closures(const SubmissionContent& content, const CheckInput& input, FindingList& findings) {
  std::set<std::pair<std::string, Period>> seen;
  for (const SubmittedClosure& closure : content.closures) {
    const std::string place = "closure:" + closure.ledger + ":" + closure.period.text();
    const auto complain = [&](CheckSeverity severity, const Failure& why) {
      findings.add(severity, [&] { return CheckFinding{why.code, place, severity, why.text, why.fix}; });
    };
    if (input.pack.ledger(closure.ledger) == nullptr)
      complain(CheckSeverity::blocker, {"WRK102", "指标包里没有台账" + quote(closure.ledger), "检查名称"});
    if (closure.period.begin > input.today)
      complain(CheckSeverity::blocker,
               {"WRK119", closure.period.text_zh() + "还没有开始，不能说记录已全", "检查期间"});
    if (!input.request.period.contains(closure.period) && !closure.period.contains(input.request.period))
      complain(CheckSeverity::error,
               {"WRK109", closure.period.text_zh() + "不在本次报送的期间之内", "改正期间"});
    if (!seen.emplace(closure.ledger, closure.period).second)
      complain(CheckSeverity::warning, {"WRK120", "同一期间声明了两次", "只留一次"});
  }
}

}  // namespace chuangmo::workflow
