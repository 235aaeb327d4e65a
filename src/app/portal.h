#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "app/verdict_board.h"
#include "publish/portal.h"

namespace chuangmo::app {

// What the public pages are made of at one state of the journal.
struct PortalState {
  WorkState work;
  publish::PortalSite site;
  const publish::PortalNotice* notice(std::string_view id) const;
  const publish::OpenTable* table(std::string_view key) const;
};
using PortalStatePtr = std::shared_ptr<const PortalState>;

struct PortalLook {
  bool is_simulated = false;
  std::string style;  // addresses of the style sheet and the icon
  std::string icon;
};

// Follows the journal when it is asked. What is costly, the verdicts with their charts and the open tables,
// is made again only when facts, standards or what is open have changed.
class Portal {
 public:
  Portal(Office& office, VerdictBoard& board, PortalLook look);

  // The latest state. While somebody else is making it, the one before, if there is one.
  Result<PortalStatePtr> state();
  // Out of memory alone, perhaps of some moments ago; null before the first state was made.
  PortalStatePtr at_hand();

  // What was so when a notice was published, and stays so: worked out once.
  struct AsPublished {
    std::vector<IndicatorVerdict> indicators;  // that it speaks of
    std::string log_root;                      // with it as the last entry, hexadecimal
  };
  Result<std::shared_ptr<const AsPublished>> as_published(const publish::PortalNotice& notice);

  // The log as it stands, signed now.
  Result<publish::PortalLog> log();
  // Of entries that say what was published, and of no others: API004.
  Result<publish::PortalEntry> entry(const workflow::Work& work, std::int64_t number);
  // Its proof as a file; the body is shown unless it is the text of a notice that was withdrawn.
  Result<std::string> entry_proof(const workflow::Work& work, std::int64_t number);

 private:
  struct Costly;
  Result<PortalStatePtr> made(const WorkState& work);
  Result<std::shared_ptr<const Costly>> costly(const workflow::Work& work);
  Result<std::vector<IndicatorVerdict>> known_verdicts(const publish::PortalNotice& notice);
  Result<std::string> log_root(std::int64_t size);

  Office& office_;
  VerdictBoard& board_;
  PortalLook look_;
  std::string title_en_;
  publish::RuleGlossary rules_zh_;
  publish::RuleGlossary rules_en_;

  std::mutex making_;
  std::shared_ptr<const Costly> costly_;
  std::mutex state_;  // guards what stands below, for moments only
  PortalStatePtr latest_;
  std::map<std::string, std::shared_ptr<const AsPublished>> as_published_;  // by notice
};

}  // namespace chuangmo::app
