#pragma once
#include <string>
#include <vector>

#include "base/civil.h"
#include "base/result.h"

namespace chuangmo::demo {

// An invented paper that a unit hands in to support what it reports: what stands on it, whatever kind of file
// it becomes. Each says that it is simulated.
struct Paper {
  std::string title;
  std::string unit;
  Date day;
  std::vector<std::string> paragraphs;
  std::vector<std::vector<std::string>> rows;  // the first is the heading; empty: no table
};

// Real files, the same bytes for the same paper.
std::string pdf_of(const Paper& paper);
std::string docx_of(const Paper& paper);
Result<std::string> xlsx_of(const Paper& paper);
std::string text_of(const Paper& paper);

// A PDF as some form programs write them: a script runs when it is opened, so that a person has to look at it
// first. And one whose sending broke off.
std::string pdf_with_script(const Paper& paper);
std::string pdf_cut_short(const Paper& paper);

}  // namespace chuangmo::demo
