#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/pack.h"
#include "model/plan.h"
#include "model/verdict.h"
#include "publish/chart.h"
#include "publish/monitoring.h"
#include "publish/trace_words.h"

namespace chuangmo::publish {

// What stands on the page besides verdicts.
struct PageMarks {
  bool simulated = false;  // 模拟数据: a badge, and a watermark on screen and paper
  std::string title;  // "朔州市创建山西省环境保护模范城市"; "" takes the plan's or the programme's name
  std::string title_en;       // "Shuozhou · Environmental Protection Model City"
  std::string version;        // of the program
  std::string log_root;       // of the journal's log, hexadecimal; "" when there is none
  std::int64_t log_size = 0;  // entries under that root
};

struct ScoreboardPage {
  const Evaluation& evaluation;
  const Pack& pack;
  const Plan* plan = nullptr;  // nullptr: no tasks are shown
  std::vector<Chart> charts;   // by indicator; the first one of an indicator is also its sparkline
  RuleGlossary rule_words;
  PageMarks marks;
  Monitoring monitoring;
};

// One self-contained HTML file: no request leaves it. Chinese first, English behind a switch; light and dark;
// every indicator opens to its sentence, criteria, bounds, missing data, proof tree, tasks and charts. A
// trace is cut to what tells most; the page says where the whole proof is. The same page gives the same
// bytes.
std::string scoreboard_html(const ScoreboardPage& page);

}  // namespace chuangmo::publish
