#pragma once
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <unistd.h>

#include "app/accounts.h"
#include "app/library.h"
#include "app/office.h"
#include "app/planning.h"
#include "app/reporting.h"
#include "app/workspace.h"
#include "workflow/decisions.h"

// A running office for the tests of this room and of the server: the real pack, the table of Shuozhou, SQLite
// in a folder of its own, and a clock that stands where the test puts it.
namespace chuangmo::app {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().code + " " + result.error().text);
  return std::move(result).value();
}
inline void must(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().code + " " + result.error().text);
}

// "" when it was done.
template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "" : result.error().code;
}

// Where two long texts part; "" when they are the same. Comparing them line by line would take gigabytes.
inline std::string parting(const std::string& a, const std::string& b) {
  if (a == b) return "";
  const auto at =
      static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const std::size_t from = at < 80 ? 0 : at - 80;
  return "..." + a.substr(from, 160) + "...\n..." + b.substr(from, 160) + "...";
}

// The embedded catalogue, with digests of passwords that cost as little as is allowed.
inline const Library& sample_library() {
  static const Library library = [] {
    Library read = must(read_library(std::nullopt));
    std::string& identity = read.files.at("identity.toml");
    for (const auto& [dear, cheap] :
         {std::pair("memory_kib = 19456", "memory_kib = 8192"), std::pair("passes = 2", "passes = 1")}) {
      const std::size_t at = identity.find(dear);
      if (at == std::string::npos) throw std::runtime_error("identity.toml: cost of a digest");
      identity.replace(at, std::string_view(dear).size(), cheap);
    }
    return read;
  }();
  return library;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "office-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Shows the moment it was set to, from any thread.
class SampleClock {
 public:
  explicit SampleClock(Instant begin) : now_(std::make_shared<std::atomic<std::int64_t>>(begin.seconds)) {}
  void set(Instant instant) { *now_ = instant.seconds; }
  void pass(std::int64_t seconds) { *now_ += seconds; }
  Instant now() const { return {*now_}; }
  std::function<Instant()> reading() const {
    return [now = now_] { return Instant{*now}; };
  }

 private:
  std::shared_ptr<std::atomic<std::int64_t>> now_;
};

// A Monday: reports of 2010 are open until 2011-03-29 and due on 2011-03-01, those of 2009 are closed.
inline const Instant kSampleMoment = Instant::at(Date::of(2011, 2, 21), 9);
inline constexpr const char* kStatistics = "市统计局";
inline constexpr const char* kProtection = "市环保局";
inline constexpr const char* kStatistics2010 = "市统计局|2010";
inline constexpr const char* kProtection2010 = "市环保局|2010";

inline std::unique_ptr<Office> open_sample(const std::filesystem::path& root, const SampleClock& clock,
                                           std::size_t readers = 2) {
  return must(Office::open({root, "", clock.reading(), readers}, sample_library()));
}

// The table handed in, four duties to report confirmed, and the requests they make issued; nobody has an
// account.
inline const std::filesystem::path& sample_folder() {
  static const TemporaryFolder folder;
  static const bool is_made = [] {
    const SampleClock clock({kSampleMoment.seconds - 86400});
    must(create_workspace(folder.path(), sample_library(),
                          {"shuozhou", "朔州市创建环境保护模范城市", "shanxi-model-city-2011"},
                          Instant::at(Date::of(2009, 3, 2))));
    const auto office = open_sample(folder.path(), clock);
    const std::string& table = sample_library().files.at("programmes/shuozhou/annex.txt");
    must(store_plan(*office, "测试", {"annex.txt", table, ""}));
    must(propose_obligations(*office, "测试"));
    must(confirm_obligations(
        *office, "测试",
        std::vector<std::string>{"市统计局|figure:gdp", "市统计局|figure:per_capita_disposable_income",
                                 "市环保局|ledger:drills", "市发改委|figure:environmental_investment"}));
    must(issue_requests(*office, "测试", std::nullopt, kSampleMoment.date()));
    return true;
  }();
  static_cast<void>(is_made);
  return folder.path();
}

class SampleOffice {
 public:
  explicit SampleOffice(std::size_t readers = 2) : clock(kSampleMoment) {
    std::filesystem::copy(sample_folder(), folder_.path(), std::filesystem::copy_options::recursive);
    office_ = open_sample(folder_.path(), clock, readers);
  }
  Office& operator*() { return *office_; }
  Office* operator->() { return office_.get(); }
  const std::filesystem::path& root() const { return folder_.path(); }
  // What another process would open.
  std::unique_ptr<Office> another() const { return open_sample(folder_.path(), clock); }
  void close() { office_.reset(); }
  void open_again() { office_ = open_sample(folder_.path(), clock); }

  SampleClock clock;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Office> office_;
};

inline Changed change_with(Office& office, workflow::Act act) {
  return must(office.change([&](const workflow::Work&, Instant) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = "测试";
    proposal.acts.push_back(act);
    return proposal;
  }));
}

inline workflow::Account sample_account(std::string id, workflow::Role role, std::string unit = "") {
  workflow::Account account;
  account.id = std::move(id);
  account.name = "某" + account.id;
  account.unit = std::move(unit);
  account.roles = {role};
  return account;
}

// One account for each role, and a reviewer of a second unit; none has a password.
inline void add_sample_accounts(Office& office) {
  using workflow::Role;
  const std::vector<workflow::Account> accounts = {
      sample_account("system", Role::system_admin),
      sample_account("security", Role::security_admin),
      sample_account("audit", Role::audit_admin),
      sample_account("office", Role::office),
      sample_account("tongji-editor", Role::unit_editor, kStatistics),
      sample_account("tongji", Role::unit_reviewer, kStatistics),
      sample_account("huanbao", Role::unit_reviewer, kProtection),
      sample_account("leader", Role::leader),
      sample_account("inspector", Role::inspector)};
  must(office.change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = "测试";
    const workflow::Account nobody;
    for (const workflow::Account& account : accounts) {
      CHUANGMO_TRY(acts, workflow::set_account({work, nobody, now}, account));
      proposal.acts.insert(proposal.acts.end(), acts.begin(), acts.end());
    }
    return proposal;
  }));
}

inline workflow::SubmissionContent statistics_content(const std::string& gdp,
                                                      const std::string& income = "15000元") {
  workflow::SubmissionContent content;
  const Period year = Period::of_year(2010);
  content.figures = {{"gdp", "", year, gdp, ""}, {"per_capita_disposable_income", "", year, income, ""}};
  return content;
}

inline workflow::SubmissionContent drills_content(const std::vector<std::string>& titles) {
  workflow::SubmissionContent content;
  for (const std::string& title : titles)
    content.records.push_back(
        {"drills", {{"title", title}, {"held_on", "2010-06-05"}, {"participants", "120"}}});
  content.closures = {{"drills", Period::of_year(2010)}};
  return content;
}

// Handed in by the unit and accepted by the office; what the checks ask a reason for gets one.
inline workflow::Submission submitted(Office& office, const std::string& request,
                                      workflow::SubmissionContent content) {
  const WorkState work = must(office.latest_work());
  for (const auto& finding : must(check_content(office, *work, request, content))) {
    if (finding.severity == CheckSeverity::error) content.reasons[finding.key()] = "核实无误";
  }
  return must(submit(office, {"tongji", std::nullopt}, request, content));
}
inline workflow::Submission accepted(Office& office, const std::string& request,
                                     const workflow::SubmissionContent& content) {
  const workflow::Submission submission = submitted(office, request, content);
  return must(accept(office, {"office", std::nullopt}, submission.id, ""));
}

inline std::vector<JournalEntry> entries_of(Office& office) {
  std::vector<JournalEntry> entries;
  auto reading = must(office.reader());
  must(reading->store->visit_entries(office.programme().id, 0,
                                     must(reading->store->head(office.programme().id)).size,
                                     [&](const JournalEntry& entry) -> Result<void> {
                                       entries.push_back(entry);
                                       return {};
                                     }));
  return entries;
}

}  // namespace chuangmo::app
