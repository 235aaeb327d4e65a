#include "app/office.h"

#include <algorithm>
#include <set>

#include "app/planning.h"
#include "base/text.h"
#include "catalog/calendar.h"
#include "catalog/checks.h"
#include "catalog/diagnostic_names.h"
#include "catalog/workflow_settings.h"

namespace chuangmo::app {

namespace {

constexpr std::size_t kKeptPlans = 4;
constexpr std::size_t kPastStates = 8;
constexpr auto kOthersSeenWithin = std::chrono::milliseconds(20);
constexpr int kAttempts = 8;  // upon a journal that others keep extending

// The register words codes as names: "not a number" becomes a sentence.
std::string sentence(std::string name) {
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

std::map<std::string, EnglishFinding> english_findings(const Library& library,
                                                       const std::vector<CheckRule>& checks) {
  std::map<std::string, EnglishFinding> found;
  for (const auto& [code, entry] : catalog::diagnostic_entries(library.files)) {
    if (starts_with(code, "WRK1")) found[code] = {sentence(entry.en), entry.help};
  }
  for (const CheckRule& check : checks) found[check.id] = {check.text_en, check.fix_en};
  return found;
}

Result<OfficeRules> read_rules(const Library& library, const Pack& pack) {
  Diagnostics diagnostics;
  OfficeRules rules;
  rules.calendar = catalog::read_calendar(library.files, diagnostics);
  rules.settings = catalog::read_workflow_settings(library.files, diagnostics);
  rules.checks = catalog::read_checks(library.files, pack, diagnostics);
  rules.findings_en = english_findings(library, rules.checks);
  if (!has_errors(diagnostics)) return rules;
  return fail("CAT060", "目录里的工作规则有错误\n" + render(diagnostics.front()),
              "运行 chuangmo catalog check 查看全部问题");
}

store::Change stored_change(const std::string& programme, const Proposal& proposal, Instant now) {
  store::Change change;
  change.programme = programme;
  change.recorded_at = now;
  for (const workflow::Act& act : proposal.acts) {
    workflow::ProposedEntry entry = workflow::write_act(act);
    change.entries.push_back(
        {proposal.who, std::move(entry.kind), std::move(entry.object), std::move(entry.body)});
  }
  change.contents = proposal.contents;
  change.facts = proposal.facts;
  change.vault = proposal.vault;
  return change;
}

std::vector<workflow::Item> items_in(const std::vector<store::FactBatch>& batches, const Pack& pack) {
  std::set<workflow::Item> items;
  for (const store::FactBatch& batch : batches) {
    for (const FigureFact& fact : batch.figures)
      items.insert(
          {pack.survey(fact.figure) != nullptr ? workflow::ItemKind::survey : workflow::ItemKind::figure,
           fact.figure});
    for (const RecordFact& fact : batch.records) items.insert({workflow::ItemKind::ledger, fact.ledger});
    for (const ClosureFact& fact : batch.closures) items.insert({workflow::ItemKind::ledger, fact.ledger});
    for (const Station& station : batch.stations) items.insert({workflow::ItemKind::readings, station.set});
    for (const series::ReadingBlock& block : batch.readings)
      items.insert({workflow::ItemKind::readings, block.set});
  }
  return {items.begin(), items.end()};
}

// What could not be read back must not be written: nobody could open the office again.
Result<void> fits(const workflow::Work& before, const store::Change& change) {
  if (change.entries.empty()) return {};  // an import's own entry is the store's
  workflow::Work trial = before;
  for (const store::NewEntry& entry : change.entries) {
    CHUANGMO_CHECK(trial.apply(
        {trial.size + 1, change.recorded_at, entry.who, entry.kind, entry.object, entry.body, ""}));
  }
  return {};
}

bool has_contradictions(const store::ChangeReport& report) {
  return std::any_of(report.facts.begin(), report.facts.end(),
                     [](const store::AppendReport& facts) { return has_errors(facts.diagnostics); });
}

bool is_trouble(const Failure& failure) {
  return failure.code == "STO001" || failure.code == "STO008" || failure.code == "STO009" ||
         failure.code == "STO015" || failure.code == "STO016" || failure.code == "STO017";
}

}  // namespace

EnglishFinding OfficeRules::english(const std::string& code) const {
  const auto known = findings_en.find(code);
  return known == findings_en.end() ? EnglishFinding{} : known->second;
}

Result<std::unique_ptr<Office>> Office::open(const OfficeOptions& options, const Library& library) {
  std::unique_ptr<Office> office(new Office(library));
  office->root_ = options.root;
  office->database_ = options.database;
  office->clock_ = options.clock ? options.clock : [] { return Instant::now(); };
  office->most_readers_ = std::max<std::size_t>(options.readers, 1);
  CHUANGMO_TRY(workspace, open_workspace(options.root, library, options.database));
  office->programme_ = std::move(workspace.programme);
  office->pack_ = std::move(workspace.pack);
  office->writer_ = std::move(workspace.store);
  CHUANGMO_TRY(rules, read_rules(library, office->pack_));
  office->rules_ = std::move(rules);
  office->work_ = std::make_shared<workflow::Work>();
  const std::lock_guard lock(office->write_);
  CHUANGMO_CHECK(office->catch_up());
  return office;
}

WorkState Office::work() const {
  const std::lock_guard lock(state_);
  return work_;
}

Result<WorkState> Office::latest_work() {
  const std::unique_lock lock(write_, std::try_to_lock);
  if (!lock.owns_lock()) return work();
  if (std::chrono::steady_clock::now() - caught_up_at_ >= kOthersSeenWithin) CHUANGMO_CHECK(catch_up());
  return work();
}

Result<WorkState> Office::work_at(std::optional<Instant> known) {
  if (!known) return latest_work();
  CHUANGMO_TRY(latest, latest_work());
  if (latest->recorded_at <= *known) return latest;
  {
    const std::lock_guard lock(state_);
    for (const auto& [instant, state] : past_) {
      if (instant == *known) return state;
    }
  }
  auto past = std::make_shared<workflow::Work>();
  CHUANGMO_TRY(reading, reader());
  CHUANGMO_CHECK(reading->store->visit_entries(programme_.id, 0, latest->size,
                                               [&](const JournalEntry& entry) -> Result<void> {
                                                 if (entry.recorded_at > *known) return {};
                                                 return past->apply(entry);
                                               }));
  const std::lock_guard lock(state_);
  past_.emplace_front(*known, past);
  if (past_.size() > kPastStates) past_.pop_back();
  return WorkState(past);
}

Result<std::shared_ptr<const Plan>> Office::plan(const workflow::Work& work) {
  if (work.plan_digest.empty())
    return fail("WSP003", "还没有任务分解表", "请创模办先导入任务分解表（Word、Excel 或 CSV）");
  return plan_of(work.plan_digest);
}

Result<std::shared_ptr<const Plan>> Office::plan_of(const std::string& digest) {
  {
    const std::lock_guard lock(state_);
    for (const auto& [known, plan] : plans_) {
      if (known == digest) return plan;
    }
  }
  CHUANGMO_TRY(text, content(digest));
  if (!text) return fail("WSP003", "任务分解表的正文不在数据库里", "从备份恢复");
  CHUANGMO_TRY(read, read_kept_plan(*text));
  auto plan = std::make_shared<const Plan>(std::move(read));
  const std::lock_guard lock(state_);
  plans_.emplace_front(digest, plan);
  if (plans_.size() > kKeptPlans) plans_.pop_back();
  return plan;
}

// Another process may have written: an entry we did not make is applied before anything is decided.
Result<void> Office::catch_up() {
  std::vector<JournalEntry> news;
  caught_up_at_ = std::chrono::steady_clock::now();
  CHUANGMO_TRY(head, writer_->head(programme_.id));
  const std::int64_t known = work()->size;
  if (head.size == known) return {};
  CHUANGMO_CHECK(
      writer_->visit_entries(programme_.id, known, head.size, [&](const JournalEntry& entry) -> Result<void> {
        news.push_back(entry);
        return {};
      }));
  return apply(news);
}

// In place when nobody looks at the state, on a copy otherwise: a state that was handed out never changes.
Result<void> Office::apply(const std::vector<JournalEntry>& entries) {
  if (entries.empty()) return {};
  const std::lock_guard lock(state_);
  auto next = work_.use_count() == 1 ? std::const_pointer_cast<workflow::Work>(work_)
                                     : std::make_shared<workflow::Work>(*work_);
  for (const JournalEntry& entry : entries) CHUANGMO_CHECK(next->apply(entry));
  work_ = std::move(next);
  return {};
}

void Office::note_outcome(const std::optional<Failure>& failure) {
  const std::lock_guard lock(state_);
  trouble_ = failure;
}

std::optional<Failure> Office::write_trouble() const {
  const std::lock_guard lock(state_);
  return trouble_;
}

Result<Changed> Office::change(const Decide& decide, const store::Store::Companions& companions) {
  const std::lock_guard lock(write_);
  for (int attempt = 1;; ++attempt) {
    CHUANGMO_CHECK(catch_up());
    WorkState before = work();
    const Instant now = std::max(clock_(), before->recorded_at);
    CHUANGMO_TRY(proposal, decide(*before, now));
    if (proposal.acts.empty() && proposal.facts.empty() && proposal.contents.empty() &&
        proposal.vault.empty())
      return Changed{{{before->size, "", before->recorded_at}, {}, {}}, before, {}};
    store::Change change = stored_change(programme_.id, proposal, now);
    change.decided_at = before->size;
    CHUANGMO_CHECK(fits(*before, change));
    auto committed = writer_->commit(change, companions);
    if (!committed) {
      if (committed.error().code == "STO014" && attempt < kAttempts) continue;
      if (is_trouble(committed.error())) note_outcome(committed.error());
      return tl::unexpected(committed.error());
    }
    note_outcome(std::nullopt);
    if (has_contradictions(*committed)) return Changed{std::move(*committed), before, {}};
    before.reset();  // so that nobody is left who looks at it
    CHUANGMO_CHECK(apply(committed->entries));
    Changed changed{std::move(*committed), work(), items_in(change.facts, pack_)};
    if (listener_) listener_(changed);
    return changed;
  }
}

Result<void> Office::change_vault(std::vector<store::VaultChange> changes,
                                  const std::function<Result<void>(store::Store&)>& objection) {
  const std::lock_guard lock(write_);
  if (objection) CHUANGMO_CHECK(objection(*writer_));
  store::Change change;
  change.programme = programme_.id;
  change.recorded_at = std::max(clock_(), work()->recorded_at);
  change.vault = std::move(changes);
  const auto committed = writer_->commit(change);
  if (!committed) {
    if (is_trouble(committed.error())) note_outcome(committed.error());
    return tl::unexpected(committed.error());
  }
  note_outcome(std::nullopt);
  return {};
}

namespace {

// The offices whose readers this thread holds, one for each.
thread_local std::vector<const Office*> held_readers;

bool holds_reader(const Office* office) {
  return std::find(held_readers.begin(), held_readers.end(), office) != held_readers.end();
}

}  // namespace

Office::Reader::~Reader() {
  if (workspace_ == nullptr) return;  // moved from
  const auto held = std::find(held_readers.begin(), held_readers.end(), office_);
  if (held != held_readers.end()) held_readers.erase(held);
  const std::lock_guard lock(office_->readers_mutex_);
  office_->free_readers_.push_back(std::move(workspace_));
  office_->reader_free_.notify_one();
}

Result<std::unique_ptr<Workspace>> Office::make_reader() const {
  const std::string where = database_.empty() ? database_file(root_).string() : database_;
  CHUANGMO_TRY(store, store::open_store_read_only(where));
  auto workspace = std::make_unique<Workspace>();
  workspace->root = root_;
  workspace->store = std::move(store);
  workspace->programme = programme_;
  workspace->pack = pack_;
  return workspace;
}

Result<Office::Reader> Office::reader() {
  // Threads that each hold one and wait for another would wait for ever: whoever holds one gets one more.
  const bool is_nested = holds_reader(this);
  std::unique_lock lock(readers_mutex_);
  reader_free_.wait(lock,
                    [&] { return is_nested || !free_readers_.empty() || readers_made_ < most_readers_; });
  if (!free_readers_.empty()) {
    std::unique_ptr<Workspace> workspace = std::move(free_readers_.back());
    free_readers_.pop_back();
    held_readers.push_back(this);
    return Reader(*this, std::move(workspace));
  }
  CHUANGMO_TRY(workspace, make_reader());
  ++readers_made_;
  held_readers.push_back(this);
  return Reader(*this, std::move(workspace));
}

Result<std::optional<std::string>> Office::content(const std::string& digest) {
  CHUANGMO_TRY(reading, reader());
  return reading->store->content(programme_.id, digest);
}

Result<std::optional<std::string>> Office::vault_value(const store::VaultKey& key) {
  CHUANGMO_TRY(reading, reader());
  return reading->store->vault_value(programme_.id, key, now());
}

Result<std::vector<std::pair<std::string, std::string>>> Office::vault_shelf(const std::string& shelf) {
  CHUANGMO_TRY(reading, reader());
  return reading->store->vault_shelf(programme_.id, shelf, now());
}

}  // namespace chuangmo::app
