#include "server/api/facts_asked_for.h"

namespace chuangmo::server {

Result<FactSet> facts_asked_for(Call& call) {
  store::FactQuery query;
  query.programme = call.office().programme().id;
  query.station_sets.emplace();  // no readings
  CHUANGMO_TRY(known, call.known_at());
  query.known_at = known.value_or(call.office().now());
  if (const auto text = call.query("period")) {
    CHUANGMO_TRY(period, Period::parse(*text));
    query.from = period.begin;
    query.until = period.end;
  }
  CHUANGMO_TRY(reading, call.office().reader());
  return reading->store->read(query);
}

}  // namespace chuangmo::server
