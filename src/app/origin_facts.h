#pragma once
#include <set>
#include <vector>

#include "app/origin.h"
#include "model/verdict.h"

namespace chuangmo::app {

// The facts behind numbers, each with its import, submission and entry of the journal. Counts them all and
// keeps the first.
class OriginFacts {
 public:
  OriginFacts(const Pack& pack, const DossierBasis& basis) : pack_(pack), basis_(basis) {}

  void add(const FigureFact& fact);
  void add(const RecordFact& fact);
  void add(const publish::DossierPaper& paper);
  void add(const workflow::Submission& submission, const std::string& what);
  // The leaves of a trace: figures, records and the files its readings came in. Each once.
  void add(const TraceNode& node);

  std::size_t count() const { return count_; }
  std::vector<OriginFact> take() { return std::move(facts_); }

 private:
  OriginFact come(std::string kind, const Origin& origin, Instant recorded_at) const;
  void keep(OriginFact fact);
  void add_readings(const TraceNode& node);

  const Pack& pack_;
  const DossierBasis& basis_;
  std::vector<OriginFact> facts_;
  std::set<std::string> seen_;
  std::size_t count_ = 0;
};

}  // namespace chuangmo::app
