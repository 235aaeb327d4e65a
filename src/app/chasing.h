#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/office.h"
#include "workflow/reminders.h"
#include "workflow/score.h"
#include "workflow/token_bucket.h"

namespace chuangmo::app {

// What came of one message.
struct Sent {
  std::string recipient;
  std::string channel;
  bool ok = false;
  std::string said;  // by the server, or why it failed
};

// Who is told of what is near its day, behind, or overdue. Recipients are the setting "recipients", a JSON
// array of {"id","channel","address","unit","level"}; the mail server is the setting "mail", a JSON object of
// {"host","port","security","user","from","ca_file"}. Addresses of webhooks and passwords are secrets: the
// vault's shelf "secret", keys "webhook:<recipient>" and "mail_password".
class Chaser {
 public:
  explicit Chaser(Office& office) : office_(office) {}
  // Everything due now, each message with an entry in the journal. What fails is tried again the next time.
  Result<std::vector<Sent>> send_due();

 private:
  Result<Sent> send(const workflow::Reminder& reminder);
  Office& office_;
  std::mutex mutex_;                                      // one round at a time
  std::map<std::string, workflow::TokenBucket> buckets_;  // by recipient
};

// 考核 of every unit in the periods of a year.
Result<std::vector<workflow::UnitScore>> scores(Office& office, const workflow::Work& work,
                                                std::optional<int> year, Date as_of);

// A unit's days as an iCalendar feed.
Result<std::string> unit_calendar(Office& office, const workflow::Work& work, const std::string& unit);

}  // namespace chuangmo::app
