#pragma once
#include <string>
#include <vector>

#include "model/pack.h"
#include "model/plan.h"
#include "model/verdict.h"
#include "publish/monitoring.h"

namespace chuangmo::publish {

// Texts that the office reads, changes and publishes, in the markup of notice_text.h. Every number is one of
// the verdicts or measurements; nothing is judged here.

struct DraftText {
  std::string title;
  std::string text;
  std::vector<int> indicators;  // it speaks of
};

struct BulletinSubject {
  std::string city;  // "朔州市"; "" when nobody has said
  Period period;     // of months, to a year
  const Pack& pack;
  const Evaluation& now;
  const Evaluation& before;  // as known when the period began
  const Monitoring& monitoring;
};
// 简报, of a year 公报: how the indicators stand, what changed in the period, air, water and noise in it,
// with the same period of the year before.
DraftText bulletin_text(const BulletinSubject& subject);

// 公示 of the plan: how many tasks, and who leads each indicator's.
DraftText announcement_text(const Pack& pack, const Plan& plan);

}  // namespace chuangmo::publish
