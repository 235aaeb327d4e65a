#include <algorithm>

#include "publish/portal.h"
#include "publish/trace_path.h"

namespace chuangmo::publish {

void hide_closed_records(TraceNode& trace, const std::vector<std::string>& open_ledgers) {
  if (trace.op == "record") {
    const std::string* ledger = detail_of(trace, "ledger");
    const bool is_open = ledger != nullptr &&
                         std::find(open_ledgers.begin(), open_ledgers.end(), *ledger) != open_ledgers.end();
    if (is_open) return;
    trace.text = "一条台账记录（未公开）";
    trace.details.clear();
    trace.origin.reset();
    trace.children.clear();
    return;
  }
  for (TraceNode& child : trace.children) hide_closed_records(child, open_ledgers);
}

}  // namespace chuangmo::publish
