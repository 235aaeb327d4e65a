#pragma once
#include <vector>

#include "model/fact.h"
#include "model/pack.h"
#include "model/table.h"

namespace chuangmo::app {

// The register of monitoring places: 点位组, 点位编码, 点位名称, 县区, 功能区类别, 类型, 路段长度(m), 经度,
// 纬度. ING003 a required column is missing, ING001 not a number, ING007 wrong unit, ING008 impossible,
// ING013 unknown station set, ING014 a place without a code, ING020 no place at all; ING012, ING021 and
// ING022 of headed_tables.
struct StationsFound {
  std::vector<Station> stations;
  Diagnostics diagnostics;
};
StationsFound read_stations(const Document& document, const Pack& pack, Instant recorded_at);

}  // namespace chuangmo::app
