#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/pack.h"
#include "model/plan.h"
#include "model/verdict.h"
#include "publish/chart.h"
#include "publish/monitoring.h"
#include "publish/notice_text.h"
#include "publish/open_table.h"
#include "publish/scoreboard_html.h"
#include "publish/trace_words.h"

namespace chuangmo::publish {

// The public pages: what everybody reads without logging in. Each is one HTML document in one language that
// works without scripts; the same values give the same bytes.

// The verdicts of one state with what is drawn and said beside them.
struct PortalVerdicts {
  Evaluation evaluation;  // with the days that decided; records of ledgers that are not open are hidden
  std::vector<Chart> charts;
  Monitoring monitoring;
  RuleGlossary rules_zh;
  RuleGlossary rules_en;
  std::map<std::string, std::string> edition_titles;  // "GB 3095-1996" -> "环境空气质量标准"
};

struct PortalPaper {
  std::string digest;
  std::string name;
  std::string type;
  std::int64_t size = 0;  // bytes
};

struct PortalNotice {
  std::string id;
  bool is_bulletin = false;
  std::string title;
  std::string text;  // of a withdrawn one ""
  std::optional<Period> period;
  std::vector<int> indicators;
  std::vector<std::string> figures;
  std::vector<PortalPaper> papers;
  Instant published_at;
  std::int64_t entry = 0;  // number in the journal
  std::optional<Instant> withdrawn_at;
  std::int64_t withdrawn_entry = 0;
  std::string withdrawn_reason;
};

// The log as everybody may see it.
struct PortalLog {
  std::int64_t size = 0;
  std::string root;          // hexadecimal
  std::string note;          // signed checkpoint
  std::string verifier_key;  // of the log
};

struct PortalSite {
  const Pack* pack = nullptr;
  std::shared_ptr<const Plan> plan;  // may be null
  std::shared_ptr<const PortalVerdicts> verdicts;
  PageMarks marks;
  std::string style;  // address of the style sheet
  std::string icon;
  std::vector<PortalNotice> notices;  // latest first
  std::vector<OpenTable> tables;      // what is open, figures first
};

std::string portal_home(const PortalSite& site, Language language);
std::string portal_indicator(const PortalSite& site, const IndicatorVerdict& indicator, Language language);
std::string portal_data(const PortalSite& site, Language language);
std::string portal_table(const PortalSite& site, const OpenTable& table, Language language);
std::string portal_notices(const PortalSite& site, Language language);
// `known` are the verdicts of its indicators as they were known when it was published, `root` that of the log
// with it as the last entry.
std::string portal_notice(const PortalSite& site, const PortalNotice& notice,
                          const std::vector<IndicatorVerdict>& known, const std::string& root,
                          Language language);
std::string portal_plan(const PortalSite& site, Language language);
std::string portal_proof(const PortalSite& site, const PortalLog& log, Language language);

// An entry of the log that says what was published.
struct PortalEntry {
  std::int64_t number = 0;
  Instant recorded_at;
  std::string kind;
  std::string object;
  std::string leaf;    // hash, hexadecimal
  std::string about;   // what it is in words: "简报" ...
  std::string notice;  // id of the notice, "" none
};
std::string portal_entry(const PortalSite& site, const PortalEntry& entry, const PortalLog& log,
                         Language language);
std::string portal_not_found(const PortalSite& site, Language language);

// The verdicts as a table, which is always open: "verdicts".
OpenTable verdicts_table(const Evaluation& evaluation, const Pack& pack);

// Records of ledgers that are not open stay in a trace as one line without their content.
void hide_closed_records(TraceNode& trace, const std::vector<std::string>& open_ledgers);

}  // namespace chuangmo::publish
