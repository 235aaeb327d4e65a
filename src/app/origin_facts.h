#pragma once
#include <set>
#include <vector>

#include "app/origin.h"
#include "model/standard.h"
#include "model/verdict.h"

namespace chuangmo::app {

// The facts behind numbers, each with its import, submission and entry of the journal. Counts them all and
// keeps the first.
class OriginFacts {
 public:
  OriginFacts(const Pack& pack, const workflow::Work& work, const FactSet& facts)
      : pack_(pack), work_(work), known_(facts) {}

  void add(const FigureFact& fact);
  void add(const RecordFact& fact);
  void add(const publish::DossierPaper& paper);
  void add(const workflow::Submission& submission, const std::string& what);
  // The leaves of a trace: figures, records and the files its readings came in. Each once.
  void add(const TraceNode& node);
  // Readings of one station that lie at [first, last): a fact for each file they came in, with how many, in
  // which rows, and the readings themselves where they are few. Of several series as one.
  struct Stretch {
    std::string name;
    std::string period;
    std::vector<const ReadingSeries*> series;
    std::int64_t first = 0;
    std::int64_t last = 0;
    const Parameter* parameter = nullptr;  // of all of them; nullptr they are of several
  };
  void add(const Stretch& stretch);
  // Something of the work that was counted, with the latest entry about it.
  void add_counted(OriginFact fact, const std::string& object);

  std::size_t count() const { return count_; }
  std::vector<OriginFact> take() { return std::move(facts_); }

 private:
  // Without a moment: the last import of that file.
  OriginFact come(std::string kind, const Origin& origin, std::optional<Instant> recorded_at) const;
  void keep(OriginFact fact);
  void add_readings(const TraceNode& node);

  const Pack& pack_;
  const workflow::Work& work_;
  const FactSet& known_;
  std::vector<OriginFact> facts_;
  std::set<std::string> seen_;
  std::size_t count_ = 0;
};

// Positions of a series that lie in a period: [first, last).
std::pair<std::int64_t, std::int64_t> positions(const ReadingSeries& series, const Period& period);

}  // namespace chuangmo::app
