#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/civil.h"
#include "model/fact.h"
#include "model/standard.h"

namespace chuangmo {

enum class Outcome { met, not_met, undecided, not_due };
std::string_view outcome_name(Outcome outcome);     // "met" "not_met" "undecided" "not_due"
std::string_view outcome_name_zh(Outcome outcome);  // "达标" "未达标" "无法判定" "未到期"

// One node of the tree that explains a verdict. Values are canonical text, so that the same input gives the
// same bytes.
struct TraceNode {
  std::string op;     // what was done; docs/formats/verdict.md lists every op and how to replay it
  std::string text;   // the words of the rule this node stands for, or what it computes
  std::string value;  // result: exact fraction "7/3", "true" "false" "unknown", class, text; "" none
  std::string low;    // bounds when the value is not known exactly; "" unbounded
  std::string high;
  std::string unit;
  std::string shown;  // rounded for people: "0.061 mg/m3"
  std::vector<std::pair<std::string, std::string>>
      details;  // in a fixed order: edition, valid_days, period ...
  std::optional<Citation> citation;
  std::optional<Origin> origin;  // leaves: the fact
  std::vector<TraceNode> children;
};

struct MissingItem {
  std::string what;        // "gdp", "air/PM10"
  std::string name;        // 中文
  std::string period;      // canonical text
  std::string supplier;    // who owes it
  std::string reason;      // 中文: "未报送", "有效天数不足: 300 天, 需 324 天"
  bool in_future = false;  // it is not late: the period has not ended
  friend auto operator<=>(const MissingItem&, const MissingItem&) = default;
};

// 还来得及吗: whether the criterion can still be met, and what room is left.
struct Reachability {
  bool applicable = false;
  bool reachable = false;  // some completion of what is still open meets it
  bool safe = false;       // every completion meets it
  std::string room;        // exact number, may be negative when lost
  std::string room_unit;   // "d", "t", "万元", "dB(A)" ...
  std::string text;        // 中文 sentence
};

struct CriterionVerdict {
  std::string id;
  std::string name;
  std::string rule;
  bool decides = true;
  Outcome outcome = Outcome::undecided;
  std::string value;  // of the deciding comparison, shown
  std::string limit;
  std::string unit;
  std::string best;  // best and worst case of the value when it is not exact; "" unbounded or none
  std::string worst;
  std::vector<MissingItem> missing;
  std::string would_decide;  // 中文: what would decide it
  Reachability reachable;
  std::vector<std::string> editions;          // standards used: "GB 3095-1996"
  Confidence weakest = Confidence::official;  // the least certain number that took part
  TraceNode trace;
};

struct IndicatorVerdict {
  int number = 0;
  std::string name;
  Outcome outcome = Outcome::undecided;
  std::string sentence;  // the verdict in one plain 中文 sentence
  std::vector<CriterionVerdict> criteria;
};

struct Evaluation {
  std::string programme;
  std::string pack;
  Date as_of;
  Instant known_at;
  std::vector<std::string> pinned;  // --standard-as
  std::vector<IndicatorVerdict> indicators;
};

}  // namespace chuangmo
