#pragma once
#include <map>
#include <vector>

#include "app/office.h"
#include "publish/dossier/dossier_source.h"

namespace chuangmo::app {

// What a dossier takes out of the work and the facts. Nothing of it depends on the day: the same journal
// gives the same lists.

// Every paper once for each indicator, numbered in the order in which they came: a later one takes no
// earlier one's number.
std::vector<publish::DossierPaper> dossier_papers(const workflow::Work& work, const FactSet& facts, int year);

// The tasks of the plan with the reports that were accepted for periods up to the end of the year.
Result<std::vector<publish::DossierTask>> dossier_tasks(Office& office, const workflow::Work& work,
                                                        const Plan& plan, int year);

// By indicator, what came in of each item it asks for, and from whom.
std::map<int, std::vector<publish::DossierSupply>> dossier_supplies(Office& office,
                                                                    const workflow::Work& work,
                                                                    const FactSet& facts);

publish::DossierCounts dossier_counts(const workflow::Work& work, const Plan& plan,
                                      const publish::DossierSource& source);

}  // namespace chuangmo::app
