#pragma once
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/dossier.h"

namespace chuangmo::app {

// One building of the workspace's own dossier, as whoever waits for it sees it.
struct DossierJob {
  enum class State { none, running, done, failed };
  State state = State::none;
  int year = 0;
  bool with_pdf = false;
  DossierStep step;
  Instant begun_at;
  std::optional<Instant> ended_at;
  std::size_t made = 0;
  std::size_t kept = 0;
  Diagnostics diagnostics;
  Failure failure;  // of failed
};
std::string_view dossier_job_name(DossierJob::State state);  // "none" "running" "done" "failed"

// The dossiers of a running office: what they are made of at hand, and one building at a time, in a thread of
// its own.
class DossierDesk {
 public:
  explicit DossierDesk(Office& office) : office_(office), bases_(office) {}
  ~DossierDesk();  // waits for what is being built
  DossierDesk(const DossierDesk&) = delete;

  Result<DossierBasisPtr> basis(std::optional<int> year) { return bases_.of(year); }
  // DSR009 one is being built.
  Result<DossierJob> begin(std::optional<int> year, bool with_pdf);
  DossierJob job() const;

 private:
  void build(const DossierBasisPtr& basis, bool with_pdf);

  Office& office_;
  DossierBases bases_;
  mutable std::mutex mutex_;  // guards job_ and builder_
  DossierJob job_;
  std::thread builder_;
};

}  // namespace chuangmo::app
