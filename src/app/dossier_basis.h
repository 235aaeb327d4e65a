#pragma once
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "app/verdicts.h"
#include "publish/dossier/dossier_volume.h"

namespace chuangmo::app {

// A volume set in its template.
struct DossierDocument {
  std::string bytes;
  std::string digest;
  std::map<std::string, std::string> values;  // binding -> as it stands in it
};

// The dossier of one year as it would be made now: everything it says, before it is set.
class DossierBasis {
 public:
  int year = 0;
  std::int64_t journal = 0;  // entries it rests on
  std::string log_root;      // hexadecimal
  std::string mark;          // on every page, "" none: of simulated data
  WorkState work;
  DossierDefinition shape;
  std::shared_ptr<const Plan> plan;
  publish::RuleGlossary rules;
  FactSet facts;
  std::map<int, Evaluation> evaluations;  // by year, as of its last day
  std::vector<publish::Chart> charts;
  std::unique_ptr<publish::DossierSource> source;  // points into all of the above
  std::vector<publish::DossierVolume> volumes;
  std::map<std::string, Result<DossierDocument>> documents;   // by volume; DSR005 a template is faulty
  std::map<std::string, std::string> values;                  // binding -> text, of all volumes
  std::map<std::string, std::vector<std::string>> stands_in;  // binding -> volumes
  std::map<std::string, std::string> templates;               // name -> bytes

  const publish::DossierVolume* volume(std::string_view id) const;  // nullptr: there is none
};
using DossierBasisPtr = std::shared_ptr<const DossierBasis>;

// nullopt: the last assessment year. DSR001 the pack has no dossier.toml, DSR002 not an assessment year,
// DSR003 a template of the workspace that cannot be read, WSP003 no plan. A template in the workspace's
// folder templates/dossier/ stands in place of the catalogue's.
Result<DossierBasisPtr> dossier_basis(Office& office, std::optional<int> year);

// DSR005 the template is faulty.
Result<DossierDocument> dossier_document(const DossierBasis& basis, const std::string& title,
                                         const std::string& template_name, const ViewShape& shape,
                                         const ViewValue& view);

// The basis at hand while neither journal nor templates have changed: judging three years anew takes a
// second.
class DossierBases {
 public:
  explicit DossierBases(Office& office) : office_(office) {}
  Result<DossierBasisPtr> of(std::optional<int> year);

 private:
  Office& office_;
  std::mutex mutex_;  // one makes it, the others wait
  std::list<DossierBasisPtr> kept_;
};

}  // namespace chuangmo::app
