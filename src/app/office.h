#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/library.h"
#include "app/workspace.h"
#include "model/check.h"
#include "model/plan.h"
#include "model/workflow_settings.h"
#include "model/working_calendar.h"
#include "store/store.h"
#include "workflow/acts.h"
#include "workflow/work.h"

namespace chuangmo::app {

using WorkState = std::shared_ptr<const workflow::Work>;

struct OfficeOptions {
  std::filesystem::path root;
  std::string database;            // "postgresql://..."; "" the workspace's own file
  std::function<Instant()> clock;  // empty: the clock of the machine
  std::size_t readers = 2;         // workspaces that read at the same time
};

// What every finding of one check says in English; what it found stands in its Chinese text only.
struct EnglishFinding {
  std::string text;
  std::string fix;
};

// What experts edit for the daily work, read once.
struct OfficeRules {
  WorkingCalendar calendar;
  WorkflowSettings settings;
  std::vector<CheckRule> checks;
  std::map<std::string, EnglishFinding> findings_en;      // by id of a check, or code of a built-in one
  EnglishFinding english(const std::string& code) const;  // empty: nobody has written it
};

// What one act is going to change, decided upon one state of the work.
struct Proposal {
  std::string who;  // account, "命令行:root", "系统"
  std::vector<workflow::Act> acts;
  std::vector<store::Content> contents;
  std::vector<store::FactBatch> facts;
  std::vector<store::VaultChange> vault;
};
using Decide = std::function<Result<Proposal>(const workflow::Work& work, Instant now)>;

// A change as it stands in the journal.
struct Changed {
  store::ChangeReport report;
  WorkState work;                       // after it
  std::vector<workflow::Item> touched;  // whose facts are new, sorted
};

// The running office of one programme: the state of the work in memory, one connection that writes, several
// that read. Every change goes through `change`: decided upon the latest state, written in one transaction
// with its journal entries, then applied. May be used from any thread.
class Office {
 public:
  // WSP002 no workspace there, and what opening a store says.
  static Result<std::unique_ptr<Office>> open(const OfficeOptions& options, const Library& library);

  const Library& library() const { return library_; }
  const Pack& pack() const { return pack_; }
  const OfficeRules& rules() const { return rules_; }
  const store::ProgrammeEntry& programme() const { return programme_; }
  const std::filesystem::path& root() const { return root_; }
  Instant now() const { return clock_(); }

  WorkState work() const;  // as this process knows it
  // With what other processes had written a moment ago; while somebody here is writing, the state before
  // that.
  Result<WorkState> latest_work();
  Result<WorkState> work_at(std::optional<Instant> known);  // nullopt: the latest

  // The plan the work stands on; WSP003 none was handed in yet.
  Result<std::shared_ptr<const Plan>> plan(const workflow::Work& work);
  // Any that was once in force, by its digest.
  Result<std::shared_ptr<const Plan>> plan_of(const std::string& digest);

  // Failures of `decide` change nothing, nor do facts that contradict each other: the report says so. STO014
  // is tried again upon the newer state. WRK003, WRK004 an act that the work does not allow.
  Result<Changed> change(const Decide& decide, const store::Store::Companions& companions = {});
  // Told of every change after it has been committed and applied, in order; from the thread that made it.
  void when_changed(std::function<void(const Changed&)> listener) { listener_ = std::move(listener); }

  // Why the last attempt to write failed; nullopt when it succeeded. Reading goes on meanwhile.
  std::optional<Failure> write_trouble() const;

  // A workspace for reading, for as long as it is held.
  class Reader {
   public:
    Reader(Office& office, std::unique_ptr<Workspace> workspace)
        : office_(&office), workspace_(std::move(workspace)) {}
    Reader(Reader&& other) noexcept = default;
    Reader(const Reader&) = delete;
    ~Reader();
    Workspace& operator*() { return *workspace_; }
    Workspace* operator->() { return workspace_.get(); }

   private:
    Office* office_;
    std::unique_ptr<Workspace> workspace_;
  };
  Result<Reader> reader();  // waits until one is free

  Result<std::optional<std::string>> content(const std::string& digest);
  Result<std::optional<std::string>> vault_value(const store::VaultKey& key);
  Result<std::vector<std::pair<std::string, std::string>>> vault_shelf(const std::string& shelf);
  // Without an entry: not history. `objection` is asked while nobody else here can write; its failure changes
  // nothing.
  Result<void> change_vault(std::vector<store::VaultChange> changes,
                            const std::function<Result<void>(store::Store&)>& objection = {});

 private:
  explicit Office(const Library& library) : library_(library) {}
  Result<void> catch_up();  // the caller holds write_
  Result<void> apply(const std::vector<JournalEntry>& entries);
  Result<std::unique_ptr<Workspace>> make_reader() const;
  void note_outcome(const std::optional<Failure>& failure);

  const Library& library_;
  std::filesystem::path root_;
  std::string database_;
  std::function<Instant()> clock_;
  store::ProgrammeEntry programme_;
  Pack pack_;
  OfficeRules rules_;

  std::mutex write_;  // one change at a time
  std::chrono::steady_clock::time_point caught_up_at_;
  std::unique_ptr<store::Store> writer_;
  std::function<void(const Changed&)> listener_;

  mutable std::mutex state_;  // guards what stands below, for moments only
  WorkState work_;
  std::optional<Failure> trouble_;
  std::list<std::pair<Instant, WorkState>> past_;                         // lately asked for, latest first
  std::list<std::pair<std::string, std::shared_ptr<const Plan>>> plans_;  // lately asked for, latest first

  std::mutex readers_mutex_;
  std::condition_variable reader_free_;
  std::vector<std::unique_ptr<Workspace>> free_readers_;
  std::size_t readers_made_ = 0;
  std::size_t most_readers_ = 2;
};

}  // namespace chuangmo::app
