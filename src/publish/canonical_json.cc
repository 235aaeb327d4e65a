#include "publish/canonical_json.h"

namespace chuangmo::publish {

std::string canonical_text(const CanonicalJson& json) {
  return json.dump(-1, ' ', false, CanonicalJson::error_handler_t::replace);
}

}  // namespace chuangmo::publish
