#pragma once
#include <map>
#include <string>
#include <vector>

#include "model/dossier.h"
#include "model/fact.h"
#include "model/pack.h"
#include "model/plan.h"
#include "model/verdict.h"
#include "publish/chart.h"
#include "publish/verdict_words.h"

namespace chuangmo::publish {

// A paper of the dossier: one file, once for each indicator that it supports.
struct DossierPaper {
  std::string number;  // "A08-003"
  int indicator = 0;
  std::vector<std::string> criteria;  // it supports, in order
  std::string name;                   // as the unit calls it
  std::string unit;
  std::string period;
  std::string digest;
  std::int64_t bytes = 0;
  std::string submission;  // with which it came; "" an import
  Date stored_on;
  std::string path;  // within the dossier: "B/A08/A08-003 通知.pdf"
};

// A task of the plan, and how far it has come by what its units reported.
struct DossierTask {
  int indicator = 0;
  std::string label;
  std::string text;
  std::vector<std::string> leads;
  std::vector<std::string> cooperating;
  std::string state;   // 中文; "" where nothing was to be reported
  std::string report;  // the latest accepted one
  std::string report_unit;
  std::string report_period;
};

// What a unit handed in of one item.
struct DossierSupply {
  std::string name;  // 中文 of the item
  std::string unit;
  std::string periods;  // "2009、2010、2011"
  std::string source;   // submission or file it last came with
  Date on;
};

struct DossierCounts {
  int units = 0;  // that answer for something in the plan
  int tasks = 0;
  int tasks_done = 0;
  int submissions = 0;  // accepted
  int papers = 0;       // different files
  int figures = 0;
  int records = 0;
  int stations = 0;
};

// All that a dossier of one year is made of. What it points to outlives it.
struct DossierSource {
  const Pack& pack;
  const DossierDefinition& shape;
  const Plan& plan;
  const RuleGlossary& rules;
  std::string city;   // "朔州市"
  std::string title;  // of the programme
  int year = 0;
  std::map<int, const Evaluation*> by_year;  // each assessment year up to `year`, as of its last day
  const FactSet& facts;
  const std::vector<Chart>& charts;
  std::vector<DossierPaper> papers;                            // by number
  std::vector<DossierTask> tasks;                              // in the order of the plan
  std::map<int, std::vector<DossierSupply>> supplies;          // by indicator
  std::map<std::string, std::vector<std::string>> figures_of;  // criterion -> figures it asks for
  DossierCounts counts;

  std::vector<int> years() const;  // of `by_year`
  const Evaluation& now() const { return *by_year.at(year); }
};

}  // namespace chuangmo::publish
