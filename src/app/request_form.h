#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "workflow/request.h"
#include "workflow/submission.h"

namespace chuangmo::app {

// One number a form asks for: a figure of the pack, or how many chose one option of a survey.
struct FormFigure {
  std::string key;      // of the figure or survey
  std::string subject;  // of the family, option of the survey; "" none
  Period period;
  std::string place;  // as CheckFinding::place: "figure:total_emission(COD)"
  std::string name;   // "总排放量"
  std::string title;  // "总排放量（化学需氧量）"
  std::string unit;
  std::string scope;
  std::string definition;
  std::string group;  // "环境质量"; of surveys their name
  bool is_survey = false;
  std::optional<std::string> accepted;     // of the period
  std::optional<std::string> year_before;  // accepted of the one a year before
};
struct FormReport {
  std::string task;  // label
  std::string text;  // what the task says; "" the plan has no such task
};

// What is asked of one unit for one period, with the words and numbers that help to answer. Definitions
// belong to the office's pack.
struct RequestForm {
  workflow::Request request;
  std::vector<FormFigure> figures;  // in the order of the request's items
  std::vector<const LedgerDefinition*> ledgers;
  std::vector<FormReport> reports;
  std::vector<workflow::Item> others;  // readings, evidence: they come as files

  const FormFigure* figure(const std::string& key, const std::string& subject, const Period& period) const;
  const LedgerDefinition* ledger(const std::string& key) const;
};
Result<RequestForm> request_form(Office& office, const workflow::Work& work,
                                 const workflow::Request& request);

// What the unit last said: its draft, else the last answer that it did not take back, else nothing.
struct PresentAnswer {
  workflow::SubmissionContent content;
  std::string draft_tag;  // "" there is no draft
};
Result<PresentAnswer> present_answer(Office& office, const workflow::Work& work, const std::string& request);

// The same without the draft.
Result<PresentAnswer> handed_in_answer(Office& office, const workflow::Work& work,
                                       const std::string& request);

}  // namespace chuangmo::app
