#include "app/dossier_desk.h"

#include <array>

namespace chuangmo::app {

std::string_view dossier_job_name(DossierJob::State state) {
  constexpr std::array<std::string_view, 4> kNames{"none", "running", "done", "failed"};
  return kNames[static_cast<std::size_t>(state)];
}

DossierDesk::~DossierDesk() {
  if (builder_.joinable()) builder_.join();
}

DossierJob DossierDesk::job() const {
  const std::lock_guard lock(mutex_);
  return job_;
}

Result<DossierJob> DossierDesk::begin(std::optional<int> year, bool with_pdf) {
  CHUANGMO_TRY(found, basis(year));
  const std::lock_guard lock(mutex_);
  if (job_.state == DossierJob::State::running)
    return fail("DSR009", "正在编制档案", "等这一次完成：GET /dossier");
  if (builder_.joinable()) builder_.join();  // it has ended
  job_ = {DossierJob::State::running, found->year, with_pdf, {"开始", 0, 0}, office_.now(), {}, 0, 0, {}, {}};
  builder_ = std::thread([this, found, with_pdf] { build(found, with_pdf); });
  return job_;
}

void DossierDesk::build(const DossierBasisPtr& basis, bool with_pdf) {
  const DossierOptions options{with_pdf, [this](const DossierStep& step) {
                                 const std::lock_guard lock(mutex_);
                                 job_.step = step;
                               }};
  const auto built = build_dossier(office_, *basis, dossier_folder(office_, basis->year), options);
  const std::lock_guard lock(mutex_);
  job_.ended_at = office_.now();
  job_.step.done = job_.step.total;
  job_.state = built ? DossierJob::State::done : DossierJob::State::failed;
  if (!built) {
    job_.failure = built.error();
    return;
  }
  job_.made = built->made.size();
  job_.kept = built->kept.size();
  job_.diagnostics = built->diagnostics;
}

}  // namespace chuangmo::app
