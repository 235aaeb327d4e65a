#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "publish/documents/document_sources.h"
#include "workflow/rights.h"

namespace chuangmo::publish {

// What has to be gathered for a document.
struct DocumentNeeds {
  bool plan = false;
  bool verdicts = false;
  bool former_verdicts = false;  // as known when the period began
  bool monitoring = false;
  bool chasing = false;
  bool scores = false;
  bool assessment = false;
  bool unit = false;  // it is asked for one unit
};

// One kind of document: its name, whom it is for, what may be asked, how its view is made.
struct DocumentKind {
  std::string_view name;   // "monthly-bulletin", as commands and addresses say
  std::string_view title;  // 中文
  std::string_view title_en;
  std::string_view audience;  // 中文
  std::string_view audience_en;
  std::vector<PeriodKind> periods;  // that it can be asked for; empty: it is of no period
  workflow::Action right;           // to what is in it
  DocumentNeeds needs;
  ViewShape (*shape)();
  ViewValue (*view)(const DocumentSources& sources);
};

const std::vector<DocumentKind>& document_kinds();
const DocumentKind* document_kind(std::string_view name);  // nullptr: there is none

// A document may be made from a template of either form.
enum class DocumentForm { docx, xlsx };
std::string_view document_form_name(DocumentForm form);               // "docx", also the ending of a file
std::optional<DocumentForm> document_form_of(std::string_view name);  // nullopt: neither

std::string template_file(const DocumentKind& kind,
                          DocumentForm form = DocumentForm::docx);  // "self-check.xlsx"
// "朔州市创模月度简报（2011年12月）": title of a made document, and the name of its file without ending.
std::string document_title(const DocumentKind& kind, const DocumentSources& sources);

}  // namespace chuangmo::publish
