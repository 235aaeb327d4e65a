#include "app/portal.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/explanations.h"
#include "app/journal_log.h"
#include "app/monitoring.h"
#include "app/open_tables.h"
#include "app/verdicts.h"
#include "audit/entry_leaf.h"
#include "audit/merkle.h"
#include "plan/plan_edit.h"

namespace chuangmo::app {

namespace {

// The table in force, its cells as the office has edited them; null while there is none.
std::shared_ptr<const Plan> shown_plan(Office& office, const workflow::Work& work) {
  if (work.plan_versions.empty()) return nullptr;
  const auto plan = office.plan(work).value_or(nullptr);
  const auto imported = office.plan_of(work.plan_versions.back().imported).value_or(nullptr);
  if (plan == nullptr || imported == nullptr || plan == imported) return plan;
  return std::make_shared<const Plan>(plan::as_written(*plan, *imported));
}

publish::PortalNotice shown(const workflow::Work& work, const workflow::Notice& notice) {
  publish::PortalNotice shown;
  shown.id = notice.id;
  shown.is_bulletin = notice.kind == workflow::NoticeKind::bulletin;
  shown.title = notice.title;
  shown.text = notice.text;
  shown.period = notice.period;
  shown.indicators = notice.indicators;
  shown.figures = notice.figures;
  shown.published_at = notice.published_at;
  shown.entry = notice.entry;
  shown.withdrawn_at = notice.withdrawn_at;
  shown.withdrawn_entry = notice.withdrawn_entry;
  shown.withdrawn_reason = notice.withdrawn_reason;
  for (const std::string& digest : notice.evidence) {
    const auto file = work.evidence.find(digest);
    if (file == work.evidence.end() || file->second.state != workflow::EvidenceState::clean) continue;
    shown.papers.push_back({digest, file->second.name, file->second.type, file->second.size});
  }
  return shown;
}

std::map<std::string, std::string> edition_titles(const Standards& standards) {
  std::map<std::string, std::string> titles;
  for (const Edition& edition : standards.editions) titles[edition.id] = edition.title;
  return titles;
}

// What was published by an entry, in words; nullopt: it says nothing that is for everybody.
struct PublishedBy {
  std::string about;
  std::string notice;
};
std::optional<PublishedBy> published_by(const workflow::Work& work, std::int64_t number) {
  if (number < 1) return std::nullopt;
  for (const workflow::Notice& notice : work.notices) {
    if (notice.entry == number) return PublishedBy{"发布：" + notice.title, notice.id};
    if (notice.withdrawn_entry == number) return PublishedBy{"撤回：" + notice.title, notice.id};
  }
  const auto history = work.history.find("publication");
  if (history == work.history.end()) return std::nullopt;
  const auto& numbers = history->second;
  if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) return std::nullopt;
  return PublishedBy{"决定公开哪些数据", ""};
}

Failure not_published(std::int64_t number) {
  return {"API004", fmt::format("日志第 {} 条没有公开", number), "公开的条目见每份公报、公告的网页"};
}

}  // namespace

struct Portal::Costly {
  // All that the verdicts and the open tables depend on.
  struct Basis {
    std::size_t imports = 0;
    std::vector<std::string> pinned;
    std::int64_t publication = 0;  // entry
    std::string plan;              // digest: names of units
    Date as_of;
    friend bool operator==(const Basis&, const Basis&) = default;
  };

  Basis basis;
  std::shared_ptr<const publish::PortalVerdicts> verdicts;
  std::vector<publish::OpenTable> tables;
};

const publish::PortalNotice* PortalState::notice(std::string_view id) const {
  const auto found = std::find_if(site.notices.begin(), site.notices.end(),
                                  [&](const publish::PortalNotice& each) { return each.id == id; });
  return found == site.notices.end() ? nullptr : &*found;
}

const publish::OpenTable* PortalState::table(std::string_view key) const {
  const auto found = std::find_if(site.tables.begin(), site.tables.end(),
                                  [&](const publish::OpenTable& each) { return each.key == key; });
  return found == site.tables.end() ? nullptr : &*found;
}

Portal::Portal(Office& office, VerdictBoard& board, PortalLook look)
    : office_(office),
      board_(board),
      look_(std::move(look)),
      title_en_(programme_title_en(office.library(), office.programme().id)),
      rules_zh_(rule_glossary(office.pack(), office.library(), publish::Language::zh)),
      rules_en_(rule_glossary(office.pack(), office.library(), publish::Language::en)) {}

Result<std::shared_ptr<const Portal::Costly>> Portal::costly(const workflow::Work& work) {
  const Costly::Basis basis{work.imports.size(), work.pinned, work.publication.entry, work.plan_digest,
                            default_as_of(office_.pack(), office_.now())};
  if (costly_ != nullptr && costly_->basis == basis) return costly_;
  EvaluateOptions options;
  options.pinned = work.pinned;
  options.now = office_.now();
  Result<Judgement> judgement = fail("", "");
  {
    CHUANGMO_TRY(reading, office_.reader());
    judgement = evaluate(*reading, office_.library(), options);
  }
  if (!judgement) return tl::unexpected(judgement.error());
  auto verdicts = std::make_shared<publish::PortalVerdicts>();
  verdicts->evaluation = with_deciding_days(office_.pack(), office_.library(), *judgement);
  verdicts->charts = charts(office_.pack(), verdicts->evaluation);
  verdicts->monitoring = monitoring(office_.pack(), office_.library(), *judgement);
  verdicts->rules_zh = rules_zh_;
  verdicts->rules_en = rules_en_;
  verdicts->edition_titles = edition_titles(office_.library().standards);
  for (IndicatorVerdict& indicator : verdicts->evaluation.indicators) {
    for (CriterionVerdict& criterion : indicator.criteria)
      publish::hide_closed_records(criterion.trace, work.publication.ledgers);
  }
  auto costly = std::make_shared<Costly>();
  costly->basis = basis;
  CHUANGMO_TRY(opened, open_tables(office_, work));
  costly->tables.push_back(publish::verdicts_table(verdicts->evaluation, office_.pack()));
  std::move(opened.begin(), opened.end(), std::back_inserter(costly->tables));
  costly->verdicts = std::move(verdicts);
  costly_ = std::move(costly);
  return costly_;
}

Result<PortalStatePtr> Portal::made(const WorkState& work) {
  CHUANGMO_TRY(costly_part, costly(*work));
  auto state = std::make_shared<PortalState>();
  state->work = work;
  publish::PortalSite& site = state->site;
  site.pack = &office_.pack();
  site.plan = shown_plan(office_, *work);
  site.verdicts = costly_part->verdicts;
  site.tables = costly_part->tables;
  site.marks.simulated = look_.is_simulated;
  site.marks.title = office_.programme().title;
  site.marks.title_en = title_en_;
  site.style = look_.style;
  site.icon = look_.icon;
  for (auto notice = work->notices.rbegin(); notice != work->notices.rend(); ++notice)
    site.notices.push_back(shown(*work, *notice));
  return state;
}

Result<PortalStatePtr> Portal::state() {
  CHUANGMO_TRY(work, office_.latest_work());
  const Date as_of = default_as_of(office_.pack(), office_.now());
  PortalStatePtr known;
  {
    const std::lock_guard lock(state_);
    known = latest_;
  }
  const auto is_fresh = [&](const PortalStatePtr& state) {
    return state != nullptr && state->work->size == work->size &&
           state->site.verdicts->evaluation.as_of == as_of;
  };
  if (is_fresh(known)) return known;
  std::unique_lock making(making_, std::defer_lock);
  if (known == nullptr) {
    making.lock();
  } else if (!making.try_lock()) {
    return known;
  }
  {
    const std::lock_guard lock(state_);
    if (is_fresh(latest_)) return latest_;
  }
  CHUANGMO_TRY(state, made(work));
  const std::lock_guard lock(state_);
  latest_ = state;
  return latest_;
}

PortalStatePtr Portal::at_hand() {
  const std::lock_guard lock(state_);
  return latest_;
}

Result<std::vector<IndicatorVerdict>> Portal::known_verdicts(const publish::PortalNotice& notice) {
  std::vector<IndicatorVerdict> known;
  if (notice.indicators.empty()) return known;
  VerdictQuestion question;
  question.known_at = notice.published_at;
  CHUANGMO_TRY(board, board_.board(question));
  for (const IndicatorVerdict& verdict : board->evaluation.indicators) {
    const auto& wanted = notice.indicators;
    if (std::find(wanted.begin(), wanted.end(), verdict.number) == wanted.end()) continue;
    known.push_back(verdict);
    // Without their traces, which are large; of what is undecided they say which way it is bounded.
    for (CriterionVerdict& criterion : known.back().criteria) {
      if (criterion.outcome != Outcome::undecided) criterion.trace = {};
    }
  }
  return known;
}

Result<std::shared_ptr<const Portal::AsPublished>> Portal::as_published(const publish::PortalNotice& notice) {
  {
    const std::lock_guard lock(state_);
    if (const auto known = as_published_.find(notice.id); known != as_published_.end()) return known->second;
  }
  CHUANGMO_TRY(indicators, known_verdicts(notice));
  CHUANGMO_TRY(root, log_root(notice.entry));
  auto made = std::make_shared<const AsPublished>(AsPublished{std::move(indicators), std::move(root)});
  const std::lock_guard lock(state_);
  as_published_[notice.id] = made;
  return made;
}

Result<std::string> Portal::log_root(std::int64_t size) {
  CHUANGMO_TRY(reading, office_.reader());
  CHUANGMO_TRY(raw, reading->store->leaf_hashes(office_.programme().id, size));
  audit::Frontier frontier;
  for (const std::string& bytes : raw) {
    CHUANGMO_TRY(leaf, audit::Hash::from_raw(bytes));
    frontier.append(leaf);
  }
  return frontier.root().hex();
}

Result<publish::PortalLog> Portal::log() {
  CHUANGMO_TRY(head, signed_head(office_));
  CHUANGMO_TRY(root, audit::Hash::from_raw(head.head.root));
  CHUANGMO_TRY(key, log_key(office_.root(), office_.programme().id));
  return publish::PortalLog{head.head.size, root.hex(), std::move(head.note), key.verifier().text()};
}

Result<publish::PortalEntry> Portal::entry(const workflow::Work& work, std::int64_t number) {
  const auto published = published_by(work, number);
  if (!published) return tl::unexpected(not_published(number));
  std::optional<publish::PortalEntry> found;
  CHUANGMO_TRY(reading, office_.reader());
  CHUANGMO_CHECK(reading->store->visit_entries(
      office_.programme().id, number - 1, number, [&](const JournalEntry& entry) -> Result<void> {
        found = publish::PortalEntry{entry.number, entry.recorded_at, entry.kind,       entry.object,
                                     "",           published->about,  published->notice};
        return {};
      }));
  CHUANGMO_TRY(leaves, reading->store->leaf_hashes(office_.programme().id, number));
  if (!found || leaves.empty()) return tl::unexpected(not_published(number));
  CHUANGMO_TRY(leaf, audit::Hash::from_raw(leaves.back()));
  found->leaf = leaf.hex();
  return *found;
}

Result<std::string> Portal::entry_proof(const workflow::Work& work, std::int64_t number) {
  const auto published = published_by(work, number);
  if (!published) return tl::unexpected(not_published(number));
  const workflow::Notice* notice = work.notice(published->notice);
  const bool is_gone = notice != nullptr && notice->withdrawn_at && notice->entry == number;
  return app::entry_proof(office_, number, !is_gone);
}

}  // namespace chuangmo::app
