#pragma once
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "app/verdicts.h"
#include "publish/documents/document_sources.h"
#include "publish/trace_words.h"

namespace chuangmo::app {

// What the papers of a moment are made of, whichever of them is asked about: verdicts, what was measured, and
// who owes what.
struct DocumentBasis {
  Instant known_at;  // today is its day
  WorkState work;
  std::string city;
  Judgement judgement;
  publish::Monitoring monitoring;
  std::vector<workflow::Slip> slips;
  std::vector<publish::OverdueCount> overdue;
  publish::RuleGlossary rules;
  std::map<std::string, std::string> standing;  // of how the indicators stand, by binding, as documents write
  std::map<std::string, std::string> chasing;   // of who is behind

  Date today() const { return known_at.date(); }
};
using DocumentBasisPtr = std::shared_ptr<const DocumentBasis>;

// As judged at `now`, of what was known at `known_at`; nullopt: of all that was known by then.
Result<Judgement> judged(Office& office, const workflow::Work& work, Instant now,
                         std::optional<Instant> known_at = std::nullopt);
// Slips, who is late and what is due next, put into `sources`, a day of which is today.
Result<void> gather_chasing(Office& office, const workflow::Work& work, const Evaluation& evaluation,
                            publish::DocumentSources& sources);

// nullopt: as known now.
Result<DocumentBasisPtr> document_basis(Office& office, std::optional<Instant> known_at);

// Puts into a view what it says of a period: put_air, put_standing ...
using PutView = std::function<void(ViewValue& view, publish::DocumentSources& sources)>;
// What documents of the period write, by binding.
std::map<std::string, std::string> written_values(const Office& office, const DocumentBasis& basis,
                                                  const Period& period, const PutView& put);

// The bases at hand while neither the journal nor the day has changed.
class DocumentBases {
 public:
  explicit DocumentBases(Office& office) : office_(office) {}
  Result<DocumentBasisPtr> of(std::optional<Instant> known_at);

 private:
  struct Kept {
    std::optional<Instant> known_at;
    std::int64_t journal = 0;
    Date today;
    DocumentBasisPtr basis;
  };
  Office& office_;
  std::mutex mutex_;  // one makes it, the others wait
  std::list<Kept> kept_;
};

}  // namespace chuangmo::app
