#pragma once
#include <string>
#include <vector>

#include "base/decimal.h"

namespace chuangmo {

// A programme's places on one schematic drawing, not for measuring. Points lie in a box of `width` by
// `height`, y downwards.

struct MapPoint {
  int x = 0;
  int y = 0;
  friend bool operator==(const MapPoint&, const MapPoint&) = default;
};

enum class RegionKind { district, county };

struct MapRegion {
  std::string key;   // "youyu"
  std::string name;  // "右玉县"
  std::string name_en;
  RegionKind kind = RegionKind::county;
  std::string unit;               // its government as the plan calls it; "" none
  std::vector<MapPoint> outline;  // closed, the first point not repeated
  MapPoint centroid;              // of the area: where its name is written
  MapPoint seat;
};

struct MapRiver {
  std::string name;
  std::string name_en;
  std::vector<MapPoint> line;  // from its source down
};

struct ProgrammeMap {
  std::string title;
  std::string title_en;
  std::string note;  // that it is a schematic
  std::string note_en;
  int width = 0;
  int height = 0;
  Decimal west;  // degrees at the edges of the box; between them places lie in proportion
  Decimal east;
  Decimal south;
  Decimal north;
  std::vector<MapRegion> regions;
  std::vector<MapRiver> rivers;
};

}  // namespace chuangmo
