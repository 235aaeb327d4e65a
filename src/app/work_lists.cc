#include "app/work_lists.h"

namespace chuangmo::app {

std::vector<workflow::Obligation> obligations_of(const workflow::Work& work) {
  std::vector<workflow::Obligation> all;
  for (const auto& [id, obligation] : work.obligations) all.push_back(obligation);
  return all;
}

std::vector<workflow::Request> requests_of(const workflow::Work& work) {
  std::vector<workflow::Request> all;
  for (const auto& [id, request] : work.requests) all.push_back(request);
  return all;
}

}  // namespace chuangmo::app
