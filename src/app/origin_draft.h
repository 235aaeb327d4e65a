#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "app/document_basis.h"
#include "app/origin.h"
#include "app/origin_facts.h"
#include "publish/dossier/dossier_binding.h"

namespace chuangmo::app {

// A number of a document that somebody asks about.
struct DocumentNumber {
  Office& office;
  const DocumentBasis& basis;
  publish::Binding binding;
  int year = 0;  // of what is counted by the year and does not say so
};

// The answer while it is put together.
class OriginDraft {
 public:
  explicit OriginDraft(const DocumentNumber& number)
      : facts(number.office.pack(), *number.basis.work, number.basis.judgement.facts),
        binding_(number.binding.text()) {
    origin.binding = binding_;
  }
  NumberOrigin origin;
  OriginFacts facts;

  void take_value(const std::map<std::string, std::string>& written);
  void leave_out(std::string what, std::string why);
  NumberOrigin done();

 private:
  std::string binding_;
};

// What an aspect is called: "优良天数"; "" there is no such aspect.
struct AspectName {
  std::string_view aspect;
  std::string_view zh;
};
template <std::size_t kCount>
std::string_view aspect_name(const std::array<AspectName, kCount>& names, std::string_view aspect) {
  for (const AspectName& each : names) {
    if (each.aspect == aspect) return each.zh;
  }
  return "";
}

// How a trace's node was made, in one line: what it is, by which edition and clause, upon how many values.
std::string how_made(const TraceNode& node);
// The rule of a criterion in words, with the editions it was judged by.
std::string how_judged(const CriterionVerdict& criterion, const publish::RuleGlossary& rules);
// "依据 GB 3095-1996 表1、…" of those that are there; "" of none.
std::string resting_on(const std::vector<const Citation*>& citations);

// Each answers for its own kinds of bindings; false: there is no such number.
Result<bool> air_origin(const DocumentNumber& number, OriginDraft& draft);
Result<bool> water_origin(const DocumentNumber& number, OriginDraft& draft);
Result<bool> noise_origin(const DocumentNumber& number, OriginDraft& draft);
Result<bool> standing_origin(const DocumentNumber& number, OriginDraft& draft);  // verdict, criterion
Result<bool> score_origin(const DocumentNumber& number, OriginDraft& draft);
Result<bool> overdue_origin(const DocumentNumber& number, OriginDraft& draft);
Result<bool> indicator_count_origin(const DocumentNumber& number, OriginDraft& draft);
Result<bool> work_count_origin(const DocumentNumber& number, OriginDraft& draft);  // and those of indicators

}  // namespace chuangmo::app
