#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/document_view.h"
#include "model/pack.h"
#include "model/plan.h"
#include "model/verdict.h"
#include "publish/monitoring.h"
#include "workflow/score.h"
#include "workflow/slip.h"

namespace chuangmo::publish {

// A row of the table that a city enters for 城考: its weights and limits are published nowhere.
struct AssessmentRow {
  std::string number;
  std::string name;
  std::string unit;
  std::string weight;
  std::string upper;
  std::string lower;
  std::string figure;  // key of a figure of the pack, "" none
  std::string value;   // of it in the year; "" not known
};

// What an office has to bring in, and has not.
struct OverdueCount {
  std::string unit;
  int count = 0;
  Date oldest_due;
  int working_days = 0;
};
struct DueCount {
  Date due;
  int requests = 0;
  std::vector<std::string> units;
};

// What documents are made of, gathered. What a document does not need is empty.
struct DocumentSources {
  const Pack& pack;
  std::string city;  // "朔州市"
  Date today;
  Instant known_at;
  Period period;
  std::string unit;  // of documents for one unit

  const Plan* plan = nullptr;
  const Evaluation* now = nullptr;
  const Evaluation* before = nullptr;  // as known when the period began
  Monitoring monitoring;
  std::vector<workflow::Slip> slips;
  std::vector<workflow::UnitScore> scores;
  std::vector<OverdueCount> overdue;
  std::vector<DueCount> next;
  Diagnostics findings;                              // of the plan
  std::map<std::string, std::string> finding_names;  // short names of their codes
  std::vector<AssessmentRow> assessment;
};

std::string date_words(Date date);  // "2012年1月31日"

}  // namespace chuangmo::publish
