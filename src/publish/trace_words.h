#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/verdict.h"
#include "publish/number_words.h"

namespace chuangmo::publish {

// A node of a trace in words. What comes out is for reading; the trace itself is left as it is.

// A rule in words of one language, and its parts by their source text; choices of ledgers too.
struct RuleWords {
  std::string sentence;
  std::map<std::string, std::string> parts;
  // In English: what traces call in Chinese, figures, lists, stations sets, methods; nullptr in Chinese.
  std::shared_ptr<const std::map<std::string, std::string>> terms;
};
// By criterion id.
using RuleGlossary = std::map<std::string, RuleWords>;
const RuleWords* words_of(const RuleGlossary& glossary, const std::string& criterion);

// What the node is: "城区环境空气点位 年平均浓度 SO2", of a comparison also both sides: "… 0.0619 mg/m³，要求
// ≤ SO2 限值 0.06 mg/m³". `rule` may be nullptr; of English words it is the rule in English. Names of
// stations and what somebody wrote stay as they are.
std::string node_words(const TraceNode& node, const RuleWords* rule, Language language = Language::zh);
// A name of a trace or of what is missing in the words of `rule`: a term as a whole, else each of its parts.
std::string term_words(const std::string& name, const RuleWords* rule);

enum class ResultKind { none, holds, fails, unknown, value };
struct NodeResult {
  ResultKind kind = ResultKind::none;
  std::string text;  // of a value: "61.9378 μg/m³"; of an unknown one its bounds, when it has any
};
NodeResult node_result(const TraceNode& node, const RuleWords* rule, Language language);

// The readings a station day was made of; none of every other node.
struct HourValue {
  std::string value;  // "" is a gap
  bool is_highest = false;
};
std::vector<HourValue> hours_of(const TraceNode& node);

// "GB 3095-1996 表1"
std::string citation_words(const Citation& citation, Language language = Language::zh);

// "2009/监测/空气.csv · 第 31 行 · PM10列"
std::string origin_text(const Origin& origin, std::string_view separator, Language language = Language::zh);

// A detail of a node in the words of readers.
struct ShownDetail {
  std::string_view zh;
  std::string_view en;
  std::string value;
};
// Of a node's details those that tell a reader something: edition, days, counts, who said it when. What the
// words of the rule or the node's place say already is left out.
std::vector<ShownDetail> shown_details(const TraceNode& node);

}  // namespace chuangmo::publish
