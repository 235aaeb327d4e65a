#include "app/demo_work.h"

#include <algorithm>
#include <array>

#include "app/demo_cast.h"
#include "app/planning.h"
#include "workflow/decisions.h"
#include "workflow/rhythm.h"

namespace chuangmo::app {

namespace {

constexpr std::uint64_t kSeed = 2011;
constexpr std::size_t kReaders = 3;                   // a bulletin reads what is known while it asks what was
constexpr const char* kNotYetConfirmed = "市气象局";  // what the program proposes for it is still looked at
constexpr const char* kDropped = "市工商局|report:15.3";
constexpr int kDaysAhead = 28;                                // from one round of requests to the next
const Instant kBegin = Instant::at(Date::of(2011, 5, 3), 9);  // the table was handed down in spring
const Date kFirstMonday = Date::of(2011, 5, 9);
const Date kFiguresAreIn = Date::of(2012, 2, 20);  // the day the yearly figures arrive

}  // namespace

SimulatedWork::SimulatedWork(const std::filesystem::path& root, const Library& library,
                             std::string_view table_file, std::string_view table)
    : root_(root),
      library_(library),
      table_file_(table_file),
      table_(table),
      clock_(kBegin),
      chance_(demo::Chance(kSeed).part("work")) {}

Result<void> SimulatedWork::begin() {
  CHUANGMO_TRY(office, Office::open({root_, "", [this] { return clock_; }, kReaders}, library_));
  office_ = std::move(office);
  CHUANGMO_TRY(papers, SimulatedPapers::open(*office_, chance_.part("papers")));
  papers_ = std::make_unique<SimulatedPapers>(std::move(papers));
  answers_ = std::make_unique<SimulatedAnswers>(*office_, *papers_, chance_.part("answers"));
  story_ = std::make_unique<SimulatedStory>(*office_, *papers_, *answers_, diary_);
  CHUANGMO_CHECK(let_cast_in(*office_));
  CHUANGMO_CHECK(store_plan(*office_, kSimulatedOffice, {std::string(table_file_), table_, ""}));
  CHUANGMO_CHECK(propose_obligations(*office_, kSimulatedOffice));
  diary_.note(Instant::at(Date::of(2011, 5, 5), 15), [this] { return confirm_duties(); });
  diary_.note(Instant::at(kFirstMonday, 8, 40), [this] { return issue_requests_of_month(); });
  story_->write_down();
  return {};
}

Result<void> SimulatedWork::advance_to(Instant moment) {
  if (moment < kBegin) return {};
  if (office_ == nullptr) CHUANGMO_CHECK(begin());
  answers_->files_came();
  return diary_.live_until(moment, clock_);
}

// Nearly all that was proposed; one unit's is still looked at, one thing it need not report.
Result<void> SimulatedWork::confirm_duties() {
  const WorkState work = office_->work();
  std::vector<std::string> wanted;
  for (const auto& [id, obligation] : work->obligations) {
    if (obligation.unit != kNotYetConfirmed && id != kDropped) wanted.push_back(id);
  }
  CHUANGMO_CHECK(confirm_obligations(*office_, kSimulatedOffice, wanted));
  CHUANGMO_CHECK(office_->change([](const workflow::Work& state, Instant now) -> Result<Proposal> {
    workflow::Obligation dropped = state.obligations.at(kDropped);
    dropped.state = workflow::ObligationState::dropped;
    dropped.reason = "由市环保局统一报送，不再单独报";
    Proposal proposal;
    proposal.who = kSimulatedOffice;
    CHUANGMO_TRY(acts, workflow::set_obligation({state, state.accounts.at(kSimulatedOffice), now}, dropped));
    proposal.acts = std::move(acts);
    return proposal;
  }));
  return {};
}

// What opens until the next round; what was due before the table was handed down nobody asks for.
Result<void> SimulatedWork::issue_requests_of_month() {
  const Date today = clock_.date();
  CHUANGMO_CHECK(issue_requests(*office_, kSimulatedOffice, kBegin.date() + 1, today + kDaysAhead));
  const WorkState work = office_->work();
  for (const auto& [id, request] : work->requests) {
    if (planned_.insert(id).second && !SimulatedStory::tells_of(id)) plan_answer(request);
  }
  diary_.note(Instant::at(today + kDaysAhead, 8, 40), [this] { return issue_requests_of_month(); });
  return {};
}

Instant SimulatedWork::working_hour(Date day) {
  return Instant::at(day, chance_.between(9, 16), chance_.between(0, 59));
}

// In the last part of its window; of twenty one comes late, two go back once.
void SimulatedWork::plan_answer(const workflow::Request& request) {
  const bool only_readings =
      std::all_of(request.items.begin(), request.items.end(),
                  [](const workflow::Item& item) { return item.kind == workflow::ItemKind::readings; });
  if (only_readings) return;  // files answer it
  const WorkingCalendar& calendar = office_->rules().calendar;
  const int lot = chance_.between(1, 20);
  const bool is_yearly = request.rhythm == Rhythm::annual;
  Date first = std::max(request.opens, clock_.date() + 1);
  if (is_yearly) first = std::max(first, kFiguresAreIn);
  if (request.rhythm == Rhythm::once) first = std::max(first, request.due - 60);
  const int whole = calendar.between(first, request.due);
  const int skipped = is_yearly ? 0 : whole * 2 / 5;
  const bool is_late = lot == 1 && !is_yearly;
  const Date day = is_late ? calendar.after(request.due, chance_.between(1, 3))
                           : calendar.after(first, chance_.between(skipped, std::max(skipped, whole - 1)));
  // The files of the day stand before what refers to them.
  const Instant in = std::max(working_hour(day), Instant::at(day, 9, 5));
  note_answer(request.id, in, working_hour(calendar.after(day, is_yearly ? 1 : chance_.between(1, 3))),
              lot == 2 || lot == 3);
}

void SimulatedWork::note_answer(const std::string& request, Instant in, Instant reviewed, bool goes_back) {
  constexpr std::array<const char*, 4> kReasons = {"请写明数据来源和联系人", "内容与上期完全相同，请核对",
                                                   "请补充责任领导签字的扫描件",
                                                   "进度只写了百分比，请写明完成了哪些工作"};
  const auto hand_in = [this, request]() -> Result<void> {
    CHUANGMO_TRY(content, answers_->answer(request));
    return answers_->hand_in(request, std::move(content));
  };
  diary_.note(in, hand_in);
  if (goes_back) {
    const char* reason = kReasons.at(static_cast<std::size_t>(chance_.between(0, 3)));
    diary_.note(reviewed, [this, request, reason] { return answers_->give_back(request, {{"", reason}}); });
    const WorkingCalendar& calendar = office_->rules().calendar;
    diary_.note(working_hour(calendar.after(reviewed.date(), 1)), hand_in);
    reviewed = working_hour(calendar.after(reviewed.date(), 2));
  }
  diary_.note(reviewed, [this, request] { return answers_->accept(request, ""); });
}

}  // namespace chuangmo::app
